import Budget

/// The smallest sets of cells that explain a group of failed identities.
public struct SmallestSets: Sendable {
  /// The failed identities that are explained; more than were asked for where one error reaches
  /// further.
  public var failed: [Int]
  /// The sets, each with its cells ascending; empty where no set of up to three cells explains all.
  public var sets: [[Int]]
  /// Whether all sets of that size were found; false where the search ended at its budget.
  public var isComplete: Bool
}

extension IdentitySystem {
  /// How many sets of cells the search tries for one group before it gives up.
  public static let searchBudget = 20_000

  /// The smallest sets of up to `limit` cells whose change explains every identity in `failed` and
  /// leaves no identity that it touches beyond what rounding can do.
  ///
  /// - Parameter limit: from 1 to 3.
  public func smallestSets(explaining failed: [Int], upTo limit: Int = 3) -> SmallestSets {
    var search = Search(system: self, failed: failed)
    var result = search.run(upTo: limit)
    // An error that also reaches a failure of another group is explained together with it.
    while true {
      let reached = Set(result.sets.joined().flatMap { rows[$0].map(\.identity) })
        .filter { identities[$0].verdict == .mismatch }
      let wider = Set(result.failed).union(reached)
      guard wider.count > result.failed.count else { return result }
      search = Search(system: self, failed: wider.sorted())
      let next = search.run(upTo: limit)
      guard !next.sets.isEmpty else { return result }
      result = next
    }
  }

  /// The possible changes of `cells`, counted in their steps.
  ///
  /// Which end of an identity's interval can be reached depends on the signs of the new values; each
  /// combination of signs that makes a difference is a case of its own.
  ///
  /// - Parameter strict: identities that must come down to plain 尾差; others need only be possible.
  func changes(of cells: [Int], strict: Set<Int> = []) -> StepCases {
    let loose = bounds(onChangesOf: cells, to: nil, strict: strict)
    guard loose.isSolvable else { return StepCases(cases: []) }
    guard dependsOnSigns(cells) else { return StepCases(cases: [loose]) }
    var signs: [[Int]] = [[]]
    for cell in cells {
      let possible = self.cells[cell].quantum > 0 ? [1, 0, -1] : [0]
      signs = signs.flatMap { before in possible.map { before + [$0] } }
    }
    return StepCases(
      cases: signs.map { bounds(onChangesOf: cells, to: $0, strict: strict) }
        .filter(\.isSolvable))
  }

  /// Whether the signs of the changed cells' new values decide over an end of some interval: all
  /// others let it be reached.
  private func dependsOnSigns(_ changed: [Int]) -> Bool {
    changed.contains { cell in
      cells[cell].quantum > 0
        && rows[cell].contains { row in
          others(in: row.identity, beside: changed).map { $0.low == 0 || $0.high == 0 } ?? false
        }
    }
  }

  /// How many of the cells beside `changed` keep an end out of reach.
  private func others(in identity: Int, beside changed: [Int]) -> (low: Int, high: Int)? {
    guard var left = blockers[identity] else { return nil }
    for cell in changed {
      guard let row = row(of: cell, in: identity) else { continue }
      left.low -= row.blocksLow ? 1 : 0
      left.high -= row.blocksHigh ? 1 : 0
    }
    return left
  }

  /// The bounds on the changes of `cells` to values of the given signs; without them an end counts
  /// as reached where some signs reach it.
  private func bounds(
    onChangesOf cells: [Int], to signs: [Int]?, strict: Set<Int>
  ) -> StepBounds {
    var bounds = StepBounds(count: cells.count)
    for (position, cell) in cells.enumerated() {
      for row in rows[cell] {
        var weights: (Int128, Int128, Int128) = (0, 0, 0)
        var isFirst = true
        for (other, otherCell) in cells.enumerated() {
          guard let factor = factor(of: otherCell, in: row.identity) else { continue }
          if other < position { isFirst = false }
          let weight = Int128(factor) * Int128(self.cells[otherCell].step)
          switch other {
          case 0: weights.0 = weight
          case 1: weights.1 = weight
          default: weights.2 = weight
          }
        }
        guard isFirst else { continue }
        let residual = Int128(identities[row.identity].residual)
        let allowed = residuals(
          in: row.identity, changing: cells, to: signs, likely: strict.contains(row.identity))
        bounds.add(
          weights, in: (allowed.lowerBound - residual)...(allowed.upperBound - residual))
      }
      if let sign = signs?[position], self.cells[cell].quantum > 0 {
        let (lowest, highest) = steps(of: cell, to: sign)
        bounds.limit(position, from: lowest, to: highest)
      }
    }
    return bounds
  }

