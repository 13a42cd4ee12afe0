import Budget
import Decimals
import Formulas
import Importing
import Localization
import Profiles
import Sheets

/// Reads one table whose header was found: rows, figures and what could not be understood.
struct TableReader {
  let profile: Profile
  let table: TableDefinition
  let binding: TableBinding
  let region: Region
  let figures: FigureReader
  let year: Int
  let period: Period

  /// A block that was read.
  struct ReadBlock {
    var statement: Statement
    var figures: [FigureKey: Figure] = [:]
    var understood = 0
    var lines = 0
    /// Last year's budget, where the table prints it beside this year's.
    var lastYear: [LastYearFigure] = []
    /// Where every row of the sheet went.
    var account = RowAccount()
    /// The cells in which the rows begin, by the row's key.
    var addresses: [String: CellAddress] = [:]
  }

  /// The blocks of the table, and what a reader has to know about them.
  func read() -> (blocks: [ReadBlock], notes: [PublishedNote]) {
    var notes: [PublishedNote] = []
    let stated = statedUnits()
    if stated.count > 1 {
      notes.append(
        note(
          "unit-conflict", .warning, .notChecked, stated[1].address,
          Message(
            zh: "同一张表写了几种金额单位：\(stated.map(\.unit.name).joined(separator: "、"))；请改正后再核对",
            en:
              "the table states several units of money: \(stated.map(\.unit.name).joined(separator: ", "))"
          )))
    }
    let unit = stated.count == 1 ? stated[0].unit : nil
    let blocks = table.blocks.map { block in
      readBlock(block, binding.blocks[block.key] ?? BlockBinding(), unit: unit, &notes)
    }
    if let note = unreadColumns() { notes.append(note) }
    return (blocks, notes)
  }

  // Lines above the header; some forms put the unit between header and title, or above the title.
  private func statedUnits() -> [SheetUnit] {
    var found: [SheetUnit] = []
    for row in region.rowNumbers where row < binding.rows.lowerBound {
      let entries = (region.cells[row] ?? [:]).sorted { $0.key < $1.key }.map {
        (address: $0.value.address, folded: folded($0.value.text), text: $0.value.text)
      }
      for unit in SheetUnit.stated(in: entries)
      where !found.contains(where: { $0.unit == unit.unit }) {
        found.append(unit)
      }
    }
    return found
  }

  private func readBlock(
    _ block: BlockDefinition, _ columns: BlockBinding, unit: MeasureUnit?,
    _ notes: inout [PublishedNote]
  ) -> ReadBlock {
    let reader = BodyReader(
      profile: profile, block: block, binding: columns, table: binding, region: region, year: year,
      titles: ([table.title] + table.aliases).map { Names.title($0) })
    let body = reader.body()
    if let list = list(block, columns, body, of: reader, unit: unit) {
      notes += list.notes
      return list.block
    }
    var account = RowAccount()
    if let column = columns.unclearCodes.first {
      account.add(body, of: reader, refusing: .codesUnclear)
      return lackingCodes(block, column, account, &notes)
    }
    if body.lacksLevels {
      account.add(body, of: reader, refusing: .levelsLost)
      return lackingLevels(block, columns, account, &notes)
    }
    var statement = Statement(
      period: period, table: table.key, block: block.key, rows: body.rows.map(\.row),
      columns: block.columns.filter { $0.figures != nil }.map(\.key))
    statement.absentColumns = absentColumns(of: block, columns)
    statement.absentRows = absentRows(of: body, columns)
    if body.strangers.contains(where: { $0.kind == .leftOut }) {
      statement.unreadRows = Message(
        zh: "《\(table.title)》有未能识别的行", en: "“\(table.title)” has rows that were not understood")
    }
    statement.strangerRows = body.rows.filter {
      $0.fixed == nil && $0.row.isFoot && !$0.row.isTotal
    }
    .map(\.row.key)
    var result = ReadBlock(
      statement: statement, understood: body.understood,
      lines: body.understood + body.strangers.count)
    notes += strangerNotes(block, body, columns)
    noteColumns(block, columns, absent: statement.absentColumns, &notes)
    var cells: [ReadCell] = []
    for row in body.rows {
      for column in block.columns {
        guard let definition = column.figures,
          let format = format(of: column.key, definition, in: row, statement)
        else { continue }
        let key = statement.key(row: row.row.key, column: column.key)
        let read = read(column, format, at: row, columns, tableUnit: unit)
        cells.append(ReadCell(key: key, statement: read, row: row, format: format))
      }
    }
    let open = openDecimals(cells.map(\.statement))
    let isFiner = cells.contains {
      if case .amount(let stated) = $0.statement { stated.stored != stated.shown } else { false }
    }
    var lacksUnit = false
    for cell in cells {
      result.figures[cell.key] = figure(
        cell.statement, cell.format, open: open, isFiner: isFiner,
        isParent: cell.row.row.isTotal || !statement.children(of: cell.row.row.key).isEmpty)
      if case .unknown(let why, let source?) = cell.statement {
        // That a table names no unit is said once, not for each figure.
        guard why != FigureReader.unitUnknown || !lacksUnit else { continue }
        lacksUnit = why == FigureReader.unitUnknown || lacksUnit
        notes.append(
          note("unreadable-figure", .warning, .notChecked, source.address, why, raw: source.raw))
      }
    }
    account.add(body, of: reader, statement: statement, unreadable: unreadable(cells))
    result.account = account
    for row in body.rows {
      guard let line = row.line else { continue }
      let column = columns.label ?? columns.codes.first ?? region.cells[line]?.keys.min() ?? 0
      result.addresses[row.row.key] = CellAddress(row: line, column: column)
    }
    if let note = textNumbers(cells.map(\.statement)) { notes.append(note) }
    addStrangerColumns(of: block, columns, body.rows, unit: unit, open, &result, &notes)
    addSubtotals(of: block, to: &result)
    notes += lastYearNotes(
      block, columns, body.rows, result.statement, unit: unit, figures: &result.lastYear)
    return result
  }

