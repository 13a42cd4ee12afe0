public import Budget
import Localization
import Parallel
public import Profiles
import Sheets

/// Makes the statements (报表) of a profile from the facts of one unit.
public struct Tabulator: Sendable {
  private let profile: Profile
  private let year: Int
  private var facts: [Period: FactIndex]
  private var statements = StatementSet()
  private var origins: [StatementKey: [String: RowOrigin]] = [:]
  private var underway: Set<FigureKey> = []
  private var published = StatementSet()
  private var publishedTables: Set<String> = []
  private let settled: [FigureKey: Int64]

  private init(
    profile: Profile, year: Int, facts: [Period: [String: FactTable]],
    settled: [FigureKey: Int64]
  ) {
    self.profile = profile
    self.settled = settled
    self.year = year
    self.facts = [:]
    for (period, tables) in facts {
      self.facts[period] = FactIndex(profile: profile, period: period, tables: tables)
    }
  }

  /// The statements of the budget `year` and, for the tables that have one, of the year before.
  ///
  /// - Parameters:
  ///   - facts: by year and input role; an absent role leaves its figures missing.
  ///   - published: statements read from last year's published workbook; its tables stand for
  ///     those of the prior year that lack figures.
  ///   - settled: the printed value of the constant part of figures, in atoms, where it is settled
  ///     otherwise than by rounding half up; one of the two neighbours of the exact value.
  /// - Throws: `TabulationError`.
  public static func tabulate(
    profile: Profile, year: Int, facts: [Period: [String: FactTable]],
    published: StatementSet = StatementSet(), settled: [FigureKey: Int64] = [:]
  ) throws(TabulationError) -> StatementSet {
    var tabulator = Tabulator(profile: profile, year: year, facts: facts, settled: settled)
    try tabulator.run()
    guard !published.statements.isEmpty else { return tabulator.statements }
    let lacking = Set(
      tabulator.statements.statements.filter { statement in
        statement.period == .prior && tabulator.lacksFigures(statement)
      }.map(\.table))
    var second = Tabulator(profile: profile, year: year, facts: facts, settled: settled)
    second.published = published
    second.publishedTables = lacking
    try second.run()
    return second.statements
  }

  private mutating func run() throws(TabulationError) {
    try makeRows()
    // Both years side by side; a figure of the other year that one needs is made there, too, alike.
    let rows = self
    let (current, prior) = try together(
      { () throws(TabulationError) in try rows.figures { $0.period != .prior } },
      { () throws(TabulationError) in try rows.figures { $0.period == .prior } })
    statements = current
    for statement in statements.statements where statement.period == .prior {
      for key in prior.keys(of: statement) { statements[key] = prior[key] }
    }
  }

  /// The statements with all figures of those that are `wanted`.
  private func figures(
    wanted: (Statement) -> Bool
  ) throws(TabulationError) -> StatementSet {
    var work = self
    for statement in statements.statements where wanted(statement) {
      for row in statement.rows {
        for column in statement.columns {
          _ = try work.figure(statement.key(row: row.key, column: column))
        }
      }
    }
    return work.statements
  }

  private func lacksFigures(_ statement: Statement) -> Bool {
    statement.missing != nil
      || statements.keys(of: statement).contains { key in
        if case .missing = statements[key]?.state { true } else { false }
      }
  }

  /// Takes a block from last year's published workbook; false where it is to be made of facts.
  private mutating func takePublished(_ key: StatementKey) -> Bool {
    guard key.period == .prior, publishedTables.contains(key.table),
      let statement = published[key], statement.missing == nil
    else { return false }
    statements.add(statement, from: published)
    return true
  }

  private mutating func makeRows() throws(TabulationError) {
    // Blocks whose rows are those of other blocks come after these.
    for dependent in [false, true] {
      for period in [Period.current, .prior] {
        for table in profile.tables where period == .current || table.hasPrior {
          for block in table.blocks where block.dependsOnRows == dependent {
            let key = StatementKey(period: period, table: table.key, block: block.key)
            if takePublished(key) { continue }
            let builder = RowBuilder(
              profile: profile, year: year, facts: index(period), prior: index(.prior),
              statements: statements)
            let (rows, origins) = try builder.rows(of: block, period: period)
            self.origins[key] = origins
            statements.add(
              Statement(
                period: period, table: table.key, block: block.key, rows: rows,
                columns: block.columns.filter { $0.figures != nil }.map(\.key),
                missing: missingInput(of: table, block, period)))
          }
        }
      }
    }
  }

  // Rows that come from an input which was not given, or not wholly taken, are not known.
  private func missingInput(
    of table: TableDefinition, _ block: BlockDefinition, _ period: Period
  ) -> Message? {
    for need in table.needs {
      if let reason = index(need.period).missing(need.dataset) { return reason }
    }
    let queries: [FactQuery]
    switch block.rows {
    case .fixed: queries = []
    case .tree(let plan): queries = plan.queries
    case .records(let plan):
      guard !plan.groups.isEmpty else { return index(period).missing(plan.dataset) }
      queries = plan.groups
    }
    return queries.lazy.compactMap { index($0.period ?? period).missing($0.dataset) }.first
  }