  /// The least and the greatest number of steps that bring a cell to a value of the given sign; nil
  /// where there is no such end.
  private func steps(of cell: Int, to sign: Int) -> (Int128?, Int128?) {
    let (value, step) = (Int128(cells[cell].value), Int128(cells[cell].step))
    // At most 0, and at least 0: they cross where no number of steps leads to 0.
    let (highest, lowest) = (floorQuotient(-value, step), -floorQuotient(value, step))
    switch sign {
    case 1: return (highest + 1, nil)
    case 0: return (lowest, highest)
    default: return (nil, lowest - 1)
    }
  }

  /// The residuals that an identity may keep when `cells` change.
  private func residuals(
    in identity: Int, changing changed: [Int], to signs: [Int]?, likely: Bool
  ) -> ClosedRange<Int128> {
    let bounds = identities[identity].bounds
    var reaches = (low: bounds.reachesLow, high: bounds.reachesHigh)
    if var blocking = others(in: identity, beside: changed) {
      for (position, cell) in changed.enumerated() where cells[cell].quantum > 0 {
        guard let signs, let factor = factor(of: cell, in: identity) else { continue }
        let sign = signs[position] * Int(factor.signum())
        blocking.low += sign <= 0 ? 1 : 0
        blocking.high += sign >= 0 ? 1 : 0
      }
      reaches = (blocking.low == 0, blocking.high == 0)
    }
    return identities[identity].residuals(
      reachesLow: reaches.low, reachesHigh: reaches.high, likely: likely)
  }

  private func factor(of cell: Int, in identity: Int) -> Int64? {
    row(of: cell, in: identity)?.factor
  }

  private func row(of cell: Int, in identity: Int) -> Row? {
    let rows = rows[cell]
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].identity < identity { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].identity == identity ? rows[low] : nil
  }

  /// One search, by size.
  private struct Search {
    let system: IdentitySystem
    let failed: [Int]
    let strict: Set<Int>
    var budget = IdentitySystem.searchBudget
    var seen: Set<[Int]> = []
    var found: [[Int]] = []

    init(system: IdentitySystem, failed: [Int]) {
      self.system = system
      // Short identities first: fewer cells to branch over.
      self.failed = failed.sorted {
        (system.identities[$0].terms.count, $0) < (system.identities[$1].terms.count, $1)
      }
      let isSoft = failed.allSatisfy { system.identities[$0].verdict == .unlikelyRounding }
      strict = isSoft ? Set(failed) : []
    }

    mutating func run(upTo limit: Int) -> SmallestSets {
      for size in 1...limit {
        seen = []
        extend([], to: size)
        if !found.isEmpty || budget <= 0 { break }
      }
      found.sort { $0.lexicographicallyPrecedes($1) }
      return SmallestSets(failed: failed.sorted(), sets: found, isComplete: budget > 0)
    }

    /// Adds cells until `size` is reached.
    ///
    /// A set that explains all has a cell in every failed identity; once all are hit, a further
    /// cell can help only where it shares an identity.
    private mutating func extend(_ chosen: [Int], to size: Int) {
      guard budget > 0 else { return }
      let unhit = failed.first { row in
        !system.identities[row].terms.contains { chosen.contains($0.cell) }
      }
      if chosen.count == size {
        guard unhit == nil else { return }
        budget -= 1
        if system.changes(of: chosen, strict: strict).isSolvable { found.append(chosen) }
        return
      }
      var candidates: [Int]
      if let unhit {
        candidates = system.identities[unhit].terms.map(\.cell)
      } else {
        candidates = chosen.flatMap { cell in
          system.rows[cell].flatMap { system.identities[$0.identity].terms.map(\.cell) }
        }
      }
      candidates = Array(Set(candidates).subtracting(chosen)).sorted()
      for cell in candidates {
        let next = (chosen + [cell]).sorted()
        if seen.insert(next).inserted { extend(next, to: size) }
      }
    }
  }
}
