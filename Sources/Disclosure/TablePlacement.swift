import Budget
import Profiles
import Sheets

/// Where everything of a table stands on its sheet: title, header line, headings, rows.
struct TablePlacement {
  /// One printed row: for every block the statement's row that stands there.
  struct Line {
    var rows: [String?: StatementRow] = [:]
  }

  let layout: SheetLayout
  let table: TableDefinition
  let statements: [String?: Statement]
  let lines: [Line]
  /// How many rows the headings take.
  let headingDepth: Int
  /// The first row of figures.
  let bodyRow: Int
  /// The cells of all figures, in reading order.
  let figures: [(key: FigureKey, address: CellAddress)]

  init(layout: SheetLayout, table: TableDefinition, statements all: StatementSet) {
    self.layout = layout
    self.table = table
    var statements: [String?: Statement] = [:]
    for block in table.blocks {
      statements[block.key] =
        all[StatementKey(period: .current, table: table.key, block: block.key)]
    }
    self.statements = statements
    headingDepth = layout.columns.map(\.heading.count).max() ?? 1
    bodyRow = layout.grid.headingRow + headingDepth + (layout.hasColumnNumbers ? 1 : 0)
    lines =
      layout.isOneLine
      ? [Line()]
      : Self.lines(
        of: table, statements, aboveFoot: max((layout.grid.footRow ?? 0) - bodyRow, 0))
    figures = Self.addresses(layout, statements, lines, bodyRow).sorted { $0.value < $1.value }
      .map { ($0.key, $0.value) }
  }

  /// Whether the rows of a block are input lines on several levels.
  func hasOutlinedLines(_ block: String?) -> Bool {
    guard let block = table.blocks.first(where: { $0.key == block }) else { return false }
    if case .records = block.rows { return block.levels.count > 1 }
    return false
  }

  // The closing rows of blocks side by side begin at one line, and the last of each stands on the
  // last line.
  private static func lines(
    of table: TableDefinition, _ statements: [String?: Statement], aboveFoot: Int
  ) -> [Line] {
    var body: [String?: [StatementRow]] = [:]
    var foot: [String?: [StatementRow]] = [:]
    for (key, statement) in statements {
      body[key] = statement.rows.filter { !$0.isFoot }
      foot[key] = statement.rows.filter(\.isFoot)
    }
    let bodyCount = max(body.values.map(\.count).max() ?? 0, aboveFoot)
    let footCount = foot.values.map(\.count).max() ?? 0
    var lines = [Line](repeating: Line(), count: bodyCount + footCount)
    for key in statements.keys {
      for (index, row) in (body[key] ?? []).enumerated() { lines[index].rows[key] = row }
      let closing = foot[key] ?? []
      for (index, row) in closing.enumerated() {
        let isLast = index == closing.count - 1
        lines[isLast ? lines.count - 1 : bodyCount + index].rows[key] = row
      }
    }
    return lines
  }

  /// The last row of figures.
  var lastRow: Int { bodyRow + lines.count - 1 }
  /// Whether no cell of the table has a value.
  func isEmpty(_ set: StatementSet) -> Bool {
    statements.values.allSatisfy { statement in
      set.keys(of: statement).allSatisfy { key in
        guard let figure = set[key] else { return true }
        return figure.state == .empty || figure.state == .value && figure.shown.atoms == 0
      }
    }
  }

  // A figure that stands twice is at home where it stands last.
  private static func addresses(
    _ layout: SheetLayout, _ statements: [String?: Statement], _ lines: [Line], _ bodyRow: Int
  ) -> [FigureKey: CellAddress] {
    var addresses: [FigureKey: CellAddress] = [:]
    for (column, layoutColumn) in layout.columns.enumerated() {
      guard let statement = statements[layoutColumn.block] else { continue }
      if case .cell(let row, let key) = layoutColumn.content {
        addresses[statement.key(row: row, column: key)] =
          CellAddress(row: bodyRow, column: column)
      }
      guard case .column(let key) = layoutColumn.content, statement.columns.contains(key)
      else { continue }
      for (index, line) in lines.enumerated() {
        guard let row = line.rows[layoutColumn.block] else { continue }
        addresses[statement.key(row: row.key, column: key)] =
          CellAddress(row: bodyRow + index, column: column)
      }
    }
    return addresses
  }
}

/// The cell of every figure that a workbook shows, and the way back.
struct AddressBook {
  private var cells: [FigureKey: (sheet: String, address: CellAddress)] = [:]
  private var keys: [String: [CellAddress: FigureKey]] = [:]

  init(_ placements: [TablePlacement]) {
    for placement in placements {
      let sheet = placement.layout.sheet
      for (key, address) in placement.figures {
        cells[key] = (sheet, address)
        keys[sheet, default: [:]][address] = key
      }
    }
  }

  /// The cell of a figure; nil where the workbook does not show it.
  func cell(of key: FigureKey) -> (sheet: String, address: CellAddress)? { cells[key] }

  /// The figure in a cell, or nil.
  func key(sheet: String, _ address: CellAddress) -> FigureKey? { keys[sheet]?[address] }
}
