package import Budget

/// What a number format (`#,##0.00"万元"`) says about the number it shows.
package struct NumberFormat: Equatable {
  /// The places after the point; nil where the format does not fix them (General).
  package var decimals: Int?
  /// The unit that is written behind the number.
  package var unit: MeasureUnit?
  /// Whether the number is shown divided (`0!.0,`, `#,##0,`), so that the written unit is not the
  /// stored one.
  package var isScaled = false
  /// Whether the number is shown as a percentage.
  var isPercent = false

  /// Reads the section for positive numbers of a format code; nil means General.
  package init(_ code: String?) {
    guard let code, code != "General", code != "@" else { return }
    var literal = ""
    var places: Int?
    var placeholders = 0
    var commasAtEnd = false
    var rest = code.unicodeScalars[...]
    scan: while let scalar = rest.popFirst() {
      switch scalar {
      case ";": break scan
      case "\"":
        while let next = rest.popFirst(), next != "\"" { literal.unicodeScalars.append(next) }
      case "\\", "!":
        if let next = rest.popFirst() {
          // A point that is only drawn shifts the digits: 0!.0, shows 元 as 万元.
          if next == ".", placeholders > 0 { isScaled = true }
          literal.unicodeScalars.append(next)
        }
      case "_", "*": _ = rest.popFirst()
      case "[":
        while let next = rest.popFirst(), next != "]" {}
      case "0", "#", "?":
        placeholders += 1
        commasAtEnd = false
        if places != nil { places? += 1 }
      case ".": places = 0
      case ",": commasAtEnd = placeholders > 0
      case "%": isPercent = true
      default: if scalar.value > 0x7F { literal.unicodeScalars.append(scalar) }
      }
    }
    if commasAtEnd { isScaled = true }
    if placeholders > 0 { decimals = places ?? 0 }
    let words = folded(literal)
    unit = words == "万" ? .wanYuan : MeasureUnit(suffixOf: words)
  }
}
