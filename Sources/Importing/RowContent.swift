import Decimals
import Sheets

/// A row of the data area with what is needed to tell what becomes of it.
struct RowContent {
  /// What a row is, as far as it can be told without reading its values.
  enum Kind {
    /// Nothing, or a row of a form that was not filled in.
    case blank
    /// The header once more.
    case header
    /// A footnote, a line for signatures, a title repeated.
    case remark
    /// 无 and nothing else.
    case declaredEmpty
    /// A row that sums others.
    case total(RowWords.Total)
    /// Anything else: a line, if its values can be read.
    case line
  }

  /// The row, 0-based.
  var row: Int
  /// Its first cell that is not blank.
  var first: Cell
  /// What it is.
  var kind = Kind.blank
  /// Its cells in the columns in use, merged labels included.
  var cells: RowCells
  /// The label of a total, else the first text.
  var label = ""
  /// Whether a text of the row only ends like the name of a total.
  var resemblesTotal = false
  /// How many cells outside the columns of amounts say something.
  var words = 0
  /// Whether a column of amounts holds anything that is not declared empty.
  var hasFigures = false
  /// The cell of an amount that is merged over several columns of amounts, or over several rows
  /// while the row's other cells are not.
  var mergedAmount: Cell?
  /// The units of money that a remark states.
  var statedUnits: [SheetUnit] = []
  /// What a remark says about the unit of government and the year.
  var context: [String: SheetContext.Statement] = [:]
  /// The columns that no field uses and that hold a number here.
  var unusedNumbers: [Int] = []
}

/// Tells of each row what it is.
struct RowClassifier {
  private let columns: ColumnsInUse
  private let header: Header
  private let titles: [[Int: String]]
  private let context: SheetContext
  private var merges: MergeSweep

  init(
    sheet: SheetFrame, grid: HeaderGrid, header: Header, columns: ColumnsInUse,
    context: SheetContext
  ) {
    self.header = header
    self.columns = columns
    self.context = context
    titles = (grid.first..<max(grid.first, header.rows.lowerBound)).map {
      grid.own($0).mapValues(\.folded)
    }.filter { !$0.isEmpty }
    merges = MergeSweep(sheet.merges, below: header.rows.upperBound)
  }

  /// Whether a cell holds neither a value nor a formula.
  static func isBlank(_ cell: Cell) -> Bool {
    switch cell.value {
    case .text(let text): text.unicodeScalars.allSatisfy { isSpace($0) }
    case nil: cell.formula == nil
    default: false
    }
  }

  /// What a row is; `isFirst` tells that no line stands above it.
  ///
  /// Rows must come in order.
  mutating func content(of row: Int, cells: ArraySlice<Cell>, isFirst: Bool) -> RowContent {
    merges.advance(to: row, cells: cells)
    var content = RowContent(
      row: row, first: cells[cells.startIndex],
      cells: RowCells(count: columns.all.count, scope: columns.scope.count))
    var tally = Tally()
    for cell in cells where !Self.isBlank(cell) {
      if tally.filled == 0 { content.first = cell }
      take(cell, into: &content, &tally)
    }
    inherit(into: &content)
    content.resemblesTotal = tally.total == .named
    content.kind = kind(of: content, tally, cells: cells, isFirst: isFirst)
    if case .remark = content.kind {
      let texts = cells.map { ($0.address, folded($0.text), $0.text) }
      content.statedUnits = SheetUnit.stated(in: texts)
      content.context = context.stated(in: texts.map { ($0.0, $0.2) })
    }
    return content
  }

  /// What is counted on the way through a row.
  private struct Tally {
    var filled = 0
    var mapped = 0
    var declared = 0
    var placeholders = 0
    var saysNone = false
    var total: RowWords.Total?
  }

  private func kind(
    of content: RowContent, _ tally: Tally, cells: ArraySlice<Cell>, isFirst: Bool
  ) -> RowContent.Kind {
    if tally.filled == 0 || tally.placeholders == tally.filled { return .blank }
    if header.texts.contains(where: { matches(cells, $0) }) { return .header }
    if isFirst, isColumnNumbers(cells) { return .header }
    if let total = tally.total, total != .named { return .total(total) }
    if !content.hasFigures, content.words > 0,
      RowWords.isRemark(content.label) || repeatsTitle(cells)
    {
      return .remark
    }
    if tally.declared == tally.filled { return tally.saysNone ? .declaredEmpty : .blank }
    return tally.mapped == 0 && content.unusedNumbers.isEmpty ? .remark : .line
  }

