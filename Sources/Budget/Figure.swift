public import Localization
import Sheets

/// The year that a figure belongs to, seen from the budget year, and who states it.
public enum Period: Hashable, Sendable {
  /// 本年: the budget year.
  case current
  /// 上年: the year before.
  case prior
  /// 自报: the budget year as the body's own tables state it, beside those made of its inputs.
  case stated
  /// 所属单位: the budget year in the tables of the department's unit of this number, counted from 1.
  case unit(Int)

  /// The other year of the body's own figures; nil for figures of another source.
  public var otherYear: Period? {
    switch self {
    case .current: .prior
    case .prior: .current
    case .stated, .unit: nil
    }
  }

  /// A number of its own.
  fileprivate var number: Int {
    switch self {
    case .current: 0
    case .prior: 1
    case .stated: 2
    case .unit(let number): 2 &+ number
    }
  }

  /// How files for other programs name it.
  public var name: String {
    switch self {
    case .current: "current"
    case .prior: "prior"
    case .stated: "stated"
    case .unit(let number): "unit-\(number)"
    }
  }

  /// How rules write it behind a table's key.
  public var mark: String {
    switch self {
    case .current: ""
    case .prior: "@上年"
    case .stated: "@自报"
    case .unit(let number): "@单位\(number)"
    }
  }
}

/// What names a figure (指标) within one unit's documents.
public struct FigureKey: Hashable, Sendable {
  /// The year.
  public var period: Period
  // Keys are copied far more often than they are made: one reference instead of four texts.
  private let names: Names

  private final class Names: Sendable {
    let table: String
    let block: String?
    let row: String
    let column: String
    // Of the texts: a key is made once and looked up many times.
    let hash: Int

    init(table: String, block: String?, row: String, column: String) {
      self.table = table
      self.block = block
      self.row = row
      self.column = column
      var hasher = Hasher()
      table.hashBytes(into: &hasher)
      block.hashBytes(into: &hasher)
      row.hashBytes(into: &hasher)
      column.hashBytes(into: &hasher)
      hash = hasher.finalize()
    }
  }

  /// A key made of its parts.
  public init(period: Period, table: String, block: String? = nil, row: String, column: String) {
    self.period = period
    names = Names(table: table, block: block, row: row, column: column)
  }

  /// The table's short key in the profile.
  public var table: String { names.table }
  /// The block of a table that has several side by side; nil where it has one.
  public var block: String? { names.block }
  /// The row's key: a code, a fixed row's key or the path of labels.
  public var row: String { names.row }
  /// The column's key.
  public var column: String { names.column }
}

extension FigureKey {
  /// The parts are compared byte for byte.
  public static func == (left: FigureKey, right: FigureKey) -> Bool {
    guard left.period == right.period, left.names !== right.names else {
      return left.period == right.period
    }
    return left.names.hash == right.names.hash && left.row.hasSameBytes(as: right.row)
      && left.column.hasSameBytes(as: right.column) && left.table.hasSameBytes(as: right.table)
      && left.block.hasSameBytes(as: right.block)
  }

  /// Hashes the texts' hash in place of their bytes, mixed with the period.
  public func hash(into hasher: inout Hasher) { hasher.combine(names.hash &+ period.number) }
}

extension FigureKey: CustomStringConvertible {
  /// The key as rules write it, such as `T1.收入@上年[收入总计, 预算数]`.
  public var description: String {
    let name = block.map { "\(table).\($0)" } ?? table
    return "\(name)\(period.mark)[\(row), \(column)]"
  }
}

/// A value together with what is known about its rounding.
///
/// Figures round half away from zero (四舍五入), as `Amount.rounded(to:)` and Excel's ROUND do. So a
/// positive figure v printed to multiples of q stands for a true value in [v − q/2, v + q/2), a
/// negative one for (v − q/2, v + q/2], and a printed 0 for (−q/2, q/2). A weighted sum of such
/// figures stands for an interval whose ends are known too.
public struct Observation: Hashable, Sendable {
  /// The value in atoms.
  public private(set) var atoms: Int64
  /// Σ|c|·q over the rounded parts, in atoms: the length of the interval of possible true values,
  /// twice the largest possible rounding error.
  public private(set) var spread: Int64
  /// Σ(c·q)² over the rounded parts.
  public private(set) var squares: Int128
  /// Whether the lower end, `atoms` − ½`spread`, is itself a possible true value.
  public private(set) var reachesLow: Bool
  /// Whether the upper end, `atoms` + ½`spread`, is itself a possible true value.
  public private(set) var reachesHigh: Bool

