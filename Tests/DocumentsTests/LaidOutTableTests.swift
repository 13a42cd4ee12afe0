import Sheets
import Testing

@testable import Documents

/// Tables laid out with blanks, in the manner of several places: what their cells are, and that a
/// damaged one is read as it stands or left open.
@Suite struct LaidOutTableTests {
  /// A table, its headings and rows as they are read, and a change with what it comes to.
  struct Shape: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// The lowest heading of each column, then the rows, with `|` between cells.
    var rows: [String]
    /// What is replaced, and by what.
    var damage: (String, String)
    /// The rows then; nil where the columns are no longer certain.
    var damaged: [String]?

    var testDescription: String { name }
  }

  /// The rows of the only table in `text`, of the reading that has the headings; nil where its columns
  /// are only guessed.
  private func rows(_ text: String, like headings: String) -> [String]? {
    let tables = Document(text: text, file: "n.txt").blocks.compactMap {
      if case .table(let table) = $0 { table } else { nil }
    }
    guard tables.count == 1, let table = tables.first, !table.isGuessed else { return nil }
    let reading = table.readings.first {
      $0.headings.compactMap(\.last).joined(separator: "|") == headings
    }
    guard let reading else { return nil }
    let width = reading.headings.count
    let rows = Dictionary(
      grouping: reading.sheet.cells.filter { $0.address.row >= reading.firstRow },
      by: \.address.row)
    return [headings]
      + rows.sorted { $0.key < $1.key }.map { _, cells in
        var texts = Array(repeating: "", count: width)
        for cell in cells { texts[cell.address.column] = cell.text }
        return texts.joined(separator: "|")
      }
  }

  @Test(arguments: LaidOutTableShapes.all)
  func `a table is read by its columns`(shape: Shape) {
    #expect(rows(shape.text, like: shape.rows[0]) == shape.rows)
  }

  @Test(arguments: LaidOutTableShapes.all)
  func `a damaged table is read as it stands or left open`(shape: Shape) {
    let text = shape.text.replacing(shape.damage.0, with: shape.damage.1)
    #expect(text != shape.text)
    #expect(rows(text, like: shape.rows[0]) == shape.damaged)
  }

  @Test func `a cell stands at its line and column`() throws {
    let shape = LaidOutTableShapes.all[0]
    let tables = Document(text: "前言。\n\n" + shape.text, file: "n.txt").blocks.compactMap {
      if case .table(let table) = $0 { table } else { nil }
    }
    let table = try #require(tables.first)
    let cell = try #require(table.sheet.cells.first { $0.text == "20.00" })
    #expect(table.places[cell.address] == Place(file: "n.txt", spot: .line(6, column: 37)))
  }

  @Test func `a page break ends no line of its own`() {
    let document = Document(text: "一、总体情况\n\u{c}二、说明内容。\n三、其他", file: "n.txt")
    let lines = document.blocks.compactMap { block -> Int? in
      if case .paragraph(let paragraph) = block { paragraph.lines[0].number } else { nil }
    }
    #expect(lines == [1, 2, 3])
  }
}
