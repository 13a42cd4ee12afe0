public import Budget
public import Localization
public import Sheets

/// A check (勾稽关系) of a profile.
public struct Rule: Sendable {
  /// The id, stable for ever; finding ids rest on it.
  public var id: String
  /// What it says, as a sentence; a template need give the Chinese one only.
  public var says: Message
  /// How serious a breach is.
  public var severity: Severity
  /// Whether a run that could not make the check may not be called clean.
  public var isMandatory: Bool
  /// What the rule runs over; empty for a single check.
  public var bindings: [RuleBinding]
  /// When it applies; all must hold.
  public var conditions: [RuleCondition]
  /// What must hold.
  public var requirement: Requirement
  /// What an absent row means.
  public var missing: MissingMode
  /// Further sums that a message about a breach adds.
  public var supplements: [Supplement]
  /// Why the rule holds and what usually breaks it.
  public var explanation: Message?
  /// The document and article the rule comes from.
  public var source: String?
  /// The entries of the catalogue of checks (勾稽目录) that it makes, such as `I05`.
  public var catalogue: [String]
  /// Where the rule stands.
  public var place: Place
  /// What it runs over and when it applies, as the template writes it.
  public var written: Written

  /// The parts of a rule as the template writes them.
  public struct Written: Sendable {
    /// The lines of `for:`.
    public var bindings: [String]
    /// The lines of `when:`.
    public var conditions: [String]
  }

  /// What a rule demands.
  public enum Requirement: Sendable {
    /// Two sums of figures must stand so; with the comparison as the template writes it.
    case check(Comparison, text: String)
    /// A record test must find nothing.
    case test(RecordTest)
  }

  /// The comparison of a rule with `check:`, or nil.
  public var comparison: Comparison? {
    if case .check(let comparison, _) = requirement { comparison } else { nil }
  }

  /// The test of a rule with `test:`, or nil.
  public var test: RecordTest? {
    if case .test(let test) = requirement { test } else { nil }
  }

  /// The selectors of its comparison, sums included.
  public var selectors: [CellSelector] { comparison?.selectors ?? [] }

  /// A further sum for the message.
  public struct Supplement: Sendable {
    /// What the sum is.
    public var says: Message
    /// The sum.
    public var value: Expression
  }
}

/// What a rule's `for:` runs over.
public enum RuleBinding: Sendable, Hashable {
  /// A condition on a row.
  public enum RowFilter: Sendable, Hashable {
    /// There are rows under it.
    case hasChildren
    /// There are none, and it is neither total nor foot.
    case isLeaf
    /// It is the total.
    case isTotal
    /// It stands at this level, counted from 0.
    case level(Int)
    /// Its code begins with one of these.
    case codeUnder([String])
    /// Its label is one of these.
    case labelled([String])
  }

  /// The rows of a block.
  case rows(of: BlockKey, period: Period, filters: [RowFilter])
  /// These columns.
  case columns([String])
  /// The columns of a block whose figures are added up, so that one rule serves forms with more and
  /// with fewer columns.
  case columnsOf(BlockKey)
}

/// When a rule applies.
public enum RuleCondition: Sendable, Hashable {
  /// The unit is of one of these types (行政, 参公, 事业).
  ///
  /// Of a department all units must be.
  case unitType([String])
  /// The statements are those of a department that consolidates units, or of a single unit.
  case consolidates(Bool)
  /// Two sums stand so.
  case comparison(Comparison)
}

/// What a rule makes of a row that its table does not have.
public enum MissingMode: String, Sendable, CaseIterable {
  /// The check cannot be made.
  case notChecked = "not-checked"
  /// A table lists only codes that have money: an absent row is nothing.
  case zero
}
