import Budget
import Decimals
import Localization
import Sheets

/// Why a cell gave no value, as a note in the making.
struct Refusal: Error {
  var kind: ImportNoteKind
  var message: Message
}

/// One column of amounts: knows its unit and how finely it is printed.
struct AmountColumn {
  /// The quantum of a reading whose places only the whole column tells.
  static let openQuantum: Int64 = -1

  /// What came of a cell.
  enum Outcome {
    case empty
    case reading(Reading, remarks: [Remark])
  }

  private let dimension: Dimension
  private let headingUnit: MeasureUnit?
  private let sheetUnit: MeasureUnit?
  private var formats: [String: NumberFormat] = [:]
  /// The most places with which the column prints an amount.
  private(set) var finestDecimals = 0
  /// The unit of the readings whose quantum is open; nil where there are none.
  private(set) var openUnit: MeasureUnit?

  init(dimension: Dimension, heading: String?, sheet: MeasureUnit?) {
    self.dimension = dimension
    let named = heading.flatMap { MeasureUnit(named: $0) }
    headingUnit = named?.dimension == dimension ? named : nil
    switch dimension {
    case .money: sheetUnit = sheet
    case .area: sheetUnit = MeasureUnit(named: "平方米")
    case .count, .ratio: sheetUnit = MeasureUnit(named: dimension == .count ? "个" : "%")
    }
  }

  /// Whether heading or sheet say in which unit the column is.
  var hasUnit: Bool { headingUnit != nil || sheetUnit != nil }

  /// The amount in `cell`; throws a `Refusal` where it has none that is certain.
  mutating func read(_ cell: Cell, place: Place, isTextual: Bool) throws(Refusal) -> Outcome {
    if cell.formula != nil, cell.value == nil || cell.value == .number(.zero) {
      throw Refusal(
        kind: .formulaValue,
        message: Message(
          zh: "公式“=\(cell.formula ?? "")”存储的结果是\(cell.value == nil ? "空" : " 0，无法确认")；"
            + "请用电子表格软件打开该文件，重新计算并保存后再导入",
          en: "the formula “=\(cell.formula ?? "")” has "
            + (cell.value == nil ? "no stored result" : "0 stored, which nothing confirms")
            + "; open the file in a spreadsheet program, recalculate, save, and import again"))
    }
    switch cell.value {
    case nil: return .empty
    case .number(let number): return try read(number, cell: cell, place: place)
    case .text(let text): return try read(text, cell: cell, place: place, isTextual: isTextual)
    case .error(let code):
      throw Refusal(
        kind: .errorCell,
        message: Message(
          zh: "单元格是错误值 \(code)，应为数字；请更正公式后再导入",
          en: "the cell holds the error \(code), expected a number; correct its formula"))
    case .boolean: throw Self.notANumber(cell.text)
    case .date(let date): throw Self.shownAsDate(date, stored: cell.raw)
    }
  }

  private mutating func read(
    _ number: ExactDecimal, cell: Cell, place: Place
  ) throws(Refusal) -> Outcome {
    let format = format(cell.format)
    let unit = try unit(written: nil, format: format, of: number)
    var reading = try reading(number, unit: unit, cell: cell, place: place)
    var decimals = format.isScaled ? nil : format.decimals
    if dimension != .money || unit == .yuan || format.isScaled {
      reading.reading.quantum = 0
    } else if let places = decimals {
      let quantum = Self.quantum(unit, decimals: places)
      let isFiner = quantum > 0 && reading.reading.amount.atoms % quantum != 0
      reading.reading.quantum = isFiner ? 0 : quantum
      if isFiner { decimals = nil }
      finestDecimals = max(finestDecimals, decimals ?? 0)
    } else {
      // Zeros at the end count as printed: 30.00 in a CSV has two places.
      let printed = NumberText(cell.text)?.decimals ?? 0
      let needed = unit.decimal(reading.reading.amount).fractionDigits
      leaveOpen(&reading.reading, decimals: max(printed, needed))
    }
    return .reading(reading.reading, remarks: reading.remarks)
  }

  private mutating func read(
    _ text: String, cell: Cell, place: Place, isTextual: Bool
  ) throws(Refusal) -> Outcome {
    if declaresNothing(unfolded: text) { return .empty }
    guard let number = NumberText(unwrapped(text)) else { throw Self.notANumber(text) }
    let unit = try unit(written: number.unit, format: NumberFormat(nil), of: number.value)
    var reading = try reading(number.value, unit: unit, cell: cell, place: place)
    if dimension != .money || unit == .yuan {
      reading.reading.quantum = 0
    } else if number.unit != nil {
      reading.reading.quantum = Self.quantum(unit, decimals: number.decimals)
    } else {
      leaveOpen(&reading.reading, decimals: number.decimals)
    }
    if !isTextual || !number.isPlain {
      let value = "\(number.value) \(unit.name)"
      reading.remarks.append(
        Remark(
          .repairedNumber, .info,
          Message(
            zh: "文本“\(text)”按数字 \(value) 读取", en: "the text “\(text)” was read as \(value)")
        ))
    }
    return .reading(reading.reading, remarks: reading.remarks)
  }

  private mutating func leaveOpen(_ reading: inout Reading, decimals: Int) {
    reading.quantum = Self.openQuantum
    finestDecimals = max(finestDecimals, decimals)
    openUnit = reading.unit
  }

