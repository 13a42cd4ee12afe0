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
      if missing == 0 {
        index = bytes.asciiEnd(index, end)
        while index + 8 <= end, areThreeByteSequences(bytes.word(at: index)) {
          multibyteSequences += 2
          index += 6
        }
        while index + 3 <= end, isThreeByteSequence(bytes, index) {
          multibyteSequences += 1
          index += 3
        }
        if index == end { break }
      }
      guard accept(bytes[index]) else { return index }
      index += 1
    }
    return nil
  }

  /// Whether one of the common three-byte sequences, U+1000 to U+CFFF, stands at `index`: all hanzi.
  private func isThreeByteSequence(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    bytes[index] >= 0xe1 && bytes[index] <= 0xec && bytes[index + 1] & 0xc0 == 0x80
      && bytes[index + 2] & 0xc0 == 0x80
  }

  /// Whether the six lowest bytes of `word` are two of those sequences.
  private func areThreeByteSequences(_ word: UInt64) -> Bool {
    word & 0x0000_c0c0_f0c0_c0f0 == 0x0000_8080_e080_80e0
      && UInt8(truncatingIfNeeded: word) &- 0xe1 < 12
      && UInt8(truncatingIfNeeded: word >> 24) &- 0xe1 < 12
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
