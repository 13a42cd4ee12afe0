import Budget
import Localization
import Profiles
import Sheets

/// Reads rows as lines of a schema.
struct LineReader {
  /// A field together with the columns it is read from, as positions in `columns`.
  struct Plan {
    var field: InputField
    var positions: [Int]
    var name: Int?
    var amount: AmountColumn?
    var code: CodeColumn?
    var choices: ChoiceList?
  }

  /// The fields, as positions in the schema, that tell lines of one code apart: all choices and texts
  /// but the codes' names.
  let distinguishingFields: [Int]
  /// For each code field, the digits of its deepest level; nil where levels are not fixed or the
  /// field has no column.
  let deepestCodes: [Int?]
  let sheet: SheetFrame
  var plans: [Plan] = []
  let outlineField: String?
  /// Whether the sheet's numbers come as text by nature, as in CSV.
  let isTextual: Bool
  /// The columns in use.
  let columns: ColumnsInUse
  /// The last code that was read in each field.
  var lastValues: [Int: String] = [:]
  /// The fields that stand for the values of a choice field; nil where it has its own column.
  let spread: SpreadFields?

  init(
    sheet: SheetFrame, header: Header, schema: InputSchema, context: ImportContext,
    unit: MeasureUnit?, scope: [Int], spread: SpreadFields? = nil
  ) {
    self.sheet = sheet
    self.spread = spread
    isTextual = Sheet.isText(file: sheet.file)
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
        plan.code = CodeColumn(
          list: context.codes[list], categories: context.categories[list], lengths: lengths,
          year: context.year)
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
      serial: Set(header.headings.filter { RowWords.isSerial($0) }.map(\.column)), scope: scope)
    let names = Set(plans.compactMap(\.name))
    let all = plans
    distinguishingFields = all.indices.filter { index in
      let plan = all[index]
      if let spread, spread.others.contains(index) { return false }
      return plan.choices != nil
        || (plan.field.kind == .text && !plan.positions.contains { names.contains($0) })
    }
    deepestCodes = plans.compactMap { plan in
      guard case .code(_, let lengths) = plan.field.kind else { return nil }
      return .some(plan.positions.isEmpty ? nil : lengths.last)
    }
  }

  /// The fields with amounts that have a column, as positions in the schema.
  var amountFields: [Int] {
    plans.indices.filter { plans[$0].amount != nil && !plans[$0].positions.isEmpty }
  }

  /// Reads a row.
  mutating func line(row: Int, first: CellAddress, cells: RowCells) -> Line {
    var line = Line(
      row: row, first: first, place: sheet.place(first),
      values: Array(repeating: nil, count: plans.count))
    for index in plans.indices {
      if plans[index].positions.isEmpty {
        if case .code = plans[index].field.kind { line.codes.append(nil) }
        line.values[index] = plans[index].field.value(byDefaultAt: line.place).map { FactCell($0) }
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
  mutating func amounts(_ cells: RowCells) -> (readings: [Int: Reading], notes: [ImportNote]) {
    var readings: [Int: Reading] = [:]
    var notes: [ImportNote] = []
    for index in plans.indices where plans[index].amount != nil {
      guard let position = plans[index].positions.first, let cell = cells.cells[position] else {
        continue
      }
      do throws(Refusal) {
        let outcome = try plans[index].amount?.read(
          cell, place: sheet.place(cell.address), isTextual: isTextual)
        if case .reading(let reading, _) = outcome { readings[index] = reading }
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
  func settledQuantum(of reading: Reading, field: Int) -> Int64 {
    plans[field].amount?.settledQuantum(of: reading) ?? reading.quantum
  }

  /// The columns of amounts with readings whose quantum only the whole column tells, by field key.
  ///
  /// Columns of one key are given as the one with the most decimals: their amounts are one field's.
  var openColumns: [(key: String, column: AmountColumn)] {
    var open: [(key: String, column: AmountColumn)] = []
    for (index, plan) in plans.enumerated() {
      guard let amount = plan.amount, amount.openUnit != nil,
        !(spread?.totals.contains(index) ?? false)
      else { continue }
      if let known = open.firstIndex(where: { $0.key == plan.field.key }) {
        if open[known].column.finestDecimals < amount.finestDecimals { open[known].column = amount }
      } else {
        open.append((plan.field.key, amount))
      }
    }
    return open
  }
}
