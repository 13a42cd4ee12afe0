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
    /// As a heading: without the marks that forms put on it and without its unit.
    package var label: String
    /// The unit that it names as a heading; nil where it names none.
    package var unit: String?
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
      let folded = folded(text)
      let (label, unit) = UnitWords.split(ColumnHeading.withoutMarks(folded))
      rows[cell.address.row, default: [:]][cell.address.column] = Entry(
        text: text, folded: folded, label: label, unit: unit, origin: cell.address, isText: isText)
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
  /// Where a file has the cells right of a group's heading blank instead of merged, as every CSV
  /// file has, the heading holds as far as the next one, for columns with the same group above and
  /// a heading of their own below.
  package func headings(_ range: ClosedRange<Int>) -> [Int: [Entry]] {
    let lines = range.map { rows[$0] ?? [:] }
    let columns = Set(lines.flatMap(\.keys)).sorted()
    let stacks = columns.map { column in lines.map { $0[column] } }
    var headings = [[Entry]](repeating: [], count: columns.count)
    for level in lines.indices {
      // A heading that may hold for the columns to its right, and the heading above it.
      var group: (entry: Entry, above: CellAddress?)?
      for (index, stack) in stacks.enumerated() {
        let above = headings[index].last?.origin
        if let entry = stack[level] {
          if above != entry.origin { headings[index].append(entry) }
          group = !entry.isMerged && Self.goesOn(stack, below: level) ? (entry, above) : nil
        } else if let open = group, open.above == above, Self.goesOn(stack, below: level) {
          headings[index].append(open.entry)
        } else {
          group = nil
        }
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(columns, headings))
  }

  /// Whether a column has a heading below a level, other than the one there.
  private static func goesOn(_ stack: [Entry?], below level: Int) -> Bool {
    stack[(level + 1)...].contains { below in
      below.map { $0.origin != stack[level]?.origin } ?? false
    }
  }

  /// Whether the row under `range` is one more row of its headings: nothing but texts, those under a
  /// heading two or more of them from its first column on, and one of them a heading by `isKnown`.
  ///
  /// Merged cells say so themselves; without them, as in CSV files, this does.
  package func goesOn(below range: ClosedRange<Int>, isKnown: (Entry) -> Bool) -> Bool {
    let row = range.upperBound + 1
    let below = own(row)
    guard below.count > 1, below.values.contains(where: isKnown),
      below.values.allSatisfy({ $0.isText && Double($0.folded) == nil })
    else { return false }
    let headings = headings(range.lowerBound...row)
    // A group may also stand over each of its columns, as where merged cells were filled.
    var groups: [String: [Int]] = [:]
    for (column, path) in headings {
      guard let heading = path.last(where: { $0.origin.row <= range.upperBound }) else { continue }
      groups[heading.folded, default: []].append(column)
    }
    var parts: [String: [Int]] = [:]
    for column in below.keys {
      guard let path = headings[column], path.count > 1 else { continue }
      parts[path[path.count - 2].folded, default: []].append(column)
    }
    return !parts.isEmpty
      && parts.allSatisfy { group, columns in
        columns.count > 1 && columns.min() == groups[group]?.min()
      }
  }
}
