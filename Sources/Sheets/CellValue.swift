public import Decimals

/// What a cell holds.
public enum CellValue: Hashable, Sendable {
  /// A number, exactly as its shortest decimal.
  case number(ExactDecimal)
  /// A text; codes keep their leading zeros here.
  case text(String)
  /// TRUE or FALSE.
  case boolean(Bool)
  /// An error such as `#DIV/0!`.
  case error(String)
  /// A date, a time, or both.
  case date(SheetDate)
}

/// A date or a time of day as a spreadsheet shows it: no time zone.
public struct SheetDate: Hashable, Sendable {
  /// Which parts are meant.
  public enum Precision: Hashable, Sendable {
    /// A day.
    case date
    /// A day and a time of it.
    case dateTime
    /// A time without a day, or an elapsed time.
    case time
  }

  /// Which parts are meant.
  public var precision: Precision
  /// The year of the Gregorian calendar.
  public var year: Int
  /// The month, from 1.
  public var month: Int
  /// The day of the month, from 1.
  ///
  /// Excel's day 1900-02-29, which never was, is kept as it is.
  public var day: Int
  /// The time of day in milliseconds; for elapsed times it may pass 24 hours.
  public var milliseconds: Int

  /// A date or time made of its parts.
  public init(
    precision: Precision, year: Int = 0, month: Int = 0, day: Int = 0, milliseconds: Int = 0
  ) {
    self.precision = precision
    self.year = year
    self.month = month
    self.day = day
    self.milliseconds = milliseconds
  }
}

extension SheetDate: CustomStringConvertible {
  /// The ISO 8601 form: `2019-12-31`, `2019-12-31T08:30:00`, `08:30:00`.
  public var description: String {
    switch precision {
    case .date: dateText
    case .dateTime: dateText + "T" + timeText
    case .time: timeText
    }
  }

  private var dateText: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  private var timeText: String {
    let seconds = milliseconds / 1000
    let rest = milliseconds % 1000
    let text =
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    return rest == 0 ? text : text + "." + padded(rest, 3)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
