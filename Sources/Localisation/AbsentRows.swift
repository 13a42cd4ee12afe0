import Budget
import Localization
import Reconciliation

/// Finds rows that one table lacks and another has, where that explains a failed sum over rows.
struct AbsentRows {
  let statements: StatementSet

  /// The missing rows that explain one of `failed`, each once.
  func causes(for failed: [Check]) -> [Cause] {
    var found: [Cause] = []
    var seen: Set<String> = []
    for check in failed {
      for cause in causes(for: check) where seen.insert(cause.explanation.chinese).inserted {
        found.append(cause)
      }
    }
    return found
  }

  private func causes(for check: Check) -> [Cause] {
    guard let (total, parts, lacking) = sum(check), lacking != 0 else { return [] }
    let name = StatementKey(period: total.period, table: total.table, block: total.block)
    guard let statement = statements[name], let parent = statement.row(total.row) else { return [] }
    let present = Set(statement.rows.compactMap(\.code))
    var causes: [Cause] = []
    for other in statements.statements where other.table != total.table {
      guard other.period == total.period else { continue }
      for row in other.rows {
        guard let code = row.code, !present.contains(code), belongs(row, to: parent, parts, other),
          let column = other.columns.first(where: {
            statements[other.key(row: row.key, column: $0)]?.shown.atoms == lacking
          })
        else { continue }
        causes.append(cause(total, row, other.key(row: row.key, column: column), lacking))
      }
    }
    return causes
  }

  /// The total, its parts and what the parts lack, where the check is a total over its rows.
  private func sum(_ check: Check) -> (total: FigureKey, parts: [FigureKey], lacking: Int64)? {
    let (left, right) = (check.left.form.terms, check.right.form.terms)
    let difference = check.exactDifference ?? check.shownDifference
    for (whole, parts, sign) in [(left, right, Int64(1)), (right, left, -1)] {
      guard whole.count == 1, let total = whole.first?.key, !parts.isEmpty else { continue }
      let isSum = parts.allSatisfy {
        $0.factor == 1 && $0.key.table == total.table && $0.key.block == total.block
          && $0.key.period == total.period && $0.key.column == total.column
      }
      if isSum, whole[0].factor == 1 { return (total, parts.map(\.key), sign * difference) }
    }
    return nil
  }

  private func belongs(
    _ row: StatementRow, to parent: StatementRow, _ parts: [FigureKey], _ other: Statement
  ) -> Bool {
    if let code = parent.code { return row.parent.flatMap { other.row($0)?.code } == code }
    return parent.isTotal && row.level == 0 && !row.isTotal
  }

  private func cause(
    _ total: FigureKey, _ row: StatementRow, _ other: FigureKey, _ lacking: Int64
  ) -> Cause {
    let figure = statements[other]
    let repair = figure.flatMap { figure in
      figure.amount.map {
        StatedAmount(amount: $0, unit: figure.unit, decimals: figure.decimals)
      }
    }
    let amount = repair.map { "\($0.number) \($0.unit.name)" } ?? "\(lacking)"
    let name = "\(row.code ?? "") \(row.label)"
    return Cause(
      kind: .missingRow, cells: [reference(total), reference(other)], repair: repair,
      explanation: Message(
        zh: "\(total.table) 漏了“\(name)”一行：\(other) 有 \(amount)，正好是“\(total.row)”与其下级之和的差；请补上这一行",
        en:
          "\(total.table) lacks the row '\(name)': \(other) has \(amount), which is exactly what the rows under '\(total.row)' fall short of; add the row"
      ))
  }

  private func reference(_ key: FigureKey) -> CellReference {
    if case .constant(let contributions)? = statements[key]?.derivation, contributions.count == 1 {
      return .place(contributions[0].reading.place)
    }
    return .figure(key)
  }
}
