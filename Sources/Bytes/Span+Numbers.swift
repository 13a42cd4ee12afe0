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
    let (whole, value) = Self.leadingDigits(uncheckedWord(at: first))
    // Amounts have seven digits and two places at most, nearly all of them.
    guard whole < 8 else { return longNumber(at: start, isNegative: isNegative) }
    guard whole > 0 else { return nil }
    let end = first &+ whole
    guard self[end] == UInt8(ascii: ".") else {
      return PlainNumber(
        isNegative: isNegative, magnitude: value, wholeDigits: whole, places: 0, end: end)
    }
    let (places, fraction) = Self.leadingDigits(uncheckedWord(at: end &+ 1))
    guard places < 8 else { return longNumber(at: start, isNegative: isNegative) }
    guard places > 0 else { return nil }
    return PlainNumber(
      isNegative: isNegative, magnitude: value &* powerOfTen(places) &+ fraction,
      wholeDigits: whole, places: places, end: end &+ 1 &+ places)
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
    Self.leadingDigits(word(at: start))
  }

  /// The ASCII digits that `word` begins with, at its low end.
  @inlinable @inline(__always)
  static func leadingDigits(_ word: UInt64) -> (count: Int, value: UInt64) {
    // A digit's byte is 0x30…0x39: without 0x30 it is below 10, which 0x76 more keeps below 0x80.
    var rest = word ^ 0x3030_3030_3030_3030
    let others =
      ((rest & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7676_7676_7676_7676 | rest)
      & 0x8080_8080_8080_8080
    let count = others.trailingZeroBitCount >> 3
    guard count > 0 else { return (0, 0) }
    // The digits end at the top byte; zeros come in before them. Then pairs, fours and eights join.
    rest &<<= UInt64(truncatingIfNeeded: (8 &- count) << 3)
    rest = (rest &* 10 &+ rest >> 8) & 0x00ff_00ff_00ff_00ff
    rest = (rest &* 100 &+ rest >> 16) & 0x0000_ffff_0000_ffff
    return (count, (rest &* 10_000 &+ rest >> 32) & 0xffff_ffff)
  }
}

/// Ten to the power `exponent`, which is 0 to 16.
@inlinable
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
