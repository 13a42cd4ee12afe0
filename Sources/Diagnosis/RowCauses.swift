import Budget
import Localization
import Profiles
import Reconciliation

/// Finds the rows that are missing (漏行) or stand twice (重行), where that explains failed sums.
struct RowCauses {
  let statements: StatementSet
  let checks: [Check]
  private let sums: RowSums
  private let rowIdentities: [StatementKey: [[(column: String, factor: Int64)]]]

  init(statements: StatementSet, checks: [Check]) {
    self.statements = statements
    self.checks = checks
    sums = RowSums(checks, statements: statements)
    rowIdentities = Self.rowIdentities(checks)
  }

  /// A cause with the checks that it explains.
  struct Found {
    /// What to tell.
    var cause: Cause
    /// All cells that are wrong with it, for the alternatives.
    var cells: [CellReference]
    /// The indices of the checks.
    var checks: Set<Int>
    /// Whether another printing of the row, or its pattern over several columns, speaks for it.
    var isCertain: Bool
  }

  /// The causes for the failed checks, those of sums first.
  func found() -> [Found] {
    var found = sums.groups.filter(\.hasFailed).flatMap { twins(in: $0) + absences(in: $0) }
    var seen: Set<String> = []
    for (index, check) in checks.enumerated() where check.isEquality && check.verdict == .mismatch {
      for (table, code, cause) in inComparison(check) {
        // The same row can be missed by sums and by comparisons.
        if let known = found.firstIndex(where: { $0.cause.cells == cause.cells }) {
          found[known].checks.insert(index)
        } else if seen.insert("\(table)/\(code)").inserted {
          let naming = checks.indices.filter { other in
            checks[other].isEquality && checks[other].hasFailed
              && Self.rowsNamed(checks[other]).contains {
                $0.block.table == table && $0.row == code
              }
          }
          found.append(
            Found(
              cause: cause, cells: cause.cells, checks: Set(naming + [index]), isCertain: true))
        }
      }
    }
    return found
  }

  // MARK: Rows that stand twice

  /// Rows whose amounts are too many in every column, and which another row has too.
  private func twins(in group: RowSums.Group) -> [Found] {
    var found: [Found] = []
    for part in group.parts.reversed() {
      let amounts = group.columns.map { value(group, part, $0.key) }
      guard amounts.contains(where: { $0 != 0 }),
        zip(group.columns, amounts).allSatisfy({ $0.sum.lacks(-$1) }),
        let twin = group.parts.first(where: { $0 != part && isTwin($0, part, in: group.statement) }
        ),
        !found.contains(where: { $0.cause.kind == .duplicateRow })
      else { continue }
      let keys = group.statement.columns.map { group.statement.key(row: part, column: $0) }
        .filter { (statements[$0]?.shown.atoms ?? 0) != 0 }
      let cells = keys.map(reference)
      let label = group.statement.row(part)?.label ?? part
      let first = group.statement.columns.first.map {
        reference(group.statement.key(row: twin, column: $0)).description
      }
      let repair = keys.first.flatMap { statements[$0] }.flatMap { figure in
        try? StatedAmount(
          amount: Amount(atoms: 0, dimension: figure.unit.dimension), unit: figure.unit,
          decimals: figure.decimals)
      }
      found.append(
        Found(
          cause: Cause(
            kind: .duplicateRow, cells: cells, repair: repair,
            explanation: Message(
              zh: "“\(label)”一行与 \(first ?? twin) 所在的一行数字全同，合计正好多出这一行：重复了，应删去其中一行",
              en:
                "the row '\(label)' has the amounts of the row at \(first ?? twin), and the parts are too many by just this row: it stands twice, delete one"
            )), cells: cells, checks: reach(group, rows: [part, twin]), isCertain: true))
    }
    return found
  }

  private func isTwin(_ row: String, _ other: String, in statement: Statement) -> Bool {
    statement.columns.allSatisfy { column in
      statements[statement.key(row: row, column: column)]?.shown.atoms
        == statements[statement.key(row: other, column: column)]?.shown.atoms
    }
  }

  // MARK: Rows that are missing

  /// Rows that would fill what a total has beyond its parts in every column.
  private func absences(in group: RowSums.Group) -> [Found] {
    guard let parent = group.statement.row(group.total),
      group.statement.rows.contains(where: { $0.code != nil }), couldBeRow(group)
    else { return [] }
    // One printing of the row is enough.
    if let (row, key) = absentRow(group, parent) {
      let cause = absence(group.statement.table, row, key)
      return [
        Found(
          cause: cause, cells: cause.cells, checks: reach(group, rows: [row.code ?? row.key]),
          isCertain: true)
      ]
    }
    let failed = group.columns.filter(\.sum.hasFailed)
    // Budgets have few negative rows.
    guard failed.allSatisfy({ $0.sum.lacking > 0 }),
      failed.count > 1 || group.statement.columns.count == 1
    else { return [] }
    return [
      Found(
        cause: unnamed(group, parent), cells: [reference(key(group, group.total, failed[0].key))],
        checks: reach(group, rows: []), isCertain: failed.count > 1)
    ]
  }

