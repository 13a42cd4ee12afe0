import Budget
import Diagnosis
import Parallel
import Profiles
import Reconciliation
import Sheets

/// The findings of all checks, each with what probably causes it.
func checkFindings(
  _ checks: [Check], unit: BudgetUnit, year: Int, statements: StatementSet,
  unitLines: [Place: Place] = [:]
) -> [Finding] {
  let (localised, plain) = together(
    { Localizer(statements: statements, checks: checks, unitLines: unitLines).localisations() },
    { checks.map { $0.finding(unit: unit, year: year, statements: statements) } })
  var findings = plain
  for (index, diagnosis) in localised {
    findings[index].causes = diagnosis.causes
    findings[index].alternatives = diagnosis.alternatives
  }
  return findings
}

/// Whether a check or test that must be made could not be made.
func lacksMandatory(_ checks: [Check], _ tests: [TestResult]) -> Bool {
  checks.contains { $0.rule.isMandatory && $0.verdict == .notChecked }
    || tests.contains { test in
      test.rule.isMandatory && test.outcomes.contains { $0.verdict == .notChecked }
    }
}
