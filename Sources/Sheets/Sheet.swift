public import Localization

/// A cell that holds something: a value, a formula, or both.
public struct Cell: Hashable, Sendable {
  /// Where it is.
  public var address: CellAddress
  /// Its value; nil for a formula that was stored without a result.
  public var value: CellValue?
  /// The formula without its `=`, as the file has it.
  public var formula: String?
  /// The number format's code, such as `#,##0.00"万元"`; nil for General and for CSV.
  public var format: String?
  /// The text as the spreadsheet displays it.
  public var text: String
  /// The value as the file has it, before any interpretation.
  public var raw: String
  /// How many steps the cell's alignment indents it; 0 for CSV.
  public var indent: Int

  /// A cell made of its parts.
  public init(
    address: CellAddress, value: CellValue?, formula: String? = nil, format: String? = nil,
    text: String, raw: String, indent: Int = 0
  ) {
    self.address = address
    self.value = value
    self.formula = formula
    self.format = format
    self.text = text
    self.raw = raw
    self.indent = indent
  }
}

/// Whether a sheet's tab is shown.
public enum SheetVisibility: String, Sendable {
  /// The tab is shown.
  case visible
  /// The tab is hidden and can be shown by the user.
  case hidden
  /// The tab is hidden and can only be shown by a program.
  case veryHidden
}

/// Something in a sheet that is not as its format asks for, and how it was read all the same.
public struct SheetNote: Hashable, Sendable {
  /// The cell, or the line of a text file.
  public var spot: Place.Spot
  /// What was found, how it was read, what to do; without the place.
  public var message: Message
  /// The text that was found; empty where that is only a byte.
  public var raw: String

  /// A note made of its parts.
  public init(spot: Place.Spot, message: Message, raw: String = "") {
    self.spot = spot
    self.message = message
    self.raw = raw
  }

  /// The place in the sheet `sheet` of `file`; a line has its file's name alone.
  public func place(file: String, sheet: String) -> Place {
    if case .line = spot { return Place(file: file, spot: spot) }
    return Place(file: file, sheet: sheet, spot: spot)
  }
}

/// A whole sheet in memory: its non-empty cells, in reading order.
public struct Sheet: Sendable {
  /// The file's name or path, as it was given.
  public var file: String
  /// The tab's name; for CSV the file's name without its folder and ending.
  public var name: String
  /// The non-empty cells, by row and then by column, each address once.
  public var cells: [Cell]
  /// The merged ranges.
  public var merges: [CellRange]
  /// Whether its tab is shown.
  public var visibility: SheetVisibility
  /// The hidden rows, 0-based.
  public var hiddenRows: Set<Int>
  /// The hidden columns, 0-based.
  public var hiddenColumns: Set<Int>
  /// What a user should know: cells that are not what their type says, quotes in the wrong place.
  public var notes: [SheetNote]

  /// A sheet made of its parts; `cells` must be in reading order.
  public init(
    file: String, name: String, cells: [Cell], merges: [CellRange] = [],
    visibility: SheetVisibility = .visible, hiddenRows: Set<Int> = [], hiddenColumns: Set<Int> = [],
    notes: [SheetNote] = []
  ) {
    self.file = file
    self.name = name
    self.cells = cells
    self.merges = merges
    self.visibility = visibility
    self.hiddenRows = hiddenRows
    self.hiddenColumns = hiddenColumns
    self.notes = notes
  }

  /// Whether a user does not see `address`: its tab, row or column is hidden.
  public func hides(_ address: CellAddress) -> Bool {
    visibility != .visible || hiddenRows.contains(address.row)
      || hiddenColumns.contains(address.column)
  }

  /// The place of a cell of this sheet.
  public func place(_ address: CellAddress) -> Place {
    Place(file: file, sheet: name, spot: .cell(address))
  }
}
