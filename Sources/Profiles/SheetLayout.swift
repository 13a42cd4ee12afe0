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
  /// The columns from left to right.
  public var columns: [LayoutColumn]
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
