import Sheets

/// A table that is laid out with spaces and tells its columns by their number: every row has as many
/// fields as the header.
///
/// A row whose code is left out (合计) has one less. Where a row has any other number, nothing tells
/// which of its columns is empty, and the table is only an ``AlignedTable``.
struct CountedTable {
  private let rows: [(line: Int, fields: [AlignedTable.Field])]

  /// How many lines there may be between a title and its table.
  private static let reach = 3

  /// The line behind the table whose header is the line `start`; nil where none is.
  static func end(of lines: [String], from start: Int) -> Int? {
    let header = AlignedTable.fields(lines[start])
    guard header.count >= 2, !header.contains(where: \.isNumber) else { return nil }
    var figures: [Bool]?
    var rows = 0
    var end = start + 1
    for index in (start + 1)..<max(lines.count, start + 1) {
      if TextLine(lines[index]).isBlank { continue }
      let fields = AlignedTable.fields(lines[index])
      guard fields.count >= 2, fields.contains(where: \.isNumber) else {
        // The next header, or text.
        if rows == 0 || fields.count >= 2 && fields.count == header.count { return nil }
        break
      }
      guard let row = placed(fields, under: header) else { return nil }
      let own = row.map { $0?.isFigure ?? false }
      // What is a name in one row and a figure in another may stand in another column.
      if let figures, zip(figures, own).dropFirst(1).contains(where: { $0 != $1 }) { return nil }
      figures = figures ?? own
      rows += 1
      end = index + 1
    }
    guard rows >= 2, figures?.last == true else { return nil }
    return end
  }

  /// Whether the line stands above such a table, as its title and the line of its unit do.
  static func begins(below start: Int, of lines: [String]) -> Bool {
    guard !AlignedTable.fields(lines[start]).contains(where: \.isNumber) else { return false }
    let next = lines.indices.dropFirst(start + 1).lazy.filter { !TextLine(lines[$0]).isBlank }
    return next.prefix(reach).contains { end(of: lines, from: $0) != nil }
  }

  /// The fields of a row by the columns of the header; nil where their number does not tell.
  private static func placed(
    _ fields: [AlignedTable.Field], under header: [AlignedTable.Field]
  ) -> [AlignedTable.Field?]? {
    if fields.count == header.count { return fields }
    let isCoded = ["编码", "代码", "序号"].contains { header[0].text.contains($0) }
    guard isCoded, fields.count + 1 == header.count, !fields[0].isNumber else { return nil }
    return [nil] + fields
  }

  init(lines: [String], range: Range<Int>) {
    rows = range.filter { !TextLine(lines[$0]).isBlank }
      .map { ($0, AlignedTable.fields(lines[$0])) }
  }

  /// The table as the sheet 表`number`.
  func table(file: String, number: Int) -> DocumentTable {
    var cells: [Cell] = []
    var places: [CellAddress: Place] = [:]
    for (rowNumber, row) in rows.enumerated() {
      for (column, field) in (Self.placed(row.fields, under: rows[0].fields) ?? []).enumerated() {
        guard let field else { continue }
        let address = CellAddress(row: rowNumber, column: column)
        cells.append(.text(field.text, at: address))
        places[address] = Place(
          file: file, spot: .line(row.line + 1, column: field.range.lowerBound + 1))
      }
    }
    return DocumentTable(
      sheet: Sheet(file: file, name: "表\(number)", cells: cells), places: places)
  }
}

extension AlignedTable.Field {
  /// Whether it is a number or stands for none.
  fileprivate var isFigure: Bool { isNumber || ["-", "—", "——", "/"].contains(text) }
}
