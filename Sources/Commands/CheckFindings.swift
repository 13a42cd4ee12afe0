import Budget
import Diagnosis
import Profiles
import Reconciliation
import Sheets

/// The findings of all checks, each with what probably causes it.
func checkFindings(
  _ checks: [Check], unit: BudgetUnit, year: Int, statements: StatementSet,
  unitLines: [Place: Place] = [:]
) -> [Finding] {
  let localised = Localizer(
    statements: statements, checks: checks, unitLines: unitLines
  ).localisations()
  return checks.enumerated().map { index, check in
    var finding = check.finding(unit: unit, year: year, statements: statements)
    finding.causes = localised[index]?.causes ?? []
    finding.alternatives = localised[index]?.alternatives ?? Alternatives()
    return finding
  }
}

/// Whether a check or test that must be made could not be made.
func lacksMandatory(_ checks: [Check], _ tests: [TestResult]) -> Bool {
  checks.contains { $0.rule.isMandatory && $0.verdict == .notChecked }
    || tests.contains { test in
      test.rule.isMandatory && test.outcomes.contains { $0.verdict == .notChecked }
    }
}
