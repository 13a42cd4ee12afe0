import Budget
import Profiles
import Reconciliation
import Sheets
import Tabulation
import TestKit
import Testing

@Suite struct ReconciliationPropertyTests {
  private let unit = BudgetUnit(code: "1", name: "某局", kind: .administrative)

  private static let profile = Result { try ProfileLoader.load("hebei-2020") }

  private func statements(
    _ facts: [Period: [String: FactTable]], _ profile: Profile
  ) throws -> StatementSet {
    try Tabulator.tabulate(profile: profile, year: 2020, facts: facts)
  }

  private func findings(_ facts: [Period: [String: FactTable]]) throws -> [Finding] {
    let profile = try Self.profile.get()
    let set = try statements(facts, profile)
    let reconciler = Reconciler(profile: profile, unit: unit, statements: set)
    let runner = LineTests(profile: profile, year: 2020, facts: facts, statements: set)
    return reconciler.checks().map { $0.finding(unit: unit, year: 2020, statements: set) }
      + reconciler.tests([runner]).flatMap { $0.findings(unit: unit, year: 2020) }
  }

  @Test func `this year held against itself as last year shows no change and no new finding`()
    throws
  {
    let sample = try PublishedSample(fixture: "weixian-2020-corrected")
    let current = try #require(sample.facts[.current])
    let profile = sample.profile
    let set = try statements([.current: current, .prior: current], profile)
    let checks = Reconciler(profile: profile, unit: sample.unit, statements: set).checks()
    #expect(checks.filter { $0.verdict == .mismatch && $0.rule.severity > .info }.isEmpty)
    let changes = try #require(set[StatementKey(period: .current, table: "Y", block: nil)])
    #expect(!changes.rows.isEmpty)
    for row in changes.rows {
      #expect(set[changes.key(row: row.key, column: "增减额")]?.shown.atoms ?? 0 == 0)
    }
  }

  @Test func `swapping the years mirrors every change`() throws {
    let sample = try PublishedSample(fixture: "weixian-2020-corrected")
    let (current, prior) = (
      try #require(sample.facts[.current]), try #require(sample.facts[.prior])
    )
    let forth = try statements([.current: current, .prior: prior], sample.profile)
    let back = try statements([.current: prior, .prior: current], sample.profile)
    let name = StatementKey(period: .current, table: "Y", block: nil)
    let (left, right) = (try #require(forth[name]), try #require(back[name]))
    #expect(Set(left.rows.map(\.key)) == Set(right.rows.map(\.key)))
    var changed = 0
    for row in left.rows {
      let key = left.key(row: row.key, column: "增减额")
      let change = forth[key]?.shown.atoms ?? 0
      #expect(change == -(back[key]?.shown.atoms ?? 0), "\(key)")
      changed += change == 0 ? 0 : 1
    }
    #expect(changed > 3)
  }

  @Test func `ids and figures of findings stay when rows move and files are renamed`() throws {
    var compared = 0
    for seed in 0..<40 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      let budget = RandomBudget(seed: seed, size: Int(seed))
      var facts = try budget.facts(for: "hebei-2020")
      // Something wrong on purpose: a line less, and one that is there twice.
      if var table = facts["budget"], let first = table.facts.first {
        table.facts.append(first)
        facts["budget"] = table
      }
      if var table = facts["income"], !table.facts.isEmpty {
        table.facts.removeLast()
        facts["income"] = table
      }
      for (role, table) in facts {
        facts[role]?.facts = table.facts.map { renamed($0, "原名.xlsx", role) }
      }
      // Activities follow their duties, and procurement lines of one name are told apart by order.
      var moved = facts
      for (role, table) in facts where !["performance", "procurement"].contains(role) {
        var shuffled = table
        shuffled.facts.shuffle(using: &random)
        shuffled.facts = shuffled.facts.map { renamed($0, "改名.xlsx", role) }
        moved[role] = shuffled
      }
      let before = lines(try findings([.current: facts]))
      let after = lines(try findings([.current: moved]))
      #expect(before == after, "seed \(seed)")
      compared += before.count { $0.contains("mismatch") }
    }
    #expect(compared > 100)
  }

  private func lines(_ findings: [Finding]) -> Set<String> {
    Set(findings.map { "\($0.id) \($0.verdict.rawValue) \($0.figures)" })
  }

  private func renamed(_ fact: Fact, _ file: String, _ sheet: String) -> Fact {
    var place = fact.place
    place.file = file
    let values = fact.values.mapValues { value in
      guard case .amount(var reading) = value else { return value }
      reading.place.file = file
      reading.place.sheet = sheet
      return .amount(reading)
    }
    return Fact(place: place, level: fact.level, values: values)
  }

  @Test func `units that are reconciled one after the other do not touch each other`() throws {
    let first = try RandomBudget(seed: 7, size: 30).facts(for: "hebei-2020")
    let alone = lines(try findings([.current: first]))
    _ = try findings([.current: try RandomBudget(seed: 8, size: 30).facts(for: "hebei-2020")])
    #expect(lines(try findings([.current: first])) == alone)
  }
}