  /// A figure's cell.
  private struct ReadCell {
    var key: FigureKey
    var statement: CellStatement
    var row: BodyRow
    var format: FigureFormat
  }

  /// The lines whose every figure that is there could not be read.
  private func unreadable(_ cells: [ReadCell]) -> Set<Int> {
    var isReadable: [Int: Bool] = [:]
    for cell in cells {
      guard let line = cell.row.line else { continue }
      switch cell.statement {
      case .amount: isReadable[line] = true
      case .unknown(_, .some): isReadable[line] = isReadable[line] ?? false
      case .empty, .unknown(_, nil): break
      }
    }
    return Set(isReadable.filter { !$0.value }.keys)
  }

  /// A block of which nobody can tell which rows are parts of which: it counts as missing.
  private func lackingLevels(
    _ block: BlockDefinition, _ columns: BlockBinding, _ account: RowAccount,
    _ notes: inout [PublishedNote]
  ) -> ReadBlock {
    let levels = block.levels
    let message = Message(
      zh: "《\(table.title)》的行分\(levels.joined(separator: "、"))几级，而文件中没有一行缩进，分不清级别；"
        + "请在下级名称前加两个全角空格，或改用 .xlsx 文件",
      en: "the rows of “\(table.title)” are of the levels \(levels.joined(separator: ", ")), but "
        + "none is set in, so that nothing tells them apart; put two full-width spaces before the "
        + "lower ones, or use the .xlsx file")
    notes.append(
      note(
        "levels-lost", .warning, .notChecked,
        CellAddress(row: binding.rows.upperBound, column: columns.label ?? 0), message))
    return missing(block, message, account)
  }

  /// A block whose codes stand in columns that do not make whole ones: it counts as missing.
  private func lackingCodes(
    _ block: BlockDefinition, _ column: Int, _ account: RowAccount,
    _ notes: inout [PublishedNote]
  ) -> ReadBlock {
    let parts = CodeHeadings.parts
    let message = Message(
      zh: "《\(table.title)》的编码分列，但表头没有依次写明\(parts.joined(separator: "、"))各一列；请改正表头",
      en: "the codes of “\(table.title)” stand in several columns, but the header does not name "
        + "one each of \(parts.joined(separator: ", ")); correct it")
    notes.append(
      note(
        "codes-unclear", .warning, .notChecked,
        CellAddress(row: binding.rows.upperBound, column: column), message))
    return missing(block, message, account)
  }

  private func missing(
    _ block: BlockDefinition, _ why: Message, _ account: RowAccount
  ) -> ReadBlock {
    ReadBlock(
      statement: Statement(
        period: period, table: table.key, block: block.key, rows: [],
        columns: block.columns.filter { $0.figures != nil }.map(\.key), missing: why),
      account: account)
  }

  /// The unit and places that the profile gives a figure; nil where the form has no figure there.
  private func format(
    of column: String, _ definition: ColumnDefinition.FigureColumn, in row: BodyRow,
    _ statement: Statement
  ) -> FigureFormat? {
    if let fixed = row.fixed {
      let hasOwn = fixed.cells[column] != nil || fixed.formula != nil || definition.formula != nil
      guard hasOwn || definition.ratio != nil || definition.leaf != nil && !fixed.isTotal else {
        return nil
      }
      return fixed.units[column] ?? definition.format
    }
    if definition.parents == .none,
      row.row.isTotal || !statement.children(of: row.row.key).isEmpty
    {
      return nil
    }
    return definition.format
  }

