public import Budget
public import Localization
import Profiles
public import Reconciliation
public import Sheets

/// What localisation says about one failed check.
public struct CheckDiagnosis: Sendable {
  /// What was probably done, the likeliest first; at most `Localizer.causeLimit`.
  public var causes: [Cause]
  /// All explanations that remain.
  public var alternatives: Alternatives
  /// The further check that would tell the first two explanations apart, which the first cause says
  /// too; nil where there is one only.
  public var decider: Message?

  /// A diagnosis made of its parts; without them, nothing is known.
  public init(
    causes: [Cause] = [], alternatives: Alternatives = Alternatives(), decider: Message? = nil
  ) {
    self.causes = causes
    self.alternatives = alternatives
    self.decider = decider
  }
}

/// Tells for the failed checks of a run which cells are wrong (错在哪), and what was done to them.
///
/// All equalities form one system; inequalities take no part. Where figures are formulas over
/// others, only the inputs they come from can be wrong; where all are constants, as in a published
/// workbook, every cell can be.
public struct Localizer {
  /// How many causes a finding tells; the alternatives tell all cells.
  public static let causeLimit = 5

  private let statements: StatementSet
  private let checks: [Check]
  private let unitLines: [Place: Place]

  /// A localizer for the `checks` that were made on `statements`; `unitLines` tells of sheets which of
  /// their cells states the unit.
  public init(statements: StatementSet, checks: [Check], unitLines: [Place: Place] = [:]) {
    self.statements = statements
    self.checks = checks
    self.unitLines = unitLines
  }

  /// What is known of each failed check, by its index; checks without an explanation are absent.
  public func localisations() -> [Int: CheckDiagnosis] {
    guard checks.contains(where: { $0.isEquality && $0.hasFailed }) else { return [:] }
    var table = CellTable(statements: statements)
    var identities: [IdentitySystem.Identity] = []
    var owners: [Int] = []
    for (index, check) in checks.enumerated() where check.isEquality && check.isDecided {
      guard let terms = table.terms(of: check), !terms.isEmpty else { continue }
      let exact = check.exactIsKnown ? check.exactDifference : nil
      identities.append(
        IdentitySystem.Identity(
          terms: terms, residual: exact ?? check.shownDifference,
          bounds: exact == nil ? check.roundingBounds : Observation(atoms: 0)))
      owners.append(index)
    }
    let system = IdentitySystem(
      cells: table.entries.map { IdentitySystem.Cell(value: $0.value, quantum: $0.step) },
      identities: identities)
    let rows = RowCauses(statements: statements, checks: checks).found()
    var result: [Int: CheckDiagnosis] = [:]
    for diagnosis in system.diagnoses(context: contexts(table.entries)) {
      let writer = CauseWriter(entries: table.entries, statements: statements)
      let reached = rows.filter { row in
        diagnosis.failed.contains { row.checks.contains(owners[$0]) }
      }
      // A row that stands twice is told once.
      let told = Set(reached.map { Set($0.cells) })
      let explanations = diagnosis.explanations.filter { explanation in
        !told.contains(Set(explanation.cells.map { table.entries[$0].reference }))
      }
      guard !explanations.isEmpty || !reached.isEmpty else { continue }
      var causes = reached.filter(\.isCertain).map(\.cause)
      for explanation in explanations.prefix(Self.causeLimit) {
        causes.append(writer.cause(explanation))
      }
      causes += reached.filter { !$0.isCertain }.map(\.cause)
      let decider = writer.decider(explanations)
      if let decider,
        let position = causes.firstIndex(where: {
          $0.cells == explanations[0].cells.map { table.entries[$0].reference }
        })
      {
        causes[position].explanation.chinese += "；\(decider.chinese)"
        causes[position].explanation.english += "; \(decider.english)"
      }
      var cells: [CellReference] = []
      var seen: Set<CellReference> = []
      let named =
        reached.flatMap(\.cells)
        + explanations.flatMap { $0.cells.map { table.entries[$0].reference } }
      for cell in named where seen.insert(cell).inserted { cells.append(cell) }
      let localisation = CheckDiagnosis(
        causes: Array(causes.prefix(Self.causeLimit)),
        alternatives: Alternatives(count: reached.count + explanations.count, cells: cells),
        decider: decider)
      for failed in diagnosis.failed { result[owners[failed]] = localisation }
    }
    let limits = checks.compactMap { limit($0, in: &table) }
    let failed = Set(identities.indices.filter { checks[owners[$0]].hasFailed })
    let faults = SheetUnits(
      entries: table.entries, identities: identities, limits: limits, failed: failed,
      unitLines: unitLines
    ).faults()
    // One cause for all takes the place of those that would move cell after cell.
    for position in Set(faults.flatMap(\.repaired)) {
      let causes = faults.filter { $0.repaired.contains(position) }.map(\.cause)
      result[owners[position]] = CheckDiagnosis(
        causes: causes,
        alternatives: Alternatives(count: causes.count, cells: causes.flatMap(\.cells)))
    }
    return result
  }

  /// An inequality as a residual that should not be above 0; nil for other checks.
  private func limit(_ check: Check, in table: inout CellTable) -> IdentitySystem.Identity? {
    guard [.atMost, .atLeast].contains(check.comparison.relation), check.isDecided,
      let terms = table.terms(of: check)
    else { return nil }
    let sign: Int64 = check.comparison.relation == .atMost ? 1 : -1
    return IdentitySystem.Identity(
      terms: terms.map { .init(cell: $0.cell, factor: sign * $0.factor) },
      residual: sign * check.shownDifference, bounds: check.roundingBounds)
  }

  private func contexts(_ entries: [CellTable.Entry]) -> [CellContext] {
    var rows: [String: Int] = [:]
    return entries.map { entry in
      let key = entry.key
      let row = "\(key.period)\t\(key.table)\t\(key.block ?? "")\t\(key.row)"
      let number = rows[row] ?? rows.count
      rows[row] = number
      let figure = key.period.otherYear.flatMap { period in
        var other = key
        other.period = period
        return statements[other]
      }
      let otherYear = figure?.state == .value ? figure?.shown.atoms : nil
      return CellContext(
        prior: key.period == .current ? otherYear : nil, otherYear: otherYear, row: number)
    }
  }
}

extension Check {
  var isEquality: Bool { comparison.relation == .equal }
  var hasFailed: Bool { verdict == .mismatch || verdict == .unlikelyRounding }
}
