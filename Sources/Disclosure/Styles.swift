import Budget
import Decimals
import Sheets
import XLSXWriter

/// The looks of cells; on official sheets the standard's own fonts take the place of these.
enum Styles {
  static let title = CellStyle(fontName: "黑体", fontSize: 18, bold: true, horizontal: .center)
  static let headerLeft = CellStyle(fontSize: 10.5, horizontal: .left)
  static let headerMiddle = CellStyle(fontSize: 10.5, horizontal: .center)
  static let headerRight = CellStyle(fontSize: 10.5, horizontal: .right)
  static let heading = CellStyle(
    fontSize: 10.5, bold: true, horizontal: .center, wrap: true, border: .thin)
  static let center = CellStyle(fontSize: 10.5, horizontal: .center, border: .thin)
  static let text = CellStyle(fontSize: 10.5, horizontal: .left, wrap: true, border: .thin)
  static let note = CellStyle(fontSize: 10.5, horizontal: .left, wrap: true)
  static let linkColor: UInt32 = 0x0563C1
  static let link = CellStyle(
    fontSize: 10.5, fontColor: linkColor, horizontal: .left, border: .thin)
  static let missing = CellStyle(
    fontSize: 10.5, fontColor: 0xC00000, fill: 0xFFC7CE, horizontal: .center, border: .thin)

  static func label(level: Int, isTotal: Bool, isCentered: Bool) -> CellStyle {
    CellStyle(
      fontSize: 10.5, bold: isTotal && level == 0,
      horizontal: isCentered ? .center : .left, wrap: true, indent: isCentered ? 0 : level,
      border: .thin)
  }

  static func figure(_ format: String, isTotal: Bool) -> CellStyle {
    CellStyle(
      fontSize: 10.5, bold: isTotal, horizontal: .right, border: .thin, numberFormat: format)
  }

  /// The number format of a figure; zeros of cells that are declared empty stay blank.
  static func numberFormat(_ figure: Figure, isPadded: Bool) -> String {
    if figure.unit.dimension == .ratio {
      return "0" + fraction(figure.decimals) + "%"
    }
    let pattern = numberFormat(decimals: figure.decimals, isPadded: isPadded)
    return figure.state == .empty ? "\(pattern);-\(pattern);" : pattern
  }

  /// The number format of amounts with so many places.
  static func numberFormat(decimals: Int, isPadded: Bool) -> String {
    "#,##0" + fraction(decimals) + (isPadded ? "_ " : "")
  }

  /// How many lines a text takes in a column.
  ///
  /// Programs do not make rows higher by themselves when they open a file. Chinese characters take
  /// two columns of a digit's width.
  static func wrappedLines(_ text: String, width: Double) -> Int {
    var lines = 0
    var columns = 0.0
    func close() { lines += max(1, Int((columns / max(width - 1, 1)).rounded(.up))) }
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        close()
        columns = 0
      } else {
        columns += scalar.isASCII ? 1 : 2
      }
    }
    close()
    return lines
  }

  /// The width that a column needs for the amount in `cell`, in characters of the standard font;
  /// nil where there is none.
  ///
  /// A column that is too narrow shows ### in its place. Digits of 宋体 are half as wide as the font
  /// is high, those of the standard font 7 pixels at 11 points; bold ones are a tenth wider.
  static func amountWidth(_ cell: DraftCell) -> Double? {
    let number: ExactDecimal
    switch cell.content {
    case .number(let value), .formula(_, cached: .number(let value)): number = value
    default: return nil
    }
    guard let code = cell.style.numberFormat, code.utf8.starts(with: "#,##0".utf8) else {
      return nil
    }
    // Bytes: this is asked of every cell.
    var (least, most, isPadded) = (0, 0, false)
    for byte in code.utf8.dropFirst("#,##0".utf8.count) {
      if byte == UInt8(ascii: ";") { break }
      if byte == UInt8(ascii: "0") { least += 1 }
      if byte == UInt8(ascii: "0") || byte == UInt8(ascii: "#") { most += 1 }
      if byte == UInt8(ascii: "_") { isPadded = true }
    }
    var digits = Int(number.exponent)
    var rest = number.significand.magnitude
    while rest > 0 {
      rest /= 10
      digits += 1
    }
    let whole = max(digits, 1)
    let places = min(max(-Int(number.exponent), least), most)
    var count = whole + (whole - 1) / 3 + (places > 0 ? places + 1 : 0)
    if number.significand < 0 { count += 1 }
    let digit = cell.style.fontSize / 2 * 96 / 72 / 7 * (cell.style.bold ? 1.1 : 1)
    return Double(count) * digit + (isPadded ? 2.5 : 1.5)
  }

  private static func fraction(_ decimals: Int) -> String {
    decimals == 0 ? "" : "." + String(repeating: "0", count: decimals)
  }
}

extension SheetDraft {
  /// Makes the columns that have a width wide enough for their longest amounts.
  mutating func widenForAmounts() {
    for (address, cell) in cells {
      guard let needed = Styles.amountWidth(cell), let width = columnWidths[address.column],
        needed > width
      else { continue }
      columnWidths[address.column] = needed
    }
  }
}