  private func index(_ period: Period) -> FactIndex {
    facts[period] ?? FactIndex(profile: profile, period: period, tables: [:])
  }

  // MARK: Figures

  /// The figure under `key`, made now if need be; nil where the form leaves the cell blank.
  private mutating func figure(_ key: FigureKey) throws(TabulationError) -> Figure? {
    if let known = statements[key] { return known }
    let name = StatementKey(period: key.period, table: key.table, block: key.block)
    guard let statement = statements[name], let row = statement.row(key.row),
      let block = profile.table(key.table)?.block(key.block),
      let column = block.column(key.column)?.figures,
      let origin = origins[name]?[key.row]
    else { return nil }
    guard underway.insert(key).inserted else { throw .circle(key) }
    defer { underway.remove(key) }
    let cell = CellContext(key: key, statement: statement, row: row, column: column, origin: origin)
    let figure = try make(cell)
    if let figure { statements[key] = figure }
    return figure
  }

  private struct CellContext {
    var key: FigureKey
    var statement: Statement
    var row: StatementRow
    var column: ColumnDefinition.FigureColumn
    var origin: RowOrigin

    var format: FigureFormat { origin.fixed?.units[key.column] ?? column.format }
    var isParent: Bool { !row.isTotal && !statement.children(of: row.key).isEmpty }
  }

  private mutating func make(_ cell: CellContext) throws(TabulationError) -> Figure? {
    if let reason = cell.statement.missing {
      return Figure(
        state: .missing(reason), shown: Observation(atoms: 0), exact: nil, unit: cell.format.unit,
        decimals: cell.format.decimals, derivation: .constant([]))
    }
    if let ratio = cell.column.ratio { return try makeRatio(cell, ratio) }
    if let fixed = cell.origin.fixed {
      if let own = fixed.cells[cell.key.column] { return try make(own, cell) }
      if let formula = cell.column.formula { return try make(formula, cell) }
      if let formula = fixed.formula { return try make(formula, cell) }
      guard let leaf = cell.column.leaf, !fixed.isTotal else { return nil }
      return try make(leaf, cell)
    }
    if cell.column.parents == .none, cell.isParent || cell.row.isTotal { return nil }
    if let formula = cell.column.formula { return try make(formula, cell) }
    if cell.row.isTotal { return try makeSum(of: topRows(cell.statement), cell) }
    guard cell.isParent, cell.column.parents != .leaf else {
      return try cell.column.leaf.flatMap { leaf throws(TabulationError) in try make(leaf, cell) }
    }
    let children = cell.statement.children(of: cell.row.key)
    let sum = try makeSum(of: children, cell)
    guard cell.column.parents == .stated, let leaf = cell.column.leaf else { return sum }
    let stated = try make(leaf, cell)
    guard stated.state == .value else { return sum }
    // Of two equal amounts the sum is taken: rounded apart, the stated one might not foot.
    guard let exact = stated.exact?.atoms, let summed = sum.exact?.atoms else {
      return stated.shown.atoms == sum.shown.atoms ? sum : stated
    }
    return exact == summed ? sum : stated
  }

  private func topRows(_ statement: Statement) -> [String] {
    statement.rows.filter { $0.level == 0 && !$0.isTotal && !$0.isFoot }.map(\.key)
  }

  private mutating func makeSum(
    of rows: [String], _ cell: CellContext
  ) throws(TabulationError) -> Figure {
    let terms = rows.map {
      LinearForm.Term(factor: 1, key: cell.statement.key(row: $0, column: cell.key.column))
    }
    return try combine(terms, own: [], missing: nil, cell)
  }

  private mutating func make(
    _ expression: Expression, _ cell: CellContext
  ) throws(TabulationError) -> Figure {
    var terms: [LinearForm.Term] = []
    var own: [Contribution] = []
    var missing: Message?
    for term in expression.terms {
      switch term.operand {
      case .zero: break
      case .field(let name, let conditions):
        guard let fact = cell.origin.fact, index(cell.key.period).meets(conditions, fact),
          let reading = fact.reading(name)
        else { continue }
        own.append(Contribution(factor: term.factor, reading: reading))
      case .facts(let query):
        let period = query.period ?? cell.key.period
        if let reason = index(period).missing(query.dataset) {
          missing = missing ?? reason
          continue
        }
        let result = facts[period]?.result(query, code: cell.row.code ?? cell.row.key)
        if let place = result?.lacking {
          let field = profile.input(query.dataset)?.field(query.measure)?.labels.first
          missing =
            missing
            ?? Message(
              zh: "\(place)：缺少“\(field ?? query.measure)”列",
              en: "\(place): the column '\(field ?? query.measure)' is missing")
        }
        own += (result?.contributions ?? []).map {
          Contribution(factor: term.factor * $0.factor, reading: $0.reading)
        }
      case .cells(let selector, _):
        if let reason = statement(selector, cell)?.missing { missing = missing ?? reason }
        for key in keys(selector, cell) {
          terms.append(LinearForm.Term(factor: term.factor, key: key))
        }
      }
    }
    return try combine(terms, own: own, missing: missing, cell)
  }

