import Budget
import Localization
import Profiles
import Reconciliation
import Sheets

/// Last year's amounts in this year's files against last year's published workbook.
extension ChangeTests {
  func publishedDifferences(_ table: String, _ test: RecordTest) -> [TestOutcome] {
    guard let published else {
      return test.texts("tables").first == table
        ? [
          TestOutcome(
            scope: table, verdict: .notApplicable,
            message: Message(
              zh: "没有提供上年公开的工作簿（gouji.yaml 的 prior）",
              en: "last year's published workbook was not given (prior in gouji.yaml)"))
        ] : []
    }
    return published.statements.filter { $0.table == table && $0.missing == nil }.flatMap {
      differences($0, published)
    }
  }

  private func differences(
    _ theirs: Statement, _ published: StatementSet
  ) -> [TestOutcome] {
    let key = StatementKey(period: .prior, table: theirs.table, block: theirs.block)
    guard let ours = statements[key], ours.missing == nil else { return [] }
    let codes = profile.table(theirs.table)?.block(theirs.block)?.codes
    let moves = codes.flatMap { profile.moves[$0] } ?? CodeMoves()
    var outcomes: [TestOutcome] = []
    var seen: Set<String> = []
    for row in theirs.rows {
      // This year's files may state last year's amounts under the codes of this year.
      let own =
        ours.row(like: row)
        ?? row.code.flatMap { moves.successor(of: $0, year: year) }.flatMap { ours.row(named: $0) }
      if let own { seen.insert(own.key) }
      for column in theirs.columns where ours.columns.contains(column) {
        let published = (theirs.key(row: row.key, column: column), published)
        let now = own.map { (ours.key(row: $0.key, column: column), statements) }
        if let outcome = compare(published, now, row: row, column: column, in: theirs) {
          outcomes.append(outcome)
        }
      }
    }
    for row in ours.rows where !seen.contains(row.key) && row.isItem {
      for column in ours.columns where theirs.columns.contains(column) {
        let now = (ours.key(row: row.key, column: column), statements)
        if let outcome = compare(nil, now, row: row, column: column, in: theirs) {
          outcomes.append(outcome)
        }
      }
    }
    return outcomes
  }

  private typealias Source = (key: FigureKey, set: StatementSet)

  private func compare(
    _ published: Source?, _ now: Source?, row: StatementRow, column: String, in statement: Statement
  ) -> TestOutcome? {
    let theirs = published.flatMap { $0.set[$0.key] }
    let ours = now.flatMap { $0.set[$0.key] }
    guard let figure = theirs ?? ours, figure.unit.dimension == .money else { return nil }
    // A figure that is not known is the business of the rules that need it.
    for known in [theirs, ours].compactMap(\.self) where known.amount == nil { return nil }
    let places = [published, now].map { source in
      source.flatMap { $0.set.contributions(of: $0.key).first?.reading }
    }
    // The tabulator has taken this year's knowledge of last year from the published workbook.
    if let first = places[0]?.place, first == places[1]?.place { return nil }
    let before = theirs?.shown ?? Observation(atoms: 0)
    let after = ours?.shown ?? Observation(atoms: 0)
    let difference = after.atoms - before.atoms
    var bounds = Observation(atoms: 0, spread: before.spread, squares: before.squares)
    try? bounds.add(Observation(atoms: 0, spread: after.spread, squares: after.squares))
    let verdict = Verdict(residual: Int128(difference), bounds: bounds, relation: .equal)
    guard verdict != .agree else { return nil }
    func stated(_ atoms: Int64) -> StatedAmount? {
      (try? Amount(atoms: atoms, dimension: figure.unit.dimension)).map {
        StatedAmount(amount: $0, unit: figure.unit, decimals: figure.decimals)
      }
    }
    guard let left = stated(after.atoms), let right = stated(before.atoms),
      let gap = stated(difference)
    else { return nil }
    let name = [row.code, row.label].compactMap(\.self).joined(separator: " ")
    return TestOutcome(
      scope: BlockKey(table: statement.table, block: statement.block).text, row: row.key,
      column: column, verdict: verdict,
      message: Message(
        zh:
          "\(name)（\(column)）：上年数为 \(left.number) \(figure.unit.name)，上年公开的是 \(right.number)，相差 \(gap.number)；请以公开数为准改正，或说明调整的原因",
        en:
          "\(name) (\(column)): last year's amount is \(left.number) \(figure.unit.name), what was published is \(right.number), difference \(gap.number); use the published amount or say why it was adjusted"
      ),
      operands: zip([published, now], places).compactMap { source, reading in
        reading.map {
          Operand(
            key: source?.key, place: $0.place, raw: $0.raw,
            value: StatedAmount(amount: $0.amount, unit: $0.unit, decimals: 2))
        }
      }, sides: TestOutcome.Sides(left: left, right: right, difference: gap))
  }
}
