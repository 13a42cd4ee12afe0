public import Sheets

/// A table that lost its borders on its way to plain text: one cell a line that begins with a tab,
/// as word processors write it, or a row a line with tabs between the cells.
struct TabbedTable {
  /// A cell's text and the line where it begins, from 0.
  private struct Item {
    var text: String
    var line: Int
  }

  private var rows: [[Item]]

  /// The line behind the table that begins at `start`; nil where none begins there.
  static func end(of lines: [String], from start: Int) -> Int? {
    guard isCell(lines[start]) else { return nil }
    var end = start
    var index = start
    var cells = 0
    while index < lines.count {
      if isCell(lines[index]) {
        cells += 1
        end = index + 1
      } else if !TextLine(lines[index]).isBlank {
        // Text without a tab goes on in the cell above only between two cells.
        break
      }
      index += 1
    }
    // A single line with tabs is no table.
    return cells >= 4 ? end : nil
  }

  /// Whether a line is led by a tab, or has tabs between texts.
  private static func isCell(_ line: String) -> Bool {
    guard let tab = line.unicodeScalars.firstIndex(of: "\t") else { return false }
    let before = line.unicodeScalars[..<tab]
    if before.allSatisfy({ TextLine.isSpace($0) }) { return true }
    return line.unicodeScalars[line.unicodeScalars.index(after: tab)...]
      .contains { !TextLine.isSpace($0) }
  }

  init(lines: [String], range: Range<Int>) {
    let content = range.map { (line: $0, text: lines[$0]) }
    let rowsOfTabs = content.filter { !TextLine($0.text).isBlank }
    let hasCells = rowsOfTabs.allSatisfy { Self.leads($0.text) && Self.fields($0.text).count <= 1 }
    if hasCells {
      rows = Self.rowsOfCells(content)
    } else {
      rows = rowsOfTabs.map { row in Self.fields(row.text).map { Item(text: $0, line: row.line) } }
    }
  }

  private static func leads(_ line: String) -> Bool {
    line.unicodeScalars.first { !TextLine.isSpace($0) || $0 == "\t" } == "\t"
  }

  private static func fields(_ line: String) -> [String] {
    var fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    if leads(line) { fields.removeFirst() }
    return fields
  }

  /// Rows out of one cell a line: a row begins behind an empty line whose next cell is a label, and
  /// the rows have equally many cells.
  ///
  /// Grades such as ≥90% … ＜60% close a row, so that empty lines inside a cell part nothing.
  private static func rowsOfCells(_ content: [(line: Int, text: String)]) -> [[Item]] {
    var rows: [[Item]] = []
    var row: [Item] = []
    for (line, text) in content where Self.leads(text) {
      let cell = fields(text).first ?? ""
      let isBlank = TextLine(cell).isBlank
      if let last = row.last, isGrade(last.text), !isGrade(cell),
        row.filter({ isGrade($0.text) }).count >= 2,
        !isBlank
      {
        rows.append(row)
        row = []
      }
      if let last = row.last, isLastGrade(last.text) {
        // What follows the last grade up to the next label is the row's own blank end.
        if isBlank { continue }
      }
      row.append(Item(text: cell, line: line))
    }
    if !row.isEmpty { rows.append(row) }
    return rows
  }

  private static func isGrade(_ text: String) -> Bool {
    let plain = TextLine(text).content
    return plain.count <= 8
      && (["优", "良", "中", "差"].contains(plain)
        || plain.unicodeScalars.contains { "≥≤＜<＞>≧≦".unicodeScalars.contains($0) })
  }

  private static func isLastGrade(_ text: String) -> Bool {
    let plain = TextLine(text).content
    return plain == "差"
      || isGrade(plain) && plain.unicodeScalars.contains { "＜<".unicodeScalars.contains($0) }
  }

  /// The table as the sheet 表`number`.
  func table(file: String, number: Int) -> DocumentTable {
    var cells: [Cell] = []
    var places: [CellAddress: Place] = [:]
    for (rowNumber, row) in rows.enumerated() {
      for (column, item) in row.enumerated() where !TextLine(item.text).isBlank {
        let address = CellAddress(row: rowNumber, column: column)
        cells.append(.text(item.text, at: address))
        places[address] = Place(
          file: file, spot: .line(item.line + 1, column: nil))
      }
    }
    return DocumentTable(
      sheet: Sheet(file: file, name: "表\(number)", cells: cells), places: places)
  }
}

extension Cell {
  /// A cell of a document's table, whose values are texts as they are printed.
  public static func text(_ text: String, at address: CellAddress) -> Cell {
    let indent = text.unicodeScalars.prefix { $0 == "\u{3000}" }.count
    return Cell(
      address: address, value: .text(text), text: text, raw: text, indent: indent)
  }
}
