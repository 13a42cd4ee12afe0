public import Budget
import Localization
import Profiles
public import Reconciliation
public import Sheets

/// What localisation says about one failed check.
public struct CheckDiagnosis: Sendable {
  /// What was probably done, the likeliest first; at most `Localizer.causeLimit`.
  public var causes: [Cause]
  /// All explanations that remain.
  public var alternatives: Alternatives
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
    let absences = AbsentRows(statements: statements)
      .absences(for: checks.filter { $0.isEquality && $0.verdict == .mismatch })
    var result: [Int: CheckDiagnosis] = [:]
    for diagnosis in system.diagnoses(context: contexts(table.entries)) {
      let writer = CauseWriter(entries: table.entries, statements: statements)
      let missing = absences.filter { absence in
        diagnosis.failed.contains { concerns(absence, checks[owners[$0]]) }
      }.map(\.cause)
      let explanations = diagnosis.explanations
      guard !explanations.isEmpty || !missing.isEmpty else { continue }
      var causes = missing
      for explanation in explanations.prefix(Self.causeLimit) {
        causes.append(writer.cause(explanation))
      }
      if causes.count > 1 || explanations.count > 1 {
        writer.addDecider(to: &causes, explanations)
      }
      var cells: [CellReference] = []
      var seen: Set<CellReference> = []
      let named =
        missing.flatMap(\.cells)
        + explanations.flatMap { $0.cells.map { table.entries[$0].reference } }
      for cell in named where seen.insert(cell).inserted { cells.append(cell) }
      let localisation = CheckDiagnosis(
        causes: Array(causes.prefix(Self.causeLimit)),
        alternatives: Alternatives(count: missing.count + explanations.count, cells: cells))
      for failed in diagnosis.failed { result[owners[failed]] = localisation }
    }
    let failed = Set(identities.indices.filter { checks[owners[$0]].hasFailed })
    let faults = SheetUnits(
      entries: table.entries, identities: identities, failed: failed, unitLines: unitLines
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

  /// Whether the check is about the missing row, or a sum that lacks it.
  private func concerns(_ absence: AbsentRows.Absence, _ check: Check) -> Bool {
    if check.row?.code == absence.code { return true }
    return (check.left.form.terms + check.right.form.terms).contains { term in
      let name = StatementKey(
        period: term.key.period, table: term.key.table, block: term.key.block)
      guard let code = statements[name]?.row(term.key.row)?.code else { return false }
      return code == absence.code || absence.code.hasPrefix(code)
    }
  }

  private func contexts(_ entries: [CellTable.Entry]) -> [CellContext] {
    var rows: [String: Int] = [:]
    return entries.map { entry in
      let key = entry.key
      let row = "\(key.period.rawValue)\t\(key.table)\t\(key.block ?? "")\t\(key.row)"
      let number = rows[row] ?? rows.count
      rows[row] = number
      var prior: Int64?
      if key.period == .current {
        var other = key
        other.period = .prior
        if let figure = statements[other], figure.state == .value { prior = figure.shown.atoms }
      }
      return CellContext(prior: prior, row: number)
    }
  }
}

extension Check {
  var isEquality: Bool { comparison.relation == .equal }
  var hasFailed: Bool { verdict == .mismatch || verdict == .unlikelyRounding }
  var isDecided: Bool {
    switch verdict {
    case .agree, .rounding, .unlikelyRounding, .mismatch: true
    case .notChecked, .notApplicable: false
    }
  }
}
