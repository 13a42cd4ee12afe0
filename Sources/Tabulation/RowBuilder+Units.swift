import Budget
import Profiles

extension RowBuilder {
  /// One row a unit, in the order of the inputs, and under it one row for each of its codes.
  func unitRows(
    _ plan: TreePlan, block: BlockDefinition, period: Period
  ) -> (rows: [StatementRow], origins: [String: RowOrigin]) {
    var units: [(code: String, name: String, codes: [String: String])] = []
    var codeField = ""
    for query in plan.queries {
      for (fact, field) in facts.lines(query, list: plan.list) {
        codeField = field
        guard let unit = fact.text(InputSchema.UnitField.code), let code = fact.text(field)
        else { continue }
        if !units.contains(where: { $0.code == unit }) {
          units.append((unit, fact.text(InputSchema.UnitField.name) ?? "", [:]))
        }
        guard let index = units.firstIndex(where: { $0.code == unit }) else { continue }
        units[index].codes[code] =
          fact.text(field + "-name") ?? units[index].codes[code] ?? ""
      }
    }
    let codeYear = period == .prior ? year - 1 : year
    var rows: [StatementRow] = []
    func add(_ row: StatementRow, texts: [String: String]) {
      var row = row
      for column in block.columns {
        if case .text(let field) = column.content { row.texts[column.key] = texts[field] }
      }
      rows.append(row)
    }
    let total = plan.total.map { StatementRow(key: $0, label: $0, isTotal: true) }
    if let total, plan.totalFirst { add(total, texts: [:]) }
    for unit in units {
      add(
        StatementRow(key: unit.code, label: unit.name),
        texts: [InputSchema.UnitField.code: unit.code])
      for (code, given) in unit.codes.sorted(by: { $0.key < $1.key }) {
        let name = profile.codes[plan.list]?.name(of: code, year: codeYear) ?? given
        add(
          StatementRow(
            key: "\(unit.code)/\(code)", label: name, level: 1, parent: unit.code),
          texts: [InputSchema.UnitField.code: unit.code, codeField: code])
      }
    }
    if let total, !plan.totalFirst { add(total, texts: [:]) }
    return (rows, Dictionary(uniqueKeysWithValues: rows.map { ($0.key, RowOrigin()) }))
  }
}
