import Budget
import Localization
import Profiles

/// A sum of figures of the statements, as the tables print them.
struct FigureSum {
  var form = LinearForm()
  /// The sum of the printed values, in atoms.
  var atoms: Int64 = 0
  /// The unit and places of the first figure.
  var format: FigureFormat?
}

/// Why a sentence cannot be written: something is lacking.
struct Lacking: Error {
  var gap: Note.Gap
}

/// Adds up the figures that slots and conditions name.
struct FigureTerms {
  let profile: Profile
  let year: Int
  let statements: StatementSet

  /// The sum that `expression` means, seen from `row`; without a period of its own a cell is one of
  /// `period`.
  ///
  /// A row that a table does not have is nothing, as tables list only what has money.
  func sum(
    _ expression: Expression, row: StatementRow?, period: Period = .current
  ) throws(Lacking) -> FigureSum {
    var result = FigureSum()
    for term in expression.terms {
      guard case .cells(let selector, _) = term.operand, let block = selector.block,
        case .key(let column) = selector.column
      else { continue }
      let name = StatementKey(
        period: selector.period ?? period, table: block.table, block: block.block)
      guard let statement = statements[name] else {
        throw lacking(name, selector.rows, column, row, why: nil)
      }
      if let reason = statement.missing {
        throw lacking(name, selector.rows, column, row, why: reason)
      }
      for rowKey in statement.rows(selector.rows, at: row) {
        let key = statement.key(row: rowKey, column: column)
        guard let figure = statements[key] else { continue }
        if case .missing(let reason) = figure.state {
          throw lacking(name, .key(rowKey), column, row, why: reason)
        }
        result.format = result.format ?? FigureFormat(unit: figure.unit, decimals: figure.decimals)
        result.form.terms.append(LinearForm.Term(factor: term.factor, key: key))
        let (product, overflow) = figure.shown.atoms.multipliedReportingOverflow(by: term.factor)
        let (total, carried) = result.atoms.addingReportingOverflow(product)
        guard !overflow, !carried, total.magnitude <= Amount.limit.magnitude else {
          throw lacking(name, .key(rowKey), column, row, why: AmountError.tooLarge.message)
        }
        result.atoms = total
      }
    }
    return result
  }

  /// Whether no cell of this year's table has an amount to print, so that the sheet says that it is
  /// empty.
  func isEmpty(_ table: String) throws(Lacking) -> Bool {
    for block in profile.table(table)?.blocks ?? [] {
      let statement = try rows(BlockKey(table: table, block: block.key), .current)
      for key in statements.keys(of: statement) {
        guard let figure = statements[key] else { continue }
        if case .missing(let reason) = figure.state {
          throw lacking(
            StatementKey(period: .current, table: table, block: block.key), .key(key.row),
            key.column, nil, why: reason)
        }
        if figure.shown.atoms != 0 { return false }
      }
    }
    return true
  }

  /// The rows of a loop.
  func rows(
    _ block: BlockKey, _ period: Period
  ) throws(Lacking) -> Statement {
    let name = StatementKey(period: period, table: block.table, block: block.block)
    guard let statement = statements[name], statement.missing == nil else {
      let title = tableTitle(block.table, period)
      throw Lacking(
        gap: Note.Gap(
          what: title,
          message: statements[name]?.missing
            ?? Message(zh: "没有\(title)", en: "there is no \(title)")))
    }
    return statement
  }

  private func lacking(
    _ name: StatementKey, _ rows: CellSelector.Rows, _ column: String, _ row: StatementRow?,
    why: Message?
  ) -> Lacking {
    var what = tableTitle(name.table, name.period)
    switch rows {
    case .key(let key): what += "“\(statements[name]?.row(named: key)?.label ?? key)”"
    case .current, .children: what += "“\(row?.label ?? "")”"
    case .level, .items, .leaves: break
    }
    what += "的\(column)"
    return Lacking(
      gap: Note.Gap(what: what, message: why ?? Message(zh: "没有\(what)", en: "there is no \(what)"))
    )
  }

  private func tableTitle(_ key: String, _ period: Period) -> String {
    let title = profile.table(key)?.title ?? key
    return period == .prior ? "\(year - 1)年\(title)" : title
  }
}
