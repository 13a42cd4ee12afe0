import Decimals

/// Writes a number under a section without date parts.
struct NumberRenderer {
  let section: FormatSection

  func text(_ value: ExactDecimal, showsSign: Bool) -> String {
    let tokens = section.tokens
    let sign = showsSign ? "-" : ""
    if tokens.contains(.general) {
      return tokens.map { token in
        switch token {
        case .general: sign + GeneralFormat.text(value < .zero ? -value : value)
        default: constant(token)
        }
      }.joined()
    }
    if tokens.contains(.text) {
      return tokens.map { $0 == .text ? GeneralFormat.text(value) : constant($0) }.joined()
    }
    var number = DecimalText(value)
    number.multiply(byPowerOfTen: 2 * tokens.count { $0 == .percent })
    if let exponent = tokens.firstIndex(where: { if case .exponent = $0 { true } else { false } }) {
      return sign + scientific(number, exponent: exponent)
    }
    if let slash = tokens.firstIndex(of: .slash), isDigit(tokens[..<slash].last),
      isDigitOrNumber(tokens[(slash + 1)...].first)
    {
      return FractionRenderer(tokens: tokens, slash: slash).text(value, sign: sign)
    }
    return sign + decimal(number, tokens)
  }

  private func isDigit(_ token: FormatToken?) -> Bool {
    if case .digit? = token { true } else { false }
  }

  private func isDigitOrNumber(_ token: FormatToken?) -> Bool {
    if case .literal(let text)? = token { return text.first?.isNumber == true }
    return isDigit(token)
  }

  private func constant(_ token: FormatToken) -> String {
    switch token {
    case .literal(let text): text
    case .percent: "%"
    case .slash: "/"
    case .comma: ","
    default: ""
    }
  }

  /// Fixed notation: placeholders take the digits, all else stays where it is.
  private func decimal(_ number: DecimalText, _ tokens: [FormatToken]) -> String {
    var number = number
    let point = tokens.firstIndex(of: .point) ?? tokens.count
    let lastDigit = tokens.lastIndex(where: isDigit)
    guard let lastDigit else { return tokens.map(constant).joined() }
    // Commas behind the last placeholder before the point divide by a thousand each.
    let lastWhole = tokens[..<point].lastIndex(where: isDigit) ?? -1
    let scaling =
      tokens[(lastWhole + 1)..<point].prefix { $0 == .comma }.count
      + (lastDigit > point ? tokens[(lastDigit + 1)...].prefix { $0 == .comma }.count : 0)
    number.multiply(byPowerOfTen: -3 * scaling)
    let firstDigit = tokens.firstIndex(where: isDigit) ?? 0
    let grouped = lastWhole > firstDigit && tokens[firstDigit..<lastWhole].contains(.comma)
    let places = point < tokens.count ? tokens[point...].count(where: isDigit) : 0
    let (whole, fraction) = number.fixed(places)
    return wholePart(whole, tokens[..<point], grouped: grouped)
      + fractionPart(fraction, tokens[point...])
  }

  private func wholePart(
    _ digits: [UInt8], _ tokens: ArraySlice<FormatToken>, grouped: Bool
  ) -> String {
    var pieces: [String] = []
    var left = digits.count
    var written = 0
    let first = tokens.firstIndex(where: isDigit)
    func put(_ text: String) {
      if grouped, written > 0, written % 3 == 0 { pieces.append(text == " " ? " " : ",") }
      pieces.append(text)
      written += 1
    }
    for index in tokens.indices.reversed() {
      switch tokens[index] {
      case .digit(let placeholder):
        if left > 0 {
          left -= 1
          put(digitText([digits[left]]))
        } else if placeholder == UInt8(ascii: "0") {
          put("0")
        } else if placeholder == UInt8(ascii: "?") {
          put(" ")
        }
        if index == first {
          while left > 0 {
            left -= 1
            put(digitText([digits[left]]))
          }
        }
      case .comma: break
      default: pieces.append(constant(tokens[index]))
      }
    }
    // Without a placeholder before the point all its digits still show (`.00` for 12.5: 12.50).
    if first == nil, !digits.isEmpty { pieces.append(digitText(digits)) }
    return pieces.reversed().joined()
  }

  private func fractionPart(_ digits: [UInt8], _ tokens: ArraySlice<FormatToken>) -> String {
    var significant = digits.count - digits.reversed().prefix { $0 == 0 }.count
    // A `0` keeps the digits before it.
    for (offset, token) in tokens.filter(isDigit).enumerated()
    where token == .digit(UInt8(ascii: "0")) {
      significant = max(significant, offset + 1)
    }
    var result = ""
    var index = 0
    for token in tokens {
      switch token {
      case .point: result += "."
      case .digit(let placeholder):
        if index < significant {
          result += digitText([digits[index]])
        } else if placeholder == UInt8(ascii: "?") {
          result += " "
        }
        index += 1
      case .comma: break
      default: result += constant(token)
      }
    }
    return result
  }

  private func scientific(_ number: DecimalText, exponent: Int) -> String {
    let mantissa = Array(section.tokens[..<exponent])
    let tail = section.tokens[(exponent + 1)...]
    let point = mantissa.firstIndex(of: .point) ?? mantissa.count
    let wholeDigits = max(1, mantissa[..<point].count(where: isDigit))
    let places = mantissa[point...].count(where: isDigit)
    var power = 0
    var scaled = number
    if !number.isZero {
      // With several places before the point the power goes in steps of their number.
      func step(_ leading: Int) -> Int {
        Int((Double(leading) / Double(wholeDigits)).rounded(.down)) * wholeDigits
      }
      power = step(number.leadingPower)
      scaled.multiply(byPowerOfTen: -power)
      let rounded = scaled.rounded(toPower: -places)
      if !rounded.isZero, step(rounded.leadingPower) > 0 {
        let more = step(rounded.leadingPower)
        power += more
        scaled.multiply(byPowerOfTen: -more)
      }
    }
    var powerDigits = String(power.magnitude)
    let width = tail.prefix(while: isDigit).count
    powerDigits =
      String(repeating: "0", count: max(0, width - powerDigits.utf8.count)) + powerDigits
    var sign = power < 0 ? "-" : ""
    if case .exponent(let showsPlus) = section.tokens[exponent], showsPlus, power >= 0 {
      sign = "+"
    }
    return decimal(scaled, mantissa) + "E" + sign + powerDigits
      + tail.drop(while: isDigit).map(constant).joined()
  }
}
