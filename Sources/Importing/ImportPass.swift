import Budget
import Decimals
import Localization
import Profiles
import Sheets

/// One way through a sheet, from its first row to its last.
struct ImportPass {
  let sheet: Sheet
  let grid: HeaderGrid
  let header: Header
  let schema: InputSchema
  let context: ImportContext

  var reader: LineReader
  var log = NoteLog()
  var counts = RowCounts()
  var facts: [Fact] = []
  var isIncomplete = false
  var ledger: TotalLedger
  /// Lines at a higher level of the codes that may turn out to be totals of the lines after them.
  var pending: [Pending] = []
  /// The widths of the indents above the last line, for outlines.
  var indents: [Int] = []
  private var merges: MergeSweep
  private let positions: [Int]
  private let holdsAmounts: [Bool]
  private let serialColumns: Set<Int>
  private let choiceFields: [String]
  private let deepestCodes: [Int?]
  private let unit: MeasureUnit?
  private var hasUnitConflict = false
  private var isBlocked = false
  private var numericUnused: Set<Int> = []
  private var reportedUnits: Set<CellAddress> = []

  /// A line that waits for the lines after it.
  struct Pending {
    var line: Line
    var start: TotalLedger.Mark
    var hasChildren = false
  }

  init(
    sheet: Sheet, grid: HeaderGrid, header: Header, schema: InputSchema, context: ImportContext
  ) {
    self.sheet = sheet
    self.grid = grid
    self.header = header
    self.schema = schema
    self.context = context
    let stated = SheetUnit.stated(above: header.rows.lowerBound, in: grid)
    unit = stated.count == 1 ? stated.first?.unit : nil
    // Numbers of a sheet without a single number cell are text by nature, as in CSV.
    let isTextual = !sheet.cells.contains {
      if case .number = $0.value { return true }
      return false
    }
    reader = LineReader(
      sheet: sheet, header: header, schema: schema, context: context, unit: unit,
      isTextual: isTextual)
    ledger = TotalLedger(fields: reader.amountFields)
    var positions: [Int] = []
    for (position, column) in reader.columns.enumerated() {
      while positions.count < column { positions.append(-1) }
      positions.append(position)
    }
    self.positions = positions
    holdsAmounts = reader.holdsAmounts
    choiceFields = reader.choiceFields
    deepestCodes = reader.deepestCodes
    serialColumns = Set(header.headings.filter { RowWords.isSerial($0) }.map(\.column))
    merges = MergeSweep(sheet.merges, below: header.rows.upperBound)
    if stated.count > 1 { noteUnits(stated) }
  }

  private mutating func noteUnits(
    _ stated: [(unit: MeasureUnit, address: CellAddress, text: String)]
  ) {
    hasUnitConflict = true
    let names = stated.map { "\($0.address) \($0.unit.name)" }.joined(separator: "、")
    log.add(
      ImportNote(
        kind: .unitConflict, severity: .error, place: sheet.place(stated[1].address),
        message: Message(
          zh: "表头上方写了不同的金额单位（\(names)）；请只保留正确的一个",
          en: "different units are stated above the header (\(names)); keep the right one only"),
        raw: stated[1].text))
  }

  mutating func run() -> ImportedSheet {
    checkHeader()
    var index = sheet.cells.startIndex
    var last = sheet.cells[0].address.row - 1
    while index < sheet.cells.endIndex {
      let row = sheet.cells[index].address.row
      var end = index
      while end < sheet.cells.endIndex, sheet.cells[end].address.row == row { end += 1 }
      counts.blank += row - last - 1
      take(row: row, cells: sheet.cells[index..<end])
      last = row
      index = end
    }
    flush()
    settle()
    noteColumns()
    return ImportedSheet(
      facts: facts, counts: counts, notes: log.notes, noteCounts: log.counts,
      isIncomplete: isIncomplete, statedTotals: statedTotals)
  }

  private var statedTotals: [StatedTotal] = []

  // MARK: Header

