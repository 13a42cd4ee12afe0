import Budget
import Decimals
import Profiles
import Sheets
import XLSXWriter

/// Draws 图示: native charts over cells that repeat figures of the tables as live formulas.
struct ChartSheet {
  let plans: [Highlights.ChartPlan]
  let book: AddressBook
  let set: StatementSet
  let slots: [String: String]

  static let name = "图示"
  // The charts take the columns before it; the cells that they draw begin here.
  private static let firstColumn = 12
  private static let columnWidth = 9.0
  private static let chartWidth = 740
  private static let rowHeight = 20.0

  /// A figure with what it is called in a chart.
  private struct Point {
    var label: String
    var figure: Figure
    var reference: String
    var shown: Int64 { figure.shown.atoms }
  }

  func drawn() -> SheetDraft {
    var sheet = SheetDraft(name: Self.name)
    sheet[CellAddress(row: 0, column: 0)] = DraftCell(
      .text(Self.name), style: Styles.title)
    sheet.merges.append(
      CellRange(
        CellAddress(row: 0, column: 0), CellAddress(row: 0, column: Self.firstColumn - 2)))
    sheet.rowHeights[0] = 36
    for column in 0..<Self.firstColumn { sheet.columnWidths[column] = Self.columnWidth }
    var row = 1
    for plan in plans { row = draw(plan, row: row, &sheet) }
    for number in 1..<max(row, 2) { sheet.rowHeights[number] = Self.rowHeight }
    sheet.print.paper = .a4
    sheet.print.fitWidth = 1
    sheet.print.centerHorizontally = true
    sheet.print.footer = "&C第 &P 页，共 &N 页"
    sheet.print.area = CellRange(
      CellAddress(row: 0, column: 0),
      CellAddress(row: max(row - 1, 1), column: Self.firstColumn - 2))
    sheet.showGridlines = false
    return sheet
  }

  // Draws one chart with its cells and gives the first row below both.
  private func draw(
    _ plan: Highlights.ChartPlan, row: Int, _ sheet: inout SheetDraft
  ) -> Int {
    let title = Wording.fill(plan.title, slots)
    var points = plan.figures.flatMap { figure, label in
      set.keys(of: figure).compactMap { point($0, label: label) }
    }
    if plan.kind == .bars { points = points.filter { $0.shown != 0 } }
    let ends = [plan.from, plan.to].compactMap(end)
    let isDrawable =
      points.contains { $0.shown != 0 } && (plan.kind != .waterfall || ends.count == 2)
    guard isDrawable, let unit = points.first?.figure.unit else {
      sheet[CellAddress(row: row, column: 0)] = DraftCell(
        .text("《\(title)》没有可画的数字。"), style: Styles.note)
      sheet.merges.append(
        CellRange(
          CellAddress(row: row, column: 0),
          CellAddress(row: row, column: Self.firstColumn - 2)))
      return row + 2
    }
    let format = Styles.numberFormat(
      decimals: points[0].figure.decimals, isPadded: false)
    let height: Int
    if plan.kind == .waterfall {
      drawWaterfall(title, from: ends[0], points, to: ends[1], unit, format, row: row, &sheet)
      height = 400
    } else {
      // A pie has no place for what is negative.
      let isPie = plan.kind == .shares && points.allSatisfy { $0.shown >= 0 }
      height = isPie ? 360 : 110 + points.count * 34
      drawSimple(
        title, points, unit, format, isPie: isPie, height: height, row: row, &sheet)
    }
    let rows = (Double(height) * 0.75 / Self.rowHeight).rounded(.up)
    return row + max(Int(rows) + 1, points.count + 5)
  }

  // The totals at both ends of a waterfall go by their columns: both rows are called the same.
  private func end(_ selector: CellSelector?) -> Point? {
    selector.flatMap { set.keys(of: $0).first }.flatMap { point($0, label: $0.column) }
  }

  private func point(_ key: FigureKey, label: String?) -> Point? {
    guard let figure = set[key], let (sheet, address) = book.cell(of: key) else { return nil }
    if case .missing = figure.state { return nil }
    let statement = set[
      StatementKey(period: key.period, table: key.table, block: key.block)]
    return Point(
      label: label ?? statement?.row(key.row)?.label ?? key.row, figure: figure,
      reference: "\(quotedSheetName(sheet))!\(address)")
  }

  // MARK: Bars and shares

  private func drawSimple(
    _ title: String, _ points: [Point], _ unit: MeasureUnit, _ format: String, isPie: Bool,
    height: Int, row: Int, _ sheet: inout SheetDraft
  ) {
    let column = Self.firstColumn
    head(title, ["项目", "金额（\(unit.name)）"], row: row, &sheet)
    for (index, point) in points.enumerated() {
      let line = row + 2 + index
      put(.text(point.label), Styles.text, line, column, &sheet)
      // A reference to a blank cell is blank, not 0, to a chart.
      put(
        .formula(point.reference + "+0", cached: .number(unit.decimal(atoms: point.shown))),
        Styles.figure(format, isTotal: false), line, column + 1, &sheet)
    }
    let rows = (row + 2)...(row + 1 + points.count)
    sheet.charts.append(
      Chart(
        isPie ? .pie : .bar, title: title,
        series: [
          Chart.Series(
            categories: cells(rows, column), values: cells(rows, column + 1),
            fill: isPie
              ? .points(points.indices.map { Self.palette[$0 % Self.palette.count] })
              : .color(Self.palette[0]), labels: true)
        ],
        position: CellAddress(row: row, column: 0), width: Self.chartWidth, height: height,
        unit: unit.name, numberFormat: format,
        description: description(title, points, unit)))
  }

