public import Budget
public import Localization
public import Profiles

/// One thing that a record test found: a value that the runner of any family hands over, and that
/// becomes a finding in one place (`TestResult.findings`).
///
/// A runner yields one outcome for each record that is wrong, one that is `notChecked` where it
/// could not look, and none where all is well.
public struct TestOutcome: Sendable {
  /// What the finding's id says of the record, so that it must not hold positions: the table's or
  /// the input's key, then the row's key (code, number or path of labels) and the column's key.
  public var scope: String
  /// The row's key; nil where the outcome is about the whole.
  public var row: String?
  /// The column's key, or nil.
  public var column: String?
  /// What it came to.
  public var verdict: Verdict
  /// What was found, what was expected and what to do, without rule, place and verdict.
  public var message: Message
  /// The cells or sentences it rests on, the one to be named first in front.
  public var operands: [Operand]
  /// Both sides and their difference, where the test compares two amounts.
  public var sides: Sides?
  /// What was probably done, where the test can tell.
  public var causes: [Cause]

  /// Two amounts that a test compares.
  public struct Sides: Sendable {
    /// What stands there.
    public var left: StatedAmount
    /// What was expected.
    public var right: StatedAmount
    /// Left minus right.
    public var difference: StatedAmount

    /// Sides made of their parts.
    public init(left: StatedAmount, right: StatedAmount, difference: StatedAmount) {
      self.left = left
      self.right = right
      self.difference = difference
    }
  }

  /// An outcome made of its parts.
  public init(
    scope: String, row: String? = nil, column: String? = nil, verdict: Verdict = .mismatch,
    message: Message, operands: [Operand] = [], sides: Sides? = nil, causes: [Cause] = []
  ) {
    self.scope = scope
    self.row = row
    self.column = column
    self.verdict = verdict
    self.message = message
    self.operands = operands
    self.sides = sides
    self.causes = causes
  }
}

/// Runs the record tests of one family.
public protocol RecordTestRunner {
  /// The family whose tests it runs.
  var family: RecordTest.Family { get }

  /// What `test` finds; nothing where all is well.
  func outcomes(of test: RecordTest) -> [TestOutcome]
}

/// A rule's record test, made.
public struct TestResult: Sendable {
  /// The rule.
  public var rule: Rule
  /// What came out: never empty, a single `agree` where nothing was found.
  public var outcomes: [TestOutcome]

  /// The findings, one an outcome, with ids that stay when a record moves.
  ///
  /// Two outcomes about records that nothing tells apart are numbered.
  public func findings(unit: BudgetUnit, year: Int) -> [Finding] {
    var findings = outcomes.map { outcome in
      let parts = [
        unit.code, String(year), rule.id, outcome.scope, outcome.row ?? "-", outcome.column ?? "-",
      ]
      var finding = Finding(
        id: parts.joined(separator: "/"), rule: rule.id,
        severity: Severity(
          rule: rule.severity, verdict: outcome.verdict, isMandatory: rule.isMandatory),
        verdict: outcome.verdict, message: message(outcome), left: outcome.sides?.left,
        right: outcome.sides?.right, difference: outcome.sides?.difference,
        operands: outcome.operands)
      finding.causes = outcome.causes
      if outcome.verdict == .notChecked { finding.lacking = outcome.message }
      return finding
    }
    for (_, alike) in Dictionary(grouping: findings.indices, by: { findings[$0].id })
    where alike.count > 1 {
      // Numbered by what they rest on, so that the numbers stay when rows change places.
      let ordered = alike.sorted { (findings[$0].figures, $0) < (findings[$1].figures, $1) }
      for (number, index) in ordered.enumerated().dropFirst() {
        findings[index].id += "#\(number + 1)"
      }
    }
    return findings
  }

  /// The outcome's message under the rule's sentence, as a finding prints it.
  public func message(_ outcome: TestOutcome) -> Message {
    switch outcome.verdict {
    case .agree: rule.says
    case .notApplicable:
      Message(
        zh: "“\(rule.says.chinese)”不适用", en: "'\(rule.says.english)' does not apply")
    case .notChecked:
      Message(
        zh: "未能核对“\(rule.says.chinese)”：\(outcome.message.chinese)",
        en: "could not check '\(rule.says.english)': \(outcome.message.english)")
    case .rounding, .unlikelyRounding, .mismatch:
      Message(
        zh: "\(rule.says.chinese)：\(outcome.message.chinese)"
          + (rule.explanation.map { "。\($0.chinese)" } ?? ""),
        en: "\(rule.says.english): \(outcome.message.english)"
          + (rule.explanation.map { ". \($0.english)" } ?? ""))
    }
  }
}
