internal import Decimals
public import Sheets

/// What a reference leads to.
public enum ResolvedCells: Sendable {
  /// The non-empty cells of the range in reading order, each with its value.
  case cells([(address: CellAddress, result: FormulaResult)])
  /// The cells cannot be found.
  case cannot(Obstacle)
}

extension Formula {
  /// The formula's value in exact arithmetic, as a cell of `sheet` shows it.
  ///
  /// Texts equal each other without regard to case, empty cells are 0 or the empty text, errors
  /// spread, and `IF` evaluates only the branch that it takes, all as in Excel. A formula that gives
  /// an empty cell gives 0.
  ///
  /// - Parameter resolve: gives the cells of a rectangle of a sheet.
  public func evaluated(
    on sheet: String, resolve: (_ sheet: String, _ range: CellRange) -> ResolvedCells
  ) -> FormulaResult {
    withoutActuallyEscaping(resolve) { resolve in
      var evaluator = Evaluator(sheet: sheet, resolve: resolve)
      return evaluator.result(of: self)
    }
  }
}

/// Evaluates formulas of one sheet.
struct Evaluator {
  let sheet: String
  let resolve: (String, CellRange) -> ResolvedCells

  /// The decimal order of the largest number that took part, for judging how far a program that
  /// computes in doubles may land from the exact value.
  private(set) var largestOrder = Int.min

  init(sheet: String, resolve: @escaping (String, CellRange) -> ResolvedCells) {
    self.sheet = sheet
    self.resolve = resolve
  }

  mutating func result(of formula: Formula) -> FormulaResult {
    do {
      let value = try value(of: formula)
      return .value(value == .blank ? .number(Fraction(0)) : value)
    } catch {
      return .cannot(error)
    }
  }

  // MARK: Formulas

  mutating func value(of formula: Formula) throws(Obstacle) -> FormulaValue {
    switch formula {
    case .number(let decimal):
      guard let number = Fraction(decimal) else { throw .overflow }
      return noted(number)
    case .text(let text): return .text(text)
    case .boolean(let value): return .boolean(value)
    case .error(let error): return .error(error)
    case .omitted: return .blank
    case .name(let name): throw .name(name)
    case .reference(let reference):
      guard case .cell = reference.area else { throw .rangeAsValue(reference) }
      return try cells(of: reference).first ?? .blank
    case .signed(.plus, let operand): return try value(of: operand)
    case .signed(.minus, let operand):
      return try number(from: value(of: operand)) { $0.negated }
    case .percent(let operand):
      return try number(from: value(of: operand)) { $0.divided(by: Fraction(100)) }
    case .binary(let op, let left, let right):
      let left = try value(of: left)
      let right = try value(of: right)
      return try apply(op, left, right)
    case .call(let name, let arguments): return try call(name, arguments)
    }
  }

  /// The values of the non-empty cells.
  mutating func cells(of reference: Reference) throws(Obstacle) -> [FormulaValue] {
    try addressedCells(of: reference).map(\.value)
  }

  /// The same with their addresses.
  mutating func addressedCells(
    of reference: Reference
  ) throws(Obstacle) -> [(address: CellAddress, value: FormulaValue)] {
    switch resolve(reference.sheet ?? sheet, reference.range) {
    case .cannot(let obstacle): throw obstacle
    case .cells(let cells):
      var values: [(address: CellAddress, value: FormulaValue)] = []
      values.reserveCapacity(cells.count)
      for cell in cells {
        switch cell.result {
        case .cannot(let obstacle): throw obstacle
        case .value(.number(let number)): values.append((cell.address, noted(number)))
        case .value(let value): values.append((cell.address, value))
        }
      }
      return values
    }
  }

  private mutating func noted(_ number: Fraction) -> FormulaValue {
    largestOrder = max(largestOrder, number.order)
    return .number(number)
  }

  // MARK: Operators

  private mutating func apply(
    _ op: Operator, _ left: FormulaValue, _ right: FormulaValue
  ) throws(Obstacle) -> FormulaValue {
    if case .error = left { return left }
    if case .error = right { return right }
    switch op {
    case .add: return try number(from: left, right) { $0.adding($1) }
    case .subtract: return try number(from: left, right) { $0.subtracting($1) }
    case .multiply: return try number(from: left, right) { $0.multiplied(by: $1) }
    case .divide:
      if try number(right) == .number(Fraction(0)), case .number = try number(left) {
        return .error(.division)
      }
      return try number(from: left, right) { $0.divided(by: $1) }
    case .power: return try power(left, right)
    case .concatenate: return .text(try text(left) + text(right))
    case .equal: return .boolean(Self.areEqual(left, right))
    case .notEqual: return .boolean(!Self.areEqual(left, right))
    case .less: return .boolean(try isLess(left, right))
    case .greater: return .boolean(try isLess(right, left))
    case .lessOrEqual: return .boolean(try !isLess(right, left))
    case .greaterOrEqual: return .boolean(try !isLess(left, right))
    }
  }

