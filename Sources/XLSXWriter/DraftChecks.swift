internal import Sheets

/// The checks of a draft as a whole, made before anything is written: Excel calls a workbook
/// corrupt for any of these faults.
struct DraftChecks {
  let draft: WorkbookDraft
  let path: String
  // What links may lead to: sheets and names in lowercase, and sheets as links write them.
  let linkedSheets: Set<String>
  let linkedNames: Set<String>
  let linksToSheets: Set<String>

  init(draft: WorkbookDraft, path: String) {
    self.draft = draft
    self.path = path
    linkedSheets = Set(draft.sheets.map { $0.name.lowercased() })
    linkedNames = Set(draft.definedNames.map { $0.name.lowercased() })
    linksToSheets = Set(
      draft.sheets.map { "internal:'" + $0.name.replacing("'", with: "''") + "'" })
  }

  func run() throws(WriteError) {
    let book = Spot(path: path)
    try book.checkProperties(title: draft.title, author: draft.author, created: draft.created)
    guard draft.sheets.contains(where: { $0.visibility == .visible }) else {
      throw book.refusal(
        zh: "工作簿没有可见的工作表：Excel 要求至少一张",
        en: "the workbook has no visible sheet: Excel wants at least one")
    }
    try checkSheetNames()
    try checkDefinedNames()
    for sheet in draft.sheets { try check(sheet) }
  }

  private func checkSheetNames() throws(WriteError) {
    var seen: [String: String] = [:]
    for sheet in draft.sheets {
      let spot = Spot(path: path, sheet: sheet.name)
      try spot.checkSheetName(sheet.name, among: &seen)
    }
  }

  private func checkDefinedNames() throws(WriteError) {
    let book = Spot(path: path)
    var seen: [String: String] = [:]
    for (name, formula) in draft.definedNames {
      if let fault = Names.faultOfDefinedName(name) {
        throw book.refusal(
          zh: "名称“\(name)”\(fault.zh)：请改名",
          en: "the defined name \"\(name)\" \(fault.en): choose another")
      }
      if let other = seen.updateValue(name, forKey: name.lowercased()) {
        throw book.refusal(
          zh: "名称“\(name)”与“\(other)”重复（不分大小写）：请改名",
          en:
            "the defined name \"\(name)\" repeats \"\(other)\" (case does not count): choose another"
        )
      }
      try book.checkFormula(formula)
      try book.checkLength(name, limit: 255)
    }
  }

  // MARK: One sheet

  private func check(_ sheet: SheetDraft) throws(WriteError) {
    let spot = Spot(path: path, sheet: sheet.name)
    try spot.check(sheet.zoom, in: 10...400, "显示比例", "zoom")
    try spot.check(sheet.frozenRows, in: 0...CellAddress.rowLimit - 1, "冻结行数", "frozen rows")
    try spot.check(
      sheet.frozenColumns, in: 0...CellAddress.columnLimit - 1, "冻结列数", "frozen columns")
    try spot.check(widths: sheet.columnWidths)
    for (row, height) in sheet.rowHeights.sorted(by: { $0.key < $1.key }) {
      try spot.check(row, in: 0...CellAddress.rowLimit - 1, "行号", "the row number")
      try spot.check(height, in: 0...409, "行高", "the row height")
    }
    try check(sheet.print, of: sheet)
    try checkMerges(of: sheet)
    if let filter = sheet.filter { try spot.check(filter) }
    try check(sheet.charts, of: sheet)
    try checkLinks(of: sheet)
    for format in sheet.conditionalFormats {
      try spot.check(format.range)
      try spot.at(format.range.first).checkFormula(format.formula)
      try spot.check(format.fontColor)
      try spot.check(format.fill)
    }
    for dropdown in sheet.dropdowns {
      try spot.check(dropdown.range)
      try spot.at(dropdown.range.first).checkFormula(dropdown.source, limit: 255)
    }
  }

  private func check(_ print: PrintSetup, of sheet: SheetDraft) throws(WriteError) {
    let spot = Spot(path: path, sheet: sheet.name)
    try spot.check(print.fitWidth, in: 0...32_767, "页宽", "pages wide")
    try spot.check(print.fitHeight, in: 0...32_767, "页高", "pages tall")
    for line in [print.header, print.footer] {
      try spot.checkLength(line, limit: 255)
      try spot.checkCharacters(line)
    }
    let margins = print.margins
    for margin in [margins.left, margins.right, margins.top, margins.bottom] {
      try spot.check(margin, in: 0...48, "页边距", "the margin")
    }
    if let area = print.area { try spot.check(area) }
    if let rows = print.repeatRows {
      try spot.check(rows.lowerBound, in: 0...CellAddress.rowLimit - 1, "行号", "the row number")
      try spot.check(rows.upperBound, in: 0...CellAddress.rowLimit - 1, "行号", "the row number")
    }
    if print.rowBreaks.count > 1_023 {
      throw spot.refusal(
        zh: "有 \(print.rowBreaks.count) 处分页，最多 1023 处",
        en: "there are \(print.rowBreaks.count) page breaks, at most 1023 are possible")
    }
    for row in print.rowBreaks {
      try spot.check(row, in: 1...CellAddress.rowLimit - 1, "分页行", "the row of the page break")
    }
  }

