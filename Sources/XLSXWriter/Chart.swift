public import Sheets

/// A chart over cells of the workbook; it follows the cells when they change.
///
/// Charts keep a copy of their figures for programs that cannot calculate.
public struct Chart: Hashable, Sendable {
  /// The form of a chart.
  public enum Kind: Hashable, Sendable {
    /// Upright columns side by side.
    case column
    /// Upright columns on top of each other; with a series without fill below, a waterfall.
    case stackedColumn
    /// Bars from left to right, the first category at the top.
    case bar
    /// A pie of the first series.
    case pie
  }

  /// Where the key to the series stands.
  public enum Legend: Hashable, Sendable {
    /// There is none.
    case none
    /// At the right.
    case right
    /// Below.
    case bottom
  }

  /// Cells of a sheet, one column or one row.
  public struct Cells: Hashable, Sendable {
    /// The sheet's name.
    public var sheet: String
    /// The cells.
    public var range: CellRange

    /// The cells `range` of `sheet`.
    public init(sheet: String, _ range: CellRange) {
      self.sheet = sheet
      self.range = range
    }
  }

  /// A row of figures that is drawn in one colour.
  public struct Series: Hashable, Sendable {
    /// How a series is painted.
    public enum Fill: Hashable, Sendable {
      /// In the program's own colours.
      case automatic
      /// Not at all: it holds the others up.
      case invisible
      /// In one colour, 0xRRGGBB.
      case color(UInt32)
      /// Each point in a colour of its own, 0xRRGGBB.
      case points([UInt32])
    }

    /// The series' name in the legend, which leaves out a series without one.
    public var name: String
    /// The cells with the names of the points.
    public var categories: Cells
    /// The cells with the figures.
    public var values: Cells
    /// How it is painted.
    public var fill: Fill
    /// Each point shows its figure, a pie's its name and share.
    public var labels: Bool
    /// The number format of the labels; nil for the chart's.
    public var labelFormat: String?

    /// A series made of its parts.
    public init(
      name: String = "", categories: Cells, values: Cells, fill: Fill = .automatic,
      labels: Bool = false, labelFormat: String? = nil
    ) {
      self.name = name
      self.categories = categories
      self.values = values
      self.fill = fill
      self.labels = labels
      self.labelFormat = labelFormat
    }
  }

  /// The form.
  public var kind: Kind
  /// The title; empty for none.
  public var title: String
  /// The series, in the order in which they are drawn; at least one.
  public var series: [Series]
  /// The cell whose upper left corner is the chart's.
  public var position: CellAddress
  /// The width in pixels, 16 to 4 000.
  public var width: Int
  /// The height in pixels, 16 to 4 000.
  public var height: Int
  /// What the axis of figures counts, such as `万元`; empty for none.
  public var unit: String
  /// The number format of the axis and the labels; at most 127 bytes of UTF-8.
  public var numberFormat: String
  /// Where the key to the series stands.
  public var legend: Legend
  /// The space between the categories in percent of a column's width, 0 to 500.
  public var gap: Int
  /// What the chart shows, for those who cannot see it.
  public var description: String

  /// A chart made of its parts.
  public init(
    _ kind: Kind, title: String = "", series: [Series], position: CellAddress, width: Int = 640,
    height: Int = 360, unit: String = "", numberFormat: String = "#,##0.00",
    legend: Legend = .none, gap: Int = 60, description: String = ""
  ) {
    self.kind = kind
    self.title = title
    self.series = series
    self.position = position
    self.width = width
    self.height = height
    self.unit = unit
    self.numberFormat = numberFormat
    self.legend = legend
    self.gap = gap
    self.description = description
  }
}
