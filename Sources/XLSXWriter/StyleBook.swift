/// The styles of a workbook's cells, numbered in the order of their first use; number 0 is that
/// of the cells which are not written.
struct StyleBook {
  private(set) var styles: [CellStyle] = []
  private var numbers: [CellStyle: Int] = [:]
  private(set) var conditional: [ConditionalLook] = []

  /// How cells look while a condition holds.
  struct ConditionalLook: Hashable {
    var fontColor: UInt32?
    var fill: UInt32?
    var bold: Bool

    init(_ format: ConditionalFormat) {
      fontColor = format.fontColor
      fill = format.fill
      bold = format.bold
    }
  }

  /// The number of `style`, from 1.
  mutating func number(of style: CellStyle, at spot: Spot) throws(WriteError) -> Int {
    if let number = numbers[style] { return number }
    try spot.check(style)
    styles.append(style)
    numbers[style] = styles.count
    return styles.count
  }

  /// The number of a conditional format's look, from 0.
  mutating func number(of look: ConditionalLook) -> Int {
    if let number = conditional.firstIndex(of: look) { return number }
    conditional.append(look)
    return conditional.count - 1
  }
}

extension Spot {
  /// Refuses a style that Excel would not take.
  func check(_ style: CellStyle) throws(WriteError) {
    guard !style.fontName.isEmpty else {
      throw refusal(zh: "字体名是空的：请给出字体", en: "the font name is empty: give a font")
    }
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
