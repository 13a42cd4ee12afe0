public import Decimals

/// A date and time of day out of a spreadsheet's serial number.
public struct SerialDate: Hashable, Sendable {
  /// The year.
  public var year: Int
  /// The month, from 1.
  public var month: Int
  /// The day, from 1; 1900-02-29, which never was, is serial 60 of the 1900 system.
  public var day: Int
  /// The day of the week, 0 for Sunday, as spreadsheets count it.
  public var weekday: Int
  /// The time of day in units of 10^-`digits` seconds.
  public var time: Int
  /// The whole serial number in the same units: elapsed times.
  public var elapsed: Int

  /// The date of the serial `value`; nil where it is negative or beyond the year 9999.
  ///
  /// The time is rounded to `digits` (at most 3) places of a second. `uses1904` says that days count
  /// from 1904-01-01 as 0 and not from 1900-01-01 as 1.
  public init?(_ value: ExactDecimal, uses1904: Bool, digits: Int = 3) {
    var units = 86_400
    for _ in 0..<min(digits, 3) { units *= 10 }
    // The number of units, exactly: significand × units × 10^exponent.
    var numerator = Int128(value.significand) * Int128(units)
    let power = Int(value.exponent)
    guard power <= 7 else { return nil }
    if power >= 0 {
      for _ in 0..<power { numerator *= 10 }
    } else if power < -30 {
      numerator = 0
    } else {
      var divisor: Int128 = 1
      for _ in 0..<(-power) { divisor *= 10 }
      numerator = (numerator * 2 + divisor) / (divisor * 2)
    }
    guard numerator >= 0, numerator < Int128(units) * 2_958_466 else { return nil }
    let elapsed = Int(numerator)
    let time = elapsed % units
    let serial = elapsed / units
    if uses1904 {
      self.init(days: serial - 24_107, elapsed: elapsed, time: time)
      weekday = (serial + 5) % 7
      guard year <= 9999 else { return nil }
      return
    }
    // Serial 60 is the leap day that 1900 did not have (ECMA-376 part 1, 18.17.4.1).
    self.init(
      days: (serial < 60 ? serial + 1 : serial) - 25_569, elapsed: elapsed, time: time)
    weekday = (serial + 6) % 7
    if serial == 60 { (year, month, day) = (1900, 2, 29) }
    if serial == 0 { (year, month, day) = (1900, 1, 0) }
  }

  /// The day `days` after 1970-01-01, by the civil calendar's 400-year cycle.
  private init(days: Int, elapsed: Int, time: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    weekday = 0
    self.elapsed = elapsed
    self.time = time
  }
}
