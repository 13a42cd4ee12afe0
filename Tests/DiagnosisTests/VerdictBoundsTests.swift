import Budget
import Profiles
import Reconciliation
import Testing

@Suite struct VerdictBoundsTests {
  /// The weights of an identity Σ cᵢ·xᵢ = 0, and the quantum each figure is printed at; a quantum
  /// of 0 means exact.
  struct Form: CustomTestStringConvertible {
    var weights: [Int64]
    var quanta: [Int64]
    var testDescription: String { "weights \(weights), quanta \(quanta)" }
  }

  static let forms = [
    Form(weights: [1, -1], quanta: [4, 4]), Form(weights: [1, -1], quanta: [6, 2]),
    Form(weights: [1, -1], quanta: [5, 3]), Form(weights: [2, -1], quanta: [4, 4]),
    Form(weights: [3, -2], quanta: [2, 3]), Form(weights: [1, 1, -1], quanta: [4, 4, 4]),
    Form(weights: [1, 1, -1], quanta: [2, 4, 6]), Form(weights: [1, -1, -1], quanta: [4, 4, 4]),
    Form(weights: [1, 1, 1], quanta: [4, 4, 4]), Form(weights: [1, 2, -1], quanta: [4, 2, 4]),
    // 0.125 printed as 0.13 beside the exact 0.125: half a step is reached from one side.
    Form(weights: [1, -1], quanta: [0, 4]), Form(weights: [-1, 2], quanta: [0, 3]),
    Form(weights: [1, 1, -1], quanta: [0, 0, 4]), Form(weights: [1, 1, -1], quanta: [4, 4, 0]),
    Form(weights: [1, -1, -1], quanta: [4, 0, 6]), Form(weights: [1, -1, 1], quanta: [0, 4, 2]),
    Form(weights: [1, -1, 0], quanta: [0, 4, 4]), Form(weights: [1, -1], quanta: [0, 0]),
  ]

  // Every true value that could have been rounded so is tried, the ends of the intervals included.
  // 不符 must be given exactly where none of them satisfies the relation.
  @Test(arguments: forms, [Relation.equal, .atMost, .atLeast])
  func `a mismatch is exactly what no true values could have given`(
    form: Form, relation: Relation
  ) throws {
    let printed = form.quanta.map { quantum -> [Int64] in
      let step = quantum > 0 ? quantum : 1
      let count: Int64 = quantum > 0 ? 2 : 6
      return (-count...count).map { $0 * step }
    }
    for values in products(printed) {
      var total = Observation(atoms: 0)
      for (index, value) in values.enumerated() {
        try total.add(
          Observation(atoms: value, quantum: form.quanta[index]), times: form.weights[index])
      }
      let residual = total.atoms
      let verdict = Verdict(
        residual: Int128(residual), bounds: total.rounding, relation: relation)
      let differences = trueDifferences(form, values)
      #expect(
        (verdict != .mismatch) == differences.contains { relation.holds($0, 0) },
        "printed \(values), residual \(residual)")
      #expect((verdict == .agree) == relation.holds(residual, 0), "printed \(values)")
    }
  }

  @Test(
    arguments: [
      // 0.125 万元 printed as 0.13, never as 0.12; the mirror image below zero.
      (1_300, 1_250, .rounding), (1_200, 1_250, .mismatch), (-1_300, -1_250, .rounding),
      (-1_200, -1_250, .mismatch), (1_300, 1_349, .rounding), (1_300, 1_350, .mismatch),
      // A printed 0 is nearer to 0 than half a step.
      (0, 49, .rounding), (0, 50, .mismatch), (0, -50, .mismatch),
    ] as [(Int64, Int64, Verdict)])
  func `a printed figure beside its exact value`(printed: Int64, exact: Int64, verdict: Verdict)
    throws
  {
    var difference = Observation(atoms: printed, quantum: 100)
    try difference.add(Observation(atoms: exact), times: -1)
    let found = Verdict(
      residual: Int128(difference.atoms), bounds: difference.rounding, relation: .equal)
    #expect(found == verdict)
    // That is what rounding says.
    let rounded = try Amount.fen(exact).rounded(to: 100).atoms
    #expect((rounded == printed) == (verdict != .mismatch))
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

  /// The true left − right, in `fine` parts of an atom, of all true values that are printed so.
  private func trueDifferences(_ form: Form, _ printed: [Int64]) -> Set<Int64> {
    var sums: Set<Int64> = [0]
    for ((value, quantum), weight) in zip(zip(printed, form.quanta), form.weights)
    where weight != 0 {
      let reach = quantum * fine / 2
      let exact = ((value * fine - reach)...(value * fine + reach)).filter {
        quantum == 0 || rounded($0, to: quantum * fine) == value * fine
      }
      var next: Set<Int64> = []
      for sum in sums { for part in exact { next.insert(sum + weight * part) } }
      sums = next
    }
    return sums
  }

  // Fine enough that what open ends leave out, one part for each weight, is less than the half
  // atom by which residuals can miss a bound.
  private let fine: Int64 = 12

  private func rounded(_ value: Int64, to quantum: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: quantum)
    guard rest.magnitude * 2 >= quantum.magnitude else { return quotient * quantum }
    return (quotient + (value < 0 ? -1 : 1)) * quantum
  }

  private func products(_ lists: [[Int64]]) -> [[Int64]] {
    lists.reduce([[]]) { made, list in made.flatMap { head in list.map { head + [$0] } } }
  }
}
