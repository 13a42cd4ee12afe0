public import Budget

/// How one item of the budget stands against the year before (比上年增减): what the note says of it
/// and what a reason in `gouji.yaml` is given for.
public struct YearChange: Sendable {
  /// What became of the item.
  public enum Kind: String, Sendable, CaseIterable {
    /// 持平: both years have the same amount.
    case unchanged
    /// 新增: only this year has an amount.
    case new
    /// 取消: only last year had one.
    case ceased
    /// 科目调整: the amount went to another code or name, or came from one; over all items of a
    /// table these moves net to 0.
    case reclassified
    /// 增减: both years have an amount, and not the same.
    case changed
  }

  /// The change in percent of last year's amount.
  public enum Rate: Hashable, Sendable {
    /// A ratio with two printed places, rounded half up: −20.11 %.
    case percent(Amount)
    /// 不可比: there was nothing last year.
    case notComparable
    /// Neither year has an amount.
    case none
  }

  /// The comparison table that the item is a row of.
  public var table: String
  /// The row's key: a heading such as 人员经费, a code, or a project's name.
  public var item: String
  /// The printed name.
  public var label: String
  /// The classification code, where the row stands for one.
  public var code: String?
  /// The depth in the outline, 0 for the top.
  public var level: Int
  /// Whether the row is a heading or a total, not an item of the classification.
  public var isTotal: Bool
  /// Whether it is an item without items under it: these add up to the whole.
  public var isLeaf: Bool
  /// Last year's budget.
  public var last: StatedAmount
  /// This year's budget.
  public var this: StatedAmount
  /// This year's less last year's, as printed.
  public var change: StatedAmount
  /// The change in percent of last year's.
  public var rate: Rate
  /// What became of the item.
  public var kind: Kind
  /// The part of the change that came from other items, which both years have; negative where it
  /// went to them.
  public var moved: StatedAmount
  /// The keys of those items.
  public var counterparts: [String] = []
  /// The part of the whole table's change that the item makes, as printed.
  ///
  /// Over all leaves these add up to the printed change of the whole; nil for other items.
  public var contribution: StatedAmount?
  /// The same in percent of the whole of last year; over all leaves these add up to the printed
  /// rate of the whole.
  public var points: Amount?
  /// The reason that the project gives.
  public var reason: String?
  /// The figures of both years and their difference.
  public var figures: Figures

  /// Where the amounts stand.
  public struct Figures: Hashable, Sendable {
    /// Last year's figure.
    public var last: FigureKey
    /// This year's.
    public var this: FigureKey
    /// The difference.
    public var change: FigureKey
  }
}
