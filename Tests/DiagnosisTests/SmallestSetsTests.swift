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
        return Self.explains(byDepth, depth: 0, changes: (0, 0, 0))
      }
      if !sets.isEmpty { return sets }
    }
    return []
  }

  /// An identity as a function of the changes of up to three cells.
  private struct Trial {
    let residual: Int64
    let weights: (Int64, Int64, Int64)
    /// The doubled residuals that are possible, the ends included.
    let possible: ClosedRange<Int64>
    /// The last of the cells that it needs: 0, 1 or 2.
    let depth: Int

    init(_ system: IdentitySystem, _ row: Int, _ set: [Int], isStrict: Bool) {
      let identity = system.identities[row]
      residual = identity.residual
      var weights: [Int64] = [0, 0, 0]
      for (position, cell) in set.enumerated() {
        weights[position] = identity.terms.filter { $0.cell == cell }
          .map { $0.factor * system.cells[cell].step }.reduce(0, +)
      }
      self.weights = (weights[0], weights[1], weights[2])
      depth = weights.lastIndex { $0 != 0 } ?? 0
      // Changed cells may have either sign: the others decide which end can be reached.
      let others = identity.terms.filter { !set.contains($0.cell) }.map { term in
        (cell: system.cells[term.cell], sign: term.factor.signum())
      }.filter { $0.cell.quantum > 0 }
      let reachesLow = others.allSatisfy { $0.cell.value.signum() * $0.sign > 0 }
      let reachesHigh = others.allSatisfy { $0.cell.value.signum() * $0.sign < 0 }
      let spread = identity.bounds.spread
      var (low, high) = (min(0, 1 - spread), max(0, spread - 1))
      if reachesLow { high = spread }
      if reachesHigh { low = -spread }
      if isStrict {
        while 2 * Int128(high / 2) * 2 * Int128(high / 2) > 3 * identity.bounds.squares {
          high -= 1
        }
        while 2 * Int128(low / 2) * 2 * Int128(low / 2) > 3 * identity.bounds.squares { low += 1 }
      }
      possible = low...high
    }

    /// The weight of the last cell, and the residual before its change.
    func last(_ depth: Int, _ changes: (Int64, Int64, Int64)) -> (weight: Int64, rest: Int64) {
      switch depth {
      case 0: (weights.0, residual)
      case 1: (weights.1, residual + weights.0 * changes.0)
      default: (weights.2, residual + weights.0 * changes.0 + weights.1 * changes.1)
      }
    }

    func holds(_ changes: (Int64, Int64, Int64)) -> Bool {
      let after =
        residual + weights.0 * changes.0 + weights.1 * changes.1 + weights.2 * changes.2
      return 2 * after >= possible.lowerBound && 2 * after <= possible.upperBound
    }
  }

  /// Tries every change of the cells in turn; an identity is judged once all its cells of the set
  /// have their change, and for the last cell the identities that are left say which changes fit.
  private static func explains(
    _ trials: [[Trial]], depth: Int, changes: (Int64, Int64, Int64)
  ) -> Bool {
    let decided = trials[depth]
    var changes = changes
    if depth == trials.count - 1 {
      var (low, high) = (-reach, reach)
      for trial in decided {
        let (weight, rest) = trial.last(depth, changes)
        // 2(rest + weight·t) in the possible range.
        var (first, second) = (
          Double(trial.possible.lowerBound) / 2 - Double(rest),
          Double(trial.possible.upperBound) / 2 - Double(rest)
        )
        if weight < 0 { (first, second) = (second, first) }
        low = max(low, Int64((first / Double(weight)).rounded(.up)))
        high = min(high, Int64((second / Double(weight)).rounded(.down)))
      }
      return low <= high
    }
    for steps in -reach...reach {
      if depth == 0 { changes.0 = steps } else { changes.1 = steps }
      var holds = true
      for trial in decided where !trial.holds(changes) {
        holds = false
        break
      }
      if holds, explains(trials, depth: depth + 1, changes: changes) { return true }
    }
    return false
  }

  private func subsets(of items: [Int], _ size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return items.indices.flatMap { index in
      subsets(of: Array(items[(index + 1)...]), size - 1).map { [items[index]] + $0 }
    }
  }
}
