/// The numbering definitions: one for all headings, one for every list.
enum Numbering {
  /// The number that headings use.
  static let headings = 1

  /// The number of the list that comes `index`-th, counted from 0.
  static func list(_ index: Int) -> Int { index + 2 }

  /// `numbering.xml` for a document with so many lists.
  static func part(lists: Int) -> [UInt8] {
    var xml = XMLBuilder()
    xml.raw("<w:numbering \(Package.wordNamespace)>")
    xml.raw(
      "<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>"
        + level(0, format: "chineseCountingThousand", text: "%1、", style: .heading1)
        + level(1, format: "chineseCountingThousand", text: "（%2）", style: .heading2)
        + level(2, format: "decimal", text: "%3.", style: .heading3)
        + "</w:abstractNum>")
    xml.raw(
      "<w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"singleLevel\"/>"
        + level(0, format: "decimal", text: "%1.", style: nil) + "</w:abstractNum>")
    xml.raw("<w:num w:numId=\"\(headings)\"><w:abstractNumId w:val=\"0\"/></w:num>")
    for index in 0..<lists {
      // Lists that share a definition go on counting unless each starts over.
      xml.raw(
        "<w:num w:numId=\"\(list(index))\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
      )
    }
    xml.raw("</w:numbering>")
    return xml.bytes
  }

  private static func level(_ level: Int, format: String, text: String, style: Style?) -> String {
    "<w:lvl w:ilvl=\"\(level)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/>"
      + (style.map { "<w:pStyle w:val=\"\($0.rawValue)\"/>" } ?? "")
      + "<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"\(text)\"/><w:lvlJc w:val=\"left\"/>"
      + "<w:pPr><w:ind w:left=\"0\" w:firstLineChars=\"200\" w:firstLine=\"640\"/></w:pPr></w:lvl>"
  }
}
