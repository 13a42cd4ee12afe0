/// Amounts that are each to become the multiple of their quantum right below or right above, so
/// that sums over them do too (受控舍入, controlled rounding).
///
/// Amounts are in atoms and all have one quantum.
struct RoundingProblem {
  /// A weighted sum that is printed in `cells` cells; 0 for a sum that no cell shows.
  struct Sum {
    /// The leaves with their weights, ascending, no weight 0.
    var terms: [Term]
    /// How many cells print it.
    var cells: Int
  }

  /// A leaf with its weight.
  struct Term: Hashable {
    var leaf: Int
    var factor: Int64
  }

  /// The exact amounts.
  var leaves: [Int64]
  /// The step of print, in atoms.
  var quantum: Int64
  /// The sums that must be a neighbour of their exact value; leaves that are printed are among them.
  var sums: [Sum]
  /// Sums that must be 0, as they are before rounding.
  var equalities: [[Term]]

  /// What came of it.
  enum Outcome {
    /// The rounded leaves in atoms, and whether it is proved that no other solution moves less.
    case solved([Int64], isLeast: Bool)
    /// It is proved that there is none.
    case none
    /// None was found within the limit of the search.
    case notFound
  }

  /// The solution whose grand totals are nearest to their exact values, whose printed cells
  /// together move least among those, and which leaves the most cells half up among those.
  ///
  /// A grand total is a sum that no other sum takes up. All amounts must be far enough within
  /// Int64 that a quantum can be added for each leaf.
  func solved(searchLimit: Int) -> Outcome {
    var system = RoundingSystem(self)
    system.substituteSingles()
    system.mergeEqualSums()
    guard system.isConsistent else { return .none }
    var search = RoundingSearch(system, limit: searchLimit)
    search.run()
    guard let best = search.best else { return search.isComplete ? .none : .notFound }
    let steps = system.steps(of: best)
    return .solved(
      leaves.indices.map { floored(leaves[$0]) + quantum * Int64(steps[$0]) },
      isLeast: search.isComplete)
  }

  /// The largest multiple of the quantum that is not above `amount`.
  func floored(_ amount: Int64) -> Int64 { flooredQuotient(amount, quantum) * quantum }

  /// Whether the nearest multiple, halves away from zero, is the one above.
  func roundsUp(_ amount: Int64) -> Bool {
    let twice = 2 * (amount - floored(amount))
    return amount < 0 ? twice > quantum : twice >= quantum
  }
}

/// The quotient rounded down; the divisor is positive.
func flooredQuotient(_ value: Int64, _ divisor: Int64) -> Int64 {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
