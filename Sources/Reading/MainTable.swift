public import Sheets

/// The main table of a sheet: what is left without preamble, footnotes and further tables.
public struct MainTable: Sendable {
  /// The header, the rows of one that has several joined by a blank.
  public var header: [String]
  /// The records, each with as many fields as the header.
  public var records: [[String]]

  /// Finds the main table in the rows of a sheet, as `text` shows their cells; nil where no row has a
  /// cell.
  public init?(of sheet: Sheet, text: (Cell) -> String) {
    let rows = Self.rows(of: sheet, text: text)
    guard let width = Self.width(of: rows) else { return nil }
    guard var first = rows.firstIndex(where: { $0.extent >= width }) else { return nil }
    while first > 0, Self.isUpperHeader(rows[first - 1], above: rows[first], width) { first -= 1 }
    var body = rows[first...]
    var headerRows = [body.removeFirst()]
    // A header has a text in each column; rows of text that follow belong to it as long as records
    // with numbers come after them.
    while let next = body.first, Self.continuesHeader(next, headerRows, body.dropFirst(), width) {
      headerRows.append(next)
      body.removeFirst()
    }
    header = Self.joined(headerRows, width: width)
    var records: [[String]] = []
    for row in body {
      // The same header again, or a wide gap, begins another table.
      if row.fitted(to: width) == headerRows[0].fitted(to: width) { break }
      records.append(row.fitted(to: width))
    }
    let footnotes = records.reversed().prefix { record in
      width > 2 && record.dropFirst().allSatisfy(\.isEmpty)
    }.count
    self.records = Array(records.dropLast(footnotes))
  }

  private struct Row {
    var number: Int
    var fields: [String]

    /// How many fields there are up to the last that is not empty.
    var extent: Int { (fields.lastIndex { !$0.isEmpty } ?? -1) + 1 }

    var filled: Int { fields.count { !$0.isEmpty } }

    /// The row with exactly `width` fields: a row with one field too many gives up an empty one
    /// inside it, for that is where a separator stands twice.
    func fitted(to width: Int) -> [String] {
      var fields = Array(fields.prefix(max(extent, width)))
      if fields.count == width + 1, let gap = fields.dropLast().firstIndex(of: "") {
        fields.remove(at: gap)
      }
      fields += Array(repeating: "", count: max(0, width - fields.count))
      return fields
    }
  }

  private static func rows(of sheet: Sheet, text: (Cell) -> String) -> [Row] {
    var rows: [Row] = []
    var last = -1
    for cell in sheet.cells {
      if cell.address.row != last {
        rows.append(Row(number: cell.address.row, fields: []))
        last = cell.address.row
      }
      let gap = cell.address.column - rows[rows.count - 1].fields.count
      // A cell far to the right is no part of a table that this could find.
      guard gap < 1024 else { continue }
      rows[rows.count - 1].fields += Array(repeating: "", count: max(0, gap))
      rows[rows.count - 1].fields.append(text(cell))
    }
    return rows
  }

  /// How many columns the table has: that of most rows, where the header may have more.
  private static func width(of rows: [Row]) -> Int? {
    var counts: [Int: Int] = [:]
    for row in rows where row.extent > 0 { counts[row.extent, default: 0] += 1 }
    guard let common = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
      return nil
    }
    // Columns that are empty but for their heading make the header wider than its records.
    let candidate = rows.first { $0.extent >= common }
    // One gap in it is a separator that stands twice.
    guard let candidate, candidate.extent > common, candidate.filled >= candidate.extent - 1 else {
      return common
    }
    return max(common, candidate.filled)
  }

  /// Whether `upper` is the upper row of a header whose lower row leaves columns to it.
  private static func isUpperHeader(_ upper: Row, above lower: Row, _ width: Int) -> Bool {
    let (above, below) = (upper.fitted(to: width), lower.fitted(to: width))
    return upper.number + 1 == lower.number && !above.contains(where: isNumber)
      && !below.contains(where: isNumber)
      && zip(above, below).contains { !$0.isEmpty && $1.isEmpty }
  }

  private static func continuesHeader(
    _ row: Row, _ header: [Row], _ rest: ArraySlice<Row>, _ width: Int
  ) -> Bool {
    guard header.count < 4, row.filled > 0, !row.fields.contains(where: isNumber) else {
      return false
    }
    // Only where the first row leaves columns without a heading, or the records are numbers under
    // texts in most of the columns that this row fills.
    let gaps = header[0].fitted(to: width).indices.filter {
      header[0].fitted(to: width)[$0].isEmpty
    }
    let fields = row.fitted(to: width)
    guard gaps.contains(where: { !fields[$0].isEmpty }) || row.filled < width else { return false }
    return rest.prefix(3).contains { $0.fields.contains(where: isNumber) }
      && !gaps.isEmpty
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return (first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first))
      && Double(text) != nil
  }

  private static func joined(_ rows: [Row], width: Int) -> [String] {
    let fitted = rows.map { $0.fitted(to: width) }
    return (0..<width).map { column in
      fitted.map { $0[column] }.filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}
