/// Texts, each kept once and known by a number: what columns of cards consist of.
///
/// Number 0 is the blank.
public struct TextPool: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  private var ends: [Int] = [0]
  /// The texts' numbers by hash, with open addressing; 0 is free, for the blank is never looked up.
  private var table: [Int32]
  private var mask: Int

  /// A pool with the blank alone.
  public init() {
    table = [Int32](repeating: 0, count: 1024)
    mask = table.count - 1
  }

  /// How many texts there are, the blank included.
  public var count: Int { ends.count }

  /// The number of a text; added where it is new.
  public mutating func number(of text: Span<UInt8>) -> Int32 {
    guard !text.isEmpty else { return 0 }
    var slot = slot(of: text)
    if table[slot] != 0 { return table[slot] }
    if ends.count * 2 > table.count {
      grow()
      slot = self.slot(of: text)
    }
    let number = Int32(ends.count)
    for index in text.indices { bytes.append(text[index]) }
    ends.append(bytes.count)
    table[slot] = number
    return number
  }

  /// The number of a text; added where it is new.
  public mutating func number(of text: String) -> Int32 {
    let bytes = Array(text.utf8)
    return number(of: bytes.span)
  }

  /// The number of another pool's text; added where it is new.
  mutating func number(of other: TextPool, _ number: Int32) -> Int32 {
    self.number(of: other.bytes.span.extracting(other.range(number)))
  }

  /// The number of a text that may not be there; nil where it is not.
  public func find(_ text: Span<UInt8>) -> Int32? {
    guard !text.isEmpty else { return 0 }
    let number = table[slot(of: text)]
    return number == 0 ? nil : number
  }

  /// The text under `number`.
  public func text(_ number: Int32) -> String {
    String(decoding: bytes[range(number)], as: UTF8.self)
  }

  /// For each text of `other` its number here; −1 where it is not here.
  public func numbers(of other: TextPool) -> [Int32] {
    (0..<Int32(other.count)).map { number in
      find(other.bytes.span.extracting(other.range(number))) ?? -1
    }
  }

  /// Whether the text under `number` reads the same when its widths, quotes and spaces are folded.
  public func isPlain(_ number: Int32) -> Bool {
    let range = range(number)
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      // Spaces, quotes, brackets; what begins with C2, E2 and EF are spaces, dashes, quotes and
      // full-width forms, E3 80 Chinese punctuation, E5 AE 83 is 它.
      case 0...0x20, 0x22, 0x27, 0x5B, 0x5D, 0x7B, 0x7D, 0x7F, 0xC2, 0xE2, 0xEF: return false
      case 0xE3 where index + 1 < range.upperBound && bytes[index + 1] == 0x80: return false
      case 0xE5
      where index + 2 < range.upperBound && bytes[index + 1] == 0xAE
        && bytes[index + 2] == 0x83:
        return false
      default: index += 1
      }
    }
    return true
  }

  private func range(_ number: Int32) -> Range<Int> {
    number == 0 ? 0..<0 : ends[Int(number) - 1]..<ends[Int(number)]
  }

  // The slot of `text`, or the free one where it belongs.
  private func slot(of text: Span<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: Self.hash(text)) & mask
    while table[slot] != 0 {
      let range = range(table[slot])
      if range.count == text.count, isEqual(text, range.lowerBound) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func isEqual(_ text: Span<UInt8>, _ start: Int) -> Bool {
    for index in text.indices where text[index] != bytes[start + index] { return false }
    return true
  }

  private static func hash(_ text: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    for index in text.indices {
      hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01b3
    }
    // The low bits of a product only come from low bits; bring the high ones down.
    hash ^= hash >> 32
    return hash &* 0xd6e8_feb8_6659_fd93 >> 16
  }

  private mutating func grow() {
    let texts = ends.count
    table = [Int32](repeating: 0, count: table.count * 4)
    mask = table.count - 1
    for number in 1..<Int32(texts) {
      let slot = slot(of: bytes.span.extracting(range(number)))
      table[slot] = number
    }
  }
}
