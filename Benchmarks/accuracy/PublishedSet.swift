import Budget
import Profiles
import Published
import Reconciliation
import Tabulation
import TestSamples

/// A published disclosure in which every cell stands for itself, made from a budget's statements.
struct PublishedSet: Sendable {
  private(set) var profile: Profile
  let unit: BudgetUnit
  var statements: StatementSet

  /// The exact statements of the project in `folder`.
  init(folder: String) throws {
    let sample = try SampleProject(folder: folder)
    profile = sample.profile
    unit = sample.unit
    statements = try Tabulator.tabulate(
      profile: profile, year: sample.year, facts: sample.facts)
    beExact()
  }

  /// The exact statements of a random budget and of the one before it, by one of three standards;
  /// amounts are multiples of `atoms` 分.
  init(lines: Int, multiplesOf atoms: Int64, _ random: inout SeededRandom) throws {
    let standard = Self.standards[Int.random(in: Self.standards.indices, using: &random)]
    profile = try ProfileLoader.load(standard)
    unit = BudgetUnit(code: "1", name: "某局", kind: .administrative)
    let budget = RandomBudget.ordinary(lines: lines, unit: atoms, &random)
    statements = try Tabulator.tabulate(
      profile: profile, year: profile.validYears.upperBound,
      facts: [
        .current: budget.facts(for: standard),
        .prior: budget.yearBefore(unit: atoms, &random).facts(for: standard),
      ])
    beExact()
  }

  private static let standards = ["hebei-2020", "national-2016", "shanghai-2026-unit"]

  /// Leaves out the working paper, replaces formulas and printed values by exact ones, and leaves
  /// out the rules that do not hold: a random budget does not know that some functions have no
  /// projects.
  private mutating func beExact() {
    let published = Set(profile.tables.filter { !$0.isWorkingPaper }.map(\.key))
    var exact = StatementSet()
    for statement in statements.statements where published.contains(statement.table) {
      exact.add(statement)
      for key in statements.keys(of: statement) {
        guard var figure = statements[key] else { continue }
        figure.shown = Observation(atoms: figure.exact?.atoms ?? figure.shown.atoms)
        figure.exact = nil
        figure.derivation = .constant([])
        exact[key] = figure
      }
    }
    statements = exact
    profile = profile.forPublished
    // A condition on amounts can come to hold by rounding, or by the defect.
    var unconditional = self
    for index in profile.rules.indices {
      unconditional.profile.rules[index].conditions.removeAll { condition in
        if case .comparison = condition { true } else { false }
      }
    }
    let broken = Set(
      unconditional.equalities().filter { $0.shownDifference != 0 }.map(\.rule.id))
    profile.rules.removeAll { broken.contains($0.id) }
  }

  /// The disclosure as printed, every exact amount first times `millionths` / 10⁶ and then rounded
  /// by itself: all identities hold before the rounding, so that what remains is rounding alone.
  func printed(times millionths: Int64 = 1_000_000) -> PublishedSet {
    var result = self
    for statement in statements.statements {
      for key in statements.keys(of: statement) {
        guard var figure = statements[key], figure.unit.dimension != .ratio else { continue }
        let quantum = figure.unit.quantum(decimals: figure.decimals)
        let exact = Int128(figure.shown.atoms) * Int128(millionths)
        let step = Int128(quantum) * 1_000_000
        let half = exact < 0 ? -step / 2 : step / 2
        figure.shown = Observation(
          atoms: Int64((exact + half) / step) * quantum, quantum: quantum)
        result.statements[key] = figure
      }
    }
    return result
  }

  /// The equalities that could be checked.
  func equalities() -> [Check] {
    checks().filter {
      $0.comparison.relation == .equal && $0.verdict != .notChecked
        && $0.verdict != .notApplicable
    }
  }

  /// All checks.
  func checks() -> [Check] {
    Reconciler(profile: profile, unit: unit, statements: statements).checks()
  }

  /// The printed value of a figure in atoms.
  func value(_ key: FigureKey) -> Int64 { statements[key]?.shown.atoms ?? 0 }

  /// Sets the printed value of a figure.
  mutating func set(_ key: FigureKey, to atoms: Int64) {
    let printed = Observation(atoms: atoms, quantum: quantum(key))
    statements[key]?.shown = printed
    if atoms != 0 { statements[key]?.state = .value }
  }

  /// The step of a figure's last printed place, in atoms.
  func quantum(_ key: FigureKey) -> Int64 { statements[key]?.shown.spread ?? 1 }

  /// Replaces the statement of the same name.
  mutating func replace(_ statement: Statement) {
    var next = StatementSet()
    for old in statements.statements {
      let isSame =
        old.period == statement.period && old.table == statement.table
        && old.block == statement.block
      let kept = isSame ? statement : old
      next.add(kept)
      for row in kept.rows {
        for column in kept.columns {
          let key = kept.key(row: row.key, column: column)
          next[key] = statements[key]
        }
      }
    }
    statements = next
  }
}
