/// The part of a rounding system that is a network: leaves run from the smallest set that holds
/// them in the first family to the smallest in the second, and every set is an arc to or from the
/// set around it.
struct RoundingNetwork {
  /// What the values at both ends of a constraint cost.
  struct Price {
    var lower: Int128
    var upper: Int128
  }

  /// The constraints that are arcs: single leaves and sets.
  let arcs: [Int]
  private let ends: [(from: Int, to: Int)]
  private let nodes: Int
  private let originals: [ClosedRange<Int>]
  private let leaves: [Int: Int]

  init(_ constraints: [RoundingSystem.Constraint]) {
    let ranges = constraints.map { $0.lower...max($0.lower, $0.upper) }
    let whole = constraints.indices.filter {
      constraints[$0].isUnweighted && !constraints[$0].weights.isEmpty
    }
    let singles = whole.filter { constraints[$0].weights.count == 1 }
    let sets = whole.filter { constraints[$0].weights.count > 1 }
    var leaves: [Int: Int] = [:]
    for single in singles {
      for leaf in constraints[single].weights.keys { leaves[leaf] = single }
    }
    let count = (leaves.keys.max() ?? -1) + 1
    let families = LaminarFamilies(
      sets.map { constraints[$0].weights.keys.sorted() }, leaves: count
    ).families
    // Nodes 0 and 1 are the outside of the two families, then one for each set.
    var ends: [(from: Int, to: Int)] = []
    var arcs: [Int] = []
    var inner = [Array(repeating: 0, count: count), Array(repeating: 1, count: count)]
    // From the largest set on, so that a set's leaves still point to the set around it.
    let order = sets.indices.sorted {
      (-constraints[sets[$0]].weights.count, $0) < (-constraints[sets[$1]].weights.count, $1)
    }
    for position in order {
      guard let family = families[position],
        let leaf = constraints[sets[position]].weights.keys.min()
      else { continue }
      let (node, outer) = (position + 2, inner[family][leaf])
      arcs.append(sets[position])
      ends.append(family == 0 ? (outer, node) : (node, outer))
      for leaf in constraints[sets[position]].weights.keys { inner[family][leaf] = node }
    }
    for (leaf, single) in leaves.sorted(by: { $0.key < $1.key }) {
      arcs.append(single)
      ends.append((inner[0][leaf], inner[1][leaf]))
    }
    self.arcs = arcs
    self.ends = ends
    self.leaves = leaves
    nodes = sets.count + 2
    originals = ranges
  }

  /// The bounds of a leaf's step.
  func leafBounds(_ leaf: Int, _ bounds: [ClosedRange<Int>]) -> ClosedRange<Int> {
    leaves[leaf].map { bounds[$0] } ?? 0...1
  }

  /// The steps of least cost within `bounds`, by leaf; nil where there are none.
  func steps(bounds: [ClosedRange<Int>], prices: [Price]) -> [Int: Int]? {
    var flow = MinCostFlow(nodes: nodes)
    for (arc, ends) in zip(arcs, ends) {
      let slope = originals[arc].count > 1 ? prices[arc].upper - prices[arc].lower : 0
      flow.add(
        MinCostFlow.Arc(
          from: ends.from, to: ends.to, lower: bounds[arc].lowerBound,
          upper: bounds[arc].upperBound, cost: slope))
    }
    flow.add(MinCostFlow.Arc(from: 1, to: 0, lower: 0, upper: leaves.count, cost: 0))
    guard let flows = flow.solve() else { return nil }
    var steps: [Int: Int] = [:]
    let flowOfArc = Dictionary(uniqueKeysWithValues: zip(arcs, flows))
    for (leaf, single) in leaves { steps[leaf] = flowOfArc[single] }
    return steps
  }
}
