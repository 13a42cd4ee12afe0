import Budget
import Decimals
import Localization
import Profiles
import Sheets
import XLSXWriter

/// Draws a table as an official sheet.
struct TableSheet {
  let placement: TablePlacement
  let set: StatementSet
  let formulas: FormulaText
  let wording: Wording
  let slots: [String: String]
  /// The draft mark, or nothing.
  let draft: String?

  private var layout: SheetLayout { placement.layout }
  private var lastColumn: Int { max(layout.columns.count - 1, 0) }

  func drawn() -> SheetDraft {
    var sheet = SheetDraft(name: layout.sheet)
    drawHead(&sheet)
    drawHeadings(&sheet)
    drawLines(&sheet)
    drawNote(&sheet)
    setFonts(of: &sheet)
    for (column, layoutColumn) in layout.columns.enumerated() {
      sheet.columnWidths[column] = layoutColumn.width
    }
    sheet.widenForAmounts()
    sheet.frozenRows = placement.bodyRow
    sheet.print.landscape = layout.isLandscape
    sheet.print.paper = .a4
    sheet.print.margins = PrintSetup.Margins(left: 0.5, right: 0.5, top: 0.6, bottom: 0.6)
    sheet.print.fitWidth = 1
    sheet.print.fitHeight = PageFit(sheet: sheet, headRows: placement.bodyRow).pages
    sheet.print.repeatRows = 0...(placement.bodyRow - 1)
    sheet.print.centerHorizontally = true
    sheet.print.footer = "&C第 &P 页，共 &N 页"
    sheet.showGridlines = false
    return sheet
  }

  private func setFonts(of sheet: inout SheetDraft) {
    let fonts = wording.fonts
    let headings = layout.grid.headingRow..<(layout.grid.headingRow + placement.headingDepth)
    sheet.cells.update { address, cell in
      let isTitle = address.row == layout.grid.titleRow
      let isHeading = headings.contains(address.row)
      let font = isTitle ? fonts.title : isHeading ? fonts.heading : fonts.body
      cell.style.fontName = font.name
      cell.style.fontSize = font.size
      if isTitle || isHeading { cell.style.bold = font.isBold }
    }
  }

  private func fill(_ text: String) -> String { Wording.fill(text, slots) }

  private func drawHead(_ sheet: inout SheetDraft) {
    let title = layout.grid.titleRow
    let line = layout.grid.lineRow
    var (left, right) = thirds
    if let columns = layout.grid.lineColumns { (left, right) = (columns - 1, lastColumn) }
    var texts = (
      title: fill(layout.title), left: fill(wording.headerLeft),
      middle: fill(wording.headerMiddle)
    )
    let hasMiddle = right > left + 1 && !texts.middle.isEmpty
    if let draft {
      // Where there is room for it.
      let mark = "　【\(draft)】"
      if hasMiddle, fits(texts.middle + mark, (left + 1)...(right - 1)) {
        texts.middle += mark
      } else if fits(texts.left + mark, 0...left) {
        texts.left += mark
      } else {
        texts.title += mark
      }
    }
    sheet[CellAddress(row: title, column: 0)] = DraftCell(
      .text(texts.title), style: Styles.title)
    merge(&sheet, row: title, 0...min(lastColumn, (layout.grid.titleColumns ?? .max) - 1))
    sheet.rowHeights[title] = 36
    // A long name goes on in the next line of its cell.
    var style = Styles.headerLeft
    style.wrap = true
    sheet[CellAddress(row: line, column: 0)] = DraftCell(.text(texts.left), style: style)
    merge(&sheet, row: line, 0...left)
    if hasMiddle {
      sheet[CellAddress(row: line, column: left + 1)] = DraftCell(
        .text(texts.middle), style: Styles.headerMiddle)
      merge(&sheet, row: line, (left + 1)...(right - 1))
    }
    if right <= lastColumn {
      sheet[CellAddress(row: line, column: right)] = DraftCell(
        .text(fill(layout.unitLine)), style: Styles.headerRight)
      merge(&sheet, row: line, right...lastColumn)
    }
    let lines = self.lines(of: texts.left, 0...left)
    sheet.rowHeights[line] =
      lines == 1 ? 21 : Double(lines) * wording.fonts.body.size * 1.38 + 6
  }

