import Budget
import Profiles
import Reconciliation

/// The constant parts of this year's figures (末级数字), and how all figures are sums of them.
struct LeafTable {
  /// A constant that is rounded by itself.
  struct Leaf {
    /// The figure that it is, or is a part of.
    var key: FigureKey
    /// The exact amount, in atoms.
    var exact: Int64
    /// The step of print, in atoms.
    var quantum: Int64
  }

  /// A figure as a sum of leaves.
  struct Sum {
    var terms: [RoundingProblem.Term]
    /// The step of print, in atoms.
    var quantum: Int64
    /// How many cells print it.
    var cells: Int
    /// The tables that print it.
    var tables: Set<String>
  }

  /// Leaves that sums and equalities connect, and these.
  struct Group {
    private(set) var leaves: [Int] = []
    var sums: [Int] = []
    var equalities: [Int] = []
    private var members: Set<Int> = []

    mutating func add(_ leaf: Int) {
      if members.insert(leaf).inserted { leaves.append(leaf) }
    }
  }

  private(set) var leaves: [Leaf] = []
  /// The printed figures; those that are the same sum at the same quantum are one.
  private(set) var sums: [Sum] = []
  /// Every figure that is known as a sum of leaves.
  private var expansions: [FigureKey: [Int: Int64]] = [:]

  init(statements: StatementSet) {
    var keys: [FigureKey] = []
    for statement in statements.statements where statement.period == .current {
      keys += statements.keys(of: statement)
    }
    var unknown: Set<FigureKey> = []
    var order: [[RoundingProblem.Term]] = []
    var known: [[RoundingProblem.Term]: [Int64: Int]] = [:]
    for key in keys {
      guard let figure = statements[key],
        let weights = expand(key, in: statements, unknown: &unknown)
      else { continue }
      let terms = Self.terms(weights)
      let quantum = figure.unit.quantum(decimals: figure.decimals)
      if let index = known[terms]?[quantum] {
        sums[index].cells += 1
        sums[index].tables.insert(key.table)
      } else if !terms.isEmpty {
        known[terms, default: [:]][quantum] = sums.count
        order.append(terms)
        sums.append(Sum(terms: terms, quantum: quantum, cells: 1, tables: [key.table]))
      }
    }
  }

  private static func terms(_ weights: [Int: Int64]) -> [RoundingProblem.Term] {
    weights.filter { $0.value != 0 }.sorted { $0.key < $1.key }
      .map { RoundingProblem.Term(leaf: $0.key, factor: $0.value) }
  }

  /// The leaves of a figure with their weights; nil where it is not known, not of this year, or no
  /// sum.
  private mutating func expand(
    _ key: FigureKey, in statements: StatementSet, unknown: inout Set<FigureKey>
  ) -> [Int: Int64]? {
    if let done = expansions[key] { return done }
    guard !unknown.contains(key) else { return nil }
    unknown.insert(key)
    guard key.period == .current, let figure = statements[key],
      figure.state == .value || figure.state == .empty, figure.exact != nil
    else { return nil }
    var weights: [Int: Int64] = [:]
    let own: [Contribution]
    switch figure.derivation {
    case .ratio: return nil
    case .constant(let contributions): own = contributions
    case .formula(let form, let contributions):
      own = contributions
      for term in form.terms {
        guard let parts = expand(term.key, in: statements, unknown: &unknown) else { return nil }
        for (leaf, weight) in parts { weights[leaf, default: 0] += weight * term.factor }
      }
    }
    if !own.isEmpty {
      weights[leaves.count] = 1
      leaves.append(
        Leaf(
          key: key, exact: own.reduce(0) { $0 + $1.reading.amount.atoms * $1.factor },
          quantum: figure.unit.quantum(decimals: figure.decimals)))
    }
    expansions[key] = weights
    unknown.remove(key)
    return weights
  }

  /// What must be 0 in print because `check` says so and the exact figures do; nil where the check
  /// asks for nothing beyond what the figures are made of.
  func equality(_ check: Check) -> [RoundingProblem.Term]? {
    guard check.comparison.relation == .equal, check.exactIsKnown, check.exactDifference == 0,
      check.verdict == .agree || check.verdict == .rounding
    else { return nil }
    var weights: [Int: Int64] = [:]
    for (side, sign) in [(check.left, Int64(1)), (check.right, -1)] {
      for term in side.form.terms {
        guard let parts = expansions[term.key] else { return nil }
        for (leaf, weight) in parts { weights[leaf, default: 0] += sign * term.factor * weight }
      }
    }
    let terms = Self.terms(weights)
    return terms.isEmpty ? nil : terms
  }

  /// The leaves that rounding can move, in groups that no sum and no equality connects; each with
  /// the unmoved leaves that its sums and equalities hold.
  func groups(sums: [Sum], equalities: [[RoundingProblem.Term]]) -> [Group] {
    let isFree = leaves.map { $0.exact % $0.quantum != 0 }
    var parent = Array(leaves.indices)
    func root(_ leaf: Int) -> Int {
      var leaf = leaf
      while parent[leaf] != leaf { leaf = parent[leaf] }
      return leaf
    }
    let free = { (terms: [RoundingProblem.Term]) in terms.map(\.leaf).filter { isFree[$0] } }
    for members in (sums.map(\.terms) + equalities).map(free) {
      for leaf in members.dropFirst() {
        let (first, second) = (root(members[0]), root(leaf))
        parent[max(first, second)] = min(first, second)
      }
    }
    var groups: [Int: Group] = [:]
    for leaf in leaves.indices where isFree[leaf] { groups[root(leaf), default: Group()].add(leaf) }
    for (position, sum) in sums.enumerated() {
      guard let head = free(sum.terms).first.map(root) else { continue }
      groups[head]?.sums.append(position)
      for term in sum.terms { groups[head]?.add(term.leaf) }
    }
    for (position, terms) in equalities.enumerated() {
      guard let head = free(terms).first.map(root) else { continue }
      groups[head]?.equalities.append(position)
      for term in terms { groups[head]?.add(term.leaf) }
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }
}