  private mutating func checkHeader() {
    for conflict in header.map.conflicts {
      let field = schema.fields[conflict.field]
      let matters = field.isRequired || field.kind != .text
      let cells = conflict.columns.compactMap { column in
        header.heading(of: column).map { "\($0.address)“\($0.printed)”" }
      }
      isBlocked = isBlocked || matters
      let place = conflict.columns.first.flatMap { header.heading(of: $0)?.address }
      log.add(
        ImportNote(
          kind: .ambiguousColumn, severity: matters ? .error : .warning,
          place: place.map { sheet.place($0) } ?? Place(file: sheet.file, sheet: sheet.name),
          message: Message(
            zh: "“\(field.labels.first ?? field.key)”可能是这些列：\(cells.joined(separator: "、"))；"
              + "请改列标题，或在 gouji.yaml 中指定",
            en:
              "“\(field.labels.first ?? field.key)” may be any of \(cells.joined(separator: ", ")); "
              + "rename the headings, or settle it in gouji.yaml")))
    }
    let conflicting = Set(header.map.conflicts.map(\.field))
    let missing = schema.fields.enumerated().filter { index, field in
      field.isRequired && field.defaultValue == nil && header.map.columns[index] == nil
        && !conflicting.contains(index)
    }
    guard !missing.isEmpty else { return finishCheck() }
    isBlocked = true
    let names = missing.map { $0.element.labels.first ?? $0.element.key }
    let found = header.headings.map(\.printed)
    log.add(
      ImportNote(
        kind: .missingColumn, severity: .error,
        place: sheet.place(
          CellAddress(row: header.rows.lowerBound, column: header.headings[0].column)),
        message: Message(
          zh: "“\(schema.title)”缺少这些列：\(names.joined(separator: "、"))；表头有："
            + "\(found.joined(separator: "、"))；请补上列，或改列标题",
          en:
            "“\(schema.title)” lacks the columns \(names.joined(separator: ", ")); the header has "
            + "\(found.joined(separator: ", ")); add them, or rename the headings")))
    finishCheck()
  }

  private mutating func finishCheck() {
    if isBlocked || hasUnitConflict { isIncomplete = true }
  }

  // MARK: Rows

  private mutating func take(row: Int, cells: ArraySlice<Cell>) {
    if row < header.rows.lowerBound {
      if cells.contains(where: { !isBlank($0) }) { counts.notes += 1 } else { counts.blank += 1 }
      return
    }
    if header.rows.contains(row) {
      counts.header += 1
      return
    }
    merges.advance(to: row, cells: cells)
    let content = content(of: row, cells: cells)
    switch content.kind {
    case .blank: counts.blank += 1
    case .header: counts.header += 1
    case .remark: takeRemark(content)
    case .declaredEmpty: declareEmpty(content)
    case .total(let kind): takeTotal(kind, content)
    case .line: takeLine(content)
    }
  }

  private func isBlank(_ cell: Cell) -> Bool {
    switch cell.value {
    case .text(let text): text.unicodeScalars.allSatisfy { isSpace($0) }
    case nil: cell.formula == nil
    default: false
    }
  }

  /// A row with what is needed to tell what it is.
  struct RowContent {
    enum Kind {
      case blank, header, remark, declaredEmpty, line
      case total(RowWords.Total)
    }

    var row: Int
    var first: Cell
    var kind: Kind
    var cells: RowCells
    /// The label of a total, or the first text.
    var label: String
    /// The name that only resembles a total's.
    var resemblesTotal: Bool
    /// How many texts stand outside the columns of amounts.
    var texts: Int
    /// Whether a column of amounts holds anything that is not declared empty.
    var hasFigures: Bool
    /// Whether an amount's cell is merged over several rows while the row's other cells are not.
    var mergedAmount: Cell?
  }

