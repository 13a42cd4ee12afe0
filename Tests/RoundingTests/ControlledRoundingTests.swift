import Budget
import Profiles
import Reconciliation
import Tabulation
import TestKit
import Testing

@testable import Rounding

@Suite struct ControlledRoundingTests {
  // 分 and whole 元, negative adjustments, up to totals near the limit of 9×10¹³ 元; 0 to 200 lines.
  @Test(arguments: ["hebei-2020", "national-2016"])
  func `both policies foot in print and keep their bounds, on 260 random budgets`(
    profile id: String
  ) throws {
    let profile = try ProfileLoader.load(id)
    var random = SeededRandom(seed: 0x5EED)
    var (moved, refused) = (0, 0)
    for round in 0..<260 {
      let budget = try RandomBudget(round: round, &random)
      let halfUp = try Tabulator.tabulate(profile: profile, year: 2020, facts: budget.facts)
      let checks = Self.checks(profile, halfUp)
      checkSums(halfUp, "half up, round \(round)")
      for (key, figure) in Self.figures(halfUp) {
        guard case .constant = figure.derivation, let exact = figure.exact else { continue }
        #expect(
          2 * abs(figure.shown.atoms - exact.atoms) <= Self.quantum(figure), "\(key), \(round)")
      }
      for check in checks where Self.isDecided(check) && check.exactDifference == 0 {
        #expect(check.verdict == .agree || check.verdict == .rounding, "\(check.sentence)")
      }
      let rounding = ControlledRounding(statements: halfUp, checks: checks)
      let set = try Tabulator.tabulate(
        profile: profile, year: 2020, facts: budget.facts, settled: rounding.settled)
      checkSums(set, "controlled, round \(round)")
      refused += rounding.refusals.isEmpty ? 0 : 1
      guard rounding.refusals.isEmpty else { continue }
      for (key, figure) in Self.figures(set) {
        guard let exact = figure.exact else { continue }
        #expect(
          abs(figure.shown.atoms - exact.atoms) < Self.quantum(figure), "\(key), round \(round)")
        if figure.shown.atoms != halfUp[key]?.shown.atoms { moved += 1 }
      }
      for check in Self.checks(profile, set)
      where Self.isDecided(check) && check.exactDifference == 0
        && check.comparison.relation == .equal
      {
        #expect(check.verdict == .agree, "\(check.sentence), round \(round)")
      }
    }
    // The comparison says something only where there was something to move.
    #expect(moved > 1_000, "\(moved)")
    #expect(refused < 26, "\(refused) of 260 could not be settled")
  }

  @Test func `what half up leaves apart is settled, and grand totals are nearest`() throws {
    let profile = try ProfileLoader.load("hebei-2020")
    let facts: [Period: [String: FactTable]] = [
      .current: [
        "budget": try SampleFacts.budget(
          """
          2080501 30101 基本支出 一般公共预算 4000
          2080502 30102 基本支出 一般公共预算 4000
          2100101 30103 基本支出 一般公共预算 4000
          """), "income": try SampleFacts.income("2080501 一般公共预算 12000"),
      ]
    ]
    let halfUp = try Tabulator.tabulate(profile: profile, year: 2020, facts: facts)
    let income = FigureKey(
      period: .current, table: "T1", block: "收入", row: "收入总计", column: "预算数")
    let expenditure = FigureKey(
      period: .current, table: "T1", block: "支出", row: "支出总计", column: "预算数")
    #expect(halfUp[income]?.shown.atoms == 10_000)
    #expect(halfUp[expenditure]?.shown.atoms == 0)
    let rounding = ControlledRounding(
      statements: halfUp, checks: Self.checks(profile, halfUp))
    #expect(rounding.refusals.isEmpty && rounding.isLeast)
    let set = try Tabulator.tabulate(
      profile: profile, year: 2020, facts: facts, settled: rounding.settled)
    #expect(set[income]?.shown.atoms == 10_000)
    #expect(set[expenditure]?.shown.atoms == 10_000)
  }

  @Test func `a budget beyond the limit is refused`() throws {
    let profile = try ProfileLoader.load("hebei-2020")
    let facts: [Period: [String: FactTable]] = [
      .current: [
        "budget": try SampleFacts.budget(
          """
          2080501 30101 基本支出 一般公共预算 \(Amount.limit)
          2080502 30102 基本支出 一般公共预算 1
          """)
      ]
    ]
    #expect(throws: TabulationError.self) {
      try Tabulator.tabulate(profile: profile, year: 2020, facts: facts)
    }
  }

  private static func checks(_ profile: Profile, _ set: StatementSet) -> [Check] {
    let unit = BudgetUnit(code: "1", name: "单位", kind: .administrative)
    return Reconciler(profile: profile, unit: unit, statements: set).checks()
  }

  private static func isDecided(_ check: Check) -> Bool {
    check.verdict != .notChecked && check.verdict != .notApplicable
  }

  private static func figures(_ set: StatementSet) -> [(FigureKey, Figure)] {
    set.statements.filter { $0.period == .current }.flatMap { set.keys(of: $0) }.compactMap { key in
      guard let figure = set[key], figure.state == .value || figure.state == .empty else {
        return nil
      }
      if case .ratio = figure.derivation { return nil }
      return (key, figure)
    }
  }

  private static func quantum(_ figure: Figure) -> Int64 {
    figure.unit.quantum(decimals: figure.decimals)
  }

  /// Every printed sum is the sum of what is printed: what a live formula comes to.
  private func checkSums(_ set: StatementSet, _ what: String) {
    for (key, figure) in Self.figures(set) {
      guard case .formula(let form, let own) = figure.derivation, own.isEmpty else { continue }
      let sum = form.terms.reduce(Int64(0)) {
        $0 + $1.factor * (set[$1.key]?.shown.atoms ?? 0)
      }
      #expect(sum == figure.shown.atoms, "\(key), \(what)")
    }
  }
}

