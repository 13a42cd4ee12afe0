import Decimals

/// Writes a serial number under a section with date parts.
struct DateRenderer {
  let section: FormatSection
  let uses1904: Bool

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let chineseWeekdays = ["日", "一", "二", "三", "四", "五", "六"]

  /// The text; nil where the number is no date.
  func text(_ value: ExactDecimal) -> String? {
    let digits = section.tokens.reduce(0) {
      if case .secondFraction(let count) = $1 { max($0, min(3, count)) } else { $0 }
    }
    let isNegativeElapsed = value < .zero && section.isElapsed
    guard
      let date = SerialDate(isNegativeElapsed ? -value : value, uses1904: uses1904, digits: digits)
    else { return nil }
    var unit = 1
    for _ in 0..<digits { unit *= 10 }
    let twelveHours = section.tokens.contains { if case .halfDay = $0 { true } else { false } }
    var result = isNegativeElapsed ? "-" : ""
    for token in section.tokens {
      switch token {
      case .literal(let text): result += text
      case .date(let letter, let count):
        result += part(letter, count, date, unit: unit, twelveHours: twelveHours)
      case .elapsed(let letter, let count):
        result += padded(date.elapsed / unit / seconds(letter), count)
      case .secondFraction(let count):
        let shown = padded(date.time % unit, digits)
        result += "." + (shown + String(repeating: "0", count: max(0, count - digits)))
      case .halfDay(let morning, let afternoon):
        result += date.time / unit < 43_200 ? morning : afternoon
      case .slash: result += "/"
      case .comma: result += ","
      case .point: result += "."
      case .digit, .percent, .exponent, .text, .general: break
      }
    }
    return result
  }

  private func seconds(_ letter: UInt8) -> Int {
    switch letter {
    case UInt8(ascii: "h"): 3600
    case UInt8(ascii: "m"): 60
    default: 1
    }
  }

  private func part(
    _ letter: UInt8, _ count: Int, _ date: SerialDate, unit: Int, twelveHours: Bool
  ) -> String {
    let second = date.time / unit
    switch letter {
    case UInt8(ascii: "y"), UInt8(ascii: "e"):
      let isShort = letter == UInt8(ascii: "y") && count <= 2
      return yearText(isShort ? date.year % 100 : date.year, width: isShort ? 2 : 4)
    case UInt8(ascii: "b"):
      return yearText(count <= 2 ? (date.year + 543) % 100 : date.year + 543, width: 2)
    case UInt8(ascii: "m"): return monthText(date.month, count)
    case UInt8(ascii: "d"): return dayText(date, count)
    case UInt8(ascii: "a"):
      return (count == 3 ? "" : "星期") + Self.chineseWeekdays[date.weekday]
    case UInt8(ascii: "h"):
      let hour = second / 3600
      return numeral(twelveHours ? (hour + 11) % 12 + 1 : hour, count)
    case UInt8(ascii: "n"): return numeral(second / 60 % 60, count)
    case UInt8(ascii: "s"): return numeral(second % 60, count)
    default: return ""
    }
  }

  private func monthText(_ month: Int, _ count: Int) -> String {
    guard count > 2 else { return numeral(month, count) }
    if section.isChinese { return ChineseNumerals.text(month, formal: false) + "月" }
    let name = Self.months[month - 1]
    switch count {
    case 3: return String(name.prefix(3))
    case 4: return name
    default: return String(name.prefix(1))
    }
  }

  private func dayText(_ date: SerialDate, _ count: Int) -> String {
    guard count > 2 else { return numeral(date.day, count) }
    if section.isChinese {
      return (count == 3 ? "周" : "星期") + Self.chineseWeekdays[date.weekday]
    }
    let name = Self.weekdays[date.weekday]
    return count == 3 ? String(name.prefix(3)) : name
  }

  private func yearText(_ year: Int, width: Int) -> String {
    let text = padded(year, width)
    switch section.digitStyle {
    case .arabic: return text
    case .chinese: return ChineseNumerals.digits(text, formal: false)
    case .formalChinese: return ChineseNumerals.digits(text, formal: true)
    }
  }

  private func numeral(_ number: Int, _ count: Int) -> String {
    switch section.digitStyle {
    case .arabic: padded(number, min(count, 2))
    case .chinese: ChineseNumerals.text(number, formal: false)
    case .formalChinese: ChineseNumerals.text(number, formal: true)
    }
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}

extension FormatSection {
  var isElapsed: Bool {
    tokens.contains { if case .elapsed = $0 { true } else { false } }
  }
}

/// Chinese numerals below one hundred, and digit by digit.
enum ChineseNumerals {
  private static let plain = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
  private static let formal = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

  static func digits(_ text: String, formal isFormal: Bool) -> String {
    text.utf8.map { (isFormal ? formal : plain)[Int($0 - UInt8(ascii: "0"))] }.joined()
  }

  static func text(_ number: Int, formal isFormal: Bool) -> String {
    let digits = isFormal ? formal : plain
    let ten = isFormal ? "拾" : "十"
    guard number >= 10 else { return digits[number] }
    let tens = number / 10 == 1 && !isFormal ? "" : digits[number / 10]
    return tens + ten + (number % 10 == 0 ? "" : digits[number % 10])
  }
}
