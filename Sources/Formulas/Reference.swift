public import Sheets

/// A reference to cells in A1 notation, with or without a sheet.
public struct Reference: Hashable, Sendable {
  /// A cell of a reference; `$` keeps a part of it when the formula is copied.
  public struct Anchor: Hashable, Sendable {
    /// The cell.
    public var address: CellAddress
    /// `$` stands before the column.
    public var fixedColumn: Bool
    /// `$` stands before the row.
    public var fixedRow: Bool

    /// A cell, by default without any `$`.
    public init(_ address: CellAddress, fixedColumn: Bool = false, fixedRow: Bool = false) {
      self.address = address
      self.fixedColumn = fixedColumn
      self.fixedRow = fixedRow
    }
  }

  /// A whole column or a whole row of a reference.
  public struct Line: Hashable, Sendable {
    /// The 0-based number of the column or row.
    public var index: Int
    /// `$` stands before it.
    public var fixed: Bool

    /// A column or row, by default without `$`.
    public init(_ index: Int, fixed: Bool = false) {
      self.index = index
      self.fixed = fixed
    }
  }

  /// Which cells are meant.
  public enum Area: Hashable, Sendable {
    /// One cell: `B7`.
    case cell(Anchor)
    /// A rectangle between two cells, in the order written: `B7:D9`.
    case cells(Anchor, Anchor)
    /// Whole columns: `B:D`.
    case columns(Line, Line)
    /// Whole rows: `7:9`.
    case rows(Line, Line)
  }

  /// The sheet's name without quotes; nil for the sheet that the formula stands on.
  public var sheet: String?
  /// Which cells are meant.
  public var area: Area

  /// A reference made of its parts.
  public init(sheet: String? = nil, _ area: Area) {
    self.sheet = sheet
    self.area = area
  }

  /// A reference to one cell, without any `$`.
  public init(sheet: String? = nil, _ cell: CellAddress) {
    self.init(sheet: sheet, .cell(Anchor(cell)))
  }

  /// A reference to the cells of `range`, without any `$`.
  public init(sheet: String? = nil, _ range: CellRange) {
    let area: Area =
      range.first == range.last
      ? .cell(Anchor(range.first)) : .cells(Anchor(range.first), Anchor(range.last))
    self.init(sheet: sheet, area)
  }

  /// The rectangle that is meant.
  public var range: CellRange {
    switch area {
    case .cell(let cell): CellRange(cell.address, cell.address)
    case .cells(let first, let last): CellRange(first.address, last.address)
    case .columns(let first, let last):
      CellRange(
        CellAddress(row: 0, column: first.index),
        CellAddress(row: CellAddress.rowLimit - 1, column: last.index))
    case .rows(let first, let last):
      CellRange(
        CellAddress(row: first.index, column: 0),
        CellAddress(row: last.index, column: CellAddress.columnLimit - 1))
    }
  }
}

extension Reference.Anchor {
  /// The cell written as `B7`, `$B7`, `B$7` or `$B$7`; nil where `text` is none.
  init?(_ text: some StringProtocol) {
    guard let address = CellAddress(text) else { return nil }
    self.init(
      address, fixedColumn: text.utf8.first == UInt8(ascii: "$"),
      fixedRow: text.dropFirst().utf8.contains(UInt8(ascii: "$")))
  }
}

extension Reference.Line {
  /// The column written as `B` or `$B`; nil where `text` is none.
  init?(column text: String) {
    let letters = text.utf8.first == UInt8(ascii: "$") ? text.dropFirst() : text[...]
    guard !letters.utf8.contains(where: { $0 < UInt8(ascii: "A") }),
      let address = CellAddress(letters + "1")
    else { return nil }
    self.init(address.column, fixed: letters.startIndex != text.startIndex)
  }

  /// The row written as `7` or `$7`; nil where `text` is none.
  init?(row text: String) {
    let digits = text.utf8.first == UInt8(ascii: "$") ? text.dropFirst() : text[...]
    guard let first = digits.utf8.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first),
      let address = CellAddress("A" + digits)
    else { return nil }
    self.init(address.row, fixed: digits.startIndex != text.startIndex)
  }
}
