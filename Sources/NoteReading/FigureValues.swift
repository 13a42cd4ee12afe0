import Budget
import Profiles

/// A figure of the tables that a name of the note can stand for.
struct FigureValue {
  /// The figure's name as rules write it.
  var label: String
  /// The figures it is made of.
  var keys: [FigureKey]
  /// The value in atoms: before rounding where that is known, else as printed.
  var atoms: Int64
  /// The printed value in atoms.
  var shown: Int64
  /// Twice the largest rounding error of `atoms`.
  var spread: Int64
  /// How it is printed.
  var unit: MeasureUnit
  var decimals: Int
  /// Whether it is only the most that the name can stand for.
  var isLimit = false
}

/// A figure of this year and the same of last year.
struct FigurePair {
  var current: FigureValue
  var prior: FigureValue

  /// This year's less last year's.
  var difference: FigureValue {
    FigureValue(
      label: "\(current.label) - \(prior.label)", keys: current.keys + prior.keys,
      atoms: current.atoms - prior.atoms, shown: current.shown - prior.shown,
      spread: current.spread + prior.spread, unit: current.unit, decimals: current.decimals)
  }
}

/// Looks up what the tables say of the names in a note.
struct FigureValues {
  let statements: StatementSet
  let vocabulary: NoteVocabulary

  /// The figures that `name` can stand for, those of the given dimension only.
  func values(_ name: Claim.Name, _ period: Period, _ dimension: Dimension) -> [FigureValue] {
    var found: [FigureValue] = []
    if !name.owner.isEmpty, let column = name.subject {
      let owned = owned(name.owner, column, period).filter { $0.unit.dimension == dimension }
      // Another figure of the same name would be the whole budget's.
      return owned
    }
    if let part = name.subject, let scope = name.scope.flatMap({ vocabulary.subject($0) }),
      let figures = scope.partFigures[part]
    {
      let own = figures.compactMap { value(of: $0, period) }
      if !own.isEmpty { return own.filter { $0.unit.dimension == dimension } }
    }
    if let subject = name.subject.flatMap({ vocabulary.subject($0) }) {
      for expression in subject.figures {
        if let value = value(of: expression, period) { found.append(value) }
      }
      if found.isEmpty {
        found = subject.limits.compactMap { value(of: $0, period) }
        for index in found.indices { found[index].isLimit = true }
      }
    }
    for (list, codes) in name.codes.sorted(by: { $0.key < $1.key }) {
      for (block, column) in vocabulary.codes[list].cells {
        let key = StatementKey(period: period, table: block.table, block: block.block)
        guard let statement = statements[key] else { continue }
        for code in codes {
          guard let row = statement.row(named: code) else { continue }
          let figure = statement.key(row: row.key, column: column)
          if let value = value(of: figure) { found.append(value) }
        }
      }
    }
    for row in name.rows {
      var key = row.statement
      key.period = period
      guard let statement = statements[key] else { continue }
      for column in statement.columns {
        if let value = value(of: statement.key(row: row.row, column: column)) {
          found.append(value)
        }
      }
    }
    return found.filter { $0.unit.dimension == dimension }
  }

  /// Last year's value of a figure whose row last year's table does not have: nothing; nil where the
  /// row or no such table is there.
  func absent(_ figure: FigureValue) -> FigureValue? {
    guard figure.keys.count == 1, let key = figure.keys.first else { return nil }
    let name = StatementKey(period: .prior, table: key.table, block: key.block)
    guard let statement = statements[name], statement.missing == nil,
      !statement.rows.contains(where: { $0.key == key.row })
    else { return nil }
    var prior = figure
    prior.label = "0"
    prior.keys = []
    prior.atoms = 0
    prior.shown = 0
    prior.spread = 0
    return prior
  }

  /// The cells of codes in the column that is called like a part: T5[行政运行, 基本支出].
  private func owned(
    _ owner: [Int: [String]], _ column: String, _ period: Period
  ) -> [FigureValue] {
    owner.sorted { $0.key < $1.key }.flatMap { list, codes in
      vocabulary.codes[list].cells.flatMap { block, _ -> [FigureValue] in
        let key = StatementKey(period: period, table: block.table, block: block.block)
        guard let statement = statements[key], statement.columns.contains(column) else { return [] }
        return codes.compactMap { code in
          statement.row(named: code).flatMap {
            value(of: statement.key(row: $0.key, column: column))
          }
        }
      }
    }
  }

  private func value(of key: FigureKey) -> FigureValue? {
    guard let figure = statements[key], figure.amount != nil else { return nil }
    let exact = figure.exact
    return FigureValue(
      label: key.description, keys: [key], atoms: exact?.atoms ?? figure.shown.atoms,
      shown: figure.shown.atoms, spread: exact?.spread ?? figure.shown.spread, unit: figure.unit,
      decimals: figure.decimals)
  }

  private func value(of expression: Expression, _ period: Period) -> FigureValue? {
    var sum: FigureValue?
    for term in expression.terms {
      guard case .cells(let selector, _) = term.operand, let block = selector.block,
        case .key(let column) = selector.column,
        let statement = statements[
          StatementKey(
            period: selector.period ?? period, table: block.table, block: block.block)],
        statement.missing == nil
      else { return nil }
      let rows = statement.rows(selector.rows, at: nil)
      guard !rows.isEmpty else { return nil }
      for row in rows {
        guard let value = value(of: statement.key(row: row, column: column)) else { return nil }
        guard var total = sum else {
          var first = value
          first.atoms *= term.factor
          first.shown *= term.factor
          sum = first
          continue
        }
        total.label += (term.factor < 0 ? " - " : " + ") + value.label
        total.keys += value.keys
        total.atoms += term.factor * value.atoms
        total.shown += term.factor * value.shown
        total.spread += value.spread
        sum = total
      }
    }
    return sum
  }
}