  private func fits(_ text: String, _ columns: ClosedRange<Int>) -> Bool {
    lines(of: text, columns) == 1
  }

  private func lines(of text: String, _ columns: ClosedRange<Int>) -> Int {
    let width = layout.columns[columns].reduce(0) { $0 + self.width($1, wording.fonts.body) }
    return Styles.wrappedLines(text, width: width)
  }

  // The header line in three parts, as wide as columns allow: the body, the year, the unit of
  // measure. The first ends at column `left`, the last begins at column `right`.
  private var thirds: (left: Int, right: Int) {
    let widths = layout.columns.map(\.width)
    let total = widths.reduce(0, +)
    var left = 0
    var passed = widths.first ?? 0
    while left + 1 < widths.count, passed + widths[left + 1] <= total * 0.4 {
      left += 1
      passed += widths[left]
    }
    var right = lastColumn
    var tail = widths.last ?? 0
    while right - 1 > left + 1, tail + widths[right - 1] <= total * 0.25 {
      right -= 1
      tail += widths[right]
    }
    return (left, max(right, left + 1))
  }

  private func merge(_ sheet: inout SheetDraft, row: Int, _ columns: ClosedRange<Int>) {
    guard columns.count > 1 else { return }
    sheet.merges.append(
      CellRange(
        CellAddress(row: row, column: columns.lowerBound),
        CellAddress(row: row, column: columns.upperBound)))
  }

  private func drawHeadings(_ sheet: inout SheetDraft) {
    let depth = placement.headingDepth
    var covered: Set<CellAddress> = []
    for column in layout.columns.indices {
      for level in 0..<depth {
        let address = CellAddress(row: layout.grid.headingRow + level, column: column)
        guard !covered.contains(address) else { continue }
        let path = layout.columns[column].heading
        guard level < path.count else { continue }
        var right = column
        while right + 1 < layout.columns.count, shares(column, right + 1, upTo: level) {
          right += 1
        }
        // The lowest heading of a column reaches down to the figures.
        let bottom = level == path.count - 1 ? depth - 1 : level
        let range = CellRange(
          address, CellAddress(row: layout.grid.headingRow + bottom, column: right))
        for row in range.first.row...range.last.row {
          for covering in range.first.column...range.last.column {
            covered.insert(CellAddress(row: row, column: covering))
          }
        }
        sheet[address] = DraftCell(.text(path[level]), style: Styles.heading)
        if range.first != range.last { sheet.merges.append(range) }
      }
    }
    for level in 0..<depth {
      sheet.rowHeights[layout.grid.headingRow + level] = headingHeight(level)
    }
    guard layout.hasColumnNumbers else { return }
    let row = layout.grid.headingRow + depth
    var number = 0
    for (column, layoutColumn) in layout.columns.enumerated() {
      let isSequence = layoutColumn.content == .sequence
      if !isSequence { number += 1 }
      sheet[CellAddress(row: row, column: column)] = DraftCell(
        isSequence ? .text("栏次") : .number(ExactDecimal(number)), style: Styles.center)
    }
  }

  // Two neighbours share a heading where their whole paths down to it are equal; a column's own
  // lowest heading is never shared.
  private func shares(_ column: Int, _ other: Int, upTo level: Int) -> Bool {
    let path = layout.columns[column].heading
    let otherPath = layout.columns[other].heading
    return level < path.count - 1 && level < otherPath.count - 1
      && path[0...level] == otherPath[0...level]
  }

