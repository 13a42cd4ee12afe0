internal import Decimals
internal import Localization

/// A part of a formula that has a meaning of its own.
struct FormulaToken {
  enum Kind: Equatable {
    /// A number; `digits` is how it was written, for references to whole rows (`7:9`).
    case number(ExactDecimal, digits: String)
    case text(String)
    case error(ErrorValue)
    /// A sheet's name without its quotes; its `!` is part of the token.
    case sheet(String)
    /// Letters, digits, `_`, `.` and `$`: a cell, a column, a function, a name, TRUE or FALSE.
    case word(String)
    case symbol(String)
    case end
  }

  var kind: Kind
  /// In Unicode scalars, from 0.
  var position: Int
}

/// Cuts a formula into tokens.
struct FormulaLexer {
  private let formula: String
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var tokens: [FormulaToken] = []

  /// The longest formula, in Unicode scalars; Excel's limit is 8 192 UTF-16 units.
  static let lengthLimit = 8_192

  init(_ formula: String) {
    self.formula = formula
    scalars = Array(formula.unicodeScalars.prefix(Self.lengthLimit + 1))
  }

  /// The tokens, the last of which is `end`.
  mutating func run() throws(FormulaSyntaxError) -> [FormulaToken] {
    guard scalars.count <= Self.lengthLimit else {
      throw error(
        at: Self.lengthLimit, zh: "公式超过 \(Self.lengthLimit) 个字符",
        en: "the formula has more than \(Self.lengthLimit) characters")
    }
    if peek() == "=" { index += 1 }
    while let scalar = peek() {
      if scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" {
        index += 1
      } else {
        let start = index
        tokens.append(FormulaToken(kind: try next(scalar), position: start))
      }
    }
    tokens.append(FormulaToken(kind: .end, position: scalars.count))
    return tokens
  }

  private mutating func next(_ scalar: Unicode.Scalar) throws(FormulaSyntaxError)
    -> FormulaToken.Kind
  {
    switch scalar {
    case "\"": return .text(try quoted(by: "\""))
    case "'":
      let start = index
      let name = try quoted(by: "'")
      guard peek() == "!", !name.isEmpty else {
        throw error(
          at: start, zh: "单引号中的工作表名之后应是“!”",
          en: "a sheet name in apostrophes must be followed by \"!\"")
      }
      index += 1
      return .sheet(name)
    case "#": return .error(try errorValue())
    case "0"..."9", ".": return try number()
    default: break
    }
    if isWordPart(scalar) || scalar == "[" { return try word() }
    for symbol in Self.symbols where matches(symbol) {
      index += symbol.unicodeScalars.count
      return .symbol(symbol)
    }
    throw unexpected(scalar)
  }

  /// Longer symbols before their beginnings.
  private static let symbols =
    ["<>", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "^", "&", "%", "(", ")", ",", ":"]

  private func peek() -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func matches(_ symbol: String) -> Bool {
    scalars[index...].starts(with: symbol.unicodeScalars)
  }

  /// What stands between two `mark`s, a doubled one meaning itself.
  private mutating func quoted(by mark: Unicode.Scalar) throws(FormulaSyntaxError) -> String {
    let start = index
    var content = String.UnicodeScalarView()
    index += 1
    while let scalar = peek() {
      index += 1
      if scalar != mark {
        content.append(scalar)
      } else if peek() == mark {
        content.append(mark)
        index += 1
      } else {
        return String(content)
      }
    }
    throw error(at: start, zh: "引号没有结束", en: "the quotation does not end")
  }

  private mutating func errorValue() throws(FormulaSyntaxError) -> ErrorValue {
    guard let value = ErrorValue.allCases.first(where: { matches($0.rawValue) }) else {
      throw error(at: index, zh: "不认识的错误值", en: "unknown error value")
    }
    index += value.rawValue.unicodeScalars.count
    return value
  }

  private mutating func number() throws(FormulaSyntaxError) -> FormulaToken.Kind {
    let start = index
    skipDigits()
    if peek() == "." {
      index += 1
      skipDigits()
    }
    if let scalar = peek(), scalar == "E" || scalar == "e" {
      index += 1
      if let sign = peek(), sign == "+" || sign == "-" { index += 1 }
      skipDigits()
    }
    let digits = text(from: start)
    guard let number = ExactDecimal(digits) else {
      throw error(
        at: start, zh: "“\(digits)”不是数，或超过 18 位有效数字",
        en: "\"\(digits)\" is no number, or has more than 18 significant digits")
    }
    return .number(number, digits: digits)
  }

  private mutating func skipDigits() {
    while let scalar = peek(), ("0"..."9").contains(scalar) { index += 1 }
  }

  private mutating func word() throws(FormulaSyntaxError) -> FormulaToken.Kind {
    let start = index
    // `[1]Sheet1!A1` is a cell of another workbook.
    if peek() == "[" {
      while let scalar = peek(), scalar != "]" { index += 1 }
      guard peek() == "]" else {
        throw error(at: start, zh: "方括号没有结束", en: "the bracket does not end")
      }
      index += 1
    }
    while let scalar = peek(), isWordPart(scalar) { index += 1 }
    let word = text(from: start)
    if peek() == "!" {
      index += 1
      return .sheet(word)
    }
    if peek() == "[" || scalars[start] == "[" {
      throw error(
        at: start, zh: "不支持表格的结构化引用", en: "structured references to tables are not supported")
    }
    return .word(word)
  }

  private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", ".", "$": true
    // Full-width letters and digits are alphabetic too, but no formula may hold them.
    case "\u{FF01}"..."\u{FF5E}": false
    default: scalar.value >= 0x80 && scalar.properties.isAlphabetic
    }
  }

  private func text(from start: Int) -> String {
    String(String.UnicodeScalarView(scalars[start..<index]))
  }

  private func unexpected(_ scalar: Unicode.Scalar) -> FormulaSyntaxError {
    switch scalar {
    case "\u{FF01}"..."\u{FF5E}", "，", "。", "、", "“", "”", "‘", "’", "；", "：", "（", "）", "×", "÷",
      "\u{3000}":
      error(
        at: index, zh: "“\(scalar)”是全角符号，公式中须用半角符号",
        en: "\"\(scalar)\" is a full-width sign; formulas use half-width signs")
    case ";":
      error(
        at: index, zh: "参数之间须用逗号，不用分号", en: "arguments are separated by commas, not by semicolons")
    case "{":
      error(at: index, zh: "不支持数组常量", en: "array constants are not supported")
    default:
      error(
        at: index, zh: "公式中不能有“\(scalar)”", en: "\"\(scalar)\" has no place in a formula")
    }
  }

  private func error(at position: Int, zh: String, en: String) -> FormulaSyntaxError {
    FormulaSyntaxError(formula: formula, position: position + 1, detail: Message(zh: zh, en: en))
  }
}
