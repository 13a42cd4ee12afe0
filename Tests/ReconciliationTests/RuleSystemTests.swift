import Budget
import Profiles
import Reconciliation
import TestKit
import Testing

@Suite struct RuleSystemTests {
  /// The system of own rules over T3's total row, whose figures are as given.
  private func system(_ rules: [String], _ figures: [String: Int64]) throws -> RuleSystem {
    let scratch = try Scratch()
    try scratch.write("id: mine\nextends: hebei-2020\nrules: [own.yaml]\n", to: "profile.yaml")
    let lines = rules.enumerated().map {
      "  - {id: r\($0.offset + 1), says: s, severity: error, check: \"\($0.element)\"}\n"
    }
    try scratch.write("rules:\n\(lines.joined())", to: "own.yaml")
    var profile = try ProfileLoader.load(scratch.path)
    profile.rules = profile.rules.filter { $0.id.hasPrefix("r") && $0.id.count == 2 }
    var set = StatementSet()
    let columns = profile.table("T3")?.blocks[0].additiveColumns ?? []
    let statement = Statement(
      period: .current, table: "T3", block: nil,
      rows: [StatementRow(key: "合计", label: "合计", isTotal: true)], columns: columns)
    set.add(statement)
    for column in columns {
      let atoms = figures[column] ?? 0
      set[statement.key(row: "合计", column: column)] = Figure(
        state: .value, shown: Observation(atoms: atoms), exact: Observation(atoms: atoms),
        unit: .wanYuan, decimals: 2, derivation: .constant([]))
    }
    let unit = BudgetUnit(code: "1", name: "某局", kind: .administrative)
    let checks = Reconciler(profile: profile, unit: unit, statements: set).checks()
    return RuleSystem(checks: checks, statements: set)
  }

  @Test func `a rule that follows from others is told, and so are those that follow with it`()
    throws
  {
    let system = try system(
      [
        "T3[合计, 合计] = T3[合计, 基本支出]", "T3[合计, 基本支出] = T3[合计, 项目支出]",
        "T3[合计, 合计] = T3[合计, 项目支出]", "T3[合计, 上缴上级支出] = 0",
      ], [:])
    #expect(system.equations == 4)
    #expect(system.rank == 3)
    #expect(system.redundant == ["r1", "r2", "r3"])
    #expect(system.contradictions.isEmpty)
  }

  @Test func `rules that leave a figure nothing but 0 contradict each other`() throws {
    let rules = ["T3[合计, 合计] = T3[合计, 项目支出]", "T3[合计, 合计] = 2 * T3[合计, 项目支出]"]
    let system = try system(rules, ["合计": 500, "项目支出": 500])
    #expect(system.redundant.isEmpty)
    #expect(
      system.contradictions.map(\.figure.description) == ["T3[合计, 合计]", "T3[合计, 项目支出]"])
    #expect(system.contradictions.allSatisfy { $0.rules == ["r1", "r2"] })
    #expect(try self.system(rules, [:]).contradictions.isEmpty)
  }

  @Test func `one rule that wants 0 is a breach, no contradiction`() throws {
    #expect(try system(["T3[合计, 合计] = 0"], ["合计": 500]).contradictions.isEmpty)
  }
}
