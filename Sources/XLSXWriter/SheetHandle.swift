internal import CXLSXWriter
internal import Sheets

/// A worksheet of a workbook that is being written; it lives as long as the workbook.
///
/// Everything that comes here has passed `DraftChecks` or `Spot`.
@safe struct SheetHandle {
  let raw: UnsafeMutablePointer<lxw_worksheet>
  let spot: Spot

  // MARK: Cells

  func write(
    _ content: CellContent, at address: CellAddress, format: FormatHandle
  ) throws(WriteError) {
    let spot = spot.at(address)
    let row = lxw_row_t(address.row)
    let column = lxw_col_t(address.column)
    let format = unsafe format.raw
    let code: lxw_error
    switch content {
    case .blank:
      code = unsafe worksheet_write_blank(raw, row, column, format)
    case .number(let number):
      let double = try spot.storable(number)
      code = unsafe worksheet_write_number(raw, row, column, double, format)
    case .text(let text):
      let stored = try spot.stored(text)
      code = unsafe stored.withCString {
        unsafe worksheet_write_string(raw, row, column, $0, format)
      }
    case .formula(let formula, .number(let result)):
      try spot.checkFormula(formula)
      let double = try spot.storable(result)
      code = unsafe ("=" + formula).withCString {
        unsafe worksheet_write_formula_num(raw, row, column, $0, format, double)
      }
    case .formula(let formula, .text(let result)):
      try spot.checkFormula(formula)
      let stored = try spot.stored(result)
      code = unsafe worksheet_write_formula_str(raw, row, column, "=" + formula, format, stored)
    case .link(let text, let target):
      try spot.check(link: target)
      let stored = try spot.stored(text, limit: 255)
      code = unsafe worksheet_write_url_opt(raw, row, column, target, format, stored, nil)
    }
    try check(code, at: spot)
  }

  /// Lays a link on a cell, whose content comes after it.
  func write(
    _ link: CellLink, at address: CellAddress, format: FormatHandle
  ) throws(WriteError) {
    let spot = spot.at(address)
    try spot.check(link: link.target)
    let tip = try spot.stored(link.tip, limit: 255)
    let code = unsafe worksheet_write_url_opt(
      raw, lxw_row_t(address.row), lxw_col_t(address.column), link.target, format.raw, "", tip)
    try check(code, at: spot)
  }

  func write(comment: String, at address: CellAddress) throws(WriteError) {
    let spot = spot.at(address)
    let stored = try spot.stored(comment)
    let code = unsafe "宋体".withCString { font in
      var options = unsafe lxw_comment_options()
      unsafe options.font_name = UnsafeMutablePointer(mutating: font)
      unsafe options.font_size = 9
      unsafe options.width = UInt16(CommentBox.width)
      unsafe options.height = UInt16(CommentBox.height(for: comment))
      return unsafe worksheet_write_comment_opt(
        raw, lxw_row_t(address.row), lxw_col_t(address.column), stored, &options)
    }
    try check(code, at: spot)
  }

  func merge(_ range: CellRange, format: FormatHandle) throws(WriteError) {
    let code = unsafe worksheet_merge_range(
      raw, lxw_row_t(range.first.row), lxw_col_t(range.first.column), lxw_row_t(range.last.row),
      lxw_col_t(range.last.column), "", format.raw)
    try check(code, at: spot.at(range.first))
  }

  // MARK: The sheet

  func setColumnWidths(_ widths: [Int: Double]) throws(WriteError) {
    for (column, width) in widths.sorted(by: { $0.key < $1.key }) {
      try spot.check(column, in: 0...CellAddress.columnLimit - 1, "列号", "the column number")
      try spot.check(width, in: 0...255, "列宽", "the column width")
      let column = lxw_col_t(column)
      try check(unsafe worksheet_set_column(raw, column, column, width, nil), at: spot)
    }
  }

