/// Fixed texts and fonts of the official documents; texts have slots such as `{year}`.
public struct Wording: Sendable {
  /// A line of the cover.
  public struct CoverLine: Sendable, Hashable {
    /// The text.
    public var text: String
    /// The row on which it stands, counted from 0; nil for two below the line before.
    public var row: Int?
    /// The size of its type in points; nil for that of the cover's font.
    public var size: Double?
  }

  /// A line of the contents, or a line for each table.
  public enum ContentsItem: Sendable, Hashable {
    /// A text, which leads to the sheet of this name where the workbook has it.
    case line(String, sheet: String?)
    /// A line for each table, with `{number}` and `{title}`.
    case tables(String)
  }

  /// The lines of the cover.
  public var cover: [CoverLine] = []
  /// How many columns the lines of the cover are merged over.
  public var coverColumns = 1
  /// The title of the contents.
  public var contents = ""
  /// The lines of the contents; nothing for a numbered list of the tables.
  public var contentsItems: [ContentsItem] = []
  /// The line at the upper left of every table, such as 编制单位：{unit}.
  public var headerLeft = ""
  /// The text in the middle of that line.
  public var headerMiddle = ""
  /// The mark that every sheet carries while an error stands.
  public var draft = ""
  /// How many rows of a sheet with text are merged into the one cell that holds it all, by the
  /// sheet's name; other sheets have a row for each paragraph.
  public var mergedTexts: [String: Int] = [:]
  /// The fonts of the official sheets.
  public var fonts = Fonts()

  /// `text` with its slots filled.
  public static func fill(_ text: String, _ slots: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"),
      let close = rest[open...].firstIndex(of: "}")
    {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open]
      result += slots[name] ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

/// The fonts (字体、字号) of the official sheets, by the names that officials use.
public struct Fonts: Sendable, Hashable {
  /// A font by name, with its size in points.
  public struct Font: Sendable, Hashable {
    /// The name, such as 方正小标宋简体.
    public var name: String
    /// The size in points.
    public var size: Double
    /// Bold type.
    public var isBold: Bool
  }

  /// The cover.
  public var cover = Font(name: "方正小标宋简体", size: 26, isBold: false)
  /// The lines of the contents.
  public var contents = Font(name: "仿宋_GB2312", size: 14, isBold: false)
  /// The titles of tables, texts and contents.
  public var title = Font(name: "方正小标宋简体", size: 18, isBold: false)
  /// The headings of tables.
  public var heading = Font(name: "黑体", size: 10.5, isBold: false)
  /// The lines of tables, and what stands above and below them.
  public var body = Font(name: "宋体", size: 10.5, isBold: false)
  /// The paragraphs of sheets with text.
  public var text = Font(name: "仿宋_GB2312", size: 14, isBold: false)

  /// The usual fonts.
  public init() {}
}
