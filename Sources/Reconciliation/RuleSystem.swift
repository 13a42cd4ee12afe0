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

  private typealias Row = [Int: UInt64]

  /// The system of the equalities among `checks` that could be made.
  public init(checks: [Check], statements: StatementSet) {
    let made = checks.filter { check in
      switch check.verdict {
      case .notChecked, .notApplicable: false
      default: check.comparison.relation == .equal
      }
    }
    var columns: [FigureKey: Int] = [:]
    var keys: [FigureKey] = []
    let rows = made.map { check -> Row in
      var row: Row = [:]
      for (side, sign) in [(check.left, Int64(1)), (check.right, -1)] {
        for term in side.form.terms {
          let column = columns[term.key] ?? keys.count
          if column == keys.count {
            columns[term.key] = column
            keys.append(term.key)
          }
          Self.add(Field.element(term.factor * sign), at: column, to: &row)
        }
      }
      return row
    }
    equations = rows.count
    let reduction = Reduction(rows)
    rank = reduction.pivots.count
    let owners = made.map(\.rule.id)
    redundant = Self.redundant(owners, reduction.dependencies)
    contradictions = reduction.forced.compactMap { column, parts in
      let key = keys[column]
      guard let figure = statements[key], figure.state == .value, figure.shown.atoms != 0 else {
        return nil
      }
      let rules = parts.sorted().map { owners[$0] }
      let distinct = rules.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
      // One check that says `= 0` is no contradiction but a rule with a breach.
      return parts.count < 2 ? nil : Contradiction(figure: key, rules: distinct)
    }.sorted { $0.figure.description < $1.figure.description }
  }

  // Every check of a rule follows from the others exactly where the dependencies, seen on the
  // rule's checks alone, have as high a rank as the rule has checks.
  private static func redundant(_ owners: [String], _ dependencies: [Row]) -> [String] {
    var checks: [String: [Int]] = [:]
    var order: [String] = []
    for (index, owner) in owners.enumerated() {
      if checks[owner] == nil { order.append(owner) }
      checks[owner, default: []].append(index)
    }
    return order.filter { owner in
      let own = Set(checks[owner] ?? [])
      let restricted = dependencies.map { row in row.filter { own.contains($0.key) } }
        .filter { !$0.isEmpty }
      guard restricted.count >= own.count else { return false }
      return Reduction(restricted).pivots.count == own.count
    }
  }

  private static func add(_ value: UInt64, at column: Int, to row: inout Row) {
    let sum = Field.sum(row[column] ?? 0, value)
    row[column] = sum == 0 ? nil : sum
  }

  /// Rows brought to echelon form, with what each came from.
  private struct Reduction {
    /// The reduced rows by the column of their pivot, each with the combination of the given rows.
    var pivots: [Int: (row: Row, parts: Row)] = [:]
    /// The combinations of the given rows that vanish.
    var dependencies: [Row] = []

    init(_ rows: [Row]) {
      for (index, given) in rows.enumerated() {
        var row = given
        var parts: Row = [index: 1]
        while let column = row.keys.min() {
          guard let (pivot, origin) = pivots[column], let value = row[column] else {
            let inverse = Field.inverse(row[column] ?? 1)
            pivots[column] = (Self.scaled(row, inverse), Self.scaled(parts, inverse))
            break
          }
          let factor = Field.negative(value)
          Self.add(pivot, times: factor, to: &row)
          Self.add(origin, times: factor, to: &parts)
        }
        if row.isEmpty { dependencies.append(parts) }
      }
    }

    /// The columns that stand alone in a fully reduced row, with the given rows that show it.
    var forced: [(column: Int, parts: [Int])] {
      var reduced: [Int: (row: Row, parts: Row)] = [:]
      for column in pivots.keys.sorted(by: >) {
        guard var (row, parts) = pivots[column] else { continue }
        for other in row.keys.sorted() where other != column {
          guard let (pivot, origin) = reduced[other], let value = row[other] else { continue }
          let factor = Field.negative(value)
          Self.add(pivot, times: factor, to: &row)
          Self.add(origin, times: factor, to: &parts)
        }
        reduced[column] = (row, parts)
      }
      return reduced.filter { $0.value.row.count == 1 }
        .map { ($0.key, $0.value.parts.keys.sorted()) }
    }

    private static func scaled(_ row: Row, _ factor: UInt64) -> Row {
      row.mapValues { Field.product($0, factor) }
    }

    private static func add(_ other: Row, times factor: UInt64, to row: inout Row) {
      for (column, value) in other {
        RuleSystem.add(Field.product(value, factor), at: column, to: &row)
      }
    }
  }
}

/// Arithmetic modulo the prime 2⁶¹ − 1.
private enum Field {
  static let prime: UInt64 = (1 << 61) - 1

  static func element(_ value: Int64) -> UInt64 {
    let magnitude = value.magnitude % prime
    return value < 0 ? negative(magnitude) : magnitude
  }

  static func negative(_ value: UInt64) -> UInt64 { value == 0 ? 0 : prime - value }

  static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left + right
    return sum >= prime ? sum - prime : sum
  }

  static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    // 2⁶¹ is 1 here: the bits from the 61st up are added to those below.
    return sum(low & prime, (high << 3 | low >> 61) % prime)
  }

  /// The inverse, by Fermat: value to the power of prime − 2.
  static func inverse(_ value: UInt64) -> UInt64 {
    var result: UInt64 = 1
    var base = value
    var exponent = prime - 2
    while exponent > 0 {
      if exponent & 1 == 1 { result = product(result, base) }
      base = product(base, base)
      exponent >>= 1
    }
    return result
  }
}