  /// Whether what lacks in the columns could be one row: the row's own identities hold for it.
  private func couldBeRow(_ group: RowSums.Group) -> Bool {
    let name = StatementKey(
      period: group.statement.period, table: group.statement.table, block: group.statement.block)
    let sums = Dictionary(group.columns.map { ($0.key, $0.sum) }) { first, _ in first }
    return rowIdentities[name, default: []].allSatisfy { identity in
      var rest: Int128 = 0
      var bounds = Observation(atoms: 0)
      for (column, factor) in identity {
        // A column without a sum is not known; empty ones stay empty.
        guard let sum = sums[column] else {
          if isEmpty(column, group) { continue }
          return true
        }
        rest += Int128(factor) * Int128(sum.lacking)
        try? bounds.add(sum.bounds, times: factor)
      }
      return Verdict(residual: rest, bounds: bounds, relation: .equal) != .mismatch
    }
  }

  private func isEmpty(_ column: String, _ group: RowSums.Group) -> Bool {
    ([group.total] + group.parts).allSatisfy { value(group, $0, column) == 0 }
  }

  /// A row of another table that this one does not have and whose amounts fit in all columns that
  /// both have, with one of them.
  private func absentRow(
    _ group: RowSums.Group, _ parent: StatementRow
  ) -> (row: StatementRow, key: FigureKey)? {
    let own = group.statement
    let present = Set(own.rows.compactMap(\.code))
    for other in statements.statements
    where other.table != own.table && other.period == own.period {
      let common = group.columns.filter { other.columns.contains($0.key) }
      guard let first = common.first(where: \.sum.hasFailed) else { continue }
      for row in other.rows {
        guard let code = row.code, !present.contains(code), belongs(row, to: parent, other) else {
          continue
        }
        let fits = common.allSatisfy { column, sum in
          guard let figure = statements[other.key(row: row.key, column: column)],
            figure.state == .value
          else { return sum.lacks(0) }
          return figure.unit.dimension == dimension(group, column)
            && sum.lacks(figure.shown.atoms)
        }
        if fits { return (row, other.key(row: row.key, column: first.key)) }
      }
    }
    return nil
  }

  private func dimension(_ group: RowSums.Group, _ column: String) -> Dimension? {
    statements[key(group, group.total, column)]?.unit.dimension
  }

  /// A row that is compared with the same row of another table, which does not have it although it
  /// has the row above.
  private func inComparison(_ check: Check) -> [(table: String, code: String, cause: Cause)] {
    guard let row = check.row, let code = row.code else { return [] }
    for (empty, other, expression) in [
      (check.left, check.right, check.comparison.left),
      (check.right, check.left, check.comparison.right),
    ] {
      guard empty.form.terms.isEmpty, let known = other.form.terms.first?.key else { continue }
      let parent = known.parentCode(in: statements)
      let tables = expression.terms.compactMap { term -> String? in
        guard case .cells(let selector, _) = term.operand, let block = selector.block else {
          return nil
        }
        let name = StatementKey(
          period: selector.period ?? .current, table: block.table, block: block.block)
        guard let statement = statements[name], statement.row(named: code) == nil,
          parent.map({ statement.row(named: $0) != nil }) ?? true
        else { return nil }
        return block.table
      }
      return tables.map { ($0, code, absence($0, row, known)) }
    }
    return []
  }

  private func belongs(_ row: StatementRow, to parent: StatementRow, _ other: Statement) -> Bool {
    if let code = parent.code { return row.parent.flatMap { other.row($0)?.code } == code }
    return parent.isTotal && row.level == 0 && !row.isTotal
  }

  // MARK: What a cause explains

  /// The failed checks that the group's sums are, those about `rows`, by key or code, and those
  /// that name a row under the total which is not there.
  private func reach(_ group: RowSums.Group, rows: [String]) -> Set<Int> {
    var reached = Set(group.columns.filter(\.sum.hasFailed).map(\.sum.check))
    for (index, check) in checks.enumerated() where check.isEquality && check.hasFailed {
      if let row = check.row, rows.contains(row.key) || row.code.map(rows.contains) ?? false {
        reached.insert(index)
      } else if namesAbsentRow(check, group) {
        reached.insert(index)
      }
    }
    return reached
  }

  private func namesAbsentRow(_ check: Check, _ group: RowSums.Group) -> Bool {
    guard let parent = group.statement.row(group.total)?.code else { return false }
    let own = StatementKey(
      period: group.statement.period, table: group.statement.table, block: group.statement.block)
    return Self.rowsNamed(check).contains { block, row in
      block == own && row.hasPrefix(parent) && group.statement.row(named: row) == nil
    }
  }

