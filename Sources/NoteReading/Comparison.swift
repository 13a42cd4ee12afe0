import Budget
import Decimals

/// How a printed number stands to what it should be, in integers.
enum Comparison {
  /// The verdict on `printed`, a multiple of `quantum` atoms, against a figure.
  ///
  /// The figure rounded half up is what should be printed. Where the figure itself is known only as
  /// printed, the number may differ by what rounding can explain.
  static func verdict(_ printed: Int64, quantum: Int64, _ figure: FigureValue) -> Verdict {
    if rounded(figure.atoms, quantum) == printed || rounded(figure.shown, quantum) == printed {
      return .agree
    }
    let residual = Int128(printed) - Int128(figure.atoms)
    guard figure.spread > 0 else { return .mismatch }
    return 2 * residual.magnitude < UInt128(quantum) + UInt128(figure.spread)
      ? .rounding : .mismatch
  }

  /// The verdict on a printed difference; it may be the difference of rounded figures.
  static func verdict(
    _ printed: Int64, quantum: Int64, from prior: FigureValue, to current: FigureValue
  ) -> Verdict {
    let exact = current.atoms - prior.atoms
    if rounded(exact, quantum) == printed { return .agree }
    if rounded(current.shown, quantum) - rounded(prior.shown, quantum) == printed { return .agree }
    if rounded(current.shown - prior.shown, quantum) == printed { return .agree }
    let residual = Int128(printed) - Int128(exact)
    let spread = UInt128(quantum) + UInt128(current.spread) + UInt128(prior.spread)
    return 2 * residual.magnitude < spread ? .rounding : .mismatch
  }

  /// `atoms` to the nearest multiple of `quantum`, halves away from zero.
  static func rounded(_ atoms: Int64, _ quantum: Int64) -> Int64 {
    guard quantum > 1 else { return atoms }
    let (quotient, remainder) = atoms.quotientAndRemainder(dividingBy: quantum)
    let up = remainder.magnitude * 2 >= quantum.magnitude
    return (up ? quotient + (atoms < 0 ? -1 : 1) : quotient) * quantum
  }

  /// The quotient in percent of two amounts, to `decimals` places, as atoms of a ratio; nil where
  /// the base is zero.
  static func percent(_ part: Int64, of base: Int64, decimals: Int) -> Int64? {
    guard base != 0 else { return nil }
    var step: Int128 = 10_000
    for _ in 0..<min(decimals, 4) { step /= 10 }
    // 1 % is 10 000 atoms.
    let scaled = Int128(part) * 1_000_000
    let denominator = Int128(base) * step
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator)
    let up = remainder.magnitude * 2 >= denominator.magnitude
    let isNegative = (scaled < 0) != (denominator < 0)
    let steps = up ? quotient + (isNegative ? -1 : 1) : quotient
    return Int64(exactly: steps * step)
  }

  /// Whether rounding of the parts explains that the percentage is printed as `printed` atoms.
  static func percentIsPossible(
    _ printed: Int64, quantum: Int64, part: Int64, partSpread: Int64, base: Int64, baseSpread: Int64
  ) -> Bool {
    // |printed/10⁶ − part/base| ≤ half a step, for some part and base within their rounding.
    let low = Int128(printed) - Int128(quantum) / 2
    let high = Int128(printed) + Int128(quantum) / 2
    let parts = [Int128(part) * 2 - Int128(partSpread), Int128(part) * 2 + Int128(partSpread)]
    let bases = [Int128(base) * 2 - Int128(baseSpread), Int128(base) * 2 + Int128(baseSpread)]
    guard bases.allSatisfy({ $0 > 0 }) || bases.allSatisfy({ $0 < 0 }) else { return false }
    let quotients = parts.flatMap { part in bases.map { part * 1_000_000 / $0 } }
    guard let least = quotients.min(), let most = quotients.max() else { return false }
    return most + 1 >= low && least - 1 <= high
  }

  /// What was probably done to print `printed` for `expected`, both in steps of the last place.
  static func slip(_ printed: Int64, _ expected: Int64) -> Cause.Kind {
    guard printed != 0, expected != 0 else { return .unknown }
    if printed == -expected { return .sign }
    var scale: Int64 = 1
    for power in 1...8 {
      scale *= 10
      let isUp = printed.magnitude == expected.magnitude &* UInt64(scale)
      // What was cut off with the digits does not count.
      let isDown =
        expected.magnitude / UInt64(scale) == printed.magnitude
        || (expected.magnitude + UInt64(scale) / 2) / UInt64(scale) == printed.magnitude
      if isUp || isDown { return power == 4 || power == 8 ? .unit : .slide }
    }
    let left = Array(String(printed.magnitude).utf8)
    let right = Array(String(expected.magnitude).utf8)
    guard left.count == right.count else { return .digit }
    let places = left.indices.filter { left[$0] != right[$0] }
    if places.count == 1 { return .digit }
    if places.count == 2, left[places[0]] == right[places[1]], left[places[1]] == right[places[0]] {
      return .transposition
    }
    return .unknown
  }
}
