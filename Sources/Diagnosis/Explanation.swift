public import Budget
import Reconciliation

/// One way to explain a group of failures: cells, their repaired values and what was done.
public struct Explanation: Hashable, Sendable {
  /// The cells, ascending.
  public var cells: [Int]
  /// What was probably done.
  public var kind: Cause.Kind
  /// The repaired value of each cell, in atoms: the likeliest of those that are possible.
  public var repairs: [Int64]
  /// The values that each cell may take while the others are free, in atoms.
  public var ranges: [ClosedRange<Int128>]
  /// How likely it is, in millionths, that cells which are right look like this.
  ///
  /// The smaller, the likelier the explanation; a million and more say nothing for it.
  public var doubt: Int
  /// The chance that the match of a sum of parts is an accident, in thousandths, rounded up; nil
  /// where the explanation does not rest on such a match.
  public var accident: Int?
}

/// What is known of a cell beside its number.
public struct CellContext: Sendable {
  /// The same figure of the year before, in atoms.
  public var prior: Int64?
  /// The same figure of the other year, be it before or after, in atoms.
  public var otherYear: Int64?
  /// The row that the cell stands in, as a number; cells of one row share it.
  public var row: Int?

  /// A context made of its parts.
  public init(prior: Int64? = nil, otherYear: Int64? = nil, row: Int? = nil) {
    self.prior = prior
    self.otherYear = otherYear ?? prior
    self.row = row
  }
}

/// The explanations of one group of failures.
public struct Diagnosis: Sendable {
  /// The failed identities that are explained together.
  public var failed: [Int]
  /// The explanations, the likeliest first; each of the smallest size.
  public var explanations: [Explanation]
  /// Whether all were found.
  public var isComplete: Bool
}

extension IdentitySystem {
  /// Beyond this chance of an accident, in thousandths, a match of parts is not told.
  public static let accidentLimit = 50

  /// Every group of failures with its smallest explanations.
  ///
  /// - Parameter context: for each cell; empty where nothing is known.
  public func diagnoses(context: [CellContext] = []) -> [Diagnosis] {
    var done: Set<Int> = []
    var result: [Diagnosis] = []
    for group in failures() where !group.allSatisfy(done.contains) {
      let sets = smallestSets(explaining: group)
      done.formUnion(sets.failed)
      let explanations = sets.sets.compactMap { explanation(of: $0, in: sets, context) }
      result.append(
        Diagnosis(
          failed: sets.failed,
          explanations: explanations.enumerated()
            .sorted { ($0.element.doubt, $0.offset) < ($1.element.doubt, $1.offset) }
            .map(\.element), isComplete: sets.isComplete))
    }
    return withInterchanges(result)
  }

  /// Two cells that hold each other's amounts can fail identities that have nothing in common:
  /// where two groups each want the amount of the other's cell, both are told so first.
  private func withInterchanges(_ diagnoses: [Diagnosis]) -> [Diagnosis] {
    var result = diagnoses
    for first in diagnoses.indices {
      for second in diagnoses.indices where second > first {
        for one in diagnoses[first].explanations.prefix(8) where one.cells.count == 1 {
          for other in diagnoses[second].explanations.prefix(8) where other.cells.count == 1 {
            guard let swapped = interchange(one, other) else { continue }
            result[first].explanations.insert(swapped, at: 0)
            result[second].explanations.insert(swapped, at: 0)
          }
        }
      }
    }
    return result
  }

  private func interchange(_ one: Explanation, _ other: Explanation) -> Explanation? {
    let values = [cells[one.cells[0]].value, cells[other.cells[0]].value]
    guard values[0] != values[1], values[0] != 0, values[1] != 0,
      one.ranges[0].contains(Int128(values[1])), other.ranges[0].contains(Int128(values[0]))
    else { return nil }
    let isOrdered = one.cells[0] < other.cells[0]
    return Explanation(
      cells: [one.cells[0], other.cells[0]].sorted(), kind: .interchange,
      repairs: isOrdered ? [values[1], values[0]] : values,
      ranges: (isOrdered ? [one, other] : [other, one]).map { $0.ranges[0] }, doubt: 10)
  }

  private func explanation(
    of set: [Int], in sets: SmallestSets, _ context: [CellContext]
  ) -> Explanation? {
    let isSoft = sets.failed.allSatisfy { identities[$0].verdict == .unlikelyRounding }
    let changes = changes(of: set, strict: isSoft ? Set(sets.failed) : [])
    guard
      let steps = changes.solution(preferring: { position, range in
        nearest(preferredSteps(set[position], among: set, sets.failed), range)
      })
    else { return nil }
    let ranges = set.indices.compactMap { position in
      changes.range(of: position).map { values(of: set[position], steps: $0) }
    }
    guard ranges.count == set.count else { return nil }
    var explanation = Explanation(
      cells: set, kind: .unknown,
      repairs: set.indices.map { moved(set[$0], by: steps[$0]) }, ranges: ranges,
      doubt: ContextualCauses.nothing)
    let causes = ContextualCauses(
      system: self, context: context, failed: sets.failed, changes: changes)
    causes.refine(&explanation)
    return explanation
  }

  /// The change of `cell`, in steps, that makes the failed identity with the tightest bound exact.
  private func preferredSteps(_ cell: Int, among set: [Int], _ failed: [Int]) -> Int128 {
    let own = rows[cell].filter { failed.contains($0.identity) }
    let alone = own.filter { row in
      !identities[row.identity].terms.contains { $0.cell != cell && set.contains($0.cell) }
    }
    let tightest = (alone.isEmpty ? own : alone).min {
      (identities[$0.identity].bounds.spread, $0.identity)
        < (identities[$1.identity].bounds.spread, $1.identity)
    }
    guard let tightest else { return 0 }
    let weight = Int128(tightest.factor) * Int128(cells[cell].step)
    return -Int128(identities[tightest.identity].residual) / weight
  }

  func moved(_ cell: Int, by steps: Int128) -> Int64 {
    Int64(clamping: Int128(cells[cell].value) + steps * Int128(cells[cell].step))
  }

  private func values(of cell: Int, steps: ClosedRange<Int128>) -> ClosedRange<Int128> {
    let (value, step) = (Int128(cells[cell].value), Int128(cells[cell].step))
    return (value + steps.lowerBound * step)...(value + steps.upperBound * step)
  }
}
