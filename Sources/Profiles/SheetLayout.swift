public import Sheets

/// How a table is printed (版式).
public struct SheetLayout: Sendable {
  /// The table's key.
  public var table: String
  /// The name of the sheet's tab.
  public var sheet: String
  /// The printed title; slots as in wording.
  public var title: String
  /// The text at the upper right, such as 单位：万元.
  public var unitLine: String
  /// Whether the page lies on its side.
  public var isLandscape: Bool
  /// Whether a row 栏次 with column numbers stands under the headings.
  public var hasColumnNumbers: Bool
  /// Where its parts stand.
  public var grid: Grid
  /// Merged ranges of the form that hold nothing, such as the place for a remark.
  public var merges: [CellRange]
  /// The columns from left to right.
  public var columns: [LayoutColumn]

  /// The rows and columns on which the parts of the sheet stand, counted from 0.
  public struct Grid: Sendable, Hashable {
    /// The row of the title.
    public var titleRow = 0
    /// How many columns the title is merged over; nil for all.
    public var titleColumns: Int?
    /// The row with the body and the unit of measure.
    public var lineRow = 1
    /// How many columns the body's name is merged over, the unit of measure then standing in the
    /// last column; nil for three thirds with the year in the middle.
    public var lineColumns: Int?
    /// The first row of the headings.
    public var headingRow = 2
    /// The row on which the closing rows begin where fewer rows stand above them; nil for right
    /// under the others.
    public var footRow: Int?
    /// The least height of the rows of figures in points; nil leaves it to the spreadsheet program.
    public var rowHeight: Double?
    /// Whether figures keep the width of a space from the right border, as the format `#,##0_ ` of
    /// official forms does.
    public var padsFigures = false

    /// Everything as close to the top as it can be.
    public init() {}
  }

  /// Whether the table is printed as one line of single cells, whatever its rows.
  public var isOneLine: Bool {
    columns.contains { if case .cell = $0.content { true } else { false } }
  }
}

/// A printed column.
public struct LayoutColumn: Sendable {
  /// What it shows.
  public enum Content: Sendable, Hashable {
    /// 序号: the running number of the row.
    case sequence
    /// The row's label.
    case label
    /// The row's whole classification code.
    case code
    /// One level of the row's code, 0 for 类, in a column of its own.
    case codePart(Int)
    /// A column of the block.
    case column(String)
    /// One figure of the block, where a form prints all rows of a table side by side.
    case cell(row: String, column: String)
  }

  /// The block; nil where the table has one.
  public var block: String?
  /// What it shows.
  public var content: Content
  /// The heading from the topmost cell down; equal neighbours are merged.
  public var heading: [String]
  /// The width in characters of the standard font.
  public var width: Double
}
