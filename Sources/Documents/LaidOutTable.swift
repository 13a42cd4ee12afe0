import Sheets

/// A table that is laid out with blanks and whose columns are certain: blanks run through all rows of
/// a page between them, and every one stands under a heading.
///
/// `pdftotext -layout` writes such tables, and people do by hand. Nothing is taken from a table of
/// which one row does not fit.
struct LaidOutTable {
  /// The pages, and of each the number of the reading that goes with those of the others.
  private var readings: [[LaidOutPage.Reading]]
  private let preamble: [LaidOutLine]

  /// Nil where the columns of the lines in `range` are not certain.
  init?(lines: [String], range: Range<Int>) {
    var best: (table: LaidOutTable, flushness: Int)?
    for measure in TextMeasure.allCases {
      guard let (table, flushness) = Self.table(lines, range, measure) else { continue }
      if let known = best {
        if flushness < known.flushness { continue }
        if flushness == known.flushness {
          // Of two measures that are as good only what both come to is kept; where there is no
          // figure, nothing rests on the columns.
          if table.isEmpty {
            best?.table.readings += table.readings
          } else {
            guard let common = known.table.common(with: table) else { return nil }
            best?.table = common
          }
          continue
        }
      }
      best = (table, flushness)
    }
    guard let best else { return nil }
    self = best.table
  }

  private init(readings: [[LaidOutPage.Reading]], preamble: [LaidOutLine]) {
    self.readings = readings
    self.preamble = preamble
  }

  /// Whether no row has a figure.
  private var isEmpty: Bool {
    !readings[0].contains { $0.rows.contains { $0.cells.values.contains(where: \.isFigure) } }
  }

  private static func table(
    _ lines: [String], _ range: Range<Int>, _ measure: TextMeasure
  ) -> (LaidOutTable, flushness: Int)? {
    var measured: [LaidOutLine] = []
    var followsBlank = true
    for number in range {
      let line = LaidOutLine(
        lines[number], number: number, followsBlank: followsBlank, measure: measure)
      followsBlank = line.words.isEmpty
      if !line.words.isEmpty { measured.append(line) }
    }
    let pages = pages(withoutPageNumbers(measured)).map { LaidOutPage($0) }
    let known = pages.compactMap(\.self)
    guard known.count == pages.count, let first = known.first else { return nil }
    // A reading of the table is one that all its pages have.
    let readings = first.readings.compactMap { reading -> [LaidOutPage.Reading]? in
      let parts = known.compactMap { page in page.readings.first { $0.names == reading.names } }
      return parts.count == known.count ? parts : nil
    }
    guard !readings.isEmpty else { return nil }
    return (
      LaidOutTable(readings: readings, preamble: first.preamble),
      known.reduce(0) { $0 + $1.flushness }
    )
  }

  /// The lines of each page: one begins where the first line of the header comes again.
  private static func pages(_ lines: [LaidOutLine]) -> [[LaidOutLine]] {
    guard let frame = LaidOutPage.frame(of: lines) else { return [lines] }
    let preamble = lines[..<frame.header].map(\.plain)
    let header = lines[frame.header].plain
    var pages: [[LaidOutLine]] = [[]]
    for (index, line) in lines.enumerated() {
      if index > frame.header, line.plain == header {
        // The title and the unit that stand above it again belong to the new page.
        let last = pages.count - 1
        let own = pages[last].reversed().prefix { preamble.contains($0.plain) }.count
        pages.append(Array(pages[last].suffix(own)))
        pages[last].removeLast(own)
      }
      pages[pages.count - 1].append(line)
    }
    return pages
  }

  /// The lines without those that only number a page.
  private static func withoutPageNumbers(_ lines: [LaidOutLine]) -> [LaidOutLine] {
    lines.indices.filter { index in
      let plain = lines[index].plain.unicodeScalars.filter {
        !"-—–－第页/共".unicodeScalars.contains($0)
      }
      guard !plain.isEmpty, plain.count <= 6,
        plain.allSatisfy({ ("0"..."9").contains($0) })
      else { return true }
      let isMarked = plain.count < lines[index].plain.unicodeScalars.count
      let endsPage = index + 1 == lines.count || lines[index + 1].startsPage
      return
        !(lines[index].words.count <= 3 && (isMarked || endsPage && lines[index].words.count == 1))
    }.map { lines[$0] }
  }

