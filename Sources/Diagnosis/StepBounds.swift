/// Linear bounds on up to three whole numbers, exact: does a solution exist, and which.
///
/// Fourier–Motzkin elimination with every inequality divided by the greatest common divisor of its
/// weights. With weights ±1, which budgets have, the elimination is exact for whole numbers; for
/// others the values that it allows are tried.
struct StepBounds {
  /// Σ weights·t ≤ limit.
  private struct Bound {
    var weights: (Int128, Int128, Int128)
    var limit: Int128

    subscript(index: Int) -> Int128 {
      switch index {
      case 0: weights.0
      case 1: weights.1
      default: weights.2
      }
    }

    var isConstant: Bool { weights == (0, 0, 0) }

    // Dividing by the common divisor and rounding the limit down loses no whole solution.
    func reduced() -> Bound {
      let divisor = commonDivisor(commonDivisor(weights.0, weights.1), weights.2)
      guard divisor > 1 else { return self }
      return Bound(
        weights: (weights.0 / divisor, weights.1 / divisor, weights.2 / divisor),
        limit: floorQuotient(limit, divisor))
    }
  }

  private let count: Int
  private var bounds: [Bound] = []

  /// No bounds on `count` unknowns, of which there are at most three.
  init(count: Int) {
    precondition((1...3).contains(count))
    self.count = count
    bounds.reserveCapacity(16)
  }

  /// Demands lower ≤ Σ weights·t ≤ upper.
  mutating func add(_ weights: (Int128, Int128, Int128), in range: ClosedRange<Int128>) {
    bounds.append(Bound(weights: weights, limit: range.upperBound).reduced())
    bounds.append(
      Bound(weights: (-weights.0, -weights.1, -weights.2), limit: -range.lowerBound).reduced())
  }

  /// The values that unknown `index` may take when the others are free; nil where there are none.
  ///
  /// A side without a bound is far away.
  func range(of index: Int) -> ClosedRange<Int128>? {
    var rest = bounds
    for other in 0..<count where other != index {
      guard let fewer = Self.eliminate(other, from: rest) else { return nil }
      rest = fewer
    }
    return Self.range(of: index, in: rest)
  }

  /// A solution near what `preferred` asks for, unknown after unknown; nil where there is none.
  func solution(
    preferring preferred: (Int, ClosedRange<Int128>) -> Int128 = { _, range in nearest(0, range) }
  ) -> [Int128]? {
    solve(from: 0, preferred).map { Array($0.prefix(count)) }
  }

  private func solve(
    from index: Int, _ preferred: (Int, ClosedRange<Int128>) -> Int128
  ) -> [Int128]? {
    guard let range = range(of: index) else { return nil }
    if index == count - 1 { return [nearest(preferred(index, range), range)] }
    let start = nearest(preferred(index, range), range)
    for value in Self.outward(from: start, in: range) {
      if let rest = fixing(index, at: value).solve(from: index + 1, preferred) {
        return [value] + rest
      }
    }
    return nil
  }

  /// The bounds with unknown `index` fixed at `value`.
  func fixing(_ index: Int, at value: Int128) -> StepBounds {
    var result = self
    result.limit(index, from: value, to: value)
    return result
  }

  /// Demands that unknown `index` be neither below `lowest` nor above `highest`.
  mutating func limit(_ index: Int, from lowest: Int128?, to highest: Int128?) {
    func weights(_ one: Int128) -> (Int128, Int128, Int128) {
      (index == 0 ? one : 0, index == 1 ? one : 0, index == 2 ? one : 0)
    }
    if let lowest { bounds.append(Bound(weights: weights(-1), limit: -lowest)) }
    if let highest { bounds.append(Bound(weights: weights(1), limit: highest)) }
  }

  /// Whether there is any solution.
  var isSolvable: Bool { solution() != nil }

  // How many values are tried where the elimination alone is not exact; more than the least common
  // multiple of any weights that occur.
  private static let trials: Int128 = 64

  private static func outward(
    from start: Int128, in range: ClosedRange<Int128>
  ) -> some Sequence<Int128> {
    (0...(2 * trials)).lazy
      .map { $0 % 2 == 0 ? start + $0 / 2 : start - ($0 + 1) / 2 }
      .filter { range.contains($0) }
  }

  private static let far: Int128 = 1 << 90

  private static func range(of index: Int, in bounds: [Bound]) -> ClosedRange<Int128>? {
    var lower = -far
    var upper = far
    for bound in bounds {
      let weight = bound[index]
      if weight > 0 {
        upper = min(upper, floorQuotient(bound.limit, weight))
      } else if weight < 0 {
        lower = max(lower, -floorQuotient(bound.limit, -weight))
      } else if bound.limit < 0 {
        return nil
      }
    }
    return lower <= upper ? lower...upper : nil
  }

  private static func eliminate(_ index: Int, from bounds: [Bound]) -> [Bound]? {
    var result: [Bound] = []
    for bound in bounds where bound[index] == 0 {
      if bound.isConstant, bound.limit < 0 { return nil }
      if !bound.isConstant { result.append(bound) }
    }
    for upper in bounds where upper[index] > 0 {
      for lower in bounds where lower[index] < 0 {
        let (left, right) = (-lower[index], upper[index])
        let sum = Bound(
          weights: (
            upper.weights.0 * left + lower.weights.0 * right,
            upper.weights.1 * left + lower.weights.1 * right,
            upper.weights.2 * left + lower.weights.2 * right
          ), limit: upper.limit * left + lower.limit * right
        ).reduced()
        if !sum.isConstant {
          result.append(sum)
        } else if sum.limit < 0 {
          return nil
        }
      }
    }
    return result
  }
}

/// The value in `range` nearest to `value`.
func nearest(_ value: Int128, _ range: ClosedRange<Int128>) -> Int128 {
  min(max(value, range.lowerBound), range.upperBound)
}

/// The quotient rounded down; the divisor is positive.
func floorQuotient(_ value: Int128, _ divisor: Int128) -> Int128 {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}

/// The greatest common divisor of the magnitudes.
func commonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
  var (first, second) = (abs(left), abs(right))
  while second != 0 { (first, second) = (second, first % second) }
  return first
}
