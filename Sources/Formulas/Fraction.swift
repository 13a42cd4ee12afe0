public import Decimals

/// An exact number: a fraction of two integers in lowest terms, the denominator positive.
///
/// Arithmetic gives nil where numerator or denominator would pass 127 bits; nothing is ever
/// rounded unless asked for.
public struct Fraction: Hashable, Sendable {
  /// The upper number, with the sign.
  public let numerator: Int128
  /// The lower number, greater than 0.
  public let denominator: Int128

  /// The whole number `value`.
  public init(_ value: Int) {
    numerator = Int128(value)
    denominator = 1
  }

  /// `numerator / denominator` in lowest terms; nil for a denominator of 0 and for numbers past
  /// 127 bits.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = numerator / Int128(divisor) * sign
    self.denominator = denominator / Int128(divisor) * sign
  }

  /// The value of a decimal; nil where it passes 127 bits.
  public init?(_ decimal: ExactDecimal) {
    let exponent = Int(decimal.exponent)
    guard let power = Self.powerOfTen(abs(exponent)) else { return nil }
    if exponent < 0 {
      self.init(Int128(decimal.significand), over: power)
    } else {
      let (product, overflow) = Int128(decimal.significand).multipliedReportingOverflow(by: power)
      guard !overflow else { return nil }
      self.init(product, over: 1)
    }
  }

  /// 10 to the power of `exponent`; nil above 10^38.
  static func powerOfTen(_ exponent: Int) -> Int128? {
    guard (0...38).contains(exponent) else { return nil }
    return (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
  }

  private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (left, right) = (left, right)
    // 64-bit division is many times faster, and amounts nearly always fit.
    while right > UInt128(UInt64.max) { (left, right) = (right, left % right) }
    guard right != 0 else { return left }
    var (small, smaller) = (UInt64(right), UInt64(left % right))
    while smaller != 0 { (small, smaller) = (smaller, small % smaller) }
    return UInt128(small)
  }
}

// MARK: - Arithmetic

extension Fraction {
  func adding(_ other: Fraction) -> Fraction? {
    let divisor = Int128(Self.commonDivisor(denominator.magnitude, other.denominator.magnitude))
    let factor = other.denominator / divisor
    let (left, leftOver) = numerator.multipliedReportingOverflow(by: factor)
    let (right, rightOver) = other.numerator.multipliedReportingOverflow(
      by: denominator / divisor)
    let (sum, sumOver) = left.addingReportingOverflow(right)
    let (below, belowOver) = denominator.multipliedReportingOverflow(by: factor)
    guard !leftOver, !rightOver, !sumOver, !belowOver else { return nil }
    return Fraction(sum, over: below)
  }

  func subtracting(_ other: Fraction) -> Fraction? { adding(other.negated) }

  var negated: Fraction { Fraction(unchecked: -numerator, denominator) }

  var magnitude: Fraction { numerator < 0 ? negated : self }

  func multiplied(by other: Fraction) -> Fraction? {
    // Crosswise reduction first keeps the products small.
    guard let left = Fraction(numerator, over: other.denominator),
      let right = Fraction(other.numerator, over: denominator)
    else { return nil }
    let (above, aboveOver) = left.numerator.multipliedReportingOverflow(by: right.numerator)
    let (below, belowOver) = left.denominator.multipliedReportingOverflow(by: right.denominator)
    guard !aboveOver, !belowOver else { return nil }
    return Fraction(above, over: below)
  }

  /// Nil for a divisor of 0 too.
  func divided(by other: Fraction) -> Fraction? {
    guard let inverse = Fraction(other.denominator, over: other.numerator) else { return nil }
    return multiplied(by: inverse)
  }

  /// A whole power; nil for 0 to a negative power too.
  func raised(to power: Int) -> Fraction? {
    // 2^127 passes the range; of −1, 0 and 1 only whether the power is odd matters.
    let count = power.magnitude
    guard count < 127 || magnitude <= Fraction(1) && denominator == 1 else { return nil }
    var result = Fraction(1)
    for _ in 0..<min(count, 126 + count % 2) {
      guard let next = result.multiplied(by: self) else { return nil }
      result = next
    }
    return power < 0 ? Fraction(1).divided(by: result) : result
  }

