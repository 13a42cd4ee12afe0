/// A rounding problem in steps: each leaf that is between two multiples of the quantum is 0 for the
/// lower or 1 for the upper one, and every constraint bounds a weighted sum of them.
struct RoundingSystem {
  /// lower ≤ Σ weight·step ≤ upper, with what the values at both ends cost.
  struct Constraint {
    /// The weights by leaf.
    var weights: [Int: Int]
    var lower: Int
    var upper: Int
    /// The movement of the cells that print the sum, in atoms, at `lower` and at `upper`.
    var costs = (lower: Int128(0), upper: Int128(0))
    /// How many cells are off half up there.
    var oddities = (lower: 0, upper: 0)
    /// Where the sum is printed: whether half up is the upper end.
    var roundsUp: Bool?
    /// Whether it is one of the problem's sums, not an equality or a leaf's own bounds.
    var isSum = false
  }

  private(set) var constraints: [Constraint] = []
  /// Leaves that a single equality makes a sum of others: step = Σ weights·step + offset.
  private var substitutions: [(leaf: Int, weights: [Int: Int], offset: Int)] = []
  private let count: Int

  init(_ problem: RoundingProblem) {
    count = problem.leaves.count
    let floors = problem.leaves.map { flooredQuotient($0, problem.quantum) }
    let isFree = zip(problem.leaves, floors).map { $0 != $1 * problem.quantum }
    func free(_ terms: [RoundingProblem.Term]) -> [Int: Int] {
      var weights: [Int: Int] = [:]
      for term in terms where isFree[term.leaf] { weights[term.leaf] = Int(term.factor) }
      return weights
    }
    for leaf in problem.leaves.indices where isFree[leaf] {
      constraints.append(Constraint(weights: [leaf: 1], lower: 0, upper: 1))
    }
    for sum in problem.sums {
      let exact = sum.terms.reduce(Int64(0)) { $0 + $1.factor * problem.leaves[$1.leaf] }
      let base = sum.terms.reduce(Int64(0)) { $0 + $1.factor * floors[$1.leaf] }
      let low = flooredQuotient(exact, problem.quantum)
      let isExact = low * problem.quantum == exact
      let lower = Int(low - base)
      var constraint = Constraint(
        weights: free(sum.terms), lower: lower, upper: isExact ? lower : lower + 1, isSum: true)
      if !isExact {
        let cells = Int128(sum.cells)
        let below = Int128(exact - low * problem.quantum)
        constraint.costs = (cells * below, cells * (Int128(problem.quantum) - below))
        let roundsUp = problem.roundsUp(exact)
        constraint.roundsUp = roundsUp
        constraint.oddities = roundsUp ? (sum.cells, 0) : (0, sum.cells)
      }
      constraints.append(constraint)
    }
    for terms in problem.equalities {
      let base = terms.reduce(Int64(0)) { $0 + $1.factor * floors[$1.leaf] }
      constraints.append(
        Constraint(weights: free(terms), lower: Int(-base), upper: Int(-base)))
    }
  }

  /// Replaces a leaf that an equality makes the sum of others by that sum, everywhere.
  mutating func substituteSingles() {
    var index = 0
    while index < constraints.count {
      defer { index += 1 }
      let equality = constraints[index]
      guard !equality.isSum, equality.lower == equality.upper, equality.weights.count > 1 else {
        continue
      }
      let singles = [1, -1].compactMap { sign in
        let leaves = equality.weights.filter { $0.value == sign }
        let isAlone =
          leaves.count == 1 && equality.weights.values.allSatisfy { abs($0) == 1 }
        return isAlone ? leaves.first.map { (leaf: $0.key, sign: sign) } : nil
      }
      guard let single = singles.min(by: { $0.leaf < $1.leaf }) else { continue }
      // sign·step = value − rest
      var rest: [Int: Int] = [:]
      for (leaf, weight) in equality.weights where leaf != single.leaf {
        rest[leaf] = -weight * single.sign
      }
      let offset = equality.lower * single.sign
      substitutions.append((single.leaf, rest, offset))
      constraints.remove(at: index)
      for other in constraints.indices { substitute(single.leaf, rest, offset, in: other) }
      // Equalities before this one can be single now.
      index = -1
    }
  }

  private mutating func substitute(
    _ leaf: Int, _ weights: [Int: Int], _ offset: Int, in index: Int
  ) {
    guard let factor = constraints[index].weights.removeValue(forKey: leaf) else { return }
    for (other, weight) in weights {
      let sum = constraints[index].weights[other, default: 0] + factor * weight
      constraints[index].weights[other] = sum == 0 ? nil : sum
    }
    constraints[index].lower -= factor * offset
    constraints[index].upper -= factor * offset
  }

  /// Makes one constraint of those over the same sum, which then cost what they cost together.
  mutating func mergeEqualSums() {
    var order: [[Int]] = []
    var merged: [[Int]: Constraint] = [:]
    for constraint in constraints {
      let constraint = constraint.turnedUpright
      let key = constraint.weights.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
      guard let known = merged[key] else {
        merged[key] = constraint
        order.append(key)
        continue
      }
      merged[key] = known.merged(with: constraint)
    }
    constraints = order.compactMap { merged[$0] }
  }

  /// Whether no constraint contradicts itself.
  var isConsistent: Bool {
    constraints.allSatisfy { constraint in
      constraint.lower <= constraint.upper
        && (!constraint.weights.isEmpty || constraint.lower <= 0 && constraint.upper >= 0)
    }
  }

  /// The steps of all leaves, from those that are left.
  func steps(of known: [Int: Int]) -> [Int] {
    var steps = Array(repeating: 0, count: count)
    for (leaf, step) in known { steps[leaf] = step }
    for (leaf, weights, offset) in substitutions.reversed() {
      steps[leaf] = weights.reduce(offset) { $0 + $1.value * steps[$1.key] }
    }
    return steps
  }
}

extension RoundingSystem.Constraint {
  /// The same with a positive weight at the first leaf.
  fileprivate var turnedUpright: Self {
    guard let first = weights.min(by: { $0.key < $1.key }), first.value < 0 else { return self }
    return Self(
      weights: weights.mapValues { -$0 }, lower: -upper, upper: -lower,
      costs: (costs.upper, costs.lower), oddities: (oddities.upper, oddities.lower),
      roundsUp: roundsUp.map { !$0 }, isSum: isSum)
  }

  fileprivate func merged(with other: Self) -> Self {
    var result = self
    result.lower = max(lower, other.lower)
    result.upper = min(upper, other.upper)
    result.roundsUp = roundsUp ?? other.roundsUp
    result.isSum = isSum || other.isSum
    let below = (cost(at: result.lower), other.cost(at: result.lower))
    let above = (cost(at: result.upper), other.cost(at: result.upper))
    result.costs = (below.0.moved + below.1.moved, above.0.moved + above.1.moved)
    result.oddities = (below.0.odd + below.1.odd, above.0.odd + above.1.odd)
    return result
  }

  private func cost(at value: Int) -> (moved: Int128, odd: Int) {
    value <= lower ? (costs.lower, oddities.lower) : (costs.upper, oddities.upper)
  }

  /// The value of the sum for `steps`.
  func value(_ steps: [Int: Int]) -> Int {
    weights.reduce(0) { $0 + $1.value * steps[$1.key, default: 0] }
  }
}
