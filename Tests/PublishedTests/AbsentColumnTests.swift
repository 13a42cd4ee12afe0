import Budget
import Localization
import Profiles
import Published
import Reading
import Reconciliation
import Sheets
import TestKit
import Testing

/// Tables that leave out columns or rows of the form, as other provinces print them.
@Suite struct AbsentColumnTests {
  private static let unit = BudgetUnit(code: "1", name: "某局", kind: .administrative)
  private let profile: Profile

  init() throws {
    profile = try ProfileLoader.load("national-2016").forPublished
  }

  private func read(_ tables: String...) throws -> StatementSet {
    let scratch = try Scratch()
    let books = try tables.enumerated().map { number, text in
      let path = "\(scratch.path)/\(number).csv"
      try write(Array(text.utf8), to: path)
      return try SpreadsheetFile(path: path).sheets()
    }
    return PublishedReader(profile: profile).read(books).statements
  }

  private func verdicts(_ rule: String, _ statements: StatementSet) -> [Verdict] {
    Reconciler(profile: profile, unit: Self.unit, statements: statements).checks()
      .filter { $0.rule.id == rule }.map(\.verdict)
  }

  /// 收入总表 as in Sichuan: neither 财政拨款小计 nor the kinds of income that nobody has.
  private static func income(
    total: String = "100.00", heading: String = "事业收入", other: String = "10.00",
    last: String = "上年结转"
  ) -> String {
    """
    2021年部门收入总表,,,,,,
    部门：某局,,,,,,单位：万元
    科目编码,科目名称,合计,\(last),一般公共预算拨款收入,政府性基金预算拨款收入,\(heading)
    ,合计,150.00,15.00,120.00,5.00,\(other.isEmpty ? "" : "10.00")
    213,农林水支出,\(total),10.00,80.00,,\(other)
    21302,林业和草原,100.00,10.00,80.00,,\(other)
    2130205,森林资源培育,100.00,10.00,80.00,,\(other)
    212,城乡社区支出,50.00,5.00,40.00,5.00,
    21208,国有土地使用权出让收入安排的支出,50.00,5.00,40.00,5.00,
    2120801,征地和拆迁补偿支出,50.00,5.00,40.00,5.00,
    """
  }

  @Test func `the total of a row is held against the columns that stand there`() throws {
    let statements = try read(Self.income())
    #expect(verdicts("income-row", statements) == Array(repeating: .agree, count: 7))
    // 财政拨款小计 is not printed: there is nothing to hold it against.
    #expect(Set(verdicts("income-appropriation", statements)) == [.notApplicable])
    #expect(!verdicts("income-parents", statements).contains(.notChecked))
    #expect(verdicts("income-foot", statements).count { $0 == .agree } == 5)
  }

  @Test func `a wrong total of a row is found, with the columns that the table does not have`()
    throws
  {
    let checks = Reconciler(
      profile: profile, unit: Self.unit, statements: try read(Self.income(total: "100.25"))
    ).checks().filter { $0.rule.id == "income-row" && $0.verdict == .mismatch }
    let check = try #require(checks.first)
    #expect(checks.count == 1)
    #expect(check.row?.code == "213")
    #expect(check.shownDifference == 250_000)
    #expect(check.message.chinese.contains("表中没有“财政专户管理资金”"))
  }

  @Test func `a difference of 1 is no rounding where a text file writes two places`() throws {
    let statements = try read(Self.income(total: "101.00"))
    let checks = Reconciler(profile: profile, unit: Self.unit, statements: statements).checks()
      .filter { $0.rule.id == "income-row" && $0.verdict != .agree }
    #expect(checks.map(\.verdict) == [.mismatch])
    #expect(checks.map(\.row?.code) == ["213"])
  }

  @Test(arguments: ["列7", "其他", "2021年"])
  func `a column that was not understood may be any that is missing`(heading: String) throws {
    guard heading != "其他" else {
      // 其他 is 其他收入.
      #expect(Set(verdicts("income-row", try read(Self.income(heading: heading)))) == [.agree])
      return
    }
    let statements = try read(Self.income(heading: heading))
    #expect(Set(verdicts("income-row", statements)) == [.notChecked])
    // Without figures it may be one all the same.
    let blank = try read(Self.income(heading: heading, other: ""))
    #expect(Set(verdicts("income-row", blank)) == [.notChecked])
  }

