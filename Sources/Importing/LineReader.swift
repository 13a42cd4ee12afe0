import Budget
import Decimals
import Localization
import Profiles
import Sheets

/// A row read as a line, before it is decided whether it is one.
struct Line {
  /// The row, 0-based.
  var row: Int
  /// The first cell of the row.
  var place: Place
  /// The fields that could be read.
  var values: [String: FactValue] = [:]
  /// How many leading spaces the outline's field has, U+3000 counted as two.
  var indent = 0
  /// The codes, in the order of the schema's code fields; nil where blank.
  var codes: [String?] = []
  /// What keeps the row from being a line.
  var problems: [ImportNote] = []
  /// The fields that every line needs and this one leaves blank.
  var missing: [ImportNote] = []
  /// What else has to be told.
  var remarks: [ImportNote] = []
}

/// The cells of one row, put into the order of the schema's fields.
struct RowCells {
  /// For each column in use, the cell in it; nil where it is blank.
  var cells: [Cell?]
  /// For each column in use, whether its cell is merged over several rows.
  var isMerged: [Bool]

  /// A row of `count` blank cells.
  init(count: Int) {
    cells = Array(repeating: nil, count: count)
    isMerged = Array(repeating: false, count: count)
  }
}

/// Reads rows as lines of a schema.
struct LineReader {
  /// A field together with the columns it is read from, as positions in `columns`.
  private struct Plan {
    var field: InputField
    var positions: [Int]
    var name: Int?
    var amount: AmountColumn?
    var code: CodeColumn?
    var choices: ChoiceList?
  }

  /// The fields that tell lines of one code apart: all choices and texts but the codes' names.
  let distinguishingFields: [String]
  /// For each code field, the digits of its deepest level; nil where levels are not fixed or the
  /// field has no column.
  let deepestCodes: [Int?]
  private let sheet: Sheet
  private var plans: [Plan] = []
  private let outlineField: String?
  /// Whether the sheet's numbers come as text by nature, as in CSV.
  private let isTextual: Bool
  /// The columns in use.
  let columns: ColumnsInUse

  init(
    sheet: Sheet, header: Header, schema: InputSchema, context: ImportContext,
    unit: MeasureUnit?
  ) {
    self.sheet = sheet
    isTextual = [".csv", ".tsv", ".txt"].contains { sheet.file.lowercased().hasSuffix($0) }
    outlineField = schema.outlineField
    let map = header.map
    let columns = Set(map.columns.values.joined()).union(map.names.values).sorted()
    func position(_ column: Int) -> Int? { columns.firstIndex(of: column) }
    for (index, field) in schema.fields.enumerated() {
      guard let own = map.columns[index] else {
        plans.append(Plan(field: field, positions: []))
        continue
      }
      var plan = Plan(field: field, positions: own.compactMap(position))
      plan.name = map.names[index].flatMap(position)
      switch field.kind {
      case .code(let list, let lengths):
        plan.code = CodeColumn(list: context.codes[list], lengths: lengths, year: context.year)
      case .choice(let choices): plan.choices = ChoiceList(choices)
      case .money, .area, .count:
        plan.amount = AmountColumn(
          dimension: field.kind.dimension ?? .money,
          heading: header.heading(of: own[0])?.unit, sheet: unit)
      case .text, .date: break
      }
      plans.append(plan)
    }
    var holdsAmounts = columns.map { _ in false }
    var choices: [ChoiceList?] = columns.map { _ in nil }
    for plan in plans {
      for position in plan.positions {
        holdsAmounts[position] = plan.amount != nil
        choices[position] = plan.choices
      }
    }
    self.columns = ColumnsInUse(
      all: columns, holdsAmounts: holdsAmounts, choices: choices,
      serial: Set(header.headings.filter { RowWords.isSerial($0) }.map(\.column)))
    let names = Set(plans.compactMap(\.name))
    distinguishingFields = plans.filter { plan in
      plan.choices != nil
        || (plan.field.kind == .text && !plan.positions.contains { names.contains($0) })
    }.map(\.field.key)
    deepestCodes = plans.compactMap { plan in
      guard case .code(_, let lengths) = plan.field.kind else { return nil }
      return .some(plan.positions.isEmpty ? nil : lengths.last)
    }
  }

