/// The paragraph styles of a document: GB/T 9704's fonts and sizes, body text in 三号 仿宋 with 28
/// points between lines.
enum Style: String, CaseIterable {
  case title = "GoujiTitle"
  case heading1 = "Heading1"
  case heading2 = "Heading2"
  case heading3 = "Heading3"
  case body = "GoujiBody"
  case item = "GoujiItem"
  case centred = "GoujiCentred"
  case cell = "GoujiCell"

  /// The name that word processors show.
  var name: String {
    switch self {
    case .title: "公文标题"
    case .heading1: "heading 1"
    case .heading2: "heading 2"
    case .heading3: "heading 3"
    case .body: "公文正文"
    case .item: "公文条目"
    case .centred: "居中"
    case .cell: "表格文字"
    }
  }

  /// The East Asian font; digits and Latin letters go with it.
  var font: String {
    switch self {
    case .title: "方正小标宋简体"
    case .heading1: "黑体"
    case .heading2: "楷体_GB2312"
    case .heading3, .body, .item, .centred: "仿宋_GB2312"
    case .cell: "宋体"
    }
  }

  /// The size in half points: 二号 is 22 points, 三号 16, 小五 9.
  var halfPoints: Int {
    switch self {
    case .title: 44
    case .cell: 18
    default: 32
    }
  }

  /// The alignment, `both` spreading a full line over its width.
  var alignment: String {
    switch self {
    case .title, .centred: "center"
    case .cell: "left"
    default: "both"
    }
  }

  /// The exact distance of lines in twentieths of a point; nil for the font's own.
  var lineSpacing: Int? { self == .cell ? nil : self == .title ? 700 : 560 }

  /// Whether the first line begins two characters in.
  var isIndented: Bool {
    switch self {
    case .heading1, .heading2, .heading3, .body, .item: true
    case .title, .centred, .cell: false
    }
  }

  /// The outline level of a heading.
  var outlineLevel: Int? {
    switch self {
    case .heading1: 0
    case .heading2: 1
    case .heading3: 2
    default: nil
    }
  }

  /// The style of a heading of `level`; levels below the third look like it.
  static func heading(_ level: Int) -> Style {
    switch level {
    case 0: .heading1
    case 1: .heading2
    default: .heading3
    }
  }

  /// The definition in `styles.xml`.
  var definition: String {
    var text =
      "<w:style w:type=\"paragraph\" w:customStyle=\"\(outlineLevel == nil ? 1 : 0)\" w:styleId=\"\(rawValue)\"><w:name w:val=\"\(name)\"/><w:qFormat/><w:pPr>"
    // Headings of the third level may be whole sentences, which need not stay with what follows.
    if let outlineLevel, outlineLevel < 2 { text += "<w:keepNext/>" }
    if let level = outlineLevel {
      text += "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"1\"/></w:numPr>"
    }
    if let lineSpacing {
      text +=
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"\(lineSpacing)\" w:lineRule=\"exact\"/>"
    } else {
      text += "<w:spacing w:before=\"0\" w:after=\"0\"/>"
    }
    if isIndented { text += "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>" }
    text += "<w:jc w:val=\"\(alignment)\"/>"
    if let level = outlineLevel { text += "<w:outlineLvl w:val=\"\(level)\"/>" }
    text +=
      "</w:pPr><w:rPr><w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\" w:eastAsia=\"\(font)\" w:cs=\"\(font)\" w:hint=\"eastAsia\"/>"
    text += "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/></w:rPr></w:style>"
    return text
  }
}
