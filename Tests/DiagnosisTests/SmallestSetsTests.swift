import Budget
import TestKit
import Testing

@testable import Diagnosis

@Suite struct SmallestSetsTests {
  @Test func `the smallest sets equal exhaustive search on a thousand random systems`() throws {
    var random = SeededRandom(seed: 20_201_123)
    var sizes: [Int: Int] = [:]
    for round in 0..<1_000 {
      let system = try randomSystem(
        &random, quantum: [0, 0, 10, 100, 4][round % 5], hasExact: round % 5 == 4)
      for group in system.failures() {
        let found = system.smallestSets(explaining: group)
        #expect(found.isComplete)
        let expected = exhaustive(system, found.failed)
        #expect(found.sets == expected, "round \(round), failed \(found.failed)")
        sizes[expected.first?.count ?? 0, default: 0] += 1
      }
    }
    // The comparison says something only if every size occurs.
    for size in 1...3 { #expect(sizes[size, default: 0] >= 20, "\(sizes)") }
  }

  @Test func `a wrong cell of a grid with both totals is the only explanation`() throws {
    // 3 × 3 leaves, row totals 9…11, column totals 12…14.
    var values: [Int64] = [12, 5, 81, 40, 7, 66, 3, 29, 58]
    let clean = values
    values += (0..<3).map { row in clean[(3 * row)..<(3 * row + 3)].reduce(0, +) }
    values += (0..<3).map { column in clean[column] + clean[column + 3] + clean[column + 6] }
    values[4] += 1_000
    var sums: [[IdentitySystem.Term]] = []
    for row in 0..<3 {
      sums.append(
        [term(9 + row, -1)] + (0..<3).map { term(3 * row + $0, 1) })
    }
    for column in 0..<3 {
      sums.append([term(12 + column, -1)] + (0..<3).map { term(column + 3 * $0, 1) })
    }
    let system = try IdentitySystem(
      cells: values.map { IdentitySystem.Cell(value: $0) }, sums: sums)
    let diagnosis = try #require(system.diagnoses().first)
    #expect(diagnosis.explanations.map(\.cells) == [[4]])
    #expect(diagnosis.explanations[0].repairs == [7])
  }

  @Test func `cells that no identity tells apart are all counted`() throws {
    let values: [Int64] = [100, 30, 30, 35]
    let system = try IdentitySystem(
      cells: values.map { IdentitySystem.Cell(value: $0) },
      sums: [[term(0, 1), term(1, -1), term(2, -1), term(3, -1)]])
    let diagnosis = try #require(system.diagnoses().first)
    #expect(Set(diagnosis.explanations.map(\.cells)) == [[0], [1], [2], [3]])
  }

  @Test func `identities within rounding are no failures`() throws {
    let values: [Int64] = [110, 30, 30, 40]
    let system = try IdentitySystem(
      cells: values.map { IdentitySystem.Cell(value: $0, quantum: 10) },
      sums: [[term(0, 1), term(1, -1), term(2, -1), term(3, -1)]])
    #expect(system.failures().isEmpty)
  }

  private func term(_ cell: Int, _ factor: Int64) -> IdentitySystem.Term {
    IdentitySystem.Term(cell: cell, factor: factor)
  }

  /// Up to 12 cells and 8 identities that hold, then 1 to 3 errors; with `hasExact` some cells are
  /// exact, off by up to half the quantum, beside those that are rounded.
  private func randomSystem(
    _ random: inout SeededRandom, quantum: Int64, hasExact: Bool
  ) throws -> IdentitySystem {
    let count = Int.random(in: 4...12, using: &random)
    let rows = Int.random(in: 1...8, using: &random)
    let step = max(quantum, 1)
    // Totals are made from cells before them, so that each identity holds exactly.
    var values = (0..<count).map { _ in Int64.random(in: 1...50, using: &random) * step }
    var sums: [[IdentitySystem.Term]] = []
    for row in 0..<min(rows, count - 2) {
      let total = count - 1 - row
      var parts = (0..<total).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      if parts.isEmpty { parts = [Int.random(in: 0..<total, using: &random)] }
      let terms = parts.map { part in
        term(part, Int.random(in: 0..<8, using: &random) == 0 ? 2 : 1)
      }
      sums.append(terms + [term(total, -1)])
    }
    for terms in sums.reversed() {
      guard let total = terms.last else { continue }
      values[total.cell] = terms.dropLast().map { $0.factor * values[$0.cell] }.reduce(0, +)
    }
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let cell = Int.random(in: 0..<count, using: &random)
      let reach: Int64 = hasExact ? 2 : 9
      values[cell] += Int64.random(in: -reach...reach, using: &random) * step
    }
    let cells = values.map { value in
      guard hasExact, Bool.random(using: &random) else {
        return IdentitySystem.Cell(value: value, quantum: quantum)
      }
      return IdentitySystem.Cell(
        value: value + Int64.random(in: -2...2, using: &random) * (quantum / 4))
    }
    return try IdentitySystem(cells: cells, sums: sums)
  }

  // More steps than the errors of `randomSystem` can ask of one cell.
  private static let reach: Int64 = 100

