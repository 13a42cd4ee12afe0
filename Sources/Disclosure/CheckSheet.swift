import Budget
import Decimals
import Localization
import Profiles
import Reconciliation
import Sheets
import XLSXWriter

/// Draws 勾稽核对: one row a check, with both sides, difference and verdict as live formulas that
/// are printed from the compiled rule; below them the record tests, whose results are constants.
struct CheckSheet {
  let checks: [Check]
  let tests: [TestResult]
  let book: AddressBook
  let set: StatementSet

  static let name = "勾稽核对"
  static let headings = [
    "序号", "规则", "勾稽关系", "关系", "左边", "右边", "差额", "三倍标准差界", "最大尾差", "源数据差额", "单位",
    "结论", "级别", "左边单元格", "右边单元格",
  ]
  private static let widths: [Double] = [6, 28, 60, 6, 16, 16, 14, 12, 12, 14, 8, 12, 8, 26, 26]
  private static let firstRow = 3

  func drawn() -> SheetDraft {
    var sheet = SheetDraft(name: Self.name)
    sheet[CellAddress(row: 0, column: 0)] = DraftCell(.text(Self.name), style: Styles.title)
    sheet.merges.append(
      CellRange(
        CellAddress(row: 0, column: 0), CellAddress(row: 0, column: Self.headings.count - 1)))
    sheet.rowHeights[0] = 36
    drawMaster(&sheet)
    for (column, heading) in Self.headings.enumerated() {
      sheet[CellAddress(row: 2, column: column)] = DraftCell(.text(heading), style: Styles.heading)
      sheet.columnWidths[column] = Self.widths[column]
    }
    sheet.rowHeights[2] = 34
    for (index, check) in checks.enumerated() { draw(check, row: Self.firstRow + index, &sheet) }
    let records = tests.flatMap { test in test.outcomes.map { (test, $0) } }
    for (index, record) in records.enumerated() {
      draw(record.0, record.1, row: Self.firstRow + checks.count + index, &sheet)
    }
    let lastRow = max(Self.firstRow + checks.count + records.count - 1, Self.firstRow)
    colour(&sheet, rows: Self.firstRow...lastRow)
    sheet.filter = CellRange(
      CellAddress(row: Self.firstRow - 1, column: 0),
      CellAddress(row: lastRow, column: Self.headings.count - 1))
    sheet.widenForAmounts()
    sheet.frozenRows = Self.firstRow
    sheet.frozenColumns = 3
    sheet.print.landscape = true
    sheet.print.paper = .a3
    sheet.print.fitWidth = 1
    sheet.print.repeatRows = 0...2
    sheet.print.footer = "&C第 &P 页，共 &N 页"
    sheet.showGridlines = false
    return sheet
  }

  /// The one line that says whether all is well.
  var master: MasterVerdict {
    let verdicts =
      checks.map { ($0.rule.severity, $0.verdict) }
      + tests.flatMap { test in test.outcomes.map { (test.rule.severity, $0.verdict) } }
    let rows = (Self.firstRow + 1, Self.firstRow + max(verdicts.count, 1))
    return MasterVerdict(
      verdicts: verdicts.filter { $0.0 > .info }.map(\.1), range: "L\(rows.0):L\(rows.1)",
      severityRange: "M\(rows.0):M\(rows.1)")
  }

  private func drawMaster(_ sheet: inout SheetDraft) {
    sheet[MasterVerdict.cell] = DraftCell(
      .formula(master.formula, cached: .text(master.text)), style: Styles.headerLeft)
    sheet.merges.append(CellRange(MasterVerdict.cell, CellAddress(row: 1, column: 5)))
    sheet.conditionalFormats += MasterVerdict.colours(at: MasterVerdict.cell)
  }

