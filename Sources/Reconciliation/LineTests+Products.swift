import Budget
import Localization
import Profiles
import Sheets

/// 数量×单价 = 金额, on rows of tables and on lines of inputs.
extension LineTests {
  /// Rows on which the product of the factors is not the result.
  ///
  /// A price that is printed to 分 may stand for any that rounds to it, so that the product may
  /// miss by half a step of each printed figure.
  func products(_ statement: Statement, of factors: [String], result: String) -> [TestOutcome] {
    guard factors.count == 2 else { return [] }
    return statement.rows.compactMap { row in
      let keys = (factors + [result]).map { statement.key(row: row.key, column: $0) }
      let figures = keys.compactMap { statements[$0] }
      guard figures.count == 3, figures.allSatisfy({ $0.state == .value }) else { return nil }
      let factors = figures.map {
        Factor(
          atoms: $0.exact?.atoms ?? $0.shown.atoms, unit: $0.unit, decimals: $0.decimals,
          step: $0.exact == nil ? $0.unit.quantum(decimals: $0.decimals) : 1)
      }
      return product(
        factors, names: keys.map(\.column), label: row.label, scope: statement.scope, row: row.key,
        operands: keys.reversed().flatMap { operands(of: $0) })
    }
  }

  /// Lines on which the product of the factors is not the result.
  func lineProducts(
    _ table: FactTable, of factors: [String], result: String
  ) -> [TestOutcome] {
    guard factors.count == 2 else { return [] }
    let fields = factors + [result]
    let names = fields.map { key in
      profile.input(table.dataset)?.field(key)?.labels.first ?? key
    }
    return table.facts.compactMap { fact in
      let readings = fields.compactMap { fact.reading($0) }
      guard readings.count == 3 else { return nil }
      return product(
        readings.map {
          Factor(atoms: $0.amount.atoms, unit: $0.unit, decimals: 2, step: max($0.quantum, 1))
        },
        names: names, label: identity(of: fact), scope: table.dataset, row: identity(of: fact),
        column: result, operands: readings.reversed().map(operand))
    }
  }

  private struct Factor {
    var atoms: Int64
    var unit: MeasureUnit
    var decimals: Int
    /// Twice the distance by which rounding may have moved it.
    var step: Int64
  }

  /// An outcome where the first two are not the third; `names` are theirs.
  private func product(
    _ factors: [Factor], names: [String], label: String, scope: String, row: String,
    column: String? = nil, operands: [Operand]
  ) -> TestOutcome? {
    // One factor counts pieces, the other and the result are money: atoms of a piece divide out.
    let pieces = factors[0].unit.dimension == .count ? 0 : 1
    guard factors[pieces].unit.dimension == .count else { return nil }
    let count = Int128(factors[pieces].atoms)
    let price = Int128(factors[1 - pieces].atoms)
    let piece = Int128(factors[pieces].unit.atoms)
    let excess = Int128(factors[2].atoms) * piece - count * price
    let slack = Int128(factors[2].step) * piece + count * Int128(factors[1 - pieces].step)
    guard 2 * Int128(excess.magnitude) > Int128(slack.magnitude) else { return nil }
    let expected = Self.divided(count * price, by: piece)
    guard let right = try? Amount(atoms: expected, dimension: .money),
      let left = try? Amount(atoms: factors[2].atoms, dimension: .money),
      let gap = try? Amount(atoms: left.atoms - right.atoms, dimension: .money)
    else { return nil }
    let (unit, decimals) = (factors[2].unit, factors[2].decimals)
    let sides = TestOutcome.Sides(
      left: StatedAmount(amount: left, unit: unit, decimals: decimals),
      right: StatedAmount(amount: right, unit: unit, decimals: decimals),
      difference: StatedAmount(amount: gap, unit: unit, decimals: decimals))
    return TestOutcome(
      scope: scope, row: row, column: column ?? names[2],
      message: Message(
        zh:
          "“\(label)”的\(names[0])×\(names[1])是 \(sides.right.number) \(unit.name)，\(names[2])是 \(sides.left.number) \(unit.name)，相差 \(sides.difference.number) \(unit.name)；请核对三者",
        en:
          "\(names[0])×\(names[1]) of '\(label)' is \(sides.right.number) \(unit.name), \(names[2]) is \(sides.left.number) \(unit.name), difference \(sides.difference.number) \(unit.name); check the three"
      ), operands: operands, sides: sides)
  }

  // Half up, away from zero.
  private static func divided(_ value: Int128, by divisor: Int128) -> Int64 {
    let doubled = 2 * Int128(value.magnitude) + divisor
    let magnitude = doubled / (2 * divisor)
    return Int64(clamping: value < 0 ? -magnitude : magnitude)
  }
}
