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
  private static let leastFitting = 0.6
  fileprivate static let leastScale = 0.5

  // Programs that lack the standard font draw columns up to a third wider, and the type smaller.
  private static let widest = 1.33
  // A last page with less than this is a leaf with a few lines.
  private static let leastLastPage = 0.35

  /// The number of pages, or 0 for as many as it takes.
  ///
  /// What hangs over is drawn onto the pages before it where the type stays readable.
  var pages: Int {
    guard let exact = layout(stretch: 1) else { return 0 }
    if exact.hanging > 0, exact.shrinking(to: exact.whole) >= Self.leastShrinking {
      return exact.whole
    }
    guard let wide = layout(stretch: Self.widest), wide.hanging > 0,
      wide.hanging < Self.leastLastPage, exact.shrinking(to: wide.whole) >= Self.leastFitting
    else { return 0 }
    return wide.whole
  }

  /// How the sheet breaks into pages when it is fitted to their width.
  private struct Layout {
    /// The size of the type against its own.
    var scale: Double
    /// The height of a page, of the rows that all pages repeat and of the others, at that size.
    var room: Double
    var head: Double
    var body: Double

    /// How many pages are full.
    var whole: Int { Int((body / (room - head)).rounded(.down)) }
    /// How much of a page hangs over a full one; 0 where there is no full one.
    var hanging: Double { whole >= 1 ? body / (room - head) - Double(whole) : 0 }

    /// How much smaller the type becomes on so many pages; 0 where nobody could read it.
    func shrinking(to pages: Int) -> Double {
      let factor = room / (head + body / Double(pages))
      return factor * scale >= PageFit.leastScale ? factor : 0
    }
  }

  private func layout(stretch: Double) -> Layout? {
    let margins = sheet.print.margins
    let paper =
      sheet.print.landscape ? (Self.long, Self.short) : (Self.short, Self.long)
    let width = paper.0 - (margins.left + margins.right) * Self.inch
    let height = paper.1 - (margins.top + margins.bottom) * Self.inch
    guard let area = sheet.print.area else { return nil }
    // A character of the standard font is 7 pixels wide, and 5 belong to each column.
    let natural = (area.first.column...area.last.column).reduce(0.0) { sum, column in
      sum + ((sheet.columnWidths[column] ?? 8.43) * 7 + 5) * 0.75
    }
    let scale = min(1, width / (natural * stretch))
    let layout = Layout(
      scale: scale, room: height / scale, head: heights(0..<headRows),
      body: heights(headRows..<(area.last.row + 1)))
    return layout.room > layout.head ? layout : nil
  }

  private func heights(_ rows: Range<Int>) -> Double {
    rows.reduce(0) { $0 + (sheet.rowHeights[$1] ?? Self.standardRow) }
  }
}