  private mutating func content(of row: Int, cells: ArraySlice<Cell>) -> RowContent {
    var content = RowContent(
      row: row, first: cells[cells.startIndex], kind: .blank,
      cells: RowCells(
        cells: Array(repeating: nil, count: reader.columns.count),
        isMerged: Array(repeating: false, count: reader.columns.count)),
      label: "", resemblesTotal: false, texts: 0, hasFigures: false)
    var filled = 0
    var mapped = 0
    var declared = 0
    var isNone = false
    var placeholders = 0
    var unusedNumbers = false
    var word: RowWords.Total?
    for cell in cells where !isBlank(cell) {
      if filled == 0 { content.first = cell }
      let column = cell.address.column
      if serialColumns.contains(column), column >= positions.count || positions[column] < 0 {
        if case .text(let text) = cell.value, let total = RowWords.total(text), total != .named {
          word = word ?? total
          content.label = trimmed(text)
          filled += 1
        }
        continue
      }
      filled += 1
      let position = column < positions.count ? positions[column] : -1
      if position >= 0 {
        mapped += 1
        content.cells.cells[position] = cell
      }
      switch cell.value {
      case .text(let text):
        let plain = text.utf8.count <= 6 ? folded(text) : text
        if declaresNothing(plain) {
          declared += 1
          if plain == "无" { isNone = true }
        } else if position >= 0, holdsAmounts[position] {
          content.hasFigures = true
        } else {
          content.texts += 1
          if content.texts == 1, content.label.isEmpty { content.label = trimmed(text) }
          if RowWords.isPlaceholder(text) { placeholders += 1 }
          if let total = RowWords.total(text), position < 0 || !reader.isChoice(text, at: position)
          {
            if word == nil || word == .named { word = total; content.label = trimmed(text) }
          }
        }
      case .number(let number):
        if position >= 0 {
          if holdsAmounts[position] {
            if number == .zero, cell.formula == nil {
              declared += 1
            } else {
              content.hasFigures = true
            }
          }
        } else {
          numericUnused.insert(column)
          unusedNumbers = true
        }
      default:
        if position >= 0, holdsAmounts[position] { content.hasFigures = true }
      }
    }
    inherit(into: &content)
    if filled == 0 || placeholders == filled {
      content.kind = .blank
    } else if isHeader(cells) {
      content.kind = .header
    } else if let word, word != .named {
      content.kind = .total(word)
    } else if !content.hasFigures, content.texts > 0,
      RowWords.isRemark(content.label) || isPreamble(cells)
    {
      content.kind = .remark
    } else if declared == filled {
      content.kind = isNone ? .declaredEmpty : .blank
    } else if mapped == 0 {
      content.kind = unusedNumbers ? .line : .remark
    } else {
      content.kind = .line
    }
    content.resemblesTotal = word == .named
    return content
  }

  /// Lets labels and codes that are merged over several rows hold for all of them, and finds
  /// amounts that are.
  private func inherit(into content: inout RowContent) {
    guard !merges.active.isEmpty else { return }
    var covered: Set<Int> = []
    for merge in merges.active {
      for column in merge.range.first.column...merge.range.last.column {
        guard column < positions.count, positions[column] >= 0 else { continue }
        let position = positions[column]
        covered.insert(position)
        content.cells.isMerged[position] = true
        if column == merge.range.first.column, !holdsAmounts[position],
          content.cells.cells[position] == nil
        {
          content.cells.cells[position] = merge.anchor
        }
      }
    }
    let ownOutside = content.cells.cells.indices.contains {
      content.cells.cells[$0] != nil && !covered.contains($0)
    }
    guard ownOutside else { return }
    for merge in merges.active {
      guard let anchor = merge.anchor, merge.range.first.column < positions.count,
        positions[merge.range.first.column] >= 0, holdsAmounts[positions[merge.range.first.column]]
      else { continue }
      content.mergedAmount = anchor
    }
  }

  private func isHeader(_ cells: ArraySlice<Cell>) -> Bool {
    header.texts.contains { matches(cells, $0) } || isColumnNumbers(cells)
  }

  private func matches(_ cells: ArraySlice<Cell>, _ texts: [Int: String]) -> Bool {
    var count = 0
    for cell in cells where !isBlank(cell) {
      guard let text = texts[cell.address.column], text == folded(cell.text) else { return false }
      count += 1
    }
    return count > 0 && count * 2 >= texts.count
  }

  /// Whether the row under the header numbers its columns: 栏次 1 2 3, 甲 乙 1 2.
  private func isColumnNumbers(_ cells: ArraySlice<Cell>) -> Bool {
    guard counts.taken == 0, counts.rejected == 0, pending.isEmpty else { return false }
    var next = 1
    var words = 0
    for cell in cells where !isBlank(cell) {
      let text = folded(cell.text)
      if Int(text) == next {
        next += 1
      } else if ["栏次", "栏号", "行次", "甲", "乙", "丙", "丁", "戊"].contains(text) || declaresNothing(text)
      {
        words += 1
      } else {
        return false
      }
    }
    return next > 2 || (next == 2 && words > 0)
  }

