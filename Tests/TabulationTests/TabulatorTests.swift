import Budget
import Localization
import Profiles
import Sheets
import Tabulation
import TestKit
import Testing

@Suite struct TabulatorTests {
  private func statements(
    budget: String, income: String = "", prior: String? = nil
  ) throws -> StatementSet {
    var facts: [Period: [String: FactTable]] = [
      .current: [
        "budget": try SampleFacts.budget(budget), "income": try SampleFacts.income(income),
      ]
    ]
    if let prior { facts[.prior] = ["budget": try SampleFacts.budget(prior)] }
    return try Tabulator.tabulate(
      profile: try ProfileLoader.load("hebei-2020"), year: 2020, facts: facts)
  }

  private func figure(
    _ set: StatementSet, _ table: String, _ row: String, _ column: String, block: String? = nil,
    period: Period = .current
  ) -> Figure? {
    set[FigureKey(period: period, table: table, block: block, row: row, column: column)]
  }

  @Test func `leaves are rounded once and totals add the rounded leaves`() throws {
    let set = try statements(
      budget: """
        2080101 30101 基本支出 一般公共预算 4999
        2080102 30201 项目支出 一般公共预算 5000
        2080109 30101 基本支出 一般公共预算 15000
        """)
    #expect(figure(set, "T5", "2080101", "基本支出")?.shown.atoms == 0)
    #expect(figure(set, "T5", "2080102", "项目支出")?.shown.atoms == 10_000)
    #expect(figure(set, "T5", "20801", "合计")?.shown.atoms == 30_000)
    #expect(figure(set, "T5", "合计", "合计")?.shown.atoms == 30_000)
    #expect(figure(set, "T5", "合计", "合计")?.exact?.atoms == 24_999)
    #expect(figure(set, "T1", "支出总计", "预算数", block: "支出")?.shown.atoms == 30_000)
  }

  @Test func `money outside the three funds is added to the expenditure table alone`() throws {
    let set = try statements(
      budget: """
        2080101 30101 基本支出 一般公共预算 1000000
        2080101 30101 基本支出 单位资金 500000
        """)
    #expect(figure(set, "T3", "2080101", "基本支出")?.shown.atoms == 1_500_000)
    #expect(figure(set, "T5", "2080101", "基本支出")?.shown.atoms == 1_000_000)
    guard case .formula(let form, let own) = figure(set, "T3", "2080101", "基本支出")?.derivation
    else {
      Issue.record("not a formula")
      return
    }
    #expect(form.terms.map(\.key.table) == ["T5"])
    #expect(own.count == 1)
  }

  @Test func `an input that was not given leaves its figures missing, not zero`() throws {
    let set = try Tabulator.tabulate(
      profile: try ProfileLoader.load("hebei-2020"), year: 2020, facts: [:])
    for (table, row, column) in [
      ("T3", "合计", "合计"), ("T2", "合计", "合计"), ("T9", "合计", "合计"), ("A", "资产总额", "价值"),
    ] {
      guard case .missing = figure(set, table, row, column)?.state else {
        Issue.record("\(table) is not missing")
        continue
      }
    }
  }

  @Test func `without last year's budget there is no change against it, rather than all of it`()
    throws
  {
    let set = try statements(budget: "2080101 30101 基本支出 一般公共预算 1000000")
    for column in ["上年预算数", "增减额", "增减幅度"] {
      for row in ["208", "2080101", "支出总计", "项目支出"] {
        guard case .missing = figure(set, "Y", row, column)?.state else {
          Issue.record("Y[\(row), \(column)] is not missing")
          continue
        }
      }
    }
  }

  @Test func `an incomplete input leaves its figures missing`() throws {
    var budget = try SampleFacts.budget("2080101 30101 基本支出 一般公共预算 100")
    budget.isIncomplete = true
    let set = try Tabulator.tabulate(
      profile: try ProfileLoader.load("hebei-2020"), year: 2020,
      facts: [.current: ["budget": budget]])
    guard case .missing = figure(set, "T3", "合计", "合计")?.state else {
      Issue.record("not missing")
      return
    }
  }

  @Test func `an amount on a code that has codes below it is refused`() throws {
    let error = #expect(throws: TabulationError.self) {
      try statements(
        budget: """
          20801 30101 基本支出 一般公共预算 100
          2080101 30101 基本支出 一般公共预算 100
          """)
    }
    guard case .mixedLevels("20801", let place?, "2080101", let below?) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.message.chinese.hasPrefix("\(place)：科目 20801") == true)
    #expect(error?.message.chinese.contains("2080101（\(below)）") == true)
  }

  @Test func `sums beyond the limit are refused`() throws {
    #expect(throws: TabulationError.self) {
      try statements(
        budget: """
          2080101 30101 基本支出 一般公共预算 9000000000000000
          2080102 30101 基本支出 一般公共预算 9000000000000000
          """)
    }
  }

  @Test(
    arguments: [
      (30_000, 20_000, Figure.State.value, 500_000), (0, 10_000, .value, -1_000_000),
      (10_000, 0, .notComparable, 0), (20_000, 30_000, .value, -333_300),
    ] as [(Int64, Int64, Figure.State, Int64)])
  func `percentages stand on last year's base`(
    now: Int64, before: Int64, state: Figure.State, ratio: Int64
  ) throws {
    let set = try statements(
      budget: "2080101 30101 项目支出 一般公共预算 \(now)",
      prior: "2080101 30101 项目支出 一般公共预算 \(before)")
    let change = try #require(self.figure(set, "Y", "项目支出", "增减幅度"))
    #expect(change.state == state)
    #expect(change.shown.atoms == ratio)
  }

  @Test func `a code that has no name keeps its own row`() throws {
    let set = try statements(budget: "2089998 30101 基本支出 一般公共预算 1000000")
    #expect(figure(set, "T3", "2089998", "合计")?.shown.atoms == 1_000_000)
    let row = set[StatementKey(period: .current, table: "T3", block: nil)]?.row("2089998")
    #expect(row?.label == "（未列名科目）")
  }
}
