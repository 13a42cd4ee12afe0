import Decimals

/// Writes a number as a fraction (`# ?/?`, `# ??/100`).
struct FractionRenderer {
  let tokens: [FormatToken]
  let slash: Int

  func text(_ value: ExactDecimal, sign: String) -> String {
    // Which fraction is nearest is a matter of display only, so a double will do.
    let magnitude = value.double.magnitude
    guard magnitude < 1e15 else { return GeneralFormat.text(value) }
    let numeratorStart = (tokens[..<slash].lastIndex { !isDigit($0) } ?? -1) + 1
    let hasWhole = tokens[..<numeratorStart].contains(where: isDigit)
    let denominatorEnd =
      tokens[(slash + 1)...].firstIndex { !isDigit($0) && !isNumber($0) } ?? tokens.count
    let whole = hasWhole ? magnitude.rounded(.down) : 0
    let (numerator, denominator) = fraction(
      magnitude - whole, denominatorTokens: tokens[(slash + 1)..<denominatorEnd])
    let carry = hasWhole && numerator == denominator
    let wholeNumber = Int(whole) + (carry ? 1 : 0)
    let rest = carry ? 0 : numerator
    let numeratorWidth = slash - numeratorStart
    let denominatorText = String(denominator)
    let denominatorWidth = max(denominatorEnd - slash - 1, denominatorText.utf8.count)
    var result = sign
    if hasWhole {
      if wholeNumber != 0 || rest == 0 { result += String(wholeNumber) }
      if rest == 0 {
        result += String(repeating: " ", count: numeratorWidth + denominatorWidth + 2)
        return result + literals(tokens[denominatorEnd...])
      }
      result += wholeNumber == 0 ? "" : " "
    }
    let numeratorText = String(rest)
    result += String(repeating: " ", count: max(0, numeratorWidth - numeratorText.utf8.count))
    result += numeratorText + "/" + denominatorText
    result += String(repeating: " ", count: denominatorWidth - denominatorText.utf8.count)
    return result + literals(tokens[denominatorEnd...])
  }

  private func isDigit(_ token: FormatToken) -> Bool {
    if case .digit = token { true } else { false }
  }

  private func isNumber(_ token: FormatToken) -> Bool {
    if case .literal(let text) = token {
      !text.isEmpty && text.allSatisfy(\.isNumber)
    } else {
      false
    }
  }

  private func literals(_ tokens: ArraySlice<FormatToken>) -> String {
    tokens.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
  }

  private func fraction(
    _ value: Double, denominatorTokens: ArraySlice<FormatToken>
  ) -> (Int, Int) {
    var fixed = ""
    for token in denominatorTokens {
      if case .literal(let text) = token { fixed += text }
      if case .digit(UInt8(ascii: "0")) = token, !fixed.isEmpty { fixed += "0" }
    }
    if let denominator = Int(fixed), denominator > 0, denominator < 1_000_000_000 {
      return (Int((value * Double(denominator)).rounded()), denominator)
    }
    var limit = 1
    for _ in denominatorTokens.prefix(7) { limit *= 10 }
    return nearestFraction(value, below: limit)
  }

  /// The best approximation with a denominator below `limit`, by continued fractions.
  private func nearestFraction(_ value: Double, below limit: Int) -> (Int, Int) {
    var (h0, h1, k0, k1) = (0, 1, 1, 0)
    var rest = value
    while true {
      let whole = rest.rounded(.down)
      guard whole < 1e9 else { break }
      let step = Int(whole)
      let (h2, k2) = (step * h1 + h0, step * k1 + k0)
      guard k2 < limit else { break }
      (h0, h1, k0, k1) = (h1, h2, k1, k2)
      guard rest - whole > 1e-11 else { break }
      rest = 1 / (rest - whole)
    }
    return k1 == 0 ? (0, 1) : (h1, k1)
  }
}
