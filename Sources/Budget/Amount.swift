public import Decimals
public import Localization

/// What an amount measures.
///
/// Amounts of different dimensions are never added or compared.
public enum Dimension: String, Sendable, CaseIterable {
  /// 金额; the atom is 1 分.
  case money
  /// 面积; the atom is 0.0001 平方米.
  case area
  /// 数量; the atom is 0.0001 of a piece.
  case count
  /// 比率; the atom is 0.000001, so that 1 % is 10 000 atoms.
  case ratio
}

/// An exact quantity (数额) in whole atoms of its dimension: money in 分, never in binary fractions.
public struct Amount: Hashable, Sendable {
  /// The number of atoms: 分 for money.
  public let atoms: Int64
  /// What is measured.
  public let dimension: Dimension

  /// The largest magnitude: 9×10¹⁵ atoms, which is 9×10¹³ 元.
  ///
  /// Excel's doubles hold every such
  /// amount of 分 exactly (9×10¹⁵ < 2⁵³).
  public static let limit: Int64 = 9_000_000_000_000_000

  /// An amount of `atoms`; throws beyond `limit`.
  public init(atoms: Int64, dimension: Dimension) throws(AmountError) {
    guard atoms.magnitude <= Self.limit.magnitude else { throw .tooLarge }
    self.atoms = atoms
    self.dimension = dimension
  }

  private init(checked atoms: Int64, dimension: Dimension) {
    self.atoms = atoms
    self.dimension = dimension
  }

  /// No amount at all.
  public static func zero(_ dimension: Dimension) -> Amount {
    Amount(checked: 0, dimension: dimension)
  }

  /// Money in 分.
  public static func fen(_ fen: Int64) throws(AmountError) -> Amount {
    try Amount(atoms: fen, dimension: .money)
  }

  /// The sum of two amounts of one dimension.
  public func adding(_ other: Amount) throws(AmountError) -> Amount {
    guard other.dimension == dimension else { throw .dimensionsDiffer }
    // Both magnitudes are below 9×10¹⁵: the sum of two cannot overflow an Int64.
    return try Amount(atoms: atoms + other.atoms, dimension: dimension)
  }

  /// The amount taken `factor` times.
  public func multiplied(by factor: Int64) throws(AmountError) -> Amount {
    let (product, overflow) = atoms.multipliedReportingOverflow(by: factor)
    guard !overflow else { throw .tooLarge }
    return try Amount(atoms: product, dimension: dimension)
  }

  /// The multiple of `quantum` atoms nearest to the amount, halves away from zero (四舍五入).
  public func rounded(to quantum: Int64) throws(AmountError) -> Amount {
    guard quantum > 1 else { return self }
    let (quotient, remainder) = atoms.quotientAndRemainder(dividingBy: quantum)
    let up = remainder.magnitude * 2 >= quantum.magnitude
    let steps = up ? quotient + (atoms < 0 ? -1 : 1) : quotient
    return try Amount(atoms: steps * quantum, dimension: dimension)
  }
}

/// Why an amount cannot be represented or computed.
public enum AmountError: LocalizedFailure, Hashable {
  /// Beyond 9×10¹³ 元 (9×10¹⁵ atoms).
  case tooLarge
  /// Money added to an area, or the like.
  case dimensionsDiffer

  /// What is wrong and what to do.
  public var message: Message {
    switch self {
    case .tooLarge:
      Message(
        zh: "金额超过 90 万亿元的上限；请检查单位（元、万元）是否写错",
        en: "the amount is beyond the limit of 9×10¹³ 元; check its unit (元 or 万元)")
    case .dimensionsDiffer:
      Message(zh: "不同量纲的数额不能相加", en: "amounts of different dimensions cannot be added")
    }
  }
}