  /// An observation made of its parts; without the latter two it is exact, with them its interval
  /// is open at both ends.
  public init(atoms: Int64, spread: Int64 = 0, squares: Int128 = 0) {
    self.atoms = atoms
    self.spread = spread
    self.squares = squares
    reachesLow = spread == 0
    reachesHigh = spread == 0
  }

  /// A value printed to a multiple of `quantum` atoms; a quantum of 0 means exact.
  public init(atoms: Int64, quantum: Int64) {
    self.init(atoms: atoms, spread: quantum, squares: Int128(quantum) * Int128(quantum))
    if quantum > 0 {
      reachesLow = atoms > 0
      reachesHigh = atoms < 0
    }
  }

  /// The same rounding around zero: what rounding can make of a difference.
  public var rounding: Observation {
    var result = self
    result.atoms = 0
    return result
  }

  /// The same with the opposite sign; the interval turns round with it.
  public var negated: Observation {
    var result = self
    result.atoms = -atoms
    (result.reachesLow, result.reachesHigh) = (reachesHigh, reachesLow)
    return result
  }

  /// Adds `factor` times another observation.
  public mutating func add(_ other: Observation, times factor: Int64 = 1) throws(AmountError) {
    let (product, overflow) = other.atoms.multipliedReportingOverflow(by: factor)
    let (sum, carried) = atoms.addingReportingOverflow(product)
    guard !overflow, !carried, sum.magnitude <= Amount.limit.magnitude else { throw .tooLarge }
    let (wide, tooWide) = other.spread.multipliedReportingOverflow(by: Int64(factor.magnitude))
    let (total, past) = spread.addingReportingOverflow(wide)
    guard !tooWide, !past else { throw .tooLarge }
    atoms = sum
    spread = total
    squares += other.squares * Int128(factor) * Int128(factor)
    guard factor != 0 else { return }
    // A negative weight turns the interval round.
    reachesLow = reachesLow && (factor > 0 ? other.reachesLow : other.reachesHigh)
    reachesHigh = reachesHigh && (factor > 0 ? other.reachesHigh : other.reachesLow)
  }
}

/// A weighted sum of figures: the one form behind a live formula, a rule and a derived figure.
public struct LinearForm: Hashable, Sendable {
  /// One figure with its weight.
  public struct Term: Hashable, Sendable {
    /// The weight.
    public var factor: Int64
    /// The figure.
    public var key: FigureKey

    /// A term made of its parts.
    public init(factor: Int64, key: FigureKey) {
      self.factor = factor
      self.key = key
    }
  }

  /// The terms in the order they were written.
  public var terms: [Term]

  /// A form made of its terms.
  public init(_ terms: [Term] = []) {
    self.terms = terms
  }
}

/// How an input's reading enters a figure.
public struct Contribution: Hashable, Sendable {
  /// The weight, 1 or −1 as a rule.
  public var factor: Int64
  /// The reading.
  public var reading: Reading

  /// A contribution made of its parts.
  public init(factor: Int64, reading: Reading) {
    self.factor = factor
    self.reading = reading
  }
}

/// How a figure comes about.
public enum Derivation: Hashable, Sendable {
  /// From input lines alone: a constant in the workbook, rounded once.
  case constant([Contribution])
  /// From other figures, plus a constant part from input lines that no table shows.
  case formula(LinearForm, own: [Contribution])
  /// The quotient of two figures as a ratio, such as 增减% on last year's base.
  case ratio(of: FigureKey, by: FigureKey)
}

/// A figure (指标): one money, area or count cell of a statement.
public struct Figure: Sendable {
  /// What is known of the value.
  public enum State: Hashable, Sendable {
    /// There is a value.
    case value
    /// Declared empty: 0 in sums, blank in print.
    case empty
    /// Not comparable (不可比): a percentage on a zero base.
    case notComparable
    /// Not known, and why: every rule that needs it is not checked.
    case missing(Message)
  }

  /// What is known.
  public var state: State
  /// The value as it is printed.
  public var shown: Observation
  /// The value before it was rounded for print; nil where only the printed one is known.
  public var exact: Observation?
  /// The unit in which it is printed.
  public var unit: MeasureUnit
  /// The printed places after the point.
  public var decimals: Int
  /// How it comes about.
  public var derivation: Derivation

  /// A figure made of its parts.
  public init(
    state: State, shown: Observation, exact: Observation?, unit: MeasureUnit, decimals: Int,
    derivation: Derivation
  ) {
    self.state = state
    self.shown = shown
    self.exact = exact
    self.unit = unit
    self.decimals = decimals
    self.derivation = derivation
  }

  /// The printed value.
  public var amount: Amount? {
    guard state == .value || state == .empty else { return nil }
    return try? Amount(atoms: shown.atoms, dimension: unit.dimension)
  }
}