  /// Every subset by size, every change of its cells up to `reach` steps: no elimination.
  private func exhaustive(_ system: IdentitySystem, _ failed: [Int]) -> [[Int]] {
    let isSoft = failed.allSatisfy { system.identities[$0].verdict == .unlikelyRounding }
    for size in 1...3 {
      let sets = subsets(of: Array(system.cells.indices), size).filter { set in
        let touched = Set(set.flatMap { system.rows[$0].map(\.identity) })
        guard failed.allSatisfy(touched.contains) else { return false }
        let trials = touched.sorted().map { row in
          Trial(system, row, set, isStrict: isSoft && failed.contains(row))
        }
        let byDepth = (0..<size).map { depth in trials.filter { $0.depth == depth } }
        return Self.explains(
          byDepth, Self.triple(set.map { system.cells[$0].value }),
          Self.triple(set.map { system.cells[$0].step }))
      }
      if !sets.isEmpty { return sets }
    }
    return []
  }

  // No arrays: this runs millions of times.
  /// Three numbers, one a cell; those of absent cells are 0.
  private typealias Triple = (Int64, Int64, Int64)

  private static func triple(_ numbers: [Int64]) -> Triple {
    let padded = numbers + [0, 0]
    return (padded[0], padded[1], padded[2])
  }

  /// An identity as a function of the changes of up to three cells.
  private struct Trial {
    let residual: Int64
    let weights: Triple
    /// The doubled residuals that are possible, by the signs of the new values.
    let possible: [ClosedRange<Int64>]
    /// The last of the cells that it needs: 0, 1 or 2.
    let depth: Int

    init(_ system: IdentitySystem, _ row: Int, _ set: [Int], isStrict: Bool) {
      let identity = system.identities[row]
      residual = identity.residual
      let factors = set.map { cell in
        identity.terms.filter { $0.cell == cell }.map(\.factor).reduce(0, +)
      }
      let steps = zip(factors, set).map { $0 * system.cells[$1].step }
      weights = triple(steps)
      depth = steps.lastIndex { $0 != 0 } ?? 0
      let signs = zip(factors, set).map { system.cells[$1].quantum > 0 ? $0.signum() : 0 }
      let others = identity.terms.filter { !set.contains($0.cell) }.map { term in
        (cell: system.cells[term.cell], sign: term.factor.signum())
      }.filter { $0.cell.quantum > 0 }
      possible = (0..<27).map { code in
        let values = [code / 9 - 1, code / 3 % 3 - 1, code % 3 - 1].map(Int64.init)
        let changed = zip(values, signs).filter { $1 != 0 }
        let reachesLow =
          others.allSatisfy { $0.cell.value.signum() * $0.sign > 0 }
          && changed.allSatisfy { $0 * $1 > 0 }
        let reachesHigh =
          others.allSatisfy { $0.cell.value.signum() * $0.sign < 0 }
          && changed.allSatisfy { $0 * $1 < 0 }
        let spread = identity.bounds.spread
        var (low, high) = (min(0, 1 - spread), max(0, spread - 1))
        if reachesLow { high = spread }
        if reachesHigh { low = -spread }
        func isLikely(_ doubled: Int64) -> Bool {
          let whole = 2 * Int128(doubled / 2)
          return whole * whole <= 3 * identity.bounds.squares
        }
        while isStrict, !isLikely(high) { high -= 1 }
        while isStrict, !isLikely(low) { low += 1 }
        return low...high
      }
    }

    /// Whether the residual can be explained when the cells change so, to values of these signs.
    func holds(_ changes: Triple, _ signs: Triple) -> Bool {
      let after =
        residual + weights.0 * changes.0 + weights.1 * changes.1 + weights.2 * changes.2
      let range = possible[Int(signs.0 * 9 + signs.1 * 3 + signs.2) + 13]
      return 2 * after >= range.lowerBound && 2 * after <= range.upperBound
    }
  }

  /// Tries every change of the cells in turn; an identity is judged once all its cells of the set
  /// have their change.
  private static func explains(
    _ trials: [[Trial]], _ values: Triple, _ steps: Triple, depth: Int = 0,
    changes: Triple = (0, 0, 0), signs: Triple = (0, 0, 0)
  ) -> Bool {
    var (changes, signs) = (changes, signs)
    for change in reaches(trials[depth], changes, depth) {
      switch depth {
      case 0: (changes.0, signs.0) = (change, (values.0 + change * steps.0).signum())
      case 1: (changes.1, signs.1) = (change, (values.1 + change * steps.1).signum())
      default: (changes.2, signs.2) = (change, (values.2 + change * steps.2).signum())
      }
      var holds = true
      for trial in trials[depth] where !trial.holds(changes, signs) {
        holds = false
        break
      }
      if holds,
        depth == trials.count - 1
          || explains(
            trials, values, steps, depth: depth + 1, changes: changes, signs: signs)
      {
        return true
      }
    }
    return false
  }

  /// The changes of a cell worth trying: all, or those that the first identity it decides can bear
  /// with whatever signs.
  private static func reaches(
    _ trials: [Trial], _ changes: Triple, _ depth: Int
  ) -> ClosedRange<Int64> {
    guard let trial = trials.first else { return -reach...reach }
    let weight = depth == 0 ? trial.weights.0 : depth == 1 ? trial.weights.1 : trial.weights.2
    let rest =
      trial.residual + (depth > 0 ? trial.weights.0 * changes.0 : 0)
      + (depth > 1 ? trial.weights.1 * changes.1 : 0)
    let widest = trial.possible.map { max($0.upperBound, -$0.lowerBound) }.max() ?? 0
    let (middle, room) = (-rest / weight, widest / 2 / abs(weight) + 1)
    let low = min(max(middle - room, -reach), reach)
    return low...max(min(middle + room, reach), low)
  }

  private func subsets(of items: [Int], _ size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return items.indices.flatMap { index in
      subsets(of: Array(items[(index + 1)...]), size - 1).map { [items[index]] + $0 }
    }
  }
}
