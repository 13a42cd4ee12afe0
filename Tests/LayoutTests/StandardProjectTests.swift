import Decimals
import Sheets
import Testing

@Suite struct StandardProjectTests {
  @Test(arguments: ["yuntai-2024", "songpu-2026", "songpu-library-2026"])
  func `an example project exports with every check made that its inputs allow, and nothing found`(
    project: String
  ) throws {
    let exported = try Exported(project)
    #expect(exported.status == 0)
    // None of the three gives a register of assets or a list of procurement.
    let lacking = ["没有提供输入“政府采购预算”", "没有提供输入“固定资产卡片”", "没有给出固定资产卡片"]
    let other = exported.findings.findings.map(\.message).filter { message in
      !lacking.contains { message.contains($0) }
    }
    #expect(other == [])
    #expect(exported.findings.summary["agree", default: 0] > 300)
    for verdict in ["mismatch", "unlikely-rounding"] {
      #expect(exported.findings.summary[verdict] == 0, "\(verdict)")
    }
  }

  /// A cell and the number that stands in it.
  struct Known: Sendable {
    var sheet: String
    var cell: String
    var value: String
  }

  // With other income and carry-over the totals of both tables of income and expenditure differ:
  // 422.31 against 385.87 万元, of which 25.59 carried over.
  @Test(arguments: [
    Known(sheet: "部门收支总体情况表", cell: "B16", value: "422.31"),
    Known(sheet: "部门收支总体情况表", cell: "D16", value: "422.31"),
    Known(sheet: "部门收支总体情况表", cell: "B15", value: "30.15"),
    Known(sheet: "财政拨款收支总体情况表", cell: "B9", value: "25.59"),
    Known(sheet: "财政拨款收支总体情况表", cell: "B13", value: "385.87"),
    Known(sheet: "财政拨款收支总体情况表", cell: "D13", value: "385.87"),
    Known(sheet: "一般公共预算“三公”经费支出情况表", cell: "A5", value: "23.65"),
    Known(sheet: "一般公共预算“三公”经费支出情况表", cell: "C5", value: "22.8"),
  ])
  func `the national tables show the figures of the example`(known: Known) throws {
    try expect(known, in: "yuntai-2024")
  }

  @Test(arguments: [
    Known(sheet: "部门收支总表", cell: "B8", value: "38225800"),
    Known(sheet: "部门收支总表", cell: "B21", value: "40735800"),
    Known(sheet: "部门收支总表", cell: "D21", value: "40735800"),
    Known(sheet: "部门财政拨款收支总表", cell: "D21", value: "38225800"),
    Known(sheet: "部门国有资本经营预算拨款表 ", cell: "G21", value: "386000"),
    Known(sheet: "部门“三公”经费和机关运行费预算表", cell: "A7", value: "48.9"),
    Known(sheet: "部门“三公”经费和机关运行费预算表", cell: "G7", value: "235.4"),
  ])
  func `the department's tables show the figures of the example`(known: Known) throws {
    try expect(known, in: "songpu-2026")
  }

  @Test(arguments: [
    Known(sheet: "单位收支总表", cell: "B21", value: "20711800"),
    Known(sheet: "单位收支总表", cell: "E21", value: "13587800"),
    Known(sheet: "单位收支总表", cell: "F21", value: "1818000"),
    Known(sheet: "单位收支总表", cell: "G21", value: "5306000"),
    Known(sheet: "单位“三公”经费和机关运行费预算表", cell: "F7", value: "3.2"),
  ])
  func `the unit's tables show the figures of the example`(known: Known) throws {
    try expect(known, in: "songpu-library-2026")
  }

  @Test func `a table without money keeps its grid and says why`() throws {
    let exported = try Exported("songpu-library-2026")
    let sheet = try #require(exported.sheet("单位政府性基金拨款表"))
    #expect(sheet.cell("A21")?.text == "合计")
    #expect(sheet.cell("A22")?.text == "注:本单位2026年无政府性基金预算财政拨款安排的预算，故本表为空表。")
    let other = try #require(exported.sheet("单位支出总表"))
    #expect(other.cells.filter { $0.text.hasPrefix("注") }.map(\.text) == [])
  }

  private func expect(_ known: Known, in project: String) throws {
    let cell = try Exported(project).sheet(known.sheet)?.cell(known.cell)
    #expect(cell?.value == .number(try #require(ExactDecimal(known.value))))
  }
}
