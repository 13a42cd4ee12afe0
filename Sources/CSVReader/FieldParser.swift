import Bytes
import Decimals
import Sheets

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
  /// The quoted field that does not end, whatever flaws came before it.
  private(set) var unclosedQuote: CSVFlaw?
  /// How many bytes came before the current ones.
  private var offset = 0

  /// For each byte whether it ends a field or asks for a second look; all but the marks of the dialect
  /// are control bytes.
  private var isSpecial: [256 of Bool] = .init(repeating: false)
  // Fields that are not in the file as they read, and the cells that hold them.
  private var rewritten: [UInt8] = []
  private var rewrittenCells: [Int] = []

  init(_ dialect: CSVDialect) {
    self.dialect = dialect
    for byte in [dialect.delimiter, 0x0a, 0x0d, 0x00] { isSpecial[Int(byte)] = true }
    if let quote = dialect.quote { isSpecial[Int(quote)] = true }
    if let escape = dialect.escape { isSpecial[Int(escape)] = true }
  }

  /// Reads fields from the front of `bytes` until `batch` is full and returns how many bytes they
  /// took; a field that may go on behind the bytes is left, unless they are the last.
  mutating func readFields(
    _ bytes: Span<UInt8>, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    let base = batch.arena.count
    var position = 0
    while position < bytes.count, batch.cells.count < CellBatch.cellCount,
      base + position < CellBatch.arenaBytes
    {
      let next = readField(bytes, at: position, base: base, isLast: isLast, into: &batch)
      if next < 0 { break }
      position = next
    }
    // The texts of fields are the file's own bytes, copied once; what was rewritten follows them.
    batch.append(bytes.extracting(..<position))
    for index in rewrittenCells {
      let text = batch.cells[index].text
      batch.cells[index].text = TextRange(start: batch.arena.count + text.start, count: text.count)
    }
    batch.append(rewritten.span)
    rewritten.removeAll(keepingCapacity: true)
    rewrittenCells.removeAll(keepingCapacity: true)
    offset += position
    return position
  }

  /// Reads one field and the delimiter or line end behind it; -1 where its end is not in sight.
  private mutating func readField(
    _ bytes: Span<UInt8>, at start: Int, base: Int, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    let first = bytes[start]
    if first == dialect.quote {
      return readQuoted(bytes, at: start, base: base, isLast: isLast, into: &batch)
    }
    if first <= UInt8(ascii: "9") {
      let next = readPlainNumber(bytes, at: start, base: base, into: &batch)
      if next >= 0 { return next }
    }
    return readUnquoted(bytes, at: start, base: base, isLast: isLast, into: &batch)
  }

  private mutating func readUnquoted(
    _ bytes: Span<UInt8>, at start: Int, base: Int, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    var end = start
    while end < bytes.count {
      end = bytes.index(
        ofControlOr: dialect.delimiter, dialect.quote ?? dialect.delimiter,
        dialect.escape ?? dialect.delimiter, from: end)
      guard end < bytes.count else { break }
      let byte = bytes[end]
      guard isSpecial[Int(byte)] else {
        // A control byte that means nothing here.
        end += 1
        continue
      }
      if byte == dialect.delimiter || byte == 0x0a || byte == 0x0d { break }
      if byte == dialect.escape {
        forgetFlaws(from: start)
        return readEscaped(bytes, at: start, isLast: isLast, into: &batch)
      }
      note(byte == 0 ? .nulByte : .quoteInField, at: end)
      end += 1
    }
    let next = separator(bytes, at: end, isLast: isLast)
    guard next >= 0 else {
      forgetFlaws(from: start)
      return -1
    }
    if end > start {
      var cell = ScannedCell(row: row, column: column, kind: .text)
      cell.text = TextRange(start: base + start, count: end - start)
      if bytes[start] <= UInt8(ascii: "9"),
        let number = ExactDecimal(plain: bytes.extracting(start..<end))
      {
        cell.kind = .number
        cell.number = number
      }
      batch.cells.append(cell)
    }
    finishField(bytes, at: end)
    return next
  }

  /// Reads digits with an optional minus and point up to a delimiter or line end in one go; -1 where
  /// the field is something else or goes on behind the bytes.
  private mutating func readPlainNumber(
    _ bytes: Span<UInt8>, at start: Int, base: Int, into batch: inout CellBatch
  ) -> Int {
    guard start + PlainNumber.room <= bytes.count, let number = bytes.plainNumber(at: start) else {
      return -1
    }
    let digits = number.isNegative ? start + 1 : start
    // What is longer is left to the slower way, and so are codes with leading zeros.
    guard number.wholeDigits <= 15, number.wholeDigits + number.places <= 18,
      number.wholeDigits == 1 || bytes[digits] != UInt8(ascii: "0")
    else { return -1 }
    let end = number.end
    let byte = bytes[end]
    guard byte == dialect.delimiter || byte == 0x0a || byte == 0x0d else { return -1 }
    let next = separator(bytes, at: end, isLast: false)
    guard next >= 0 else { return -1 }
    var cell = ScannedCell(row: row, column: column, kind: .number)
    cell.text = TextRange(start: base + start, count: end - start)
    cell.number = ExactDecimal(
      significand: number.isNegative ? -Int64(number.magnitude) : Int64(number.magnitude),
      exponent: -number.places)
    batch.cells.append(cell)
    finishField(bytes, at: end)
    return next
  }

  /// The place behind the delimiter or line end at `end`; -1 where that is not in sight.
  @inline(__always)
  private func separator(_ bytes: Span<UInt8>, at end: Int, isLast: Bool) -> Int {
    guard end < bytes.count else { return isLast ? end : -1 }
    guard bytes[end] == 0x0d else { return end + 1 }
    guard end + 1 < bytes.count else { return isLast ? end + 1 : -1 }
    return bytes[end + 1] == 0x0a ? end + 2 : end + 1
  }

  @inline(__always)
  private mutating func finishField(_ bytes: Span<UInt8>, at end: Int) {
    if end < bytes.count, bytes[end] == dialect.delimiter {
      column += 1
    } else {
      row += 1
      column = 0
      line += 1
    }
  }

  // MARK: - Quotes and escapes

  /// Reads a field that begins with a quote.
  ///
  /// A quote ends it only before a delimiter or line end. One that stands elsewhere is a flaw: it is
  /// kept as a character, or shows that the first one never opened the field.
  private mutating func readQuoted(
    _ bytes: Span<UInt8>, at start: Int, base: Int, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    let textStart = rewritten.count
    let firstLine = line
    var position = start + 1
    var isOpen = true
    var needsMore = false
    while position < bytes.count {
      let byte = bytes[position]
      let following = position + 1 < bytes.count ? bytes[position + 1] : nil
      if byte == dialect.quote || byte == dialect.escape, following == nil, !isLast {
        needsMore = true
        break
      }
      if byte == dialect.quote {
        if following == byte {
          rewritten.append(byte)
          position += 2
          continue
        }
        if following == nil || following == dialect.delimiter || following == 0x0a
          || following == 0x0d
        {
          isOpen = false
          position += 1
          break
        }
        if line > firstLine || bytes[position - 1] == dialect.delimiter {
          rewritten.removeLast(rewritten.count - textStart)
          line = firstLine
          forgetFlaws(from: start)
          note(.quoteInField, at: start)
          return readUnquoted(bytes, at: start, base: base, isLast: isLast, into: &batch)
        }
        note(.textAfterQuote, at: position)
      } else if byte == dialect.escape, let following {
        rewritten.append(following)
        position += 2
        continue
      } else if byte == 0x0a || (byte == 0x0d && following != 0x0a) {
        line += 1
      } else if byte == 0 {
        note(.nulByte, at: position)
      }
      rewritten.append(byte)
      position += 1
    }
    let isCut = needsMore || position >= bytes.count
    let next = isCut && !isLast ? -1 : separator(bytes, at: position, isLast: isLast)
    guard next >= 0 else {
      // The field is read again with more bytes; everything is as it was.
      rewritten.removeLast(rewritten.count - textStart)
      line = firstLine
      forgetFlaws(from: start)
      return -1
    }
    if isOpen {
      note(.unclosedQuote, at: start, line: firstLine)
      unclosedQuote = CSVFlaw(kind: .unclosedQuote, line: firstLine, byte: offset + start)
    }
    finishRewritten(from: textStart, in: &batch)
    finishField(bytes, at: position)
    return next
  }

  private mutating func readEscaped(
    _ bytes: Span<UInt8>, at start: Int, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    let textStart = rewritten.count
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == dialect.delimiter || byte == 0x0a || byte == 0x0d { break }
      if byte == dialect.escape {
        position += 1
        guard position < bytes.count else { break }
      }
      rewritten.append(bytes[position])
      position += 1
    }
    let next = separator(bytes, at: position, isLast: isLast)
    guard next >= 0 else {
      rewritten.removeLast(rewritten.count - textStart)
      return -1
    }
    finishRewritten(from: textStart, in: &batch)
    finishField(bytes, at: position)
    return next
  }

  private mutating func finishRewritten(from start: Int, in batch: inout CellBatch) {
    let count = rewritten.count - start
    guard count > 0 else { return }
    var cell = ScannedCell(row: row, column: column, kind: .text)
    cell.text = TextRange(start: start, count: count)
    if let number = ExactDecimal(plain: rewritten.span.extracting(start...)) {
      cell.kind = .number
      cell.number = number
    }
    rewrittenCells.append(batch.cells.count)
    batch.cells.append(cell)
  }

  // MARK: - Flaws

  private mutating func note(_ kind: CSVFlaw.Kind, at position: Int, line: Int? = nil) {
    guard flaws.count < CSVFlaw.most else { return }
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
