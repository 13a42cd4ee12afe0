/// The search for the best solution of a rounding system.
///
/// Sums that fall into two families of nested sets are a network, whose least cost is exact and
/// found at once. What does not fit, crossed dimensions and equalities between different
/// classifications, is left out first; where the network's solution breaks one of those, the search
/// branches on it. A bound on the cost of a branch cuts those that cannot be better.
struct RoundingSearch {
  /// The steps by leaf of the best solution so far.
  private(set) var best: [Int: Int]?
  /// Whether everything was searched, so that the best is proved, or that there is none.
  private(set) var isComplete = true

  private let constraints: [RoundingSystem.Constraint]
  private let network: RoundingNetwork
  /// The constraints that are no arcs of the network.
  private let sides: [Int]
  /// The constraint over a set of leaves, to find both sides of an equality.
  private let index: [[Int]: Int]
  private let prices: [RoundingNetwork.Price]
  private var bestCost: Int128?
  private var rest: Int

  init(_ system: RoundingSystem, limit: Int) {
    constraints = system.constraints
    network = RoundingNetwork(constraints)
    let arcs = Set(network.arcs)
    sides = constraints.indices.filter { !arcs.contains($0) }
    var index: [[Int]: Int] = [:]
    for (position, constraint) in constraints.enumerated() where constraint.isUnweighted {
      index[constraint.weights.keys.sorted()] = position
    }
    self.index = index
    prices = Self.prices(constraints, index)
    rest = limit
  }

  mutating func run() {
    guard constraints.allSatisfy({ $0.upper >= $0.least }) else { return }
    descend(constraints.map { max($0.lower, $0.least)...$0.upper })
  }

  /// The cost at both ends of every constraint: first of all grand totals off the nearest, then the
  /// movement, then cells off half up.
  private static func prices(
    _ constraints: [RoundingSystem.Constraint], _ index: [[Int]: Int]
  ) -> [RoundingNetwork.Price] {
    let odd =
      1
      + constraints.reduce(Int128(0)) {
        $0 + Int128(max($1.oddities.lower, $1.oddities.upper))
      }
    let moved = 1 + constraints.reduce(Int128(0)) { $0 + max($1.costs.lower, $1.costs.upper) }
    let grand = Set(grandTotals(constraints, index))
    return constraints.indices.map { position in
      let constraint = constraints[position]
      var price = RoundingNetwork.Price(
        lower: constraint.costs.lower * odd + Int128(constraint.oddities.lower),
        upper: constraint.costs.upper * odd + Int128(constraint.oddities.upper))
      if grand.contains(position), constraint.lower < constraint.upper,
        let roundsUp = constraint.roundsUp
      {
        if roundsUp { price.lower += moved * odd } else { price.upper += moved * odd }
      }
      return price
    }
  }

  /// The sums that no larger sum takes up, nor one that an equality ties to it.
  private static func grandTotals(
    _ constraints: [RoundingSystem.Constraint], _ index: [[Int]: Int]
  ) -> [Int] {
    let sums = constraints.indices.filter { constraints[$0].isSum && constraints[$0].isUnweighted }
    var holders: [Int: [Int]] = [:]
    for sum in sums {
      for leaf in constraints[sum].weights.keys { holders[leaf, default: []].append(sum) }
    }
    let top = sums.filter { sum in
      guard let leaf = constraints[sum].weights.keys.min() else { return false }
      return !holders[leaf, default: []].contains { other in
        constraints[other].weights.count > constraints[sum].weights.count
          && constraints[sum].weights.keys.allSatisfy { constraints[other].weights[$0] != nil }
      }
    }
    var isTop = Set(top)
    for constraint in constraints {
      guard let (first, second) = constraint.bothSides(index) else { continue }
      if isTop.contains(first) != isTop.contains(second) {
        isTop.subtract([first, second])
      }
    }
    return top.filter(isTop.contains)
  }

