import Budget
import Localization
import Profiles
import Sheets

/// One way through a table of a sheet, from the sheet's first row to its last.
struct ImportPass {
  let sheet: SheetFrame
  /// The header; with the fields of `spread` where there are such.
  let header: Header
  /// The columns that stand for the values of a choice field; nil where it has its own column.
  let spread: SpreadFields?
  let schema: InputSchema
  let year: Int
  /// The unit of government whose lines are expected; nil where nothing says it.
  let owner: BudgetUnit?
  /// The unit of money that the user has settled, else the one stated above the header; nil where
  /// none is, or several are.
  let unit: MeasureUnit?

  /// What stands above the header about the unit of government and the year.
  let statedContext: [String: SheetContext.Statement]

  var reader: LineReader
  var log = NoteLog()
  var counts = RowCounts()
  var facts: FactStoreBuilder
  var isIncomplete = false
  /// Why no line can be taken any more: it is not known what its cells mean.
  var blockedBy: ImportNoteKind?
  /// How many rows were rejected for which reason.
  var rejections: [ImportNoteKind: Int] = [:]
  var ledger: TotalLedger
  /// The totals that rows state of their own amounts.
  var rowTotals: [StatedTotal] = []
  /// Lines at a higher level of the codes that may turn out to be totals of the lines after them.
  var pending: [Pending] = []
  /// A line outside a closed list that may turn out to be the total of the lines after it.
  var group: Group?
  /// The lines of an outline whose depths are not known yet.
  var outline: [Line] = []
  /// The widths of the indents above the last line, for outlines.
  var indents: [Int] = []
  /// The columns for which a missing unit has been told.
  var columnsWithoutUnit: Set<Int> = []
  /// What the lines say of whose they are.
  var scope: ScopeCheck
  private var classifier: RowClassifier
  private var unusedNumbers: Set<Int> = []
  private let statedUnits: [SheetUnit]
  private let titles: [HeaderGrid.Entry]

  /// A line that waits for the lines after it.
  struct Pending {
    var line: Line
    var start: TotalLedger.Mark
    /// How many lines have come that its codes stand above.
    var children = 0
    /// Whether it is above all of them only because it lacks what they have, not by a shorter code.
    var isAboveByGaps = false
  }

  /// A line such as 公务用车购置及运行费, which no list of lines has, above 其中 its parts.
  struct Group {
    /// After how many lines it is given up.
    static let mostParts = 10

    var line: Line
    var label: String
    var start: TotalLedger.Mark
    /// How many lines have come after it.
    var parts = 0
    /// Whether the first of them says 其中.
    var saysOfWhich = false
  }

  init(
    sheet: SheetFrame, grid: HeaderGrid, header: Header, schema: InputSchema,
    context: ImportContext
  ) {
    self.sheet = sheet
    self.schema = schema
    year = context.year
    owner = context.owner
    titles = (grid.first..<max(grid.first, header.rows.lowerBound)).flatMap { row in
      grid.own(row).sorted { $0.key < $1.key }.map(\.value)
    }
    let sheetContext = SheetContext(schema)
    statedContext = sheetContext.stated(in: titles.map { ($0.origin, $0.text) })
    let scope = ScopeCheck(header, schema: schema, context: context)
    self.scope = scope
    let spread = header.map.spread.map {
      SpreadFields($0, header: header, schema: schema, scope: scope.columns)
    }
    self.spread = spread
    let header = spread?.header ?? header
    self.header = header
    let fields = spread?.schema ?? schema
    statedUnits =
      context.unit == nil ? SheetUnit.stated(above: header.rows.lowerBound, in: grid) : []
    unit = context.unit ?? (statedUnits.count == 1 ? statedUnits.first?.unit : nil)
    reader = LineReader(
      sheet: sheet, header: header, schema: fields, context: context, unit: unit,
      scope: scope.columns, spread: spread)
    ledger = TotalLedger(fields: reader.amountFields, keys: fields.fields.map(\.key))
    facts = FactStoreBuilder(
      file: sheet.file, sheet: sheet.name, keys: schema.fields.map(\.key))
    classifier = RowClassifier(
      sheet: sheet, grid: grid, header: header, columns: reader.columns,
      context: sheetContext)
  }

  /// Tells what there is to tell before the first row.
  mutating func start() {
    checkHeader()
    if let spread { checkSpread(spread) }
    checkUnits(statedUnits)
    checkYear(titles)
    checkScope()
    if header.isOneOfSeveral { noteSideBySide() }
  }

  /// Tells what only the whole sheet shows, and gives everything that was taken.
  mutating func finish() -> ImportedSheet {
    flush()
    finishScope()
    for (key, column) in reader.openColumns {
      facts.settle(key, open: AmountColumn.openQuantum) { column.settledQuantum(in: $0) }
    }
    let reader = reader
    let compared = ledger.compared {
      reader.settledQuantum(of: $0, field: $1)
    }
    for note in compared.notes { log.add(note) }
    noteHidden()
    noteAbsentColumns()
    noteUnusedColumns()
    var result = ImportedSheet(
      facts: facts.store().facts, counts: counts, notes: log.inOrder, noteCounts: log.counts,
      isIncomplete: isIncomplete, statedTotals: rowTotals + compared.totals)
    result.rejections = rejections
    result.unitLine = unitLine
    return result
  }

