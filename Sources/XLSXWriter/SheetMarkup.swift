internal import Sheets

/// Writes a sheet with everything but the cells themselves.
struct SheetMarkup {
  let sheet: NumberedSheet
  /// Whether it is the one that shows when the workbook is opened.
  let isActive: Bool
  /// The ids of the relations to what is drawn on the sheet.
  let relations: SheetRelations

  private var draft: SheetDraft { sheet.draft }

  /// The part.
  var part: [UInt8] {
    let rows = RowMarkup(sheet)
    var xml = Markup(part: Self.start)
    if draft.print.isFitted { xml.add("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>") }
    xml.add("<dimension ref=\"\(rows.extent?.description ?? "A1")\"/>")
    addView(to: &xml)
    xml.add("<sheetFormatPr defaultRowHeight=\"15\"/>")
    xml.add(widths: draft.columnWidths)
    if rows.rows.bytes.isEmpty {
      xml.add("<sheetData/>")
    } else {
      xml.add("<sheetData>")
      xml.add(rows.rows.bytes)
      xml.add("</sheetData>")
    }
    if let filter = draft.filter { xml.add("<autoFilter ref=\"\(filter)\"/>") }
    if !draft.merges.isEmpty {
      xml.add("<mergeCells count=\"\(draft.merges.count)\">")
      for merge in draft.merges { xml.add("<mergeCell ref=\"\(merge)\"/>") }
      xml.add("</mergeCells>")
    }
    addConditionalFormats(to: &xml)
    addDropdowns(to: &xml)
    if !rows.links.bytes.isEmpty {
      xml.add("<hyperlinks>")
      xml.add(rows.links.bytes)
      xml.add("</hyperlinks>")
    }
    addPrint(to: &xml)
    if let id = relations.drawing { xml.add("<drawing r:id=\"\(id)\"/>") }
    if let id = relations.commentShapes { xml.add("<legacyDrawing r:id=\"\(id)\"/>") }
    xml.add("</worksheet>")
    return xml.bytes
  }

  /// What every sheet begins with.
  static let start =
    "<worksheet xmlns=\"\(Namespace.main)\" xmlns:r=\"\(Namespace.relations)\">"

  // MARK: View

  private func addView(to xml: inout Markup) {
    xml.add("<sheetViews><sheetView")
    if !draft.showGridlines { xml.add(" showGridLines=\"0\"") }
    if isActive { xml.add(" tabSelected=\"1\"") }
    if draft.zoom != 100 {
      xml.add(" zoomScale=\"\(draft.zoom)\" zoomScaleNormal=\"\(draft.zoom)\"")
    }
    xml.add(" workbookViewId=\"0\"")
    let (rows, columns) = (draft.frozenRows, draft.frozenColumns)
    guard rows > 0 || columns > 0 else {
      xml.add("/></sheetViews>")
      return
    }
    let corner = CellAddress(row: rows, column: columns)
    let pane = columns == 0 ? "bottomLeft" : rows == 0 ? "topRight" : "bottomRight"
    xml.add("><pane")
    if columns > 0 { xml.add(" xSplit=\"\(columns)\"") }
    if rows > 0 { xml.add(" ySplit=\"\(rows)\"") }
    xml.add(" topLeftCell=\"\(corner)\" activePane=\"\(pane)\" state=\"frozen\"/>")
    if rows > 0, columns > 0 {
      let right = CellAddress(row: 0, column: columns)
      let below = CellAddress(row: rows, column: 0)
      xml.add("<selection pane=\"topRight\" activeCell=\"\(right)\" sqref=\"\(right)\"/>")
      xml.add("<selection pane=\"bottomLeft\" activeCell=\"\(below)\" sqref=\"\(below)\"/>")
    }
    xml.add("<selection pane=\"\(pane)\"/></sheetView></sheetViews>")
  }

  // MARK: Formats and lists over cells

