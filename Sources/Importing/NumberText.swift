package import Decimals

/// A number as people write it in a cell of text.
package struct NumberText: Equatable {
  /// The number, in the unit that is written behind it or else in that of its column.
  package var value: ExactDecimal
  /// How many places are written after the point.
  package var decimals: Int
  /// The unit that is written behind it, such as 万元.
  package var unit: String?
  /// Whether it is nothing but digits, a point, a leading minus and proper thousands separators.
  var isPlain: Bool

  /// Reads `text`; nil where it is no number, or could be more than one.
  ///
  /// Understood are full-width digits, thousands separators of both widths, `¥`, `(12.3)` and a
  /// trailing minus for negatives, a unit behind the number, and spaces between. Scientific
  /// notation is refused: a text such as `1.23E+09` has lost digits.
  package init?(_ text: String) {
    var rest = Substring(folded(text))
    let isFolded = rest == text
    var hasDressing = false
    var minus: [Bool] = []
    // Signs, currency and brackets stand in any order around the digits.
    var changed = true
    while changed {
      changed = false
      for mark in ["¥", "人民币", "RMB", "CNY"] where rest.hasPrefix(mark) {
        rest = rest.dropFirst(mark.count)
        hasDressing = true
        changed = true
      }
      if rest.first == "(", rest.last == ")" {
        rest = rest.dropFirst().dropLast()
        minus.append(true)
        hasDressing = true
        changed = true
      }
      if let sign = rest.first, sign == "-" || sign == "+" {
        rest = rest.dropFirst()
        minus.append(sign == "-")
        if sign == "+" { hasDressing = true }
        changed = true
      }
    }
    guard let split = rest.utf8.lastIndex(where: { Self.isNumeric($0) }) else { return nil }
    let digits = rest[...split]
    var tail = rest[rest.utf8.index(after: split)...]
    if tail.first == "-" {
      tail = tail.dropFirst()
      minus.append(true)
      hasDressing = true
    }
    if tail.hasSuffix(")"), !tail.contains("(") { return nil }
    if !tail.isEmpty {
      guard let named = Self.unit(String(tail)) else { return nil }
      unit = named
    }
    // Two signs, as in -(12) or (-12), do not say whether they cancel.
    guard minus.count <= 1 else { return nil }
    guard let (plain, decimals) = Self.withoutSeparators(digits),
      let magnitude = ExactDecimal(plain)
    else { return nil }
    value = minus == [true] ? -magnitude : magnitude
    self.decimals = decimals
    isPlain = isFolded && !hasDressing && unit == nil
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
  }

  private static func unit(_ text: String) -> String? {
    switch text {
    case "元整", "圆", "圆整": "元"
    case "个月", "月": "个"
    case "万": "万元"
    case "亿": "亿元"
    case "m2", "m²", "平米": "平方米"
    default: text.unicodeScalars.allSatisfy { $0.value > 0x7F || $0 == "%" } ? text : nil
    }
  }

  /// The digits without separators, and the places after the point; nil where a separator does not
  /// stand between groups of three.
  private static func withoutSeparators(_ text: Substring) -> (String, Int)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !(parts[0].isEmpty && parts.count == 1) else { return nil }
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].utf8.count),
        groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
      else { return nil }
    }
    let whole = groups.joined()
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard (whole + fraction).utf8.allSatisfy({ isNumeric($0) }), !(whole + fraction).isEmpty
    else { return nil }
    return (fraction.isEmpty ? whole : "\(whole).\(fraction)", fraction.utf8.count)
  }
}
