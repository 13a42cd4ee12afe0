import Budget
import Localization
import Profiles
import Reconciliation

/// Finds rows that one table lacks and another has, where that explains a failed sum over rows.
struct AbsentRows {
  let statements: StatementSet

  /// A row that is missing, with its cause.
  struct Absence {
    /// The row's code.
    var code: String
    /// What to tell.
    var cause: Cause
  }

  /// The missing rows that explain one of `failed`, each table and code once.
  func absences(for failed: [Check]) -> [Absence] {
    var found: [Absence] = []
    var seen: Set<String> = []
    for check in failed {
      for (table, absence) in inSum(check) + inComparison(check)
      where seen.insert("\(table)/\(absence.code)").inserted {
        found.append(absence)
      }
    }
    return found
  }

  /// A total whose rows fall short by what a row of another table has.
  private func inSum(_ check: Check) -> [(table: String, absence: Absence)] {
    guard let (total, lacking) = sum(check), lacking != 0 else { return [] }
    let name = StatementKey(period: total.period, table: total.table, block: total.block)
    guard let statement = statements[name], let parent = statement.row(total.row) else { return [] }
    let present = Set(statement.rows.compactMap(\.code))
    var found: [(table: String, absence: Absence)] = []
    for other in statements.statements
    where other.table != total.table && other.period == total.period {
      for row in other.rows {
        guard let code = row.code, !present.contains(code), belongs(row, to: parent, other),
          let column = other.columns.first(where: { column in
            guard let figure = statements[other.key(row: row.key, column: column)],
              figure.shown.atoms != 0
            else { return false }
            let rest = (Int128(figure.shown.atoms) - Int128(lacking)).magnitude
            return rest == 0 || 2 * rest < UInt128(check.roundingBounds.spread)
          })
        else { continue }
        let cause = cause(total.table, row, other.key(row: row.key, column: column))
        found.append((total.table, Absence(code: code, cause: cause)))
      }
    }
    return found
  }

  /// A row that is compared with the same row of another table, which does not have it although it
  /// has the row above.
  private func inComparison(_ check: Check) -> [(table: String, absence: Absence)] {
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
      return tables.map { ($0, Absence(code: code, cause: cause($0, row, known))) }
    }
    return []
  }

  /// The total and what its parts lack, where the check is a total over its rows.
  private func sum(_ check: Check) -> (total: FigureKey, lacking: Int64)? {
    let (left, right) = (check.left.form.terms, check.right.form.terms)
    let difference = check.exactDifference ?? check.shownDifference
    for (whole, parts, sign) in [(left, right, Int64(1)), (right, left, -1)] {
      guard whole.count == 1, let total = whole.first?.key, !parts.isEmpty else { continue }
      let isSum = parts.allSatisfy {
        $0.factor == 1 && $0.key.table == total.table && $0.key.block == total.block
          && $0.key.period == total.period && $0.key.column == total.column
      }
      if isSum, whole[0].factor == 1 { return (total, sign * difference) }
    }
    return nil
  }

  private func belongs(_ row: StatementRow, to parent: StatementRow, _ other: Statement) -> Bool {
    if let code = parent.code { return row.parent.flatMap { other.row($0)?.code } == code }
    return parent.isTotal && row.level == 0 && !row.isTotal
  }

  private func cause(_ table: String, _ row: StatementRow, _ known: FigureKey) -> Cause {
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

  private func reference(_ key: FigureKey) -> CellReference {
    if case .constant(let contributions)? = statements[key]?.derivation, contributions.count == 1 {
      return .place(contributions[0].reading.place)
    }
    return .figure(key)
  }
}

extension FigureKey {
  /// The code of the row above this figure's row; nil where there is none.
  func parentCode(in statements: StatementSet) -> String? {
    let statement = statements[StatementKey(period: period, table: table, block: block)]
    return statement?.row(row)?.parent.flatMap { statement?.row($0)?.code }
  }
}
