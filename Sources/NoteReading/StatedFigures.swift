public import Budget
import Localization
public import Profiles
public import Reconciliation

/// The figures that notes state themselves, where no workbook does: the ordinary rules are then
/// evaluated on them.
public struct StatedFigures {
  /// The statements: the tables inside the notes, and what the sentences state.
  public private(set) var statements: StatementSet
  /// The statements of which only some cells are known.
  private var partial: Set<StatementKey> = []

  /// Adds the strict claims of `notes` to the tables that were found in them.
  public init(_ notes: [Note], profile: Profile, tables: StatementSet) {
    var rows: [StatementKey: [StatementRow]] = [:]
    var figures: [FigureKey: Figure] = [:]
    statements = StatementSet()
    for note in notes {
      for (index, part) in note.parts.enumerated() {
        for claim in part.reading.claims where claim.aspect == .level && claim.isStrict {
          guard let subject = claim.name.subject.flatMap({ profile.vocabulary.subject($0) })
          else { continue }
          // The others are equal to the first only where they mean the same money: 收入总计 is 本年收入合计
          // where nothing was carried over.
          for cell in subject.figures.prefix(1).compactMap(\.singleCell) {
            let name = StatementKey(
              period: claim.isPrior ? .prior : .current, table: cell.block.table,
              block: cell.block.block)
            guard tables[name].map({ $0.missing != nil }) ?? true,
              let row = Self.row(cell, profile, claim),
              let figure = Self.figure(claim, note, index)
            else { continue }
            let key = FigureKey(
              period: name.period, table: name.table, block: name.block, row: row.key,
              column: cell.column)
            guard figures[key] == nil else { continue }
            figures[key] = figure
            if rows[name]?.contains(where: { $0.key == row.key }) != true {
              rows[name, default: []].append(row)
            }
          }
        }
      }
    }
    for statement in tables.statements {
      let name = StatementKey(
        period: statement.period, table: statement.table, block: statement.block)
      if rows[name] == nil {
        statements.add(statement, from: tables)
      } else {
        add(rows.removeValue(forKey: name) ?? [], of: name, profile, figures)
      }
    }
    for (name, rows) in rows.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      add(rows, of: name, profile, figures)
    }
  }

  private mutating func add(
    _ rows: [StatementRow], of name: StatementKey, _ profile: Profile,
    _ figures: [FigureKey: Figure]
  ) {
    partial.insert(name)
    let columns =
      profile.table(name.table)?.block(name.block)?.columns
      .filter { $0.figures != nil } ?? []
    let statement = Statement(
      period: name.period, table: name.table, block: name.block, rows: rows,
      columns: columns.map(\.key))
    statements.add(statement)
    for row in rows {
      for column in columns {
        let key = statement.key(row: row.key, column: column.key)
        guard let format = column.figures?.format else { continue }
        statements[key] =
          figures[key]
          ?? Figure(
            state: .missing(Self.notStated), shown: Observation(atoms: 0), exact: nil,
            unit: format.unit, decimals: format.decimals, derivation: .constant([]))
      }
    }
  }

  private static let notStated = Message(zh: "说明中没有写", en: "the note does not state it")

  /// The row that a claim's cell stands in; nil where the cell measures something else.
  private static func row(
    _ cell: SingleCell, _ profile: Profile, _ claim: Claim
  ) -> StatementRow? {
    guard let block = profile.table(cell.block.table)?.block(cell.block.block),
      let format = block.column(cell.column)?.figures?.format,
      let dimension = claim.number?.unit?.dimension
    else { return nil }
    var fixed: [FixedRow] = []
    var total: String?
    switch block.rows {
    case .fixed(let rows): fixed = rows
    case .tree(let plan):
      fixed = plan.leading + plan.closing
      total = plan.total
    case .records(let plan): total = plan.total
    }
    guard let row = fixed.first(where: { $0.key == cell.row || $0.code == cell.row }) else {
      guard format.unit.dimension == dimension else { return nil }
      return StatementRow(key: cell.row, label: cell.row, isTotal: cell.row == total)
    }
    guard (row.units[cell.column] ?? format).unit.dimension == dimension else { return nil }
    return StatementRow(
      key: row.key, label: row.label, code: row.code, level: row.level, isTotal: row.isTotal,
      isFoot: row.isFoot)
  }

  private static func figure(_ claim: Claim, _ note: Note, _ index: Int) -> Figure? {
    guard let number = claim.number, let unit = number.unit, let observation = number.observation,
      let amount = try? Amount(atoms: observation.atoms, dimension: unit.dimension)
    else { return nil }
    let operand = note.operand(index, number.range)
    let reading = Budget.Reading(
      amount: amount, quantum: observation.spread, unit: unit, raw: operand.raw,
      place: operand.place)
    return Figure(
      state: .value, shown: observation, exact: nil, unit: unit, decimals: number.decimals,
      derivation: .constant([Contribution(factor: 1, reading: reading)]))
  }

  /// The checks that rest on figures which the notes state, and how many others there are.
  ///
  /// A check that needs a cell which the notes do not state is not made, even where the rule takes
  /// an absent row for nothing: a note does not list what it leaves out.
  public func settled(_ checks: [Check]) -> (checks: [Check], left: Int) {
    var kept: [Check] = []
    var left = 0
    for check in checks {
      var check = check
      let expressions = [check.comparison.left, check.comparison.right]
      let needed = expressions.map { needs($0, check.column) }
      let conditions = check.rule.conditions.compactMap { condition -> [Expression]? in
        guard case .comparison(let comparison) = condition else { return nil }
        return [comparison.left, comparison.right]
      }.flatMap(\.self).map { needs($0, check.column) }
      if needed.allSatisfy({ $0.lacking == 0 }), conditions.allSatisfy({ $0.lacking == 0 }) {
        kept.append(check)
      } else if needed.reduce(0, { $0 + $1.stated }) > 1, check.verdict != .notApplicable {
        check.verdict = .notChecked
        check.reason = check.reason ?? Self.notStated
        kept.append(check)
      } else {
        left += 1
      }
    }
    return (kept, left)
  }

  /// How many cells of an expression are known, and how many are not.
  private func needs(_ expression: Expression, _ current: String?) -> (stated: Int, lacking: Int) {
    var result = (stated: 0, lacking: 0)
    for term in expression.terms {
      guard case .cells(let selector, _) = term.operand, let block = selector.block else {
        continue
      }
      let name = StatementKey(
        period: selector.period ?? .current, table: block.table, block: block.block)
      guard partial.contains(name) else {
        if statements[name]?.missing == nil, statements[name] != nil {
          result.stated += 1
        } else {
          result.lacking += 1
        }
        continue
      }
      guard let statement = statements[name], case .key(let rowName) = selector.rows,
        let row = statement.row(named: rowName)
      else {
        result.lacking += 1
        continue
      }
      let columns: [String]
      switch selector.column {
      case .key(let key): columns = [key]
      case .current: columns = current.map { [$0] } ?? statement.columns
      }
      let isStated = columns.contains { column in
        statements[statement.key(row: row.key, column: column)]?.state == .value
      }
      if isStated { result.stated += 1 } else { result.lacking += 1 }
    }
    return result
  }
}

/// One cell of a table by the keys of its row and column.
struct SingleCell {
  var block: BlockKey
  var row: String
  var column: String
}

extension Expression {
  /// The one cell that the expression is; nil for sums.
  var singleCell: SingleCell? {
    guard terms.count == 1, terms[0].factor == 1,
      case .cells(let selector, false) = terms[0].operand, let block = selector.block,
      case .key(let row) = selector.rows, case .key(let column) = selector.column
    else { return nil }
    return SingleCell(block: block, row: row, column: column)
  }
}
