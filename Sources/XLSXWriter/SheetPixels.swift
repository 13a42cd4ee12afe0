internal import Sheets

/// Where the columns and rows of a sheet lie on the screen, in pixels of a 96th of an inch.
struct SheetPixels {
  private let widths: [Int: Double]
  private let heights: [Int: Double]

  /// Excel's width of a column, in characters.
  static let standardWidth = 8.43
  private static let standardHeight = 20

  init(_ sheet: SheetDraft) {
    widths = sheet.columnWidths
    heights = sheet.rowHeights
  }

  /// The pixels of a column of so many characters: 7 each, and 5 beside them.
  static func pixels(ofColumn width: Double) -> Int {
    width < 1 ? Int(width * 12 + 0.5) : Int(width * 7 + 0.5) + 5
  }

  /// The place of a box whose upper left corner lies so far into a cell.
  func place(at cell: CellAddress, offset: (x: Int, y: Int), size: (width: Int, height: Int))
    -> Place
  {
    let x = point(from: cell.column, offset.x, limit: CellAddress.columnLimit, width(of:))
    let y = point(from: cell.row, offset.y, limit: CellAddress.rowLimit, height(of:))
    let right = point(
      from: x.index, x.rest + size.width, limit: CellAddress.columnLimit, width(of:))
    let bottom = point(
      from: y.index, y.rest + size.height, limit: CellAddress.rowLimit, height(of:))
    return Place(
      first: CellAddress(row: y.index, column: x.index), start: (x.rest, y.rest),
      last: CellAddress(row: bottom.index, column: right.index), end: (right.rest, bottom.rest),
      left: (0..<x.index).reduce(x.rest) { $0 + width(of: $1) },
      top: y.rest + y.index * Self.standardHeight)
  }

  /// Where a box lies.
  struct Place {
    /// The cells of its corners, and how far into them.
    var first: CellAddress
    var start: (x: Int, y: Int)
    var last: CellAddress
    var end: (x: Int, y: Int)
    /// Its distance from the upper left corner of the sheet, if all rows had the standard height:
    /// programs go by the cells.
    var left: Int
    var top: Int
  }

  private func width(of column: Int) -> Int {
    Self.pixels(ofColumn: widths[column] ?? Self.standardWidth)
  }

  private func height(of row: Int) -> Int {
    Int(4.0 / 3.0 * (heights[row] ?? RowMarkup.standardHeight))
  }

  private func point(
    from start: Int, _ pixels: Int, limit: Int, _ size: (Int) -> Int
  ) -> (index: Int, rest: Int) {
    var (index, rest) = (start, pixels)
    while index < limit - 1, rest >= size(index) {
      rest -= size(index)
      index += 1
    }
    return (index, rest)
  }
}
