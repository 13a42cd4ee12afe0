/// Text as it is compared: full-width and half-width forms, spaces, quotes and the variants of
/// brackets make no difference, nor do 其它 and 其他.
package func folded(_ text: some StringProtocol) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    var value = scalar.value
    if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
    switch value {
    case 0x09...0x0D, 0x20, 0xA0, 0xAD, 0x2000...0x200F, 0x2028...0x202F, 0x2060, 0x3000, 0xFEFF:
      continue
    case 0x22, 0x27, 0x2018...0x201F, 0x300C...0x300F, 0x300A, 0x300B:
      continue
    case 0x5B, 0x7B, 0x3010, 0x3014, 0x3016:
      result.append("(")
    case 0x5D, 0x7D, 0x3011, 0x3015, 0x3017:
      result.append(")")
    case 0x2010...0x2012, 0x2212, 0xFE63:
      result.append("-")
    case 0x2236, 0xFE55:
      result.append(":")
    case 0xFFE5:
      result.append("¥")
    default:
      let next = Unicode.Scalar(value) ?? scalar
      result.append(next == "它" && result.last == "其" ? "他" : next)
    }
  }
  return String(result)
}

/// Whether `text` declares that there is nothing once it is folded.
func declaresNothing(unfolded text: String) -> Bool {
  for scalar in text.unicodeScalars where !isSpace(scalar) {
    switch scalar.value {
    case 0x2D, 0x2F, 0x5C, 0x2010...0x2015, 0x2212, 0x2500, 0x65E0, 0xFF0D, 0xFF0F, 0xFF3C: continue
    default: return false
    }
  }
  return declaresNothing(folded(text))
}

/// The text that programs write into a CSV as `="05"`, so that its zeros survive.
func unwrapped(_ text: String) -> String {
  guard text.utf8.first == UInt8(ascii: "="), text.hasPrefix("=\""), text.hasSuffix("\""),
    text.utf8.count > 2
  else { return text }
  return String(text.dropFirst(2).dropLast())
}

/// `text` without the white space at both ends, U+3000 and U+00A0 included.
package func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !isSpace($0) }),
    let last = scalars.lastIndex(where: { !isSpace($0) })
  else { return "" }
  if first == scalars.startIndex, scalars.index(after: last) == scalars.endIndex { return text }
  return String(scalars[first...last])
}

/// Whether `scalar` is white space of any width.
package func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x20, 0xA0, 0x2000...0x200B, 0x2028...0x202F, 0x2060, 0x3000, 0xFEFF: true
  default: false
  }
}

/// Whether folded text declares that there is nothing: blank, a dash, `/` or 无.
package func declaresNothing(_ folded: String) -> Bool {
  switch folded {
  case "", "-", "--", "—", "——", "–", "―", "─", "/", "\\", "无": true
  default: false
  }
}
