/// Which columns and rows of a block its definition adds into others.
extension BlockDefinition {
  /// The columns of the same row that make up a column's figures, with their weights; nil where its
  /// definition is no sum of such columns.
  public func parts(of column: String) -> [(column: String, factor: Int64)]? {
    guard let terms = self.column(column)?.figures?.formula?.terms else { return nil }
    var parts: [(column: String, factor: Int64)] = []
    for term in terms {
      guard case .cells(let selector, isSum: false) = term.operand, selector.isOfOwnBlock,
        selector.rows == .current, case .key(let key) = selector.column
      else { return nil }
      parts.append((key, term.factor))
    }
    return parts
  }

  /// The selections of rows of the same column that make up the figures of a row which the form
  /// lists, with their weights; nil where its definition is no sum of such rows.
  public func parts(ofRow row: FixedRow) -> [(rows: CellSelector.Rows, factor: Int64)]? {
    guard let terms = row.formula?.terms else { return nil }
    var parts: [(rows: CellSelector.Rows, factor: Int64)] = []
    for term in terms {
      guard case .cells(let selector, _) = term.operand, selector.isOfOwnBlock,
        selector.column == .current
      else { return nil }
      parts.append((selector.rows, term.factor))
    }
    return parts.isEmpty ? nil : parts
  }

  /// Whether a column is added into another one of the same row, at once or through a subtotal.
  public func isPart(_ column: String, of whole: String) -> Bool {
    reaches(column, from: whole) { sum in
      (parts(of: sum) ?? []).filter { $0.factor > 0 }.map(\.column)
    }
  }

  /// Whether a row that the form lists is added into another one, at once or through a subtotal.
  public func isPart(row: String, of whole: String) -> Bool {
    let fixed = fixedRows
    return reaches(row, from: whole) { sum in
      guard let definition = fixed.first(where: { $0.key == sum }) else { return [] }
      return (parts(ofRow: definition) ?? []).filter { $0.factor > 0 }.flatMap { part -> [String] in
        switch part.rows {
        case .key(let key): [key]
        case .items: fixed.filter { $0.level == 0 && !$0.isTotal && !$0.isFoot }.map(\.key)
        default: []
        }
      }
    }
  }

  /// The rows that the form lists.
  public var fixedRows: [FixedRow] {
    switch rows {
    case .fixed(let rows): rows
    case .tree(let plan): plan.fixedRows
    case .records: []
    }
  }

  private func reaches(_ part: String, from whole: String, parts: (String) -> [String]) -> Bool {
    var open = [whole]
    var seen: Set<String> = []
    while let sum = open.popLast() {
      for name in parts(sum) where seen.insert(name).inserted {
        if name == part { return true }
        open.append(name)
      }
    }
    return false
  }
}

extension CellSelector {
  /// Whether it means the block and the year that it belongs to.
  fileprivate var isOfOwnBlock: Bool { block == nil && period == nil }
}
