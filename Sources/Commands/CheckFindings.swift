import Budget
import Diagnosis
import Reconciliation

/// The findings of all checks, each with what probably causes it.
func checkFindings(
  _ checks: [Check], unit: BudgetUnit, year: Int, statements: StatementSet
) -> [Finding] {
  let localised = Localizer(statements: statements, checks: checks).localisations()
  return checks.enumerated().map { index, check in
    var finding = check.finding(unit: unit, year: year, statements: statements)
    finding.causes = localised[index]?.causes ?? []
    finding.alternatives = localised[index]?.alternatives ?? Alternatives()
    return finding
  }
}
