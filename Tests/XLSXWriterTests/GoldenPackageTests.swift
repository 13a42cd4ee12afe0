import Decimals
import Foundation
import Sheets
import TestKit
import Testing
import XLSXWriter

/// A workbook with everything that a draft can hold, compared part by part as element lists.
@Suite struct GoldenPackageTests {
  private static let hasPython = Openpyxl.hasPython

  // Facts of the library's version, which may differ between machines.
  private static let allowedDifferences = ["docProps/app.xml", "calcPr", "fileVersion"]

  @Test(.enabled(if: hasPython, "needs python3"))
  func `the parts of a workbook and their elements are as recorded`() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/golden.xlsx"
    try write(Self.draft, to: path)
    let script = "\(projectFolder)/Tests/Scripts/package.py"
    let list = try Openpyxl.run(script: script, [path, "--elements"])
    let kept = list.split(separator: "\n").filter { line in
      !Self.allowedDifferences.contains { line.contains($0) }
    }
    try expectGolden(kept.joined(separator: "\n") + "\n", named: "package-elements.txt")
  }

  private static var draft: WorkbookDraft {
    var first = SheetDraft(name: "表一")
    func cell(_ name: String) -> CellAddress { CellAddress(name) ?? CellAddress(row: 0, column: 0) }
    let style = CellStyle(
      fontName: "黑体", fontSize: 12, bold: true, fontColor: 0xC00000, fill: 0xFFC7CE,
      horizontal: .center, wrap: true, border: .thin, numberFormat: "#,##0.00_ ")
    first[cell("A1")] = DraftCell(.text("标题"), style: style)
    first.merges = [CellRange(cell("A1"), cell("C1"))]
    first[cell("A2")] = DraftCell(.number(ExactDecimal(significand: 125, exponent: -1)))
    first[cell("A2")]?.link = CellLink(target: "internal:'表二'!A1", tip: "来源")
    first[cell("B2")] = DraftCell(
      .formula("A2*2", cached: .number(ExactDecimal(25))), comment: "说明")
    first[cell("C2")] = DraftCell(.formula("A2&\"元\"", cached: .text("12.5元")))
    first[cell("A3")] = DraftCell(.link(text: "到表二", target: "internal:'表二'!A1"))
    first[cell("B3")] = DraftCell(.link(text: "网页", target: "https://example.org/"))
    first[cell("C3")] = DraftCell(.blank, style: style)
    first.columnWidths = [0: 20, 1: 12]
    first.rowHeights = [0: 36]
    first.frozenRows = 1
    first.frozenColumns = 1
    first.showGridlines = false
    first.print.landscape = true
    first.print.fitWidth = 1
    first.print.repeatRows = 0...0
    first.print.area = CellRange(cell("A1"), cell("C3"))
    first.print.footer = "&C第 &P 页，共 &N 页"
    first.print.centerHorizontally = true
    first.print.rowBreaks = [2]
    first.conditionalFormats = [
      ConditionalFormat(
        range: CellRange(cell("A2"), cell("C2")), formula: "$A$2>0", fontColor: 0x006100,
        fill: 0xC6EFCE)
    ]
    first.dropdowns = [Dropdown(range: CellRange(cell("A3"), cell("A3")), source: "'表二'!$A$1:$A$2")]
    let values = Chart.Cells(sheet: "表一", CellRange(cell("A2"), cell("B2")))
    first.charts = [
      Chart(
        .stackedColumn, title: "图",
        series: [
          Chart.Series(categories: values, values: values, fill: .invisible),
          Chart.Series(
            name: "数", categories: values, values: values, fill: .color(0x9DC3E6), labels: true),
        ], position: cell("E1"), unit: "万元", legend: .bottom, description: "图的说明")
    ]
    var second = SheetDraft(name: "表二")
    second[cell("A1")] = DraftCell(.text("甲"))
    second[cell("A2")] = DraftCell(.text("乙"))
    second.visibility = .hidden
    var draft = WorkbookDraft(created: 1_577_836_800)
    draft.title = "题"
    draft.author = "者"
    draft.sheets = [first, second]
    draft.definedNames = [("合计", "'表一'!$B$2")]
    return draft
  }
}
