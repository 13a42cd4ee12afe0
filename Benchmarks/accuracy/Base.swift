import Budget
import Profiles
import Reconciliation
import TestSamples

/// A clean disclosure before rounding with what its checks say about its cells.
struct Base: Sendable {
  let set: PublishedSet
  /// The totals with their parts.
  let sums: [FigureKey: [FigureKey]]
  /// The cells with amounts that no other cell shares all its equalities with, and the others.
  let keys: [Bool: [FigureKey]]

  init(_ set: PublishedSet) {
    self.set = set
    var columns: [FigureKey: [[Int64]]] = [:]
    var sums: [FigureKey: [FigureKey]] = [:]
    for (index, check) in set.equalities().enumerated() {
      var net: [FigureKey: Int64] = [:]
      for term in check.left.form.terms { net[term.key, default: 0] += term.factor }
      for term in check.right.form.terms { net[term.key, default: 0] -= term.factor }
      for (key, factor) in net where factor != 0 {
        columns[key, default: []].append([Int64(index), factor])
      }
      if check.left.form.terms.count == 1, check.right.form.terms.count > 1 {
        sums[check.left.form.terms[0].key] = check.right.form.terms.map(\.key)
      }
    }
    var classes: [[[Int64]]: Int] = [:]
    // Two columns with opposite signs everywhere are as hard to tell apart as equal ones.
    for column in columns.values { classes[Self.normalized(column), default: 0] += 1 }
    self.sums = sums
    let valued = columns.keys.filter { set.value($0) != 0 }
      .sorted { $0.description < $1.description }
    keys = Dictionary(grouping: valued) { key in
      columns[key].map { classes[Self.normalized($0)] == 1 } ?? false
    }
  }

  private static func normalized(_ column: [[Int64]]) -> [[Int64]] {
    guard let first = column.first, first[1] < 0 else { return column }
    return column.map { [$0[0], -$0[1]] }
  }
}

/// Disclosures of one size and one kind of amounts.
struct Population: Sendable {
  /// How tables name it.
  let name: String
  /// Clean disclosures, none of them empty.
  let bases: [Base]
  /// Whether every trial rounds all cells anew; round amounts stay what they are.
  let isRoundedAnew: Bool

  /// One of the disclosures.
  func draw(_ random: inout SeededRandom) -> (base: Base, set: PublishedSet) {
    let base = bases[Int.random(in: bases.indices, using: &random)]
    let factor = isRoundedAnew ? Int64.random(in: 300_000...3_000_000, using: &random) : 1_000_000
    return (base, base.set.printed(times: factor))
  }
}
