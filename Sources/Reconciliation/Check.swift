public import Budget
public import Localization
public import Profiles

/// One side of a check, compiled: a weighted sum of figures that exist.
public struct CheckSide: Sendable {
  /// The figures.
  public var form: LinearForm
  /// The sum of the printed figures, in atoms.
  public var shown: Int64
  /// The sum of the exact figures; nil where one is known only as printed.
  public var exact: Int64?

  /// A side made of its parts.
  public init(form: LinearForm, shown: Int64, exact: Int64?) {
    self.form = form
    self.shown = shown
    self.exact = exact
  }
}

/// A rule made for one row and column, and what it came to.
public struct Check: Sendable {
  /// The rule.
  public var rule: Rule
  /// What the rule demands.
  public var comparison: Comparison
  /// The row that the rule's `for:` stands at.
  public var row: StatementRow?
  /// The block of that row.
  public var rowBlock: BlockKey?
  /// The column that the rule's `for:` stands at.
  public var column: String?
  /// The left side.
  public var left: CheckSide
  /// The right side.
  public var right: CheckSide
  /// What both sides measure and how they are printed.
  public var unit: MeasureUnit
  /// The printed places after the point.
  public var decimals: Int
  /// What rounding of the printed figures can make of the difference; its own value is 0.
  public var roundingBounds: Observation
  /// Whether every figure is known before rounding, so that the exact difference decides.
  public var exactIsKnown: Bool
  /// The verdict.
  public var verdict: Verdict
  /// Why it could not be made, or does not apply.
  public var reason: Message?
  /// The further sums for the message, in atoms.
  public var supplements: [(says: Message, atoms: Int64)]
  /// The columns of the sum that the table does not print, and that were left out of it.
  public var absentColumns: [String] = []
  /// The rows of the sum that the table does not print, and that were left out of it.
  public var absentRows: [String] = []
  /// The columns or rows that the table has beside those of the form, and that were added to the sum.
  public var strangers: [String] = []

  /// Left minus right as printed, in atoms.
  public var shownDifference: Int64 { left.shown - right.shown }

  /// Left minus right before rounding; nil where that is not known.
  public var exactDifference: Int64? {
    guard let left = left.exact, let right = right.exact else { return nil }
    return left - right
  }

  /// Whether its figures were compared, whatever came out.
  public var isDecided: Bool {
    switch verdict {
    case .agree, .rounding, .unlikelyRounding, .mismatch: true
    case .notChecked, .notApplicable: false
    }
  }

  /// The sentence of the rule with the row and column it was made for.
  public var sentence: Message {
    let place = [row.map { ($0.code.map { "\($0) " } ?? "") + $0.label }, column]
      .compactMap(\.self)
    guard !place.isEmpty else { return rule.says }
    return Message(
      zh: "\(rule.says.chinese)（\(place.joined(separator: "，"))）",
      en: "\(rule.says.english) (\(place.joined(separator: ", ")))")
  }

  /// A check made of its parts.
  public init(
    rule: Rule, comparison: Comparison, row: StatementRow? = nil, rowBlock: BlockKey? = nil,
    column: String? = nil,
    left: CheckSide, right: CheckSide, unit: MeasureUnit, decimals: Int,
    roundingBounds: Observation = Observation(atoms: 0), exactIsKnown: Bool = false,
    verdict: Verdict = .notChecked, reason: Message? = nil,
    supplements: [(says: Message, atoms: Int64)] = []
  ) {
    self.rule = rule
    self.comparison = comparison
    self.row = row
    self.rowBlock = rowBlock
    self.column = column
    self.left = left
    self.right = right
    self.unit = unit
    self.decimals = decimals
    self.roundingBounds = roundingBounds
    self.exactIsKnown = exactIsKnown
    self.verdict = verdict
    self.reason = reason
    self.supplements = supplements
  }

  /// Gives the verdict on both sides by what is known of their rounding.
  public mutating func judge() {
    let relation = comparison.relation
    guard exactIsKnown, let difference = exactDifference else {
      verdict = Verdict(
        residual: Int128(shownDifference), bounds: roundingBounds, relation: relation)
      return
    }
    // The exact figures decide. Where they agree, the printed ones can differ by rounding only.
    if !relation.holds(difference, 0) {
      verdict = .mismatch
    } else {
      verdict = relation.holds(shownDifference, 0) ? .agree : .rounding
    }
  }
}
