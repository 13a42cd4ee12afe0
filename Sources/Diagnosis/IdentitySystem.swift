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

    /// A cell with `value`, printed to multiples of `step` atoms; a step of 0 means exact atoms.
    public init(value: Int64, step: Int64 = 1) {
      self.value = value
      self.step = max(1, step)
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

    /// The largest magnitude of a residual that rounding can reach: 2|r| < Σ|c|q.
    var possibleResidual: Int128 {
      bounds.spread > 0 ? Int128((bounds.spread - 1) / 2) : 0
    }

    /// The largest magnitude of a residual that is 尾差: also 4r² ≤ 3Σ(cq)².
    var likelyResidual: Int128 {
      min(possibleResidual, Int128(squareRoot(UInt128(3 * bounds.squares)) / 2))
    }
  }

  /// The cells.
  public let cells: [Cell]
  /// The identities.
  public let identities: [Identity]
  /// The indices of the identities of each cell, ascending, with the cell's weight there.
  let rows: [[(identity: Int, factor: Int64)]]

  /// A system of `identities` over `cells`.
  public init(cells: [Cell], identities: [Identity]) {
    self.cells = cells
    self.identities = identities
    var rows: [[(identity: Int, factor: Int64)]] = Array(repeating: [], count: cells.count)
    for (index, identity) in identities.enumerated() {
      for term in identity.terms { rows[term.cell].append((index, term.factor)) }
    }
    self.rows = rows
  }

  /// A system whose residuals follow from the cells; `quanta` are the rounding of each cell.
  ///
  /// - Throws: `AmountError` where a sum is beyond the limit.
  public init(cells: [Cell], quanta: [Int64], sums: [[Term]]) throws(AmountError) {
    var identities: [Identity] = []
    for terms in sums {
      var total = Observation(atoms: 0)
      for term in terms {
        try total.add(
          Observation(atoms: cells[term.cell].value, quantum: quanta[term.cell]),
          times: term.factor)
      }
      identities.append(
        Identity(
          terms: terms, residual: total.atoms,
          bounds: Observation(atoms: 0, spread: total.spread, squares: total.squares)))
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
