import CXLSXWriter
import Decimals
import Sheets

@testable import XLSXWriter

/// A worksheet of a `ReferenceWorkbook`.
struct ReferenceSheet {
  let raw: UnsafeMutablePointer<lxw_worksheet>
  let spot: Spot

  // MARK: Cells

  func write(
    _ content: CellContent, at address: CellAddress, format: ReferenceFormat
  ) throws(WriteError) {
    let spot = spot.at(address)
    let row = lxw_row_t(address.row)
    let column = lxw_col_t(address.column)
    let format = format.raw
    let code: lxw_error
    switch content {
    case .blank:
      code = worksheet_write_blank(raw, row, column, format)
    case .number(let number):
      let double = number.double
      code = worksheet_write_number(raw, row, column, double, format)
    case .text(let text):
      let stored = try spot.stored(text)
      code = stored.withCString {
        worksheet_write_string(raw, row, column, $0, format)
      }
    case .formula(let formula, .number(let result)):
      let double = result.double
      code = ("=" + formula).withCString {
        worksheet_write_formula_num(raw, row, column, $0, format, double)
      }
    case .formula(let formula, .text(let result)):
      let stored = try spot.stored(result)
      code = worksheet_write_formula_str(raw, row, column, "=" + formula, format, stored)
    case .link(let text, let target):
      let stored = try spot.stored(text, limit: 255)
      code = worksheet_write_url_opt(raw, row, column, target, format, stored, nil)
    }
    try check(code, at: spot)
  }

  /// Lays a link on a cell, whose content comes after it.
  func write(
    _ link: CellLink, at address: CellAddress, format: ReferenceFormat
  ) throws(WriteError) {
    let spot = spot.at(address)
    let tip = try spot.stored(link.tip, limit: 255)
    let code = worksheet_write_url_opt(
      raw, lxw_row_t(address.row), lxw_col_t(address.column), link.target, format.raw, "", tip)
    try check(code, at: spot)
  }

  func write(comment: String, at address: CellAddress) throws(WriteError) {
    let spot = spot.at(address)
    let stored = try spot.stored(comment)
    let code = "宋体".withCString { font in
      var options = lxw_comment_options()
      options.font_name = UnsafeMutablePointer(mutating: font)
      options.font_size = 9
      options.width = UInt16(CommentBox.width)
      options.height = UInt16(CommentBox.height(for: comment))
      return worksheet_write_comment_opt(
        raw, lxw_row_t(address.row), lxw_col_t(address.column), stored, &options)
    }
    try check(code, at: spot)
  }

  func merge(_ range: CellRange, format: ReferenceFormat) throws(WriteError) {
    let code = worksheet_merge_range(
      raw, lxw_row_t(range.first.row), lxw_col_t(range.first.column), lxw_row_t(range.last.row),
      lxw_col_t(range.last.column), "", format.raw)
    try check(code, at: spot.at(range.first))
  }

  // MARK: The sheet

  func setColumnWidths(_ widths: [Int: Double]) throws(WriteError) {
    for (column, width) in widths.sorted(by: { $0.key < $1.key }) {
      let column = lxw_col_t(column)
      try check(worksheet_set_column(raw, column, column, width, nil), at: spot)
    }
  }

  func lay(out sheet: SheetDraft) throws(WriteError) {
    try setColumnWidths(sheet.columnWidths)
    for (row, height) in sheet.rowHeights.sorted(by: { $0.key < $1.key }) {
      try check(worksheet_set_row(raw, lxw_row_t(row), height, nil), at: spot)
    }
    if sheet.frozenRows > 0 || sheet.frozenColumns > 0 {
      worksheet_freeze_panes(
        raw, lxw_row_t(sheet.frozenRows), lxw_col_t(sheet.frozenColumns))
    }
    worksheet_set_zoom(raw, UInt16(sheet.zoom))
    if !sheet.showGridlines {
      worksheet_gridlines(raw, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    }
    if sheet.visibility != .visible { worksheet_hide(raw) }
    if let filter = sheet.filter {
      let code = worksheet_autofilter(
        raw, lxw_row_t(filter.first.row), lxw_col_t(filter.first.column),
        lxw_row_t(filter.last.row), lxw_col_t(filter.last.column))
      try check(code, at: spot.at(filter.first))
    }
    try set(sheet.print)
  }

  /// Makes this the sheet that shows when the workbook is opened.
  func activate() {
    worksheet_set_first_sheet(raw)
    worksheet_activate(raw)
  }

  private func set(_ print: PrintSetup) throws(WriteError) {
    if print.landscape { worksheet_set_landscape(raw) }
    // ECMA-376 part 1, 18.3.1.63: 8 is A3, 9 is A4.
    worksheet_set_paper(raw, print.paper == .a3 ? 8 : 9)
    let margins = print.margins
    worksheet_set_margins(raw, margins.left, margins.right, margins.top, margins.bottom)
    if print.fitWidth > 0 || print.fitHeight > 0 {
      worksheet_fit_to_pages(raw, UInt16(print.fitWidth), UInt16(print.fitHeight))
    }
    if print.centerHorizontally { worksheet_center_horizontally(raw) }
    if !print.header.isEmpty { try check(worksheet_set_header(raw, print.header), at: spot) }
    if !print.footer.isEmpty { try check(worksheet_set_footer(raw, print.footer), at: spot) }
    if let rows = print.repeatRows {
      let code = worksheet_repeat_rows(
        raw, lxw_row_t(rows.lowerBound), lxw_row_t(rows.upperBound))
      try check(code, at: spot)
    }
    if let area = print.area {
      let code = worksheet_print_area(
        raw, lxw_row_t(area.first.row), lxw_col_t(area.first.column), lxw_row_t(area.last.row),
        lxw_col_t(area.last.column))
      try check(code, at: spot)
    }
    if !print.rowBreaks.isEmpty {
      // The list ends with 0.
      var breaks = Set(print.rowBreaks).sorted().map { lxw_row_t($0) } + [0]
      try check(worksheet_set_h_pagebreaks(raw, &breaks), at: spot)
    }
  }

  func add(_ format: ConditionalFormat, look: ReferenceFormat) throws(WriteError) {
    let range = format.range
    let code = ("=" + format.formula).withCString { formula in
      var options = lxw_conditional_format()
      // The text type and others of 1.1.4 colour the wrong cells; the formula type does not.
      options.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      options.value_string = UnsafeMutablePointer(mutating: formula)
      options.format = look.raw
      return worksheet_conditional_format_range(
        raw, lxw_row_t(range.first.row), lxw_col_t(range.first.column), lxw_row_t(range.last.row),
        lxw_col_t(range.last.column), &options)
    }
    try check(code, at: spot.at(range.first))
  }

  func add(_ dropdown: Dropdown) throws(WriteError) {
    let range = dropdown.range
    let code = ("=" + dropdown.source).withCString { source in
      var options = lxw_data_validation()
      options.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      options.value_formula = UnsafeMutablePointer(mutating: source)
      return worksheet_data_validation_range(
        raw, lxw_row_t(range.first.row), lxw_col_t(range.first.column), lxw_row_t(range.last.row),
        lxw_col_t(range.last.column), &options)
    }
    try check(code, at: spot.at(range.first))
  }
}
