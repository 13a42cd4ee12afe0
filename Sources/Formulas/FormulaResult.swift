internal import Decimals
public import Localization
public import Sheets

/// A value that a formula works with.
public enum FormulaValue: Hashable, Sendable {
  /// An empty cell.
  case blank
  /// A number, exactly.
  case number(Fraction)
  /// A text.
  case text(String)
  /// TRUE or FALSE.
  case boolean(Bool)
  /// An error value.
  case error(ErrorValue)
}

/// What came of evaluating a formula.
public enum FormulaResult: Hashable, Sendable {
  /// A value, which may be an error value; never `blank`.
  case value(FormulaValue)
  /// No value can be stated with certainty.
  case cannot(Obstacle)
}

/// Why a formula has no certain value: what it needs is missing, or goes beyond this evaluator.
public enum Obstacle: Error, Hashable, Sendable {
  /// A function that is not among those evaluated.
  case unknownFunction(String)
  /// A defined name.
  case name(String)
  /// A sheet that is not there.
  case missingSheet(String)
  /// A cell that holds what cannot be worked with, such as an unknown error value.
  case unusableCell(CellAddress, sheet: String)
  /// A formula that cannot be read.
  case syntax(FormulaSyntaxError)
  /// The formula refers to itself, directly or through other cells.
  case cycle
  /// A range of several cells where one value is needed.
  case rangeAsValue(Reference)
  /// A function with too few or too many arguments.
  case arguments(String)
  /// A text that a spreadsheet may or may not take for a number, such as `1,234`.
  case textAsNumber(String)
  /// A number whose text depends on the spreadsheet program.
  case numberAsText(Fraction)
  /// A condition of `COUNTIF` that is more than a text.
  case condition
  /// `<` or `>` between texts, whose order depends on the program's language.
  case textOrder
  /// A power that is no whole number, or too large.
  case power
  /// A number past 127 bits.
  case overflow
  /// More cells than the budget allows.
  case overBudget

  /// The reason for a person.
  public var message: Message {
    switch self {
    case .unknownFunction(let name):
      Message(zh: "不会计算函数 \(name)", en: "the function \(name) cannot be computed here")
    case .name(let name):
      Message(zh: "不会取名称“\(name)”的值", en: "the defined name \"\(name)\" cannot be looked up here")
    case .missingSheet(let name):
      Message(zh: "没有工作表“\(name)”", en: "there is no sheet \"\(name)\"")
    case .unusableCell(let cell, let sheet):
      Message(
        zh: "单元格 \(sheet)!\(cell) 的值无法使用", en: "the value of cell \(sheet)!\(cell) cannot be used")
    case .syntax(let error): error.message
    case .cycle:
      Message(
        zh: "公式直接或间接引用了自己", en: "the formula refers to itself, directly or through other cells")
    case .rangeAsValue(let reference):
      Message(zh: "需要一个值，\(reference) 却是区域", en: "one value is needed, but \(reference) is a range")
    case .arguments(let name):
      Message(
        zh: "函数 \(name) 的参数个数不对", en: "the function \(name) has the wrong number of arguments")
    case .textAsNumber(let text):
      Message(
        zh: "文本“\(text.prefix(20))”是否算作数，各软件不同",
        en: "whether the text \"\(text.prefix(20))\" is a number depends on the program")
    case .numberAsText(let number):
      Message(
        zh: "数 \(number) 写成文本的样子各软件不同",
        en: "how the number \(number) reads as a text depends on the program")
    case .condition:
      Message(zh: "不会计算这个条件", en: "this condition cannot be computed here")
    case .textOrder:
      Message(zh: "文本的先后次序各软件不同", en: "the order of texts depends on the program")
    case .power:
      Message(zh: "不会计算这个乘方", en: "this power cannot be computed here")
    case .overflow:
      Message(zh: "数超出精确计算的范围", en: "a number passes the range of exact arithmetic")
    case .overBudget:
      Message(zh: "公式涉及的单元格太多", en: "the formulas involve too many cells")
    }
  }
}

extension FormulaValue {
  /// The value of a cell as formulas see it; nil where it has none that is certain.
  ///
  /// Dates are day numbers of the 1900 system.
  public init?(_ value: CellValue) {
    switch value {
    case .number(let decimal):
      guard let number = Fraction(decimal) else { return nil }
      self = .number(number)
    case .text(let text): self = .text(text)
    case .boolean(let value): self = .boolean(value)
    case .error(let code):
      guard let error = ErrorValue(rawValue: code) else { return nil }
      self = .error(error)
    case .date(let date):
      guard let number = date.dayNumber else { return nil }
      self = .number(number)
    }
  }
}

extension SheetDate {
  /// The day number of the 1900 system, in which 1900-01-01 is 1 and 1900-02-29 is counted.
  fileprivate var dayNumber: Fraction? {
    guard let time = Fraction(Int128(milliseconds), over: 86_400_000) else { return nil }
    if precision == .time { return time }
    // Days since 1970-01-01, counted in years that begin in March.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let since1970 = era * 146_097 + dayOfEra - 719_468
    let number = since1970 + 25_569
    return Fraction(number > 60 ? number : number - 1).adding(time)
  }
}
