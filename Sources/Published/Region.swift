import Importing
import Sheets

/// A part of a sheet that may hold one table: its rows and columns.
struct Region {
  /// The sheet with the cells of the region only.
  let sheet: Sheet
  /// The top of the region with merged cells spread out.
  let grid: HeaderGrid
  /// The cells by row and column.
  let cells: [Int: [Int: Cell]]
  /// The texts by column, from the top.
  let texts: [Int: [(row: Int, text: String)]]
  /// The rows with cells, from the top.
  let rowNumbers: [Int]
  /// The rows of the grid that name the body or the unit of money, as lines above a header do.
  let preambleRows: Set<Int>

  init(_ sheet: Sheet, rows: ClosedRange<Int>, columns: Range<Int>) {
    var part = sheet
    part.cells = sheet.cells.filter {
      rows.contains($0.address.row) && columns.contains($0.address.column)
    }
    part.merges = sheet.merges.filter {
      rows.contains($0.first.row) && columns.contains($0.first.column)
    }
    var cells: [Int: [Int: Cell]] = [:]
    var texts: [Int: [(row: Int, text: String)]] = [:]
    for cell in part.cells {
      cells[cell.address.row, default: [:]][cell.address.column] = cell
      if case .text(let text) = cell.value {
        texts[cell.address.column, default: []].append((cell.address.row, text))
      }
    }
    self.sheet = part
    self.cells = cells
    self.texts = texts
    rowNumbers = cells.keys.sorted()
    let grid = HeaderGrid(part)
    self.grid = grid
    preambleRows = Set(
      grid.rows.keys.filter { row in
        grid.own(row).values.contains { entry in
          Preamble.isLabelled(entry.folded)
            || entry.folded.contains("单位") && UnitWords.unitName(entry.folded) != nil
        }
      })
  }

  /// The column, none of `others`, of which most cells below `row` are codes of 3 to 7 digits; nil
  /// where none is.
  func codeColumn(below row: Int, without others: [Int]) -> Int? {
    var counts: [Int: (codes: Int, cells: Int)] = [:]
    for number in rowNumbers where number > row {
      for (column, cell) in cells[number] ?? [:] where !others.contains(column) {
        let text = folded(cell.text)
        guard !text.isEmpty else { continue }
        let isCode =
          [3, 5, 7].contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        counts[column, default: (0, 0)].codes += isCode ? 1 : 0
        counts[column, default: (0, 0)].cells += 1
      }
    }
    return counts.filter { $0.value.codes > 1 && $0.value.codes * 2 > $0.value.cells }
      .min { ($0.value.codes, $1.key) > ($1.value.codes, $0.key) }?.key
  }
}
