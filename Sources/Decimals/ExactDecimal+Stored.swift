extension ExactDecimal {
  /// The number that a spreadsheet program stored as a binary double and wrote as the ASCII `bytes`:
  /// the shortest decimal with the same nearest double (`12518.549999999999` is 12518.55); nil where
  /// the bytes are no number or no double.
  public init?(stored bytes: Span<UInt8>) {
    guard let digits = DecimalDigits(bytes) else { return nil }
    // Decimals of up to 15 significant digits each have a double of their own, so the digits can be
    // taken as they stand (IEEE 754: DBL_DIG is 15).
    if digits.count <= 15 && digits.exponent.magnitude < 290 {
      let magnitude = Int64(digits.magnitude)
      self.init(
        significand: digits.isNegative ? -magnitude : magnitude, exponent: digits.exponent)
      return
    }
    if let short = ShortDecimal.sameDouble(
      as: digits.magnitude, count: digits.count, places: -digits.exponent)
    {
      self.init(
        significand: digits.isNegative ? -short.significand : short.significand,
        exponent: short.exponent)
      return
    }
    var text = ""
    for index in 0..<bytes.count { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
    guard let value = Double(text) else { return nil }
    self.init(shortestFor: value)
  }

  /// The number `magnitude / 10^places` that a spreadsheet program stored as a binary double.
  ///
  /// It is what `init(stored:)` reads; nil where that takes the long way. `places` is 0 to 16.
  public init?(storedDigits magnitude: UInt64, places: Int, isNegative: Bool) {
    var (significand, exponent) = (Int64(bitPattern: magnitude), -places)
    if magnitude >= 1_000_000_000_000_000 {
      let count =
        16 + (magnitude >= 10_000_000_000_000_000 ? 1 : 0)
        + (magnitude >= 100_000_000_000_000_000 ? 1 : 0)
        + (magnitude >= 1_000_000_000_000_000_000 ? 1 : 0)
      guard
        let short = ShortDecimal.sameDouble(as: magnitude, count: count, places: places)
      else { return nil }
      (significand, exponent) = short
    }
    self.init(significand: isNegative ? -significand : significand, exponent: exponent)
  }

  /// The number written in the ASCII `bytes`: digits with an optional minus and point and nothing
  /// else, no redundant leading zero and no more than 15 digits before the point, for those are
  /// codes; nil for all else.
  public init?(plain bytes: Span<UInt8>) {
    let sign = bytes.count > 0 && bytes[0] == UInt8(ascii: "-") ? 1 : 0
    guard bytes.count > sign, bytes.count <= 40, bytes[bytes.count - 1] != UInt8(ascii: ".") else {
      return nil
    }
    if bytes[sign] == UInt8(ascii: "0") && bytes.count > sign + 1
      && bytes[sign + 1] != UInt8(ascii: ".")
    {
      return nil
    }
    var whole = 0
    while sign + whole < bytes.count, bytes[sign + whole] != UInt8(ascii: ".") { whole += 1 }
    guard whole <= 15, let last = Optional(bytes[bytes.count - 1]), last & 0xf0 == 0x30,
      let digits = DecimalDigits(bytes), digits.count <= 18, !digits.hasPower,
      bytes[0] != UInt8(ascii: "+")
    else { return nil }
    let magnitude = Int64(digits.magnitude)
    self.init(significand: digits.isNegative ? -magnitude : magnitude, exponent: digits.exponent)
  }
}

/// The parts of a decimal number in ASCII: optional sign, digits, point, digits, power of ten.
struct DecimalDigits {
  var isNegative = false
  /// The digits without leading and trailing zeros, as far as they fit.
  var magnitude: UInt64 = 0
  /// How many significant digits there are; above 19 `magnitude` does not hold them all.
  var count = 0
  var exponent = 0
  var hasPower = false

  init?(_ bytes: Span<UInt8>) {
    let end = bytes.count
    var index = 0
    if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var zeros = 0
    var point = -1
    let first = index
    while index < end {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit == 0 {
        // Zeros wait until a digit follows, so that trailing ones take no room.
        zeros += 1
      } else if digit <= 9 {
        if count > 0 || zeros > 0 { take(zeros: zeros) }
        zeros = 0
        take(digit)
      } else if bytes[index] == UInt8(ascii: "."), point < 0 {
        point = index
      } else {
        break
      }
      index += 1
    }
    guard index - first > (point < 0 ? 0 : 1) else { return nil }
    exponent = zeros - (point < 0 ? 0 : index - point - 1)
    if index < end {
      guard let power = Self.power(bytes, from: index) else { return nil }
      hasPower = true
      exponent += power
    }
    if count == 0 { exponent = 0 }
  }

  private mutating func take(zeros: Int) {
    guard count > 0 else { return }
    if count + zeros <= 19 { for _ in 0..<zeros { magnitude &*= 10 } }
    count += zeros
  }

  private mutating func take(_ digit: UInt8) {
    if count < 19 { magnitude = magnitude &* 10 &+ UInt64(digit) }
    count += 1
  }

  /// The power of ten behind an `e`, at most four digits.
  private static func power(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    guard bytes[start] == UInt8(ascii: "e") || bytes[start] == UInt8(ascii: "E") else { return nil }
    var index = start + 1
    var isNegative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < bytes.count, bytes.count - index <= 4 else { return nil }
    var power = 0
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      power = power * 10 + Int(digit)
      index += 1
    }
    return isNegative ? -power : power
  }
}
