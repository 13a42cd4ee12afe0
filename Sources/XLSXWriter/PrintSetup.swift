public import Sheets

/// How a sheet is printed.
public struct PrintSetup: Hashable, Sendable {
  /// The size of the paper.
  public enum Paper: Hashable, Sendable {
    /// 297 × 420 mm.
    case a3
    /// 210 × 297 mm.
    case a4
  }

  /// The margins of a page, in inches.
  public struct Margins: Hashable, Sendable {
    /// At the left.
    public var left: Double
    /// At the right.
    public var right: Double
    /// Above.
    public var top: Double
    /// Below.
    public var bottom: Double

    /// Margins in inches; the defaults are Excel's.
    public init(left: Double = 0.7, right: Double = 0.7, top: Double = 0.75, bottom: Double = 0.75)
    {
      self.left = left
      self.right = right
      self.top = top
      self.bottom = bottom
    }
  }

  /// The long side lies horizontally.
  public var landscape = false
  /// The paper.
  public var paper = Paper.a4
  /// How many pages wide the sheet is shrunk to; 0 for as many as it needs.
  public var fitWidth = 0
  /// How many pages tall the sheet is shrunk to; 0 for as many as it needs.
  public var fitHeight = 0
  /// The 0-based rows that every page repeats at its top.
  public var repeatRows: ClosedRange<Int>?
  /// The cells that are printed; nil for all.
  public var area: CellRange?
  /// The line at the top of each page, empty for none, at most 255 UTF-16 units.
  ///
  /// It is written in Excel's codes: `&C` centre, `&P` page, `&N` pages, `&&` an ampersand.
  public var header = ""
  /// The line at the foot of each page, such as `&C第 &P 页，共 &N 页`; as `header`.
  public var footer = ""
  /// The margins.
  public var margins = Margins()
  /// The sheet stands in the middle between the left and the right margin.
  public var centerHorizontally = false
  /// The 0-based rows that begin a new page, each greater than 0; at most 1 023.
  public var rowBreaks: [Int] = []

  /// A4, upright, at natural size.
  public init() {}
}
