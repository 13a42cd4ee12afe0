public import Budget
public import Sheets

/// A table of a profile: what rows and columns it has and how its figures come about.
public struct TableDefinition: Sendable {
  /// Where the layout comes from.
  public enum LayoutOrigin: String, Sendable {
    /// Taken from an official form or a published table.
    case sourced
    /// Put together from regulations and common practice.
    case reconstructed
  }

  /// The short key that rules use.
  public var key: String
  /// The official title.
  public var title: String
  /// Other titles that published files use.
  public var aliases: [String]
  /// The document that prescribes the table.
  public var source: String
  /// Where the layout comes from.
  public var origin: LayoutOrigin
  /// Whether it belongs to the working paper only.
  public var isWorkingPaper: Bool
  /// Whether only departments that consolidate units have it.
  public var isForDepartments: Bool
  /// Whether it is also made of the prior year's inputs.
  public var hasPrior: Bool
  /// The note under a table without figures; slots as in wording.
  public var emptyNote: String?
  /// Its blocks from left to right.
  public var blocks: [BlockDefinition]
  /// The inputs without which nothing of the table is known.
  public var needs: [(dataset: String, period: Period)] = []
  /// Which columns compare the two years; nil for other tables.
  public var comparison: ComparisonPlan?
  /// Where the definition stands.
  public var place: Place

  /// The block with `key`, or nil.
  public func block(_ key: String?) -> BlockDefinition? {
    blocks.first { $0.key == key }
  }
}

/// How a table compares the budget with that of the year before (比上年增减).
public struct ComparisonPlan: Sendable {
  /// The column with last year's amounts.
  public var last: String
  /// The column with this year's.
  public var this: String
  /// The column with the change.
  public var change: String
  /// The column with the change in percent of last year's amount.
  public var rate: String
  /// The row whose change the rows without rows under them add up to.
  public var whole: String
  /// The classification list whose codes the rows stand for; nil where they have none.
  public var codes: String?
}

/// A block of a table: rows and columns that belong together.
public struct BlockDefinition: Sendable {
  /// The key; nil where the table has one block.
  public var key: String?
  /// The names of the outline's levels, such as 类 款 项.
  public var levels: [String]
  /// Where the rows come from.
  public var rows: RowPlan
  /// The columns in the order of the form.
  public var columns: [ColumnDefinition]
  /// Headings that published files give to the column of row labels.
  public var labelHeadings: [String] = []

  /// The column with `key`, or nil.
  public func column(_ key: String) -> ColumnDefinition? {
    columns.first { $0.key == key }
  }

  /// The classification list of its rows' codes; nil where they have none.
  public var codes: String? {
    if case .tree(let plan) = rows { plan.list } else { nil }
  }

  /// The keys of the columns whose figures are added up: no percentages, no prices.
  public var additiveColumns: [String] {
    columns.filter { column in
      guard let figures = column.figures else { return false }
      return figures.format.unit.dimension != .ratio && figures.parents != .none
    }.map(\.key)
  }
}

/// Where a block's rows come from.
public enum RowPlan: Sendable {
  /// The form lists them.
  case fixed([FixedRow])
  /// One row a code that occurs, with the codes above it, and a total.
  case tree(TreePlan)
  /// One row an input line.
  case records(RecordPlan)
}

/// A row that the form lists.
public struct FixedRow: Sendable {
  /// The key that rules use.
  public var key: String
  /// The printed label.
  public var label: String
  /// The classification code it stands for.
  public var code: String?
  /// The depth in the outline.
  public var level: Int
  /// Whether it is the total or a closing row.
  public var isTotal: Bool
  /// Whether it is printed at the foot.
  public var isFoot: Bool
  /// Its figures by column key, where they differ from the column's definition.
  public var cells: [String: Expression]
  /// The definition of all its figures, with `column` for the column at hand.
  public var formula: Expression?
  /// The unit and places of a column in this row, where they differ from the column's.
  public var units: [String: FigureFormat]
  /// Other labels that published files give to the row.
  public var labels: [String] = []
}

/// Rows by classification code.
public struct TreePlan: Sendable {
  /// The code list.
  public var list: String
  /// The digits of each level, such as 3, 5, 7.
  public var lengths: [Int]
  /// Which codes occur: those of the lines that meet the conditions.
  public var queries: [FactQuery]
  /// Or those that have a row in these statements.
  public var blocks: [(block: BlockKey, period: Period?)]
  /// Whether both years' lines are meant, so that a code may stand above another year's codes.
  public var isOfBothYears: Bool { Set(queries.map(\.period)).count > 1 }
  /// Rows that stand before the codes.
  public var leading: [FixedRow]
  /// The label of the total; it is also the row's key.
  public var total: String?
  /// Whether the total stands above the codes.
  public var totalFirst: Bool
  /// Rows that close the table, such as 本年支出合计 and 支出总计.
  public var closing: [FixedRow]
  /// How the rows right under the total are labelled, such as `{number}、{name}` with the number in
  /// Chinese; nil for the name alone.
  public var itemLabel: String?

  /// Whether the rows stand by unit: one row a unit, and under it one row for each of its codes.
  public var isByUnit: Bool

  /// The rows that the form lists, beside those of the codes.
  public var fixedRows: [FixedRow] { leading + closing }
}

/// Rows by input line, or by what a field of the lines says.
public struct RecordPlan: Sendable {
  /// The input role.
  public var dataset: String
  /// The field that gives the label.
  public var label: String
  /// Where not empty: one row for each text of the field in the lines that meet these queries.
  public var groups: [FactQuery] = []
  /// The label of the total; nil where there is none.
  public var total: String?
}

/// The unit and the printed places of a figure.
public struct FigureFormat: Sendable, Hashable {
  /// The unit.
  public var unit: MeasureUnit
  /// The printed places after the point.
  public var decimals: Int

  /// A format made of its parts.
  public init(unit: MeasureUnit, decimals: Int) {
    self.unit = unit
    self.decimals = decimals
  }
}

/// A column of a block.
public struct ColumnDefinition: Sendable {
  /// What it holds.
  public enum Content: Sendable {
    /// Figures.
    case figures(FigureColumn)
    /// The text of an input line's field.
    case text(field: String)
  }

  /// How the figures of a column come about.
  public struct FigureColumn: Sendable {
    /// The unit and places.
    public var format: FigureFormat
    /// The figure of a row from other columns of the same row.
    public var formula: Expression?
    /// The figure of a row without rows under it.
    public var leaf: Expression?
    /// The figure of a row with rows under it.
    public var parents: ParentFigures
    /// The two columns whose quotient it is.
    public var ratio: (of: String, by: String)?
  }

  /// What stands in a row that has rows under it.
  public enum ParentFigures: String, Sendable {
    /// The sum of the rows right under it.
    case sum
    /// What the input states; where that is the sum, or nothing, the sum.
    case stated
    /// The same as in a leaf.
    case leaf
    /// Nothing, nor in the total: the column's figures are not added up (单价).
    case none
  }

  /// The key that rules use.
  public var key: String
  /// What it holds.
  public var content: Content
  /// Other headings that published files use, groups and column joined by `/`.
  public var labels: [String] = []

  /// The figure definition, or nil for a text column.
  public var figures: FigureColumn? {
    guard case .figures(let figures) = content else { return nil }
    return figures
  }
}
