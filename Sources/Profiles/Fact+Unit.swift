public import Budget

extension Fact {
  /// The line with the fields that say whose it is; `schema` is that of its input.
  public func of(_ unit: BudgetUnit, _ schema: InputSchema?) -> Fact {
    typealias UnitField = InputSchema.UnitField
    var fact = self
    fact.values[UnitField.code] = .text(unit.code)
    fact.values[UnitField.name] = .text(unit.name)
    fact.values[UnitField.type] = .text(unit.kind.rawValue)
    for field in schema?.codeFields ?? [] {
      guard let code = fact.text(field.key) else { continue }
      fact.values[UnitField.twin(of: field.key)] = .text("\(unit.code)/\(code)")
    }
    return fact
  }
}