/// A unit of measure (计量单位) as documents print it.
public struct MeasureUnit: Hashable, Sendable {
  /// The printed name, such as 万元.
  public let name: String
  /// What it measures.
  public let dimension: Dimension
  /// How many atoms one unit has.
  public let atoms: Int64

  /// 元: 100 分.
  public static let yuan = MeasureUnit(name: "元", dimension: .money, atoms: 100)
  /// 万元: 10 000 元.
  public static let wanYuan = MeasureUnit(name: "万元", dimension: .money, atoms: 1_000_000)
  /// Every unit that files and profiles may name.
  public static let all: [MeasureUnit] =
    [
      yuan, wanYuan,
      MeasureUnit(name: "千元", dimension: .money, atoms: 100_000),
      MeasureUnit(name: "百万元", dimension: .money, atoms: 100_000_000),
      MeasureUnit(name: "亿元", dimension: .money, atoms: 10_000_000_000),
      MeasureUnit(name: "平方米", dimension: .area, atoms: 10_000),
      MeasureUnit(name: "㎡", dimension: .area, atoms: 10_000),
      MeasureUnit(name: "%", dimension: .ratio, atoms: 10_000),
    ]
    + ["个", "台", "辆", "套", "件", "项", "批", "次", "人", "名", "份", "把", "张", "组"].map {
      MeasureUnit(name: $0, dimension: .count, atoms: 10_000)
    }

  /// The unit that is printed as `name`; nil where gouji knows none.
  public init?(named name: String) {
    guard let unit = Self.all.first(where: { $0.name == name }) else { return nil }
    self = unit
  }

  private init(name: String, dimension: Dimension, atoms: Int64) {
    self.name = name
    self.dimension = dimension
    self.atoms = atoms
  }

  /// The atoms of one step in the last of `decimals` places: 10 000 分 for 万元 with two.
  public func quantum(decimals: Int) -> Int64 {
    var quantum = atoms
    for _ in 0..<decimals where quantum % 10 == 0 { quantum /= 10 }
    return quantum
  }

  /// The amount that `number` of this unit is, rounded half up to whole atoms, and whether that
  /// is exact.
  public func amount(_ number: ExactDecimal) throws(AmountError) -> (amount: Amount, exact: Bool) {
    var power = 0
    var factor = atoms
    while factor % 10 == 0 {
      factor /= 10
      power += 1
    }
    guard factor == 1, let (value, exact) = number.scaled(by: power) else { throw .tooLarge }
    return (try Amount(atoms: value, dimension: dimension), exact)
  }

  /// `amount` in this unit as an exact decimal.
  public func decimal(_ amount: Amount) -> ExactDecimal { decimal(atoms: amount.atoms) }

  /// So many atoms of the unit's dimension in this unit, as an exact decimal.
  ///
  /// Of any magnitude, so that differences and bounds can be printed too.
  public func decimal(atoms: Int64) -> ExactDecimal {
    var power = 0
    var factor = self.atoms
    while factor > 1 {
      factor /= 10
      power += 1
    }
    return ExactDecimal(significand: atoms, exponent: -power)
  }

  /// `amount` in this unit with exactly `decimals` places, rounded half up; `grouped` puts commas
  /// between thousands.
  public func text(_ amount: Amount, decimals: Int, grouped: Bool = false) -> String {
    let step = quantum(decimals: decimals)
    let steps = ((try? amount.rounded(to: step))?.atoms ?? amount.atoms) / step
    var digits = String(steps.magnitude)
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    var whole = String(digits.dropLast(decimals))
    if grouped {
      var groups: [Substring] = []
      var rest = whole[...]
      while rest.count > 3 {
        groups.insert(rest.suffix(3), at: 0)
        rest = rest.dropLast(3)
      }
      groups.insert(rest, at: 0)
      whole = groups.joined(separator: ",")
    }
    let sign = steps < 0 ? "-" : ""
    return decimals == 0 ? sign + whole : sign + whole + "." + digits.suffix(decimals)
  }
}
