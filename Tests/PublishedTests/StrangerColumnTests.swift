import Budget
import Localization
import Profiles
import Published
import Reading
import Reconciliation
import Sheets
import TestKit
import Testing

/// Columns of money that a published table has and the form has not.
@Suite struct StrangerColumnTests {
  private static let unit = BudgetUnit(code: "1", name: "某局", kind: .administrative)
  private let profile: Profile

  init() throws {
    profile = try ProfileLoader.load("national-2016").forPublished
  }

  private func read(_ text: String) throws -> (statements: StatementSet, notes: [PublishedNote]) {
    let scratch = try Scratch()
    let path = "\(scratch.path)/支出.csv"
    try write(Array(text.utf8), to: path)
    let read = PublishedReader(profile: profile).read([try SpreadsheetFile(path: path).sheets()])
    return (read.statements, read.notes)
  }

  private func checks(_ rule: String, _ statements: StatementSet) -> [Check] {
    Reconciler(profile: profile, unit: Self.unit, statements: statements).checks()
      .filter { $0.rule.id == rule }
  }

  /// 支出总表 with 结转下年 behind the columns of the form; `total` is the sum of 213.
  private static func expenditure(
    total: String = "130.00", heading: String = "结转下年支出", carried: String = "30.00"
  ) -> String {
    """
    2021年部门支出总表,,,,,,,,
    部门：某局,,,,,,,,单位：万元
    科目编码,科目名称,合计,基本支出,项目支出,上缴上级支出,事业单位经营支出,对附属单位补助支出,\(heading)
    ,合计,\(total),60.00,40.00,,,,\(carried)
    213,农林水支出,\(total),60.00,40.00,,,,\(carried)
    21302,林业和草原,\(total),60.00,40.00,,,,\(carried)
    2130205,森林资源培育,\(total),60.00,40.00,,,,\(carried)
    """
  }

  @Test func `a total with a column that the form has not agrees and the column is named`() throws {
    let (statements, notes) = try read(Self.expenditure())
    let checks = checks("expenditure-row", statements)
    #expect(checks.map(\.verdict) == Array(repeating: .agree, count: 4))
    #expect(checks[0].strangers == ["结转下年支出"])
    #expect(checks[0].message.chinese.contains("规范没有的“结转下年支出”已计入"))
    let told = notes.filter { $0.kind == "column-unknown" }
    #expect(told.map(\.place.description).allSatisfy { $0.hasSuffix("!I3") })
    #expect(told.count == 1)
    #expect(told.map(\.severity) == [.warning])
  }

  @Test func `a total without it agrees as well`() throws {
    let (statements, notes) = try read(Self.expenditure(total: "100.00"))
    let checks = checks("expenditure-row", statements)
    #expect(checks.map(\.verdict) == Array(repeating: .agree, count: 4))
    #expect(!checks.contains { !$0.strangers.isEmpty })
    #expect(notes.contains { $0.kind == "column-unknown" })
  }

  @Test func `a total that is wrong with and without it is found`() throws {
    let (statements, _) = try read(Self.expenditure(total: "131.00"))
    #expect(
      checks("expenditure-row", statements).map(\.verdict) == Array(repeating: .mismatch, count: 4))
  }

  @Test(arguments: ["备注", "上年预算数", "其中：政府采购", "增减比例（%）", "单位编码"])
  func `a column that says what else it is adds nothing`(_ heading: String) throws {
    let (statements, notes) = try read(Self.expenditure(heading: heading))
    #expect(
      checks("expenditure-row", statements).map(\.verdict) == Array(repeating: .mismatch, count: 4))
    #expect(!notes.contains { $0.kind == "column-unknown" })
  }

  @Test func `a column without money is passed over`() throws {
    let (statements, notes) = try read(Self.expenditure(total: "100.00", carried: "0.00"))
    #expect(
      checks("expenditure-row", statements).map(\.verdict) == Array(repeating: .agree, count: 4))
    #expect(!notes.contains { $0.kind == "column-unknown" })
  }
}
