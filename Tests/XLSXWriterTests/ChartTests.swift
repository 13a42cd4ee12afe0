import Decimals
import Foundation
import Localization
import Sheets
import TestKit
import Testing
import XLSXWriter

@Suite struct ChartTests {
  /// A waterfall over zero, bars and a pie, all over live cells.
  static let draft: WorkbookDraft = {
    var sheet = SheetDraft(name: "图示")
    let rows: [(String, [String])] = [
      ("上年", ["0", "0", "300", "0"]), ("教育", ["300", "120", "0", "0"]),
      ("卫生", ["0", "0", "420", "0"]), ("调减", ["0", "0", "0", "-150"]),
      ("本年", ["0", "0", "270", "0"]),
    ]
    for (row, (name, figures)) in rows.enumerated() {
      sheet[CellAddress(row: row, column: 0)] = DraftCell(.text(name))
      for (column, figure) in figures.enumerated() {
        guard let number = ExactDecimal(figure) else { continue }
        sheet[CellAddress(row: row, column: column + 1)] = DraftCell(.number(number))
      }
    }
    func cells(_ column: Int) -> Chart.Cells {
      let range = CellRange(
        CellAddress(row: 0, column: column), CellAddress(row: 4, column: column))
      return Chart.Cells(sheet: "图示", range)
    }
    func series(_ column: Int, _ name: String, _ fill: Chart.Series.Fill, labels: Bool = false)
      -> Chart.Series
    {
      Chart.Series(
        name: name, categories: cells(0), values: cells(column), fill: fill, labels: labels)
    }
    sheet.charts = [
      Chart(
        .stackedColumn, title: "上年到本年的变化",
        series: [
          series(1, "", .invisible), series(2, "增加", .color(0xC00000)),
          series(3, "合计", .color(0x4472C4)), series(4, "减少", .color(0x70AD47)),
        ],
        position: CellAddress(row: 7, column: 0), width: 600, height: 320, unit: "万元",
        numberFormat: "#,##0", legend: .bottom, description: "瀑布图：上年总计到本年总计"),
      Chart(
        .bar, title: "按功能分类的支出", series: [series(3, "支出", .color(0x4472C4), labels: true)],
        position: CellAddress(row: 7, column: 10), width: 480, height: 320, unit: "万元",
        numberFormat: "#,##0"),
      Chart(
        .pie, title: "“三公”经费构成",
        series: [
          series(
            3, "", .points([0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5]), labels: true)
        ],
        position: CellAddress(row: 26, column: 0), width: 480, height: 320, legend: .right),
      Chart(
        .column, series: [series(3, "合计", .automatic)],
        position: CellAddress(row: 26, column: 10), width: 480, height: 320),
    ]
    sheet.print.landscape = true
    sheet.print.fitWidth = 1
    sheet.print.fitHeight = 1
    var draft = WorkbookDraft(created: 1_577_836_800)
    draft.sheets = [sheet]
    return draft
  }()

  @Test(.enabled(if: OutsideProgram.hasOpenpyxl, "needs python3 with openpyxl"))
  func `charts point at their cells`() throws {
    let folder = try Scratch()
    try write(Self.draft, to: folder.file("a.xlsx"))
    let script = """
      for chart in book["图示"]._charts:
        print(type(chart).__name__, chart.grouping if hasattr(chart, "grouping") else "-")
        for s in chart.series:
          print(s.cat.strRef.f, s.val.numRef.f, s.tx.v if s.tx else "-", s.graphicalProperties.noFill if s.graphicalProperties else "-")
      """
    #expect(
      Openpyxl.printed(by: script, at: folder.file("a.xlsx")) == """
        BarChart stacked
        '图示'!$A$1:$A$5 '图示'!$B$1:$B$5 - True
        '图示'!$A$1:$A$5 '图示'!$C$1:$C$5 增加 False
        '图示'!$A$1:$A$5 '图示'!$D$1:$D$5 合计 False
        '图示'!$A$1:$A$5 '图示'!$E$1:$E$5 减少 False
        BarChart clustered
        '图示'!$A$1:$A$5 '图示'!$D$1:$D$5 支出 False
        PieChart -
        '图示'!$A$1:$A$5 '图示'!$D$1:$D$5 - False
        BarChart clustered
        '图示'!$A$1:$A$5 '图示'!$D$1:$D$5 合计 False

        """)
  }

  @Test func `the same charts give the same bytes`() throws {
    let folder = try Scratch()
    try write(Self.draft, to: folder.file("a.xlsx"))
    try write(Self.draft, to: folder.file("b.xlsx"))
    #expect(try folder.bytes(of: "a.xlsx") == folder.bytes(of: "b.xlsx"))
  }

  private func refusal(_ change: (inout Chart) -> Void) -> Message? {
    var draft = Self.draft
    change(&draft.sheets[0].charts[0])
    let error = #expect(throws: WriteError.self) { try write(draft, to: "/nonexistent/a.xlsx") }
    #expect(error?.cell == CellAddress(row: 7, column: 0))
    return error?.detail
  }

  @Test func `charts over nothing are refused`() {
    #expect(
      refusal { $0.series[0].values.sheet = "别的" }?.chinese == "图引用的工作表“别的”不在工作簿中")
    #expect(
      refusal { $0.series[1].values.range.last.column = 4 }?.english
        == "the chart's cells 图示!C1:E5 must be one row or one column")
    #expect(refusal { $0.series = [] }?.chinese == "图没有数据系列：至少要一个")
  }

  @Test func `sizes and formats that Excel does not take are refused`() {
    #expect(
      refusal { $0.width = 0 }?.english == "the chart's width must lie between 16 and 4000, found 0"
    )
    #expect(
      refusal { $0.numberFormat = "" }?.english
        == "the number format is empty: give one, the plain one is General")
  }
}
