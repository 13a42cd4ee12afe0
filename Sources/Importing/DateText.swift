package import Sheets

/// Dates as people write them.
package enum DateText {
  /// The date written in `text`: `2019-12-31`, `2019/12/31`, `2019.12.31`, `2019年12月31日`,
  /// `20191231`, each also without the day, which is then the first, or with a time of day behind,
  /// which counts for nothing; nil where it is none.
  package static func date(_ text: String) -> SheetDate? {
    let text = withoutTime(text)
    let plain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? text : folded(text)
    var numbers: [Int] = []
    var digits = ""
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "0"..."9": digits.unicodeScalars.append(scalar)
      case "-", "/", ".", "年", "月", "日":
        guard let number = Int(digits) else { return nil }
        numbers.append(number)
        digits = ""
      default: return nil
      }
    }
    if numbers.isEmpty, let compact = Int(digits) {
      switch digits.utf8.count {
      case 8: return date(compact / 10_000, compact / 100 % 100, compact % 100)
      case 6: return date(compact / 100, compact % 100, 1)
      default: return nil
      }
    }
    if let number = Int(digits) { numbers.append(number) }
    switch numbers.count {
    case 3: return date(numbers[0], numbers[1], numbers[2])
    case 2: return date(numbers[0], numbers[1], 1)
    default: return nil
    }
  }

  // `2019-03-05 0:00:00` and `2019-03-05T00:00:00` are how systems export a day.
  private static func withoutTime(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ":")),
      let end = text.firstIndex(where: { $0 == " " || $0 == "T" }),
      text[end...].dropFirst().allSatisfy({ $0.isNumber || $0 == ":" || $0 == "." })
    else { return text }
    return String(text[..<end])
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> SheetDate? {
    guard (1900...2100).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...days[month - 1]).contains(day) else { return nil }
    return SheetDate(precision: .date, year: year, month: month, day: day)
  }
}
