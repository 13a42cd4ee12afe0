internal import Decimals
internal import Sheets

/// Writes the rows of a sheet with their cells, and the links that lie on them.
struct RowMarkup {
  private let sheet: NumberedSheet
  private var letters: [[UInt8]] = []
  /// The rows, in order.
  private(set) var rows = Markup()
  /// The links, in order.
  private(set) var links = Markup()
  /// The smallest rectangle with all rows that have a height, all cells and the end of the filter;
  /// nil for an empty sheet.
  private(set) var extent: CellRange?

  /// Excel's height of a row, in points.
  static let standardHeight = 15.0

  init(_ sheet: NumberedSheet) {
    self.sheet = sheet
    let draft = sheet.draft
    let numbers = self.numbers
    let spans = spans(of: numbers)
    var (next, cell) = (0, 0)
    for number in numbers {
      let isDrawn = next < draft.cells.rows.count && draft.cells.rows[next].number == number
      let row = isDrawn ? draft.cells.rows[next] : DraftCells.Row(number: number)
      if isDrawn { next += 1 }
      rows.tag("<row r=\"")
      rows.add(number + 1)
      let covered = sheet.covers[number]
      let isEmpty = row.cells.isEmpty && covered == nil
      if !isEmpty, let span = spans[number / Self.block] {
        rows.tag("\" spans=\"")
        rows.add(span.lowerBound + 1)
        rows.tag(":")
        rows.add(span.upperBound + 1)
      }
      add(height: draft.rowHeights[number])
      guard !isEmpty else {
        rows.tag("\"/>")
        continue
      }
      rows.tag("\">")
      add(row, covered: covered ?? [], from: cell)
      cell += row.cells.count
      rows.tag("</row>")
    }
    setExtent(numbers)
  }

  // MARK: Rows

  private var numbers: [Int] {
    let drawn = sheet.draft.cells.rows.lazy.filter { !$0.cells.isEmpty }.map(\.number)
    return Set(drawn).union(sheet.draft.rowHeights.keys).union(sheet.covers.keys).sorted()
  }

  // Rows tell which columns they use, alike for 16 rows.
  private static let block = 16

  private func columns(of row: DraftCells.Row, _ number: Int) -> ClosedRange<Int>? {
    var range: ClosedRange<Int>?
    if let first = row.columns.first, let last = row.columns.last { range = first...last }
    for cover in sheet.covers[number] ?? [] {
      let known = range ?? cover.columns
      range =
        min(
          known.lowerBound, cover.columns.lowerBound)...max(
          known.upperBound, cover.columns.upperBound)
    }
    return range
  }

  private func spans(of numbers: [Int]) -> [Int: ClosedRange<Int>] {
    var spans: [Int: ClosedRange<Int>] = [:]
    var next = 0
    let drawn = sheet.draft.cells.rows
    for number in numbers {
      while next < drawn.count, drawn[next].number < number { next += 1 }
      let row =
        next < drawn.count && drawn[next].number == number
        ? drawn[next] : DraftCells.Row(number: number)
      guard let own = columns(of: row, number) else { continue }
      let known = spans[number / Self.block] ?? own
      spans[number / Self.block] =
        min(known.lowerBound, own.lowerBound)...max(known.upperBound, own.upperBound)
    }
    return spans
  }

  private mutating func setExtent(_ numbers: [Int]) {
    let spans = spans(of: numbers).values
    // A row with a height of its own counts from the first column on.
    let left =
      sheet.draft.rowHeights.isEmpty ? spans.map(\.lowerBound).min() ?? 0 : 0
    let corners = [
      numbers.first.map { CellAddress(row: $0, column: left) },
      numbers.last.map { CellAddress(row: $0, column: spans.map(\.upperBound).max() ?? 0) },
      sheet.draft.filter?.last,
    ].compactMap { $0 }
    guard let row = corners.map(\.row).min(), let column = corners.map(\.column).min(),
      let lastRow = corners.map(\.row).max(), let lastColumn = corners.map(\.column).max()
    else { return }
    extent = CellRange(
      CellAddress(row: row, column: column), CellAddress(row: lastRow, column: lastColumn))
  }

