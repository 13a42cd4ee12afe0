import Bytes
import Decimals
import Sheets

extension CellCursor {
  /// No plain start tag with a number and its end tags is longer than this, so that its bytes need
  /// no further end checks.
  static let slack = 160

  /// Reads cells in plain form from the front of `bytes`, which begin behind the start of a row or
  /// behind a cell, and returns how many bytes they took: whole cells and whole changes of row only.
  mutating func readCells(_ bytes: Span<UInt8>, into batch: inout CellBatch) -> Int {
    var position = 0
    let end = bytes.count - Self.slack
    while position < end, !batch.isFull {
      var next = readCell(bytes, at: position, into: &batch)
      if next < 0 { next = changeRow(bytes, at: position) }
      if next < 0 { break }
      position = next
    }
    return position
  }

  /// Reads `</row><row …>`; -1 where something else stands there.
  private mutating func changeRow(_ bytes: Span<UInt8>, at start: Int) -> Int {
    guard bytes[start] == UInt8(ascii: "<"), bytes[start + 1] == UInt8(ascii: "/"),
      bytes[start + 2] == UInt8(ascii: "r"), bytes[start + 3] == UInt8(ascii: "o"),
      bytes[start + 4] == UInt8(ascii: "w"), bytes[start + 5] == UInt8(ascii: ">"),
      bytes[start + 6] == UInt8(ascii: "<"), bytes[start + 7] == UInt8(ascii: "r"),
      bytes[start + 8] == UInt8(ascii: "o"), bytes[start + 9] == UInt8(ascii: "w")
    else { return -1 }
    var number = row + 2
    var position = start + 10
    var isHidden = false
    while bytes[position] == UInt8(ascii: " ") {
      let name = position + 1
      position = name
      while position < bytes.count, bytes[position] != UInt8(ascii: "="),
        bytes[position] != UInt8(ascii: ">")
      { position += 1 }
      let nameCount = position - name
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "="),
        bytes[position + 1] == UInt8(ascii: "\"")
      else { return -1 }
      position += 2
      let value = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
      guard position + 1 < bytes.count else { return -1 }
      if nameCount == 1, bytes[name] == UInt8(ascii: "r") {
        number = wholeNumber(bytes, value..<position)
        guard number > 0, number <= CellAddress.rowLimit else { return -1 }
      } else if nameCount == 6, bytes[name] == UInt8(ascii: "h"),
        bytes[name + 1] == UInt8(ascii: "i")
      {
        isHidden = position == value + 1 && bytes[value] == UInt8(ascii: "1")
        guard position == value + 1 else { return -1 }
      }
      position += 1
    }
    guard bytes[position] == UInt8(ascii: ">") else { return -1 }
    row = number - 1
    column = -1
    if isHidden, keepsDetail { hiddenRows.insert(row) }
    return position + 1
  }

  /// A number of up to nine digits; -1 where there is none.
  private func wholeNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    guard !range.isEmpty, range.count <= 9 else { return -1 }
    var value = 0
    for index in range {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return -1 }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  /// Reads one cell that begins at `start`; -1 where it is not in plain form or not whole.
  private mutating func readCell(
    _ bytes: Span<UInt8>, at start: Int, into batch: inout CellBatch
  ) -> Int {
    guard bytes[start] == UInt8(ascii: "<"), bytes[start + 1] == UInt8(ascii: "c"),
      let tag = readTag(bytes, at: start + 2)
    else { return -1 }
    let following = bytes.word(at: tag.end)
    if following & 0xffff == Mark.emptyEnd {
      (row, column) = (tag.row, tag.column)
      return tag.end + 2
    }
    if tag.content == .inline {
      guard bytes[tag.end] == UInt8(ascii: ">") else { return -1 }
      return readInline(bytes, at: tag.end + 1, tag, into: &batch)
    }
    guard following & 0xffff_ffff == Mark.value else { return -1 }
    let value = tag.end + 4
    switch tag.content {
    case .number: return readNumber(bytes, at: value, tag, into: &batch)
    case .shared:
      let (count, number) = bytes.digits(at: value)
      let (index, close) = (Int(number), value + count)
      guard count > 0, index < strings.count, endsCell(bytes, close) else { return -1 }
      guard strings.byteCount(index) > 0 else {
        (row, column) = (tag.row, tag.column)
        return close + Mark.cellEndCount
      }
      var cell = cell(tag)
      cell.kind = .sharedText
      cell.index = Int32(truncatingIfNeeded: index)
      batch.cells.append(cell)
      return close + Mark.cellEndCount
    default: return readText(bytes, at: value, tag, into: &batch)
    }
  }

  /// The cell of `tag`, before its value; the cursor moves there.
  private mutating func cell(_ tag: CellTag) -> ScannedCell {
    (row, column) = (tag.row, tag.column)
    return cell(style: tag.style)
  }

  /// Reads a number and the end of its cell.
  private mutating func readNumber(
    _ bytes: Span<UInt8>, at value: Int, _ tag: CellTag, into batch: inout CellBatch
  ) -> Int {
    var close = value
    var number: ExactDecimal?
    if let plain = bytes.plainNumber(at: value), endsCell(bytes, plain.end) {
      close = plain.end
      number = ExactDecimal(
        storedDigits: plain.magnitude, places: plain.places, isNegative: plain.isNegative)
    }
    if number == nil {
      guard let end = valueEnd(bytes, from: value) else { return -1 }
      close = end
      number = ExactDecimal(stored: bytes.extracting(value..<close))
    }
    guard let number else { return -1 }
    var cell = cell(tag)
    set(number, in: &cell)
    if keepsDetail { cell.text = copy(bytes, value..<close, into: &batch) }
    batch.cells.append(cell)
    return close + Mark.cellEndCount
  }

  /// Reads the text of a formula, TRUE or FALSE, or an error, and the end of its cell.
  private mutating func readText(
    _ bytes: Span<UInt8>, at value: Int, _ tag: CellTag, into batch: inout CellBatch
  ) -> Int {
    guard let close = valueEnd(bytes, from: value) else { return -1 }
    switch tag.content {
    case .boolean where close != value + 1 || bytes[value] & 0xfe != UInt8(ascii: "0"): return -1
    case .string where mayHoldEscape(bytes, value..<close): return -1
    default: break
    }
    var cell = cell(tag)
    switch tag.content {
    case .boolean:
      cell.kind = .boolean
      cell.number = ExactDecimal(Int(bytes[value] & 1))
    case .error: cell.kind = .error
    default: cell.kind = .text
    }
    if cell.kind != .boolean || keepsDetail { cell.text = copy(bytes, value..<close, into: &batch) }
    batch.cells.append(cell)
    return close + Mark.cellEndCount
  }

  /// The end of a value that begins at `start`; nil where it is empty, no plain text, or not followed
  /// by the end of the cell.
  private func valueEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    let close = plainTextEnd(bytes, from: start)
    guard close > start, close + Mark.cellEndCount <= bytes.count, endsCell(bytes, close) else {
      return nil
    }
    return close
  }

  /// The end of the run of bytes from `start` on that hold no markup, reference or carriage return.
  private func plainTextEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    bytes.index(of: UInt8(ascii: "<"), UInt8(ascii: "&"), 0x0d, from: start)
  }

  /// Whether `</v></c>` stands at `start`.
  private func endsCell(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    bytes.word(at: start) == Mark.cellEnd
  }

  /// Whether `_` occurs, which may begin an escaped character.
  private func mayHoldEscape(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let text = bytes.extracting(range)
    let mark = UInt8(ascii: "_")
    return text.index(of: mark, mark, mark, from: 0) < text.count
  }

  private func copy(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into batch: inout CellBatch
  ) -> TextRange {
    let start = batch.arena.count
    batch.append(bytes.extracting(range))
    return TextRange(start: start, count: range.count)
  }

  /// Reads `<is><t>…</t></is></c>` or the same with `xml:space`; -1 where something else is there.
  private mutating func readInline(
    _ bytes: Span<UInt8>, at start: Int, _ tag: CellTag, into batch: inout CellBatch
  ) -> Int {
    var position = start
    guard take("<is><t", bytes, &position) else { return -1 }
    if bytes[position] == UInt8(ascii: " ") {
      guard take(" xml:space=\"preserve\"", bytes, &position) else { return -1 }
    }
    guard take(">", bytes, &position) else { return -1 }
    let value = position
    position = plainTextEnd(bytes, from: value)
    let close = position
    guard take("</t></is></c>", bytes, &position), !mayHoldEscape(bytes, value..<close) else {
      return -1
    }
    var cell = cell(tag)
    guard close > value else { return position }
    cell.kind = .text
    cell.text = copy(bytes, value..<close, into: &batch)
    batch.cells.append(cell)
    return position
  }
}
