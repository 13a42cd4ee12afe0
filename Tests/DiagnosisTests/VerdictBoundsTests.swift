import Budget
import Profiles
import Reconciliation
import Testing

@Suite struct VerdictBoundsTests {
  /// The weights of an identity Σ cᵢ·xᵢ = 0, and the quantum each figure is printed at.
  struct Form: CustomTestStringConvertible {
    var weights: [Int64]
    var quanta: [Int64]
    var testDescription: String { "weights \(weights), quanta \(quanta)" }
  }

  // Every true value that could have been rounded so is tried. The verdict 不符 must be given
  // exactly where none of them satisfies the identity, the boundary included.
  @Test(arguments: [
    Form(weights: [1, -1], quanta: [10, 10]), Form(weights: [1, -1], quanta: [20, 10]),
    Form(weights: [1, 1, -1], quanta: [10, 10, 10]),
    Form(weights: [1, 1, -1], quanta: [4, 10, 20]),
    Form(weights: [1, -1, -1], quanta: [10, 10, 10]), Form(weights: [2, -1], quanta: [10, 10]),
    Form(weights: [1, 1, 1], quanta: [10, 10, 10]),
    Form(weights: [1, 2, -1], quanta: [10, 10, 10]),
  ])
  func `a mismatch is exactly what no true values could have given`(form: Form) throws {
    try compare(form)
  }

  // 0.125 printed as 0.13 beside the exact 0.125: half a step is reached from one side where all
  // rounded figures stand on one side of the identity. Half up is told from half down only there.
  @Test(arguments: [
    Form(weights: [1, -1], quanta: [0, 10]), Form(weights: [1, 1, -1], quanta: [0, 0, 10]),
  ])
  func `beside exact figures half a step can be reached`(form: Form) {
    withKnownIssue("the bound is taken as open at both ends; exact figures close one") {
      try compare(form)
    }
  }

  private func compare(_ form: Form) throws {
    let printed = form.quanta.map { quantum -> [Int64] in
      let step = quantum > 0 ? quantum : 5
      return (-3...3).map { $0 * step }
    }
    let bounds = try zip(form.weights, form.quanta).reduce(into: Observation(atoms: 0)) {
      try $0.add(Observation(atoms: 0, quantum: $1.1), times: $1.0)
    }
    for values in products(printed) {
      let residual = zip(form.weights, values).map { $0 * $1 }.reduce(0, +)
      let verdict = Verdict(residual: Int128(residual), bounds: bounds, relation: .equal)
      let possible = isPossible(form, values)
      #expect((verdict != .mismatch) == possible, "printed \(values), residual \(residual)")
    }
  }

  @Test(arguments: [9, 10, 11] as [Int128])
  func `two printings of one figure differ by less than one unit or not at all`(
    difference: Int128
  ) throws {
    // 0.009, 0.010 and 0.011 万元 where both are printed to 0.01 万元.
    var bounds = Observation(atoms: 0, quantum: 10)
    try bounds.add(Observation(atoms: 0, quantum: 10))
    for sign: Int128 in [1, -1] {
      let found = Verdict(residual: sign * difference, bounds: bounds, relation: .equal)
      #expect((found == .mismatch) == (difference >= 10))
    }
  }

  @Test func `the first bound is met from below`() {
    // 12 parts of quantum 10: 4r² ≤ 3·12·100 up to r = 30, and 2r < 120.
    let bounds = Observation(atoms: 0, spread: 120, squares: 1_200)
    let expected: [(Int128, Verdict)] = [
      (0, .agree), (30, .rounding), (31, .unlikelyRounding), (59, .unlikelyRounding),
      (60, .mismatch),
    ]
    for (residual, verdict) in expected {
      #expect(Verdict(residual: residual, bounds: bounds, relation: .equal) == verdict)
      #expect(Verdict(residual: -residual, bounds: bounds, relation: .equal) == verdict)
    }
    #expect(Verdict(residual: -60, bounds: bounds, relation: .atMost) == .agree)
    #expect(Verdict(residual: 60, bounds: bounds, relation: .atMost) == .mismatch)
  }

  /// Whether true values in quarters of an atom, so that the ends of every interval are met, that round half
  /// away from zero to `printed` satisfy the form.
  private func isPossible(_ form: Form, _ printed: [Int64]) -> Bool {
    var sums: Set<Int64> = [0]
    for ((value, quantum), weight) in zip(zip(printed, form.quanta), form.weights) {
      var next: Set<Int64> = []
      let reach = quantum * fine / 2
      for exact in (value * fine - reach)...(value * fine + reach)
      where quantum == 0 || rounded(exact, to: quantum * fine) == value * fine {
        for sum in sums { next.insert(sum + weight * exact) }
      }
      sums = next
    }
    return sums.contains(0)
  }

  private let fine: Int64 = 4

  private func rounded(_ value: Int64, to quantum: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: quantum)
    guard rest.magnitude * 2 >= quantum.magnitude else { return quotient * quantum }
    return (quotient + (value < 0 ? -1 : 1)) * quantum
  }

  private func products(_ lists: [[Int64]]) -> [[Int64]] {
    lists.reduce([[]]) { made, list in made.flatMap { head in list.map { head + [$0] } } }
  }
}