  private func take(_ cell: Cell, into content: inout RowContent, _ tally: inout Tally) {
    let column = cell.address.column
    let position = columns.position(of: column)
    for index in columns.scope.indices where columns.scope[index] == column {
      content.cells.scope[index] = cell
    }
    if position == nil, columns.serial.contains(column) {
      // A number in front of the row says nothing, but 合计 may stand in its place.
      guard case .text(let text) = cell.value, let total = RowWords.total(text), total != .named
      else { return }
    }
    tally.filled += 1
    if let position {
      tally.mapped += 1
      content.cells.cells[position] = cell
    }
    let isAmount = position.map { columns.holdsAmounts[$0] } ?? false
    switch cell.value {
    case .text(let text):
      if declaresNothing(unfolded: text) {
        tally.declared += 1
        if text.contains("无") { tally.saysNone = true }
      } else if RowWords.isPlaceholder(text) {
        tally.placeholders += 1
      } else if isAmount, !RowWords.isRemark(text) {
        content.hasFigures = true
      } else {
        takeWord(text, at: position, into: &content, &tally)
      }
    case .number(let number):
      if !isAmount {
        content.words += 1
        if position == nil { content.unusedNumbers.append(column) }
      } else if number == .zero, cell.formula == nil {
        tally.declared += 1
      } else {
        content.hasFigures = true
      }
    default:
      if isAmount { content.hasFigures = true } else { content.words += 1 }
    }
  }

  private func takeWord(
    _ text: String, at position: Int?, into content: inout RowContent, _ tally: inout Tally
  ) {
    content.words += 1
    if content.label.isEmpty { content.label = trimmed(text) }
    guard tally.total == nil || tally.total == .named, let total = RowWords.total(text) else {
      return
    }
    // 其中：公务用车购置费 is a line where the column's list has 公务用车购置费.
    if let position, columns.choices[position]?.name(text) != nil { return }
    tally.total = total
    content.label = trimmed(text)
  }

  /// Lets labels and codes that are merged over several rows hold for all of them, and finds
  /// amounts that are merged over several rows or columns of amounts.
  private func inherit(into content: inout RowContent) {
    guard !merges.active.isEmpty else { return }
    var covered: Set<Int> = []
    var mergedDown: Cell?
    for merge in merges.active {
      let reach = merge.range.first.column...merge.range.last.column
      let isTall = merge.range.last.row > merge.range.first.row
      for (index, column) in columns.scope.enumerated()
      where isTall && column == reach.lowerBound && content.cells.scope[index] == nil {
        content.cells.scope[index] = merge.anchor
      }
      var amounts = 0
      for (position, column) in columns.all.enumerated() where reach.contains(column) {
        if columns.holdsAmounts[position] { amounts += 1 }
        guard isTall else { continue }
        covered.insert(position)
        content.cells.isMerged[position] = true
        if column == reach.lowerBound, !columns.holdsAmounts[position],
          content.cells.cells[position] == nil
        {
          content.cells.cells[position] = merge.anchor
        }
      }
      guard let anchor = merge.anchor, !Self.isBlank(anchor),
        let position = columns.position(of: reach.lowerBound), columns.holdsAmounts[position]
      else { continue }
      if amounts > 1 { content.mergedAmount = anchor }
      if isTall { mergedDown = anchor }
    }
    // Where the whole row is merged down, it is one line that is several rows high.
    let hasOwn = content.cells.cells.indices.contains {
      content.cells.cells[$0] != nil && !covered.contains($0)
    }
    if hasOwn, let mergedDown { content.mergedAmount = mergedDown }
  }

  private func matches(_ cells: ArraySlice<Cell>, _ texts: [Int: String]) -> Bool {
    var count = 0
    for cell in cells where !Self.isBlank(cell) {
      guard let text = texts[cell.address.column], text == cell.text || text == folded(cell.text)
      else { return false }
      count += 1
    }
    return count > 0 && count * 2 >= texts.count
  }

  /// Whether the row under the header numbers its columns: 栏次 1 2 3, 甲 乙 1 2.
  private func isColumnNumbers(_ cells: ArraySlice<Cell>) -> Bool {
    var next = 1
    var words = 0
    for cell in cells where !Self.isBlank(cell) {
      var text = folded(cell.text)
      // The number counts, not how the column's format shows it.
      if case .number(let number) = cell.value { text = number.description }
      if Int(text) == next {
        next += 1
      } else if RowWords.isColumnLetter(text) || declaresNothing(text) {
        words += 1
      } else {
        return false
      }
    }
    return next > 2 || (next == 2 && words > 0)
  }

  /// Whether the row repeats a row above the header, as the next page of a print does.
  private func repeatsTitle(_ cells: ArraySlice<Cell>) -> Bool {
    titles.contains { matches(cells, $0) }
  }
}
