import Sheets
import TestKit

/// Lays a sheet out as a text in columns, as `pdftotext -layout` and people do.
struct TextLayout {
  /// How many columns a Chinese character takes: 1 as `pdftotext` counts, 2 on a screen.
  var wideWidth = 2
  /// The blanks between two columns, from the fewest to the most.
  var gutters = 2...6
  /// Where a heading stands that is merged over several rows.
  var heights: Height = .middle
  /// After how many rows a page ends; nil for one page.
  var pageLength: Int?
  /// Whether headings stand in the middle of their columns, not at the left.
  var centersHeadings = true
  /// How many blanks stand before each line, at most.
  var margin = 0

  enum Height: CaseIterable { case top, middle, bottom }

  /// A way drawn at random.
  init(_ random: inout SeededRandom) {
    wideWidth = Int.random(in: 1...2, using: &random)
    let fewest = Int.random(in: 1...3, using: &random)
    gutters = fewest...(fewest + Int.random(in: 0...8, using: &random))
    heights = Height.allCases.randomElement(using: &random) ?? .middle
    pageLength = Bool.random(using: &random) ? nil : Int.random(in: 5...12, using: &random)
    centersHeadings = Int.random(in: 0..<4, using: &random) > 0
    margin = Int.random(in: 0...4, using: &random)
  }

  init() {}

  func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2e80 ? 1 : wideWidth) }
  }

  /// The text of a sheet that has its title and its unit above `header`, the rows of its headings.
  func text(of sheet: Sheet, header: ClosedRange<Int>, _ random: inout SeededRandom) -> String {
    var sheet = sheet
    for index in sheet.cells.indices {
      let text = sheet.cells[index].text
      sheet.cells[index].text = String(
        text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    let count = (sheet.cells.map(\.address.column).max() ?? 0) + 1
    var widths = [Int](repeating: 2, count: count)
    var spans: [CellAddress: CellRange] = [:]
    for merge in sheet.merges { spans[merge.first] = merge }
    let body = sheet.cells.filter { $0.address.row >= header.lowerBound && !$0.text.isEmpty }
    for cell in body {
      let text =
        cell.text.split(separator: "\n").max { width(String($0)) < width(String($1)) } ?? ""
      let span = spans[cell.address] ?? CellRange(cell.address, cell.address)
      let columns = span.first.column...min(span.last.column, count - 1)
      let gap = 2 * (columns.count - 1)
      let lacking = width(String(text)) - columns.reduce(gap) { $0 + widths[$1] }
      if lacking > 0 { widths[columns.upperBound] += lacking }
    }
    var starts: [Int] = []
    var column = Int.random(in: 0...margin, using: &random)
    for width in widths {
      starts.append(column)
      column += width + Int.random(in: gutters, using: &random)
    }
    func place(_ cell: Cell, _ span: CellRange, isHeading: Bool) -> Int {
      let first = starts[span.first.column]
      let last = min(span.last.column, count - 1)
      let room = starts[last] + widths[last] - first
      if isHeading, centersHeadings { return first + max(0, (room - width(cell.text)) / 2) }
      let isNumber = cell.text.allSatisfy { $0.isNumber || ",.-%".contains($0) }
      // Codes stand at the left like names.
      var isAmount = isNumber
      if case .text = cell.value { isAmount = false }
      return isAmount ? first + max(0, room - width(cell.text)) : first
    }
    func line(_ cells: [Cell], isHeading: Bool) -> String {
      var text = ""
      let placed = cells.map { cell in
        let span = spans[cell.address] ?? CellRange(cell.address, cell.address)
        return (target: place(cell, span, isHeading: isHeading), text: cell.text)
      }
      for (target, own) in placed.sorted(by: { $0.target < $1.target }) {
        let gap = text.isEmpty ? target : max(1, target - width(text))
        text += String(repeating: " ", count: gap) + own
      }
      return text
    }
    let rows = Dictionary(grouping: sheet.cells.filter { !$0.text.isEmpty }, by: \.address.row)
    var above: [String] = []
    for row in rows.keys.sorted() where row < header.lowerBound {
      let cells = rows[row] ?? []
      let indent = String(repeating: " ", count: 10)
      above.append(indent + cells.map(\.text).joined(separator: String(repeating: " ", count: 30)))
    }
    // Four lines for a row, so that a heading over two rows, or on two lines, can stand between them.
    var levels: [Int: [Cell]] = [:]
    for row in header {
      for cell in rows[row] ?? [] {
        let last = min(spans[cell.address]?.last.row ?? row, header.upperBound)
        let middle =
          switch heights {
          case .top: 4 * row
          case .middle: 2 * (row + last)
          case .bottom: 4 * last
          }
        let parts = cell.text.split(separator: "\n").map(String.init)
        for (index, part) in parts.enumerated() {
          var piece = cell
          piece.text = part
          levels[middle - parts.count + 1 + 2 * index, default: []].append(piece)
        }
      }
    }
    let headings = levels.sorted { $0.key < $1.key }.map { line($0.value, isHeading: true) }
    var lines = above + headings
    var printed = 0
    for row in rows.keys.sorted() where row > header.upperBound {
      if let pageLength, printed == pageLength {
        printed = 0
        lines.append("\u{c}" + headings[0])
        lines += headings.dropFirst()
      }
      lines.append(line(rows[row] ?? [], isHeading: false))
      printed += 1
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
