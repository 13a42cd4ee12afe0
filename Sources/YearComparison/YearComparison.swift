public import Budget
public import Localization
public import Profiles

/// The budget against the year before (比上年增减), item by item, from a profile's comparison
/// tables.
///
/// Swapping the two years turns the sign of every change and moves every amount back.
public struct YearComparison: Sendable {
  /// The items of all comparison tables, in print order.
  public private(set) var changes: [YearChange] = []
  /// The comparison tables that could not be made, and why.
  public private(set) var missing: [String: Message] = [:]
  /// By table the items whose amounts are not known, and why.
  public private(set) var missingItems: [String: [String: Message]] = [:]
  /// What of the whole's printed change its parts leave unexplained, by table, where it is not 0.
  public private(set) var unexplained: [String: StatedAmount] = [:]

  /// Compares the two years of `statements`.
  ///
  /// - Parameters:
  ///   - year: the budget year.
  ///   - reasons: the reasons that the project gives, by item: a row's key, label or code.
  public init(
    profile: Profile, year: Int, statements: StatementSet, reasons: [String: String] = [:]
  ) {
    for table in profile.tables {
      guard let plan = table.comparison else { continue }
      let key = StatementKey(period: .current, table: table.key, block: nil)
      guard let statement = statements[key] else { continue }
      var reader = TableComparison(
        plan: plan, statement: statement, statements: statements,
        moves: plan.codes.flatMap { profile.moves[$0] } ?? CodeMoves(), year: year)
      reader.run()
      for index in reader.changes.indices {
        let change = reader.changes[index]
        reader.changes[index].reason =
          reasons[change.item] ?? reasons[change.label] ?? change.code.flatMap { reasons[$0] }
      }
      changes += reader.changes
      missing[table.key] =
        statement.missing
        ?? (reader.changes.isEmpty
          ? statement.rows.lazy.compactMap { reader.missing[$0.key] }.first : nil)
      missingItems[table.key] = reader.missing
      unexplained[table.key] = reader.unexplained
    }
  }

  /// The item with this key, label or code; the first table that has it counts.
  public subscript(item: String) -> YearChange? {
    changes.first { $0.item == item } ?? changes.first { $0.label == item || $0.code == item }
  }

  /// The items of one table, in print order.
  public func changes(in table: String) -> [YearChange] {
    changes.filter { $0.table == table }
  }
}

/// Compares the rows of one table.
struct TableComparison {
  let plan: ComparisonPlan
  let statement: Statement
  let statements: StatementSet
  let moves: CodeMoves
  let year: Int
  var changes: [YearChange] = []
  var missing: [String: Message] = [:]
  var unexplained: StatedAmount?

  mutating func run() {
    for row in statement.rows {
      if let change = change(of: row) { changes.append(change) }
    }
    reclassify()
    apportion()
  }

  private mutating func change(of row: StatementRow) -> YearChange? {
    let keys = YearChange.Figures(
      last: statement.key(row: row.key, column: plan.last),
      this: statement.key(row: row.key, column: plan.this),
      change: statement.key(row: row.key, column: plan.change))
    for key in [keys.last, keys.this, keys.change] {
      if case .missing(let reason) = statements[key]?.state {
        missing[row.key] = missing[row.key] ?? reason
      }
    }
    guard let last = stated(keys.last), let this = stated(keys.this),
      let change = stated(keys.change)
    else { return nil }
    let kind: YearChange.Kind =
      switch (last.amount.atoms, this.amount.atoms) {
      case (let last, let this) where last == this: .unchanged
      case (0, _): .new
      case (_, 0): .ceased
      default: .changed
      }
    return YearChange(
      table: statement.table, item: row.key, label: row.label, code: row.code, level: row.level,
      isTotal: !row.isItem, isLeaf: row.isItem && statement.children(of: row.key).isEmpty,
      last: last, this: this, change: change, rate: rate(change, on: last), kind: kind,
      moved: change.with(atoms: 0), figures: keys)
  }

  private func stated(_ key: FigureKey) -> StatedAmount? {
    guard let figure = statements[key], let amount = figure.amount else { return nil }
    return StatedAmount(amount: amount, unit: figure.unit, decimals: figure.decimals)
  }

  private func rate(_ change: StatedAmount, on last: StatedAmount) -> YearChange.Rate {
    let base = Int128(last.amount.atoms)
    guard base != 0 else { return change.amount.atoms == 0 ? .none : .notComparable }
    let ratio = Apportionment.quotient(
      Int128(change.amount.atoms) * Self.whole, by: base, step: Self.step)
    return (try? Amount(atoms: Int64(clamping: ratio), dimension: .ratio)).map { .percent($0) }
      ?? .notComparable
  }

