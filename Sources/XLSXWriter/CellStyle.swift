/// How a cell looks; equal styles become one format of the workbook.
public struct CellStyle: Hashable, Sendable {
  /// Where the content stands between the left and the right edge.
  public enum Horizontal: Hashable, Sendable {
    /// Texts left, numbers right, as the spreadsheet program does by itself.
    case general
    /// At the left edge.
    case left
    /// In the middle.
    case center
    /// At the right edge.
    case right
  }

  /// Where the content stands between the upper and the lower edge.
  public enum Vertical: Hashable, Sendable {
    /// At the upper edge.
    case top
    /// In the middle.
    case center
    /// At the lower edge.
    case bottom
  }

  /// Which sides of the cell have a thin line.
  public struct Border: OptionSet, Hashable, Sendable {
    /// One bit a side.
    public let rawValue: UInt8
    /// The sides whose bits are set.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The line at the left.
    public static let left = Border(rawValue: 1)
    /// The line at the right.
    public static let right = Border(rawValue: 2)
    /// The line above.
    public static let top = Border(rawValue: 4)
    /// The line below.
    public static let bottom = Border(rawValue: 8)
    /// No line.
    public static let none: Border = []
    /// A line on all four sides.
    public static let thin: Border = [.left, .right, .top, .bottom]
  }

  /// The font by name, such as `宋体`; at most 127 bytes of UTF-8.
  public var fontName: String
  /// The font's size in points, 1 to 409.
  public var fontSize: Double
  /// Bold type.
  public var bold: Bool
  /// Italic type.
  public var italic: Bool
  /// The colour of the text as 0xRRGGBB; nil for the program's own.
  public var fontColor: UInt32?
  /// The colour of the cell as 0xRRGGBB; nil for none.
  public var fill: UInt32?
  /// Where the content stands between left and right.
  public var horizontal: Horizontal
  /// Where the content stands between top and bottom.
  public var vertical: Vertical
  /// Long text continues on the next line of the cell.
  public var wrap: Bool
  /// How far the content is moved in, in steps of about three spaces, 0 to 250.
  public var indent: Int
  /// The sides that have a line.
  public var border: Border
  /// The number format's code, such as `#,##0.00`; nil for General; at most 127 bytes of UTF-8.
  public var numberFormat: String?

  /// A style made of its parts.
  public init(
    fontName: String = "宋体", fontSize: Double = 11, bold: Bool = false, italic: Bool = false,
    fontColor: UInt32? = nil, fill: UInt32? = nil, horizontal: Horizontal = .general,
    vertical: Vertical = .center, wrap: Bool = false, indent: Int = 0, border: Border = .none,
    numberFormat: String? = nil
  ) {
    self.fontName = fontName
    self.fontSize = fontSize
    self.bold = bold
    self.italic = italic
    self.fontColor = fontColor
    self.fill = fill
    self.horizontal = horizontal
    self.vertical = vertical
    self.wrap = wrap
    self.indent = indent
    self.border = border
    self.numberFormat = numberFormat
  }

  /// Hashes what tells most styles apart, and texts by their lengths only: a style is looked up for
  /// every cell.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fontSize)
    hasher.combine((fontColor.map(Int.init) ?? -1) &* 0x100_0001 &+ (fill.map(Int.init) ?? -1))
    hasher.combine(horizontal)
    let flags = (bold ? 1 : 0) | (italic ? 2 : 0) | (wrap ? 4 : 0) | Int(border.rawValue) << 3
    let lengths = fontName.utf8.count | (numberFormat?.utf8.count ?? 0) << 8
    hasher.combine(flags | lengths << 8 | indent << 32)
  }
}
