public import Budget
public import Reconciliation

/// All that a run has to say about one unit: the findings and how far the checks reach.
public struct Report: Sendable {
  /// The unit.
  public var unit: BudgetUnit
  /// The budget year; nil where a published workbook does not state it.
  public var year: Int?
  /// The profile's id.
  public var profile: String
  /// The findings of import and checks, those that agree included.
  public var findings: [Finding]
  /// How far the checks reach.
  public var coverage: Coverage
  /// Whether a mandatory check could not be made.
  public var lacksMandatoryCheck: Bool
  /// The unit's folder as its department names it; empty where there is no department.
  public var folder: String
  /// The reports of the units that a department consolidates.
  public var units: [Report]

  /// A report made of its parts.
  public init(
    unit: BudgetUnit, year: Int?, profile: String, findings: [Finding], coverage: Coverage,
    lacksMandatoryCheck: Bool, folder: String = "", units: [Report] = []
  ) {
    self.unit = unit
    self.year = year
    self.profile = profile
    self.findings = findings
    self.coverage = coverage
    self.lacksMandatoryCheck = lacksMandatoryCheck
    self.folder = folder
    self.units = units
  }

  /// How many findings came to `verdict`.
  public func count(_ verdict: Verdict) -> Int {
    findings.count { $0.verdict == verdict }
  }

  /// The open findings of at least `severity`.
  public func open(atLeast severity: Severity) -> [Finding] {
    findings.filter { $0.isOpen && $0.severity >= severity }
  }

  /// The open findings of at least `severity`, those of the units included.
  public func openEverywhere(atLeast severity: Severity) -> [Finding] {
    open(atLeast: severity) + units.flatMap { $0.openEverywhere(atLeast: severity) }
  }

  /// The findings that a report shows: all but those that agree or do not apply, or all.
  public func shown(all: Bool) -> [Finding] {
    all ? findings : findings.filter { $0.verdict != .agree && $0.verdict != .notApplicable }
  }

  /// The exit status of the command line's contract: 1 for open findings of at least `failOn`, 3
  /// where there are none but a mandatory check could not be made, else 0.
  ///
  /// The units of a department count like the department itself.
  public func exitStatus(failOn: Severity) -> Int32 {
    let statuses = [ownExitStatus(failOn: failOn)] + units.map { $0.exitStatus(failOn: failOn) }
    return statuses.contains(1) ? 1 : statuses.max() ?? 0
  }

  private func ownExitStatus(failOn: Severity) -> Int32 {
    if findings.contains(where: {
      $0.isOpen && $0.severity >= failOn && $0.verdict != .agree && $0.verdict != .notApplicable
    }) {
      return 1
    }
    return lacksMandatoryCheck ? 3 : 0
  }
}

extension Finding {
  /// Whether nobody has accepted it.
  public var isOpen: Bool { acceptedReason == nil }
}
