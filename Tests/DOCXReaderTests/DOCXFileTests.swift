import Bytes
import DOCXReader
import Documents
import Sheets
import TestArchives
import Testing
import Zip

@Suite struct DOCXFileTests {
  private static let space =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

  private func read(
    _ body: String, numbering: String? = nil, parts: [String: String] = [:],
    limits: ReadLimits = ReadLimits()
  ) throws -> Document {
    var builder = ZipBuilder()
    builder.add(
      "word/document.xml", "<w:document \(Self.space)><w:body>\(body)</w:body></w:document>")
    if let numbering {
      builder.add("word/numbering.xml", "<w:numbering \(Self.space)>\(numbering)</w:numbering>")
    }
    for (name, content) in parts.sorted(by: { $0.key < $1.key }) {
      builder.add("word/\(name)", "<w:part \(Self.space)>\(content)</w:part>")
    }
    let archive = try ZipArchive(FileBytes(builder.archive, path: "a.docx"), limits: limits)
    return try DOCXFile(archive, path: "a.docx", limits: limits).document
  }

  private func paragraphs(_ document: Document) -> [String] {
    document.blocks.compactMap { if case .paragraph(let item) = $0 { item.text } else { nil } }
  }

  @Test func `runs are joined, tabs and breaks kept, deletions left out`() throws {
    let document = try read(
      """
      <w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>收入</w:t></w:r>\
      <w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>预算</w:t></w:r></w:ins>\
      <w:r><w:tab/><w:t xml:space="preserve"> 12</w:t><w:br/><w:t>.5万元</w:t></w:r></w:p>
      """)
    #expect(paragraphs(document) == ["收入预算\t 12\n.5万元"])
  }

  @Test func `what a field left behind is part of the text, page numbers are not`() throws {
    let document = try read(
      """
      <w:p><w:r><w:t>总体目标</w:t></w:r><w:r><w:instrText> TC 总体目标 \\f A \\l 1 </w:instrText></w:r>\
      <w:r><w:instrText> PAGE </w:instrText></w:r></w:p>
      """)
    #expect(paragraphs(document) == ["总体目标 TC 总体目标 \\f A \\l 1 "])
  }

  @Test func `list numbers are written in front`() throws {
    let item =
      "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>X</w:t></w:r></w:p>"
    let document = try read(
      item + item,
      numbering: """
        <w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/>\
        <w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>\
        <w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>
        """)
    #expect(paragraphs(document) == ["（一）X", "（二）X"])
  }

  @Test func `tables keep cells and merges`() throws {
    func cell(_ text: String, _ properties: String = "") -> String {
      "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
    }
    let document = try read(
      """
      <w:tbl><w:tr>\(cell("项目", "<w:vMerge w:val=\"restart\"/>"))\(cell("金额", "<w:gridSpan w:val=\"2\"/>"))</w:tr>\
      <w:tr>\(cell("", "<w:vMerge/>"))\(cell("本年"))\(cell("上年"))</w:tr></w:tbl>
      """)
    guard case .table(let table) = document.blocks[0] else {
      Issue.record("expected a table")
      return
    }
    #expect(
      table.sheet.cells.map { "\($0.address)=\($0.text)" } == ["A1=项目", "B1=金额", "B2=本年", "C2=上年"])
    #expect(table.sheet.merges.map(\.description).sorted() == ["A1:A2", "B1:C1"])
  }

  @Test func `text boxes come behind their paragraph, once`() throws {
    let document = try read(
      """
      <w:p><w:r><w:t>正文</w:t></w:r><w:r><w:AlternateContent><w:Choice><w:txbxContent>\
      <w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:Choice><w:Fallback><w:txbxContent>\
      <w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:Fallback></w:AlternateContent></w:r></w:p>
      """)
    #expect(paragraphs(document) == ["正文", "框内"])
  }

  @Test func `footnotes, endnotes, headers and footers are read, what they repeat once`() throws {
    func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }
    let document = try read(
      paragraph("正文"),
      parts: [
        "footnotes.xml": "<w:footnote>\(paragraph("脚注"))</w:footnote>",
        "endnotes.xml": "<w:endnote>\(paragraph("尾注"))</w:endnote>",
        "header1.xml": paragraph("青县水务局2020年部门预算"),
        "header2.xml": paragraph("青县水务局2020年部门预算"), "footer1.xml": paragraph("— 3 —"),
      ])
    #expect(paragraphs(document) == ["正文", "脚注", "尾注", "青县水务局2020年部门预算"])
  }

  @Test func `tracked changes are read as accepted`() throws {
    let document = try read(
      """
      <w:p><w:r><w:t>支出预算</w:t></w:r><w:del><w:r><w:delText>90</w:delText></w:r></w:del>\
      <w:ins><w:r><w:t>100</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r>\
      <w:moveFrom><w:r><w:t>旧句</w:t></w:r></w:moveFrom>\
      <w:moveTo><w:r><w:t>新句</w:t></w:r></w:moveTo></w:p>
      """)
    #expect(paragraphs(document) == ["支出预算100万元新句"])
  }

  @Test func `hostile files are refused with a reason`() throws {
    #expect(throws: ReadError.self) {
      try read(String(repeating: "<w:sdt>", count: 300))
    }
    let entity = "<!DOCTYPE a [<!ENTITY b \"c\">]><w:p/>"
    var builder = ZipBuilder()
    builder.add("word/document.xml", entity)
    #expect(throws: ReadError.self) {
      _ = try DOCXFile(
        ZipArchive(FileBytes(builder.archive, path: "a.docx"), limits: ReadLimits()),
        path: "a.docx", limits: ReadLimits())
    }
    var small = ReadLimits()
    small.textBytes = 1000
    #expect(throws: ReadError.self) {
      try read(
        "<w:p><w:r><w:t>\(String(repeating: "长", count: 2000))</w:t></w:r></w:p>", limits: small)
    }
    var bytes = ReadLimits()
    bytes.partBytes = 10_000
    #expect(throws: ReadError.self) {
      try read(String(repeating: "<w:p/>", count: 100_000), limits: bytes)
    }
  }

  @Test func `a hundred thousand runs are read`() throws {
    let document = try read(
      "<w:p>" + String(repeating: "<w:r><w:t>1</w:t></w:r>", count: 100_000) + "</w:p>")
    #expect(paragraphs(document).first?.utf8.count == 100_000)
  }
}
