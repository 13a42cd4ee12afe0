import ArgumentParser

/// A day that is given on the command line as that of making.
struct CreationDate {
  /// The seconds from 1970 to the beginning of the day (UTC).
  let seconds: Int

  /// Reads `2026-01-31`.
  init(_ text: String) throws {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2]), (1971...9999).contains(year),
      (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
    else {
      throw ValidationError(
        "“\(text)”不是日期；请写作 2026-01-31。'\(text)' is no date; write it as 2026-01-31.")
    }
    let before = year - 1
    let leapDays = before / 4 - before / 100 + before / 400
    let inYear = (1..<month).reduce(0) { $0 + Self.days(in: $1, of: year) }
    // 719 162 days lie between the years 1 and 1970.
    seconds = (before * 365 + leapDays + inYear + day - 1 - 719_162) * 86_400
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
