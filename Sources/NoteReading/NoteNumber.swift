public import Budget
public import Decimals

/// A number as a note prints it.
public struct NoteNumber: Hashable, Sendable {
  /// What the number counts.
  public enum Kind: Hashable, Sendable {
    /// Money in the unit.
    case money(MeasureUnit)
    /// A percentage.
    case percent
    /// 百分点.
    case points
    /// A count or an area in the unit that is printed behind it.
    case count(MeasureUnit, word: String)
    /// A number without a unit.
    case bare
  }

  /// The value in the printed unit.
  public var value: ExactDecimal
  /// The printed places after the point.
  public var decimals: Int
  /// What it counts.
  public var kind: Kind
  /// Whether it is one end of a range, approximate, or a limit: it states no figure.
  public var isLoose: Bool
  /// Its place in the folded text, unit included.
  var range: Range<Int>

  /// The unit of measure; nil for points and numbers without one.
  public var unit: MeasureUnit? {
    switch kind {
    case .money(let unit), .count(let unit, _): unit
    case .percent: MeasureUnit(named: "%")
    case .points, .bare: nil
    }
  }

  /// The amount and the step of its last printed place, in atoms; nil where it has no unit or is
  /// too large.
  public var observation: Observation? {
    guard let unit, let (amount, exact) = try? unit.amount(value), exact else { return nil }
    return Observation(atoms: amount.atoms, quantum: max(unit.quantum(decimals: decimals), 1))
  }

  /// Whether it is money.
  public var isMoney: Bool { if case .money = kind { true } else { false } }
  /// Whether it is an amount or a percentage, which a note must not leave ungrounded.
  public var isFigure: Bool {
    switch kind {
    case .money, .percent: true
    default: false
    }
  }
}
