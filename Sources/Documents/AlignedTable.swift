import Sheets

/// A table that is laid out with spaces, as `pdftotext -layout` writes it: columns stand at the same
/// places of all lines, texts at the left, numbers at the right.
struct AlignedTable {
  /// A stretch of text between gaps.
  struct Field {
    var text: String
    var range: Range<Int>
    var isNumber: Bool
  }

  private let rows: [(line: Int, fields: [Field])]

  /// The line behind the table that begins at `start`; nil where none begins there.
  ///
  /// A table has at least three lines with gaps, one of them with a number; lines without a gap end
  /// it, empty ones do not.
  static func end(of lines: [String], from start: Int) -> Int? {
    guard let (end, rows, numbers) = extent(of: lines, from: start) else { return nil }
    return rows >= 3 && numbers >= 2 ? end : nil
  }

  /// Whether rows stand behind a table that ends before `end`, with at most a label between: where a
  /// part of a table was found only, nothing may rest on it.
  static func goesOn(_ lines: [String], behind end: Int) -> Bool {
    let next = lines.indices.dropFirst(end).lazy.filter { !TextLine(lines[$0]).isBlank }.prefix(2)
      .map { lines[$0] }
    guard let first = next.first, !isTitle(first) else { return false }
    func isRow(_ line: String) -> Bool {
      hasColumns(line) && fields(line).contains(where: \.isNumber)
    }
    return isRow(first) || !hasColumns(first) && isCell(first) && next.last.map(isRow) ?? false
  }

  /// The line behind a table that has a title and a header, and nothing but 合计 below.
  static func endOfEmpty(of lines: [String], from start: Int) -> Int? {
    guard isTitle(lines[start]), let (end, _, numbers) = extent(of: lines, from: start),
      numbers == 0
    else { return nil }
    return (start..<lines.count).lazy.drop { $0 < end }.first { !TextLine(lines[$0]).isBlank }
      .flatMap { ["合计", "总计"].contains(LaidOutLine.plain(lines[$0])) ? $0 + 1 : nil }
  }

  private static func extent(
    of lines: [String], from start: Int
  ) -> (end: Int, rows: Int, numbers: Int)? {
    guard hasColumns(lines[start]) || isTitle(lines[start]) else { return nil }
    var end = start
    var index = start
    var rows = 0
    var numbers = 0
    var loose = 0
    while index < lines.count {
      let line = lines[index]
      if TextLine(line).isBlank {
        index += 1
        continue
      }
      if isTitle(line), index > start {
        // The next table, or this one going on behind a page break.
        break
      }
      if hasColumns(line) {
        rows += 1
        numbers += fields(line).count { $0.isNumber }
        end = index + 1
        loose = 0
      } else if isCell(line), loose < 3 {
        loose += 1
      } else {
        break
      }
      index += 1
    }
    return (end, rows, numbers)
  }

  /// Whether a line is the title of a table.
  private static func isTitle(_ line: String) -> Bool {
    let text = TextLine(line)
    return text.content.hasSuffix("表") && !text.content.contains("。")
      && text.content.unicodeScalars.count >= 6 && fields(line).count == 1
  }

  /// Whether a line without gaps can be a cell that stands alone: deeply indented and short.
  private static func isCell(_ line: String) -> Bool {
    let text = TextLine(line)
    guard text.content.unicodeScalars.count <= 40,
      let last = text.content.unicodeScalars.last, !"。；，：".unicodeScalars.contains(last)
    else { return false }
    return text.indent >= 8
      || text.content.unicodeScalars.count <= 16 && !text.content.contains("，")
  }

  private static func hasColumns(_ line: String) -> Bool {
    let found = fields(line)
    guard found.count >= 2, let last = found.last else { return false }
    // Sentences with a wide space in them are no rows.
    return !found.contains { $0.text.unicodeScalars.count > 40 }
      && !"。；，".unicodeScalars.contains(last.text.unicodeScalars.last ?? " ")
  }

  static func fields(_ line: String) -> [Field] {
    let scalars = Array(line.unicodeScalars)
    var fields: [Field] = []
    var index = 0
    while index < scalars.count {
      while index < scalars.count, TextLine.isSpace(scalars[index]) { index += 1 }
      guard index < scalars.count else { break }
      let start = index
      var end = index
      while index < scalars.count {
        if TextLine.isSpace(scalars[index]) {
          // Two spaces part fields.
          guard index + 1 < scalars.count, !TextLine.isSpace(scalars[index + 1]) else { break }
          // One does between a code and a name.
          let isCode = scalars[start..<index].allSatisfy { ("0"..."9").contains($0) }
          if isCode { break }
          index += 1
        } else {
          index += 1
          end = index
        }
      }
      end = max(end, start)
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<max(end, index)])
      let text = TextLine(String(view)).content
      fields.append(
        Field(
          text: text, range: start..<start + text.unicodeScalars.count, isNumber: isNumber(text)))
      index = max(index, end)
    }
    return fields
  }

  private static func isNumber(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      ("0"..."9").contains($0) || $0 == "," || $0 == "." || $0 == "-"
    }
      && text.unicodeScalars.contains { ("0"..."9").contains($0) }
  }

  init(lines: [String], range: Range<Int>) {
    rows = range.filter { !TextLine(lines[$0]).isBlank }.map { ($0, Self.fields(lines[$0])) }
  }

  /// The table as the sheet 表`number`: fields that overlap stand in one column.
  func table(file: String, number: Int) -> DocumentTable {
    let columns = columns()
    var cells: [Cell] = []
    var places: [CellAddress: Place] = [:]
    for (rowNumber, row) in rows.enumerated() {
      var taken = -1
      for field in row.fields {
        let column = max(nearest(columns, field.range), taken + 1)
        taken = column
        let address = CellAddress(row: rowNumber, column: column)
        cells.append(.text(field.text, at: address))
        places[address] = Place(
          file: file, spot: .line(row.line + 1, column: field.range.lowerBound + 1))
      }
    }
    return DocumentTable(
      sheet: Sheet(file: file, name: "表\(number)", cells: cells), places: places,
      isGuessed: true)
  }

  /// The column that a field overlaps most, else the nearest one.
  private func nearest(_ columns: [Range<Int>], _ range: Range<Int>) -> Int {
    func distance(_ column: Range<Int>) -> Int {
      let shared =
        min(column.upperBound, range.upperBound) - max(column.lowerBound, range.lowerBound)
      return -shared
    }
    return columns.indices.min { distance(columns[$0]) < distance(columns[$1]) } ?? 0
  }

  /// The stretches of the line that columns take: where numbers stand, and the texts beside them.
  private func columns() -> [Range<Int>] {
    // Only rows with the most fields tell columns apart; headings span several.
    let most = rows.map(\.fields.count).max() ?? 0
    let body = rows.filter { $0.fields.contains(where: \.isNumber) || $0.fields.count == most }
    var spans: [Range<Int>] = []
    for field in body.flatMap(\.fields).sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      if let last = spans.last, last.overlaps(field.range) {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, field.range.upperBound)
      } else {
        spans.append(field.range)
      }
    }
    return spans
  }
}