  /// The readings that another measure comes to as well; nil where there is none.
  private func common(with other: LaidOutTable) -> LaidOutTable? {
    func cells(_ pages: [LaidOutPage.Reading]) -> [String] {
      pages.flatMap { page in
        page.names
          + page.rows.flatMap { row in
            row.cells.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }
          }
      }
    }
    let others = Set(other.readings.map(cells))
    let shared = readings.filter { others.contains(cells($0)) }
    return shared.isEmpty
      ? nil : LaidOutTable(readings: shared, preamble: preamble)
  }

  /// The table as the sheet 表`number`, with its other readings.
  func table(file: String, number: Int) -> DocumentTable {
    DocumentTable(readings: readings.map { reading($0, file: file, name: "表\(number)") })
  }

  private func reading(
    _ pages: [LaidOutPage.Reading], file: String, name: String
  ) -> DocumentTable.Reading {
    var draft = SheetDraft(file: file)
    for line in preamble {
      for (column, word) in line.words.enumerated() {
        draft.put(word.text, at: column, line: line.number, offset: word.offset)
      }
      draft.row += 1
    }
    let columns = pages[0].header.columns
    let depth = (columns.map(\.path.count).max() ?? 0) + 1
    let top = draft.row
    for level in 0..<depth {
      for (index, column) in columns.enumerated() {
        let path = column.path + [column.leaf]
        guard level < path.count, let field = path[level].fields.first else { continue }
        // A group stands at the first of its columns.
        let isFirst =
          index == 0
          || !columns[index - 1].path.starts(
            with: path.prefix(level + 1), by: { $0.isSame(as: $1) })
        if level == column.path.count || isFirst {
          draft.put(path[level].text, at: index, line: field.line, offset: field.offset)
        }
        if level == column.path.count, level + 1 < depth {
          draft.merge(rows: top + level...top + depth - 1, columns: index...index)
        } else if level < column.path.count, isFirst {
          let count = columns[index...].prefix {
            $0.path.count > level && $0.path[level].isSame(as: path[level])
          }.count
          if count > 1 {
            draft.merge(rows: draft.row...draft.row, columns: index...index + count - 1)
          }
        }
      }
      draft.row += 1
    }
    let firstRow = draft.row
    for row in pages.flatMap(\.rows) {
      for (column, item) in row.cells.sorted(by: { $0.key < $1.key }) {
        let indent = String(repeating: "\u{3000}", count: item.indent)
        draft.put(indent + item.text, at: column, line: item.line, offset: item.offset)
      }
      draft.row += 1
    }
    return DocumentTable.Reading(
      sheet: Sheet(file: file, name: name, cells: draft.cells, merges: draft.merges),
      places: draft.places, headings: columns.map { ($0.path + [$0.leaf]).map(\.text) },
      firstRow: firstRow)
  }
}

/// A sheet that is being filled.
private struct SheetDraft {
  let file: String
  var row = 0
  private(set) var cells: [Cell] = []
  private(set) var merges: [CellRange] = []
  private(set) var places: [CellAddress: Place] = [:]

  init(file: String) { self.file = file }

  mutating func put(_ text: String, at column: Int, line: Int, offset: Int) {
    let address = CellAddress(row: row, column: column)
    cells.append(.text(text, at: address))
    places[address] = Place(file: file, spot: .line(line + 1, column: offset + 1))
  }

  mutating func merge(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    merges.append(
      CellRange(
        CellAddress(row: rows.lowerBound, column: columns.lowerBound),
        CellAddress(row: rows.upperBound, column: columns.upperBound)))
  }
}

extension LaidOutHeader.Node {
  /// Whether it is the same heading at the same place.
  fileprivate func isSame(as other: Self) -> Bool {
    fields[0].line == other.fields[0].line && fields[0].offset == other.fields[0].offset
  }
}
