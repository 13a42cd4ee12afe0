import Budget
import Profiles

/// Rows that are lines of an input, or groups of them.
extension RowBuilder {
  func recordRows(
    _ plan: RecordPlan, block: BlockDefinition
  ) -> (rows: [StatementRow], origins: [String: RowOrigin]) {
    if !plan.groups.isEmpty { return groupRows(plan) }
    let lines = facts.tables[plan.dataset]?.facts ?? []
    let printed = lines.map { texts(of: $0, in: block) }
    let fields = (profile.input(plan.dataset)?.fields ?? []).map(\.key)
    let keyed = zip(lines, printed).map { fact, texts in
      KeyedLine(
        level: fact.level, label: fact.text(plan.label) ?? "",
        texts: block.columns.compactMap { texts[$0.key] },
        rest: fields.map { field in
          fact.text(field) ?? fact.reading(field).map { "\($0.amount.atoms)" } ?? ""
        })
    }
    let keys = KeyedLine.keys(of: keyed)
    var rows: [StatementRow] = []
    var origins: [String: RowOrigin] = [:]
    for (index, line) in keys.enumerated() {
      let parent = line.parent.map { rows[$0] }
      rows.append(
        StatementRow(
          key: line.key, label: keyed[index].label, level: parent.map { $0.level + 1 } ?? 0,
          parent: parent?.key, texts: printed[index]))
      origins[line.key] = RowOrigin(fact: lines[index])
    }
    add(total: plan.total, to: &rows, &origins)
    return (rows, origins)
  }

  private func texts(of fact: Fact, in block: BlockDefinition) -> [String: String] {
    var texts: [String: String] = [:]
    for column in block.columns {
      if case .text(let field) = column.content { texts[column.key] = fact.text(field) }
    }
    return texts
  }

  private func groupRows(
    _ plan: RecordPlan
  ) -> (rows: [StatementRow], origins: [String: RowOrigin]) {
    var rows: [StatementRow] = []
    var origins: [String: RowOrigin] = [:]
    for query in plan.groups {
      let index = index(query)
      for fact in index.tables[query.dataset]?.facts ?? [] where index.meets(query.conditions, fact)
      {
        guard let text = fact.text(plan.label), origins[text] == nil else { continue }
        rows.append(StatementRow(key: text, label: text))
        origins[text] = RowOrigin()
      }
    }
    add(total: plan.total, to: &rows, &origins)
    return (rows, origins)
  }

  private func add(
    total: String?, to rows: inout [StatementRow], _ origins: inout [String: RowOrigin]
  ) {
    guard let total else { return }
    rows.append(StatementRow(key: total, label: total, isTotal: true))
    origins[total] = RowOrigin()
  }
}
