public import Budget
public import Documents
import Importing
public import Profiles
public import Sheets

/// The tables inside a note as sheets that can be recognised like those of a workbook.
///
/// The title and the unit that stand above a table are put on its sheet. A table that lost its
/// header gets that of the profile's layout, where its title names the table and its rows have as
/// many cells as the layout has columns.
public struct NoteTables {
  /// The sheets, in the order of the note.
  public private(set) var sheets: [Sheet] = []
  /// Where the cells stand in the file, for files that have lines.
  private var places: [String: [CellAddress: Place]] = [:]

  /// The texts of the lines of tables, each with how many characters stand before it.
  private var lines: [Place: [(offset: Int, text: String)]] = [:]

  /// The tables of `document`.
  public init(_ document: Document, profile: Profile) {
    var above: [String] = []
    let unit = Self.unit(of: document)
    for block in document.blocks {
      switch block {
      case .paragraph(let paragraph): above.append(paragraph.text)
      case .table(let table) where table.isGuessed: above = []
      case .table(let table):
        add(table, above: above.suffix(4), profile: profile, unit: unit)
        above = []
      }
    }
  }

  /// The money unit that most amounts of a document are in.
  private static func unit(of document: Document) -> String {
    var counts = ["万元": 0, "元": 0]
    for case .paragraph(let paragraph) in document.blocks {
      let text = paragraph.text
      let wan = text.ranges(of: "万元").count
      counts["万元", default: 0] += wan
      counts["元", default: 0] += text.ranges(of: "元").count - wan
    }
    return (counts["元"] ?? 0) > (counts["万元"] ?? 0) ? "元" : "万元"
  }

  /// The place of a cell in the file; nil where sheet and address name it best.
  public func place(of place: Place) -> Place? {
    guard let sheet = place.sheet, case .cell(let address) = place.spot else { return nil }
    return places[sheet]?[address]
  }

  /// The row of a text file's table in which a cell stands, as printed; nil for other tables.
  public func quotation(of place: Place) -> Quotation? {
    guard let sheet = place.sheet, case .cell(let address) = place.spot,
      let found = places[sheet]?[address], case .line(let line, let column?) = found.spot,
      let row = lines[Place(file: found.file, spot: .line(line, column: nil))]
    else { return nil }
    var sentence = ""
    var length = 0
    for (offset, text) in row.sorted(by: { $0.offset < $1.offset }) {
      let gap = String(repeating: " ", count: max(0, offset - sentence.unicodeScalars.count))
      sentence += gap + text
      if offset == column - 1 { length = text.unicodeScalars.count }
    }
    return Quotation(sentence: sentence, caret: column, length: length)
  }

  private mutating func add(
    _ table: DocumentTable, above: ArraySlice<String>, profile: Profile, unit: String
  ) {
    let rows = Dictionary(grouping: table.sheet.cells, by: \.address.row)
      .sorted { $0.key < $1.key }.map(\.value)
    guard rows.count > 1 else { return }
    let named = above.reversed().lazy.compactMap { text in
      Self.table(named: text, profile).map { (text, $0) }
    }.first
    let statedUnit = above.last { folded($0).contains("单位:") }
    var header: [[String]] = []
    var skipped = 0
    if let definition = named?.1,
      let layout = profile.layouts.first(where: { $0.table == definition.key })
    {
      let headings = layout.columns.map(\.heading)
      let widths = rows.map { ($0.map(\.address.column).max() ?? 0) + 1 }
      let isAlike = widths.count { $0 == headings.count } * 2 > widths.count
      if isAlike, !Self.hasHeader(rows, headings) {
        skipped =
          rows.prefix {
            !$0.contains { Self.isAmount($0.text) } && $0.count * 2 <= headings.count + 1
          }.count
        let depth = headings.map(\.count).max() ?? 1
        header = (0..<depth).map { level in
          headings.map { level < $0.count ? $0[level] : $0.last ?? "" }
        }
      }
    }
    var cells: [Cell] = []
    var moved: [CellAddress: Place] = [:]
    var row = 0
    func put(_ text: String) {
      cells.append(.text(text, at: CellAddress(row: row, column: 0)))
      row += 1
    }
    let hasTitle = rows.prefix(3).contains { row in
      row.count == 1 && folded(row[0].text).hasSuffix("表")
    }
    if !hasTitle {
      if let definition = named?.1 {
        put(definition.title)
      } else if let title = above.last {
        put(title)
      }
    }
    let statesUnit = rows.prefix(4).contains { row in
      row.contains { folded($0.text).contains("单位:") && folded($0.text).contains("元") }
    }
    if !statesUnit { put(statedUnit ?? "单位：\(unit)") }
    for line in header {
      for (column, text) in line.enumerated() {
        cells.append(.text(text, at: CellAddress(row: row, column: column)))
      }
      row += 1
    }
    let first = rows.dropFirst(skipped).first?.first?.address.row ?? 0
    let shift = row - first
    for cell in rows.dropFirst(skipped).flatMap(\.self) {
      var cell = cell
      let address = CellAddress(row: cell.address.row + shift, column: cell.address.column)
      let place = table.places[cell.address] ?? table.sheet.place(cell.address)
      moved[address] = place
      if case .line(let line, let column?) = place.spot {
        lines[Place(file: place.file, spot: .line(line, column: nil)), default: []]
          .append((column - 1, trimmed(cell.text)))
      }
      cell.address = address
      cells.append(cell)
    }
    let merges = table.sheet.merges.compactMap { range -> CellRange? in
      guard range.first.row >= first else { return nil }
      return CellRange(
        CellAddress(row: range.first.row + shift, column: range.first.column),
        CellAddress(row: range.last.row + shift, column: range.last.column))
    }
    sheets.append(
      Sheet(file: table.sheet.file, name: table.sheet.name, cells: cells, merges: merges))
    places[table.sheet.name] = moved
  }

  /// The table of the profile that a heading names.
  private static func table(named text: String, _ profile: Profile) -> TableDefinition? {
    let heading = folded(text)
    return profile.tables.filter { !$0.isWorkingPaper }.first { table in
      ([table.title] + table.aliases).contains { title in
        let name = folded(title)
        let short = name.hasSuffix("表") ? String(name.dropLast()) : name
        return short.count >= 6 && heading.contains(short)
      }
    }
  }

  /// Whether the first rows of a table name most of the layout's columns.
  private static func hasHeader(_ rows: [[Cell]], _ headings: [[String]]) -> Bool {
    let texts = Set(rows.prefix(8).flatMap { $0.map { folded($0.text) } })
    let found = headings.count { heading in heading.contains { texts.contains(folded($0)) } }
    return found * 2 > headings.count
  }

  private static func isAmount(_ text: String) -> Bool {
    let plain = folded(text)
    return !plain.isEmpty && plain.allSatisfy { $0.isNumber || $0 == "." || $0 == "," }
  }
}
