import Budget

extension Profile {
  /// The columns that no `check:` names (勾稽未及), such as `T8[人员经费]`, in the order of the
  /// tables: an error there cannot be seen whatever the year's figures are.
  ///
  /// Of a block whose rows the form lists, a row that has figures and is named by none counts too,
  /// such as `A[房屋, 数量]`.
  public var unreached: [String] {
    var reached: Set<Cell> = []
    for rule in rules {
      guard let comparison = rule.comparison else { continue }
      for expression in [comparison.left, comparison.right] {
        for case .cells(let selector, _) in expression.terms.map(\.operand) {
          guard let name = selector.block, selector.period != .prior else { continue }
          for column in columns(of: selector, in: rule) {
            let row: String? = if case .key(let key) = selector.rows { key } else { nil }
            reached.insert(Cell(block: name, row: row, column: column))
          }
        }
      }
    }
    return tables.flatMap { table in table.blocks.flatMap { unreached($0, of: table, reached) } }
  }

  private struct Cell: Hashable {
    var block: BlockKey
    // nil stands for all rows.
    var row: String?
    var column: String
  }

  private func columns(of selector: CellSelector, in rule: Rule) -> [String] {
    if case .key(let key) = selector.column { return [key] }
    return rule.bindings.flatMap { binding -> [String] in
      switch binding {
      case .rows: []
      case .columns(let keys): keys
      case .columnsOf(let name): table(name.table)?.block(name.block)?.additiveColumns ?? []
      }
    }
  }

  private func unreached(
    _ block: BlockDefinition, of table: TableDefinition, _ reached: Set<Cell>
  ) -> [String] {
    let name = BlockKey(table: table.key, block: block.key)
    return block.columns.flatMap { column -> [String] in
      guard let figures = column.figures, figures.format.unit.dimension != .ratio,
        !reached.contains(Cell(block: name, row: nil, column: column.key))
      else { return [] }
      guard case .fixed(let rows) = block.rows else {
        let isNamed = reached.contains { $0.block == name && $0.column == column.key }
        return isNamed ? [] : ["\(name.text)[\(column.key)]"]
      }
      return rows.filter { row in
        let hasFigure =
          row.cells[column.key] != nil || row.formula != nil || figures.formula != nil
          || figures.leaf != nil && !row.isTotal
        let names = [row.key, row.code].compactMap(\.self)
        return hasFigure
          && !names.contains { reached.contains(Cell(block: name, row: $0, column: column.key)) }
      }.map { "\(name.text)[\($0.key), \(column.key)]" }
    }
  }
}
