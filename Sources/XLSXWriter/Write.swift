internal import Sheets

/// Writes `workbook` to `path`, replacing a file that is there.
///
/// The file appears whole or not at all. Equal drafts give equal bytes. What libxlsxwriter or Excel
/// cannot carry unchanged is refused, naming sheet and cell.
public func write(_ workbook: WorkbookDraft, to path: String) throws(WriteError) {
  try DraftChecks(draft: workbook, path: path).run()
  let file = try ReplacementFile(path: path)
  var handle = try WorkbookHandle(path: path, file: file.temporary)
  try handle.setProperties(
    title: workbook.title, author: workbook.author, created: workbook.created)
  var shown = false
  for sheet in workbook.sheets {
    let sheetHandle = try handle.addSheet(named: sheet.name)
    try sheetHandle.lay(out: sheet)
    try write(sheet, to: sheetHandle, of: &handle)
    if !shown, sheet.visibility == .visible {
      sheetHandle.activate()
      shown = true
    }
  }
  for (name, formula) in workbook.definedNames { try handle.define(name, formula: formula) }
  try handle.close()
  try WrittenFile(file: file.temporary, path: path).check()
  try file.replace()
}

private func write(
  _ sheet: SheetDraft, to handle: SheetHandle, of workbook: inout WorkbookHandle
) throws(WriteError) {
  // Merges first: each fills its range with blanks, over whose first cell the content is written.
  for merge in sheet.merges {
    let style = sheet.cells[merge.first]?.style ?? CellStyle()
    try handle.merge(merge, format: workbook.format(style, at: handle.spot.at(merge.first)))
  }
  let cover = MergeCover(sheet.merges)
  // Most cells look like the one above them.
  var above: [(style: CellStyle, format: FormatHandle)?] = []
  for (address, cell) in sheet.cells where cover.merge(over: address) == nil {
    try handle.spot.check(address)
    while above.count <= address.column { above.append(nil) }
    let format: FormatHandle
    if let known = above[address.column], known.style == cell.style {
      format = known.format
    } else {
      format = try workbook.format(cell.style, at: handle.spot.at(address))
      above[address.column] = (cell.style, format)
    }
    // libxlsxwriter writes a text with a link; the content then takes its place.
    if let link = cell.link { try handle.write(link, at: address, format: format) }
    try handle.write(cell.content, at: address, format: format)
    if let comment = cell.comment { try handle.write(comment: comment, at: address) }
  }
  for format in sheet.conditionalFormats {
    let spot = handle.spot.at(format.range.first)
    try handle.add(format, look: workbook.conditionalFormat(format, at: spot))
  }
  for dropdown in sheet.dropdowns { try handle.add(dropdown) }
  for chart in sheet.charts { try workbook.add(chart, to: handle) }
}