  /// Takes a row; rows must come in order, those without cells between them too.
  ///
  /// `cells` are the row's cells in the columns of the table.
  mutating func take(row: Int, cells: ArraySlice<Cell>) {
    if row < header.rows.lowerBound {
      if cells.allSatisfy(RowClassifier.isBlank) { counts.blank += 1 } else { counts.notes += 1 }
      return
    }
    if header.rows.contains(row) {
      counts.header += 1
      return
    }
    guard !cells.isEmpty else {
      counts.blank += 1
      return
    }
    let isFirst = facts.count == 0 && pending.isEmpty && counts.rejected == 0
    let content = classifier.content(of: row, cells: cells, isFirst: isFirst)
    unusedNumbers.formUnion(content.unusedNumbers)
    switch content.kind {
    case .blank: counts.blank += 1
    case .header: counts.header += 1
    case .remark: takeRemark(content)
    case .declaredEmpty: takeDeclaredEmpty(content)
    case .total(let kind): takeTotal(kind, content)
    case .line: takeLine(content)
    }
  }

  private var unitLine: Place? {
    let money = schema.fields.indices.first {
      schema.fields[$0].kind == .money && header.map.columns[$0] != nil
    }
    let column =
      spread?.columns.parts.first?.column ?? money.flatMap { header.map.columns[$0]?.first }
    let heading = column.flatMap { header.heading(of: $0) }
    let address = heading?.unit == nil ? statedUnits.first?.address : heading?.address
    return address.map { sheet.place($0) }
  }

  private mutating func noteSideBySide() {
    guard let first = header.headings.first, let last = header.headings.last else { return }
    let columns =
      CellAddress.letters(ofColumn: first.column) + "–"
      + CellAddress.letters(ofColumn: last.column)
    log.add(
      ImportNote(
        kind: .sideBySide, severity: .info, place: sheet.place(first.address),
        message: Message(
          zh: "几张表左右并列，\(columns) 列作为“\(schema.title)”读取；行数按表分别计",
          en: "tables stand side by side; columns \(columns) were read as “\(schema.title)”, rows "
            + "are counted for each table")))
  }

  private mutating func noteHidden() {
    let rows = sheet.hiddenRows.filter { $0 > header.rows.upperBound }
    if let first = rows.min() {
      log.add(
        ImportNote(
          kind: .hidden, severity: .warning,
          place: sheet.place(CellAddress(row: first, column: 0)),
          message: Message(
            zh: "有 \(rows.count) 行是隐藏的，也已读取；如不应计入，请从文件中删去",
            en:
              "\(rows.count) rows are hidden and were read all the same; delete those that do not count"
          )))
    }
    let columns = reader.columns.all.filter { sheet.hiddenColumns.contains($0) }
    if let first = columns.first {
      let letters = columns.map { CellAddress.letters(ofColumn: $0) }
      log.add(
        ImportNote(
          kind: .hidden, severity: .warning,
          place: sheet.place(CellAddress(row: header.rows.lowerBound, column: first)),
          message: Message(
            zh: "隐藏的列 \(letters.joined(separator: "、")) 也已读取；请确认它们仍然有效",
            en:
              "the hidden columns \(letters.joined(separator: ", ")) were read as well; make sure that they still hold"
          )))
    }
  }

  private mutating func noteAbsentColumns() {
    let conflicting = Set(header.map.conflicts.map(\.field))
    let absent = schema.fields.indices.filter {
      let field = schema.fields[$0]
      return !field.isRequired && field.defaultValue == nil && !header.map.holds($0)
        && !conflicting.contains($0)
    }
    guard !absent.isEmpty else { return }
    let names = absent.map { schema.fields[$0].name }
    log.add(
      ImportNote(
        kind: .absentColumns, severity: .info, place: Place(file: sheet.file, sheet: sheet.name),
        message: Message(
          zh: "表头没有这些可选的列：\(names.joined(separator: "、"))；如果有，请检查列标题",
          en: "the header lacks the optional columns \(names.joined(separator: ", ")); "
            + "if the sheet has them, check their headings")))
  }

  private mutating func noteUnusedColumns() {
    let used = Set(header.map.columns.values.joined()).union(header.map.names.values)
      .union(header.map.conflicts.flatMap(\.columns)).union(scope.columns)
      .subtracting(spread?.otherColumns ?? [])
    let unused = header.headings.filter { !used.contains($0.column) && !RowWords.isSerial($0) }
    guard let first = unused.first else { return }
    let lacksMoney = schema.fields.indices.contains {
      schema.fields[$0].kind == .money && !header.map.holds($0)
    }
    let isSuspicious = lacksMoney && unused.contains { unusedNumbers.contains($0.column) }
    let names = unused.map(\.printed)
    log.add(
      ImportNote(
        kind: .unusedColumns, severity: isSuspicious ? .warning : .info,
        place: sheet.place(first.address),
        message: Message(
          zh: "这些列没有用到：\(names.joined(separator: "、"))",
          en: "these columns are not used: \(names.joined(separator: ", "))"), raw: first.printed))
  }
}