  // MARK: Waterfall

  // Stacked columns: a base without paint holds up what lies between the sum before a step and
  // the sum after it; where a step crosses zero it has a part above and a part below.
  private func drawWaterfall(
    _ title: String, from: Point, _ steps: [Point], to: Point, _ unit: MeasureUnit,
    _ format: String, row: Int, _ sheet: inout SheetDraft
  ) {
    let column = Self.firstColumn
    head(
      title,
      ["项目", "金额（\(unit.name)）", "步前", "步后", "底", "合计", "增加", "增加（零下）", "减少", "减少（零下）"], row: row,
      &sheet)
    let number = Styles.figure(format, isTotal: false)
    let letters = (0..<10).map { CellAddress.letters(ofColumn: column + $0) }
    var sum: Int64 = 0
    let points = [from] + steps + [to]
    for (index, point) in points.enumerated() {
      let line = row + 2 + index
      let isEnd = index == 0 || index == points.count - 1
      func cell(_ offset: Int, up: Int = 0) -> String { "\(letters[offset])\(line + 1 - up)" }
      func live(_ offset: Int, _ formula: String, _ atoms: Int64) {
        put(
          .formula(formula, cached: .number(unit.decimal(atoms: atoms))), number, line,
          column + offset, &sheet)
      }
      put(.text(point.label), Styles.text, line, column, &sheet)
      live(1, point.reference + "+0", point.shown)
      guard !isEnd else {
        sum = point.shown
        live(3, cell(1), sum)
        live(5, cell(1), sum)
        continue
      }
      let (before, after) = (sum, sum + point.shown)
      let (low, high) = (min(before, after), max(before, after))
      let above = max(high, 0) - max(low, 0)
      let below = min(low, 0) - min(high, 0)
      let (lowText, highText) = (
        "MIN(\(cell(2)),\(cell(3)))", "MAX(\(cell(2)),\(cell(3)))"
      )
      let (aboveText, belowText) = (
        "MAX(\(highText),0)-MAX(\(lowText),0)", "MIN(\(lowText),0)-MIN(\(highText),0)"
      )
      live(2, cell(3, up: 1), before)
      live(3, "\(cell(2))+\(cell(1))", after)
      live(4, "MAX(\(lowText),0)+MIN(\(highText),0)", max(low, 0) + min(high, 0))
      let rises = point.shown >= 0
      live(6, "IF(\(cell(1))>=0,\(aboveText),0)", rises ? above : 0)
      live(7, "IF(\(cell(1))>=0,\(belowText),0)", rises ? below : 0)
      live(8, "IF(\(cell(1))<0,\(aboveText),0)", rises ? 0 : above)
      live(9, "IF(\(cell(1))<0,\(belowText),0)", rises ? 0 : below)
      sum = after
    }
    let rows = (row + 2)...(row + 1 + points.count)
    // A step's label says whether it rises, not on which side of zero the part lies.
    func series(
      _ name: String, _ offset: Int, _ fill: Chart.Series.Fill, sign: String? = nil
    ) -> Chart.Series {
      Chart.Series(
        name: name, categories: cells(rows, column), values: cells(rows, column + offset),
        fill: fill, labels: fill != .invisible,
        labelFormat: sign.map { "\($0)\(format);\($0)\(format);" })
    }
    sheet.charts.append(
      Chart(
        .stackedColumn, title: title,
        series: [
          series("", 4, .invisible), series("合计", 5, .color(Self.palette[0])),
          series("增加", 6, .color(Self.rise), sign: "+"),
          series("", 7, .color(Self.rise), sign: "+"),
          series("减少", 8, .color(Self.fall), sign: "-"),
          series("", 9, .color(Self.fall), sign: "-"),
        ],
        position: CellAddress(row: row, column: 0), width: Self.chartWidth, height: 400,
        unit: unit.name, numberFormat: format, legend: .bottom, gap: 40,
        description: description(title, points, unit)))
  }

  // MARK: Parts

  private static let palette: [UInt32] = [0x9DC3E6, 0xF4B183, 0xBFBFBF, 0xFFD966, 0xA9D18E]
  // In China what rises is red.
  private static let rise: UInt32 = 0xFF7C80
  private static let fall: UInt32 = 0xA9D18E

  private func head(
    _ title: String, _ headings: [String], row: Int, _ sheet: inout SheetDraft
  ) {
    put(.text(title), Styles.headerLeft, row, Self.firstColumn, &sheet)
    for (index, heading) in headings.enumerated() {
      put(.text(heading), Styles.heading, row + 1, Self.firstColumn + index, &sheet)
      let width = index == 0 ? 30.0 : 16
      let column = Self.firstColumn + index
      sheet.columnWidths[column] = max(sheet.columnWidths[column] ?? 0, width)
    }
  }

  private func put(
    _ content: CellContent, _ style: CellStyle, _ row: Int, _ column: Int,
    _ sheet: inout SheetDraft
  ) {
    sheet[CellAddress(row: row, column: column)] = DraftCell(content, style: style)
  }

  private func cells(_ rows: ClosedRange<Int>, _ column: Int) -> Chart.Cells {
    Chart.Cells(
      sheet: Self.name,
      CellRange(
        CellAddress(row: rows.lowerBound, column: column),
        CellAddress(row: rows.upperBound, column: column)))
  }

  // At most 255 characters, for those who cannot see the chart.
  private func description(_ title: String, _ points: [Point], _ unit: MeasureUnit) -> String {
    let figures = points.map { "\($0.label) \(unit.decimal(atoms: $0.shown))" }
    return String("\(title)（\(unit.name)）：\(figures.joined(separator: "；"))".prefix(250))
  }
}
