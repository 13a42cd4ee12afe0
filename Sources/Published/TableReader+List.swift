import Budget
import Importing
import Localization
import Profiles
import Sheets

/// Tables whose columns another place prints as rows: 收入总表 as a list of 一般公共预算拨款, 事业收入 and
/// so on down to 收入总计, without any classification.
extension TableReader {
  /// The row of totals of such a list; nil where the table is none.
  func list(
    _ block: BlockDefinition, _ columns: BlockBinding, _ body: BodyReader.Body,
    of reader: BodyReader,
    unit: MeasureUnit?
  ) -> (block: ReadBlock, notes: [PublishedNote])? {
    guard table.blocks.count == 1, case .tree(let plan) = block.rows, let total = plan.total,
      columns.codes.isEmpty, columns.unclearCodes.isEmpty, columns.columns.count == 1,
      let position = columns.columns.values.first, let label = columns.label,
      !body.rows.contains(where: { $0.row.code != nil && $0.line != nil })
    else { return nil }
    let named = reader.lines.map { (name: trimmed(region.cells[$0]?[label]?.text ?? ""), line: $0) }
      .filter { !$0.name.isEmpty }
    let found = listed(named, as: block.columns.filter { $0.figures != nil })
    let others = named.filter { !found.values.contains($0.line) }
    guard found.count > 2 else { return nil }
    var statement = Statement(
      period: period, table: table.key, block: block.key,
      rows: [StatementRow(key: total, label: total, isTotal: true)],
      columns: block.columns.filter { $0.figures != nil }.map(\.key))
    statement.unreadRows = Message(
      zh: "《\(table.title)》按项目列示，没有科目行", en: "“\(table.title)” is a list without classification")
    let format = block.columns.lazy.compactMap(\.figures?.format).first
    func read(_ line: Int) -> CellStatement {
      money(line, position, tableUnit: unit)
    }
    let open = openDecimals((found.values + others.map(\.line)).map(read))
    var result = ReadBlock(statement: statement, understood: found.count, lines: found.count)
    func put(_ cell: CellStatement, _ column: String, _ format: FigureFormat) -> Figure {
      let figure = figure(cell, format, open: open, isFiner: false, isParent: true)
      result.figures[statement.key(row: total, column: column)] = figure
      return figure
    }
    for (name, line) in others {
      guard let format, found.values.contains(where: { $0 > line }),
        statement.columns.allSatisfy({ $0 != name }), !statement.strangerColumns.contains(name)
      else { continue }
      if put(read(line), name, format).shown.atoms != 0 {
        statement.strangerColumns.append(name)
      } else {
        result.figures[statement.key(row: total, column: name)] = nil
      }
    }
    // A line with money that was not understood may be any column that was not found.
    let absent = block.columns.filter { $0.figures != nil && found[$0.key] == nil }.map(\.key)
    if statement.strangerColumns.isEmpty { statement.absentColumns = Set(absent) }
    for column in block.columns {
      guard let definition = column.figures else { continue }
      let cell =
        found[column.key].map(read)
        ?? .unknown(
          Message(
            zh: "《\(table.title)》中没有“\(column.key)”一项",
            en: "“\(table.title)” has no line “\(column.key)”"), nil)
      _ = put(cell, column.key, definition.format)
    }
    result.statement = statement
    let counted = statement.strangerColumns.compactMap { name in
      others.first { $0.name == name }?.line
    }
    result.account.add(reader, taking: Set(found.values).union(counted))
    result.addresses[total] = CellAddress(
      row: found.values.max() ?? binding.rows.upperBound, column: label)
    addSubtotals(of: block, to: &result)
    let note = note(
      "list", .info, .notChecked, CellAddress(row: binding.rows.lowerBound, column: label),
      Message(
        zh: "《\(table.title)》按项目列示，没有按科目分行：只核对合计，不核对各科目",
        en: "“\(table.title)” is a list without rows of codes: only its totals are checked"))
    return (result, [note])
  }

  /// The lines of the columns that they name: by the whole name, else by what is left of it without
  /// 拨款, 预算 and the like where that is one line's.
  private func listed(
    _ lines: [(name: String, line: Int)], as columns: [ColumnDefinition]
  ) -> [String: Int] {
    var found: [String: Int] = [:]
    for column in columns {
      let names = Set(([column.key] + column.labels).map { Names.row($0) })
      found[column.key] = lines.first { names.contains(Names.row($0.name)) }?.line
    }
    for column in columns where found[column.key] == nil {
      let core = Names.rowCore(column.key)
      let rest = lines.filter { line in
        !found.values.contains(line.line) && Names.rowCore(line.name) == core
      }
      if rest.count == 1 { found[column.key] = rest[0].line }
    }
    return found
  }
}