  /// The rows that a check's rule names one by one.
  private static func rowsNamed(_ check: Check) -> [(block: StatementKey, row: String)] {
    check.comparison.selectors.compactMap { selector in
      guard let block = selector.block, case .key(let name) = selector.rows else { return nil }
      let key = StatementKey(
        period: selector.period ?? .current, table: block.table, block: block.block)
      return (key, name)
    }
  }

  // MARK: Wording

  private func absence(_ table: String, _ row: StatementRow, _ known: FigureKey) -> Cause {
    let figure = statements[known]
    let repair = figure.flatMap { figure in
      figure.amount.map {
        StatedAmount(amount: $0, unit: figure.unit, decimals: figure.decimals)
      }
    }
    let amount = repair.map { "\($0.number) \($0.unit.name)" } ?? ""
    let name = "\(row.code ?? "") \(row.label)"
    return Cause(
      kind: .missingRow, cells: [reference(known)], repair: repair,
      explanation: Message(
        zh: "\(table) 漏了“\(name)”一行：\(known) 有 \(amount)，补上这一行即相符",
        en: "\(table) lacks the row '\(name)': \(known) has \(amount); add the row"))
  }

  /// A row that nothing names: its amounts, and the rows of the other year that are not there.
  private func unnamed(_ group: RowSums.Group, _ parent: StatementRow) -> Cause {
    let own = group.statement
    let amounts = group.columns.filter(\.sum.hasFailed).map { column, sum -> String in
      let figure = statements[key(group, group.total, column)]
      let text = figure.flatMap { figure in
        (try? Amount(atoms: sum.lacking, dimension: figure.unit.dimension)).map {
          "\(StatedAmount(amount: $0, unit: figure.unit, decimals: figure.decimals).number) \(figure.unit.name)"
        }
      }
      return "\(column) \(text ?? "\(sum.lacking)")"
    }
    let other = own.period.otherYear.flatMap {
      statements[StatementKey(period: $0, table: own.table, block: own.block)]
    }
    let present = Set(own.rows.compactMap(\.code))
    let gone = (other?.rows ?? []).filter { row in
      guard let other, let code = row.code else { return false }
      return !present.contains(code) && belongs(row, to: parent, other)
    }.map { "\($0.code ?? "") \($0.label)" }
    return Cause(
      kind: .missingRow, cells: [reference(key(group, group.total, group.columns[0].key))],
      explanation: Message(
        zh: "“\(parent.label)”下面可能漏了一行：\(amounts.joined(separator: "，"))"
          + (gone.isEmpty ? "" : "；另一年度有而本表没有的：\(gone.joined(separator: "、"))"),
        en: "a row may be missing under '\(parent.label)': \(amounts.joined(separator: ", "))"
          + (gone.isEmpty ? "" : "; the other year has: \(gone.joined(separator: ", "))")))
  }

  private func key(_ group: RowSums.Group, _ row: String, _ column: String) -> FigureKey {
    group.statement.key(row: row, column: column)
  }

  private func value(_ group: RowSums.Group, _ row: String, _ column: String) -> Int64 {
    statements[key(group, row, column)]?.shown.atoms ?? 0
  }

  private func reference(_ key: FigureKey) -> CellReference {
    if case .constant(let contributions)? = statements[key]?.derivation, contributions.count == 1 {
      return .place(contributions[0].reading.place)
    }
    return .figure(key)
  }

  /// What rows of a statement must add up to along the row, from the checks that say so.
  private static func rowIdentities(
    _ checks: [Check]
  ) -> [StatementKey: [[(column: String, factor: Int64)]]] {
    var found: [StatementKey: [[(column: String, factor: Int64)]]] = [:]
    var seen: Set<String> = []
    for check in checks where check.isEquality && check.row?.code != nil {
      let terms =
        check.left.form.terms.map { ($0.key, $0.factor) }
        + check.right.form.terms.map { ($0.key, -$0.factor) }
      guard let first = terms.first?.0, terms.count > 1,
        terms.allSatisfy({
          $0.0.row == first.row && $0.0.table == first.table && $0.0.block == first.block
            && $0.0.period == first.period
        })
      else { continue }
      let name = StatementKey(period: first.period, table: first.table, block: first.block)
      guard seen.insert("\(check.rule.id)/\(name)").inserted else { continue }
      found[name, default: []].append(terms.map { ($0.0.column, $0.1) })
    }
    return found
  }
}

extension FigureKey {
  /// The code of the row above this figure's row; nil where there is none.
  func parentCode(in statements: StatementSet) -> String? {
    let statement = statements[StatementKey(period: period, table: table, block: block)]
    return statement?.row(row)?.parent.flatMap { statement?.row($0)?.code }
  }
}
