import Budget
import Localization
import Profiles

/// The two sides of a check, and what becomes of columns that a published table does not print.
extension Reconciler {
  /// A column or row of the rule that a published table does not have.
  struct Absence {
    var key: FigureKey
    /// Whether it is the column that is not there, or the row.
    var isColumn: Bool
    /// Whether the rule runs over the table's columns or rows and stands at this one; a table of
    /// one of the department's units is not what it runs over.
    var isCurrent: Bool
    /// Whether the form says how to work it out from what is there.
    var isWorkedOut = false
    /// Why there is no figure; nil where it was worked out, or must be nothing.
    var reason: Message?

    var message: Message {
      isColumn
        ? Message(zh: "表中没有“\(key.column)”列", en: "the table has no column “\(key.column)”")
        : Message(zh: "表中没有“\(key.row)”行", en: "the table has no row “\(key.row)”")
    }
  }

  /// One side of a check.
  struct Side {
    var side: CheckSide
    var format: FigureFormat?
    var unknown: Message?
    /// What is not there.
    var absences: [Absence] = []
  }

  func side(_ expression: Expression, _ scope: Scope, _ mode: MissingMode) -> Side {
    var sum = SideSum()
    for term in expression.terms {
      guard case .cells(let selector, let isSum) = term.operand, let block = selector.block else {
        continue
      }
      let found = statements(of: selector, block)
      guard !found.isEmpty, let column = column(selector, scope) else {
        sum.lack(absent(block.text))
        continue
      }
      for statement in found {
        if let reason = statement.missing { sum.lack(reason) }
        let rows = statement.rows(selector.rows, at: scope.row)
        let name = "\(block.text)[\(rowName(selector, scope))]"
        if rows.isEmpty, let reason = statement.unreadRows {
          sum.lack(reason)
        } else if rows.isEmpty, !isSum, mode == .notChecked {
          sum.lack(absent(name))
        }
        add(
          rows.map { statement.key(row: $0, column: column) }, of: statement, selector, isSum,
          times: term.factor, to: &sum)
      }
    }
    return sum.side
  }

  /// Adds figures of one statement; what it does not print is noted instead, or worked out.
  private func add(
    _ keys: [FigureKey], of statement: Statement, _ selector: CellSelector, _ isSum: Bool,
    times factor: Int64, to sum: inout SideSum
  ) {
    var skipped: [Absence] = []
    for key in keys {
      guard let figure = statements[key] else { continue }
      sum.measure(like: figure)
      guard statement.isAbsent(key) else {
        sum.add(figure, [LinearForm.Term(factor: 1, key: key)], times: factor)
        continue
      }
      let isColumn = statement.absentColumns.contains(key.column)
      var absence = Absence(
        key: key, isColumn: isColumn,
        isCurrent: !selector.isOfUnits
          && (isColumn ? selector.column == .current : selector.rows == .current))
      if case .formula(let form, _) = figure.derivation {
        absence.isWorkedOut = true
        sum.absences.append(absence)
        sum.add(figure, printed(form), times: factor)
        continue
      }
      if case .missing(let reason) = figure.state { absence.reason = reason }
      // A sum of rows is that of the rows which are there.
      if isSum, !isColumn { skipped.append(absence) } else { sum.absences.append(absence) }
    }
    if skipped.count == keys.count { sum.absences += skipped }
  }

  /// A side while its figures are added up.
  private struct SideSum {
    private var form = LinearForm()
    private var format: FigureFormat?
    private var unknown: Message?
    private var sum = FigureSum()
    var absences: [Absence] = []

    /// The first reason is the one that is told.
    mutating func lack(_ reason: Message) {
      unknown = unknown ?? reason
    }

    /// The first figure says what the side is measured in.
    mutating func measure(like figure: Figure) {
      format = format ?? FigureFormat(unit: figure.unit, decimals: figure.decimals)
    }

    mutating func add(_ figure: Figure, _ terms: [LinearForm.Term], times factor: Int64) {
      if case .missing(let reason) = figure.state { return lack(reason) }
      do {
        try sum.add(figure, times: factor)
      } catch {
        lack(error.message)
      }
      form.terms += terms.map { LinearForm.Term(factor: factor * $0.factor, key: $0.key) }
    }

    var side: Side {
      Side(
        side: CheckSide(form: form, shown: sum.shown.atoms, exact: sum.exact?.atoms),
        format: format,
        unknown: unknown, absences: absences)
    }
  }

