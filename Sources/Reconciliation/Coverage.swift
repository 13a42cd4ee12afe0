public import Budget
public import Profiles

/// Which figures the checks could reach (勾稽覆盖): an error in any other cannot be seen.
public struct Coverage: Sendable {
  /// How many rules the profile has.
  public var rules: Int
  /// How many of them could be checked, or do not apply.
  public var checkedRules: Int
  /// How many figures of the budget year have a value.
  public var figures: Int
  /// Those that no made check touches.
  public var uncovered: [FigureKey]

  /// The coverage of `checks` over the figures of `statements`, and of the record tests.
  public init(
    profile: Profile, statements: StatementSet, checks: [Check], tests: [TestResult] = []
  ) {
    var touched: Set<FigureKey> = []
    var unchecked: Set<String> = []
    for check in checks {
      switch check.verdict {
      case .notChecked: unchecked.insert(check.rule.id)
      case .notApplicable: break
      default:
        for side in [check.left, check.right] { touched.formUnion(side.form.terms.map(\.key)) }
      }
    }
    for test in tests where test.outcomes.contains(where: { $0.verdict == .notChecked }) {
      unchecked.insert(test.rule.id)
    }
    rules = profile.rules.count
    checkedRules = profile.rules.count { !unchecked.contains($0.id) }
    let keys = statements.statements.filter { $0.period == .current }
      .flatMap { statements.keys(of: $0) }
      .filter { key in
        guard let figure = statements[key], figure.state == .value else { return false }
        return figure.unit.dimension != .ratio
      }
    figures = keys.count
    uncovered = keys.filter { !touched.contains($0) }
  }
}
