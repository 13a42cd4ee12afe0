public import Budget
import Profiles

/// The equalities of a run as one system over figures: which rules say nothing that the others do
/// not say (冗余), and which figures they force to nothing between them (矛盾).
///
/// Rows are the checks that were made, columns their figures. All arithmetic is modulo the prime
/// 2⁶¹ − 1, in which small integer systems have the ranks that they have in the rational numbers
/// unless the prime divides one of their minors.
public struct RuleSystem: Sendable {
  /// How many equalities the system has.
  public private(set) var equations = 0
  /// How many of them are independent.
  public private(set) var rank = 0
  /// The rules whose every check follows from the checks of other rules, in the order of the rules.
  public private(set) var redundant: [String] = []
  /// The figures that have a value although the rules together leave them none.
  public private(set) var contradictions: [Contradiction] = []

  /// A figure that several rules force to nothing between them.
  public struct Contradiction: Sendable, Hashable {
    /// The figure.
    public var figure: FigureKey
    /// The rules that are needed for it, in the order of the rules.
    public var rules: [String]
  }

  /// The system of the equalities among `checks` that could be made.
  public init(checks: [Check], statements: StatementSet) {
    let made = checks.filter { $0.isDecided && $0.comparison.relation == .equal }
    var columns: [FigureKey: Int] = [:]
    var keys: [FigureKey] = []
    let rows = made.map { check -> SparseRow in
      var entries: [SparseRow.Entry] = []
      for (side, sign) in [(check.left, Int64(1)), (check.right, -1)] {
        for term in side.form.terms {
          let column = columns[term.key] ?? keys.count
          if column == keys.count {
            columns[term.key] = column
            keys.append(term.key)
          }
          entries.append(
            SparseRow.Entry(column: column, value: PrimeField.element(term.factor * sign)))
        }
      }
      return SparseRow(adding: entries)
    }
    equations = rows.count
    let reduction = RowReduction(rows, columns: keys.count)
    rank = reduction.rank
    let owners = made.map(\.rule.id)
    redundant = Self.redundant(owners, reduction.dependencies)
    contradictions = reduction.forced.compactMap { column, parts in
      let key = keys[column]
      guard let figure = statements[key], figure.state == .value, figure.shown.atoms != 0 else {
        return nil
      }
      let rules = parts.map { owners[$0] }
      let distinct = rules.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
      // One check that says `= 0` is no contradiction but a rule with a breach.
      return parts.count < 2 ? nil : Contradiction(figure: key, rules: distinct)
    }.sorted { $0.figure.description < $1.figure.description }
  }

  // Every check of a rule follows from the others exactly where the dependencies, seen on the
  // rule's checks alone, have as high a rank as the rule has checks.
  private static func redundant(_ owners: [String], _ dependencies: [SparseRow]) -> [String] {
    var numbers: [String: Int] = [:]
    var order: [String] = []
    var sizes: [Int] = []
    // The rule of each check, and which of the rule's checks it is.
    let places = owners.map { owner in
      let number = numbers[owner] ?? order.count
      if number == order.count {
        numbers[owner] = number
        order.append(owner)
        sizes.append(0)
      }
      sizes[number] += 1
      return (rule: number, check: sizes[number] - 1)
    }
    var restricted = [[SparseRow]](repeating: [], count: order.count)
    for dependency in dependencies {
      var parts: [Int: [SparseRow.Entry]] = [:]
      for entry in dependency.entries {
        let place = places[entry.column]
        parts[place.rule, default: []].append(
          SparseRow.Entry(column: place.check, value: entry.value))
      }
      for (rule, entries) in parts { restricted[rule].append(SparseRow(adding: entries)) }
    }
    return order.indices.filter { rule in
      restricted[rule].count >= sizes[rule]
        && RowReduction(restricted[rule], columns: sizes[rule]).rank == sizes[rule]
    }.map { order[$0] }
  }
}