  /// The quantum of a reading, now that the column has been read to its end.
  func settledQuantum(of reading: Reading) -> Int64 {
    reading.quantum == Self.openQuantum ? settledQuantum(in: reading.unit) : reading.quantum
  }

  /// The quantum of the readings in `unit` that were left open.
  func settledQuantum(in unit: MeasureUnit) -> Int64 {
    Self.quantum(unit, decimals: finestDecimals)
  }

  private func reading(
    _ number: ExactDecimal, unit: MeasureUnit, cell: Cell, place: Place
  ) throws(Refusal) -> (reading: Reading, remarks: [Remark]) {
    let amount: Amount
    let exact: Bool
    do {
      (amount, exact) = try unit.amount(number)
    } catch {
      throw Refusal(kind: .amountTooLarge, message: error.message)
    }
    let reading = Reading(amount: amount, quantum: 0, unit: unit, raw: cell.raw, place: place)
    guard !exact else { return (reading, []) }
    let places = dimension == .money ? 2 : 4
    let plain = dimension == .money ? MeasureUnit.yuan : unit
    let rounded = plain.text(amount, decimals: places) + " " + plain.name
    return (
      reading,
      [
        Remark(
          .roundedToFen, .info,
          Message(
            zh: "\(number) \(unit.name)细于最小单位，四舍五入为 \(rounded)",
            en: "\(number) \(unit.name) is finer than the smallest unit, rounded to \(rounded)")
        )
      ]
    )
  }

  private func unit(
    written: String?, format: NumberFormat, of number: ExactDecimal
  ) throws(Refusal) -> MeasureUnit {
    if let written {
      guard let unit = MeasureUnit(named: written), unit.dimension == dimension else {
        throw Refusal(
          kind: .unitConflict,
          message: Message(
            zh: "数字后的单位“\(written)”不适用于本列；请改写或删去",
            en: "the unit “\(written)” behind the number does not fit the column; change or drop it"
          ))
      }
      return unit
    }
    if format.isPercent, dimension != .ratio {
      throw Refusal(
        kind: .unitConflict,
        message: Message(
          zh: "单元格按百分比显示，而本列应为数额；请更正数字格式",
          en: "the cell is shown as a percentage, expected an amount; correct its number format"))
    }
    let shown = format.isScaled || format.unit?.dimension != dimension ? nil : format.unit
    if let shown, let headingUnit, shown != headingUnit {
      throw Refusal(
        kind: .unitConflict,
        message: Message(
          zh: "列标题的单位是\(headingUnit.name)，数字格式的单位是\(shown.name)；请改成一致后再导入",
          en:
            "the heading says \(headingUnit.name), the number format \(shown.name); make them agree"
        ))
    }
    if let unit = headingUnit ?? shown ?? sheetUnit { return unit }
    // 0 is the same in every unit.
    guard number == .zero, dimension == .money else { throw Self.unitUnknown }
    return .yuan
  }

  private mutating func format(_ code: String?) -> NumberFormat {
    guard let code else { return NumberFormat(nil) }
    if let known = formats[code] { return known }
    let format = NumberFormat(code)
    formats[code] = format
    return format
  }

  /// The step of the last of `decimals` places in 分; 0 where that is 1 分 and so exact.
  private static func quantum(_ unit: MeasureUnit, decimals: Int) -> Int64 {
    let quantum = unit.quantum(decimals: decimals)
    return quantum > 1 ? quantum : 0
  }

  private static func notANumber(_ text: String) -> Refusal {
    var message = Message(
      zh: "“\(text)”不是数字；请改为阿拉伯数字后再导入，整行未导入",
      en: "“\(text)” is no number; write it in digits and import again, the row was not taken")
    let choices = NumberText.choices(text).map(\.description)
    if !choices.isEmpty {
      message.chinese += "；可能是 \(choices.joined(separator: " 或 "))"
      message.english += "; it may be \(choices.joined(separator: " or "))"
    }
    return Refusal(kind: .textAmount, message: message)
  }

  /// A number in a cell that is formatted as a date, or a date in a column of amounts.
  private static func shownAsDate(_ date: SheetDate, stored: String) -> Refusal {
    guard let number = ExactDecimal(stored) else {
      return Refusal(
        kind: .textAmount,
        message: Message(
          zh: "单元格是日期 \(date)，应为数字；请更正，整行未导入",
          en:
            "the cell holds the date \(date), expected a number; correct it, the row was not taken")
      )
    }
    return Refusal(
      kind: .textAmount,
      message: Message(
        zh: "数字 \(number) 的单元格格式是日期，显示为 \(date)，不知道是金额还是日期；"
          + "是金额的，请把单元格格式改为数值，整行未导入",
        en: "the number \(number) is formatted as a date and shown as \(date), so it may be an "
          + "amount or a date; if it is an amount, format the cell as a number, the row was not "
          + "taken"))
  }

  static let unitUnknown = Refusal(
    kind: .unitUnknown,
    message: Message(
      zh: "没有说明金额单位；请在表头上方写“单位：元”或“单位：万元”，或在列标题后写“（元）”",
      en: "nothing states the unit of the amounts; write “单位：元” or “单位：万元” above the header,"
        + " or “（元）” behind the column's heading"))
}