  private func read(
    _ column: ColumnDefinition, _ format: FigureFormat, at row: BodyRow, _ columns: BlockBinding,
    tableUnit: MeasureUnit?
  ) -> CellStatement {
    let cell = columns.cells[row.row.key]?[column.key]
    guard let position = cell ?? columns.columns[column.key] else {
      return .unknown(
        Message(
          zh: "《\(table.title)》中找不到“\(column.key)”列",
          en: "the table “\(table.title)” has no column “\(column.key)”"), nil)
    }
    guard let line = row.line else {
      return .unknown(
        Message(
          zh: "《\(table.title)》中找不到“\(row.row.label)”行",
          en: "the table “\(table.title)” has no row “\(row.row.label)”"), nil)
    }
    let dimension = format.unit.dimension
    let heading = columns.units[column.key].flatMap { MeasureUnit(named: $0) }
    let unit: MeasureUnit? =
      if let heading, heading.dimension == dimension {
        heading
      } else if dimension != .money {
        format.unit
      } else {
        phraseUnit(of: column, columns) ?? tableUnit
      }
    return figures.read(region.cells[line]?[position], unit: unit, dimension: dimension)
  }

  // 单位：万元（单价为元）: a column that has a unit of its own.
  private func phraseUnit(of column: ColumnDefinition, _ columns: BlockBinding) -> MeasureUnit? {
    for row in region.rowNumbers where row < binding.rows.lowerBound {
      for cell in (region.cells[row] ?? [:]).values {
        let text = folded(cell.text)
        guard text.contains("单位") else { continue }
        for unit in MeasureUnit.all where unit.dimension == .money {
          if text.contains("\(folded(column.key))为\(unit.name)") { return unit }
        }
      }
    }
    return nil
  }

  // Cells without a format do not say how finely they are printed: the finest of the block does. A
  // text file keeps the zeros that a number loses (100.00).
  func openDecimals(_ cells: [CellStatement]) -> [MeasureUnit: Int] {
    var open: [MeasureUnit: Int] = [:]
    for case .amount(let cell) in cells where cell.decimals == nil {
      let places = max(
        cell.unit.decimal(cell.stored).fractionDigits, NumberText(cell.cell.text)?.decimals ?? 0)
      open[cell.unit] = max(open[cell.unit] ?? 0, places)
    }
    return open
  }

  func figure(
    _ cell: CellStatement, _ format: FigureFormat, open: [MeasureUnit: Int], isFiner: Bool,
    isParent: Bool
  ) -> Figure {
    let nothing = Observation(atoms: 0)
    switch cell {
    case .unknown(let why, _):
      return Figure(
        state: .missing(why), shown: nothing, exact: nil, unit: format.unit,
        decimals: format.decimals, derivation: .constant([]))
    case .empty(let cell):
      // A blank total is named in findings; blanks in other rows say nothing.
      var contributions: [Contribution] = []
      if let cell, isParent || cell.value != nil {
        let reading = Reading(
          amount: .zero(format.unit.dimension), quantum: 0, unit: format.unit, raw: cell.raw,
          place: region.sheet.place(cell.address))
        contributions = [Contribution(factor: 1, reading: reading)]
      }
      return Figure(
        state: .empty, shown: nothing, exact: nothing, unit: format.unit,
        decimals: format.decimals, derivation: .constant(contributions))
    case .amount(let stated):
      let decimals = stated.decimals ?? open[stated.unit] ?? format.decimals
      let quantum = stated.unit.quantum(decimals: decimals)
      let reading = Reading(
        amount: stated.shown, quantum: quantum, unit: stated.unit, raw: stated.cell.raw,
        place: region.sheet.place(stated.cell.address))
      return Figure(
        state: .value, shown: Observation(atoms: stated.shown.atoms, quantum: quantum),
        exact: isFiner ? Observation(atoms: stated.stored.atoms) : nil, unit: stated.unit,
        decimals: decimals,
        derivation: .constant([Contribution(factor: 1, reading: reading)]))
    }
  }

  // MARK: Notes

  func note(
    _ kind: String, _ severity: Severity, _ verdict: Verdict, _ address: CellAddress,
    _ message: Message, raw: String = ""
  ) -> PublishedNote {
    PublishedNote(
      kind: kind, severity: severity, verdict: verdict, place: region.sheet.place(address),
      message: message, raw: raw)
  }
}