  /// The atoms of 100 %, and of 0.01 %.
  static let whole: Int128 = 1_000_000
  static let step: Int128 = 100

  // MARK: Reclassification

  /// Pairs what stands under another code or name now.
  ///
  /// By the list of moved codes; and of what is left, a ceased and a new item of exactly the same
  /// amount that have no rival and belong together by their codes or names.
  private mutating func reclassify() {
    var index: [String: Int] = [:]
    for (position, change) in changes.enumerated() where change.isLeaf {
      index[change.code ?? change.item] = position
    }
    for (position, change) in changes.enumerated() where change.isLeaf {
      guard let code = change.code, change.this.amount.atoms == 0, change.last.amount.atoms != 0,
        let successor = moves.successor(of: code, year: year), let target = index[successor],
        changes[target].kind == .new || changes[target].kind == .reclassified
      else { continue }
      let room = changes[target].this.amount.atoms - changes[target].moved.amount.atoms
      move(min(change.last.amount.atoms, room), from: position, to: target)
    }
    let ceased = changes.indices.filter { changes[$0].isLeaf && changes[$0].kind == .ceased }
    let new = changes.indices.filter { changes[$0].isLeaf && changes[$0].kind == .new }
    for from in ceased {
      let amount = changes[from].last.amount
      let partners = new.filter { changes[$0].this.amount == amount }
      guard partners.count == 1, let to = partners.first,
        ceased.count(where: { changes[$0].last.amount == amount }) == 1,
        belongTogether(changes[from], changes[to])
      else { continue }
      move(amount.atoms, from: from, to: to)
    }
  }

  private mutating func move(_ atoms: Int64, from: Int, to: Int) {
    let keys = (changes[from].item, changes[to].item)
    for (position, signed, other) in [(from, -atoms, keys.1), (to, atoms, keys.0)] {
      let moved = changes[position].moved
      changes[position].moved = moved.with(atoms: moved.amount.atoms + signed)
      changes[position].counterparts.append(other)
      changes[position].kind = .reclassified
    }
  }

  // Codes of one 类; names of which one has most of the other's pairs of characters.
  private func belongTogether(_ left: YearChange, _ right: YearChange) -> Bool {
    if let leftCode = left.code, let rightCode = right.code {
      return leftCode.prefix(3) == rightCode.prefix(3)
    }
    let pairs = [left.label, right.label].map { label in
      Set(zip(label, label.dropFirst()).map { "\($0)\($1)" })
    }
    let common = pairs[0].intersection(pairs[1]).count
    return common * 2 >= max(1, min(pairs[0].count, pairs[1].count))
  }

  // MARK: Contributions

  private mutating func apportion() {
    guard let whole = changes.first(where: { $0.item == plan.whole }) else { return }
    let leaves = changes.indices.filter { changes[$0].isLeaf }
    let total = Int128(whole.change.amount.atoms)
    let step = Int128(whole.change.unit.quantum(decimals: whole.change.decimals))
    let exact = leaves.map { Int128(exactChange(changes[$0])) }
    let shown = leaves.map { Int128(changes[$0].change.amount.atoms) }
    // Where the printed changes foot they are the contributions.
    if shown.reduce(0, +) == total {
      for index in leaves { changes[index].contribution = changes[index].change }
    } else if let parts = Apportionment.parts(exact, step: step, whole: total) {
      for (index, atoms) in zip(leaves, parts) {
        changes[index].contribution = changes[index].change.with(atoms: Int64(atoms))
      }
    } else {
      unexplained = whole.change.with(atoms: Int64(total - shown.reduce(0, +)))
      return
    }
    let base = Int128(whole.last.amount.atoms)
    guard base > 0, case .percent(let rate) = whole.rate else { return }
    // In units of 1/base atoms, so that nothing is rounded before the parts are.
    let parts = leaves.map { Int128(changes[$0].contribution?.amount.atoms ?? 0) * Self.whole }
    guard
      let points = Apportionment.parts(
        parts, step: Self.step * base, whole: Int128(rate.atoms) * base)
    else { return }
    for (index, atoms) in zip(leaves, points) {
      changes[index].points = try? Amount(atoms: Int64(atoms / base), dimension: .ratio)
    }
  }

  private func exactChange(_ change: YearChange) -> Int64 {
    guard let last = statements[change.figures.last]?.exact?.atoms,
      let this = statements[change.figures.this]?.exact?.atoms
    else { return change.change.amount.atoms }
    return this - last
  }
}

extension StatedAmount {
  /// The same print of another amount; what no amount can be stays at its limit.
  func with(atoms: Int64) -> StatedAmount {
    let limit = Amount.limit
    var result = self
    if let amount = try? Amount(
      atoms: max(-limit, min(limit, atoms)), dimension: amount.dimension)
    {
      result.amount = amount
    }
    return result
  }
}
