import Budget
import Importing
import Diagnosis
import Profiles
import Project
import Reading
import Reconciliation
import Sheets
import Tabulation
import YAMLReading

/// A published disclosure in which every cell stands for itself, made from a project's statements.
struct PublishedSet {
  let profile: Profile
  let unit: BudgetUnit
  var statements: StatementSet

  /// The statements of the project in `folder`, with formulas replaced by their printed values.
  init(folder: String) throws {
    var loaded: Profile?
    let project = try Project.load(folder: folder) { name throws(YAMLError) in
      let profile = try ProfileLoader.load(name)
      loaded = profile
      return profile.inputs.map(\.key)
    }
    guard let profile = loaded else { preconditionFailure("the project names a profile") }
    var facts: [Period: [String: FactTable]] = [:]
    for (period, roles) in [(Period.current, project.inputs), (.prior, project.priorInputs)] {
      let year = period == .prior ? project.year - 1 : project.year
      for schema in profile.inputs {
        let importer = SheetImporter(
          schema: schema,
          context: ImportContext(year: year, codes: profile.codes, categories: profile.categories))
        for file in roles[schema.key] ?? [] {
          let filled = try SpreadsheetFile(path: file.path).sheets().filter { !$0.cells.isEmpty }
          let imported = filled.map { importer.importing($0) }
            .filter { $0.noteCounts[.headerNotFound] == nil }
          var table =
            facts[period]?[schema.key] ?? FactTable(dataset: schema.key, facts: [])
          table.facts += (imported.first?.facts ?? []).map { $0.of(project.unit, schema) }
          facts[period, default: [:]][schema.key] = table
        }
      }
    }
    self.profile = profile
    unit = project.unit
    statements = try Tabulator.tabulate(profile: profile, year: project.year, facts: facts)
    statements = scaled(by: 1_000_000).statements
  }

  /// A disclosure of random lines, both years, by one of two standards.
  init(_ random: inout SplitMix) throws {
    let profile = try ProfileLoader.load(
      Bool.random(using: &random) ? "hebei-2020" : "national-2016")
    self.profile = profile
    unit = BudgetUnit(code: "1", name: "某局", kind: .administrative)
    let count = Int.random(in: 20...120, using: &random)
    let lines = (0..<count).map { _ in RandomLine(&random) }
    var facts: [Period: [String: FactTable]] = [:]
    for period in [Period.current, .prior] {
      // Most lines go on from year to year, a few are new.
      let kept = lines.filter { _ in
        period == .current || Int.random(in: 0..<10, using: &random) > 0
      }
      facts[period] = [
        "budget": FactTable(
          dataset: "budget", facts: try kept.map { try $0.expenditure(period) }),
        "income": FactTable(dataset: "income", facts: try kept.map { try $0.income(period) }),
      ]
    }
    statements = try Tabulator.tabulate(profile: profile, year: 2020, facts: facts)
    statements = scaled(by: 1_000_000).statements
  }

  /// The same disclosure with every amount times `millionths` / 10⁶, each rounded by itself: all
  /// identities hold before the rounding, so that what remains is rounding alone.
  func scaled(by millionths: Int64) -> PublishedSet {
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
        figure.exact = nil
        figure.derivation = .constant([])
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

/// A small generator with a fixed seed.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
