/// The headings of a note.
enum Heading {
  private static let numerals: Set<Unicode.Scalar> = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
  ]

  /// Whether a paragraph is a heading: short, numbered or centred, without a full stop.
  static func isHeading(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.filter { !FoldedText.isSpace($0) }
    guard !scalars.isEmpty, scalars.count <= 40, let last = scalars.last,
      !"。；，：".unicodeScalars.contains(last)
    else { return false }
    return isNumbered(Array(scalars.prefix(6))) || scalars.count <= 30
  }

  /// Whether a text begins with 一、 or （一）.
  static func isNumbered(_ scalars: [Unicode.Scalar]) -> Bool {
    var index = 0
    if scalars.first == "（" || scalars.first == "(" { index = 1 }
    let start = index
    while index < scalars.count, numerals.contains(scalars[index]) { index += 1 }
    return index > start && index < scalars.count
      && "、）)．.".unicodeScalars.contains(scalars[index])
  }
}
