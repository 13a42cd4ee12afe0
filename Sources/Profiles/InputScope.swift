/// One thing that files say of whose lines they hold (归属), of which year and which draft: in a
/// column that no field asks for, or in a line above the header.
///
/// A project knows its unit and year, and one budget has one draft: lines of another are not its own.
public struct InputScope: Sendable, Hashable {
  /// What is said.
  public enum Kind: String, Sendable, CaseIterable {
    /// The unit's budget code (单位编码).
    case unitCode = "unit-code"
    /// The unit's name (单位名称).
    case unitName = "unit-name"
    /// The budget year (预算年度).
    case year
    /// Anything that all lines of an input have in common, such as the draft (一上, 二上, 二下).
    case single
  }

  /// What is said.
  public var kind: Kind
  /// The headings of columns that say it.
  public var labels: [String]
  /// What stands before the colon in lines above a header that say it.
  public var above: [String]
  /// Whether the same label may also go with a unit of measure, as 单位 does.
  public var orMeasure: Bool

  /// A statement made of its parts.
  public init(kind: Kind, labels: [String], above: [String] = [], orMeasure: Bool = false) {
    self.kind = kind
    self.labels = labels
    self.above = above
    self.orMeasure = orMeasure
  }
}
