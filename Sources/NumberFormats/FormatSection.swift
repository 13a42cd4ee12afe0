import Decimals

/// One part of a format code's section.
enum FormatToken: Equatable {
  /// Text that is shown as it stands.
  case literal(String)
  /// `0`, `#` or `?`.
  case digit(UInt8)
  /// The decimal point.
  case point
  /// A comma behind or between digits.
  case comma
  /// `%`; it also multiplies with 100.
  case percent
  /// `E+` (true: the plus is shown) or `E-`.
  case exponent(showsPlus: Bool)
  /// The bar of a fraction.
  case slash
  /// `@`, the cell's text.
  case text
  /// The word General.
  case general
  /// `y`, `b`, `e` (year), `m`, `d`, `h`, `s`, `a` (weekday), `g` (era), with their count.
  case date(UInt8, count: Int)
  /// `[h]`, `[m]` or `[s]`: elapsed time.
  case elapsed(UInt8, count: Int)
  /// `.0` behind seconds: so many digits.
  case secondFraction(Int)
  /// `AM/PM`, `A/P` or `上午/下午`: the morning's and the afternoon's word.
  case halfDay(String, String)
}

/// A comparison that chooses a section, such as `[>=100]`.
struct FormatCondition: Equatable {
  var comparison: String
  var operand: ExactDecimal

  func holds(_ value: ExactDecimal) -> Bool {
    switch comparison {
    case "<": value < operand
    case "<=": value <= operand
    case ">": value > operand
    case ">=": value >= operand
    case "<>": value != operand
    default: value == operand
    }
  }
}

/// How the digits of dates and numbers are written.
enum DigitStyle: Equatable {
  case arabic
  /// 一二三 (`[DBNum1]`).
  case chinese
  /// 壹贰叁 (`[DBNum2]`).
  case formalChinese
}

/// What stands between the semicolons of a format code.
struct FormatSection: Equatable {
  var tokens: [FormatToken] = []
  var condition: FormatCondition?
  var digitStyle = DigitStyle.arabic
  /// Whether month and weekday names are Chinese.
  var isChinese = false

  var isDate: Bool {
    tokens.contains {
      switch $0 {
      case .date, .elapsed, .halfDay: true
      default: false
      }
    }
  }

  /// Whether only a time of day or an elapsed time is shown.
  var isTimeOnly: Bool {
    isDate
      && !tokens.contains {
        if case .date(let letter, _) = $0 { "ymdageb".utf8.contains(letter) } else { false }
      }
  }

  /// Whether a time of day is shown.
  var hasTime: Bool {
    tokens.contains {
      switch $0 {
      case .date(let letter, _):
        letter == UInt8(ascii: "h") || letter == UInt8(ascii: "s") || letter == UInt8(ascii: "n")
      case .elapsed: true
      default: false
      }
    }
  }
}
