import Decimals
import Sheets

/// Something in a CSV file that its dialect does not allow, and how it was read all the same.
public struct CSVFlaw: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A quote inside a field that does not begin with one; kept as a character.
    case quoteInField
    /// Text behind a closing quote; kept as part of the field.
    case textAfterQuote
    /// A quoted field that does not end.
    case unclosedQuote
    /// A NUL byte; kept as a character.
    case nulByte
  }

  /// What is wrong.
  public var kind: Kind
  /// The line, from 1.
  public var line: Int
  /// The byte of the decoded text, from 0.
  public var byte: Int
}

/// Splits bytes into typed fields; keeps its place between calls, so that a file may come in pieces.
struct FieldParser {
  let dialect: CSVDialect
  /// The record that is being read, 0-based.
  private(set) var row = 0
  /// The next field of the record, 0-based.
  private(set) var column = 0
  /// The line that is being read, from 1.
  private(set) var line = 1
  /// The first hundred flaws.
  private(set) var flaws: [CSVFlaw] = []
  /// How many bytes came before the current ones.
  private var offset = 0

  init(_ dialect: CSVDialect) {
    self.dialect = dialect
  }

  /// Reads fields from the front of `bytes` until `batch` is full and returns how many bytes they
  /// took; a field that may go on behind the bytes is left, unless they are the last.
  mutating func readFields(
    _ bytes: Span<UInt8>, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    var position = 0
    while position < bytes.count, !batch.isFull {
      let next = readField(bytes, at: position, isLast: isLast, into: &batch)
      if next < 0 { break }
      position = next
    }
    offset += position
    return position
  }

