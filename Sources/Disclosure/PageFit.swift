import Sheets
import XLSXWriter

/// How many pages tall a table is printed, so that its last page does not hold a few lines only.
struct PageFit {
  let sheet: SheetDraft
  /// How many rows at the top every page repeats.
  let headRows: Int

  // A4 in points; margins are given in inches.
  private static let (short, long) = (595.0, 842.0)
  private static let inch = 72.0
  private static let standardRow = 15.0

  // Type that is shrunk further than this, against the size at which the sheet fits the width or
  // against its own size, is hard to read.
  private static let leastShrinking = 0.65
  private static let leastScale = 0.5

  /// The number of pages, or 0 for as many as it takes.
  ///
  /// What hangs over is drawn onto the pages before it where the type stays readable.
  var pages: Int {
    let margins = sheet.print.margins
    let paper =
      sheet.print.landscape ? (Self.long, Self.short) : (Self.short, Self.long)
    let width = paper.0 - (margins.left + margins.right) * Self.inch
    let height = paper.1 - (margins.top + margins.bottom) * Self.inch
    guard let area = sheet.print.area else { return 0 }
    // A character of the standard font is 7 pixels wide, and 5 belong to each column.
    let natural = (area.first.column...area.last.column).reduce(0.0) { sum, column in
      sum + ((sheet.columnWidths[column] ?? 8.43) * 7 + 5) * 0.75
    }
    let scale = min(1, width / natural)
    let room = height / scale
    let head = heights(0..<headRows)
    let body = heights(headRows..<(area.last.row + 1))
    let perPage = room - head
    guard perPage > 0 else { return 0 }
    let whole = (body / perPage).rounded(.down)
    guard whole >= 1, body > whole * perPage else { return 0 }
    let shrinking = room / (head + body / whole)
    return shrinking >= Self.leastShrinking && shrinking * scale >= Self.leastScale
      ? Int(whole) : 0
  }

  private func heights(_ rows: Range<Int>) -> Double {
    rows.reduce(0) { $0 + (sheet.rowHeights[$1] ?? Self.standardRow) }
  }
}
