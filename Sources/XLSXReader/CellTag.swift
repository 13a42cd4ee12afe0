import Bytes
import Sheets

/// What the type attribute of a cell says.
enum CellContent {
  case number
  case shared
  case string
  case inline
  case boolean
  case error
}

/// What the start tag of a cell says.
struct CellTag {
  var row: Int
  var column: Int
  var style = 0
  var content = CellContent.number
  /// The index behind the attributes.
  var end: Int
}

/// The digits of a row number with the quote behind them, as the lowest bytes of a word.
struct KnownRow {
  /// The row, 0-based.
  var row = 0
  /// How many bytes there are, with the quote.
  var count = 8
  /// Which bits of a word they take.
  var mask = UInt64.max
  /// The word with all else zero; at first one that no text is.
  var text = UInt64.max
}

extension KnownRow {
  /// The row whose number and quote are the first `count` bytes of `word`, at most eight.
  init(row: Int, count: Int, word: UInt64) {
    self.row = row
    self.count = count
    mask = UInt64.max >> UInt64(64 - 8 * count)
    text = word & mask
  }
}

/// Pieces of markup as the words that they are in memory, the first byte lowest.
enum Mark {
  static var reference: UInt64 { 0x223d_7220 }  //  r="
  static var style: UInt64 { 0x223d_7320 }  //  s="
  static var type: UInt64 { 0x223d_7420 }  //  t="
  static var value: UInt64 { 0x3e76_3c3e }  // ><v>
  static var emptyEnd: UInt64 { 0x3e2f }  // />
  static var cellEnd: UInt64 { 0x3e63_2f3c_3e76_2f3c }  // </v></c>
  static var cellEndCount: Int { 8 }
}

extension CellCursor {
  /// Reads the attributes of a cell; nil where they are not in plain form.
  mutating func readTag(_ bytes: Span<UInt8>, at start: Int) -> CellTag? {
    var tag = CellTag(row: row, column: column + 1, end: start)
    while bytes[tag.end] == UInt8(ascii: " ") {
      guard tag.end - start < 48 else { return nil }
      let value = tag.end + 4
      let word = bytes.word(at: tag.end)
      switch word & 0xffff_ffff {
      case Mark.reference:
        guard let end = readReference(bytes, at: value, &tag) else { return nil }
        tag.end = end
      case Mark.style:
        let (count, style) = bytes.digits(at: value)
        guard count > 0, bytes[value + count] == UInt8(ascii: "\"") else { return nil }
        tag.style = Int(style)
        tag.end = value + count + 1
      case Mark.type:
        guard let end = readType(bytes, at: value, &tag) else { return nil }
        tag.end = end
      default: return nil
      }
    }
    return tag
  }

  /// Reads an address such as `AB12` and the quote behind it, and returns the place behind that.
  private mutating func readReference(
    _ bytes: Span<UInt8>, at start: Int, _ tag: inout CellTag
  ) -> Int? {
    var position = start
    tag.column = 0
    while position < start + 3 {
      let letter = bytes[position] &- UInt8(ascii: "A")
      guard letter < 26 else { break }
      tag.column = tag.column &* 26 &+ Int(letter) &+ 1
      position += 1
    }
    tag.column -= 1
    guard tag.column >= 0, tag.column < CellAddress.columnLimit else { return nil }
    // Most cells stand in the row of the cell before: then its digits are there again.
    let word = bytes.word(at: position)
    if word & knownRow.mask == knownRow.text {
      tag.row = knownRow.row
      return position + knownRow.count
    }
    let (count, number) = bytes.digits(at: position)
    guard (1...7).contains(count), bytes[position + count] == UInt8(ascii: "\""), number > 0,
      number <= CellAddress.rowLimit
    else { return nil }
    tag.row = Int(number) - 1
    knownRow = KnownRow(row: tag.row, count: count + 1, word: word)
    return position + count + 1
  }

  /// Reads a type such as `str` and the quote behind it, and returns the place behind that.
  private func readType(_ bytes: Span<UInt8>, at start: Int, _ tag: inout CellTag) -> Int? {
    let first = bytes[start]
    if bytes[start + 1] == UInt8(ascii: "\"") {
      switch first {
      case UInt8(ascii: "s"): tag.content = .shared
      case UInt8(ascii: "n"): tag.content = .number
      case UInt8(ascii: "b"): tag.content = .boolean
      case UInt8(ascii: "e"): tag.content = .error
      default: return nil
      }
      return start + 2
    }
    var position = start
    if take("str\"", bytes, &position) {
      tag.content = .string
    } else if take("inlineStr\"", bytes, &position) {
      tag.content = .inline
    } else {
      return nil
    }
    return position
  }

  /// Goes past `mark` where it stands at `position`.
  func take(_ mark: StaticString, _ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
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
