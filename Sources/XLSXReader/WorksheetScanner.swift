import Bytes
import Decimals
package import Sheets
import XMLScan

/// Reads a worksheet's cells in batches, whatever the size of the sheet.
package struct WorksheetScanner: ~Copyable {
  private var scanner: XMLScanner
  private var cursor: CellCursor
  private var sharedFormulas = SharedFormulas()
  private var inSheetData = false
  private var sheetDataDepth = 0
  private let sheet: Place
  private let usesPlainForm: Bool
  private var value: [UInt8] = []
  private var inline: [UInt8] = []
  private var formula: [UInt8] = []
  /// The merged ranges; complete at the end of the sheet.
  package private(set) var merges: [CellRange] = []
  /// The hidden columns, 0-based.
  package private(set) var hiddenColumns: Set<Int> = []

  init(
    _ source: any ByteSource, place: Place, sheet: Place, limits: ReadLimits, cursor: CellCursor,
    usesPlainForm: Bool
  ) throws(ReadError) {
    scanner = try XMLScanner(source, place: place, limits: limits)
    self.cursor = cursor
    self.sheet = sheet
    self.usesPlainForm = usesPlainForm
  }

  /// The hidden rows, 0-based; complete at the end of the sheet, and only where detail is wanted.
  package var hiddenRows: Set<Int> { cursor.hiddenRows }

  /// Cells whose value is not what its type says; the first hundred.
  package var flaws: [CellFlaw] { cursor.flaws }

  /// Whether cells came out of reading order or twice.
  package var isDisordered: Bool { cursor.isDisordered }

  /// Fills `batch` with the next cells; false where the sheet is at its end and `batch` empty.
  package mutating func next(into batch: inout CellBatch) throws(ReadError) -> Bool {
    batch.removeAll()
    while !batch.isFull {
      if inSheetData, usesPlainForm, scanner.depth == sheetDataDepth + 1, scanner.canLookAhead {
        let used = cursor.readCells(scanner.lookahead, into: &batch)
        if used > 0 {
          scanner.skip(used)
          continue
        }
        // Cells that are not whole yet are no reason to go the slow way.
        if scanner.lookahead.count <= CellCursor.slack, try scanner.extendLookahead() { continue }
      }
      let event = try scanner.next()
      if event == .finished { break }
      try handle(event, into: &batch)
    }
    return !batch.cells.isEmpty
  }

  private mutating func handle(
    _ event: XMLScanner.Event, into batch: inout CellBatch
  ) throws(ReadError) {
    if inSheetData {
      switch event {
      case .start where scanner.isNamed("row"): try startRow()
      case .start where scanner.isNamed("c"): try readCell(into: &batch)
      case .start: try scanner.skipElement()
      case .end where scanner.depth < sheetDataDepth: inSheetData = false
      default: break
      }
      return
    }
    guard event == .start else { return }
    if scanner.isNamed("sheetData"), scanner.depth == 2 {
      inSheetData = true
      sheetDataDepth = scanner.depth
    } else if scanner.isNamed("mergeCell") {
      if let range = CellRange(try scanner.attribute("ref") ?? ""), range.first != range.last {
        merges.append(range)
      }
    } else if scanner.isNamed("col"), scanner.depth == 3 {
      try readColumn()
    }
  }

  private mutating func readColumn() throws(ReadError) {
    guard isTrue(try scanner.attribute("hidden")),
      let first = Int(try scanner.attribute("min") ?? ""),
      let last = Int(try scanner.attribute("max") ?? ""), first >= 1, last >= first,
      last <= CellAddress.columnLimit
    else { return }
    hiddenColumns.formUnion(first - 1..<last)
  }

  private func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }

  private mutating func startRow() throws(ReadError) {
    cursor.column = -1
    if let text = try scanner.attribute("r") {
      guard let number = Int(text), (1...CellAddress.rowLimit).contains(number) else {
        throw scanner.error(
          .malformed, zh: "行号“\(text)”不在 1 到 1048576 之间；文件已损坏，请用 Excel/WPS 打开后另存",
          en: "the row number “\(text)” is not between 1 and 1048576; the file is damaged, open it "
            + "in a spreadsheet program and save it again")
      }
      cursor.row = number - 1
    } else {
      cursor.row += 1
      try checkRow()
    }
    if isTrue(try scanner.attribute("hidden")), cursor.keepsDetail {
      cursor.hiddenRows.insert(cursor.row)
    }
  }

  private func checkRow() throws(ReadError) {
    guard cursor.row < CellAddress.rowLimit, cursor.column < CellAddress.columnLimit else {
      throw scanner.error(
        .malformed, zh: "单元格超出工作表范围（XFD1048576）；文件已损坏",
        en: "a cell lies outside a worksheet (XFD1048576); the file is damaged")
    }
  }

  private mutating func readCell(into batch: inout CellBatch) throws(ReadError) {
    cursor.column += 1
    if let text = try scanner.attribute("r") {
      guard let address = CellAddress(text) else {
        throw scanner.error(
          .malformed, zh: "单元格地址“\(text)”无效；文件已损坏，请用 Excel/WPS 打开后另存",
          en: "the cell address “\(text)” is none; the file is damaged, open it in a spreadsheet "
            + "program and save it again")
      }
      (cursor.row, cursor.column) = (address.row, address.column)
    }
    if cursor.row < 0 { cursor.row = 0 }
    try checkRow()
    let style = Int(try scanner.attribute("s") ?? "") ?? 0
    let type = try scanner.attribute("t") ?? "n"
    let (hasFormula, hasInline) = try readContent()
    var cell = cursor.cell(style: style)
    setValue(type: type, hasInline: hasInline, hasFormula: hasFormula, in: &cell, &batch)
    guard cell.kind != .none || hasFormula || !value.isEmpty else { return }
    if hasFormula, cursor.keepsDetail { cell.formula = append(formula, to: &batch) }
    batch.cells.append(cell)
  }

  /// Reads what stands in the cell that was just entered, up to its end.
  private mutating func readContent() throws(ReadError) -> (hasFormula: Bool, hasInline: Bool) {
    value.removeAll(keepingCapacity: true)
    inline.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
    var hasFormula = false
    var hasInline = false
    let depth = scanner.depth
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("v"):
        try RichText.appendPlain(&scanner, to: &value)
      case .start where scanner.isNamed("is"):
        hasInline = true
        try RichText.append(&scanner, to: &inline)
      case .start where scanner.isNamed("f"):
        hasFormula = true
        let isShared = try scanner.attribute("t") == "shared"
        let group = isShared ? Int(try scanner.attribute("si") ?? "") : nil
        try RichText.appendPlain(&scanner, to: &formula)
        if let group, cursor.keepsDetail {
          sharedFormulas.resolve(
            &formula, group: group, at: CellAddress(row: cursor.row, column: cursor.column))
        }
        if formula.isEmpty { hasFormula = false }
      case .start: try scanner.skipElement()
      case .end where scanner.depth < depth: return (hasFormula, hasInline)
      default: break
      }
    }
  }

  private mutating func setValue(
    type: String, hasInline: Bool, hasFormula: Bool, in cell: inout ScannedCell,
    _ batch: inout CellBatch
  ) {
    switch type {
    case "inlineStr" where hasInline: setText(inline, hasFormula: hasFormula, in: &cell, &batch)
    case "inlineStr", "str":
      EscapedCharacters.resolve(&value, from: 0)
      setText(value, hasFormula: hasFormula, in: &cell, &batch)
      value.removeAll(keepingCapacity: true)
    case "s": setShared(in: &cell, &batch)
    case "b": setBoolean(in: &cell, &batch)
    case "e" where !value.isEmpty:
      cell.kind = .error
      cell.text = append(value, to: &batch)
    case "d" where !value.isEmpty:
      cell.kind = .isoDate
      cell.text = append(value, to: &batch)
    case _ where value.isEmpty:
      if hasInline { setText(inline, hasFormula: hasFormula, in: &cell, &batch) }
    default:
      if let number = ExactDecimal(stored: trimmed(value).span) {
        cursor.set(number, in: &cell)
        if cursor.keepsDetail { cell.text = append(value, to: &batch) }
      } else {
        cursor.note(.notANumber, String(decoding: value, as: UTF8.self))
        setText(value, hasFormula: hasFormula, in: &cell, &batch)
      }
    }
  }

  /// A text without characters is a value only where a formula gave it.
  private func setText(
    _ text: [UInt8], hasFormula: Bool, in cell: inout ScannedCell, _ batch: inout CellBatch
  ) {
    guard !text.isEmpty || hasFormula else { return }
    cell.kind = .text
    cell.text = append(text, to: &batch)
  }

  private mutating func setShared(in cell: inout ScannedCell, _ batch: inout CellBatch) {
    guard !value.isEmpty else { return }
    guard let index = Int(String(decoding: trimmed(value), as: UTF8.self)), index >= 0,
      index < cursor.strings.count
    else {
      cursor.note(.noSuchString, String(decoding: value, as: UTF8.self))
      cell.text = append(value, to: &batch)
      return
    }
    if cursor.strings.byteCount(index) == 0 {
      value.removeAll(keepingCapacity: true)
      return
    }
    cell.kind = .sharedText
    cell.index = Int32(index)
  }

  private mutating func setBoolean(in cell: inout ScannedCell, _ batch: inout CellBatch) {
    guard !value.isEmpty else { return }
    cell.text = append(value, to: &batch)
    switch String(decoding: trimmed(value), as: UTF8.self).lowercased() {
    case "1", "true": (cell.kind, cell.number) = (.boolean, ExactDecimal(1))
    case "0", "false": (cell.kind, cell.number) = (.boolean, .zero)
    default:
      cursor.note(.notABoolean, String(decoding: value, as: UTF8.self))
      cell.kind = .text
    }
  }

  private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0a }
    guard let first = bytes.first, let last = bytes.last, isBlank(first) || isBlank(last) else {
      return bytes
    }
    return Array(bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  private func append(_ text: [UInt8], to batch: inout CellBatch) -> TextRange {
    let start = batch.arena.count
    batch.arena.append(contentsOf: text)
    return TextRange(start: start, count: text.count)
  }
}