  private func headingHeight(_ level: Int) -> Double {
    let isLast = level == placement.headingDepth - 1
    let lines = layout.columns.map { column -> Int in
      guard let text = column.heading.last,
        column.heading.count - 1 == level || (isLast && column.heading.count - 1 < level)
      else { return 1 }
      let share = column.heading.count - 1 < level ? placement.headingDepth : 1
      return Styles.wrappedLines(text, width: width(column, wording.fonts.heading)) / share
    }
    return Double(max(lines.max() ?? 1, 1)) * wording.fonts.heading.size * 1.43 + 8
  }

  // A column's width in characters of a font; it is given in those of the standard font.
  private func width(_ column: LayoutColumn, _ font: Fonts.Font) -> Double {
    column.width * 11 / max(font.size, 11)
  }

  // Spreadsheet programs do not make rows higher by themselves when they open a file.
  private func bodyHeight(_ line: TablePlacement.Line) -> Double {
    let font = wording.fonts.body
    let lines = layout.columns.map { column -> Int in
      guard let row = line.rows[column.block] else { return 1 }
      let width = width(column, font)
      switch column.content {
      case .label: return Styles.wrappedLines(row.label, width: width - Double(row.level * 2))
      case .column(let key):
        return row.texts[key].map { Styles.wrappedLines($0, width: width) } ?? 1
      default: return 1
      }
    }
    let count = max(lines.max() ?? 1, 1)
    return count == 1
      ? layout.grid.rowHeight ?? 19 : min(Double(count) * font.size * 1.38 + 4.5, 409)
  }

  private func drawLines(_ sheet: inout SheetDraft) {
    for (index, line) in placement.lines.enumerated() {
      sheet.rowHeights[placement.bodyRow + index] = bodyHeight(line)
      for (column, layoutColumn) in layout.columns.enumerated() {
        let address = CellAddress(row: placement.bodyRow + index, column: column)
        if case .cell(let key, let figureColumn) = layoutColumn.content {
          guard let statement = placement.statements[layoutColumn.block],
            let row = statement.row(key)
          else { continue }
          sheet[address] = figureCell(statement.key(row: key, column: figureColumn), row)
          continue
        }
        guard let row = line.rows[layoutColumn.block],
          let statement = placement.statements[layoutColumn.block]
        else {
          sheet[address] = DraftCell(
            layoutColumn.content == .sequence
              ? .number(ExactDecimal(index + 1)) : .blank, style: Styles.center)
          continue
        }
        switch layoutColumn.content {
        case .sequence:
          sheet[address] = DraftCell(.number(ExactDecimal(index + 1)), style: Styles.center)
        case .label:
          let isCentered = row.isTotal && row.level == 0 && row.isFoot
          // The levels of lines stand in the text: a CSV file keeps no alignment, and nothing else
          // tells them.
          let steps = placement.hasOutlinedLines(layoutColumn.block) ? row.level : 0
          sheet[address] = DraftCell(
            .text(String(repeating: "\u{3000}\u{3000}", count: steps) + row.label),
            style: Styles.label(
              level: row.level - steps, isTotal: row.isTotal, isCentered: isCentered))
        case .code:
          sheet[address] = DraftCell(
            row.code.map { .text($0) } ?? .blank, style: Styles.text)
        case .codePart(let part):
          sheet[address] = DraftCell(
            row.codePart(part).map { .text($0) } ?? .blank, style: Styles.center)
        case .column(let key):
          if statement.columns.contains(key) {
            sheet[address] = figureCell(statement.key(row: row.key, column: key), row)
          } else {
            sheet[address] = DraftCell(
              row.texts[key].map { .text($0) } ?? .blank, style: Styles.text)
          }
        case .cell: break
        }
      }
      mergeLabel(of: line, at: placement.bodyRow + index, &sheet)
    }
  }