  func lay(out sheet: SheetDraft) throws(WriteError) {
    try setColumnWidths(sheet.columnWidths)
    for (row, height) in sheet.rowHeights.sorted(by: { $0.key < $1.key }) {
      try check(unsafe worksheet_set_row(raw, lxw_row_t(row), height, nil), at: spot)
    }
    if sheet.frozenRows > 0 || sheet.frozenColumns > 0 {
      unsafe worksheet_freeze_panes(
        raw, lxw_row_t(sheet.frozenRows), lxw_col_t(sheet.frozenColumns))
    }
    unsafe worksheet_set_zoom(raw, UInt16(sheet.zoom))
    if !sheet.showGridlines {
      unsafe worksheet_gridlines(raw, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    }
    if sheet.visibility != .visible { unsafe worksheet_hide(raw) }
    if let filter = sheet.filter {
      let code = unsafe worksheet_autofilter(
        raw, lxw_row_t(filter.first.row), lxw_col_t(filter.first.column),
        lxw_row_t(filter.last.row), lxw_col_t(filter.last.column))
      try check(code, at: spot.at(filter.first))
    }
    try set(sheet.print)
  }

  /// Makes this the sheet that shows when the workbook is opened.
  func activate() {
    unsafe worksheet_set_first_sheet(raw)
    unsafe worksheet_activate(raw)
  }

  private func set(_ print: PrintSetup) throws(WriteError) {
    if print.landscape { unsafe worksheet_set_landscape(raw) }
    // ECMA-376 part 1, 18.3.1.63: 8 is A3, 9 is A4.
    unsafe worksheet_set_paper(raw, print.paper == .a3 ? 8 : 9)
    let margins = print.margins
    unsafe worksheet_set_margins(raw, margins.left, margins.right, margins.top, margins.bottom)
    if print.fitWidth > 0 || print.fitHeight > 0 {
      unsafe worksheet_fit_to_pages(raw, UInt16(print.fitWidth), UInt16(print.fitHeight))
    }
    if print.centerHorizontally { unsafe worksheet_center_horizontally(raw) }
    if !print.header.isEmpty { try check(unsafe worksheet_set_header(raw, print.header), at: spot) }
    if !print.footer.isEmpty { try check(unsafe worksheet_set_footer(raw, print.footer), at: spot) }
    if let rows = print.repeatRows {
      let code = unsafe worksheet_repeat_rows(
        raw, lxw_row_t(rows.lowerBound), lxw_row_t(rows.upperBound))
      try check(code, at: spot)
    }
    if let area = print.area {
      let code = unsafe worksheet_print_area(
        raw, lxw_row_t(area.first.row), lxw_col_t(area.first.column), lxw_row_t(area.last.row),
        lxw_col_t(area.last.column))
      try check(code, at: spot)
    }
    if !print.rowBreaks.isEmpty {
      // The list ends with 0.
      var breaks = Set(print.rowBreaks).sorted().map { lxw_row_t($0) } + [0]
      try check(unsafe worksheet_set_h_pagebreaks(raw, &breaks), at: spot)
    }
  }

  func add(_ format: ConditionalFormat, look: FormatHandle) throws(WriteError) {
    let range = format.range
    let code = unsafe ("=" + format.formula).withCString { formula in
      var options = unsafe lxw_conditional_format()
      // The text type and others of 1.1.4 colour the wrong cells; the formula type does not.
      unsafe options.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      unsafe options.value_string = UnsafeMutablePointer(mutating: formula)
      unsafe options.format = look.raw
      return unsafe worksheet_conditional_format_range(
        raw, lxw_row_t(range.first.row), lxw_col_t(range.first.column), lxw_row_t(range.last.row),
        lxw_col_t(range.last.column), &options)
    }
    try check(code, at: spot.at(range.first))
  }

  func add(_ dropdown: Dropdown) throws(WriteError) {
    let range = dropdown.range
    let code = unsafe ("=" + dropdown.source).withCString { source in
      var options = unsafe lxw_data_validation()
      unsafe options.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      unsafe options.value_formula = UnsafeMutablePointer(mutating: source)
      return unsafe worksheet_data_validation_range(
        raw, lxw_row_t(range.first.row), lxw_col_t(range.first.column), lxw_row_t(range.last.row),
        lxw_col_t(range.last.column), &options)
    }
    try check(code, at: spot.at(range.first))
  }
}

extension Spot {
  /// Refuses a link that libxlsxwriter would take for a file, or cut.
  fileprivate func check(link target: String) throws(WriteError) {
    let kinds = ["internal:", "https://", "http://", "mailto:"]
    guard let kind = kinds.first(where: { target.utf8.starts(with: $0.utf8) }),
      target.utf8.count > kind.utf8.count
    else {
      throw refusal(
        zh: "链接“\(target.prefix(40))”须以 internal:、https://、http:// 或 mailto: 开头",
        en: """
          the link "\(target.prefix(40))" must begin with internal:, https://, http:// or mailto:
          """)
    }
    try checkLength(target, limit: 255)
    try checkCharacters(target)
  }
}

/// The size of a comment's box, in pixels, so that its text fits.
private enum CommentBox {
  static let width = 260

  /// At 9 points a Chinese character is 12 pixels wide, a Latin one about 6, a line 16 tall.
  static func height(for comment: String) -> Int {
    let lines = comment.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let pixels = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 6 : 12) }
      return max(1, (pixels + width - 21) / (width - 20))
    }
    return min(lines.reduce(0, +) * 16 + 12, 600)
  }
}
