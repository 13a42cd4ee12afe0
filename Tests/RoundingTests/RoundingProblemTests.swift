import TestKit
import Testing

@testable import Rounding

@Suite struct RoundingProblemTests {
  typealias Term = RoundingProblem.Term

  @Test func `the solution is the best of all neighbours, on two thousand random systems`() {
    var random = SeededRandom(seed: 20_260_101)
    var solved = 0
    for round in 0..<2_000 {
      let problem = randomProblem(&random)
      let best = exhaustive(problem)
      switch problem.solved(searchLimit: 100_000) {
      case .none:
        #expect(best == nil, "round \(round): a solution was overlooked")
      case .notFound: Issue.record("round \(round): the search ended early")
      case .solved(let values, let isLeast):
        #expect(isLeast)
        let cost = Cost(problem, values)
        #expect(cost != nil, "round \(round): a sum does not keep its bounds")
        // An equality decides which totals are grand; there the movement is not compared.
        if problem.equalities.isEmpty { #expect(cost == best, "round \(round)") }
        solved += 1
      }
    }
    #expect(solved > 1_000)
  }

  // Rows and columns are two families of nested sets: there always is a solution.
  @Test func `every table of rows and columns can be settled`() {
    var random = SeededRandom(seed: 4)
    for round in 0..<300 {
      let rows = Int.random(in: 1...12, using: &random)
      let columns = Int.random(in: 1...6, using: &random)
      let problem = table(rows: rows, columns: columns, &random)
      guard case .solved(let values, true) = problem.solved(searchLimit: 1),
        let cost = Cost(problem, values)
      else {
        Issue.record("round \(round): \(rows) × \(columns) was not settled at once")
        continue
      }
      #expect(cost.grandMisses == 0)
    }
  }

  @Test func `three dimensions that cross can have no solution, and that is proved`() {
    // Any two of three halves make exactly one step, which neighbours cannot do.
    let pairs = [[0, 1], [1, 2], [0, 2]]
    let problem = RoundingProblem(
      leaves: [5, 5, 5], quantum: 10,
      sums: pairs.map { pair in
        RoundingProblem.Sum(terms: pair.map { Term(leaf: $0, factor: 1) }, cells: 1)
      }, equalities: [])
    guard case .none = problem.solved(searchLimit: 100) else {
      Issue.record("the contradiction was not found")
      return
    }
    guard case .notFound = problem.solved(searchLimit: 1) else {
      Issue.record("one network is not a proof")
      return
    }
  }

  @Test func `amounts that are multiples of the step stay, and negative ones have neighbours too`()
  {
    let problem = RoundingProblem(
      leaves: [20, -15, -4], quantum: 10,
      sums: [
        RoundingProblem.Sum(terms: (0..<3).map { Term(leaf: $0, factor: 1) }, cells: 1)
      ], equalities: [])
    guard case .solved(let values, true) = problem.solved(searchLimit: 1) else {
      Issue.record("not solved")
      return
    }
    #expect(values[0] == 20)
    #expect([-20, -10].contains(values[1]) && [-10, 0].contains(values[2]))
    #expect(values.reduce(0, +) == 0)
  }

  /// What a solution costs, in the order in which it counts.
  private struct Cost: Comparable {
    var grandMisses = 0
    var moved: Int64 = 0
    var odd = 0

    /// Nil where a sum is no neighbour of its exact value, or an equality is broken.
    init?(_ problem: RoundingProblem, _ values: [Int64]) {
      func sum(_ terms: [Term], _ amounts: [Int64]) -> Int64 {
        terms.reduce(0) { $0 + $1.factor * amounts[$1.leaf] }
      }
      func free(_ terms: [Term]) -> Set<Int> {
        Set(terms.map(\.leaf).filter { problem.leaves[$0] % problem.quantum != 0 })
      }
      func isUpright(_ terms: [Term]) -> Bool {
        Set(terms.filter { problem.leaves[$0.leaf] % problem.quantum != 0 }.map(\.factor)).count
          == 1
      }
      let upright = problem.sums.filter { isUpright($0.terms) }.map { free($0.terms) }
      var misses: Set<Set<Int>> = []
      for printed in problem.sums {
        let exact = sum(printed.terms, problem.leaves)
        let shown = sum(printed.terms, values)
        guard abs(shown - exact) < problem.quantum else { return nil }
        let nearest =
          problem.floored(exact) + (problem.roundsUp(exact) ? problem.quantum : 0)
        moved += abs(shown - exact) * Int64(printed.cells)
        guard shown != nearest, exact % problem.quantum != 0 else { continue }
        odd += printed.cells
        let leaves = free(printed.terms)
        if isUpright(printed.terms),
          !upright.contains(where: { $0.isStrictSuperset(of: leaves) })
        {
          misses.insert(leaves)
        }
      }
      for terms in problem.equalities where sum(terms, values) != 0 { return nil }
      grandMisses = misses.count
    }

    static func < (left: Cost, right: Cost) -> Bool {
      (left.grandMisses, left.moved, left.odd) < (right.grandMisses, right.moved, right.odd)
    }
  }

  private func exhaustive(_ problem: RoundingProblem) -> Cost? {
    let count = problem.leaves.count
    return (0..<(1 << count)).compactMap { mask -> Cost? in
      var values: [Int64] = []
      for (leaf, exact) in problem.leaves.enumerated() {
        let isUp = mask >> leaf & 1 == 1
        if isUp, exact % problem.quantum == 0 { return nil }
        values.append(problem.floored(exact) + (isUp ? problem.quantum : 0))
      }
      return Cost(problem, values)
    }.min()
  }

  /// Up to 8 leaves, sums of any of them, sometimes an equality; odd steps, so that no amount lies
  /// in the middle, where either neighbour is nearest.
  private func randomProblem(_ random: inout SeededRandom) -> RoundingProblem {
    let count = Int.random(in: 1...8, using: &random)
    let quantum: Int64 = [5, 7, 9][Int.random(in: 0..<3, using: &random)]
    var leaves = (0..<count).map { _ in
      Int64.random(in: -3 * quantum...6 * quantum, using: &random)
    }
    var sums = leaves.indices.map {
      RoundingProblem.Sum(
        terms: [Term(leaf: $0, factor: 1)], cells: Int.random(in: 0...2, using: &random))
    }
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let terms = leaves.indices.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        .map { Term(leaf: $0, factor: Int.random(in: 0..<12, using: &random) == 0 ? -1 : 1) }
      guard !terms.isEmpty else { continue }
      sums.append(
        RoundingProblem.Sum(terms: terms, cells: Int.random(in: 1...3, using: &random)))
    }
    var equalities: [[Term]] = []
    if count > 3, Int.random(in: 0..<3, using: &random) == 0 {
      let terms = leaves.indices.filter { _ in Bool.random(using: &random) }
        .map { Term(leaf: $0, factor: Bool.random(using: &random) ? 1 : -1) }
      if terms.count > 1, let last = terms.last {
        let total = terms.reduce(Int64(0)) { $0 + $1.factor * leaves[$1.leaf] }
        leaves[last.leaf] -= total * last.factor
        equalities = [terms]
      }
    }
    return RoundingProblem(
      leaves: leaves, quantum: quantum, sums: sums, equalities: equalities)
  }

  private func table(rows: Int, columns: Int, _ random: inout SeededRandom) -> RoundingProblem {
    let leaves = (0..<(rows * columns)).map { _ in Int64.random(in: -300...900, using: &random) }
    let cells = leaves.indices.map { [$0] }
    let lines = (0..<rows).map { row in (0..<columns).map { row * columns + $0 } }
    let stacks = (0..<columns).map { column in (0..<rows).map { $0 * columns + column } }
    let sums = (cells + lines + stacks + [Array(leaves.indices)]).map { set in
      RoundingProblem.Sum(terms: set.map { Term(leaf: $0, factor: 1) }, cells: 1)
    }
    return RoundingProblem(leaves: leaves, quantum: 101, sums: sums, equalities: [])
  }
}
