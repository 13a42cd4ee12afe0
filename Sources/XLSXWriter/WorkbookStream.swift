public import Sheets

/// A workbook that is written row by row in constant memory, for data of any size.
///
/// It passes the same checks as a draft. The file appears at `finish()`; a stream that ends its
/// life before leaves nothing behind.
public struct WorkbookStream: ~Copyable {
  /// A style of this stream, made ready once for many cells.
  public struct Style: Hashable, Sendable {
    fileprivate var index: Int
  }

  private let path: String
  private let file: ReplacementFile
  private var workbook: WorkbookHandle
  private var formats: [FormatHandle] = []
  private var sheetNames: [String: String] = [:]
  private var sheet: SheetHandle?
  private var row = 0

  /// Starts a workbook that will replace the file at `path`.
  ///
  /// - Parameter created: the time that is stored as its creation, in seconds since 1970, above 0.
  public init(
    to path: String, title: String = "", author: String = "", created: Int
  ) throws(WriteError) {
    try Spot(path: path).checkProperties(title: title, author: author, created: created)
    let file = try ReplacementFile(path: path)
    let workbook = try WorkbookHandle(path: path, file: file.temporary, streaming: true)
    try workbook.setProperties(title: title, author: author, created: created)
    self.path = path
    self.file = file
    self.workbook = workbook
  }

  /// Makes a style ready.
  public mutating func style(_ style: CellStyle) throws(WriteError) -> Style {
    formats.append(try workbook.format(style, at: Spot(path: path)))
    return Style(index: formats.count - 1)
  }

  /// Begins a sheet; the cells that follow are its cells.
  ///
  /// - Parameter columnWidths: by 0-based column, in characters of the standard font, 0 to 255.
  public mutating func addSheet(
    named name: String, columnWidths: [Int: Double] = [:]
  ) throws(WriteError) {
    try Spot(path: path, sheet: name).checkSheetName(name, among: &sheetNames)
    let handle = try workbook.addSheet(named: name)
    try handle.setColumnWidths(columnWidths)
    sheet = handle
    row = 0
  }

  /// Writes a cell of the sheet that was begun last; rows must come in ascending order.
  ///
  /// - Parameter style: a style of this same stream.
  public mutating func write(
    _ content: CellContent, at address: CellAddress, style: Style
  ) throws(WriteError) {
    guard let sheet else {
      throw Spot(path: path).refusal(
        zh: "还没有工作表：请先加一张", en: "there is no sheet yet: add one first")
    }
    guard address.row >= row, address.row < CellAddress.rowLimit,
      (0..<CellAddress.columnLimit).contains(address.column)
    else {
      try sheet.spot.at(address).check(address)
      throw sheet.spot.at(address).refusal(
        zh: "第 \(address.row + 1) 行在第 \(row + 1) 行之后写入：各行须按次序写",
        en: "row \(address.row + 1) comes after row \(row + 1): rows must come in ascending order")
    }
    row = address.row
    try sheet.write(content, at: address, format: formats[style.index])
  }

  /// Completes the file and puts it in its place; there must be a sheet.
  public consuming func finish() throws(WriteError) {
    guard sheet != nil else {
      throw Spot(path: path).refusal(
        zh: "工作簿没有工作表：Excel 要求至少一张", en: "the workbook has no sheet: Excel wants at least one")
    }
    try workbook.close()
    try WrittenFile(file: file.temporary, path: path).check()
    try file.replace()
  }
}
