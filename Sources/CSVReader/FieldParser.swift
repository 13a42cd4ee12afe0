import Bytes
import Decimals
import Sheets

/// Splits bytes into typed fields; keeps its place between calls, so that a file may come in pieces.
struct FieldParser {
  let dialect: CSVDialect
  /// The record that is being read, 0-based.
  private(set) var row = 0
  /// The line that is being read, from 1.
  private(set) var line = 1
  /// The next field of the record, 0-based.
  ///
  /// It does not stand beside the row: both would be loaded in one, which waits until what was just
  /// stored in either has reached the cache.
  private(set) var column = 0
  /// The first hundred flaws.
  private(set) var flaws: [CSVFlaw] = []
  /// The quoted field that does not end, whatever flaws came before it.
  private(set) var unclosedQuote: CSVFlaw?
  /// How many bytes came before the current ones.
  private var offset = 0

  // Fields that are not in the file as they read, and the cells, of those just read, that hold them.
  private var rewritten: [UInt8] = []
  private var rewrittenCells: [Int] = []

  init(_ dialect: CSVDialect) { self.dialect = dialect }

  /// Reads fields from the front of `bytes` until `batch` is full and returns how many bytes they
  /// took; a field that may go on behind the bytes is left, unless they are the last.
  mutating func readFields(
    _ bytes: Span<UInt8>, isLast: Bool, into batch: inout CellBatch
  ) -> Int {
    let base = batch.arena.count
    let end = min(bytes.count, CellBatch.arenaBytes - base)
    let firstCell = batch.cells.count
    var position = 0
    batch.cells.append(addingCapacity: max(0, CellBatch.cellCount - firstCell)) { cells in
      // What may end a field: control bytes are seldom anything else.
      var marks = MarkedBytes(
        controlsOr: dialect.delimiter, dialect.quote ?? dialect.delimiter,
        dialect.escape ?? dialect.delimiter, in: bytes)
      while position < end, !cells.isFull {
        let next =
          bytes[position] == dialect.quote
          ? readQuoted(bytes, &marks, at: position, base: base, isLast: isLast, into: &cells)
          : readUnquoted(bytes, &marks, at: position, base: base, isLast: isLast, into: &cells)
        if next < 0 { break }
        position = next
      }
    }
    // The texts of fields are the file's own bytes, copied once; what was rewritten follows them.
    batch.append(bytes.extracting(..<position))
    for index in rewrittenCells {
      let text = batch.cells[firstCell + index].text
      batch.cells[firstCell + index].text = TextRange(
        start: batch.arena.count + text.start, count: text.count)
    }
    batch.append(rewritten.span)
    rewritten.removeAll(keepingCapacity: true)
    rewrittenCells.removeAll(keepingCapacity: true)
    offset += position
    return position
  }

  /// Reads one field and the delimiter or line end behind it; -1 where its end is not in sight.
  @inline(__always)
  private mutating func readUnquoted(
    _ bytes: Span<UInt8>, _ marks: inout MarkedBytes, at start: Int, base: Int, isLast: Bool,
    into cells: inout OutputSpan<ScannedCell>
  ) -> Int {
    var end = marks.next(from: start, in: bytes)
    while end < bytes.count {
      let byte = bytes[end]
      if byte == dialect.delimiter || byte == 0x0a || byte == 0x0d { break }
      if byte == dialect.escape {
        forgetFlaws(from: start)
        return readEscaped(bytes, at: start, isLast: isLast, into: &cells)
      }
      // Other control bytes mean nothing here.
      if byte == 0 || byte == dialect.quote { note(byte == 0 ? .nulByte : .quoteInField, at: end) }
      end = marks.next(from: end + 1, in: bytes)
    }
    let next = separator(bytes, at: end, isLast: isLast)
    guard next >= 0 else {
      forgetFlaws(from: start)
      return -1
    }
    if end > start {
      var cell = ScannedCell(row: row, column: column, kind: .text)
      cell.text = TextRange(start: base + start, count: end - start)
      if bytes[start] <= UInt8(ascii: "9"), let number = Self.number(bytes, start..<end) {
        cell.kind = .number
        cell.number = number
      }
      cells.append(cell)
    }
    finishField(bytes, at: end)
    return next
  }

  /// The number that a field is; nil where it is something else.
  @inline(__always)
  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ExactDecimal? {
    let number: PlainNumber
    switch bytes.shortenedNumber(in: range) {
    case .number(let found): number = found
    case .other: return nil
    case .unclear: return ExactDecimal(plain: bytes.extracting(range))
    }
    // Codes: more digits than amounts have, or zeros in front.
    guard number.wholeDigits <= 15,
      number.wholeDigits == 1
        || bytes[range.lowerBound + (number.isNegative ? 1 : 0)] != UInt8(ascii: "0")
    else { return nil }
    let magnitude = Int64(truncatingIfNeeded: number.magnitude)
    return ExactDecimal(
      unique: number.isNegative ? -magnitude : magnitude, exponent: -number.places)
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
    _ bytes: Span<UInt8>, _ marks: inout MarkedBytes, at start: Int, base: Int, isLast: Bool,
    into cells: inout OutputSpan<ScannedCell>
  ) -> Int {
    // The field may turn out to be none of those, and is then read from its start.
    var ahead = marks
    let textStart = rewritten.count
    let firstLine = line
    var position = start + 1
    var isOpen = true
    var needsMore = false
    while position < bytes.count {
      let mark = ahead.next(from: position, in: bytes)
      if mark > position {
        unsafe bytes.extracting(position..<mark).withUnsafeBufferPointer {
          unsafe rewritten.append(contentsOf: $0)
        }
        position = mark
        continue
      }
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
          return readUnquoted(
            bytes, &marks, at: start, base: base, isLast: isLast, into: &cells)
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
    finishRewritten(from: textStart, in: &cells)
    finishField(bytes, at: position)
    return next
  }

  private mutating func readEscaped(
    _ bytes: Span<UInt8>, at start: Int, isLast: Bool, into cells: inout OutputSpan<ScannedCell>
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
    finishRewritten(from: textStart, in: &cells)
    finishField(bytes, at: position)
    return next
  }

  private mutating func finishRewritten(
    from start: Int, in cells: inout OutputSpan<ScannedCell>
  ) {
    let count = rewritten.count - start
    guard count > 0 else { return }
    var cell = ScannedCell(row: row, column: column, kind: .text)
    cell.text = TextRange(start: start, count: count)
    if let number = ExactDecimal(plain: rewritten.span.extracting(start...)) {
      cell.kind = .number
      cell.number = number
    }
    rewrittenCells.append(cells.count)
    cells.append(cell)
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
