import Zip

extension DocumentDraft {
  /// The bytes of the document file; the same document gives the same bytes.
  public var docx: [UInt8] {
    var body = BodyWriter()
    for block in blocks { body.write(block) }
    var archive = ZipDraft()
    archive.add("[Content_Types].xml", Package.contentTypes)
    archive.add("_rels/.rels", Package.relationships)
    archive.add("word/document.xml", body.part)
    archive.add("word/_rels/document.xml.rels", Package.documentRelationships)
    archive.add("word/styles.xml", Package.styles)
    archive.add("word/numbering.xml", Numbering.part(lists: body.lists))
    archive.add("word/settings.xml", Package.settings)
    archive.add("word/fontTable.xml", Package.fontTable)
    archive.add("word/header1.xml", Package.header(mark: mark))
    archive.add("word/footer1.xml", Package.footer)
    archive.add("docProps/core.xml", Package.coreProperties(title: title, author: author))
    return archive.archive
  }
}

/// Writes `document.xml`.
struct BodyWriter {
  /// How many lists were written.
  private(set) var lists = 0
  private var isInList = false
  private var xml = XMLBuilder()

  // A4 with the margins of GB/T 9704 (上 37 mm, 左 28 mm, 版心 156 × 225 mm), in twentieths of a
  // point.
  private static let textWidth = 8844
  private static let page =
    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId5\"/><w:footerReference w:type=\"default\" r:id=\"rId6\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1417\" w:gutter=\"0\"/></w:sectPr>"

  init() {
    xml.raw("<w:document \(Package.wordNamespace)><w:body>")
  }

  /// The finished part.
  var part: [UInt8] {
    var finished = xml
    finished.raw(Self.page + "</w:body></w:document>")
    return finished.bytes
  }

  mutating func write(_ block: DocumentDraft.Block) {
    if case .item = block {
      if !isInList { lists += 1 }
      isInList = true
    } else {
      isInList = false
    }
    switch block {
    case .title(let text): paragraph(text, .title)
    case .heading(let level, let text):
      paragraph(text, .heading(level), number: (Numbering.headings, min(level, 2)))
    case .paragraph(let text): paragraph(text, .body)
    case .item(let text): paragraph(text, .item, number: (Numbering.list(lists - 1), 0))
    case .centred(let text): paragraph(text, .centred)
    case .table(let table): write(table)
    }
  }

  private mutating func paragraph(
    _ text: String, _ style: Style, number: (id: Int, level: Int)? = nil,
    alignment: DocumentDraft.Table.Alignment? = nil
  ) {
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"\(style.rawValue)\"/>")
    if let number {
      xml.raw(
        "<w:numPr><w:ilvl w:val=\"\(number.level)\"/><w:numId w:val=\"\(number.id)\"/></w:numPr>")
    }
    if let alignment { xml.raw("<w:jc w:val=\"\(alignment.rawValue)\"/>") }
    // The hint makes quotation marks and dashes, which both scripts have, Chinese ones.
    xml.raw(
      "</w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">")
    xml.content(text)
    xml.raw("</w:t></w:r></w:p>")
  }

  private mutating func write(_ table: DocumentDraft.Table) {
    let widths = table.columnWidths(total: Self.textWidth)
    xml.raw("<w:tbl><w:tblPr><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/>")
    xml.raw("<w:jc w:val=\"center\"/><w:tblBorders>")
    for edge in ["top", "left", "bottom", "right", "insideH", "insideV"] {
      xml.raw("<w:\(edge) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>")
    }
    xml.raw("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>")
    xml.raw("<w:left w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/>")
    xml.raw("</w:tblCellMar></w:tblPr><w:tblGrid>")
    for width in widths { xml.raw("<w:gridCol w:w=\"\(width)\"/>") }
    xml.raw("</w:tblGrid>")
    for cells in table.heading { row(cells, widths, isHeading: true) }
    for cells in table.rows { row(cells, widths, isHeading: false) }
    xml.raw("</w:tbl>")
  }

  private mutating func row(
    _ cells: [DocumentDraft.Table.Cell], _ widths: [Int], isHeading: Bool
  ) {
    xml.raw("<w:tr><w:trPr>" + (isHeading ? "<w:cantSplit/><w:tblHeader/>" : "") + "</w:trPr>")
    var column = 0
    for cell in cells {
      let end = min(column + max(cell.columns, 1), widths.count)
      xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"\(widths[column..<end].reduce(0, +))\" w:type=\"dxa\"/>")
      if cell.columns > 1 { xml.raw("<w:gridSpan w:val=\"\(cell.columns)\"/>") }
      if let starts = cell.startsRows {
        xml.raw(starts ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>")
      }
      xml.raw("<w:vAlign w:val=\"center\"/></w:tcPr>")
      for line in cell.text.split(separator: "\n", omittingEmptySubsequences: false) {
        paragraph(String(line), .cell, alignment: isHeading ? .center : cell.alignment)
      }
      xml.raw("</w:tc>")
      column = end
    }
    xml.raw("</w:tr>")
  }
}
