import Budget
import Localization
import Profiles
public import Sheets

/// An import of one sheet, row by row: what has been read is kept as facts, never as cells.
public struct SheetImport: Sendable {
  /// How many rows from the first with a cell are needed to find the header.
  public static let headRows = HeaderGrid.height

  private let importer: SheetImporter
  private let frame: SheetFrame
  private var passes: [ImportPass]
  private var counts = RowCounts()
  private var next: Int?
  private var rowsRead = 0

  /// Finds the header among the cells `head` of the first `headRows` rows, and maps its columns.
  ///
  /// The rows themselves are then taken from the first on, with `take`.
  init(_ importer: SheetImporter, frame: SheetFrame, head: some Collection<Cell>) {
    self.importer = importer
    self.frame = frame
    let grid = HeaderGrid(head, merges: frame.merges)
    let headers = HeaderFinder(schema: importer.schema, context: importer.context)
      .headers(in: grid)
    passes = headers.map {
      ImportPass(
        sheet: frame, grid: grid, header: $0, schema: importer.schema, context: importer.context)
    }
    for index in passes.indices { passes[index].start() }
  }

  /// The headers that were found, one for each table side by side.
  var headers: [Header] { passes.map(\.header) }

  /// Takes a row with its cells; rows come in order, and those without cells are left out.
  public mutating func take(row: Int, cells: ArraySlice<Cell>) {
    for blank in (next ?? row)..<row { takeOne(row: blank, cells: []) }
    takeOne(row: row, cells: cells)
    next = row + 1
  }

  private mutating func takeOne(row: Int, cells: ArraySlice<Cell>) {
    rowsRead += 1
    if passes.isEmpty {
      if cells.isEmpty { counts.blank += 1 } else { counts.rejected += 1 }
    }
    for index in passes.indices {
      let columns = passes[index].header.columns
      passes[index].take(
        row: row,
        cells: columns == 0...Int.max
          ? cells : cells.filter { columns.contains($0.address.column) }[...])
    }
  }

  /// Takes several rows, all of the cells of each.
  public mutating func take(_ cells: [Cell]) {
    var index = cells.startIndex
    while index < cells.endIndex {
      let row = cells[index].address.row
      var end = index
      while end < cells.endIndex, cells[end].address.row == row { end += 1 }
      take(row: row, cells: cells[index..<end])
      index = end
    }
  }

  /// What came of the sheet, after its last row.
  public mutating func finish() -> ImportedSheet {
    guard !passes.isEmpty else { return withoutHeader() }
    var result = passes[0].finish()
    for index in passes.indices.dropFirst() { result.add(passes[index].finish()) }
    result.rowsRead = rowsRead * passes.count
    return result
  }

  private func withoutHeader() -> ImportedSheet {
    let schema = importer.schema
    let wanted = schema.fields.filter { $0.isRequired && $0.defaultValue == nil }
      .map { $0.labels.first ?? $0.key }
    let message = Message(
      zh: "找不到“\(schema.title)”的表头（前 \(HeaderGrid.height) 行），表头应有："
        + "\(wanted.joined(separator: "、"))；请检查是否选错了文件或工作表",
      en:
        "found no header of “\(schema.title)” in the first \(HeaderGrid.height) rows, expected the "
        + "columns \(wanted.joined(separator: ", ")); check whether it is the right file and sheet")
    let note = ImportNote(
      kind: .headerNotFound, severity: .error, place: Place(file: frame.file, sheet: frame.name),
      message: message)
    var result = ImportedSheet(
      facts: [], counts: counts, notes: [note], noteCounts: [.headerNotFound: 1],
      isIncomplete: true, statedTotals: [])
    result.rowsRead = rowsRead
    if counts.rejected > 0 { result.rejections[.headerNotFound] = counts.rejected }
    return result
  }
}