  /// Whether the row repeats a row above the header, as the next page of a print does.
  private func isPreamble(_ cells: ArraySlice<Cell>) -> Bool {
    guard grid.first < header.rows.lowerBound else { return false }
    return (grid.first..<header.rows.lowerBound).contains { row in
      let texts = grid.own(row).mapValues(\.folded)
      return !texts.isEmpty && matches(cells, texts)
    }
  }

  // MARK: What becomes of a row

  private mutating func takeRemark(_ content: RowContent) {
    counts.notes += 1
    guard let other = UnitWords.statedMoney(in: folded(content.label)), let unit, other != unit
    else { return }
    isIncomplete = true
    isBlocked = true
    log.add(
      ImportNote(
        kind: .unitConflict, severity: .error, place: sheet.place(content.first.address),
        message: Message(
          zh: "此处改用单位\(other.name)，表头上方是\(unit.name)；请把两部分分成两张表",
          en: "the unit changes here to \(other.name), above the header it is \(unit.name); "
            + "put the two parts on two sheets"), raw: content.first.raw))
  }

  private mutating func declareEmpty(_ content: RowContent) {
    counts.notes += 1
    log.add(
      ImportNote(
        kind: .declaredEmpty, severity: .info, place: sheet.place(content.first.address),
        message: Message(zh: "“无”：本表声明没有内容", en: "“无”: the sheet declares that it has no lines"),
        raw: content.first.raw))
  }

  private mutating func takeTotal(_ kind: RowWords.Total, _ content: RowContent) {
    flush()
    counts.subtotals += 1
    guard !isBlocked else { return }
    let (readings, notes) = reader.amounts(content.cells)
    for note in notes { log.add(note) }
    ledger.addTotal(
      content.label, kind: kind, place: sheet.place(content.first.address), readings: readings)
  }

  private mutating func takeLine(_ content: RowContent) {
    guard !isBlocked else {
      reject([])
      return
    }
    if let merged = content.mergedAmount {
      noteMergedAmount(merged)
      reject([])
      return
    }
    var line = reader.line(row: content.row, first: content.first.address, cells: content.cells)
    if content.resemblesTotal {
      if !line.missing.isEmpty {
        takeTotal(.subtotal, content)
        return
      }
      line.remarks.append(
        ImportNote(
          kind: .resemblesTotal, severity: .warning, place: line.place,
          message: Message(
            zh: "“\(content.label)”像是合计，但编码等各项齐全，已作为明细导入；如是合计，请删去编码",
            en:
              "“\(content.label)” is named like a total but complete like a line, and was taken as "
              + "one; if it is a total, remove its codes"), raw: content.label))
    }
    if !line.problems.isEmpty || !line.missing.isEmpty, content.texts <= 1, !content.hasFigures {
      remark(content)
      return
    }
    place(line)
  }

  private mutating func remark(_ content: RowContent) {
    counts.notes += 1
    log.add(
      ImportNote(
        kind: .remark, severity: .info, place: sheet.place(content.first.address),
        message: Message(
          zh: "“\(content.label)”一行没有数字，视为说明或分组标题，未作为明细",
          en:
            "the row “\(content.label)” has no figures; taken as a remark or heading, not as a line"
        ),
        raw: content.first.raw))
  }

  private mutating func noteMergedAmount(_ cell: Cell) {
    log.add(
      ImportNote(
        kind: .mergedAmount, severity: .error, place: sheet.place(cell.address),
        message: Message(
          zh: "金额单元格合并了多行，无法确定各行的金额；请取消合并并分行填写，这些行未导入",
          en:
            "the amount's cell is merged over several rows; unmerge it and give each row its own, "
            + "the rows were not taken"), raw: cell.raw))
  }

