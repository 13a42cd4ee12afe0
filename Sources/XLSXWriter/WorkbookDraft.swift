public import Decimals
public import Sheets

/// The result that is stored with a formula, so that programs which do not calculate show it.
///
/// Numbers and texts only: a formula that would give TRUE or FALSE is written as
/// `IF(…, "是", "否")` or the like.
public enum CachedValue: Hashable, Sendable {
  /// A number.
  case number(ExactDecimal)
  /// A text, which may be empty.
  case text(String)
}

/// What a cell of a draft holds.
public enum CellContent: Hashable, Sendable {
  /// Nothing but its style.
  case blank
  /// A number; it must be one that 16 significant digits carry exactly.
  case number(ExactDecimal)
  /// A text, at most 32 767 UTF-16 units; one that begins with `=` stays a text. Line breaks are
  /// stored as LF.
  case text(String)
  /// A formula without its `=`, and its true result.
  case formula(String, cached: CachedValue)
  /// A text that leads to a cell or a name of the workbook: `internal:'Sheet'!A1`, `internal:Name`.
  case link(text: String, target: String)
}

/// A link that lies on a cell of any content.
public struct CellLink: Hashable, Sendable {
  /// Where it leads: `internal:'Sheet'!A1`, or `internal:` and a name.
  public var target: String
  /// The text that shows when the pointer rests on the cell, at most 255 UTF-16 units.
  public var tip: String

  /// A link made of its parts.
  public init(target: String, tip: String) {
    self.target = target
    self.tip = tip
  }
}

/// A cell of a draft: content, look, comment and link.
public struct DraftCell: Hashable, Sendable {
  /// What it holds.
  public var content: CellContent
  /// How it looks.
  public var style: CellStyle
  // Few cells have any of it, and cells are copied often.
  private var extras: Extras?

  private final class Extras: Hashable, Sendable {
    let comment: String?
    let link: CellLink?

    init?(comment: String?, link: CellLink?) {
      guard comment != nil || link != nil else { return nil }
      self.comment = comment
      self.link = link
    }

    static func == (left: Extras, right: Extras) -> Bool {
      left === right || left.comment == right.comment && left.link == right.link
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(comment)
      hasher.combine(link)
    }
  }

  /// The note that shows when the pointer rests on it.
  public var comment: String? {
    get { extras?.comment }
    set { extras = Extras(comment: newValue, link: link) }
  }

  /// Where a click on it leads; for a text that is a link as such, see `CellContent.link`.
  public var link: CellLink? {
    get { extras?.link }
    set { extras = Extras(comment: comment, link: newValue) }
  }

  /// A cell made of its parts.
  public init(_ content: CellContent, style: CellStyle = CellStyle(), comment: String? = nil) {
    self.content = content
    self.style = style
    extras = Extras(comment: comment, link: nil)
  }
}

/// Cells that look different while a formula is true.
public struct ConditionalFormat: Hashable, Sendable {
  /// The cells.
  public var range: CellRange
  /// The condition without its `=`, as it reads for the upper left cell of `range`.
  public var formula: String
  /// The colour of the text as 0xRRGGBB; nil leaves it.
  public var fontColor: UInt32?
  /// The colour of the cell as 0xRRGGBB; nil leaves it.
  public var fill: UInt32?
  /// Bold type.
  public var bold: Bool

  /// A conditional format made of its parts.
  public init(
    range: CellRange, formula: String, fontColor: UInt32? = nil, fill: UInt32? = nil,
    bold: Bool = false
  ) {
    self.range = range
    self.formula = formula
    self.fontColor = fontColor
    self.fill = fill
    self.bold = bold
  }
}

/// Cells that offer a list of values, which stands in other cells of the workbook.
public struct Dropdown: Hashable, Sendable {
  /// The cells that offer the list.
  public var range: CellRange
  /// Where the list stands, such as `'代码'!$A$2:$A$40`, without `=`; at most 255 UTF-16 units.
  public var source: String

  /// A list made of its parts.
  public init(range: CellRange, source: String) {
    self.range = range
    self.source = source
  }
}

/// A sheet to be written.
public struct SheetDraft: Sendable {
  /// The tab's name, by Excel's rules: 1 to 31 UTF-16 units, none of `[ ] : * ? / \`.
  public var name: String
  /// The cells.
  public var cells = DraftCells()
  /// The merged ranges.
  ///
  /// The upper left cell gives content and style; the style covers the range, whose other cells
  /// must be absent or blank.
  public var merges: [CellRange] = []
  /// The widths of columns, by 0-based column, in characters of the standard font, 0 to 255.
  public var columnWidths: [Int: Double] = [:]
  /// The heights of rows, by 0-based row, in points, 0 to 409.
  public var rowHeights: [Int: Double] = [:]
  /// How many rows at the top stay in view.
  public var frozenRows = 0
  /// How many columns at the left stay in view.
  public var frozenColumns = 0
  /// The list that can be filtered by its columns: headings and rows; nil where there is none.
  public var filter: CellRange?
  /// How it is printed.
  public var print = PrintSetup()
  /// The conditional formats; of those that apply to a cell an earlier one wins.
  public var conditionalFormats: [ConditionalFormat] = []
  /// The lists that cells offer.
  public var dropdowns: [Dropdown] = []
  /// The charts that lie on it.
  public var charts: [Chart] = []
  /// Whether its tab is shown.
  public var visibility = SheetVisibility.visible
  /// Whether the screen shows the lines between cells.
  public var showGridlines = true
  /// The size on screen in percent, 10 to 400.
  public var zoom = 100

  /// An empty sheet.
  public init(name: String) {
    self.name = name
  }

  /// The cell at an address; an absent cell is nil.
  public subscript(address: CellAddress) -> DraftCell? {
    get { cells[address] }
    set { cells[address] = newValue }
  }
}

/// A workbook to be written by `write(_:to:)`.
public struct WorkbookDraft: Sendable {
  /// The sheets, in the order of their tabs; at least one must be visible.
  public var sheets: [SheetDraft] = []
  /// Names for cells and formulas; the formula is given without `=`.
  ///
  public var definedNames: [(name: String, formula: String)] = []
  /// The document's title.
  public var title = ""
  /// The document's author.
  public var author = ""
  /// The time that is stored as the document's creation, in seconds since 1970 (UTC), above 0.
  ///
  /// It comes from the input, never from the clock, so that equal drafts give equal bytes.
  public var created: Int

  /// A workbook without sheets.
  public init(created: Int) {
    self.created = created
  }

  /// A workbook without sheets whose date of making is the first day of `year`, so that the same
  /// input gives the same bytes on any day.
  public init(newYearOf year: Int) {
    let before = year - 1
    let days = before * 365 + before / 4 - before / 100 + before / 400
    self.init(created: (days - 719_162) * 86_400)
  }
}