  private func statement(_ selector: CellSelector, _ cell: CellContext) -> Statement? {
    let block = selector.block ?? BlockKey(table: cell.key.table, block: cell.key.block)
    return statements[
      StatementKey(
        period: selector.period ?? cell.key.period, table: block.table, block: block.block)]
  }

  private func keys(_ selector: CellSelector, _ cell: CellContext) -> [FigureKey] {
    guard let statement = statement(selector, cell) else { return [] }
    let column: String
    switch selector.column {
    case .key(let key): column = key
    case .current: column = cell.key.column
    }
    return statement.rows(selector.rows, at: cell.row).map {
      statement.key(row: $0, column: column)
    }
  }

  private mutating func combine(
    _ terms: [LinearForm.Term], own: [Contribution], missing: Message?, _ cell: CellContext
  ) throws(TabulationError) -> Figure {
    do {
      var hasValue = false
      var reason = missing
      var part = Observation(atoms: 0)
      for contribution in own {
        hasValue = true
        try part.add(
          Observation(
            atoms: contribution.reading.amount.atoms, quantum: contribution.reading.quantum),
          times: contribution.factor)
      }
      let quantum = cell.format.unit.quantum(decimals: cell.format.decimals)
      var sum = FigureSum(
        shown: own.isEmpty
          ? Observation(atoms: 0) : try printed(part.atoms, cell, quantum: quantum), exact: part)
      var kept: [LinearForm.Term] = []
      for term in terms {
        guard let operand = try figure(term.key) else { continue }
        switch operand.state {
        case .missing(let why): reason = reason ?? why
        case .notComparable: continue
        case .value: hasValue = true
        case .empty: break
        }
        kept.append(term)
        try sum.add(operand, times: term.factor)
      }
      return Figure(
        state: reason.map { .missing($0) } ?? (hasValue ? .value : .empty), shown: sum.shown,
        exact: sum.exact, unit: cell.format.unit, decimals: cell.format.decimals,
        derivation: kept.isEmpty ? .constant(own) : .formula(LinearForm(kept), own: own))
    } catch let error as AmountError {
      throw .amount(error, cell.key)
    } catch let error as TabulationError {
      throw error
    } catch {
      // The two types above are all that the calls throw; the compiler cannot see it.
      preconditionFailure("\(error)")
    }
  }

  /// The constant part of a figure as it is printed.
  private func printed(
    _ exact: Int64, _ cell: CellContext, quantum: Int64
  ) throws(AmountError) -> Observation {
    let dimension = cell.format.unit.dimension
    let amount = try Amount(atoms: exact, dimension: dimension)
    guard let settled = settled[cell.key] else {
      return Observation(atoms: try amount.rounded(to: quantum).atoms, quantum: quantum)
    }
    // A neighbour is less than a whole step from the exact value, to either side.
    let step = 2 * quantum
    return Observation(
      atoms: try Amount(atoms: settled, dimension: dimension).atoms, spread: step,
      squares: Int128(step) * Int128(step))
  }

  private mutating func makeRatio(
    _ cell: CellContext, _ ratio: (of: String, by: String)
  ) throws(TabulationError) -> Figure? {
    let ofKey = cell.statement.key(row: cell.row.key, column: ratio.of)
    let byKey = cell.statement.key(row: cell.row.key, column: ratio.by)
    guard let of = try figure(ofKey), let by = try figure(byKey) else { return nil }
    var state = Figure.State.value
    var atoms: Int64 = 0
    if case .missing = of.state {
      state = of.state
    } else if case .missing = by.state {
      state = by.state
    } else if by.shown.atoms == 0 {
      state = of.shown.atoms == 0 ? .empty : .notComparable
    } else {
      let step = Int128(cell.format.unit.quantum(decimals: cell.format.decimals))
      let numerator = Int128(of.shown.atoms) * (1_000_000 / step)
      atoms = Int64(roundedQuotient(numerator, Int128(by.shown.atoms)) * step)
    }
    return Figure(
      state: state, shown: Observation(atoms: atoms), exact: nil, unit: cell.format.unit,
      decimals: cell.format.decimals, derivation: .ratio(of: ofKey, by: byKey))
  }
}

// Half away from zero, as ROUND does.
private func roundedQuotient(_ numerator: Int128, _ denominator: Int128) -> Int128 {
  let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
  guard remainder.magnitude * 2 >= denominator.magnitude else { return quotient }
  return quotient + ((numerator < 0) == (denominator < 0) ? 1 : -1)
}

extension BlockDefinition {
  fileprivate var dependsOnRows: Bool {
    if case .tree(let plan) = rows { !plan.blocks.isEmpty } else { false }
  }
}
