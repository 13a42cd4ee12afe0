/// The fixed parts of a document file.
enum Package {
  static let wordNamespace =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
  private static let relationship =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let word =
    "application/vnd.openxmlformats-officedocument.wordprocessingml"

  static var contentTypes: [UInt8] {
    var xml = XMLBuilder()
    xml.raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
    xml.raw(
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    )
    xml.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
    for (part, type) in [
      ("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"),
      ("settings", "settings"), ("fontTable", "fontTable"), ("header1", "header"),
      ("footer1", "footer"),
    ] {
      xml.raw("<Override PartName=\"/word/\(part).xml\" ContentType=\"\(word).\(type)+xml\"/>")
    }
    xml.raw(
      "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
    return xml.bytes
  }

  static var relationships: [UInt8] {
    relationshipPart([
      ("\(relationship)/officeDocument", "word/document.xml"),
      (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml"
      ),
    ])
  }

  /// The header is `rId5`, the footer `rId6`.
  static var documentRelationships: [UInt8] {
    relationshipPart(
      ["styles", "numbering", "settings", "fontTable"].map {
        ("\(relationship)/\($0)", "\($0).xml")
      }
        + ["header", "footer"].map { ("\(relationship)/\($0)", "\($0)1.xml") })
  }

  private static func relationshipPart(_ targets: [(type: String, target: String)]) -> [UInt8] {
    var xml = XMLBuilder()
    xml.raw(
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
    for (index, entry) in targets.enumerated() {
      xml.raw(
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(entry.type)\" Target=\"\(entry.target)\"/>")
    }
    xml.raw("</Relationships>")
    return xml.bytes
  }

  static func coreProperties(title: String, author: String) -> [UInt8] {
    var xml = XMLBuilder()
    xml.raw(
      "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>"
    )
    xml.content(title)
    xml.raw("</dc:title><dc:creator>")
    xml.content(author)
    xml.raw("</dc:creator></cp:coreProperties>")
    return xml.bytes
  }

  static var styles: [UInt8] {
    var xml = XMLBuilder()
    xml.raw("<w:styles \(wordNamespace)><w:docDefaults><w:rPrDefault><w:rPr>")
    xml.raw(
      "<w:rFonts w:ascii=\"仿宋_GB2312\" w:hAnsi=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\" w:cs=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>"
    )
    xml.raw("</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>")
    xml.raw(
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
    )
    for style in Style.allCases { xml.raw(style.definition) }
    xml.raw("</w:styles>")
    return xml.bytes
  }

  static var settings: [UInt8] {
    var xml = XMLBuilder()
    xml.raw(
      "<w:settings \(wordNamespace)><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
    return xml.bytes
  }

  static var fontTable: [UInt8] {
    var xml = XMLBuilder()
    xml.raw("<w:fonts \(wordNamespace)>")
    // Where a computer lacks the official font, its heir in newer systems takes its place.
    for (name, heir) in [
      ("方正小标宋简体", "宋体"), ("黑体", "SimHei"), ("楷体_GB2312", "楷体"), ("仿宋_GB2312", "仿宋"),
      ("宋体", "SimSun"),
    ] {
      xml.raw(
        "<w:font w:name=\"\(name)\"><w:altName w:val=\"\(heir)\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"default\"/></w:font>"
      )
    }
    xml.raw("</w:fonts>")
    return xml.bytes
  }

  static func header(mark: String?) -> [UInt8] {
    var xml = XMLBuilder()
    xml.raw("<w:hdr \(wordNamespace)><w:p><w:pPr><w:pStyle w:val=\"\(Style.cell.rawValue)\"/>")
    xml.raw("<w:jc w:val=\"right\"/></w:pPr>")
    if let mark {
      xml.raw("<w:r><w:t xml:space=\"preserve\">")
      xml.content(mark)
      xml.raw("</w:t></w:r>")
    }
    xml.raw("</w:p></w:hdr>")
    return xml.bytes
  }

  /// 页码: the number between dashes, in 四号 宋体.
  static var footer: [UInt8] {
    var xml = XMLBuilder()
    let run =
      "<w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>"
    func text(_ text: String) -> String {
      "<w:r>\(run)<w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
    }
    func field(_ kind: String) -> String {
      "<w:r>\(run)<w:fldChar w:fldCharType=\"\(kind)\"/></w:r>"
    }
    xml.raw("<w:ftr \(wordNamespace)><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>")
    xml.raw(text("— ") + field("begin"))
    xml.raw("<w:r>\(run)<w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>")
    xml.raw(field("separate") + text("1") + field("end") + text(" —"))
    xml.raw("</w:p></w:ftr>")
    return xml.bytes
  }
}
