public import Budget

extension Fact {
  /// The line with the fields that say whose it is; `schema` is that of its input.
  public func of(_ unit: BudgetUnit, _ schema: InputSchema?) -> Fact {
    typealias UnitField = InputSchema.UnitField
    // Once out of the columns, once back.
    var values = values
    values[UnitField.code] = .text(unit.code)
    values[UnitField.name] = .text(unit.name)
    values[UnitField.type] = .text(unit.kind.rawValue)
    for field in schema?.codeFields ?? [] {
      guard let code = text(field.key) else { continue }
      values[UnitField.twin(of: field.key)] = .text("\(unit.code)/\(code)")
    }
    var fact = self
    fact.values = values
    return fact
  }
}