  /// Puts a line among the codes: it is a total of lines after it, or stands for itself.
  private mutating func place(_ line: Line) {
    while let last = pending.last, !last.line.isAbove(line, choices: choiceFields) { resolve() }
    if !line.problems.isEmpty {
      for index in pending.indices { pending[index].hasChildren = true }
      for note in line.remarks { log.add(note) }
      reject(line.problems + line.missing)
      return
    }
    for index in pending.indices { pending[index].hasChildren = true }
    let mayBeTotal =
      schema.outlineField == nil && line.codes.contains { $0 != nil }
      && zip(line.codes, deepestCodes).contains { code, deepest in
        deepest.map { (code?.utf8.count ?? 0) < $0 } ?? false
      }
    if mayBeTotal {
      pending.append(Pending(line: line, start: ledger.mark))
    } else {
      accept(line)
    }
  }

  private mutating func flush() {
    while !pending.isEmpty { resolve() }
  }

  private mutating func resolve() {
    let last = pending.removeLast()
    guard last.hasChildren else { return accept(last.line) }
    counts.subtotals += 1
    var readings: [String: Reading] = [:]
    for (field, value) in last.line.values {
      if case .amount(let reading) = value { readings[field] = reading }
    }
    for note in last.line.remarks where note.kind != .shallowCode { log.add(note) }
    ledger.addParent(
      last.line.codes.compactMap { $0 }.joined(separator: "/"), place: last.line.place,
      readings: readings, since: last.start)
  }

  private mutating func accept(_ line: Line) {
    for note in line.remarks { log.add(note) }
    guard line.missing.isEmpty else {
      reject(line.missing)
      return
    }
    var fact = Fact(place: line.place, values: line.values)
    if schema.outlineField != nil {
      while let last = indents.last, last >= line.indent { indents.removeLast() }
      fact.level = line.indent == 0 ? 0 : max(1, indents.count)
      indents.append(line.indent)
    }
    counts.taken += 1
    facts.append(fact)
    if fact.level == 0 { ledger.add(fact) }
  }

  private mutating func reject(_ problems: [ImportNote]) {
    counts.rejected += 1
    isIncomplete = true
    ledger.addRejected()
    for note in problems {
      if note.kind == .unitUnknown, !isFirstOfColumn(note) { continue }
      log.add(note)
    }
  }

  private mutating func isFirstOfColumn(_ note: ImportNote) -> Bool {
    guard case .cell(let address) = note.place.spot else { return true }
    return reportedUnits.insert(CellAddress(row: 0, column: address.column)).inserted
  }

  // MARK: Afterwards

  private mutating func settle() {
    let open = reader.openFields
    if !open.isEmpty {
      for index in facts.indices {
        for field in open {
          guard case .amount(var reading) = facts[index].values[field],
            reading.quantum == AmountColumn.openQuantum
          else { continue }
          reading.quantum = reader.settledQuantum(of: reading, field: field)
          facts[index].values[field] = .amount(reading)
        }
      }
    }
    let reader = reader
    let compared = ledger.compared { reader.settledQuantum(of: $0, field: $1) }
    statedTotals = compared.totals
    for note in compared.notes { log.add(note) }
  }

  private mutating func noteColumns() {
    let used = Set(header.map.columns.values.joined()).union(header.map.names.values)
      .union(header.map.conflicts.flatMap(\.columns))
    let unused = header.headings.filter {
      !used.contains($0.column) && !serialColumns.contains($0.column)
    }
    guard let first = unused.first else { return }
    let lacksMoney = schema.fields.indices.contains {
      schema.fields[$0].kind == .money && header.map.columns[$0] == nil
    }
    let isSuspicious = lacksMoney && unused.contains { numericUnused.contains($0.column) }
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

extension Line {
  /// Whether this line's codes stand above those of `other` in the classification.
  func isAbove(_ other: Line, choices: [String]) -> Bool {
    var isShorter = false
    for (own, below) in zip(codes, other.codes) {
      guard let below else {
        if own != nil { return false }
        continue
      }
      let own = own ?? ""
      guard below.hasPrefix(own) else { return false }
      if own.utf8.count < below.utf8.count { isShorter = true }
    }
    guard isShorter else { return false }
    return choices.allSatisfy { field in
      guard case .text(let own) = values[field], case .text(let below) = other.values[field] else {
        return true
      }
      return own == below
    }
  }
}
