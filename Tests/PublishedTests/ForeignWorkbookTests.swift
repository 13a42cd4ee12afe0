import Budget
import Profiles
import Published
import Reading
import Reconciliation
import Sheets
import TestKit
import Testing

@Suite struct ForeignWorkbookTests {
  private func read(_ name: String) throws -> (profile: Profile, workbook: PublishedWorkbook) {
    let profile = try ProfileLoader.load("hebei-2020").forPublished
    let sheets = try SpreadsheetFile(path: "\(projectFolder)/Fixtures/published/\(name).xlsx")
      .sheets()
    return (profile, PublishedReader(profile: profile).read([sheets]))
  }

  private func mismatches(_ name: String) throws -> [String] {
    let (profile, workbook) = try read(name)
    return Reconciler(
      profile: profile, unit: Published2020.unit, statements: workbook.statements
    ).checks().filter { $0.verdict == .mismatch }.map { "\($0.rule.id) \($0.row?.key ?? "")" }
  }

  @Test func `three columns of codes, a total last without results, and 元 are read`() throws {
    let workbook = try read("general").workbook
    #expect(workbook.tables.map(\.table) == ["T5"])
    #expect(workbook.unitName == "某县某局")
    #expect(workbook.year == 2020)
    let statement = try #require(
      workbook.statements[StatementKey(period: .current, table: "T5", block: nil)])
    #expect(
      statement.rows.map(\.key) == [
        "合计", "208", "20805", "2080505", "221", "22102", "2210201",
      ])
    let total = try #require(workbook.statements[statement.key(row: "合计", column: "合计")])
    #expect(total.shown.atoms == 46_500_075)
    #expect(total.unit == .yuan)
    let dash = try #require(workbook.statements[statement.key(row: "221", column: "项目支出")])
    #expect(dash.state == .empty)
    #expect(try mismatches("general") == [])
  }

  @Test func `1 元 too much is found in its row and above it`() throws {
    #expect(try mismatches("general-spoilt") == ["general-row 2080505", "general-parents 20805"])
  }
}
