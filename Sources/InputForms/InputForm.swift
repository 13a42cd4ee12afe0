public import Budget
public import Profiles
import Sheets
public import XLSXWriter

/// A fill-in workbook (填报表) for one input role and year: a sheet to fill in, a sheet that explains
/// it, and a sheet with the lists that its cells offer.
///
/// Its headings, its unit line and its lists are those of the input's schema, so that what is filled
/// in is found again by the importer without being told where.
public struct InputForm {
  /// The input's schema.
  let schema: InputSchema
  /// The year that the amounts are for.
  public let year: Int
  /// For which time it is filled in, as it stands before its title: 2026年, or the day at which a
  /// register closes, such as 2025年12月31日.
  let time: String
  let columns: [FormColumn]
  private let codes: [String: CodeList]

  /// The sheet with the lists.
  static let listSheet = "选项"
  /// How many lines are prepared.
  static let lines = 300
  /// 0-based row of the headings, under title and unit line.
  static let headingRow = 2

  /// A form for `schema` and the amounts of `year`, with the codes of the profile's lists.
  ///
  /// A register shows what there was on its `closing` day in the year before.
  public init(schema: InputSchema, year: Int, closing: MonthDay? = nil, codes: [String: CodeList]) {
    self.schema = schema
    self.year = year
    time = closing.map { "\(year - 1)年\($0.month)月\($0.day)日" } ?? "\(year)年"
    self.codes = codes
    // What has no heading is no column of a file, but found by the program.
    columns = schema.fields.filter { !$0.labels.isEmpty }.map { FormColumn(field: $0) }
  }

  /// The input role that it is for.
  public var role: String { schema.key }

  /// The file's name, such as 2026年部门预算支出明细.xlsx.
  public var fileName: String { "\(time)\(plainTitle).xlsx" }

  // A file name is typed in shells and read by other systems: no quotation marks.
  private var plainTitle: String { String(schema.title.filter { !"“”‘’\"'/\\".contains($0) }) }

  /// The workbook.
  public func workbook() -> WorkbookDraft {
    var workbook = WorkbookDraft(newYearOf: year)
    workbook.title = "\(time)\(schema.title)"
    let lists = FormLists(columns: columns, codes: codes, year: year)
    workbook.sheets = [fillIn(lists), instructions()]
    if let sheet = lists.sheet { workbook.sheets.append(sheet) }
    return workbook
  }

  /// The values of the first column where the form lists its lines itself, as the items of
  /// “三公”经费 are; none where the lines are free.
  var fixedLines: [String] {
    guard let first = schema.fields.first, first.isRequired, case .choice(let choices) = first.kind
    else { return [] }
    return choices.map(\.name)
  }

  private func fillIn(_ lists: FormLists) -> SheetDraft {
    var sheet = SheetDraft(name: String(plainTitle.prefix(31)))
    let last = columns.count - 1
    let heading = Self.headingRow
    sheet[CellAddress(row: 0, column: 0)] = DraftCell(
      .text("\(time)\(schema.title)"), style: FormStyles.title)
    sheet.merges =
      last > 0
      ? [CellRange(CellAddress(row: 0, column: 0), CellAddress(row: 0, column: last))] : []
    // The unit is stated once; who fills in other units changes this line.
    if columns.contains(where: { $0.field.kind == .money }) {
      sheet[CellAddress(row: 1, column: last)] = DraftCell(
        .text("单位：\(MeasureUnit.yuan.name)"), style: FormStyles.unitLine)
    }
    let fixed = fixedLines
    let lines = fixed.isEmpty ? Self.lines : fixed.count
    for (index, column) in columns.enumerated() {
      sheet.columnWidths[index] = column.width
      sheet[CellAddress(row: heading, column: index)] = DraftCell(
        .text(column.heading),
        style: column.field.isNeeded ? FormStyles.neededHeading : FormStyles.heading,
        comment: explanation(of: column))
      for line in 1...lines {
        let content: CellContent =
          index == 0 && line <= fixed.count ? .text(fixed[line - 1]) : .blank
        sheet[CellAddress(row: heading + line, column: index)] = DraftCell(
          content, style: column.style)
      }
      if fixed.isEmpty || index > 0, let source = lists.source(of: index) {
        sheet.dropdowns.append(
          Dropdown(
            range: CellRange(
              CellAddress(row: heading + 1, column: index),
              CellAddress(row: heading + lines, column: index)), source: source))
      }
    }
    sheet.rowHeights[heading] = 30
    sheet.frozenRows = heading + 1
    sheet.print.landscape = true
    sheet.print.fitWidth = 1
    sheet.print.repeatRows = heading...heading
    return sheet
  }

  private func instructions() -> SheetDraft {
    var sheet = SheetDraft(name: "填写说明")
    sheet.columnWidths = [0: 26, 1: 10, 2: 86]
    sheet.showGridlines = false
    var row = 0
    func add(_ texts: [String], _ style: CellStyle) {
      for (column, text) in texts.enumerated() {
        sheet[CellAddress(row: row, column: column)] = DraftCell(.text(text), style: style)
      }
      row += 1
    }
    add(["怎样填写本工作簿"], FormStyles.title)
    for line in generalLines { add([line], FormStyles.remark) }
    row += 1
    add(["栏目", "是否必填", "填什么"], FormStyles.heading)
    for column in columns {
      add(
        [column.heading, column.field.isNeeded ? "必填" : "可空", explanation(of: column)],
        FormStyles.text)
    }
    return sheet
  }

  private func explanation(of column: FormColumn) -> String {
    column.explanation
      + (column.field.key == schema.outlineField ? "下一级的行在文字前空两个全角空格。" : "")
  }

  private var generalLines: [String] {
    let lines = [
      fixedLines.isEmpty
        ? "1. 在第一张工作表的表头下逐行填写，一行一笔；不要改动表头文字，可以增加行，列的先后可以调换。"
        : "1. 在第一张工作表中填写各行的金额；行已列好，不要改动表头和第一列的文字。",
      "2. 金额以表头右上方的“单位：元”为准；要用万元填写，请把该处改为“单位：万元”。",
      "3. 没有金额的，必填的格子写“无”，可空的格子留空；整张表没有内容时，在表头下第一行第一格写“无”。什么都不填表示尚未填写，不会当作 0。",
      "4. 不必填写合计、小计；填写了也可以，会用来核对。",
    ]
    return lines
      + (columns.contains { $0.isCode }
        ? ["5. 科目编码可从下拉列表选择，名称对照见“\(Self.listSheet)”表；编码列是文本格式，保留前面的 0。"] : [])
  }
}
