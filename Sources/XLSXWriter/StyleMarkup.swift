/// Writes the part with fonts, fills, borders and number formats, each once, and the styles made of
/// them.
struct StyleMarkup {
  let book: StyleBook
  /// Whether the workbook has comments, for which Excel keeps a font.
  var hasComments = false

  /// Excel's own number formats end below this number (ECMA-376 part 1, 18.8.30).
  private static let firstNumberFormat = 164

  var part: [UInt8] {
    var formats = Numbered<String>()
    var fonts = Numbered([Self.standardFont])
    // Excel has these two fills by itself.
    var fills = Numbered([
      "<patternFill patternType=\"none\"/>", "<patternFill patternType=\"gray125\"/>",
    ])
    var borders = Numbered([Self.border([])])
    var cells = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    for style in book.styles {
      let format = style.numberFormat.flatMap { $0 == "General" ? nil : $0 }
        .map { Self.firstNumberFormat + formats.number(of: $0) }
      cells += Self.cell(
        style, format: format ?? 0, font: fonts.number(of: Self.font(style)),
        fill: style.fill.map { fills.number(of: Self.fill($0)) } ?? 0,
        border: borders.number(of: Self.border(style.border)))
    }
    var xml = Markup(part: "<styleSheet xmlns=\"\(Namespace.main)\">")
    if !formats.values.isEmpty {
      xml.add("<numFmts count=\"\(formats.values.count)\">")
      for (index, code) in formats.values.enumerated() {
        xml.add("<numFmt numFmtId=\"\(Self.firstNumberFormat + index)\" formatCode=\"")
        xml.add(value: code)
        xml.add("\"/>")
      }
      xml.add("</numFmts>")
    }
    if hasComments { _ = fonts.number(of: Self.commentFont) }
    xml.add(fonts.list("fonts", "font"))
    xml.add(fills.list("fills", "fill"))
    xml.add(borders.list("borders", "border"))
    xml.add(
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    )
    xml.add("<cellXfs count=\"\(book.styles.count + 1)\">\(cells)</cellXfs>")
    xml.add(
      "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    )
    xml.add(looks)
    xml.add(
      "<tableStyles count=\"0\" defaultTableStyle=\"TableStyleMedium9\" defaultPivotStyle=\"PivotStyleLight16\"/>"
    )
    xml.add("</styleSheet>")
    return xml.bytes
  }

  // MARK: The parts of a style

  private static let standardFont =
    "<sz val=\"11\"/><color theme=\"1\"/><name val=\"Calibri\"/><family val=\"2\"/><scheme val=\"minor\"/>"

  private static let commentFont =
    "<sz val=\"8\"/><color indexed=\"81\"/><name val=\"Tahoma\"/><family val=\"2\"/>"

  private static func font(_ style: CellStyle) -> String {
    var xml = Markup()
    if style.bold { xml.add("<b/>") }
    if style.italic { xml.add("<i/>") }
    xml.add("<sz val=\"")
    xml.add(style.fontSize)
    xml.add("\"/>")
    xml.add(style.fontColor.map(color) ?? "<color theme=\"1\"/>")
    xml.add("<name val=\"")
    xml.add(value: style.fontName)
    xml.add("\"/><family val=\"2\"/>")
    if style.fontName == "Calibri" { xml.add("<scheme val=\"minor\"/>") }
    return String(decoding: xml.bytes, as: UTF8.self)
  }

  private static func color(_ rgb: UInt32) -> String { "<color rgb=\"\(argb(rgb))\"/>" }

  private static func argb(_ rgb: UInt32) -> String { "FF" + hexadecimal(rgb) }

  private static func fill(_ color: UInt32) -> String {
    "<patternFill patternType=\"solid\"><fgColor rgb=\"\(argb(color))\"/><bgColor indexed=\"64\"/></patternFill>"
  }

  private static func border(_ border: CellStyle.Border) -> String {
    let sides: [(CellStyle.Border, String)] = [
      (.left, "left"), (.right, "right"), (.top, "top"), (.bottom, "bottom"),
    ]
    let lines = sides.map { side, name in
      border.contains(side)
        ? "<\(name) style=\"thin\"><color auto=\"1\"/></\(name)>" : "<\(name)/>"
    }
    return lines.joined() + "<diagonal/>"
  }

  private static func cell(
    _ style: CellStyle, format: Int, font: Int, fill: Int, border: Int
  ) -> String {
    var xml =
      "<xf numFmtId=\"\(format)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\" xfId=\"0\""
    if format > 0 { xml += " applyNumberFormat=\"1\"" }
    if font > 0 { xml += " applyFont=\"1\"" }
    if fill > 0 { xml += " applyFill=\"1\"" }
    if border > 0 { xml += " applyBorder=\"1\"" }
    xml += " applyAlignment=\"1\""
    let alignment = Self.alignment(style)
    // Content stands at the bottom by itself.
    return xml + (alignment.isEmpty ? "/>" : "><alignment\(alignment)/></xf>")
  }

  private static func alignment(_ style: CellStyle) -> String {
    var xml = ""
    // Only cells that are aligned left or right can be indented.
    let isIndented = style.indent > 0
    switch style.horizontal {
    case .general: if isIndented { xml += " horizontal=\"left\"" }
    case .left: xml += " horizontal=\"left\""
    case .center: xml += isIndented ? " horizontal=\"left\"" : " horizontal=\"center\""
    case .right: xml += " horizontal=\"right\""
    }
    switch style.vertical {
    case .top: xml += " vertical=\"top\""
    case .center: xml += " vertical=\"center\""
    case .bottom: break
    }
    if isIndented { xml += " indent=\"\(style.indent)\"" }
    if style.wrap { xml += " wrapText=\"1\"" }
    return xml
  }

  private var looks: String {
    guard !book.conditional.isEmpty else { return "<dxfs count=\"0\"/>" }
    var xml = "<dxfs count=\"\(book.conditional.count)\">"
    for look in book.conditional {
      xml += "<dxf>"
      if look.bold || look.fontColor != nil {
        xml += "<font>"
        if look.bold { xml += "<b/>" }
        if let color = look.fontColor { xml += Self.color(color) }
        xml += "</font>"
      }
      if let fill = look.fill {
        xml += "<fill><patternFill><bgColor rgb=\"\(Self.argb(fill))\"/></patternFill></fill>"
      }
      xml += "</dxf>"
    }
    return xml + "</dxfs>"
  }
}

/// `number` as six hexadecimal digits.
func hexadecimal(_ number: UInt32) -> String {
  let digits = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: 6 - digits.count) + digits
}

/// Values that are numbered in the order in which they come.
private struct Numbered<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  init(_ values: [Value] = []) {
    for value in values { _ = number(of: value) }
  }

  mutating func number(of value: Value) -> Int {
    if let number = numbers[value] { return number }
    values.append(value)
    numbers[value] = values.count - 1
    return values.count - 1
  }
}

extension Numbered where Value == String {
  /// A list of elements with these contents.
  fileprivate func list(_ name: String, _ element: String) -> String {
    let elements = values.map { "<\(element)>\($0)</\(element)>" }
    return "<\(name) count=\"\(values.count)\">\(elements.joined())</\(name)>"
  }
}
