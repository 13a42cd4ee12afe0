import Reading
import Sheets
import TestKit
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The same budget lines as a long sheet, with a column 资金来源, and as a wide one, with a column a
/// fund.
@Suite struct WideSheetTests {
  @Test func `long and wide sheets give identical statements`() throws {
    let folder = temporaryFolderPath()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(
      atPath: "\(projectFolder)/Fixtures/yuntai-2024", toPath: folder)
    let long = "inputs/2024年部门预算支出明细.xlsx"
    let sheet = try #require(try SpreadsheetFile(path: "\(folder)/\(long)").sheets().first)
    let table = try Wide(sheet)
    #expect(table.funds.count > 1)
    try Data(table.text.utf8).write(to: URL(fileURLWithPath: "\(folder)/inputs/宽表.csv"))
    let settings = "\(folder)/gouji.yaml"
    let yaml = String(
      decoding: try #require(FileManager.default.contents(atPath: settings)), as: UTF8.self)
    try Data(yaml.replacing(long, with: "inputs/宽表.csv").utf8)
      .write(to: URL(fileURLWithPath: settings))
    let wide = try Exported(folder: folder)
    let expected = try Exported("yuntai-2024")
    #expect(wide.status == expected.status)
    #expect(wide.findings.summary == expected.findings.summary)
    try #require(wide.publicSheets.map(\.name) == expected.publicSheets.map(\.name))
    for (own, other) in zip(wide.publicSheets, expected.publicSheets) {
      #expect(own.cells.map(\.text) == other.cells.map(\.text), "\(own.name)")
    }
  }

  /// A long sheet's lines as CSV text, with a column for each fund instead of 资金来源 and 预算数.
  private struct Wide {
    var funds: [String] = []
    var text = ""

    init(_ sheet: Sheet) throws {
      var rows: [Int: [Int: String]] = [:]
      for cell in sheet.cells {
        rows[cell.address.row, default: [:]][cell.address.column] = cell.text
      }
      let header = try #require(
        rows.keys.sorted().first { rows[$0]?.values.contains("资金来源") ?? false })
      let names = try #require(rows[header])
      let fund = try #require(names.first { $0.value == "资金来源" }?.key)
      let amount = try #require(names.keys.max())
      let lines = rows.keys.sorted().filter { $0 > header && rows[$0]?[fund] != nil }
      for line in lines {
        if let name = rows[line]?[fund], !funds.contains(name) { funds.append(name) }
      }
      let kept = (0..<amount).filter { $0 != fund }
      let body = try #require(lines.first)
      for row in rows.keys.sorted() where row < body {
        let cells = rows[row] ?? [:]
        let last = row == header ? funds : [cells[amount] ?? ""]
        add(kept.map { cells[$0] ?? "" } + last)
      }
      for line in lines {
        let cells = rows[line] ?? [:]
        let amounts = funds.map { $0 == cells[fund] ? cells[amount] ?? "" : "" }
        add(kept.map { cells[$0] ?? "" } + amounts)
      }
    }

    private mutating func add(_ row: [String]) {
      text += row.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
    }
  }
}
