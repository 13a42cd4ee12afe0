package import Sheets

/// The top of a sheet with its merged cells spread out: where the header is looked for.
package struct HeaderGrid {
  /// How many rows from the first with a cell can belong to titles and header.
  static let height = 40
  /// How many columns can belong to a header; no list has more.
  static let width = 512

  /// A cell's text as it stands in the grid.
  package struct Entry {
    /// The text as printed, trimmed.
    package var text: String
    /// The text as compared.
    package var folded: String
    /// The cell that holds it: the upper left one where it is merged.
    package var origin: CellAddress
    /// Whether the cell holds a text and no number.
    package var isText: Bool
    /// Whether the cell is merged with others.
    var isMerged = false
  }

  /// The rows by number, each with its entries by column.
  package private(set) var rows: [Int: [Int: Entry]] = [:]
  /// The first and the last row of the grid.
  package private(set) var first = 0
  package private(set) var last = -1
  private var spans: [CellRange] = []

  package init(_ sheet: Sheet) { self.init(sheet.cells, merges: sheet.merges) }

  /// The grid over the first of `cells`, which are in reading order.
  init(_ cells: some Collection<Cell>, merges: [CellRange]) {
    guard let start = cells.first?.address.row else { return }
    first = start
    var widest = 0
    for cell in cells {
      guard cell.address.row < start + Self.height else { break }
      last = cell.address.row
      guard cell.address.column < Self.width else { continue }
      widest = max(widest, cell.address.column)
      let text = trimmed(cell.text)
      guard !text.isEmpty else { continue }
      var isText = false
      if case .text = cell.value { isText = true }
      rows[cell.address.row, default: [:]][cell.address.column] = Entry(
        text: text, folded: folded(text), origin: cell.address, isText: isText)
    }
    for merge in merges where merge.first.row <= last && merge.last.row >= first {
      spans.append(merge)
      guard var entry = rows[merge.first.row]?[merge.first.column] else { continue }
      entry.isMerged = true
      for row in merge.first.row...min(merge.last.row, last) {
        // A title may be merged over all 16 384 columns.
        for column in merge.first.column...max(merge.first.column, min(merge.last.column, widest)) {
          rows[row, default: [:]][column] = entry
        }
      }
    }
  }

  /// The entries of `row` that stand in their own cell, by column.
  package func own(_ row: Int) -> [Int: Entry] {
    (rows[row] ?? [:]).filter { $0.value.origin == CellAddress(row: row, column: $0.key) }
  }

  /// Whether no merged cell reaches from inside `rows` to a row outside.
  package func isClosed(_ range: ClosedRange<Int>) -> Bool {
    spans.allSatisfy { span in
      let touches = range.overlaps(span.first.row...span.last.row)
      return !touches || (range.contains(span.first.row) && range.contains(span.last.row))
    }
  }

  /// The headings of the columns if `range` is the header: for each column the texts from the
  /// group down to the column itself.
  ///
  /// Where an export has left the cells right of a group's heading blank instead of merging them,
  /// the heading holds as far as the next one, for columns with a heading of their own below.
  package func headings(_ range: ClosedRange<Int>) -> [Int: [Entry]] {
    var columns: Set<Int> = []
    for row in range { columns.formUnion((rows[row] ?? [:]).keys) }
    var headings: [Int: [Entry]] = [:]
    for row in range {
      let entries = rows[row] ?? [:]
      var group: Entry?
      for column in columns.sorted() {
        let below = row < range.upperBound ? rows[row + 1]?[column] : nil
        if let entry = entries[column] {
          if headings[column]?.last?.origin != entry.origin {
            headings[column, default: []].append(entry)
          }
          let ends =
            below == nil || below?.origin == entry.origin || entry.isMerged
          group = ends ? nil : entry
        } else if let heading = group, below != nil {
          headings[column, default: []].append(heading)
        } else {
          group = nil
        }
      }
    }
    return headings
  }
}
