import Bytes
import Decimals
import Foundation
import Sheets
import TestKit
import Testing
import XLSXWriter
import Zip

/// Every part of a workbook is held, byte for byte, against what libxlsxwriter writes for the same
/// draft: Excel opens its files, and Excel itself is not here to be asked.
///
/// Numbers are brought to one form before: ours are written in the shortest way, the reference's with
/// 16 digits. Charts lie over empty cells, for the reference takes 0 for the result of a formula.
@Suite struct ReferenceTests {
  private func parts(of path: String) throws -> [(name: String, text: String)] {
    let archive = try ZipArchive(FileBytes(path: path), limits: ReadLimits())
    return try archive.names.map { name in
      let source = try #require(try archive.open(name))
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = try source.read(into: &buffer, 0..<buffer.count), count > 0 {
        bytes += buffer[..<count]
      }
      return (name, oneForm(String(decoding: bytes, as: UTF8.self)))
    }
  }

  private func oneForm(_ text: String) -> String {
    text.replacing(/<v>(-?[0-9][0-9.E+-]*)<\/v>/) { "<v>\(Double($0.1) ?? .nan)</v>" }
  }

  private func expectSame(_ draft: WorkbookDraft, _ label: String = "") throws {
    let folder = try Scratch()
    try write(draft, to: folder.file("ours.xlsx"))
    try writeReference(draft, to: folder.file("reference.xlsx"))
    let ours = try parts(of: folder.file("ours.xlsx"))
    let reference = try parts(of: folder.file("reference.xlsx"))
    #expect(ours.map(\.name) == reference.map(\.name), "\(label)")
    for (own, expected) in zip(ours, reference) where own.text != expected.text {
      let shared = own.text.commonPrefix(with: expected.text).count
      let start = max(shared - 60, 0)
      Issue.record(
        """
        \(label) \(own.name)
        ours:      \(own.text.dropFirst(start).prefix(240))
        reference: \(expected.text.dropFirst(start).prefix(240))
        """)
    }
  }

  @Test func `a table with all its features is the reference's`() throws {
    try expectSame(WriteTests.statement)
  }

  @Test func `charts are the reference's`() throws { try expectSame(ChartTests.draft) }

  @Test(arguments: 0..<40) func `random workbooks are the reference's`(seed: UInt64) throws {
    var random = RandomDraft(seed: seed)
    try expectSame(random.draft(), "seed \(seed)")
  }
}

/// Makes workbooks with all that a draft can have.
private struct RandomDraft {
  private var generator: SeededRandom