  private func draw(_ check: Check, row: Int, _ sheet: inout SheetDraft) {
    let line = row + 1
    let sentence = check.sentence.chinese
    let money = Styles.figure(
      "#,##0" + (check.decimals == 0 ? "" : "." + String(repeating: "0", count: check.decimals)),
      isTotal: false)
    let fine = Styles.figure("#,##0.00####", isTotal: false)
    func put(_ column: Int, _ content: CellContent, _ style: CellStyle) {
      sheet[CellAddress(row: row, column: column)] = DraftCell(content, style: style)
    }
    sheet.rowHeights[row] =
      Double(Styles.wrappedLines(sentence, width: Self.widths[2])) * 14.5 + 4.5
    put(0, .number(ExactDecimal(row - Self.firstRow + 1)), Styles.center)
    put(1, .text(check.rule.id), Styles.text)
    put(2, .text(sentence), Styles.text)
    put(3, .text(check.comparison.relation.symbol), Styles.center)
    put(10, .text(check.unit.name), Styles.center)
    put(12, .text(check.rule.severity.name.chinese), Styles.center)
    link(check.left, column: 13, row: row, &sheet)
    link(check.right, column: 14, row: row, &sheet)
    guard check.verdict != .notChecked, check.verdict != .notApplicable else {
      for column in 4...9 { put(column, .text("—"), Styles.center) }
      put(11, .text(check.verdict.name.chinese), Styles.center)
      return
    }
    put(4, side(check.left, check), money)
    put(5, side(check.right, check), money)
    let scale = pow10(places(check))
    let difference =
      "IF(AND(ISNUMBER(E\(line)),ISNUMBER(F\(line))),(ROUND(E\(line)*\(scale),0)-ROUND(F\(line)*\(scale),0))/\(scale),\"\")"
    put(
      6, .formula(difference, cached: .number(check.unit.decimal(atoms: check.shownDifference))),
      money)
    put(7, .number(check.unit.decimal(atoms: check.roundingBounds.likelyLimit)), fine)
    put(8, .number(check.halfSpread), fine)
    if check.exactIsKnown, let exact = check.exactDifference {
      // What rounding took stays as it was; a figure that is changed later moves the difference
      // of the inputs as far as that of the print.
      let moved = check.unit.decimal(atoms: exact - check.shownDifference)
      let sign = moved.significand < 0 ? "" : "+"
      put(
        9,
        .formula(
          "IF(ISNUMBER(G\(line)),ROUND(G\(line)\(sign)\(moved),8),\"\")",
          cached: .number(check.unit.decimal(atoms: exact))), fine)
    } else {
      put(9, .text("—"), Styles.center)
    }
    put(
      11, .formula(verdictFormula(check, line: line), cached: .text(check.verdict.name.chinese)),
      Styles.center)
  }

  private func draw(
    _ test: TestResult, _ outcome: TestOutcome, row: Int, _ sheet: inout SheetDraft
  ) {
    func put(_ column: Int, _ text: String, _ style: CellStyle) {
      sheet[CellAddress(row: row, column: column)] = DraftCell(.text(text), style: style)
    }
    let sentence = test.message(outcome).chinese
    sheet.rowHeights[row] =
      Double(Styles.wrappedLines(sentence, width: Self.widths[2])) * 14.5 + 4.5
    sheet[CellAddress(row: row, column: 0)] = DraftCell(
      .number(ExactDecimal(row - Self.firstRow + 1)), style: Styles.center)
    put(1, test.rule.id, Styles.text)
    put(2, sentence, Styles.text)
    put(3, "逐条检验", Styles.center)
    for column in 4...10 { put(column, "—", Styles.center) }
    put(11, outcome.verdict.name.chinese, Styles.center)
    put(12, test.rule.severity.name.chinese, Styles.center)
    put(13, outcome.operands.first?.place.description ?? "—", Styles.text)
    put(14, "—", Styles.center)
  }

  private func side(_ side: CheckSide, _ check: Check) -> CellContent {
    let value = check.unit.decimal(atoms: side.shown)
    switch FormulaText(book: book, set: set, sheet: Self.name)
      .text(of: side.form, own: 0, unit: check.unit)
    {
    case .constant: return .number(value)
    case .formula(let text):
      // A lone reference to a blank cell is blank, not 0, to ISNUMBER in LibreOffice.
      return .formula(side.form.terms.count == 1 ? text + "+0" : text, cached: .number(value))
    }
  }

  // The places at which every printed figure of the check is a whole number of its unit.
  private func places(_ check: Check) -> Int {
    let quanta = (check.left.form.terms + check.right.form.terms).compactMap { set[$0.key] }
      .map { $0.unit.quantum(decimals: $0.decimals) }
    var places = check.decimals
    while check.unit.quantum(decimals: places) > 1,
      quanta.contains(where: { $0 % check.unit.quantum(decimals: places) != 0 })
    {
      places += 1
    }
    return places
  }