  /// Reads one field and the delimiter or line end behind it; -1 where its end is not in sight.
  private mutating func readField(
    _ bytes: Span<UInt8>, at start: Int, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    if bytes[start] == dialect.quote {
      return readQuoted(bytes, at: start, isLast: isLast, into: &batch)
    }
    if dialect.escape != nil {
      return readEscaped(bytes, at: start, isLast: isLast, into: &batch)
    }
    let delimiter = dialect.delimiter
    let quote = dialect.quote ?? delimiter
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte == delimiter || byte == 0x0a || byte == 0x0d { break }
      if byte == quote { note(.quoteInField, at: end) }
      if byte == 0 { note(.nulByte, at: end) }
      end += 1
    }
    let next = separator(bytes, at: end, isLast: isLast)
    guard next >= 0 else {
      forgetFlaws(from: start)
      return -1
    }
    if end > start { append(bytes, start..<end, to: &batch) }
    finishField(bytes, at: end)
    return next
  }

  /// The place behind the delimiter or line end at `end`; -1 where that is not in sight.
  private func separator(_ bytes: Span<UInt8>, at end: Int, isLast: Bool) -> Int {
    guard end < bytes.count else { return isLast ? end : -1 }
    guard bytes[end] == 0x0d else { return end + 1 }
    guard end + 1 < bytes.count else { return isLast ? end + 1 : -1 }
    return bytes[end + 1] == 0x0a ? end + 2 : end + 1
  }

  private mutating func finishField(_ bytes: Span<UInt8>, at end: Int) {
    if end < bytes.count, bytes[end] == dialect.delimiter {
      column += 1
    } else {
      row += 1
      column = 0
      line += 1
    }
  }

  private mutating func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to batch: inout CellBatch
  ) {
    let start = batch.arena.count
    for index in range { batch.arena.append(bytes[index]) }
    appendCell(bytes.extracting(range), TextRange(start: start, count: range.count), to: &batch)
  }

  private mutating func appendCell(
    _ field: Span<UInt8>, _ text: TextRange, to batch: inout CellBatch
  ) {
    var cell = ScannedCell(row: row, column: column, kind: .text)
    cell.text = text
    if field[0] <= UInt8(ascii: "9"), let number = ExactDecimal(plain: field) {
      cell.kind = .number
      cell.number = number
    }
    batch.cells.append(cell)
  }

  // MARK: - Quotes and escapes

  private mutating func readQuoted(
    _ bytes: Span<UInt8>, at start: Int, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    let arenaStart = batch.arena.count
    let firstLine = line
    var position = start + 1
    var inQuotes = true
    // On failure everything is as it was, and the field is read again with more bytes.
    func abandoned(_ parser: inout FieldParser, _ batch: inout CellBatch) -> Int {
      batch.arena.removeLast(batch.arena.count - arenaStart)
      parser.line = firstLine
      parser.forgetFlaws(from: start)
      return -1
    }
    while true {
      guard position < bytes.count else {
        guard isLast else { return abandoned(&self, &batch) }
        if inQuotes { note(.unclosedQuote, at: start, line: firstLine) }
        break
      }
      let byte = bytes[position]
      if inQuotes {
        if byte == dialect.escape {
          guard position + 1 < bytes.count || isLast else { return abandoned(&self, &batch) }
          if position + 1 < bytes.count { batch.arena.append(bytes[position + 1]) }
          position += 2
          continue
        }
        if byte == dialect.quote {
          guard position + 1 < bytes.count || isLast else { return abandoned(&self, &batch) }
          if position + 1 < bytes.count, bytes[position + 1] == byte {
            batch.arena.append(byte)
            position += 2
          } else {
            inQuotes = false
            position += 1
          }
          continue
        }
        if byte == 0x0a
          || (byte == 0x0d && !(position + 1 < bytes.count && bytes[position + 1] == 0x0a))
        {
          line += 1
        }
        if byte == 0 { note(.nulByte, at: position) }
        batch.arena.append(byte)
        position += 1
      } else {
        if byte == dialect.delimiter || byte == 0x0a || byte == 0x0d { break }
        note(.textAfterQuote, at: position)
        batch.arena.append(byte)
        position += 1
        // A quote further on that ends the field takes the text behind the first one back in.
      }
    }
    let next = separator(bytes, at: position, isLast: isLast)
    guard next >= 0 else { return abandoned(&self, &batch) }
    finishText(from: arenaStart, in: &batch)
    finishField(bytes, at: position)
    return next
  }

  private mutating func readEscaped(
    _ bytes: Span<UInt8>, at start: Int, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    let arenaStart = batch.arena.count
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == dialect.delimiter || byte == 0x0a || byte == 0x0d { break }
      if byte == dialect.escape {
        position += 1
        guard position < bytes.count else { break }
      }
      batch.arena.append(bytes[position])
      position += 1
    }
    let next = separator(bytes, at: position, isLast: isLast)
    guard next >= 0 else {
      batch.arena.removeLast(batch.arena.count - arenaStart)
      return -1
    }
    finishText(from: arenaStart, in: &batch)
    finishField(bytes, at: position)
    return next
  }

  private mutating func finishText(from start: Int, in batch: inout CellBatch) {
    let count = batch.arena.count - start
    guard count > 0 else { return }
    var cell = ScannedCell(row: row, column: column, kind: .text)
    cell.text = TextRange(start: start, count: count)
    if let number = ExactDecimal(plain: batch.arena.span.extracting(start...)) {
      cell.kind = .number
      cell.number = number
    }
    batch.cells.append(cell)
  }

  // MARK: - Flaws

  private mutating func note(_ kind: CSVFlaw.Kind, at position: Int, line: Int? = nil) {
    guard flaws.count < 100 else { return }
    let flaw = CSVFlaw(kind: kind, line: line ?? self.line, byte: offset + position)
    // One field gives one flaw of a kind.
    if let last = flaws.last, last.kind == kind, last.line == flaw.line { return }
    flaws.append(flaw)
  }

  /// Drops the flaws of a field that will be read again.
  private mutating func forgetFlaws(from start: Int) {
    while let last = flaws.last, last.byte >= offset + start { flaws.removeLast() }
  }
}
