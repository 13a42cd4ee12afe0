public import Budget
public import Profiles

/// Compares the magnitudes of a sheet that names no unit of money with those of another input.
///
/// It gives evidence for a question, never an answer: a budget of 元 beside a register of 万元 is
/// as possible as a wrong sheet.
public struct UnitComparison: Sendable {
  /// The units that a sheet may mean, the smallest first.
  public static let choices: [MeasureUnit] = ["元", "千元", "万元", "百万元", "亿元"].compactMap {
    MeasureUnit(named: $0)
  }

  /// How many times the amounts of the sheet, read as 元, go into those of the other input,
  /// rounded to the nearest whole number.
  public let ratio: Int64
  /// The unit that would bring both within a factor of three of each other; nil where none does.
  public let likely: MeasureUnit?

  /// Compares `facts`, read as 元, with `others` of an input whose unit is known.
  ///
  /// What both have under the same code is compared; inputs of one role without codes are compared
  /// as a whole. Nil where nothing can be compared.
  public init?(
    _ facts: [Fact], _ schema: InputSchema, with others: [Fact], _ otherSchema: InputSchema
  ) {
    guard let field = schema.mainAmount,
      let otherField = schema.key == otherSchema.key ? field : otherSchema.mainAmount
    else { return nil }
    let code = schema.code
    let otherCode = otherSchema.code
    guard code?.list == otherCode?.list, code != nil || schema.key == otherSchema.key else {
      return nil
    }
    let own = Self.sums(facts, field, by: code?.key)
    let known = Self.sums(others, otherField, by: otherCode?.key)
    let shared = own.keys.filter { own[$0] ?? 0 > 0 && known[$0] ?? 0 > 0 }
    let left = shared.reduce(Int128(0)) { $0 + (own[$1] ?? 0) }
    let right = shared.reduce(Int128(0)) { $0 + (known[$1] ?? 0) }
    guard left > 0, right > 0, let ratio = Int64(exactly: (right + left / 2) / left) else {
      return nil
    }
    self.ratio = ratio
    likely = Self.choices.first { unit in
      let factor = Int128(unit.atoms / MeasureUnit.yuan.atoms)
      return left * factor <= right * 3 && right <= left * factor * 3
    }
  }

  private static func sums(_ facts: [Fact], _ field: String, by code: String?) -> [String: Int128] {
    var sums: [String: Int128] = [:]
    for fact in facts where fact.level == 0 {
      guard let reading = fact.reading(field) else { continue }
      sums[code.flatMap { fact.text($0) } ?? "", default: 0] += Int128(reading.amount.atoms)
    }
    return sums
  }
}

extension InputSchema {
  /// The field with the money that every line has, else with any money.
  public var mainAmount: String? {
    let money = fields.filter { $0.kind == .money }
    return (money.first(where: \.isRequired) ?? money.first)?.key
  }

  /// The first field with a code, and its list.
  fileprivate var code: (key: String, list: String)? {
    for field in fields {
      if case .code(let list, _) = field.kind { return (field.key, list) }
    }
    return nil
  }
}
