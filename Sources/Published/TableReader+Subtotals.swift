import Budget
import Profiles

/// Rows of the form that a table does not print, and sums that are worked out from what it prints.
extension TableReader {
  /// The rows of the form that are not there.
  ///
  /// A row with figures that was not understood may be any of them.
  func absentRows(of body: BodyReader.Body, _ columns: BlockBinding) -> Set<String> {
    let isClear = body.strangers.allSatisfy { stranger in
      switch stranger.kind {
      case .ofWhich: true
      case .unknownLabel: isBeside(stranger.text)
      case .duplicate, .leftOut: false
      }
    }
    guard columns.cells.isEmpty, isClear else { return [] }
    return Set(body.rows.filter { $0.fixed != nil && $0.line == nil }.map(\.row.key))
  }

  /// Works out the sums that the form has and the table does not print, from the rows above and the
  /// columns beside them.
  func addSubtotals(of block: BlockDefinition, to result: inout ReadBlock) {
    let statement = result.statement
    // A sum of sums comes after them.
    var rows = block.fixedRows.filter {
      statement.absentRows.contains($0.key) && block.parts(ofRow: $0) != nil
    }
    while let index = rows.firstIndex(where: { row in
      block.parts(ofRow: row)?.allSatisfy { part in
        !rows.contains { part.rows == .key($0.key) }
      } ?? false
    }) {
      let row = rows.remove(at: index)
      for column in statement.columns {
        let terms = (block.parts(ofRow: row) ?? []).flatMap { part in
          statement.rows(part.rows, at: statement.row(row.key)).map {
            LinearForm.Term(
              factor: part.factor, key: statement.key(row: $0, column: column))
          }
        }
        put(terms, at: statement.key(row: row.key, column: column), in: &result)
      }
    }
    var columns = block.columns.map(\.key).filter {
      statement.absentColumns.contains($0) && block.parts(of: $0) != nil
    }
    while let index = columns.firstIndex(where: { column in
      block.parts(of: column)?.allSatisfy { !columns.contains($0.column) } ?? false
    }) {
      let column = columns.remove(at: index)
      for row in statement.rows {
        let terms = (block.parts(of: column) ?? []).map {
          LinearForm.Term(factor: $0.factor, key: statement.key(row: row.key, column: $0.column))
        }
        put(terms, at: statement.key(row: row.key, column: column), in: &result)
      }
    }
    settleRest(of: block, &result)
  }

  /// Where the printed parts of a printed total make up all of it, the parts that are not printed are
  /// nothing.
  private func settleRest(of block: BlockDefinition, _ result: inout ReadBlock) {
    let statement = result.statement
    let fixed = Dictionary(uniqueKeysWithValues: block.fixedRows.map { ($0.key, $0) })
    func columns(_ key: FigureKey) -> [LinearForm.Term]? {
      block.parts(of: key.column)?.map {
        LinearForm.Term(factor: $0.factor, key: statement.key(row: key.row, column: $0.column))
      }
    }
    func rows(_ key: FigureKey) -> [LinearForm.Term]? {
      fixed[key.row].flatMap(block.parts(ofRow:))?.flatMap { part in
        statement.rows(part.rows, at: statement.row(key.row)).map {
          LinearForm.Term(factor: part.factor, key: statement.key(row: $0, column: key.column))
        }
      }
    }
    for row in statement.rows {
      for column in statement.columns {
        let key = statement.key(row: row.key, column: column)
        guard !statement.isAbsent(key), let total = result.figures[key], total.amount != nil else {
          continue
        }
        for parts in [columns, rows] {
          guard let terms = parts(key), let rest = rest(of: terms, parts, result),
            rest.printed == total.shown.atoms
          else { continue }
          for key in rest.absent {
            result.figures[key]?.state = .empty
            result.figures[key]?.exact = Observation(atoms: 0)
          }
        }
      }
    }
  }

  /// The sum of what is printed of `terms`, and the figures that are not printed; nil where a printed
  /// one is not known.
  private func rest(
    of terms: [LinearForm.Term], _ parts: (FigureKey) -> [LinearForm.Term]?, _ result: ReadBlock
  ) -> (printed: Int64, absent: [FigureKey])? {
    var sum = Observation(atoms: 0)
    var absent: [FigureKey] = []
    for term in terms {
      guard let figure = result.figures[term.key] else { continue }
      guard result.statement.isAbsent(term.key) else {
        guard figure.amount != nil, (try? sum.add(figure.shown, times: term.factor)) != nil else {
          return nil
        }
        continue
      }
      guard case .formula = figure.derivation else {
        absent.append(term.key)
        continue
      }
      guard let inner = parts(term.key), let rest = rest(of: inner, parts, result),
        (try? sum.add(Observation(atoms: rest.printed), times: term.factor)) != nil
      else { return nil }
      absent += rest.absent
    }
    return (sum.atoms, absent)
  }

  /// Puts the sum of what the table prints of `terms` in place of a figure; nothing where it prints
  /// none of them.
  private func put(
    _ terms: [LinearForm.Term], at key: FigureKey, in result: inout ReadBlock
  ) {
    guard var subtotal = result.figures[key] else { return }
    var form = LinearForm()
    var sum = FigureSum()
    subtotal.state = .empty
    subtotal.decimals = 0
    for term in terms {
      guard let figure = result.figures[term.key] else { continue }
      if result.statement.isAbsent(term.key) {
        guard case .formula = figure.derivation else { continue }
      }
      form.terms.append(term)
      subtotal.decimals = max(subtotal.decimals, figure.decimals)
      subtotal.unit = figure.unit
      switch (figure.state, subtotal.state) {
      case (_, .missing): break
      case (.missing, _): subtotal.state = figure.state
      case (.value, _): subtotal.state = .value
      default: break
      }
      do {
        try sum.add(figure, times: term.factor)
      } catch {
        subtotal.state = .missing(error.message)
      }
    }
    guard !form.terms.isEmpty else { return }
    subtotal.shown = sum.shown
    subtotal.exact = sum.exact
    subtotal.derivation = .formula(form, own: [])
    result.figures[key] = subtotal
  }
}
