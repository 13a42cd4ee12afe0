/// A decimal number as it stands in ASCII: an optional minus, digits, and a point with more digits.
public struct PlainNumber: Hashable, Sendable {
  /// Whether a minus stands in front.
  public var isNegative: Bool
  /// The number that all digits make, without the point.
  public var magnitude: UInt64
  /// How many digits stand before the point, 1 to 16.
  public var wholeDigits: Int
  /// How many digits stand behind the point, 0 where there is none.
  public var places: Int
  /// The index behind the number.
  public var end: Int

  @inlinable
  init(isNegative: Bool, magnitude: UInt64, wholeDigits: Int, places: Int, end: Int) {
    self.isNegative = isNegative
    self.magnitude = magnitude
    self.wholeDigits = wholeDigits
    self.places = places
    self.end = end
  }

  /// How many bytes must stand from the start of a number on for `plainNumber(at:)`: a minus, sixteen
  /// digits, a point and sixteen more digits, of which eight are looked at together.
  public static let room = 40
}

/// What some bytes are that may be a number.
public enum ShortenedNumber {
  /// They are this number.
  case number(PlainNumber)
  /// They are no digits with a point between them.
  case other
  /// They are long, end with many zeros or among the first bytes, or have their point at an end: that
  /// takes a slower way.
  case unclear
}

extension Span where Element == UInt8 {
  /// The number of at most nineteen digits that begins at `start`; nil where there is none.
  ///
  /// `PlainNumber.room` bytes must stand there. What follows the number is for the caller to judge: it
  /// may be another digit.
  @inlinable @inline(__always)
  public func plainNumber(at start: Int) -> PlainNumber? {
    precondition(start >= 0 && start <= count - PlainNumber.room)
    let isNegative = self[start] == UInt8(ascii: "-")
    let first = isNegative ? start &+ 1 : start
    let (low, high) = (uncheckedWord(at: first), uncheckedWord(at: first &+ 8))
    // The point and the end both come from the marks of two words: the next field, which begins there,
    // need not wait for one after the other.
    let marks = Self.otherMarks(low)
    let whole = marks.trailingZeroBitCount >> 3
    guard whole < 8 else { return longNumber(at: start, isNegative: isNegative) }
    guard whole > 0 else { return nil }
    let value = Self.value(low, count: whole)
    guard UInt8(truncatingIfNeeded: low &>> UInt64(whole << 3)) == UInt8(ascii: ".") else {
      return PlainNumber(
        isNegative: isNegative, magnitude: value, wholeDigits: whole, places: 0,
        end: first &+ whole)
    }
    let later = marks & (marks &- 1)
    let stop =
      later != 0
      ? later.trailingZeroBitCount >> 3 : 8 &+ Self.otherMarks(high).trailingZeroBitCount >> 3
    let places = stop &- whole &- 1
    // Amounts have seven digits and two places at most, nearly all of them.
    guard places < 8, stop < 16 else { return longNumber(at: start, isNegative: isNegative) }
    guard places > 0 else { return nil }
    let fraction = Self.value(uncheckedWord(at: first &+ whole &+ 1), count: places)
    return PlainNumber(
      isNegative: isNegative, magnitude: value &* powerOfTen(places) &+ fraction,
      wholeDigits: whole, places: places, end: first &+ stop)
  }

  /// The same for a number with eight digits or more before or behind its point.
  @usableFromInline @inline(never)
  func longNumber(at start: Int, isNegative: Bool) -> PlainNumber? {
    let first = isNegative ? start + 1 : start
    var (whole, magnitude) = digits(at: first)
    if whole == 8 {
      let more = digits(at: first + 8)
      whole += more.count
      magnitude = magnitude &* powerOfTen(more.count) &+ more.value
    }
    var end = first + whole
    var places = 0
    if self[end] == UInt8(ascii: ".") {
      var fraction: UInt64
      (places, fraction) = digits(at: end + 1)
      if places == 8 {
        let more = digits(at: end + 9)
        places += more.count
        fraction = fraction &* powerOfTen(more.count) &+ more.value
      }
      guard places > 0, whole + places <= 19 else { return nil }
      magnitude = magnitude &* powerOfTen(places) &+ fraction
      end += 1 + places
    }
    return PlainNumber(
      isNegative: isNegative, magnitude: magnitude, wholeDigits: whole, places: places, end: end)
  }

