private import CByteMarks

/// Checks that bytes are UTF-8, in pieces of any size (Unicode 16, table 3-7).
public struct UTF8Validator: Sendable {
  // What the next byte must be, inside a sequence: so many continuation bytes, the first of them
  // between these bounds.
  private var missing = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xbf
  /// How many sequences of more than one byte were complete so far.
  public private(set) var multibyteSequences = 0

  /// A validator at the start of a text.
  public init() {}

  /// Whether the bytes so far end with a whole character.
  public var isComplete: Bool { missing == 0 }

  /// The index in `range` of the first byte of `bytes` that cannot stand there; nil where all can.
  public mutating func firstInvalid(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      if missing == 0 { index = passPlainBlocks(bytes, index, end) }
      // What a block has beside plain characters, and bytes that are no block, go one by one.
      let stop = min(index + Span<UInt8>.blockCount, end)
      while index < stop || (missing > 0 && index < end) {
        guard accept(bytes[index]) else { return index }
        index += 1
      }
    }
    return nil
  }

  /// Passes blocks in which there are no other characters than ASCII ones and those from U+1000 on
  /// that are three bytes, such as hanzi; what is left begins at the index that is returned.
  private mutating func passPlainBlocks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    // The first bytes of the next block that continue a character of the one before.
    var due: UInt64 = 0
    while index + Span<UInt8>.blockCount <= end {
      let marks = bytes.characterMarks(at: index)
      if marks.leading | marks.continuing | due == 0 {
        index = bytes.asciiEnd(index + Span<UInt8>.blockCount, end)
        continue
      }
      guard marks.leading == marks.plain,
        marks.continuing == marks.plain << 1 | marks.plain << 2 | due
      else { break }
      multibyteSequences += marks.plain.nonzeroBitCount
      due = marks.plain >> 62 | marks.plain >> 63
      index += Span<UInt8>.blockCount
    }
    missing = due.nonzeroBitCount
    // The last one is counted when it is complete.
    if missing > 0 { multibyteSequences -= 1 }
    return index
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    if missing > 0 {
      guard byte >= low && byte <= high else { return false }
      (low, high) = (0x80, 0xbf)
      missing -= 1
      if missing == 0 { multibyteSequences += 1 }
      return true
    }
    switch byte {
    case 0x00...0x7f: break
    case 0xc2...0xdf: missing = 1
    case 0xe0: (missing, low) = (2, 0xa0)
    case 0xed: (missing, high) = (2, 0x9f)
    case 0xe1...0xef: missing = 2
    case 0xf0: (missing, low) = (3, 0x90)
    case 0xf4: (missing, high) = (3, 0x8f)
    case 0xf1...0xf3: missing = 3
    default: return false
    }
    return true
  }
}
