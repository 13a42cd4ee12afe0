import Decimals

/// Reads a format code (ECMA-376, 18.8.31) into sections.
struct FormatParser {
  private let code: [Character]
  private var index = 0
  private var section = FormatSection()
  private var sections: [FormatSection] = []

  init(_ code: String) {
    // Longer codes do not occur (Excel stops at 255 characters) and would only cost time.
    self.code = Array(code.prefix(1024))
  }

  mutating func parse() -> [FormatSection] {
    while index < code.count {
      let character = code[index]
      index += 1
      read(character)
    }
    finishSection()
    return sections
  }

  private mutating func read(_ character: Character) {
    switch character {
    case ";": finishSection()
    case "\"":
      let end = code[index...].firstIndex(of: "\"") ?? code.count
      literal(String(code[index..<end]))
      index = min(end + 1, code.count)
    case "\\", "!":
      if index < code.count {
        literal(String(code[index]))
        index += 1
      }
    case "_":
      // A blank as wide as the next character.
      if index < code.count { index += 1 }
      literal(" ")
    case "*":
      // Fills the column with the next character; a text has no width to fill.
      if index < code.count { index += 1 }
    case "[": readBracket()
    case "0", "#", "?": section.tokens.append(.digit(character.asciiValue ?? 0))
    case ".": readPoint()
    case ",": section.tokens.append(.comma)
    case "%": section.tokens.append(.percent)
    case "/": section.tokens.append(.slash)
    case "@": section.tokens.append(.text)
    case "E" where next == "+" || next == "-":
      section.tokens.append(.exponent(showsPlus: next == "+"))
      index += 1
    case "G" where take("eneral"), "g" where take("eneral"): section.tokens.append(.general)
    case "A" where take("M/PM"), "a" where take("m/pm"):
      section.tokens.append(.halfDay("AM", "PM"))
    case "A" where take("/P"), "a" where take("/p"):
      section.tokens.append(.halfDay(String(character), character == "A" ? "P" : "p"))
    case "上" where take("午/下午"): section.tokens.append(.halfDay("上午", "下午"))
    case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S", "e", "E", "b", "B", "g":
      section.tokens.append(.date(lower(character), count: 1 + run(of: character)))
    case "a", "A":
      let count = 1 + run(of: character)
      if count >= 3 {
        section.tokens.append(.date(UInt8(ascii: "a"), count: count))
      } else {
        literal(String(repeating: character, count: count))
      }
    default: literal(String(character))
    }
  }

  private var next: Character? { index < code.count ? code[index] : nil }

  private mutating func take(_ word: String) -> Bool {
    let end = index + word.count
    guard end <= code.count, String(code[index..<end]).lowercased() == word.lowercased() else {
      return false
    }
    index = end
    return true
  }

  private mutating func run(of character: Character) -> Int {
    var count = 0
    while let following = next, lower(following) == lower(character) {
      index += 1
      count += 1
    }
    return count
  }

  private func lower(_ character: Character) -> UInt8 {
    (character.asciiValue ?? 0) | 0x20
  }

  private mutating func literal(_ text: String) {
    guard !text.isEmpty else { return }
    if case .literal(let before)? = section.tokens.last {
      section.tokens[section.tokens.count - 1] = .literal(before + text)
    } else {
      section.tokens.append(.literal(text))
    }
  }

  private mutating func readPoint() {
    // Behind seconds the point begins their fraction.
    if case .date(UInt8(ascii: "s"), _)? = section.tokens.last, next == "0" {
      section.tokens.append(.secondFraction(run(of: "0")))
    } else if case .elapsed(UInt8(ascii: "s"), _)? = section.tokens.last, next == "0" {
      section.tokens.append(.secondFraction(run(of: "0")))
    } else {
      section.tokens.append(.point)
    }
  }

  private mutating func readBracket() {
    let end = code[index...].firstIndex(of: "]") ?? code.count
    let content = String(code[index..<end])
    index = min(end + 1, code.count)
    let word = content.lowercased()
    if let letter = word.utf8.first, "hms".utf8.contains(letter),
      word.utf8.allSatisfy({ $0 == letter })
    {
      section.tokens.append(.elapsed(letter, count: word.utf8.count))
    } else if content.hasPrefix("$") {
      let parts = content.dropFirst().split(
        separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      if let currency = parts.first { literal(String(currency)) }
      if parts.count == 2 { readLocale(parts[1]) }
    } else if word == "dbnum1" {
      section.digitStyle = .chinese
    } else if word == "dbnum2" {
      section.digitStyle = .formalChinese
    } else if let first = content.first, "<>=".contains(first) {
      let comparison = content.prefix { "<>=".contains($0) }
      let operand = content.dropFirst(comparison.count).filter { $0 != " " }
      if let operand = ExactDecimal(operand) {
        section.condition = FormatCondition(comparison: String(comparison), operand: operand)
      }
    }
  }

  /// The locale of `[$-804]`: its low 16 bits are the language (MS-LCID), above them stand calendar
  /// and digits.
  private mutating func readLocale(_ text: Substring) {
    let isNamed = text.lowercased().hasPrefix("zh")
    guard let number = UInt32(text.prefix { $0 != "," }, radix: 16) else {
      section.isChinese = isNamed
      return
    }
    section.isChinese = number & 0x3ff == 0x04
    // Digits style 1E and 1F in the top byte are the Chinese numerals of such locales.
    if number >> 24 == 0x1e { section.digitStyle = .chinese }
    if number >> 24 == 0x1f { section.digitStyle = .formalChinese }
  }

  private mutating func finishSection() {
    markMinutes()
    sections.append(section)
    section = FormatSection()
  }

  /// `m` is minutes behind hours or before seconds; they are marked with `n` here.
  private mutating func markMinutes() {
    var previous: UInt8 = 0
    for position in section.tokens.indices {
      switch section.tokens[position] {
      case .date(UInt8(ascii: "m"), let count) where count <= 2:
        if previous == UInt8(ascii: "h") || nextUnit(after: position) == UInt8(ascii: "s") {
          section.tokens[position] = .date(UInt8(ascii: "n"), count: count)
        }
        previous = UInt8(ascii: "m")
      case .date(let letter, _), .elapsed(let letter, _): previous = letter
      default: break
      }
    }
  }

  private func nextUnit(after position: Int) -> UInt8? {
    for token in section.tokens[(position + 1)...] {
      switch token {
      case .date(let letter, _), .elapsed(let letter, _): return letter
      default: break
      }
    }
    return nil
  }
}