  /// The number that the bytes of `range` are, without the zeros at its end.
  ///
  /// `places` is below 0 where those of a whole number are left out.
  ///
  /// That one knows where the number ends makes this the fastest way: its last digit stands at the end
  /// of a word, and the point and the zeros are taken out of it without a look at each byte.
  @inlinable @inline(__always)
  public func shortenedNumber(in range: Range<Int>) -> ShortenedNumber {
    let isNegative = self[range.lowerBound] == UInt8(ascii: "-")
    let first = isNegative ? range.lowerBound &+ 1 : range.lowerBound
    let end = range.upperBound
    let length = end &- first
    guard length > 0, length <= 16, end >= 8, end <= count else { return .unclear }
    // Each byte less 0x30, which leaves zeros where the number has not begun.
    var high = uncheckedWord(at: end &- 8) ^ 0x3030_3030_3030_3030
    var low: UInt64 = 0
    if length <= 8 {
      let unused = UInt64(truncatingIfNeeded: (8 &- length) << 3)
      high = (high &>> unused) &<< unused
    } else {
      let unused = UInt64(truncatingIfNeeded: (16 &- length) << 3)
      low = (uncheckedWord(at: first) ^ 0x3030_3030_3030_3030) &<< unused
    }
    var wholeDigits = length
    var places = 0
    let (lowOthers, highOthers) = (Self.marks(ofNonDigits: low), Self.marks(ofNonDigits: high))
    if lowOthers | highOthers != 0 {
      if highOthers != 0 {
        guard lowOthers == 0, let bit = Self.onlyPoint(high, highOthers) else { return .other }
        places = 7 &- Int(truncatingIfNeeded: bit >> 3)
        high = Self.removing(bit, from: high) | low >> 56
        low <<= 8
      } else {
        guard let bit = Self.onlyPoint(low, lowOthers) else { return .other }
        places = 15 &- Int(truncatingIfNeeded: bit >> 3)
        low = Self.removing(bit, from: low)
      }
      wholeDigits = length &- places &- 1
      guard wholeDigits > 0, places > 0 else { return .unclear }
    }
    // The last digit is the top byte: those above the highest bit are zeros.
    guard high != 0 else {
      guard low == 0 else { return .unclear }
      return .number(
        PlainNumber(
          isNegative: isNegative, magnitude: 0, wholeDigits: wholeDigits, places: 0, end: end))
    }
    let zeros = high.leadingZeroBitCount & 0x38
    high = high &<< zeros | (low >> 8) &>> (56 &- zeros)
    low = low &<< zeros
    var magnitude = Self.joined(high)
    if length > 8 { magnitude &+= Self.joined(low) &* 100_000_000 }
    return .number(
      PlainNumber(
        isNegative: isNegative, magnitude: magnitude, wholeDigits: wholeDigits,
        places: places &- zeros >> 3, end: end))
  }

  /// The bit where the byte begins that alone is no digit, if it is a point.
  @inlinable @inline(__always)
  static func onlyPoint(_ rest: UInt64, _ others: UInt64) -> UInt64? {
    let bit = UInt64(truncatingIfNeeded: others.trailingZeroBitCount &- 7)
    guard others & (others &- 1) == 0,
      UInt8(truncatingIfNeeded: rest &>> bit) == UInt8(ascii: ".") ^ 0x30
    else { return nil }
    return bit
  }

  /// The word without the byte that begins at `bit`: the bytes below it move up.
  @inlinable @inline(__always)
  static func removing(_ bit: UInt64, from word: UInt64) -> UInt64 {
    let below = (1 &<< bit) &- 1 as UInt64
    return word & (~below << 8) | (word & below) << 8
  }

  /// The ASCII digits, up to eight, that begin at `start`, where eight bytes must stand: how many
  /// there are and the number that they make.
  @inlinable @inline(__always)
  public func digits(at start: Int) -> (count: Int, value: UInt64) {
    let word = word(at: start)
    let count = Self.otherMarks(word).trailingZeroBitCount >> 3
    return count > 0 ? (count, Self.value(word, count: count)) : (0, 0)
  }

  /// The top bit of each byte of `word` that is no ASCII digit.
  @inlinable @inline(__always)
  static func otherMarks(_ word: UInt64) -> UInt64 {
    marks(ofNonDigits: word ^ 0x3030_3030_3030_3030)
  }

  /// The top bit of each byte of `rest` that is not below 10, which 0x76 more keeps below 0x80.
  @inlinable @inline(__always)
  static func marks(ofNonDigits rest: UInt64) -> UInt64 {
    ((rest & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7676_7676_7676_7676 | rest) & 0x8080_8080_8080_8080
  }

  /// The number that the `count` digits at the low end of `word` make, 1 to 8.
  @inlinable @inline(__always)
  static func value(_ word: UInt64, count: Int) -> UInt64 {
    // The digits end at the top byte; zeros come in before them.
    joined((word ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: (8 &- count) << 3))
  }

  /// The number whose eight digits are the bytes of `digits`, the first one lowest.
  @inlinable @inline(__always)
  static func joined(_ digits: UInt64) -> UInt64 {
    // Pairs, fours and eights join.
    var rest = (digits &* 10 &+ digits >> 8) & 0x00ff_00ff_00ff_00ff
    rest = (rest &* 100 &+ rest >> 16) & 0x0000_ffff_0000_ffff
    return (rest &* 10_000 &+ rest >> 32) & 0xffff_ffff
  }
}

/// Ten to the power `exponent`, which is 0 to 16.
@inlinable @inline(__always)
func powerOfTen(_ exponent: Int) -> UInt64 {
  switch exponent {
  case 0: 1
  case 1: 10
  case 2: 100
  case 3: 1000
  case 4: 10_000
  case 5: 100_000
  case 6: 1_000_000
  case 7: 10_000_000
  case 8: 100_000_000
  case 9: 1_000_000_000
  case 10: 10_000_000_000
  case 11: 100_000_000_000
  case 12: 1_000_000_000_000
  case 13: 10_000_000_000_000
  case 14: 100_000_000_000_000
  case 15: 1_000_000_000_000_000
  default: 10_000_000_000_000_000
  }
}
