import Budget
import Profiles
import Reconciliation
import Testing

@Suite struct JudgementTests {
  // Quanta of 10 000 分 (0.01 万元).
  private func bounds(_ count: Int) -> Observation {
    Observation(
      atoms: 0, spread: Int64(count) * 10_000, squares: Int128(count) * 100_000_000)
  }

  @Test(
    arguments: [
      (0, 2, Relation.equal, Verdict.agree), (9_999, 2, .equal, .rounding),
      // Two printings of one figure at one quantum must be equal.
      (10_000, 2, .equal, .mismatch), (-10_000, 2, .equal, .mismatch), (1, 0, .equal, .mismatch),
      // Ten parts: 4r² ≤ 3·10·q² up to 27 386, then unlikely up to half of 100 000.
      (27_386, 10, .equal, .rounding), (27_387, 10, .equal, .unlikelyRounding),
      (49_999, 10, .equal, .unlikelyRounding), (50_000, 10, .equal, .mismatch),
      (-5_000_000, 10, .atMost, .agree), (50_000, 10, .atMost, .mismatch),
      (50_000, 10, .atLeast, .agree), (-50_000, 10, .atLeast, .mismatch),
    ] as [(Int, Int, Relation, Verdict)])
  func `verdicts at their boundaries`(
    residual: Int, parts: Int, relation: Relation, verdict: Verdict
  ) {
    #expect(
      Verdict(residual: Int128(residual), bounds: bounds(parts), relation: relation) == verdict)
  }

  @Test(arguments: [
    (Severity.error, Verdict.mismatch, Severity.error), (.error, .unlikelyRounding, .warning),
    (.info, .unlikelyRounding, .info), (.error, .rounding, .info), (.error, .notChecked, .info),
  ])
  func `rounding is never an error`(rule: Severity, verdict: Verdict, severity: Severity) {
    #expect(Severity(rule: rule, verdict: verdict, isMandatory: false) == severity)
  }

  @Test func `a mandatory check that could not be made is a warning`() {
    #expect(Severity(rule: .error, verdict: .notChecked, isMandatory: true) == .warning)
  }
}