  private mutating func descend(_ bounds: [ClosedRange<Int>]) {
    guard rest > 0 else {
      isComplete = false
      return
    }
    rest -= 1
    for side in sides where !isReachable(side, bounds) { return }
    guard let steps = network.steps(bounds: bounds, prices: prices) else { return }
    let sideCosts = sides.map { least(of: $0, bounds[$0]) }
    let base = network.arcs.reduce(Int128(0)) { total, arc in
      total + price(of: arc, at: constraints[arc].value(steps))
    }
    if let bestCost, base + sideCosts.reduce(0, +) >= bestCost { return }
    let broken = sides.first { !bounds[$0].contains(constraints[$0].value(steps)) }
    if let broken {
      branch(on: broken, steps, bounds)
      return
    }
    let cost = sides.reduce(base) { $0 + price(of: $1, at: constraints[$1].value(steps)) }
    if bestCost.map({ cost < $0 }) ?? true {
      bestCost = cost
      best = steps
    }
    // A side constraint that costs more than it must may cost less in another solution.
    guard
      let open = sides.enumerated().first(where: { position, side in
        bounds[side].count > 1
          && price(of: side, at: constraints[side].value(steps)) > sideCosts[position]
      })?.element
    else { return }
    for value in bounds[open] {
      var next = bounds
      next[open] = value...value
      descend(next)
    }
  }

  private func isReachable(_ side: Int, _ bounds: [ClosedRange<Int>]) -> Bool {
    var (low, high) = (0, 0)
    for (leaf, weight) in constraints[side].weights {
      let range = network.leafBounds(leaf, bounds)
      low += weight * (weight > 0 ? range.lowerBound : range.upperBound)
      high += weight * (weight > 0 ? range.upperBound : range.lowerBound)
    }
    return low <= bounds[side].upperBound && high >= bounds[side].lowerBound
  }

  private mutating func branch(on side: Int, _ steps: [Int: Int], _ bounds: [ClosedRange<Int>]) {
    // An equality of two known sums: both have the same value, one of two.
    if let (first, second) = constraints[side].bothSides(index),
      bounds[first].count > 1 || bounds[second].count > 1
    {
      let offset = bounds[side].lowerBound
      for value in bounds[first] where bounds[second].contains(value - offset) {
        var next = bounds
        next[first] = value...value
        next[second] = (value - offset)...(value - offset)
        descend(next)
      }
      return
    }
    let constraint = constraints[side]
    let isLow = constraint.value(steps) < bounds[side].lowerBound
    let open = constraint.weights.keys.sorted().filter {
      network.leafBounds($0, bounds).count > 1
    }
    // First the change that mends it, then its opposite.
    let mending = open.first { leaf in
      (constraint.weights[leaf, default: 0] > 0) == isLow
        ? steps[leaf] == 0 : steps[leaf] == 1
    }
    guard let leaf = mending ?? open.first, let position = index[[leaf]] else { return }
    let first = steps[leaf] == 0 ? 1 : 0
    for value in [first, 1 - first] {
      var next = bounds
      next[position] = value...value
      descend(next)
    }
  }

  private func least(of constraint: Int, _ range: ClosedRange<Int>) -> Int128 {
    min(price(of: constraint, at: range.lowerBound), price(of: constraint, at: range.upperBound))
  }

  private func price(of constraint: Int, at value: Int) -> Int128 {
    value <= constraints[constraint].lower ? prices[constraint].lower : prices[constraint].upper
  }
}

extension RoundingSystem.Constraint {
  /// Whether every weight is 1.
  var isUnweighted: Bool { weights.values.allSatisfy { $0 == 1 } }

  /// The least value that steps of 0 and 1 give.
  var least: Int { weights.values.reduce(0) { $0 + min($1, 0) } }

  /// Where it says that two sums which `index` knows differ by a constant: their constraints, the
  /// one with positive weights first.
  func bothSides(_ index: [[Int]: Int]) -> (Int, Int)? {
    guard !isSum, lower == upper, weights.values.allSatisfy({ abs($0) == 1 }) else { return nil }
    let sides = [1, -1].map { sign in
      index[weights.filter { $0.value == sign }.keys.sorted()]
    }
    guard let first = sides[0], let second = sides[1] else { return nil }
    return (first, second)
  }
}
