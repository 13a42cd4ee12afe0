import Budget
import Profiles
import Reconciliation
import Sheets
import Tabulation
import TestKit
import Testing

@Suite struct ReconcilerTests {
  private let unit = BudgetUnit(code: "1", name: "某局", kind: .administrative)

  private func checks(
    budget: String, income: String, kind: BudgetUnit.Kind = .administrative
  ) throws -> [Check] {
    let profile = try ProfileLoader.load("hebei-2020")
    let set = try Tabulator.tabulate(
      profile: profile, year: 2020,
      facts: [
        .current: [
          "budget": try SampleFacts.budget(budget), "income": try SampleFacts.income(income),
        ]
      ])
    return Reconciler(
      profile: profile, unit: BudgetUnit(code: "1", name: "某局", kind: kind), statements: set
    ).checks()
  }

  private func verdict(_ checks: [Check], _ rule: String) -> Verdict? {
    checks.first { $0.rule.id == rule }?.verdict
  }

  @Test func `one 分 too much on exact inputs is a mismatch though both print alike`() throws {
    let found = try checks(
      budget: "2080101 30101 基本支出 一般公共预算 1000001", income: "2080101 一般公共预算 1000000")
    let balance = try #require(found.first { $0.rule.id == "balance" })
    #expect(balance.verdict == .mismatch)
    #expect(balance.shownDifference == 0)
    #expect(balance.exactDifference == -1)
  }

  @Test func `equal inputs that round apart are rounding`() throws {
    let found = try checks(
      budget: """
        2080101 30101 基本支出 一般公共预算 5000
        2080102 30101 基本支出 一般公共预算 5000
        """, income: "2080101 一般公共预算 10000")
    let balance = try #require(found.first { $0.rule.id == "balance" })
    #expect(balance.verdict == .rounding)
    #expect(balance.shownDifference == -10_000)
  }

  @Test func `other income makes the rule for sole appropriation not applicable`() throws {
    let found = try checks(
      budget: """
        2080101 30101 基本支出 一般公共预算 1000000
        2080101 30101 基本支出 单位资金 1000000
        """, income: "2080101 一般公共预算 1000000\n2080101 事业收入 1000000")
    #expect(verdict(found, "appropriation-whole") == .notApplicable)
    #expect(verdict(found, "appropriation-part") == .agree)
    #expect(verdict(found, "balance") == .agree)
  }

  @Test func `a missing input makes its rules not checked`() throws {
    let found = try checks(
      budget: "2080101 30101 基本支出 一般公共预算 100", income: "2080101 一般公共预算 100")
    #expect(verdict(found, "sangong-total") == .notChecked)
    #expect(verdict(found, "performance-within-projects") == .notChecked)
    #expect(verdict(found, "change-parts") == .notChecked)
  }

  @Test func `running costs are checked by the kind of body`() throws {
    let budget = "2080101 30201 基本支出 一般公共预算 100"
    let income = "2080101 一般公共预算 100"
    #expect(verdict(try checks(budget: budget, income: income), "running-costs") == .agree)
    #expect(
      verdict(try checks(budget: budget, income: income, kind: .institution), "running-costs")
        == .notApplicable)
  }

  @Test func `staff costs under goods and services are found`() throws {
    let found = try checks(
      budget: """
        2080101 30101 基本支出 一般公共预算 100
        2080101 30199 项目支出 一般公共预算 100
        """, income: "2080101 一般公共预算 200")
    #expect(verdict(found, "parts-of-expenditure") == .agree)
    #expect(found.filter { $0.verdict == .mismatch && $0.rule.severity > .info }.isEmpty)
  }
}
