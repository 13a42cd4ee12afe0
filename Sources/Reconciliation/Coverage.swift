public import Budget
public import Localization
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
  /// The rules of which some check or test could not be made, in the order of the rules.
  public var unmade: [Unmade]
  private let checks: [Check]
  private let statements: StatementSet

  /// A rule that could not be made throughout.
  public struct Unmade: Sendable {
    /// The rule's id.
    public var rule: String
    /// How many of its checks could not be made.
    public var checks: Int
    /// Why the first of them could not.
    public var why: Message
  }

  /// The equalities as one system: what is redundant, and what contradicts.
  ///
  /// It is worked out anew on every call.
  public var system: RuleSystem { RuleSystem(checks: checks, statements: statements) }

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
    unmade = Self.unmade(checks, tests)
    self.checks = checks
    self.statements = statements
    rules = profile.rules.count
    checkedRules = profile.rules.count { !unchecked.contains($0.id) }
    let keys = statements.statements.filter { $0.period == .current }
      .flatMap { statement in
        // What is not printed cannot be wrong.
        statements.keys(of: statement).filter { !statement.isAbsent($0) }
      }
      .filter { key in
        guard let figure = statements[key], figure.state == .value else { return false }
        return figure.unit.dimension != .ratio
      }
    figures = keys.count
    uncovered = keys.filter { !touched.contains($0) }
  }

  private static func unmade(_ checks: [Check], _ tests: [TestResult]) -> [Unmade] {
    var found: [Unmade] = []
    var indices: [String: Int] = [:]
    func add(_ rule: String, _ why: Message?) {
      if let index = indices[rule] {
        found[index].checks += 1
      } else {
        indices[rule] = found.count
        found.append(
          Unmade(rule: rule, checks: 1, why: why ?? Message(zh: "缺少数据", en: "data are missing")))
      }
    }
    for check in checks where check.verdict == .notChecked { add(check.rule.id, check.reason) }
    for test in tests {
      for outcome in test.outcomes where outcome.verdict == .notChecked {
        add(test.rule.id, outcome.message)
      }
    }
    return found
  }
}
