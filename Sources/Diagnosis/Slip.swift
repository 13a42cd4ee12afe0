public import Budget

/// A slip of the hand that turns one amount into another, told from the amount as it stands.
public struct Slip: Hashable, Sendable {
  /// What was done.
  public var kind: Cause.Kind
  /// The amount before the slip, in atoms.
  public var original: Int64
  /// How many amounts slips of this kind could have come from: the fewer, the less likely that the
  /// match is an accident.
  public var hypotheses: Int

  /// The slips by which `value`, printed to multiples of `step` atoms, can have come from an amount
  /// in `range`; those with the fewest hypotheses first.
  static func slips(to value: Int64, step: Int64, from range: ClosedRange<Int128>) -> [Slip] {
    guard value != 0 else { return [] }
    var found = signAndScale(value, step, range)
    let (number, rest) = value.magnitude.quotientAndRemainder(dividingBy: step.magnitude)
    if rest == 0 { found += digitSlips(number, value < 0 ? -step : step, range) }
    return found.sorted { $0.hypotheses < $1.hypotheses }
  }

  private static func signAndScale(
    _ value: Int64, _ step: Int64, _ range: ClosedRange<Int128>
  ) -> [Slip] {
    var found: [Slip] = []
    if range.contains(-Int128(value)) {
      found.append(Slip(kind: .sign, original: -value, hypotheses: 1))
    }
    for power in 1...8 {
      let kind: Cause.Kind = power == 4 ? .unit : .slide
      let hypotheses = power == 4 ? 2 : 14
      var scale: Int128 = 1
      for _ in 0..<power { scale *= 10 }
      let wide = Int128(value)
      // Printed too large by 10ᵏ: the original is the quotient as it would be printed. Digits that
      // the step cut off came in with the scale, so half a step either way is allowed.
      let printed = roundedQuotient(wide, scale * Int128(step)) * Int128(step)
      let down = nearest(printed, range)
      // What is left of few digits after cutting off others would fit anything.
      let hasDigits = down * scale == wide || abs(down) >= 100 * Int128(step)
      if down == printed, down != 0, hasDigits, let original = Int64(exactly: down) {
        found.append(Slip(kind: kind, original: original, hypotheses: hypotheses))
      }
      // Printed too small: what the step cut off can be anything.
      let up = nearest(wide * scale, range)
      if abs(up - wide * scale) * 2 <= Int128(step) * scale, let original = Int64(exactly: up) {
        found.append(Slip(kind: kind, original: original, hypotheses: hypotheses))
      }
    }
    return found
  }

  private static func digitSlips(
    _ number: UInt64, _ step: Int64, _ range: ClosedRange<Int128>
  ) -> [Slip] {
    var found: [Slip] = []
    var powers: [Int128] = [1]
    // One leading zero, for a first digit that changed places with a zero.
    while let last = powers.last, last <= Int128(number) { powers.append(last * 10) }
    let digits = powers.map { Int128(number) / $0 % 10 }
    func add(_ kind: Cause.Kind, _ change: Int128, _ hypotheses: Int) {
      let original = (Int128(number) + change) * Int128(step)
      if range.contains(original), let original = Int64(exactly: original) {
        found.append(Slip(kind: kind, original: original, hypotheses: hypotheses))
      }
    }
    for low in digits.indices {
      for high in digits.indices where high > low && digits[high] != digits[low] {
        let change = (digits[low] - digits[high]) * (powers[high] - powers[low])
        add(
          .transposition, change,
          high == low + 1 ? digits.count : digits.count * digits.count)
      }
    }
    for index in digits.indices.dropLast() {
      for digit in Int128(0)...9 where digit != digits[index] {
        add(.digit, (digit - digits[index]) * powers[index], 9 * digits.count + 100)
      }
    }
    return found
  }
}

/// The quotient rounded half away from zero; the divisor is positive.
private func roundedQuotient(_ value: Int128, _ divisor: Int128) -> Int128 {
  let half = value < 0 ? -divisor / 2 : divisor / 2
  return (value + half) / divisor
}