  private init(unchecked numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

extension Fraction: Comparable {
  /// Compares values.
  public static func < (left: Fraction, right: Fraction) -> Bool {
    guard left.denominator != right.denominator else { return left.numerator < right.numerator }
    let leftProduct = left.numerator.multipliedFullWidth(by: right.denominator)
    let rightProduct = right.numerator.multipliedFullWidth(by: left.denominator)
    return (leftProduct.high, leftProduct.low) < (rightProduct.high, rightProduct.low)
  }
}

// MARK: - Rounding and decimals

extension Fraction {
  /// Which of the two neighbours at a decimal place is taken.
  enum Rounding {
    /// The nearer one, halves away from zero.
    case nearest
    /// The one farther from zero.
    case up
    /// The one nearer to zero.
    case down
  }

  /// The number with `digits` decimal places, negative ones being tens, hundreds and so on.
  func rounded(toPlaces digits: Int, _ rounding: Rounding) -> Fraction? {
    if digits < -38 { return rounding == .up && numerator != 0 ? nil : Fraction(0) }
    guard let power = Self.powerOfTen(min(abs(digits), 38)) else { return nil }
    let unit = digits < 0 ? Fraction(unchecked: power, 1) : Fraction(unchecked: 1, power)
    // A number that is a whole multiple of the unit stays as it is, however long.
    if digits >= 0, power % denominator == 0 { return self }
    guard let scaled = divided(by: unit) else { return nil }
    var (whole, rest) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
    let away: Bool =
      switch rounding {
      case .nearest:
        rest.magnitude >= scaled.denominator.magnitude - rest.magnitude && rest != 0
      case .up: rest != 0
      case .down: false
      }
    rest = scaled.numerator < 0 ? -1 : 1
    if away { whole += rest }
    return Fraction(unchecked: whole, 1).multiplied(by: unit)
  }

  /// The nearest decimal with at most `digits` significant digits, halves away from zero, and
  /// whether it is exactly the number.
  ///
  /// - Parameter digits: 1 to 18.
  public func decimal(significantDigits digits: Int = 18) -> (value: ExactDecimal, exact: Bool) {
    let divisor = denominator.magnitude
    var (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
    var exponent = 0
    var dropped = false
    let limit = UInt128(Self.powerOfTen(digits) ?? 1)
    var last: UInt128 = 0
    while whole >= limit {
      dropped = dropped || last != 0 || rest != 0
      last = whole % 10
      rest = 0
      whole /= 10
      exponent += 1
    }
    if exponent == 0 {
      while rest != 0, whole < limit / 10 {
        let (high, low) = rest.multipliedFullWidth(by: 10)
        let step = divisor.dividingFullWidth((high, low))
        whole = whole * 10 + step.quotient
        rest = step.remainder
        exponent -= 1
      }
      let (high, low) = rest.multipliedFullWidth(by: 10)
      let step = divisor.dividingFullWidth((high, low))
      last = step.quotient
      dropped = step.remainder != 0
    }
    let exact = last == 0 && !dropped
    if last >= 5 { whole += 1 }
    let significand = Int64(whole) * (numerator < 0 ? -1 : 1)
    return (ExactDecimal(significand: significand, exponent: exponent), exact)
  }

  /// The decimal order: the least n such that the number lies between −10^n and 10^n, for zero the
  /// least possible.
  var order: Int {
    guard numerator != 0 else { return .min }
    let whole = numerator.magnitude / denominator.magnitude
    guard whole == 0 else { return String(whole).utf8.count }
    let decimal = decimal().value
    return String(decimal.significand.magnitude).utf8.count + Int(decimal.exponent)
  }
}

extension Fraction: CustomStringConvertible {
  /// The decimal where 18 digits hold it exactly, else the two integers: `1/3`.
  public var description: String {
    let decimal = decimal()
    return decimal.exact ? decimal.value.description : "\(numerator)/\(denominator)"
  }
}
