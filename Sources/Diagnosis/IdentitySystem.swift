public import Budget
import Profiles
import Reconciliation

/// A sparse system of identities Σ cᵢ·xᵢ = 0 over cells, with what each came to.
///
/// The pure core of localisation: it knows numbers only, so that tests and benchmarks can drive it
/// without a profile.
public struct IdentitySystem: Sendable {
  /// One cell that may be wrong.
  public struct Cell: Hashable, Sendable {
    /// The value as it stands, in atoms.
    public var value: Int64
    /// Possible values are the multiples of this many atoms; at least 1.
    public var step: Int64
    /// The atoms to whose multiples the value was rounded; 0 where it is exact.
    public var quantum: Int64

    /// A cell with `value`, printed to multiples of `quantum` atoms; 0 means exact atoms.
    public init(value: Int64, quantum: Int64 = 0) {
      self.value = value
      self.quantum = quantum
      step = max(1, quantum)
    }
  }

  /// One cell of an identity with its weight.
  public struct Term: Hashable, Sendable {
    /// The index of the cell.
    public var cell: Int
    /// The weight; never 0.
    public var factor: Int64

    /// A term made of its parts.
    public init(cell: Int, factor: Int64) {
      self.cell = cell
      self.factor = factor
    }
  }

  /// One identity and what it came to.
  public struct Identity: Sendable {
    /// The cells, each once.
    public var terms: [Term]
    /// Left minus right, in atoms.
    public var residual: Int64
    /// What rounding can make of the residual.
    public var bounds: Observation

    /// An identity made of its parts.
    public init(terms: [Term], residual: Int64, bounds: Observation) {
      self.terms = terms
      self.residual = residual
      self.bounds = bounds
    }

    /// What it came to.
    public var verdict: Verdict {
      Verdict(residual: Int128(residual), bounds: bounds, relation: .equal)
    }

    /// The residuals that rounding can reach, or with `likely` those that are 尾差: 4r² ≤ 3Σ(cq)².
    ///
    /// An end of the interval counts only where it `reaches` the true difference 0.
    func residuals(reachesLow: Bool, reachesHigh: Bool, likely: Bool) -> ClosedRange<Int128> {
      let spread = Int128(bounds.spread)
      let open = spread > 0 ? (spread - 1) / 2 : 0
      let limit = likely ? Int128(squareRoot(UInt128(3 * bounds.squares)) / 2) : spread
      return -min(
        reachesHigh ? spread / 2 : open, limit)...min(reachesLow ? spread / 2 : open, limit)
    }
  }

  /// How a cell stands in an identity.
  struct Row: Sendable {
    /// The index of the identity.
    var identity: Int
    /// The cell's weight there.
    var factor: Int64
    /// Whether the cell keeps the lower end of the identity's interval out of reach.
    var blocksLow: Bool
    /// Whether it keeps the upper end out of reach.
    var blocksHigh: Bool
  }

  /// The cells.
  public let cells: [Cell]
  /// The identities.
  public let identities: [Identity]
  /// For each cell its identities, ascending.
  let rows: [[Row]]
  /// For each identity how many of its cells keep an end of its interval out of reach; nil where
  /// the rounding is not that of the cells.
  let blockers: [(low: Int, high: Int)?]

  /// A system of `identities` over `cells`.
  public init(cells: [Cell], identities: [Identity]) {
    self.cells = cells
    self.identities = identities
    var rows: [[Row]] = Array(repeating: [], count: cells.count)
    var blockers: [(low: Int, high: Int)?] = []
    for (index, identity) in identities.enumerated() {
      var count = (low: 0, high: 0)
      var spread: Int128 = 0
      for term in identity.terms {
        let cell = cells[term.cell]
        let (isRounded, sign) = (cell.quantum > 0, cell.value.signum() * term.factor.signum())
        let row = Row(
          identity: index, factor: term.factor, blocksLow: isRounded && sign <= 0,
          blocksHigh: isRounded && sign >= 0)
        rows[term.cell].append(row)
        count.low += row.blocksLow ? 1 : 0
        count.high += row.blocksHigh ? 1 : 0
        spread += Int128(term.factor.magnitude) * Int128(cell.quantum)
      }
      blockers.append(spread == Int128(identity.bounds.spread) ? count : nil)
    }
    self.rows = rows
    self.blockers = blockers
  }

  /// A system whose residuals and rounding follow from the cells.
  ///
  /// - Throws: `AmountError` where a sum is beyond the limit.
  public init(cells: [Cell], sums: [[Term]]) throws(AmountError) {
    var identities: [Identity] = []
    for terms in sums {
      var total = Observation(atoms: 0)
      for term in terms {
        let cell = cells[term.cell]
        try total.add(
          Observation(atoms: cell.value, quantum: cell.quantum), times: term.factor)
      }
      identities.append(
        Identity(terms: terms, residual: total.atoms, bounds: total.rounding))
    }
    self.init(cells: cells, identities: identities)
  }

  /// The failed identities in groups that share cells, each group and its members ascending.
  ///
  /// What rounding can hardly explain (可疑尾差) forms groups of its own where no 不符 is near;
  /// beside one it is left to the search, which must not make it worse.
  public func failures() -> [[Int]] {
    let verdicts = identities.map(\.verdict)
    let mismatches = identities.indices.filter { verdicts[$0] == .mismatch }
    var groups = grouped(mismatches)
    let near = Set(mismatches.flatMap { identities[$0].terms.map(\.cell) })
    let lone = identities.indices.filter { index in
      verdicts[index] == .unlikelyRounding
        && !identities[index].terms.contains { near.contains($0.cell) }
    }
    groups += grouped(lone)
    return groups
  }

  private func grouped(_ failed: [Int]) -> [[Int]] {
    var group: [Int: Int] = [:]
    var result: [[Int]] = []
    let members = Set(failed)
    for start in failed where group[start] == nil {
      var open = [start]
      var found: [Int] = []
      group[start] = result.count
      while let row = open.popLast() {
        found.append(row)
        for term in identities[row].terms {
          for next in rows[term.cell]
          where members.contains(next.identity) && group[next.identity] == nil {
            group[next.identity] = result.count
            open.append(next.identity)
          }
        }
      }
      result.append(found.sorted())
    }
    return result
  }
}

/// The whole part of the square root, by Newton's method on integers.
func squareRoot(_ value: UInt128) -> UInt128 {
  guard value > 1 else { return value }
  var guess = UInt128(1) << UInt128((128 - value.leadingZeroBitCount + 1) / 2)
  while true {
    let next = (guess + value / guess) / 2
    if next >= guess { return guess }
    guess = next
  }
}
