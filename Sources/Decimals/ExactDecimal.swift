/// An exact decimal number `significand × 10^exponent`.
///
/// The form is unique: the significand has no trailing zero, and zero has exponent 0. So `==` and
/// `hash` compare values. Up to 18 significant digits fit.
public struct ExactDecimal: Hashable, Sendable {
  /// The digits, with the sign of the number.
  public let significand: Int64
  /// The power of ten that the digits are multiplied with.
  public let exponent: Int16

  /// Zero.
  public static var zero: ExactDecimal { ExactDecimal() }

  private init() {
    significand = 0
    exponent = 0
  }

  /// The number `significand × 10^exponent`, brought to its unique form.
  @inlinable
  public init(significand: Int64, exponent: Int) {
    var digits = significand
    var power = exponent
    if digits == 0 {
      power = 0
    } else {
      while digits % 10 == 0 {
        digits /= 10
        power += 1
      }
    }
    self.significand = digits
    self.exponent = Int16(clamping: power)
  }

  /// The number `significand × 10^exponent`, which is in its unique form already.
  @inlinable
  package init(unique significand: Int64, exponent: Int) {
    assert(significand == 0 ? exponent == 0 : significand % 10 != 0)
    self.significand = significand
    self.exponent = Int16(truncatingIfNeeded: exponent)
  }

  /// The whole number `value`.
  public init(_ value: Int) {
    self.init(significand: Int64(value), exponent: 0)
  }

  /// The decimal with the fewest digits whose nearest binary double is `value`, which is what a
  /// person typed before a program stored it as a double; nil for infinities and NaN.
  public init?(shortestFor value: Double) {
    guard value.isFinite else { return nil }
    self.init("\(value)")
  }

  /// The number written in `text`: digits with an optional sign, point and power of ten, nothing
  /// else; nil where it is not one or needs more than 18 significant digits.
  public init?(_ text: some StringProtocol) {
    var text = text
    let parsed = text.withUTF8Bytes { Self.parse($0) }
    guard let parsed else { return nil }
    self = parsed
  }

  /// The number written in the ASCII `bytes`, as `init(_:)` reads it.
  public init?(ascii bytes: UnsafeBufferPointer<UInt8>) {
    guard let parsed = Self.parse(bytes) else { return nil }
    self = parsed
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
    var index = 0
    var negative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      negative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var magnitude: UInt64 = 0
    var digits = 0
    var zeros = 0
    var exponent = 0
    var afterPoint = false
    var anyDigit = false
    scan: while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        anyDigit = true
        if afterPoint { exponent -= 1 }
        if byte == UInt8(ascii: "0") {
          // Trailing zeros wait until a digit follows, so that they do not use up the 18 digits.
          if digits > 0 { zeros += 1 }
        } else {
          guard digits + zeros + 1 <= 18 else { return nil }
          for _ in 0..<zeros { magnitude *= 10 }
          magnitude = magnitude * 10 + UInt64(byte - UInt8(ascii: "0"))
          digits += zeros + 1
          zeros = 0
        }
      case UInt8(ascii: "."):
        guard !afterPoint else { return nil }
        afterPoint = true
      default:
        break scan
      }
      index += 1
    }
    guard anyDigit else { return nil }
    exponent += zeros
    if index < bytes.count {
      guard bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E") else {
        return nil
      }
      index += 1
      var powerNegative = false
      if index < bytes.count,
        bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+")
      {
        powerNegative = bytes[index] == UInt8(ascii: "-")
        index += 1
      }
      guard index < bytes.count else { return nil }
      var power = 0
      while index < bytes.count {
        guard case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[index] else { return nil }
        power = power * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        guard power <= 9999 else { return nil }
        index += 1
      }
      exponent += powerNegative ? -power : power
    }
    let significand = negative ? -Int64(magnitude) : Int64(magnitude)
    return ExactDecimal(significand: significand, exponent: exponent)
  }

  /// The nearest binary double.
  public var double: Double {
    Double(description) ?? .nan
  }

  /// The number with its sign turned round.
  public static prefix func - (value: ExactDecimal) -> ExactDecimal {
    ExactDecimal(significand: -value.significand, exponent: Int(value.exponent))
  }

  /// The whole number nearest to `self × 10^power`, halves away from zero, and whether it is
  /// exactly that; nil where it does not fit an `Int64`.
  @inlinable
  public func scaled(by power: Int) -> (value: Int64, exact: Bool)? {
    let shift = Int(exponent) + power
    // Amounts with as many places as their unit has.
    if shift == 0 { return (significand, true) }
    return shifted(by: shift)
  }

  @usableFromInline
  func shifted(by shift: Int) -> (value: Int64, exact: Bool)? {
    if shift >= 0 {
      guard significand != 0 else { return (0, true) }
      guard shift <= 18 else { return nil }
      let (product, overflow) = significand.multipliedReportingOverflow(by: pow10(shift))
      return overflow ? nil : (product, true)
    }
    guard -shift <= 18 else { return (0, significand == 0) }
    let divisor = pow10(-shift)
    let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: divisor)
    guard remainder != 0 else { return (quotient, true) }
    let half = remainder.magnitude >= divisor.magnitude - remainder.magnitude
    return (half ? quotient + (significand < 0 ? -1 : 1) : quotient, false)
  }

  /// How many digits stand after the decimal point, 0 for whole numbers.
  public var fractionDigits: Int { max(0, -Int(exponent)) }
}

private func pow10(_ power: Int) -> Int64 {
  var result: Int64 = 1
  for _ in 0..<power { result *= 10 }
  return result
}

extension ExactDecimal: CustomStringConvertible {
  /// The number in plain digits (`12518.55`), or with a power of ten where it would need more than
  /// 21 places.
  public var description: String {
    let digits = String(significand.magnitude)
    let sign = significand < 0 ? "-" : ""
    let power = Int(exponent)
    if power >= 0 {
      guard digits.utf8.count + power <= 21 else { return scientific(sign: sign, digits: digits) }
      return sign + digits + String(repeating: "0", count: power)
    }
    let whole = digits.utf8.count + power
    guard whole > -6 else { return scientific(sign: sign, digits: digits) }
    if whole > 0 { return sign + digits.prefix(whole) + "." + digits.dropFirst(whole) }
    return sign + "0." + String(repeating: "0", count: -whole) + digits
  }

  private func scientific(sign: String, digits: String) -> String {
    let power = Int(exponent) + digits.utf8.count - 1
    let tail = digits.dropFirst()
    return sign + digits.prefix(1) + (tail.isEmpty ? "" : "." + tail) + "e" + String(power)
  }
}

extension ExactDecimal: Comparable {
  /// Compares values, whatever their exponents.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.significand.signum() != right.significand.signum() || left.significand == 0 {
      return left.significand < right.significand
    }
    // Same sign, neither zero: the place of the leading digit decides, else the digits do.
    let leftPlace = left.leadingPlace
    let rightPlace = right.leadingPlace
    if leftPlace != rightPlace {
      return (leftPlace < rightPlace) == (left.significand > 0)
    }
    let low = min(left.exponent, right.exponent)
    let leftDigits = Int128(left.significand) * Int128(pow10(Int(left.exponent - low)))
    let rightDigits = Int128(right.significand) * Int128(pow10(Int(right.exponent - low)))
    return leftDigits < rightDigits
  }

  private var leadingPlace: Int { String(significand.magnitude).utf8.count + Int(exponent) }
}

extension StringProtocol {
  fileprivate mutating func withUTF8Bytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var copy = String(self)
    return copy.withUTF8(body)
  }
}