  /// The printed figures that a figure is worked out from.
  private func printed(_ form: LinearForm) -> [LinearForm.Term] {
    form.terms.flatMap { term -> [LinearForm.Term] in
      guard case .formula(let inner, _) = statements[term.key]?.derivation else { return [term] }
      return printed(inner).map {
        LinearForm.Term(factor: term.factor * $0.factor, key: $0.key)
      }
    }
  }

  /// The statement that a selector names, or those of all units; none where there is none.
  private func statements(of selector: CellSelector, _ block: BlockKey) -> [Statement] {
    guard !selector.isOfUnits else { return statements.ofUnits(block.table, block.block) }
    let name = StatementKey(
      period: selector.period ?? .current, table: block.table, block: block.block)
    return statements[name].map { [$0] } ?? []
  }

  private func column(_ selector: CellSelector, _ scope: Scope) -> String? {
    switch selector.column {
    case .key(let key): key
    case .current: scope.column
    }
  }

  private func rowName(_ selector: CellSelector, _ scope: Scope) -> String {
    if case .key(let key) = selector.rows { key } else { scope.row?.key ?? "" }
  }

  private func absent(_ name: String) -> Message {
    Message(zh: "没有 \(name)", en: "there is no \(name)")
  }

  // MARK: What is not printed

  /// Whether the check can be made although its tables lack columns or rows; where not, it has its
  /// verdict.
  ///
  /// In the sum of a row or a column they drop out: the total is held against what stands there.
  /// Elsewhere a figure that is not printed is not known, and what only says that a total is what
  /// it was worked out from is no check.
  func settleAbsences(_ left: Side, _ right: Side, _ check: inout Check) -> Bool {
    let absences = left.absences + right.absences
    guard let first = absences.first else { return true }
    let unknown = absences.filter { !$0.isWorkedOut }
    let printed = (check.left.form.terms + check.right.form.terms).map(\.key)
    let isOwnSum = isOwnSum(check.comparison, lacking: unknown)
    let isNothing =
      isOwnSum
      // A total alone says nothing.
      ? check.left.form.terms.isEmpty || check.right.form.terms.isEmpty
      : !unknown.isEmpty && printed.allSatisfy { statements[$0].map(\.isNothing) ?? true }
    if isNothing || absences.contains(where: \.isCurrent)
      || check.weights.values.allSatisfy({ $0 == 0 })
    {
      check.verdict = .notApplicable
      check.reason = first.message
      return false
    }
    if let reason = unknown.lazy.compactMap(\.reason).first, !isOwnSum {
      check.reason = reason
      return false
    }
    let dropped = unknown.filter { $0.reason != nil }
    check.absentColumns = dropped.filter(\.isColumn).map(\.key.column)
    check.absentRows = dropped.filter { !$0.isColumn }.map(\.key.row)
    return true
  }

  /// Whether a comparison holds a total against its own parts, and what is `absent` are such parts.
  private func isOwnSum(_ comparison: Comparison, lacking absent: [Absence]) -> Bool {
    guard let whole = comparison.whole, let name = whole.block,
      let block = profile.table(name.table)?.block(name.block)
    else { return false }
    let cells = comparison.selectors
    if case .key(let column) = whole.column, cells.allSatisfy({ $0.rows == whole.rows }) {
      return absent.allSatisfy { $0.isColumn && block.isPart($0.key.column, of: column) }
    }
    if case .key(let row) = whole.rows, cells.allSatisfy({ $0.column == whole.column }) {
      return absent.allSatisfy { !$0.isColumn && block.isPart(row: $0.key.row, of: row) }
    }
    return false
  }
}

extension Check {
  /// The figures of both sides with their net weights: one that stands on both counts once.
  var weights: [FigureKey: Int64] {
    var weights: [FigureKey: Int64] = [:]
    for term in left.form.terms { weights[term.key, default: 0] += term.factor }
    for term in right.form.terms { weights[term.key, default: 0] -= term.factor }
    return weights
  }
}

extension Figure {
  /// Whether there is no money in it.
  fileprivate var isNothing: Bool { state == .empty || state == .value && shown.atoms == 0 }
}

extension Comparison {
  /// The cell that is compared with a plain sum of cells of its own block; nil where the comparison
  /// is anything else.
  var whole: CellSelector? {
    let terms = left.terms + right.terms
    let cells = selectors
    guard relation == .equal, cells.count == terms.count, terms.allSatisfy({ $0.factor == 1 }),
      let first = cells.first,
      cells.allSatisfy({
        $0.block == first.block && $0.period == first.period && $0.isOfUnits == first.isOfUnits
      })
    else { return nil }
    let alone = left.terms.count == 1 ? left.terms : right.terms
    guard alone.count == 1, case .cells(let selector, isSum: false) = alone[0].operand else {
      return nil
    }
    return selector
  }
}
