public import Budget

extension Statement {
  /// The keys of the rows that a selector means, seen from `current`, the row at hand.
  public func rows(_ selector: CellSelector.Rows, at current: StatementRow?) -> [String] {
    switch selector {
    case .key(let name): row(named: name).map { [$0.key] } ?? []
    case .current: current.flatMap { row(like: $0) }.map { [$0.key] } ?? []
    case .children: current.flatMap { row(like: $0) }.map { children(of: $0.key) } ?? []
    case .level(let level): rows.filter { $0.level == level && $0.isItem }.map(\.key)
    case .items: rows.filter { $0.level == 0 && $0.isItem }.map(\.key)
    case .leaves: rows.filter { $0.isItem && children(of: $0.key).isEmpty }.map(\.key)
    }
  }
}

extension StatementRow {
  /// Whether the row is neither total nor foot.
  public var isItem: Bool { !isTotal && !isFoot }
}

extension RuleBinding.RowFilter {
  /// Whether `row` of `statement` is one that the filter lets through.
  public func admits(_ row: StatementRow, of statement: Statement) -> Bool {
    switch self {
    case .hasChildren: row.isItem && !statement.children(of: row.key).isEmpty
    case .isLeaf: row.isItem && statement.children(of: row.key).isEmpty
    case .isTotal: row.isTotal
    case .level(let level): row.isItem && row.level == level
    case .codeUnder(let codes): codes.contains { row.code?.hasPrefix($0) ?? false }
    case .labelled(let labels): labels.contains(row.label)
    }
  }
}