/// A budget of random lines with the income that pays for it.
private struct RandomBudget {
  var facts: [Period: [String: FactTable]] = [:]

  private static let functions: [(code: String, fund: String)] = [
    ("2010301", "一般公共预算"), ("2010302", "一般公共预算"), ("2010350", "一般公共预算"),
    ("2050201", "一般公共预算"), ("2080501", "一般公共预算"), ("2080505", "一般公共预算"),
    ("2080506", "一般公共预算"), ("2101101", "一般公共预算"), ("2101103", "一般公共预算"),
    ("2120303", "一般公共预算"), ("2120801", "政府性基金"), ("2120803", "政府性基金"),
    ("2210201", "一般公共预算"), ("2210202", "一般公共预算"), ("2296002", "政府性基金"),
    ("2299999", "一般公共预算"), ("2230105", "国有资本经营"),
  ]
  private static let economics = [
    "30101", "30102", "30103", "30107", "30108", "30110", "30112", "30113", "30201", "30205",
    "30211", "30213", "30226", "30228", "30231", "30239", "30301", "30302", "30305", "31002",
  ]

  init(round: Int, _ random: inout SeededRandom) throws {
    let count = [0, 1, 2, 5, 10, 20, 40, 80, 200][round % 9]
    let unit: Int64 = round % 4 == 3 ? 100 : 1
    // The largest lines of the largest budgets add up to nearly the limit.
    let largest: Int64 = round % 5 == 4 ? Amount.limit / 200 / unit : 100_000_000
    var lines: [String] = []
    var paid: [String: Int64] = [:]
    for _ in 0..<count {
      let function = Self.functions[Int.random(in: Self.functions.indices, using: &random)]
      var amount = Int64.random(in: 1...largest, using: &random) * unit
      if Int.random(in: 0..<15, using: &random) == 0 { amount = -amount / 10 }
      let kind = function.fund == "一般公共预算" && Bool.random(using: &random) ? "基本支出" : "项目支出"
      let economic = Self.economics[Int.random(in: Self.economics.indices, using: &random)]
      lines.append("\(function.code) \(economic) \(kind) \(function.fund) \(amount)")
      paid["\(function.code) \(function.fund)", default: 0] += amount
    }
    let income = paid.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    facts[.current] = [
      "budget": try SampleFacts.budget(lines.joined(separator: "\n")),
      "income": try SampleFacts.income(income.joined(separator: "\n")),
    ]
  }
}
