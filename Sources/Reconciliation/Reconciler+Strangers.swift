import Budget
import Profiles

/// Columns and rows that a published table has beside those of the form, such as
/// 用事业基金弥补收支差额.
extension Reconciler {
  /// A failed sum with the table's further columns, or rows, in it; nil where none has money, or the
  /// sum fails with them as well.
  ///
  /// The form does not say whether they belong to the total, so that either reading is as good.
  func withStrangers(_ failed: Check) -> Check? {
    guard let whole = failed.comparison.whole, let block = whole.block,
      let statement = statements[
        StatementKey(period: whole.period ?? .current, table: block.table, block: block.block)]
    else { return nil }
    let selectors = failed.comparison.selectors
    var strangers: [(name: String, key: FigureKey)] = []
    if selectors.allSatisfy({ $0.rows == whole.rows }),
      let row = statement.rows(whole.rows, at: failed.row).first
    {
      strangers = statement.strangerColumns.map { ($0, statement.key(row: row, column: $0)) }
    } else if selectors.allSatisfy({ $0.column == whole.column }),
      case .key(let row) = whole.rows, statement.row(row)?.isFoot ?? false,
      let column = whole.column.name ?? failed.column
    {
      strangers = statement.strangerRows.map { ($0, statement.key(row: $0, column: column)) }
    }
    strangers.removeAll { statements[$0.key]?.shown.atoms ?? 0 == 0 }
    let choices = strangers.count > 1 ? [strangers] + strangers.map { [$0] } : [strangers]
    for choice in choices where !choice.isEmpty {
      var check = failed
      let keys = choice.map(\.key)
      let isWholeLeft = check.comparison.left.terms.count == 1
      guard isWholeLeft ? add(keys, to: &check.right) : add(keys, to: &check.left) else { continue }
      judge(&check)
      guard check.verdict != .mismatch else { continue }
      check.strangers = choice.map(\.name)
      return check
    }
    return nil
  }

  /// Adds figures to a side; false where one is not known.
  private func add(_ keys: [FigureKey], to side: inout CheckSide) -> Bool {
    for key in keys {
      guard let figure = statements[key], figure.amount != nil else { return false }
      let (shown, overflow) = side.shown.addingReportingOverflow(figure.shown.atoms)
      guard !overflow else { return false }
      side.shown = shown
      side.exact = side.exact.flatMap { exact in
        figure.exact.flatMap {
          let (sum, overflow) = exact.addingReportingOverflow($0.atoms)
          return overflow ? nil : sum
        }
      }
      side.form.terms.append(LinearForm.Term(factor: 1, key: key))
    }
    return true
  }
}
