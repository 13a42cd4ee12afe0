import CXLSXWriter
import Sheets

@testable import XLSXWriter

/// Writes `workbook` to `path` by libxlsxwriter, the library that Excel is known to understand: what
/// our own writer is held against.
func writeReference(_ workbook: WorkbookDraft, to path: String) throws(WriteError) {
  var handle = try ReferenceWorkbook(path: path)
  try handle.setProperties(
    title: workbook.title, author: workbook.author, created: workbook.created)
  var shown = false
  for sheet in workbook.sheets {
    let sheetHandle = try handle.addSheet(named: sheet.name)
    try sheetHandle.lay(out: sheet)
    try handle.write(sheet, to: sheetHandle)
    if !shown, sheet.visibility == .visible {
      sheetHandle.activate()
      shown = true
    }
  }
  for (name, formula) in workbook.definedNames { try handle.define(name, formula: formula) }
  try handle.close()
}

/// A workbook of libxlsxwriter.
struct ReferenceWorkbook: ~Copyable {
  private(set) var raw: UnsafeMutablePointer<lxw_workbook>?
  let path: String
  private var formats: [CellStyle: ReferenceFormat] = [:]

  init(path: String) throws(WriteError) {
    guard let raw = workbook_new(path) else {
      throw Spot(path: path).refusal(zh: "内存不足", en: "out of memory")
    }
    self.raw = raw
    self.path = path
  }

  // `workbook_close` would write a file; this only frees.
  deinit {
    if let raw = raw { lxw_workbook_free(raw) }
  }

  /// Stores title, author and the time of creation, without which the clock would be stored.
  func setProperties(title: String, author: String, created: Int) throws(WriteError) {
    let code = title.withCString { title in
      author.withCString { author in
        var properties = lxw_doc_properties()
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.author = UnsafeMutablePointer(mutating: author)
        properties.created = created
        return workbook_set_properties(raw, &properties)
      }
    }
    try check(code, at: Spot(path: path))
  }

  /// Gives `formula` a name.
  func define(_ name: String, formula: String) throws(WriteError) {
    try check(workbook_define_name(raw, name, "=" + formula), at: Spot(path: path))
  }

  /// Adds a sheet after the others.
  func addSheet(named name: String) throws(WriteError) -> ReferenceSheet {
    guard let sheet = workbook_add_worksheet(raw, name) else {
      throw Spot(path: path, sheet: name).refusal(
        zh: "libxlsxwriter 不接受工作表名“\(name)”",
        en: "libxlsxwriter does not accept the sheet name \"\(name)\"")
    }
    return ReferenceSheet(raw: sheet, spot: Spot(path: path, sheet: name))
  }

  /// The workbook's one format for `style`, made at its first use.
  mutating func format(_ style: CellStyle, at spot: Spot) throws(WriteError) -> ReferenceFormat {
    if let format = formats[style] { return format }
    let format = try newFormat(at: spot)
    format.apply(style)
    formats[style] = format
    return format
  }

  /// A format of its own for a conditional format, which must not carry a font.
  func conditionalFormat(_ format: ConditionalFormat, at spot: Spot) throws(WriteError)
    -> ReferenceFormat
  {
    let handle = try newFormat(at: spot)
    handle.apply(format)
    return handle
  }

  private func newFormat(at spot: Spot) throws(WriteError) -> ReferenceFormat {
    guard let format = workbook_add_format(raw) else {
      throw spot.refusal(zh: "内存不足", en: "out of memory")
    }
    return ReferenceFormat(raw: format)
  }

  consuming func close() throws(WriteError) {
    let spot = Spot(path: path)
    try check(workbook_close(raw.take()), at: spot)
  }

  mutating func write(_ sheet: SheetDraft, to handle: ReferenceSheet) throws(WriteError) {
    // Merges first: each fills its range with blanks, over whose first cell the content is written.
    for merge in sheet.merges {
      let style = sheet.cells[merge.first]?.style ?? CellStyle()
      try handle.merge(merge, format: format(style, at: handle.spot.at(merge.first)))
    }
    let cover = MergeCover(sheet.merges)
    for (address, cell) in sheet.cells where cover.merge(over: address) == nil {
      let format = try format(cell.style, at: handle.spot.at(address))
      // libxlsxwriter writes a text with a link; the content then takes its place.
      if let link = cell.link { try handle.write(link, at: address, format: format) }
      try handle.write(cell.content, at: address, format: format)
      if let comment = cell.comment { try handle.write(comment: comment, at: address) }
    }
    for format in sheet.conditionalFormats {
      let spot = handle.spot.at(format.range.first)
      try handle.add(format, look: conditionalFormat(format, at: spot))
    }
    for dropdown in sheet.dropdowns { try handle.add(dropdown) }
    for chart in sheet.charts { try add(chart, to: handle) }
  }
}

/// Turns libxlsxwriter's return codes into errors.
func check(_ code: lxw_error, at spot: Spot) throws(WriteError) {
  guard code != LXW_NO_ERROR else { return }
  let reason = lxw_strerror(code).map { String(cString: $0) } ?? "unknown error"
  throw spot.refusal(
    zh: "libxlsxwriter 报告错误 \(code.rawValue)（\(reason)）：请检查磁盘空间和文件夹权限后重试",
    en: """
      libxlsxwriter reports error \(code.rawValue) (\(reason)): check the free space and the \
      folder's permissions, then try again
      """)
}

/// A format of a workbook; it lives as long as the workbook.
struct ReferenceFormat {
  let raw: UnsafeMutablePointer<lxw_format>

  func apply(_ style: CellStyle) {
    format_set_font_name(raw, style.fontName)
    format_set_font_size(raw, style.fontSize)
    if style.bold { format_set_bold(raw) }
    if style.italic { format_set_italic(raw) }
    setColors(font: style.fontColor, fill: style.fill)
    switch style.horizontal {
    case .general: break
    case .left: align(LXW_ALIGN_LEFT)
    case .center: align(LXW_ALIGN_CENTER)
    case .right: align(LXW_ALIGN_RIGHT)
    }
    switch style.vertical {
    case .top: align(LXW_ALIGN_VERTICAL_TOP)
    case .center: align(LXW_ALIGN_VERTICAL_CENTER)
    case .bottom: align(LXW_ALIGN_VERTICAL_BOTTOM)
    }
    if style.wrap { format_set_text_wrap(raw) }
    if style.indent > 0 { format_set_indent(raw, UInt8(style.indent)) }
    let thin = UInt8(LXW_BORDER_THIN.rawValue)
    if style.border.contains(.left) { format_set_left(raw, thin) }
    if style.border.contains(.right) { format_set_right(raw, thin) }
    if style.border.contains(.top) { format_set_top(raw, thin) }
    if style.border.contains(.bottom) { format_set_bottom(raw, thin) }
    if let code = style.numberFormat { format_set_num_format(raw, code) }
  }

  func apply(_ format: ConditionalFormat) {
    if format.bold { format_set_bold(raw) }
    setColors(font: format.fontColor, fill: format.fill)
  }

  private func setColors(font: UInt32?, fill: UInt32?) {
    if let font { format_set_font_color(raw, Self.color(font)) }
    if let fill { format_set_bg_color(raw, Self.color(fill)) }
  }

  private func align(_ alignment: lxw_format_alignments) {
    format_set_align(raw, UInt8(alignment.rawValue))
  }

  /// libxlsxwriter takes 0 for "no colour" and has a number of its own for black.
  static func color(_ rgb: UInt32) -> lxw_color_t {
    rgb == 0 ? lxw_color_t(LXW_COLOR_BLACK.rawValue) : rgb
  }
}
