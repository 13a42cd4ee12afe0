import Budget
import Localization
import Profiles
import Sheets

/// What a row's figures are made from, beside the column's definition.
struct RowOrigin {
  var fixed: FixedRow?
  var fact: Fact?
}

/// Makes the rows of a block for one year.
struct RowBuilder {
  let profile: Profile
  let year: Int
  let facts: FactIndex
  /// The facts of the year before, for rows that both years' lines make.
  let prior: FactIndex
  /// The statements that are already made, for rows like those of another block.
  let statements: StatementSet

  /// The rows in print order, and their origins by key.
  func rows(
    of block: BlockDefinition, period: Period
  ) throws(TabulationError) -> (rows: [StatementRow], origins: [String: RowOrigin]) {
    switch block.rows {
    case .fixed(let fixed): fixedRows(fixed)
    case .tree(let plan) where plan.isByUnit: unitRows(plan, block: block, period: period)
    case .tree(let plan): try treeRows(plan, block: block, period: period)
    case .records(let plan): recordRows(plan, block: block)
    }
  }

  private func fixedRows(
    _ fixed: [FixedRow]
  ) -> (rows: [StatementRow], origins: [String: RowOrigin]) {
    var origins: [String: RowOrigin] = [:]
    var rows: [StatementRow] = []
    var parents: [Int: String] = [:]
    for row in fixed {
      parents[row.level] = row.key
      rows.append(
        StatementRow(
          key: row.key, label: row.label, code: row.code, level: row.level,
          parent: row.level == 0 ? nil : parents[row.level - 1], isTotal: row.isTotal,
          isFoot: row.isFoot))
      origins[row.key] = RowOrigin(fixed: row)
    }
    return (rows, origins)
  }

  private func treeRows(
    _ plan: TreePlan, block: BlockDefinition, period: Period
  ) throws(TabulationError) -> (rows: [StatementRow], origins: [String: RowOrigin]) {
    var names: [String: String] = [:]
    for query in plan.queries {
      names.merge(index(query).codes(query, list: plan.list)) { first, _ in first }
    }
    names = cut(names, to: plan.lengths.last)
    // A year may list a code in more depth than the other did.
    let stated = plan.isOfBothYears ? [] : Set(names.keys)
    for source in plan.blocks {
      let key = StatementKey(
        period: source.period ?? period, table: source.block.table, block: source.block.block)
      for row in statements[key]?.rows ?? [] {
        guard let code = row.code, code.count <= plan.lengths.last ?? .max else { continue }
        if names[code] == nil { names[code] = row.label }
      }
    }
    var codes = Set(names.keys)
    for code in names.keys {
      for ancestor in CodeList.ancestors(of: code, lengths: plan.lengths) {
        if stated.contains(ancestor) {
          throw TabulationError.mixedLevels(
            code: ancestor, at: place(of: ancestor, plan), below: code,
            belowAt: place(of: code, plan))
        }
        codes.insert(ancestor)
      }
    }
    var (rows, origins) = fixedRows(plan.leading)
    let total = plan.total.map {
      StatementRow(key: $0, label: $0, isTotal: true, isFoot: !plan.totalFirst)
    }
    if let total, plan.totalFirst { rows.append(total) }
    let codeYear = period == .prior ? year - 1 : year
    var items = 0
    for code in codes.sorted() {
      let ancestors = CodeList.ancestors(of: code, lengths: plan.lengths)
      let known = profile.codes[plan.list]?.name(of: code, year: codeYear)
      let given = names[code].flatMap { $0.isEmpty ? nil : $0 }
      var label = known ?? given ?? "（未列名科目）"
      if ancestors.isEmpty, let pattern = plan.itemLabel {
        items += 1
        label = Wording.fill(pattern, ["number": chineseNumeral(items), "name": label])
      }
      rows.append(
        StatementRow(
          key: code, label: label, code: code, level: ancestors.count, parent: ancestors.last))
    }
    if let total, !plan.totalFirst { rows.append(total) }
    let (closing, closingOrigins) = fixedRows(plan.closing)
    rows += closing
    origins.merge(closingOrigins) { first, _ in first }
    for row in rows where origins[row.key] == nil { origins[row.key] = RowOrigin() }
    return (rows, origins)
  }

  /// The first line that has amounts under `code`.
  private func place(of code: String, _ plan: TreePlan) -> Place? {
    for query in plan.queries {
      for (fact, field) in index(query).lines(query, list: plan.list)
      where fact.text(field) == code { return fact.source(field)?.place ?? fact.place }
    }
    return nil
  }

  // A table that stops at 类 shows the class of every code. The name of a longer code is not the
  // name of its class.
  private func cut(_ names: [String: String], to length: Int?) -> [String: String] {
    guard let length else { return names }
    return Dictionary(
      names.map { $0.key.count > length ? (String($0.key.prefix(length)), "") : ($0.key, $0.value) }
    ) { first, second in first.isEmpty ? second : first }
  }

  func index(_ query: FactQuery) -> FactIndex {
    query.period == .prior ? prior : facts
  }
}
