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
    // A digit's byte is 0x30…0x39: without 0x30 it is below 10, which 0x76 more keeps below 0x80.
    let rest = word ^ 0x3030_3030_3030_3030
    return ((rest & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7676_7676_7676_7676 | rest)
      & 0x8080_8080_8080_8080
  }

  /// The number that the `count` digits at the low end of `word` make, 1 to 8.
  @inlinable @inline(__always)
  static func value(_ word: UInt64, count: Int) -> UInt64 {
    // The digits end at the top byte; zeros come in before them. Then pairs, fours and eights join.
    var rest =
      (word ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: (8 &- count) << 3)
    rest = (rest &* 10 &+ rest >> 8) & 0x00ff_00ff_00ff_00ff
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
