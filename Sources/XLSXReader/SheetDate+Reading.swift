import Decimals
import NumberFormats
import Sheets

extension SheetDate {
  /// The date of a serial number under a format with the given meaning; nil where it is none.
  init?(serial: ExactDecimal, meaning: NumberFormat.Meaning, uses1904: Bool) {
    guard let date = SerialDate(serial, uses1904: uses1904) else { return nil }
    switch meaning {
    case .elapsed:
      self.init(precision: .time, milliseconds: date.elapsed)
    case _ where date.elapsed == date.time && !uses1904:
      // Serial 0 is no day: spreadsheets show 1900-01-00.
      self.init(precision: .time, milliseconds: date.time)
    case .time where date.elapsed == date.time:
      self.init(precision: .time, milliseconds: date.time)
    case .date where date.time == 0:
      self.init(precision: .date, year: date.year, month: date.month, day: date.day)
    default:
      self.init(
        precision: .dateTime, year: date.year, month: date.month, day: date.day,
        milliseconds: date.time)
    }
  }

  /// The date of a cell of type `d`: `2019-12-31`, `2019-12-31T08:30:00.5Z` or `08:30:00`.
  init?(isoText: String) {
    let parts = isoText.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let dateParts = parts[0].split(separator: "-").compactMap { Int($0) }
    if parts.count == 1, parts[0].contains(":") {
      guard let time = Self.milliseconds(parts[0]) else { return nil }
      self.init(precision: .time, milliseconds: time)
      return
    }
    guard dateParts.count == 3, (1...12).contains(dateParts[1]), (1...31).contains(dateParts[2]),
      (0...9999).contains(dateParts[0])
    else { return nil }
    guard parts.count == 2 else {
      self.init(precision: .date, year: dateParts[0], month: dateParts[1], day: dateParts[2])
      return
    }
    guard let time = Self.milliseconds(parts[1]) else { return nil }
    self.init(
      precision: .dateTime, year: dateParts[0], month: dateParts[1], day: dateParts[2],
      milliseconds: time)
  }

  private static func milliseconds(_ text: Substring) -> Int? {
    let clock = text.last == "Z" ? text.dropLast() : text
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hours = Int(parts[0]), let minutes = Int(parts[1]),
      (0..<24).contains(hours), (0..<60).contains(minutes)
    else { return nil }
    guard parts.count == 3 else { return (hours * 60 + minutes) * 60_000 }
    guard let seconds = ExactDecimal(parts[2])?.scaled(by: 3)?.value, (0..<60_000).contains(seconds)
    else { return nil }
    return (hours * 60 + minutes) * 60_000 + Int(seconds)
  }

  /// The serial number of this date; nil for a time without a day, where it is the time's part.
  func serial(uses1904: Bool) -> ExactDecimal? {
    var days = 0
    if precision != .time {
      // Days since 1970-01-01 by the civil calendar's 400-year cycle.
      let shiftedYear = month <= 2 ? year - 1 : year
      let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
      let yearOfEra = shiftedYear - era * 400
      let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
      let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
      days = era * 146_097 + dayOfEra - 719_468 + (uses1904 ? 24_107 : 25_569)
    }
    // Twelve places hold a millisecond exactly enough for showing it.
    let fraction = (Int128(milliseconds) * 1_000_000_000_000 + 43_200_000) / 86_400_000
    return ExactDecimal(
      significand: Int64(days) * 1_000_000_000_000 + Int64(fraction), exponent: -12)
  }
}