  /// The fields with amounts that have a column.
  var amountFields: [String] {
    plans.filter { $0.amount != nil && !$0.positions.isEmpty }.map(\.field.key)
  }

  /// Reads a row.
  mutating func line(row: Int, first: CellAddress, cells: RowCells) -> Line {
    var line = Line(row: row, place: sheet.place(first))
    line.values.reserveCapacity(plans.count)
    for index in plans.indices {
      if plans[index].positions.isEmpty {
        if plans[index].code != nil { line.codes.append(nil) }
        line.values[plans[index].field.key] = plans[index].field.value(byDefaultAt: line.place)
        continue
      }
      switch plans[index].field.kind {
      case .text: readText(index, cells, into: &line)
      case .code: readCode(index, cells, into: &line)
      case .choice: readChoice(index, cells, into: &line)
      case .money, .area, .count: readAmount(index, cells, into: &line)
      case .date: readDate(index, cells, into: &line)
      }
    }
    return line
  }

  /// The amounts of a row by field, and what hinders them; for totals.
  mutating func amounts(_ cells: RowCells) -> (readings: [String: Reading], notes: [ImportNote]) {
    var readings: [String: Reading] = [:]
    var notes: [ImportNote] = []
    for index in plans.indices where plans[index].amount != nil {
      guard let position = plans[index].positions.first, let cell = cells.cells[position] else {
        continue
      }
      let key = plans[index].field.key
      do throws(Refusal) {
        let outcome = try plans[index].amount?.read(
          cell, place: sheet.place(cell.address), isTextual: isTextual)
        if case .reading(let reading, _) = outcome { readings[key] = reading }
      } catch {
        let remark =
          error.kind == .formulaValue
          ? Self.uncomputedTotal : Remark(.uncheckedTotal, .warning, error.message)
        notes.append(note(remark, at: cell))
      }
    }
    return (readings, notes)
  }

  private static let uncomputedTotal = Remark(
    .uncheckedTotal, .info,
    Message(
      zh: "合计的公式没有存储结果，不能与各行核对；各行之和由本程序另行计算",
      en: "the formula of the total has no stored result to compare; the lines are summed anew"))

  /// The quantum of a reading of `field`, now that all rows have been read.
  func settledQuantum(of reading: Reading, field: String) -> Int64 {
    plans.first { $0.field.key == field }?.amount?.settledQuantum(of: reading) ?? reading.quantum
  }

  /// The fields with readings whose quantum only the whole column tells.
  var openFields: [String] {
    plans.filter { $0.amount?.openUnit != nil }.map(\.field.key)
  }

  private mutating func readAmount(_ index: Int, _ cells: RowCells, into line: inout Line) {
    let field = plans[index].field
    let position = plans[index].positions[0]
    guard let cell = cells.cells[position] else {
      blankAmount(field, cells.isMerged[position], into: &line)
      return
    }
    do throws(Refusal) {
      let place = sheet.place(cell.address)
      switch try plans[index].amount?.read(cell, place: place, isTextual: isTextual) {
      case .reading(let reading, let remarks):
        line.values[field.key] = .amount(reading)
        for remark in remarks { line.remarks.append(note(remark, at: cell)) }
      case .empty, nil:
        line.values[field.key] = .empty
      }
    } catch {
      line.problems.append(note(Remark(error.kind, .error, error.message), at: cell))
    }
  }

