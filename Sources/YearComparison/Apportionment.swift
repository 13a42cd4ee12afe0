/// Parts rounded so that they add up to a rounded whole (最大余数法).
enum Apportionment {
  /// `parts`, each a multiple of `step` next to its value, so that together they are `whole`.
  ///
  /// Every part is first rounded towards minus infinity; the steps that are lacking go to the
  /// parts with the largest remainders, of equal ones to the larger part, then to the first.
  /// Nil where no such rounding comes to `whole`. Opposite parts are rounded to opposite ones.
  static func parts(_ parts: [Int128], step: Int128, whole: Int128) -> [Int128]? {
    precondition(step > 0)
    if whole < 0 || whole == 0 && parts.first(where: { $0 != 0 }) ?? 0 < 0 {
      return rounded(parts.map { -$0 }, step: step, whole: -whole)?.map { -$0 }
    }
    return rounded(parts, step: step, whole: whole)
  }

  private static func rounded(
    _ parts: [Int128], step: Int128, whole: Int128
  ) -> [Int128]? {
    var floors = parts.map { part in
      let quotient = part / step
      return (part % step < 0 ? quotient - 1 : quotient) * step
    }
    let lacking = whole - floors.reduce(0, +)
    guard lacking % step == 0 else { return nil }
    let steps = lacking / step
    let open = parts.indices.filter { parts[$0] != floors[$0] }
    guard steps >= 0, steps <= Int128(open.count) else { return nil }
    let order = open.sorted { left, right in
      let remainders = (parts[left] - floors[left], parts[right] - floors[right])
      if remainders.0 != remainders.1 { return remainders.0 > remainders.1 }
      let sizes = (parts[left].magnitude, parts[right].magnitude)
      return sizes.0 == sizes.1 ? left < right : sizes.0 > sizes.1
    }
    for index in order.prefix(Int(steps)) { floors[index] += step }
    return floors
  }

  /// The multiple of `step` nearest to `numerator`/`denominator`, halves away from zero.
  static func quotient(_ numerator: Int128, by denominator: Int128, step: Int128) -> Int128 {
    let divisor = denominator * step
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: divisor)
    guard remainder.magnitude * 2 >= divisor.magnitude else { return quotient * step }
    return (quotient + ((numerator < 0) == (divisor < 0) ? 1 : -1)) * step
  }
}