  init(seed: UInt64) { generator = SeededRandom(seed: seed) }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    .random(in: range, using: &generator)
  }

  private mutating func isTrue(oneIn count: Int = 2) -> Bool { number(1...count) == 1 }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[number(0...values.count - 1)]
  }

  mutating func draft() -> WorkbookDraft {
    var draft = WorkbookDraft(created: number(1...4_000_000_000))
    draft.title = pick(["", "预算 <&> \"表\""])
    draft.author = pick(["", "财政局"])
    let names = ["收支总表", "Sheet_1", "支出 表", "a'b", "目录", "Z"]
    for index in 0...number(0...3) { draft.sheets.append(sheet(names[index])) }
    if isTrue(oneIn: 3), draft.sheets.count > 1 { draft.sheets[0].visibility = .hidden }
    if isTrue() { draft.definedNames = [("合计", "Sheet_1!$A$1"), ("B计", "1+2<3")] }
    for index in draft.sheets.indices where isTrue() {
      draft.sheets[index].charts = charts(over: draft.sheets[0].name)
    }
    return draft
  }

  private mutating func sheet(_ name: String) -> SheetDraft {
    var sheet = SheetDraft(name: name)
    let styles = (0..<4).map { _ in style() }
    let firstColumn = number(0...2)
    for row in 0..<number(0...40) where !isTrue(oneIn: 6) {
      for column in firstColumn..<firstColumn + number(1...6) where !isTrue(oneIn: 5) {
        var cell = DraftCell(content(), style: pick(styles))
        if isTrue(oneIn: 9) {
          cell.link = CellLink(
            target: "internal:'\(name.replacing("'", with: "''"))'!B2",
            tip: pick(["来源\n\"B7\"", "<x>"]))
        }
        if isTrue(oneIn: 12) { cell.comment = pick(["说明。", "一\n二", "a&b"]) }
        sheet[CellAddress(row: row, column: column)] = cell
      }
    }
    if isTrue() { merge(&sheet) }
    for _ in 0..<number(0...4) {
      sheet.columnWidths[number(0...8)] = pick([0.5, 8.43, 12, 16.5, 30.25, 255])
    }
    for _ in 0..<number(0...4) { sheet.rowHeights[number(0...45)] = pick([14.5, 15, 20, 32, 409]) }
    if isTrue() { sheet.frozenRows = number(0...3) }
    if isTrue() { sheet.frozenColumns = number(0...3) }
    if isTrue(oneIn: 3) { sheet.filter = CellRange("A1:D9") }
    sheet.showGridlines = isTrue()
    sheet.zoom = pick([100, 85, 200])
    sheet.print = print()
    for index in 0..<number(0...3) {
      let colors: [UInt32?] = [nil, 0xC00000, 0x9C5700]
      sheet.conditionalFormats.append(
        ConditionalFormat(
          range: CellRange(
            CellAddress(row: index / 2, column: 0), CellAddress(row: index / 2 + 3, column: 1)),
          formula: "$A\(index + 1)<>\"相符\"", fontColor: 0x9C0006, fill: pick(colors), bold: isTrue()
        ))
    }
    if isTrue(oneIn: 3) {
      sheet.dropdowns = [
        Dropdown(
          range: CellRange(CellAddress(row: 1, column: 1), CellAddress(row: 9, column: 1)),
          source: "$A$1:$A$4")
      ]
    }
    return sheet
  }

  private mutating func merge(_ sheet: inout SheetDraft) {
    let merge = CellRange(
      CellAddress(row: number(0...2), column: number(0...2)),
      CellAddress(row: number(3...5), column: number(3...5)))
    sheet.merges = [merge]
    for row in merge.first.row...merge.last.row {
      for column in merge.first.column...merge.last.column {
        let address = CellAddress(row: row, column: column)
        if address != merge.first { sheet[address] = nil }
      }
    }
  }

  private mutating func style() -> CellStyle {
    CellStyle(
      fontName: pick(["宋体", "黑体", "Calibri"]), fontSize: pick([9, 10.5, 12, 18]), bold: isTrue(),
      italic: isTrue(oneIn: 4), fontColor: pick([nil, 0xC00000, 0, 0xFF]),
      fill: pick([nil, nil, 0xFFC7CE, 0]), horizontal: pick([.general, .left, .center, .right]),
      vertical: pick([.top, .center, .bottom]), wrap: isTrue(), indent: pick([0, 0, 2]),
      border: pick([.none, .thin, [.left, .bottom]]),
      numberFormat: pick([nil, "#,##0.00", "0.00%", "#,##0_ ;-#,##0_ ;", "\"元\"0"]))
  }

  private mutating func decimal() -> ExactDecimal {
    ExactDecimal(significand: Int64(number(-999_999_999...999_999_999)), exponent: number(-6...9))
  }

  private mutating func content() -> CellContent {
    let texts = ["收入", "", " 前", "后 ", "a<b>&\"c\"", "=1+1", "一\n二", "_x0041_", "支出", "𠮷"]
    return switch number(0...5) {
    case 0: .blank
    case 1: .number(decimal())
    case 2: .formula("SUM(A1:A3)&\"<\"", cached: .number(decimal()))
    case 3: .formula("IF(A1<2,\"a\",\"b\")", cached: .text(pick(texts)))
    case 4: .link(text: pick(["到", "<到>"]), target: "internal:收支总表!A1")
    default: .text(pick(texts))
    }
  }

  private mutating func print() -> PrintSetup {
    var print = PrintSetup()
    print.landscape = isTrue()
    print.paper = pick([.a3, .a4])
    print.fitWidth = number(0...2)
    print.fitHeight = number(0...2)
    if isTrue() { print.repeatRows = 0...number(0...2) }
    if isTrue() { print.area = CellRange(pick(["A1:C9", "B2:B9", "C3:C3"])) }
    print.header = pick(["", "&L密"])
    print.footer = pick(["", "&C第 &P 页，共 &N 页"])
    if isTrue() { print.margins = PrintSetup.Margins(left: 0.5, right: 0.25, top: 1, bottom: 0.6) }
    print.centerHorizontally = isTrue()
    if isTrue() { print.rowBreaks = [9, 4] }
    return print
  }

  private mutating func charts(over sheet: String) -> [Chart] {
    (0...number(0...2)).map { index in
      let kind = pick([Chart.Kind.column, .stackedColumn, .bar, .pie])
      let series = (0...number(0...2)).map { _ in
        Chart.Series(
          name: pick(["", "增加<"]), categories: cells(sheet), values: cells(sheet),
          fill: pick([.automatic, .invisible, .color(0xFF), .points([0, 0x4472C4])]),
          labels: isTrue(), labelFormat: pick([nil, "+0.0"]))
      }
      return Chart(
        kind, title: pick(["", "图&表"]), series: series,
        position: CellAddress(row: index * 3, column: number(0...4)), width: number(16...900),
        height: number(16...700), unit: pick(["", "万元"]), numberFormat: "#,##0",
        legend: pick([.none, .right, .bottom]), gap: pick([60, 150, 0, 500]),
        description: pick(["", "说\"明\""]))
    }
  }

  // Cells that hold nothing: the reference takes a formula's result for 0.
  private mutating func cells(_ sheet: String) -> Chart.Cells {
    let column = number(20...22)
    return Chart.Cells(
      sheet: sheet,
      CellRange(
        CellAddress(row: 0, column: column), CellAddress(row: number(0...4), column: column)))
  }
}
