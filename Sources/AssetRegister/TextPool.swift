public import Bytes

/// Texts, each known by a number: what columns of cards consist of.
///
/// Number 0 is the blank. Each text is kept once, as long as there are few: where nearly every card
/// has its own, looking for repeats costs more than they would.
public struct TextPool: Sendable {
  @usableFromInline var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  @usableFromInline var ends: [Int] = [0]
  /// The texts by hash, with open addressing.
  ///
  /// The hash is in a word's upper half, the number in the lower, so that a probe that misses looks
  /// at no text. 0 is free, for the blank is never looked up.
  @usableFromInline var table: [UInt64]
  @usableFromInline var mask: Int
  @usableFromInline let seed = TextPool.seed
  private let limit: Int
  /// Whether a text may have several numbers: there were too many to go on looking for repeats.
  public private(set) var mayRepeat = false
  /// Where the hashes of this run begin, so that no file can be made whose texts all have the same;
  /// no result depends on it.
  private static let seed = UInt64.random(in: .min ... .max)

  /// How many texts there may be if they do not repeat; room is made for them then.
  var expectedTexts = 0

  /// A pool with the blank alone, which looks for repeats up to `limit` texts.
  public init(limit: Int = 8192) {
    self.limit = limit
    table = [UInt64](repeating: 0, count: 1024)
    mask = table.count - 1
  }

  /// How many texts there are, the blank included.
  public var count: Int { ends.count }

  /// The number of a text; added where it is new.
  public mutating func number(of text: Span<UInt8>) -> Int32 {
    guard !text.isEmpty else { return 0 }
    if mayRepeat { return append(text) }
    let hash = shortHash(text)
    let slot = slot(of: text, hash)
    if table[slot] != 0 { return Self.number(table[slot]) }
    let number = append(text)
    table[slot] = UInt64(hash) << 32 | UInt64(number)
    if ends.count > limit {
      mayRepeat = true
      table = []
      // An eighth more, for the first texts may be shorter.
      if expectedTexts > ends.count {
        bytes.reserveInHugePages(bytes.count / ends.count * expectedTexts / 8 * 9)
        ends.reserveInHugePages(expectedTexts)
      }
    } else if ends.count * 3 > table.count * 2 {
      grow()
    }
    return number
  }

  private mutating func append(_ text: Span<UInt8>) -> Int32 {
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
    return Int32(ends.count - 1)
  }

  /// The number of a text that was there before and is easily found; 0 where it is not.
  @inlinable @inline(__always)
  public func knownNumber(of text: Span<UInt8>) -> Int32 {
    guard !mayRepeat else { return 0 }
    let hash = shortHash(text)
    // Another text may have taken the first place of this one's hash.
    let entry = table[Int(hash) & mask]
    guard UInt32(truncatingIfNeeded: entry >> 32) == hash else { return 0 }
    let number = Self.number(entry)
    return isText(number, text) ? number : 0
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

  /// The text under `number`.
  public func text(_ number: Int32) -> String {
    String(decoding: bytes[range(number)], as: UTF8.self)
  }

  /// For each text of `other` its number here; −1 where it is not here.
  ///
  /// Neither may repeat texts.
  public func numbers(of other: TextPool) -> [Int32] {
    (0..<Int32(other.count)).map { number in
      guard number > 0 else { return 0 }
      let text = other.bytes.span.extracting(other.range(number))
      let entry = table[slot(of: text, shortHash(text))]
      return entry == 0 ? -1 : Self.number(entry)
    }
  }

  /// A hash of the text under `number`, the same in every pool and never 0.
  func hash(of number: Int32) -> UInt64 {
    let hash = hash(bytes.span.extracting(range(number)))
    return hash == 0 ? 2 : hash
  }

  /// Whether the text under `number` is the one under `otherNumber` of `other`.
  func isText(_ number: Int32, _ otherNumber: Int32, of other: TextPool) -> Bool {
    isText(number, other.bytes.span.extracting(other.range(otherNumber)))
  }

  /// Whether the text under `number` reads the same when its widths, quotes and spaces are folded.
  public func isPlain(_ number: Int32) -> Bool {
    let range = range(number)
    let text = bytes.span
    var index = range.lowerBound
    // Numbers and codes: ( to Z, none of which stands for anything else.
    while index + 8 <= range.upperBound {
      let word = text.word(at: index)
      let atLeastBracket = word &+ 0x5858_5858_5858_5858
      let aboveZ = word &+ 0x2525_2525_2525_2525
      guard (word | ~atLeastBracket | aboveZ) & 0x8080_8080_8080_8080 == 0 else { break }
      index += 8
    }
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

  @inlinable @inline(__always)
  func range(_ number: Int32) -> Range<Int> {
    number == 0 ? 0..<0 : ends[Int(number) - 1]..<ends[Int(number)]
  }

  @inlinable @inline(__always)
  static func number(_ entry: UInt64) -> Int32 { Int32(truncatingIfNeeded: entry) }

  // The slot of `text`, or the free one where it belongs.
  private func slot(of text: Span<UInt8>, _ hash: UInt32) -> Int {
    var slot = Int(hash) & mask
    while true {
      let entry = table[slot]
      if entry == 0 || UInt32(entry >> 32) == hash && isText(Self.number(entry), text) {
        return slot
      }
      slot = (slot + 1) & mask
    }
  }

  @inlinable @inline(__always)
  func isText(_ number: Int32, _ text: Span<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == text.count else { return false }
    let other = bytes.span.extracting(range)
    guard text.count >= 8 else { return text.shortWord == other.shortWord }
    var index = 0
    while index + 8 < text.count {
      if text.word(at: index) != other.word(at: index) { return false }
      index += 8
    }
    // The last word may overlap the one before.
    return text.word(at: text.count - 8) == other.word(at: text.count - 8)
  }

  @inlinable @inline(__always)
  func shortHash(_ text: Span<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: hash(text))
  }

  @inlinable @inline(__always)
  func hash(_ text: Span<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(text.count)
    guard text.count >= 8 else { return Self.mixed(hash ^ text.shortWord) }
    var index = 0
    while index + 8 < text.count {
      hash = Self.mixed(hash ^ text.word(at: index))
      index += 8
    }
    return Self.mixed(hash ^ text.word(at: text.count - 8))
  }

  @inlinable @inline(__always)
  static func mixed(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
    return product.high ^ product.low
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: table.count * 2)
    mask = larger.count - 1
    for entry in table where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = entry
    }
    table = larger
  }
}