  private mutating func add(height: Double?) {
    guard let height else { return }
    if height == 0 {
      rows.tag("\" hidden=\"1")
    } else if height != Self.standardHeight {
      rows.tag("\" ht=\"")
      rows.add(height)
      rows.tag("\" customHeight=\"1")
    }
  }

  // MARK: Cells

  private mutating func add(
    _ row: DraftCells.Row, covered: [(columns: ClosedRange<Int>, style: Int)], from first: Int
  ) {
    let digits = [UInt8](String(row.number + 1).utf8)
    let last = max(row.columns.last ?? 0, covered.map(\.columns.upperBound).max() ?? 0)
    while letters.count <= last {
      letters.append([UInt8](CellAddress.letters(ofColumn: letters.count).utf8))
    }
    var runs = covered.sorted { $0.columns.lowerBound < $1.columns.lowerBound }[...]
    let cells = row.cells.span
    for index in cells.indices {
      let column = row.columns[index]
      while let run = runs.first, run.columns.lowerBound < column {
        add(run, digits)
        runs.removeFirst()
      }
      let number = first + index
      // Covered, and written with its merge.
      guard sheet.styles[number] > 0 else { continue }
      add(
        cells[index], name: letters[column], digits, style: Int(sheet.styles[number]),
        text: Int(sheet.texts[number]))
    }
    for run in runs { add(run, digits) }
  }

  private mutating func add(_ run: (columns: ClosedRange<Int>, style: Int), _ digits: [UInt8]) {
    for column in run.columns {
      open(letters[column], digits, style: run.style)
      rows.tag("\"/>")
    }
  }

  private mutating func open(_ name: [UInt8], _ digits: [UInt8], style: Int) {
    rows.tag("<c r=\"")
    rows.add(name)
    rows.add(digits)
    rows.tag("\" s=\"")
    rows.add(style)
  }

  private mutating func add(
    _ cell: borrowing DraftCell, name: [UInt8], _ digits: [UInt8], style: Int, text: Int
  ) {
    open(name, digits, style: style)
    switch cell.content {
    case .blank: rows.tag("\"/>")
    case .number(let number):
      rows.tag("\"><v>")
      rows.add(number)
      rows.tag("</v></c>")
    case .text: add(text: text)
    case .link(let content, let target):
      add(text: text)
      addLink(name, digits, to: target)
      links.tag("\" display=\"")
      links.add(value: content)
      links.tag("\"/>")
    case .formula(let formula, let cached):
      rows.add(formula: formula, cached: cached)
    }
    if case .link = cell.content { return }
    guard let link = cell.link else { return }
    addLink(name, digits, to: link.target)
    if !link.tip.isEmpty {
      links.tag("\" tooltip=\"")
      links.add(value: link.tip)
    }
    links.tag("\" display=\"\"/>")
  }

  private mutating func add(text: Int) {
    guard text >= 0 else { return rows.tag("\"/>") }
    rows.tag("\" t=\"s\"><v>")
    rows.add(text)
    rows.tag("</v></c>")
  }

  private mutating func addLink(_ name: [UInt8], _ digits: [UInt8], to target: String) {
    links.tag("<hyperlink ref=\"")
    links.add(name)
    links.add(digits)
    links.tag("\" location=\"")
    links.add(value: String(target.utf8.dropFirst(internalLink.utf8.count)) ?? "")
  }
}

extension Markup {
  /// Adds what follows the style of a cell with a formula.
  mutating func add(formula: String, cached: CachedValue) {
    if case .text = cached { tag("\" t=\"str") }
    tag("\"><f>")
    add(text: formula)
    tag("</f><v>")
    switch cached {
    case .number(let number): add(number)
    case .text(let text): add(text: storedText(text))
    }
    tag("</v></c>")
  }
}
