/// The place of a cell in its sheet; rows and columns count from zero, the printed form from one
/// (`A1`).
public struct CellAddress: Hashable, Sendable {
  /// The row, 0-based: row 7 of a sheet is 6.
  public var row: Int
  /// The column, 0-based: column A is 0.
  public var column: Int

  /// How many rows a worksheet can have (ECMA-376 as Excel implements it).
  public static let rowLimit = 1_048_576
  /// How many columns a worksheet can have: XFD is the last.
  public static let columnLimit = 16_384

  /// The cell in 0-based `row` and `column`.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// The address written as `B7` or `$B$7`, in either case; nil where it is none or lies outside
  /// a worksheet.
  public init?(_ text: some StringProtocol) { self.init(bytes: Substring(text).utf8) }

  private init?(bytes: Substring.UTF8View) {
    var column = 0
    var row = 0
    var rest = bytes
    if rest.first == UInt8(ascii: "$") { rest = rest.dropFirst() }
    var letters = 0
    while let byte = rest.first, let letter = Self.letterValue(byte) {
      column = column * 26 + letter
      letters += 1
      guard letters <= 3 else { return nil }
      rest = rest.dropFirst()
    }
    if letters > 0, rest.first == UInt8(ascii: "$") { rest = rest.dropFirst() }
    guard letters > 0, let first = rest.first, first != UInt8(ascii: "0") else { return nil }
    for byte in rest {
      guard case UInt8(ascii: "0")...UInt8(ascii: "9") = byte else { return nil }
      row = row * 10 + Int(byte - UInt8(ascii: "0"))
      guard row <= Self.rowLimit else { return nil }
    }
    guard column <= Self.columnLimit else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  private static func letterValue(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A")) + 1
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a")) + 1
    default: nil
    }
  }

  /// The letters of the 0-based `column`: 0 is `A`, 26 is `AA`.
  public static func letters(ofColumn column: Int) -> String {
    let last = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(column % 26)))
    return column < 26 ? last : letters(ofColumn: column / 26 - 1) + last
  }
}

extension CellAddress {
  /// Hashes both numbers as one.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(row &* Self.columnLimit &+ column)
  }
}

extension CellAddress: CustomStringConvertible {
  /// The address as `B7`.
  public var description: String { Self.letters(ofColumn: column) + String(row + 1) }

  /// The address as `$B$7`.
  public var absolute: String { "$" + Self.letters(ofColumn: column) + "$" + String(row + 1) }
}

extension CellAddress: Comparable {
  /// Reading order: by row, then by column.
  public static func < (left: CellAddress, right: CellAddress) -> Bool {
    left.row == right.row ? left.column < right.column : left.row < right.row
  }
}

/// A rectangle of cells, both corners included.
public struct CellRange: Hashable, Sendable {
  /// The upper left cell.
  public var first: CellAddress
  /// The lower right cell.
  public var last: CellAddress

  /// The rectangle between two opposite corners, in any order.
  public init(_ corner: CellAddress, _ opposite: CellAddress) {
    first = CellAddress(
      row: min(corner.row, opposite.row), column: min(corner.column, opposite.column))
    last = CellAddress(
      row: max(corner.row, opposite.row), column: max(corner.column, opposite.column))
  }

  /// The range written as `A2:D2`, or as one address; nil where it is none.
  public init?(_ text: some StringProtocol) {
    let corners = text.split(separator: ":", omittingEmptySubsequences: false)
    guard corners.count <= 2, let first = CellAddress(corners[0]),
      let last = CellAddress(corners[corners.count - 1])
    else { return nil }
    self.init(first, last)
  }

  /// Whether `cell` lies in the rectangle.
  public func contains(_ cell: CellAddress) -> Bool {
    (first.row...last.row).contains(cell.row)
      && (first.column...last.column).contains(cell.column)
  }
}

extension CellRange: CustomStringConvertible {
  /// The range as `A2:D2`, a single cell as `A2`.
  public var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}