  @Test func `a subtotal that is not printed is worked out where it is needed`() throws {
    let statements = try read(Self.income())
    let statement = try #require(
      statements[StatementKey(period: .current, table: "T2", block: nil)])
    let subtotal = statements[statement.key(row: "合计", column: "财政拨款小计")]
    #expect(subtotal?.amount?.atoms == 125_000_000)
    #expect(statements.contributions(of: statement.key(row: "合计", column: "财政拨款小计")).count == 2)
    // 合计 is made up by the columns that stand there: nothing is left for the others.
    #expect(statements[statement.key(row: "合计", column: "上级补助收入")]?.state == .empty)
    // Where it is not, the others are missing.
    let wrong = try read(Self.income(total: "100.25"))
    guard case .missing = wrong[statement.key(row: "213", column: "上级补助收入")]?.state else {
      Issue.record("a column that is not there was taken as nothing")
      return
    }
  }

  @Test func `what only one table has is not checked against what the other does not print`() throws
  {
    func summary(_ amount: String) -> String {
      """
      2021年部门收支总表,,,
      单位：万元,,,
      收入,,支出,
      项目,预算数,项目,预算数
      一、一般公共预算拨款收入,125.00,一、农林水支出,150.00
      二、政府性基金预算拨款收入,5.00,,
      三、上级补助收入,\(amount),,
      本年收入合计,150.00,本年支出合计,150.00
      收入总计,150.00,支出总计,150.00
      """
    }
    // The columns of 收入总表 leave 0.25 open: 上级补助收入 may be in it.
    let open = Self.income().replacing(",合计,150.00", with: ",合计,150.25")
    #expect(verdicts("income-superior-tables", try read(summary("20.00"), open)) == [.notChecked])
    #expect(verdicts("income-superior-tables", try read(summary(""), open)) == [.notApplicable])
    // Where they leave nothing open, it is not there.
    #expect(
      verdicts("income-superior-tables", try read(summary("20.00"), Self.income())) == [.mismatch])
    #expect(
      verdicts("income-superior-tables", try read(summary(""), Self.income())) == [.notApplicable])
  }

  @Test func `rows that a summary does not print drop out of its totals`() throws {
    let summary = """
      2021年部门收支总表,,,
      单位：万元,,,
      收入,,支出,
      项目,预算数,项目,预算数
      一、一般公共预算拨款收入,90.25,一、农林水支出,100.25
      二、其他收入,10.00,,
      收入总计,100.25,支出总计,100.25
      """
    let statements = try read(summary)
    #expect(verdicts("income-items", statements) == [.notApplicable])
    #expect(verdicts("income-total", statements) == [.agree])
    #expect(verdicts("expenditure-total", statements) == [.agree])
    let wrong = try read(summary.replacing("二、其他收入,10.00", with: "二、其他收入,11.00"))
    #expect(verdicts("income-total", wrong) == [.mismatch])
    // A row that was not understood may be any of those that are missing.
    let unknown = try read(summary.replacing("二、其他收入", with: "二、别的"))
    #expect(verdicts("income-total", unknown) == [.notChecked])
    let unnamed = try read(summary.replacing("二、其他收入,10.00", with: ",10.00"))
    #expect(verdicts("income-total", unnamed) == [.notChecked])
  }

  @Test func `what was carried over, by fund, is no income of the year`() throws {
    let statements = try read(
      """
      2024年部门收入总表,,,,,,,
      单位：万元,,,,,,,
      科目编码,科目名称,合计,本年收入,,,上年结转结余,,
      ,,,小计,一般公共预算,事业收入,小计,一般公共预算,单位资金
      ,合计,100.00,90.00,80.00,10.00,10.00,7.00,3.00
      213,农林水支出,100.00,90.00,80.00,10.00,10.00,7.00,3.00
      21302,林业和草原,100.00,90.00,80.00,10.00,10.00,7.00,3.00
      2130205,森林资源培育,100.00,90.00,80.00,10.00,10.00,7.00,3.00
      """)
    #expect(verdicts("income-row", statements) == Array(repeating: .agree, count: 4))
    let key = FigureKey(period: .current, table: "T2", row: "213", column: "一般公共预算")
    #expect(statements[key]?.amount?.atoms == 80_000_000)
  }
}