  // A closing row has no code: its label takes the columns of the code too.
  private func mergeLabel(of line: TablePlacement.Line, at row: Int, _ sheet: inout SheetDraft) {
    guard let label = layout.columns.firstIndex(where: { $0.content == .label }),
      let closing = line.rows[layout.columns[label].block], closing.isFoot, closing.code == nil
    else { return }
    var first = label
    while first > 0, layout.columns[first - 1].content.isCode { first -= 1 }
    guard first < label else { return }
    let cell = sheet[CellAddress(row: row, column: label)]
    for column in first...label { sheet[CellAddress(row: row, column: column)] = nil }
    sheet[CellAddress(row: row, column: first)] = cell
    merge(&sheet, row: row, first...label)
  }

  private func figureCell(_ key: FigureKey, _ row: StatementRow) -> DraftCell {
    guard let figure = set[key] else { return DraftCell(.blank, style: Styles.text) }
    let style = Styles.figure(
      Styles.numberFormat(figure, isPadded: layout.grid.padsFigures),
      isTotal: row.isTotal && row.level == 0)
    if case .missing = figure.state { return DraftCell(.text("缺"), style: Styles.missing) }
    switch figure.derivation {
    case .constant:
      guard figure.state == .value else { return DraftCell(.blank, style: style) }
      return DraftCell(.number(figure.number), style: style)
    case .formula(let form, let own):
      let ownAtoms = figure.shown.atoms - linearValue(form)
      let isBlank = figure.state == .empty && own.isEmpty
      switch formulas.text(of: form, own: ownAtoms, unit: figure.unit) {
      case .constant:
        return DraftCell(isBlank ? .blank : .number(figure.number), style: style)
      case .formula(let text):
        return DraftCell(.formula(text, cached: .number(figure.number)), style: style)
      }
    case .ratio(let of, let by):
      guard let ofCell = formulas.book.cell(of: of), let byCell = formulas.book.cell(of: by) else {
        return DraftCell(figure.state == .value ? .number(figure.number) : .blank, style: style)
      }
      let numerator = formulas.reference(ofCell.sheet, ofCell.address)
      let denominator = formulas.reference(byCell.sheet, byCell.address)
      let text =
        "IF(\(denominator)=0,IF(\(numerator)=0,\"—\",\"不可比\"),ROUND(\(numerator)/\(denominator),\(figure.decimals + 2)))"
      let cached: CachedValue =
        switch figure.state {
        case .notComparable: .text("不可比")
        case .empty: .text("—")
        default: .number(figure.number)
        }
      return DraftCell(.formula(text, cached: cached), style: style)
    }
  }

  private func linearValue(_ form: LinearForm) -> Int64 {
    form.terms.reduce(0) { $0 + (set[$1.key]?.shown.atoms ?? 0) * $1.factor }
  }

  private func drawNote(_ sheet: inout SheetDraft) {
    var last = placement.lastRow
    if let note = placement.table.emptyNote, placement.isEmpty(set) {
      last += 1
      sheet[CellAddress(row: last, column: 0)] = DraftCell(.text(fill(note)), style: Styles.note)
      merge(&sheet, row: last, 0...lastColumn)
      sheet.rowHeights[last] = 24
    }
    sheet.merges += layout.merges.filter { !$0.contains(CellAddress(row: last, column: 0)) }
    sheet.print.area = CellRange(
      CellAddress(row: 0, column: 0), CellAddress(row: last, column: lastColumn))
  }
}

extension Figure {
  /// The printed value as the number that stands in the cell: a ratio as a fraction of one.
  var number: ExactDecimal {
    unit.dimension == .ratio
      ? ExactDecimal(significand: shown.atoms, exponent: -6) : unit.decimal(atoms: shown.atoms)
  }
}

extension LayoutColumn.Content {
  /// Whether it shows the row's code, or a part of it.
  fileprivate var isCode: Bool {
    switch self {
    case .code, .codePart: true
    case .sequence, .label, .column, .cell: false
    }
  }
}
