public import Sheets
internal import Zip

/// A workbook that is written row by row in constant memory, for data of any size.
///
/// It passes the same checks as a draft. The file appears at `finish()`; a stream that ends its
/// life before leaves nothing behind.
public struct WorkbookStream: ~Copyable {
  /// A style of this stream, made ready once for many cells.
  public struct Style: Hashable, Sendable {
    fileprivate var number: Int
  }

  private let file: ReplacementFile
  private var draft: WorkbookDraft
  private var styles = StyleBook()
  private var sheetNames: [String: String] = [:]
  private var archive = ZipStream()
  private var spot: Spot
  private var letters: [[UInt8]] = []
  // Of the sheet that was begun last.
  private var row = -1
  private var column = -1
  private var digits: [UInt8] = []
  private var xml = Markup()

  // How much of a sheet is deflated at a time, and how much of the archive is written.
  private static let piece = 64 << 10

  /// Starts a workbook that will replace the file at `path`.
  ///
  /// - Parameter created: the time that is stored as its creation, in seconds since 1970, above 0.
  public init(
    to path: String, title: String = "", author: String = "", created: Int
  ) throws(WriteError) {
    spot = Spot(path: path)
    try spot.checkProperties(title: title, author: author, created: created)
    file = try ReplacementFile(path: path)
    draft = WorkbookDraft(created: created)
    draft.title = title
    draft.author = author
  }

  /// Makes a style ready.
  public mutating func style(_ style: CellStyle) throws(WriteError) -> Style {
    Style(number: try styles.number(of: style, at: Spot(path: spot.path)))
  }

  /// Begins a sheet; the cells that follow are its cells.
  ///
  /// - Parameter columnWidths: by 0-based column, in characters of the standard font, 0 to 255.
  public mutating func addSheet(
    named name: String, columnWidths: [Int: Double] = [:]
  ) throws(WriteError) {
    let spot = Spot(path: spot.path, sheet: name)
    try spot.checkSheetName(name, among: &sheetNames)
    try spot.check(widths: columnWidths)
    try endSheet()
    self.spot = spot
    draft.sheets.append(SheetDraft(name: name))
    archive.begin("xl/worksheets/sheet\(draft.sheets.count).xml")
    xml = Markup(part: SheetMarkup.start)
    xml.add("<sheetViews><sheetView")
    if draft.sheets.count == 1 { xml.add(" tabSelected=\"1\"") }
    xml.add(" workbookViewId=\"0\"/></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>")
    xml.add(widths: columnWidths)
    xml.add("<sheetData>")
    (row, column) = (-1, -1)
  }

  /// Writes a cell of the sheet that was begun last; cells must come in reading order.
  ///
  /// - Parameter style: a style of this same stream.
  public mutating func write(
    _ content: CellContent, at address: CellAddress, style: Style
  ) throws(WriteError) {
    guard !draft.sheets.isEmpty else {
      throw spot.refusal(
        zh: "还没有工作表：请先加一张", en: "there is no sheet yet: add one first")
    }
    let spot = spot.at(address)
    try begin(address, at: spot)
    xml.tag("<c r=\"")
    xml.add(letters[address.column])
    xml.add(digits)
    xml.tag("\" s=\"")
    xml.add(style.number)
    switch content {
    case .blank: xml.tag("\"/>")
    case .number(let number):
      try spot.checkStorable(number)
      xml.tag("\"><v>")
      xml.add(number)
      xml.tag("</v></c>")
    case .text(let text):
      let stored = try spot.stored(text)
      guard !stored.isEmpty else { return xml.tag("\"/>") }
      xml.tag("\" t=\"inlineStr\"><is>")
      xml.add(textElement: stored)
      xml.tag("</is></c>")
    case .formula(let formula, let cached):
      try spot.check(formula: formula, cached: cached)
      xml.add(formula: formula, cached: cached)
    case .link:
      throw spot.refusal(
        zh: "流式写入的工作表没有链接：请写成文本", en: "a streamed sheet has no links: write a text")
    }
  }

  /// Completes the file and puts it in its place; there must be a sheet.
  public consuming func finish() throws(WriteError) {
    guard !draft.sheets.isEmpty else {
      throw spot.refusal(
        zh: "工作簿没有工作表：Excel 要求至少一张", en: "the workbook has no sheet: Excel wants at least one")
    }
    try endSheet()
    let book = WorkbookMarkup(draft: draft)
    let contents = PackageMarkup(sheets: draft.sheets.count, hasTexts: false)
    for (name, bytes) in [
      ("[Content_Types].xml", contents.contentTypes), ("_rels/.rels", PackageMarkup.rootRelations),
      ("xl/_rels/workbook.xml.rels", contents.workbookRelations), ("xl/workbook.xml", book.part),
      ("xl/theme/theme1.xml", Theme.part), ("xl/styles.xml", StyleMarkup(book: styles).part),
      ("docProps/core.xml", book.coreProperties), ("docProps/app.xml", book.extendedProperties),
    ] {
      archive.add(name, bytes)
    }
    archive.finish()
    try flush()
    try file.replace()
  }

  /// Ends the rows before that of `address` and begins it, where it is a new one.
  private mutating func begin(_ address: CellAddress, at spot: Spot) throws(WriteError) {
    guard address.row >= row, address.row < CellAddress.rowLimit,
      (0..<CellAddress.columnLimit).contains(address.column),
      address.row > row || address.column > column
    else {
      try spot.check(address)
      throw spot.refusal(
        zh:
          "第 \(address.row + 1) 行第 \(address.column + 1) 列在第 \(row + 1) 行第 \(column + 1) 列之后写入：单元格须按次序写",
        en: "row \(address.row + 1) comes after row \(row + 1): rows must come in ascending order")
    }
    while letters.count <= address.column {
      letters.append([UInt8](CellAddress.letters(ofColumn: letters.count).utf8))
    }
    column = address.column
    guard address.row > row else { return }
    if row >= 0 { xml.tag("</row>") }
    if xml.bytes.count >= Self.piece { try deflate() }
    row = address.row
    digits = [UInt8](String(row + 1).utf8)
    xml.tag("<row r=\"")
    xml.add(digits)
    xml.tag("\">")
  }

  private mutating func endSheet() throws(WriteError) {
    guard !draft.sheets.isEmpty else { return }
    if row >= 0 { xml.tag("</row>") }
    xml.add(
      "</sheetData><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/></worksheet>"
    )
    try deflate()
    archive.end()
  }

  private mutating func deflate() throws(WriteError) {
    archive.add(xml.bytes)
    xml.clear()
    guard !archive.isTooLarge else {
      throw spot.refusal(
        zh: "工作表或工作簿超过 4 GB，Excel 打不开：请分成几个文件",
        en: "the sheet or the workbook is over 4 GB, which Excel cannot open: use several files")
    }
    if archive.readyCount >= Self.piece { try flush() }
  }

  private mutating func flush() throws(WriteError) { try file.write(archive.take()) }
}