  private func addConditionalFormats(to xml: inout Markup) {
    var byRange: [(range: CellRange, rules: String)] = []
    for (index, format) in draft.conditionalFormats.enumerated() {
      var rule = Markup()
      rule.add(
        "<cfRule type=\"expression\" dxfId=\"\(sheet.looks[index])\" priority=\"\(index + 1)\"><formula>"
      )
      rule.add(text: format.formula)
      rule.add("</formula></cfRule>")
      let text = String(decoding: rule.bytes, as: UTF8.self)
      if let known = byRange.firstIndex(where: { $0.range == format.range }) {
        byRange[known].rules += text
      } else {
        byRange.append((format.range, text))
      }
    }
    for (range, rules) in byRange {
      xml.add("<conditionalFormatting sqref=\"\(range)\">\(rules)</conditionalFormatting>")
    }
  }

  private func addDropdowns(to xml: inout Markup) {
    guard !draft.dropdowns.isEmpty else { return }
    xml.add("<dataValidations count=\"\(draft.dropdowns.count)\">")
    for dropdown in draft.dropdowns {
      xml.add(
        "<dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" sqref=\"\(dropdown.range)\"><formula1>"
      )
      xml.add(text: dropdown.source)
      xml.add("</formula1></dataValidation>")
    }
    xml.add("</dataValidations>")
  }

  // MARK: Print

  private func addPrint(to xml: inout Markup) {
    let print = draft.print
    if print.centerHorizontally { xml.add("<printOptions horizontalCentered=\"1\"/>") }
    for (name, margin) in [
      ("<pageMargins left=\"", print.margins.left), ("\" right=\"", print.margins.right),
      ("\" top=\"", print.margins.top), ("\" bottom=\"", print.margins.bottom),
    ] {
      xml.add(name)
      xml.add(margin)
    }
    xml.add("\" header=\"0.3\" footer=\"0.3\"/>")
    // ECMA-376 part 1, 18.3.1.63: 8 is A3, 9 is A4.
    xml.add("<pageSetup paperSize=\"\(print.paper == .a3 ? 8 : 9)\"")
    if print.isFitted {
      if print.fitWidth != 1 { xml.add(" fitToWidth=\"\(print.fitWidth)\"") }
      if print.fitHeight != 1 { xml.add(" fitToHeight=\"\(print.fitHeight)\"") }
    }
    xml.add(" orientation=\"\(print.landscape ? "landscape" : "portrait")\"/>")
    if !print.header.isEmpty || !print.footer.isEmpty {
      xml.add("<headerFooter>")
      for (element, line) in [("oddHeader", print.header), ("oddFooter", print.footer)]
      where !line.isEmpty {
        xml.add("<\(element)>")
        xml.add(text: line)
        xml.add("</\(element)>")
      }
      xml.add("</headerFooter>")
    }
    let breaks = Set(print.rowBreaks).sorted()
    guard !breaks.isEmpty else { return }
    xml.add("<rowBreaks count=\"\(breaks.count)\" manualBreakCount=\"\(breaks.count)\">")
    for row in breaks { xml.add("<brk id=\"\(row)\" max=\"16383\" man=\"1\"/>") }
    xml.add("</rowBreaks>")
  }
}

extension PrintSetup {
  fileprivate var isFitted: Bool { fitWidth > 0 || fitHeight > 0 }
}

extension Markup {
  /// Adds the widths of columns, as Excel stores them: with the space beside the text, in 256ths of
  /// a digit of the standard font, which is 7 pixels wide.
  mutating func add(widths: [Int: Double]) {
    guard !widths.isEmpty else { return }
    add("<cols>")
    for (column, width) in widths.sorted(by: { $0.key < $1.key }) {
      let pixels = Double(SheetPixels.pixels(ofColumn: width))
      add("<col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"")
      add((pixels / 7 * 256).rounded(.down) / 256)
      add("\"")
      if width == 0 { add(" hidden=\"1\"") }
      if width != SheetPixels.standardWidth { add(" customWidth=\"1\"") }
      add("/>")
    }
    add("</cols>")
  }
}