  // The verdicts of `Reconciliation`, in the cells' own arithmetic: G difference, H three standard
  // deviations, I largest rounding, J the exact difference where it is known. The largest rounding
  // itself is possible only on the side where the interval of the true values has its end.
  private func verdictFormula(_ check: Check, line number: Int) -> String {
    let line = String(number)
    let excess: (String) -> String =
      switch check.comparison.relation {
      case .atMost: { "\($0)\(line)>0" }
      case .atLeast: { "\($0)\(line)<0" }
      default: { "\($0)\(line)<>0" }
      }
    let magnitude = "ABS(G\(line))"
    let beyond =
      if check.roundingBounds.spread > 0, check.roundingBounds.reachesLow {
        "OR(\(magnitude)>I\(line),G\(line)=-I\(line))"
      } else if check.roundingBounds.spread > 0, check.roundingBounds.reachesHigh {
        "OR(\(magnitude)>I\(line),G\(line)=I\(line))"
      } else {
        "\(magnitude)>=I\(line)"
      }
    let known =
      "IF(\(excess("J")),\"不符\",IF(NOT(\(excess("G"))),\"相符\",IF(\(magnitude)>I\(line),\"不符\",\"尾差\")))"
    let unknown =
      "IF(NOT(\(excess("G"))),\"相符\",IF(\(beyond),\"不符\",IF(\(magnitude)<=H\(line),\"尾差\",\"可疑尾差\")))"
    return "IF(NOT(ISNUMBER(G\(line))),\"未能核对\",IF(ISNUMBER(J\(line)),\(known),\(unknown)))"
  }

  private func link(_ side: CheckSide, column: Int, row: Int, _ sheet: inout SheetDraft) {
    let address = CellAddress(row: row, column: column)
    guard let (name, cell) = side.form.terms.lazy.compactMap({ book.cell(of: $0.key) }).first else {
      sheet[address] = DraftCell(.text("—"), style: Styles.center)
      return
    }
    let more = side.form.terms.count > 1 ? " 等" : ""
    sheet[address] = DraftCell(
      .link(text: "\(name)!\(cell)\(more)", target: internalTarget(name, cell)),
      style: Styles.link)
  }

  private func colour(_ sheet: inout SheetDraft, rows: ClosedRange<Int>) {
    let range = CellRange(
      CellAddress(row: rows.lowerBound, column: 11), CellAddress(row: rows.upperBound, column: 11))
    let first = "$L\(rows.lowerBound + 1)"
    for (verdict, font, fill) in [
      ("不符", 0x9C0006, 0xFFC7CE), ("可疑尾差", 0x9C5700, 0xFFEB9C), ("未能核对", 0x9C5700, 0xFFEB9C),
      ("相符", 0x006100, 0xC6EFCE),
    ] as [(String, UInt32, UInt32)] {
      sheet.conditionalFormats.append(
        ConditionalFormat(
          range: range, formula: "\(first)=\"\(verdict)\"", fontColor: font, fill: fill))
    }
  }

  private func pow10(_ power: Int) -> Int { (0..<power).reduce(1) { value, _ in value * 10 } }
}

/// The target of a link to a cell of the same workbook.
func internalTarget(_ sheet: String, _ address: CellAddress) -> String {
  "internal:\(quotedSheetName(sheet))!\(address)"
}

extension Check {
  // ½Σ|c|q; an odd spread gives half an atom, which 分 cannot hold but the cell can.
  fileprivate var halfSpread: ExactDecimal {
    let doubled = unit.decimal(atoms: roundingBounds.spread)
    return ExactDecimal(
      significand: doubled.significand * 5, exponent: Int(doubled.exponent) - 1)
  }
}

extension Observation {
  // The largest whole r with 4r² ≤ 3Σ(cq)².
  fileprivate var likelyLimit: Int64 {
    var low: Int128 = 0
    var high: Int128 = 1 << 62
    while low < high {
      let middle = (low + high + 1) / 2
      if 4 * middle * middle <= 3 * squares { low = middle } else { high = middle - 1 }
    }
    return Int64(low)
  }
}

extension Relation {
  fileprivate var symbol: String {
    switch self {
    case .equal: "＝"
    case .atMost: "≤"
    case .atLeast: "≥"
    case .below: "＜"
    case .above: "＞"
    case .differ: "≠"
    }
  }
}
