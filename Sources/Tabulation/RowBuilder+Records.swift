import Budget
import Profiles

/// Rows that are lines of an input, or groups of them.
extension RowBuilder {
  func recordRows(
    _ plan: RecordPlan, block: BlockDefinition
  ) -> (rows: [StatementRow], origins: [String: RowOrigin]) {
    if !plan.groups.isEmpty { return groupRows(plan) }
    var rows: [StatementRow] = []
    var origins: [String: RowOrigin] = [:]
    let lines = facts.tables[plan.dataset]?.facts ?? []
    let marks = marks(of: lines, plan)
    // The keys of the lines above, by level.
    var path: [String] = []
    for (fact, mark) in zip(lines, marks) {
      let level = min(fact.level, path.count)
      let label = fact.text(plan.label) ?? ""
      var key = (path.prefix(level).last.map { $0 + "/" } ?? "") + label + mark
      // A name may read like another's key.
      while origins[key] != nil { key += "#" }
      path = path.prefix(level) + [key]
      var texts: [String: String] = [:]
      for column in block.columns {
        if case .text(let field) = column.content { texts[column.key] = fact.text(field) }
      }
      rows.append(
        StatementRow(
          key: key, label: label, level: level,
          parent: level == 0 ? nil : path[level - 1], texts: texts))
      origins[key] = RowOrigin(fact: fact)
    }
    add(total: plan.total, to: &rows, &origins)
    return (rows, origins)
  }

  /// What tells each line from its like-named neighbours; nothing where its name does.
  ///
  /// It is made of what stands on the line, first of its texts, then of its amounts too, so that keys
  /// stay when lines change places. Only lines that agree in everything are counted.
  private func marks(of lines: [Fact], _ plan: RecordPlan) -> [String] {
    struct Name: Hashable {
      var parent: Int?
      var label: String
    }
    var path: [Int] = []
    var alike: [Name: [Int]] = [:]
    for (index, fact) in lines.enumerated() {
      let level = min(fact.level, path.count)
      path = path.prefix(level) + [index]
      let parent = level == 0 ? nil : path[level - 1]
      alike[Name(parent: parent, label: fact.text(plan.label) ?? ""), default: []].append(index)
    }
    let fields = (profile.input(plan.dataset)?.fields ?? []).map(\.key).filter { $0 != plan.label }
    var marks = [String](repeating: "", count: lines.count)
    for members in alike.values where members.count > 1 {
      let texts = members.map { line in fields.compactMap { lines[line].text($0) } }
      let isEnough = Set(texts).count == members.count
      var seen: [[String]: Int] = [:]
      for (line, words) in zip(members, texts) {
        let amounts = fields.compactMap { field in
          lines[line].reading(field).map { "\($0.amount.atoms)" }
        }
        let mark = (isEnough ? words : words + amounts).filter { !$0.isEmpty }
        seen[mark, default: 0] += 1
        let copy = seen[mark, default: 1]
        marks[line] =
          (mark.isEmpty ? "" : "（\(mark.joined(separator: "，"))）") + (copy > 1 ? "#\(copy)" : "")
      }
    }
    return marks
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