  private func blankAmount(_ field: InputField, _ isMerged: Bool, into line: inout Line) {
    line.values[field.key] = .empty
    guard field.isRequired, !isMerged else { return }
    let message = Message(
      zh: "“\(field.name)”为空，按 0 计；如是漏填，请补上",
      en: "“\(field.name)” is blank and counts as 0; fill it in if forgotten")
    line.remarks.append(
      ImportNote(kind: .blankAmount, severity: .warning, place: line.place, message: message))
  }

  private mutating func readCode(_ index: Int, _ cells: RowCells, into line: inout Line) {
    // No copy of the plan is held here: its code column must be able to grow in place.
    let field = plans[index].field
    let positions = plans[index].positions
    let parts = positions.map { cells.cells[$0].map { plainText($0) } ?? "" }
    let first = positions.lazy.compactMap { cells.cells[$0] }.first
    switch plans[index].code?.read(parts) {
    case .code(let code):
      line.codes.append(code.code)
      line.values[field.key] = .text(code.code)
      guard let first else { return }
      for remark in code.remarks { line.remarks.append(note(remark, at: first)) }
      let named = plans[index].name.flatMap { cells.cells[$0] }
      if let name = code.name ?? named.map({ trimmed(plainText($0)) }),
        let remark = plans[index].code?.remark(name: name, of: code.code)
      {
        line.remarks.append(note(remark, at: code.name == nil ? named ?? first : first))
      }
    case .refused(let message):
      line.codes.append(nil)
      if let first {
        line.problems.append(note(Remark(.malformedCode, .error, message), at: first))
      }
    case .empty, nil:
      line.codes.append(nil)
      noteEmpty(field, into: &line)
    }
  }

  private mutating func readChoice(_ index: Int, _ cells: RowCells, into line: inout Line) {
    let field = plans[index].field
    guard let cell = cells.cells[plans[index].positions[0]] else {
      return noteEmpty(field, into: &line)
    }
    let text = plainText(cell)
    if let name = plans[index].choices?.name(text) {
      line.values[field.key] = .text(name)
    } else if declaresNothing(unfolded: text) {
      noteEmpty(field, into: &line)
    } else {
      let names = plans[index].choices?.names ?? []
      line.problems.append(
        note(
          Remark(
            .unknownChoice, .error,
            Message(
              zh: "“\(trimmed(text))”不是“\(field.name)”的可选值，"
                + "应为：\(names.joined(separator: "、"))；请更正，整行未导入",
              en:
                "“\(trimmed(text))” is none of the values of “\(field.name)”: "
                + "\(names.joined(separator: ", ")); correct it, the row was not taken")), at: cell)
      )
    }
  }

  private func readText(_ index: Int, _ cells: RowCells, into line: inout Line) {
    let field = plans[index].field
    guard let cell = cells.cells[plans[index].positions[0]] else {
      return noteEmpty(field, into: &line)
    }
    if case .error(let code) = cell.value {
      line.problems.append(
        note(
          Remark(
            .errorCell, .error,
            Message(
              zh: "单元格是错误值 \(code)，应为文字；请更正后再导入",
              en: "the cell holds the error \(code), expected a text; correct it")), at: cell))
      return
    }
    let text = plainText(cell)
    if field.key == outlineField { line.indent = Self.indent(of: text) }
    let content = trimmed(text)
    if declaresNothing(unfolded: content) {
      noteEmpty(field, into: &line)
    } else {
      line.values[field.key] = .text(content)
    }
  }

  private func readDate(_ index: Int, _ cells: RowCells, into line: inout Line) {
    let field = plans[index].field
    guard let cell = cells.cells[plans[index].positions[0]] else {
      return noteEmpty(field, into: &line)
    }
    if case .date(let date) = cell.value {
      line.values[field.key] = .date(date)
      return
    }
    let text = plainText(cell)
    if declaresNothing(unfolded: text) {
      noteEmpty(field, into: &line)
    } else if let date = DateText.date(text) {
      line.values[field.key] = .date(date)
    } else {
      // The line stays: its amounts are known, only what rests on the date cannot be checked.
      let severity: Severity = field.isRequired ? .error : .warning
      let remark = Remark(
        .badDate, severity,
        Message(
          zh: "“\(text)”不是日期，应如 2019-12-31；请更正，否则依赖该日期的核对不能进行",
          en: "“\(text)” is no date, expected one such as 2019-12-31; checks on it cannot be made"))
      if field.isRequired {
        line.problems.append(note(remark, at: cell))
      } else {
        line.remarks.append(note(remark, at: cell))
      }
    }
  }

