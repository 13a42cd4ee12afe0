import Decimals

/// How a number is shown under General: at most eleven characters, as Excel does.
enum GeneralFormat {
  static func text(_ value: ExactDecimal) -> String {
    let sign = value < .zero ? "-" : ""
    let number = DecimalText(value)
    guard !number.isZero else { return "0" }
    let power = number.leadingPower
    if power >= 11 { return sign + scientific(number) }
    let places = power >= 0 ? max(0, 9 - power) : 9
    let (whole, fraction) = number.fixed(places)
    if power < -4 {
      // Small numbers are written out only where that loses nothing.
      let exact = number.fixed(60).fraction
      let shown = exact.count - exact.reversed().prefix { $0 == 0 }.count
      if shown > 9 { return sign + scientific(number) }
    }
    if whole.count > 11 { return sign + scientific(number) }
    return sign + (whole.isEmpty ? "0" : digitText(whole)) + trimmed(fraction)
  }

  private static func scientific(_ number: DecimalText) -> String {
    var rounded = number.rounded(toPower: number.leadingPower - 5)
    let power = rounded.leadingPower
    rounded.multiply(byPowerOfTen: -power)
    let (whole, fraction) = rounded.fixed(5)
    let magnitude = String(power.magnitude)
    return digitText(whole) + trimmed(fraction) + "E" + (power < 0 ? "-" : "+")
      + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
  }

  /// A point and the digits without trailing zeros; nothing where there are none.
  private static func trimmed(_ fraction: [UInt8]) -> String {
    let zeros = fraction.reversed().prefix { $0 == 0 }.count
    return zeros == fraction.count ? "" : "." + digitText(fraction.dropLast(zeros))
  }
}