  /// Refuses merges of one cell, merges that overlap, and content under a merge.
  private func checkMerges(of sheet: SheetDraft) throws(WriteError) {
    let spot = Spot(path: path, sheet: sheet.name)
    for merge in sheet.merges {
      try spot.check(merge)
      if merge.first == merge.last {
        throw spot.at(merge.first).refusal(
          zh: "合并区域只有一个单元格：请去掉这个合并",
          en: "the merged range has only one cell: leave the merge out")
      }
    }
    let sorted = sheet.merges.sorted { $0.first < $1.first }
    for (index, merge) in sorted.enumerated() {
      for other in sorted[(index + 1)...] {
        // Sorted by first row: from here on nothing reaches back into `merge`.
        if other.first.row > merge.last.row { break }
        if other.first.column <= merge.last.column, other.last.column >= merge.first.column {
          throw spot.at(other.first).refusal(
            zh: "合并区域 \(other) 与 \(merge) 重叠：请改正其中一个",
            en: "the merged ranges \(other) and \(merge) overlap: mend one of them")
        }
      }
    }
    try checkCoveredCells(of: sheet, under: sorted)
  }

  private func checkCoveredCells(
    of sheet: SheetDraft, under merges: [CellRange]
  ) throws(WriteError) {
    let cover = MergeCover(merges)
    for (address, cell) in sheet.cells {
      guard let merge = cover.merge(over: address),
        cell.content != .blank || cell.comment != nil || cell.link != nil
      else { continue }
      throw Spot(path: path, sheet: sheet.name, cell: address).refusal(
        zh: "此单元格被合并区域 \(merge) 盖住，但有内容：请把内容移到 \(merge.first)",
        en: """
          this cell is covered by the merged range \(merge) but holds content: move the content \
          to \(merge.first)
          """)
    }
  }
}

/// Which cells lie under a merged range without being its upper left one.
struct MergeCover {
  private var byRow: [Int: [CellRange]] = [:]
  // Most sheets have them in their first rows only.
  private var lastRow = -1

  init(_ merges: [CellRange]) {
    for merge in merges {
      lastRow = max(lastRow, merge.last.row)
      for row in merge.first.row...merge.last.row { byRow[row, default: []].append(merge) }
    }
  }

  /// The range that covers a cell; nil where none does.
  func merge(over address: CellAddress) -> CellRange? {
    guard address.row <= lastRow, let merges = byRow[address.row] else { return nil }
    return merges.first { $0.contains(address) && $0.first != address }
  }
}

extension Spot {
  /// Refuses document properties that Excel cannot hold, and a creation time before 1970.
  func checkProperties(title: String, author: String, created: Int) throws(WriteError) {
    guard created > 0 else {
      throw refusal(
        zh: "创建时间须大于 0（1970 年以来的秒数），得到 \(created)",
        en: "the creation time must be greater than 0 (seconds since 1970), found \(created)")
    }
    for text in [title, author] {
      try checkLength(text, limit: 255)
      try checkCharacters(text)
    }
  }

  /// Refuses a bad name, and one that is among those `seen` by their lowercase form.
  func checkSheetName(_ name: String, among seen: inout [String: String]) throws(WriteError) {
    if let fault = Names.faultOfSheet(name) {
      throw refusal(
        zh: "工作表名“\(name)”\(fault.zh)：请改名",
        en: "the sheet name \"\(name)\" \(fault.en): rename the sheet")
    }
    if let other = seen.updateValue(name, forKey: name.lowercased()) {
      throw refusal(
        zh: "工作表名“\(name)”与“\(other)”重复（不分大小写）：请改名",
        en: "the sheet name \"\(name)\" repeats \"\(other)\" (case does not count): rename it")
    }
  }

  /// Refuses columns that a sheet does not have, and widths that a column cannot have.
  func check(widths: [Int: Double]) throws(WriteError) {
    for (column, width) in widths.sorted(by: { $0.key < $1.key }) {
      try check(column, in: 0...CellAddress.columnLimit - 1, "列号", "the column number")
      try check(width, in: 0...255, "列宽", "the column width")
    }
  }

  /// Refuses a value outside `range`; NaN lies outside any range.
  func check<Number: Comparable>(
    _ value: Number, in range: ClosedRange<Number>, _ zh: String, _ en: String
  ) throws(WriteError) {
    guard !range.contains(value) else { return }
    throw refusal(
      zh: "\(zh)须在 \(range.lowerBound) 与 \(range.upperBound) 之间，得到 \(value)",
      en: "\(en) must lie between \(range.lowerBound) and \(range.upperBound), found \(value)")
  }

  func check(_ range: CellRange) throws(WriteError) {
    try check(range.first)
    try check(range.last)
  }

  /// Refuses an address outside a worksheet.
  func check(_ address: CellAddress) throws(WriteError) {
    try check(address.row, in: 0...CellAddress.rowLimit - 1, "行号（从 0 起）", "the 0-based row")
    try check(
      address.column, in: 0...CellAddress.columnLimit - 1, "列号（从 0 起）", "the 0-based column")
  }

  func check(_ color: UInt32?) throws(WriteError) {
    guard let color else { return }
    try check(color, in: 0...0xFFFFFF, "颜色", "the colour")
  }
}