  private mutating func power(
    _ left: FormulaValue, _ right: FormulaValue
  ) throws(Obstacle) -> FormulaValue {
    guard case .number(let base) = try number(left), case .number(let exponent) = try number(right)
    else { return .error(.value) }
    if base == Fraction(0), exponent <= Fraction(0) {
      return .error(exponent == Fraction(0) ? .number : .division)
    }
    guard exponent.denominator == 1, let whole = Int(exactly: exponent.numerator),
      let result = base.raised(to: whole)
    else { throw .power }
    return noted(result)
  }

  /// One number from one value: an error stays, a text that is no number gives `#VALUE!`.
  mutating func number(
    from value: FormulaValue, _ compute: (Fraction) -> Fraction?
  ) throws(Obstacle) -> FormulaValue {
    guard case .number(let operand) = try number(value) else { return try number(value) }
    guard let result = compute(operand) else { throw .overflow }
    return noted(result)
  }

  private mutating func number(
    from left: FormulaValue, _ right: FormulaValue, _ compute: (Fraction, Fraction) -> Fraction?
  ) throws(Obstacle) -> FormulaValue {
    guard case .number(let first) = try number(left) else { return try number(left) }
    guard case .number(let second) = try number(right) else { return try number(right) }
    guard let result = compute(first, second) else { throw .overflow }
    return noted(result)
  }

  // MARK: Conversions

  /// The value as a number, or an error value.
  func number(_ value: FormulaValue) throws(Obstacle) -> FormulaValue {
    switch value {
    case .number, .error: return value
    case .blank: return .number(Fraction(0))
    case .boolean(let value): return .number(Fraction(value ? 1 : 0))
    case .text(let text):
      if let decimal = ExactDecimal(text) {
        guard let number = Fraction(decimal) else { throw .overflow }
        return .number(number)
      }
      // `1,234`, `5%`, `2020-1-1` and `１２` are numbers in some programs and settings.
      guard !text.unicodeScalars.contains(where: { $0.properties.numericType != nil }) else {
        throw .textAsNumber(text)
      }
      return .error(.value)
    }
  }

  /// The value as a text; errors do not come here.
  private func text(_ value: FormulaValue) throws(Obstacle) -> String {
    switch value {
    case .blank, .error: return ""
    case .text(let text): return text
    case .boolean(let value): return value ? "TRUE" : "FALSE"
    case .number(let number):
      // Beyond these bounds programs change to powers of ten, each in its own way.
      let decimal = number.decimal(significantDigits: 15).value
      guard number == Fraction(0) || (-3...15).contains(number.order) else {
        throw .numberAsText(number)
      }
      return decimal.description
    }
  }

  /// Whether two values are the same; an empty cell equals 0, the empty text and FALSE.
  static func areEqual(_ left: FormulaValue, _ right: FormulaValue) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.lowercased() == right.lowercased()
    case (.blank, .number(let number)), (.number(let number), .blank): number == Fraction(0)
    case (.blank, .text(let text)), (.text(let text), .blank): text.isEmpty
    case (.blank, .boolean(let value)), (.boolean(let value), .blank): !value
    default: left == right
    }
  }

  /// Numbers come before texts, texts before FALSE, FALSE before TRUE.
  private func isLess(_ left: FormulaValue, _ right: FormulaValue) throws(Obstacle) -> Bool {
    if Self.areEqual(left, right) { return false }
    switch (left, right) {
    case (.blank, .number(let right)): return Fraction(0) < right
    case (.number(let left), .blank): return left < Fraction(0)
    case (.blank, _): return true
    case (_, .blank): return false
    case (.number(let left), .number(let right)): return left < right
    case (.boolean(let left), .boolean(let right)): return !left && right
    case (.text, .text): throw .textOrder
    default: return Self.rank(left) < Self.rank(right)
    }
  }

  private static func rank(_ value: FormulaValue) -> Int {
    switch value {
    case .blank, .number, .error: 0
    case .text: 1
    case .boolean: 2
    }
  }
}
