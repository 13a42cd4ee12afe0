import Budget
import Localization
public import Profiles
public import Sheets

/// Takes the lines of an input's sheets as facts.
public struct SheetImporter: Sendable {
  let schema: InputSchema
  let context: ImportContext

  /// An importer for the inputs that `schema` describes.
  public init(schema: InputSchema, context: ImportContext) {
    self.schema = schema
    self.context = context
  }

  /// Finds the header in `sheet`, maps its columns, and takes its lines.
  ///
  /// Nothing is thrown: what could not be taken is in the result's notes, and makes it incomplete.
  public func importing(_ sheet: Sheet) -> ImportedSheet {
    let grid = HeaderGrid(sheet)
    guard let header = HeaderFinder(schema: schema, context: context).header(in: grid) else {
      return withoutHeader(sheet, grid)
    }
    var pass = ImportPass(
      sheet: sheet, grid: grid, header: header, schema: schema, context: context)
    return pass.run()
  }

  private func withoutHeader(_ sheet: Sheet, _ grid: HeaderGrid) -> ImportedSheet {
    var counts = RowCounts()
    var last = sheet.cells.first.map { $0.address.row - 1 } ?? -1
    for cell in sheet.cells where cell.address.row > last {
      counts.blank += cell.address.row - last - 1
      counts.rejected += 1
      last = cell.address.row
    }
    let wanted = schema.fields.filter { $0.isRequired && $0.defaultValue == nil }
      .map { $0.labels.first ?? $0.key }
    let message = Message(
      zh: "找不到“\(schema.title)”的表头（前 \(HeaderGrid.height) 行），表头应有："
        + "\(wanted.joined(separator: "、"))；请检查是否选错了文件或工作表",
      en:
        "found no header of “\(schema.title)” in the first \(HeaderGrid.height) rows, expected the "
        + "columns \(wanted.joined(separator: ", ")); check whether it is the right file and sheet")
    let note = ImportNote(
      kind: .headerNotFound, severity: .error, place: Place(file: sheet.file, sheet: sheet.name),
      message: message)
    return ImportedSheet(
      facts: [], counts: counts, notes: [note], noteCounts: [.headerNotFound: 1],
      isIncomplete: true, statedTotals: [])
  }
}
