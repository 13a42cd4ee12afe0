public import Budget
public import Profiles

/// What the importer knows beside the sheets.
public struct ImportContext: Sendable {
  /// The budget year of the inputs.
  public var year: Int
  /// The classification lists by key, such as `functional`.
  public var codes: [String: CodeList]
  /// The categories of codes by list key, for lists that are told by their beginning, such as
  /// `asset-categories`.
  public var categories: [String: CategoryList]
  /// The columns that the user has settled, by field key: a heading as printed or column letters.
  ///
  /// The heading of a merged group is written in front, as in `功能分类科目/科目编码`.
  public var columns: [String: String]
  /// The unit of money that the user has settled for columns that name none themselves.
  public var unit: MeasureUnit?
  /// The unit of government whose figures the inputs should hold; nil where nothing says it, and
  /// then `year` is not held against the lines either.
  public var owner: BudgetUnit?
  /// The lines that the user has settled on: for a column, named as in `columns`, the values that
  /// lines to be taken have there.
  public var rows: [String: [String]]

  /// A context made of its parts.
  public init(
    year: Int, codes: [String: CodeList], categories: [String: CategoryList] = [:],
    columns: [String: String] = [:], unit: MeasureUnit? = nil, owner: BudgetUnit? = nil,
    rows: [String: [String]] = [:]
  ) {
    self.year = year
    self.codes = codes
    self.categories = categories
    self.columns = columns
    self.unit = unit
    self.owner = owner
    self.rows = rows
  }
}
