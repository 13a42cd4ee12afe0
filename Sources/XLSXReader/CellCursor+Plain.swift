import Decimals
import Sheets

extension CellCursor {
  /// Reads cells in plain form from the front of `bytes`, which begin behind the start of a row or
  /// behind a cell, and returns how many bytes they took: whole cells and whole changes of row only.
  mutating func readCells(_ bytes: Span<UInt8>, into batch: inout CellBatch) -> Int {
    var position = 0
    // No plain start tag is longer than this, so that its bytes need no further end checks.
    let end = bytes.count - 160
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

  private enum Content {
    case number
    case shared
    case string
    case inline
    case boolean
    case error
  }

  /// Reads one cell that begins at `start`; -1 where it is not in plain form or not whole.
  private mutating func readCell(
    _ bytes: Span<UInt8>, at start: Int, into batch: inout CellBatch
  ) -> Int {
    guard bytes[start] == UInt8(ascii: "<"), bytes[start + 1] == UInt8(ascii: "c") else {
      return -1
    }
    var position = start + 2
    var cellRow = row
    var cellColumn = column + 1
    var style = 0
    var content = Content.number
    while bytes[position] == UInt8(ascii: " ") {
      guard position - start < 64, bytes[position + 2] == UInt8(ascii: "="),
        bytes[position + 3] == UInt8(ascii: "\"")
      else { return -1 }
      let name = bytes[position + 1]
      position += 4
      let value = position
      switch name {
      case UInt8(ascii: "r"):
        cellColumn = 0
        while bytes[position] >= UInt8(ascii: "A"), bytes[position] <= UInt8(ascii: "Z"),
          position < value + 4
        {
          cellColumn = cellColumn &* 26 &+ Int(bytes[position] &- UInt8(ascii: "A")) &+ 1
          position += 1
        }
        cellColumn -= 1
        let digits = position
        cellRow = 0
        while bytes[position] != UInt8(ascii: "\""), position < digits + 8 {
          let digit = bytes[position] &- UInt8(ascii: "0")
          guard digit <= 9 else { return -1 }
          cellRow = cellRow &* 10 &+ Int(digit)
          position += 1
        }
        cellRow -= 1
        guard position > digits, digits > value, cellRow >= 0, cellRow < CellAddress.rowLimit,
          cellColumn < CellAddress.columnLimit
        else { return -1 }
      case UInt8(ascii: "s"):
        while bytes[position] != UInt8(ascii: "\""), position < value + 9 { position += 1 }
        style = wholeNumber(bytes, value..<position)
        guard style >= 0 else { return -1 }
      case UInt8(ascii: "t"):
        while bytes[position] != UInt8(ascii: "\""), position < value + 9 { position += 1 }
        switch (position - value, bytes[value]) {
        case (1, UInt8(ascii: "s")): content = .shared
        case (1, UInt8(ascii: "n")): content = .number
        case (1, UInt8(ascii: "b")): content = .boolean
        case (1, UInt8(ascii: "e")): content = .error
        case (3, UInt8(ascii: "s")): content = .string
        case (9, UInt8(ascii: "i")): content = .inline
        default: return -1
        }
      default: return -1
      }
      guard bytes[position] == UInt8(ascii: "\"") else { return -1 }
      position += 1
    }
    if bytes[position] == UInt8(ascii: "/"), bytes[position + 1] == UInt8(ascii: ">") {
      (row, column) = (cellRow, cellColumn)
      return position + 2
    }
    guard bytes[position] == UInt8(ascii: ">"), bytes[position + 1] == UInt8(ascii: "<") else {
      return -1
    }
    if content == .inline {
      return readInline(
        bytes, at: position + 1, row: cellRow, column: cellColumn, style: style, into: &batch)
    }
    guard bytes[position + 2] == UInt8(ascii: "v"), bytes[position + 3] == UInt8(ascii: ">") else {
      return -1
    }
    let value = position + 4
    var close = value
    while close < bytes.count, bytes[close] > 0x3c || isPlainText(bytes[close]) { close += 1 }
    guard close > value, close + 8 <= bytes.count, endsCell(bytes, close) else { return -1 }
    let (oldRow, oldColumn) = (row, column)
    (row, column) = (cellRow, cellColumn)
    var cell = cell(style: style)
    switch content {
    case .number:
      guard let number = ExactDecimal(stored: bytes.extracting(value..<close)) else {
        (row, column) = (oldRow, oldColumn)
        return -1
      }
      set(number, in: &cell)
      if keepsDetail { cell.text = copy(bytes, value..<close, into: &batch) }
    case .shared:
      let index = wholeNumber(bytes, value..<close)
      guard index >= 0, index < strings.count else {
        (row, column) = (oldRow, oldColumn)
        return -1
      }
      guard strings.byteCount(index) > 0 else { return close + 8 }
      cell.kind = .sharedText
      cell.index = Int32(index)
    case .string:
      guard !mayHoldEscape(bytes, value..<close) else {
        (row, column) = (oldRow, oldColumn)
        return -1
      }
      cell.kind = .text
      cell.text = copy(bytes, value..<close, into: &batch)
    case .boolean:
      guard close == value + 1, bytes[value] & 0xfe == UInt8(ascii: "0") else {
        (row, column) = (oldRow, oldColumn)
        return -1
      }
      cell.kind = .boolean
      cell.number = ExactDecimal(Int(bytes[value] & 1))
      if keepsDetail { cell.text = copy(bytes, value..<close, into: &batch) }
    case .error:
      cell.kind = .error
      cell.text = copy(bytes, value..<close, into: &batch)
    case .inline:
      return -1
    }
    batch.cells.append(cell)
    return close + 8
  }

  /// Bytes below `=` that may stand in plain text: no markup, reference or carriage return.
  private func isPlainText(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&") && byte != 0x0d
  }

  /// Whether `</v></c>` stands at `start`.
  private func endsCell(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    bytes[start] == UInt8(ascii: "<") && bytes[start + 1] == UInt8(ascii: "/")
      && bytes[start + 2] == UInt8(ascii: "v") && bytes[start + 3] == UInt8(ascii: ">")
      && bytes[start + 4] == UInt8(ascii: "<") && bytes[start + 5] == UInt8(ascii: "/")
      && bytes[start + 6] == UInt8(ascii: "c") && bytes[start + 7] == UInt8(ascii: ">")
  }

  /// Whether `_x` occurs, which may begin an escaped character.
  private func mayHoldEscape(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range
    where bytes[index] == UInt8(ascii: "_") && bytes[index + 1] == UInt8(ascii: "x") { return true }
    return false
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
    _ bytes: Span<UInt8>, at start: Int, row cellRow: Int, column cellColumn: Int, style: Int,
    into batch: inout CellBatch
  ) -> Int {
    var position = start
    guard take("<is><t", bytes, &position) else { return -1 }
    if bytes[position] == UInt8(ascii: " ") {
      guard take(" xml:space=\"preserve\"", bytes, &position) else { return -1 }
    }
    guard take(">", bytes, &position) else { return -1 }
    let value = position
    while position < bytes.count, bytes[position] > 0x3c || isPlainText(bytes[position]) {
      position += 1
    }
    let close = position
    guard take("</t></is></c>", bytes, &position), !mayHoldEscape(bytes, value..<close) else {
      return -1
    }
    (row, column) = (cellRow, cellColumn)
    guard close > value else { return position }
    var cell = cell(style: style)
    cell.kind = .text
    cell.text = copy(bytes, value..<close, into: &batch)
    batch.cells.append(cell)
    return position
  }

  /// Goes past `mark` where it stands at `position`.
  private func take(_ mark: StaticString, _ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
    let start = position
    let count = mark.utf8CodeUnitCount
    guard start + count <= bytes.count else { return false }
    let stands = mark.withUTF8Buffer { mark in
      for index in 0..<count where unsafe bytes[start + index] != mark[index] { return false }
      return true
    }
    if stands { position += count }
    return stands
  }
}
