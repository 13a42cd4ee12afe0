import Importing

/// The rows of a region that may be a table's header.
struct HeaderRows {
  let region: Region
  /// Whether a text is a heading of the table.
  let isHeading: (HeaderGrid.Entry) -> Bool

  private static let depth = 4
  private static let reach = 16

  /// The rows from a header's first to its last, from the top, the shorter ones first; none that
  /// cuts through a heading which goes on above or below.
  var candidates: [ClosedRange<Int>] {
    guard grid.first <= grid.last else { return [] }
    var candidates: [ClosedRange<Int>] = []
    for start in grid.first...min(grid.first + Self.reach, grid.last)
    where !grid.own(start).isEmpty && !isPartOfHeader(above: start) {
      for end in start..<min(start + Self.depth, grid.last + 1) {
        if region.preambleRows.contains(end) { break }
        let rows = start...end
        if grid.isClosed(rows), !grid.goesOn(below: rows, isKnown: isHeading) {
          candidates.append(rows)
        }
      }
    }
    return candidates
  }

  /// Whether the row above `row` has the groups of the headings in it.
  private func isPartOfHeader(above row: Int) -> Bool {
    row > grid.first && grid.own(row - 1).count > 1 && !region.preambleRows.contains(row - 1)
      && grid.goesOn(below: row - 1...row - 1, isKnown: isHeading)
  }

  private var grid: HeaderGrid { region.grid }
}
