/// Bounds on up to three whole numbers of which one case or another must hold.
struct StepCases {
  /// The cases that have a solution.
  let cases: [StepBounds]

  /// Whether there is any solution.
  var isSolvable: Bool { !cases.isEmpty }

  /// The values that unknown `index` may take when the others are free, from the least to the
  /// greatest of all cases; nil where there are none.
  func range(of index: Int) -> ClosedRange<Int128>? {
    cases.compactMap { $0.range(of: index) }.reduce(nil) { hull, range in
      guard let hull else { return range }
      return min(hull.lowerBound, range.lowerBound)...max(hull.upperBound, range.upperBound)
    }
  }

  /// The solution nearest to what `preferred` asks for, unknown after unknown; nil where there is
  /// none.
  func solution(
    preferring preferred: (Int, ClosedRange<Int128>) -> Int128
  ) -> [Int128]? {
    guard let range = range(of: 0) else { return nil }
    let asked = preferred(0, range)
    return cases.compactMap { $0.solution(preferring: preferred) }
      .min { abs($0[0] - asked) < abs($1[0] - asked) }
  }

  /// The cases with unknown `index` fixed at `value`.
  func fixing(_ index: Int, at value: Int128) -> StepCases {
    StepCases(cases: cases.map { $0.fixing(index, at: value) }.filter(\.isSolvable))
  }
}
