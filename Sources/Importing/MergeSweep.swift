import Sheets

/// The merged ranges over the current row, on a way down a sheet.
struct MergeSweep {
  /// A range, and the cell in its upper left corner.
  struct Active {
    var range: CellRange
    var anchor: Cell?
  }

  private(set) var active: [Active] = []
  private let ranges: [CellRange]
  private var next = 0

  /// The ranges that begin below `row`.
  init(_ merges: [CellRange], below row: Int) {
    ranges = merges.filter { $0.first.row > row && $0.last != $0.first }
      .sorted { $0.first < $1.first }
  }

  /// Moves on to `row`, which has `cells`.
  mutating func advance(to row: Int, cells: ArraySlice<Cell>) {
    active.removeAll { $0.range.last.row < row }
    while next < ranges.count, ranges[next].first.row <= row {
      let range = ranges[next]
      next += 1
      guard range.last.row >= row else { continue }
      active.append(Active(range: range, anchor: cells.first { $0.address == range.first }))
    }
  }
}
