/// Finds the decimal of at most 15 digits that has the same nearest double as a longer one, in
/// integers alone; this is how a program's `12518.549999999999` becomes 12518.55 at full speed.
enum ShortDecimal {
  /// The short decimal for `magnitude / 10^places`, where `magnitude` has `count` digits; nil where
  /// there is none or the numbers are too large or small to tell here.
  static func sameDouble(
    as magnitude: UInt64, count: Int, places: Int
  ) -> (significand: Int64, exponent: Int)? {
    guard (16...19).contains(count), (1...22).contains(places) else { return nil }
    let dropped = count - 15
    let step = powers[dropped]
    let short = (magnitude + step / 2) / step
    let shortPlaces = places - dropped
    guard (0...22).contains(shortPlaces) else { return nil }
    // Both are exact doubles, so their quotient is the double nearest to the short decimal
    // (W. Clinger, How to Read Floating Point Numbers Accurately, 1990).
    let double = Double(short) / doublePowers[shortPlaces]
    // The double is fraction × 2^power. The long decimal has the same nearest double if it is
    // closer to it than half a step of the fraction:
    // |magnitude / 10^places − fraction × 2^power| < 2^power / 2.
    let fraction = double.significandBitPattern | 1 << 52
    let power = Int(double.exponent) - 52
    let bits = UInt64.bitWidth - magnitude.leadingZeroBitCount - power
    // At a power of two the steps below are half as wide; that rare case is left to the long way.
    guard power < 0, fraction != 1 << 52, bits < UInt128.bitWidth else { return nil }
    let left = UInt128(magnitude) << UInt128(-power)
    let (right, overflow) = UInt128(fraction).multipliedReportingOverflow(by: bigPowers[places])
    guard !overflow else { return nil }
    let distance = left > right ? left - right : right - left
    guard distance < bigPowers[places] / 2 else { return nil }
    return (Int64(short), -shortPlaces)
  }

  private static let powers: [UInt64] = (0..<20).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
  private static let bigPowers: [UInt128] = (0..<23).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
  // Ten to the 22nd is the largest power of ten that is an exact double.
  private static let doublePowers: [Double] = (0..<23).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