  private func noteEmpty(_ field: InputField, into line: inout Line) {
    line.values[field.key] = .empty
    guard field.isRequired else { return }
    let label = field.name
    line.missing.append(
      ImportNote(
        kind: .missingField, severity: .error, place: line.place,
        message: Message(
          zh: "缺少“\(label)”；请补上，整行未导入",
          en: "“\(label)” is missing; fill it in, the row was not taken")))
  }

  private func note(_ remark: Remark, at cell: Cell) -> ImportNote {
    ImportNote(
      kind: remark.kind, severity: remark.severity, place: sheet.place(cell.address),
      message: remark.message, raw: cell.raw)
  }

  /// The cell's text: a number in plain digits, unless its format is there to show leading zeros.
  private func plainText(_ cell: Cell) -> String {
    switch cell.value {
    case .text(let text): unwrapped(text)
    case .number(let number):
      !cell.text.isEmpty && cell.text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        ? cell.text : number.description
    default: cell.text
    }
  }

  private static func indent(of text: String) -> Int {
    text.unicodeScalars.prefix { isSpace($0) }.reduce(0) { $0 + ($1.value == 0x3000 ? 2 : 1) }
  }
}

extension InputField {
  /// The value of a line at `place` where the input has no column for the field; nil where the
  /// field then stays absent.
  func value(byDefaultAt place: Place) -> FactValue? {
    guard let text = defaultValue else { return nil }
    guard let dimension = kind.dimension else { return .text(text) }
    let units: [Dimension: String] = [.money: "元", .area: "平方米", .count: "个"]
    guard let number = NumberText(text),
      let unit = (number.unit ?? units[dimension]).flatMap({ MeasureUnit(named: $0) }),
      let (amount, _) = try? unit.amount(number.value)
    else { return .empty }
    return .amount(Reading(amount: amount, quantum: 0, unit: unit, raw: text, place: place))
  }
}

extension InputField.Kind {
  /// What amounts of the field measure; nil for fields without amounts.
  var dimension: Dimension? {
    switch self {
    case .money: .money
    case .area: .area
    case .count: .count
    case .text, .code, .choice, .date: nil
    }
  }
}

/// The canonical names of a closed list by everything they are called.
struct ChoiceList {
  /// The canonical names in their order.
  let names: [String]
  private var byName: [String: String] = [:]

  init(_ choices: [InputField.Choice]) {
    names = choices.map(\.name)
    for choice in choices {
      for name in [choice.name] + choice.synonyms { byName[folded(name)] = choice.name }
    }
  }

  /// The canonical name of `text`; nil where it is none of the list.
  func name(_ text: String) -> String? {
    if let name = byName[text] { return name }
    var plain = folded(text)
    if let name = byName[plain] { return name }
    // 其中：公务用车购置费, 1、因公出国（境）费
    for prefix in ["其中:", "其中"] where plain.hasPrefix(prefix) {
      plain = String(plain.dropFirst(prefix.count))
    }
    if let name = byName[plain] { return name }
    return byName[Self.withoutNumber(plain)]
  }

  /// The text behind a number or code: 1、…, （二）…, 11-….
  private static func withoutNumber(_ text: String) -> String {
    // The rest counts only if it is in the list, so nothing else has to be ruled out here.
    String(text.drop { "0123456789一二三四五六七八九十()、.-_".contains($0) })
  }
}
