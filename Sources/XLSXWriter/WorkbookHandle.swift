internal import CXLSXWriter
internal import Sheets

/// A libxlsxwriter workbook, freed exactly once: by `close()` or at the end of its life.
@safe struct WorkbookHandle: ~Copyable {
  private(set) var raw: UnsafeMutablePointer<lxw_workbook>?
  /// The path by which the user knows the workbook, for messages.
  let path: String
  private var formats: [CellStyle: FormatHandle] = [:]

  /// Starts a workbook whose file appears at `file` when it is closed.
  ///
  /// - Parameter streaming: a row goes to a temporary file as soon as a later one begins, so that
  ///   memory stays constant; cells must then come row by row.
  init(path: String, file: String, streaming: Bool = false) throws(WriteError) {
    var options = unsafe lxw_workbook_options()
    unsafe options.constant_memory = streaming ? 1 : 0
    guard let raw = unsafe workbook_new_opt(file, &options) else {
      throw Spot(path: path).refusal(zh: "内存不足", en: "out of memory")
    }
    unsafe self.raw = unsafe raw
    self.path = path
  }

  // `workbook_close` would write a file; this only frees.
  deinit {
    if let raw = unsafe raw { unsafe lxw_workbook_free(raw) }
  }

  /// Stores title, author and the time of creation, without which the clock would be stored.
  func setProperties(title: String, author: String, created: Int) throws(WriteError) {
    let code = unsafe title.withCString { title in
      unsafe author.withCString { author in
        var properties = unsafe lxw_doc_properties()
        unsafe properties.title = UnsafeMutablePointer(mutating: title)
        unsafe properties.author = UnsafeMutablePointer(mutating: author)
        unsafe properties.created = created
        return unsafe workbook_set_properties(raw, &properties)
      }
    }
    try check(code, at: Spot(path: path))
  }

  /// Gives `formula` a name.
  func define(_ name: String, formula: String) throws(WriteError) {
    try check(unsafe workbook_define_name(raw, name, "=" + formula), at: Spot(path: path))
  }

  /// Adds a sheet after the others.
  func addSheet(named name: String) throws(WriteError) -> SheetHandle {
    guard let sheet = unsafe workbook_add_worksheet(raw, name) else {
      throw Spot(path: path, sheet: name).refusal(
        zh: "libxlsxwriter 不接受工作表名“\(name)”",
        en: "libxlsxwriter does not accept the sheet name \"\(name)\"")
    }
    return unsafe SheetHandle(raw: sheet, spot: Spot(path: path, sheet: name))
  }

  /// The workbook's one format for `style`, made at its first use.
  mutating func format(_ style: CellStyle, at spot: Spot) throws(WriteError) -> FormatHandle {
    if let format = formats[style] { return format }
    try spot.check(style)
    let format = try newFormat(at: spot)
    format.apply(style)
    formats[style] = format
    return format
  }

  /// A format of its own for a conditional format, which must not carry a font.
  func conditionalFormat(_ format: ConditionalFormat, at spot: Spot) throws(WriteError)
    -> FormatHandle
  {
    let handle = try newFormat(at: spot)
    handle.apply(format)
    return handle
  }

  private func newFormat(at spot: Spot) throws(WriteError) -> FormatHandle {
    guard let format = unsafe workbook_add_format(raw) else {
      throw spot.refusal(zh: "内存不足", en: "out of memory")
    }
    return unsafe FormatHandle(raw: format)
  }

  /// The C workbook, which the caller must free; `deinit` then finds nil.
  mutating func take() -> UnsafeMutablePointer<lxw_workbook>? { unsafe raw.take() }
}

/// Turns libxlsxwriter's return codes into errors.
func check(_ code: lxw_error, at spot: Spot) throws(WriteError) {
  guard code != LXW_NO_ERROR else { return }
  let reason = unsafe lxw_strerror(code).map { unsafe String(cString: $0) } ?? "unknown error"
  throw spot.refusal(
    zh: "libxlsxwriter 报告错误 \(code.rawValue)（\(reason)）：请检查磁盘空间和文件夹权限后重试",
    en: """
      libxlsxwriter reports error \(code.rawValue) (\(reason)): check the free space and the \
      folder's permissions, then try again
      """)
}

/// A format of a workbook; it lives as long as the workbook.
@safe struct FormatHandle {
  let raw: UnsafeMutablePointer<lxw_format>

  func apply(_ style: CellStyle) {
    unsafe format_set_font_name(raw, style.fontName)
    unsafe format_set_font_size(raw, style.fontSize)
    if style.bold { unsafe format_set_bold(raw) }
    if style.italic { unsafe format_set_italic(raw) }
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
    if style.wrap { unsafe format_set_text_wrap(raw) }
    if style.indent > 0 { unsafe format_set_indent(raw, UInt8(style.indent)) }
    let thin = UInt8(LXW_BORDER_THIN.rawValue)
    if style.border.contains(.left) { unsafe format_set_left(raw, thin) }
    if style.border.contains(.right) { unsafe format_set_right(raw, thin) }
    if style.border.contains(.top) { unsafe format_set_top(raw, thin) }
    if style.border.contains(.bottom) { unsafe format_set_bottom(raw, thin) }
    if let code = style.numberFormat { unsafe format_set_num_format(raw, code) }
  }

  func apply(_ format: ConditionalFormat) {
    if format.bold { unsafe format_set_bold(raw) }
    setColors(font: format.fontColor, fill: format.fill)
  }

  private func setColors(font: UInt32?, fill: UInt32?) {
    if let font { unsafe format_set_font_color(raw, Self.color(font)) }
    if let fill { unsafe format_set_bg_color(raw, Self.color(fill)) }
  }

  private func align(_ alignment: lxw_format_alignments) {
    unsafe format_set_align(raw, UInt8(alignment.rawValue))
  }

  /// libxlsxwriter takes 0 for "no colour" and has a number of its own for black.
  static func color(_ rgb: UInt32) -> lxw_color_t {
    rgb == 0 ? lxw_color_t(LXW_COLOR_BLACK.rawValue) : rgb
  }
}

extension Spot {
  /// Refuses a style that libxlsxwriter would cut or ignore.
  func check(_ style: CellStyle) throws(WriteError) {
    guard !style.fontName.isEmpty else {
      throw refusal(zh: "字体名是空的：请给出字体", en: "the font name is empty: give a font")
    }
    // libxlsxwriter keeps font names and number formats in arrays of 128 bytes.
    try checkBytes(style.fontName, limit: 127)
    try checkCharacters(style.fontName)
    try check(style.fontSize, in: 1...409, "字号", "the font size")
    try check(style.indent, in: 0...250, "缩进", "the indent")
    try check(style.fontColor)
    try check(style.fill)
    if let code = style.numberFormat { try check(numberFormat: code) }
  }

  func check(numberFormat code: String) throws(WriteError) {
    guard !code.isEmpty else {
      throw refusal(
        zh: "数字格式是空的：请给出格式，常规格式为 General",
        en: "the number format is empty: give one, the plain one is General")
    }
    try checkBytes(code, limit: 127)
    try checkCharacters(code)
  }
}
