import Sheets

extension Evaluator {
  /// A function of a formula; only `IF` leaves arguments unevaluated.
  mutating func call(_ name: String, _ arguments: [Formula]) throws(Obstacle) -> FormulaValue {
    switch name {
    case "SUM": return try sum(arguments)
    case "AVERAGE": return try average(arguments)
    case "COUNT": return try count(name, arguments) { if case .number = $0 { true } else { false } }
    case "COUNTA": return try count(name, arguments) { $0 != .blank }
    case "COUNTIF", "COUNTIFS": return try countMatching(name, arguments)
    case "MIN": return try extreme(name, arguments) { $0 < $1 }
    case "MAX": return try extreme(name, arguments) { $0 > $1 }
    case "ROUND": return try rounded(name, arguments, .nearest)
    case "ROUNDUP": return try rounded(name, arguments, .up)
    case "ROUNDDOWN": return try rounded(name, arguments, .down)
    case "ABS":
      try expect(1...1, arguments, of: name)
      return try number(from: value(of: arguments[0])) { $0.magnitude }
    case "IF": return try choice(arguments)
    case "IFERROR":
      try expect(2...2, arguments, of: name)
      let value = try value(of: arguments[0])
      if case .error = value { return try self.value(of: arguments[1]) }
      return value
    case "AND": return try conjunction(name, arguments, decidedBy: false)
    case "OR": return try conjunction(name, arguments, decidedBy: true)
    case "NOT":
      try expect(1...1, arguments, of: name)
      return try negation(value(of: arguments[0]))
    case "ISNUMBER":
      try expect(1...1, arguments, of: name)
      if case .number = try value(of: arguments[0]) { return .boolean(true) }
      return .boolean(false)
    case "N":
      try expect(1...1, arguments, of: name)
      return try asNumber(value(of: arguments[0]))
    default: throw .unknownFunction(name)
    }
  }

  private func expect(
    _ count: ClosedRange<Int>, _ arguments: [Formula], of name: String
  ) throws(Obstacle) {
    guard count.contains(arguments.count) else { throw .arguments(name) }
  }

  // MARK: Numbers

  /// The numbers among the arguments, or the first error: of cells only numbers count, of what is
  /// written in the formula everything that can be a number.
  private mutating func numbers(
    in arguments: [Formula]
  ) throws(Obstacle) -> (numbers: [Fraction], error: ErrorValue?) {
    var numbers: [Fraction] = []
    for argument in arguments {
      if case .reference(let reference) = argument {
        for value in try cells(of: reference) {
          switch value {
          case .number(let number): numbers.append(number)
          case .error(let error): return ([], error)
          case .blank, .text, .boolean: break
          }
        }
      } else {
        switch try number(value(of: argument)) {
        case .number(let number): numbers.append(number)
        case .error(let error): return ([], error)
        case .blank, .text, .boolean: break
        }
      }
    }
    return (numbers, nil)
  }

  private mutating func sum(_ arguments: [Formula]) throws(Obstacle) -> FormulaValue {
    try expect(1...255, arguments, of: "SUM")
    let (numbers, error) = try numbers(in: arguments)
    if let error { return .error(error) }
    return try number(from: .number(total(of: numbers))) { $0 }
  }

  private mutating func average(_ arguments: [Formula]) throws(Obstacle) -> FormulaValue {
    try expect(1...255, arguments, of: "AVERAGE")
    let (numbers, error) = try numbers(in: arguments)
    if let error { return .error(error) }
    guard !numbers.isEmpty else { return .error(.division) }
    return try number(from: .number(total(of: numbers))) { $0.divided(by: Fraction(numbers.count)) }
  }

  private func total(of numbers: [Fraction]) throws(Obstacle) -> Fraction {
    var total = Fraction(0)
    for number in numbers {
      guard let next = total.adding(number) else { throw .overflow }
      total = next
    }
    return total
  }

  private mutating func extreme(
    _ name: String, _ arguments: [Formula], by precedes: (Fraction, Fraction) -> Bool
  ) throws(Obstacle) -> FormulaValue {
    try expect(1...255, arguments, of: name)
    let (numbers, error) = try numbers(in: arguments)
    if let error { return .error(error) }
    guard var best = numbers.first else { return .number(Fraction(0)) }
    for number in numbers where precedes(number, best) { best = number }
    return .number(best)
  }

  private mutating func rounded(
    _ name: String, _ arguments: [Formula], _ rounding: Fraction.Rounding
  ) throws(Obstacle) -> FormulaValue {
    try expect(2...2, arguments, of: name)
    let subject = try number(value(of: arguments[0]))
    let places = try number(value(of: arguments[1]))
    guard case .number(let exact) = subject else { return subject }
    guard case .number(let digits) = places else { return places }
    let whole = Int(clamping: digits.numerator / digits.denominator)
    guard let result = exact.rounded(toPlaces: whole, rounding) else { throw .overflow }
    return try number(from: .number(result)) { $0 }
  }

  // MARK: Counts

  /// How many cells and arguments are counted; what is written in the formula counts as a number
  /// where it can be one.
  private mutating func count(
    _ name: String, _ arguments: [Formula], where counts: (FormulaValue) -> Bool
  ) throws(Obstacle) -> FormulaValue {
    try expect(1...255, arguments, of: name)
    var total = 0
    for argument in arguments {
      if case .reference(let reference) = argument {
        total += try cells(of: reference).count(where: counts)
      } else {
        let written = try value(of: argument)
        let asNumber = try number(written)
        if counts(written) || counts(asNumber) { total += 1 }
      }
    }
    return .number(Fraction(total))
  }

  /// `COUNTIF` and `COUNTIFS` for texts that are compared as they stand, or with `<>` before them;
  /// other conditions, such as `">5"` or `"a*"`, and numbers, which equal some texts, are not
  /// evaluated.
  private mutating func countMatching(
    _ name: String, _ arguments: [Formula]
  ) throws(Obstacle) -> FormulaValue {
    try expect(2...(name == "COUNTIF" ? 2 : 254), arguments, of: name)
    guard arguments.count.isMultiple(of: 2), case .reference(let reference) = arguments[0] else {
      throw .condition
    }
    let shape = reference.range.shape
    // Empty cells are not in the lists: they equal no text, and so meet every `<>`.
    var wanted: Set<CellOffset>?
    var unwanted: Set<CellOffset> = []
    for index in stride(from: 0, to: arguments.count, by: 2) {
      let (cells, isNegated) = try equalCells(
        arguments[index], arguments[index + 1], shape: shape)
      if isNegated {
        unwanted.formUnion(cells)
      } else {
        wanted = wanted.map { $0.intersection(cells) } ?? cells
      }
    }
    let count =
      wanted.map { $0.subtracting(unwanted).count }
      ?? (shape.row + 1) * (shape.column + 1) - unwanted.count
    return .number(Fraction(count))
  }

  /// The cells of `range` that equal the text of `condition`, and whether these are the ones that
  /// are not wanted.
  private mutating func equalCells(
    _ range: Formula, _ condition: Formula, shape: CellOffset
  ) throws(Obstacle) -> (cells: Set<CellOffset>, isNegated: Bool) {
    guard case .reference(let reference) = range, reference.range.shape == shape,
      case .text(var text) = try value(of: condition)
    else { throw .condition }
    let isNegated = text.hasPrefix("<>")
    if isNegated { text.removeFirst(2) }
    guard let first = text.first, !"<>=".contains(first), !text.contains(where: "*?~".contains),
      case .error = try number(.text(text))
    else { throw .condition }
    let wanted = FormulaValue.text(text)
    let start = reference.range.first
    var cells: Set<CellOffset> = []
    for (address, value) in try addressedCells(of: reference) where Self.areEqual(value, wanted) {
      cells.insert(CellOffset(row: address.row - start.row, column: address.column - start.column))
    }
    return (cells, isNegated)
  }

  private func asNumber(_ value: FormulaValue) -> FormulaValue {
    switch value {
    case .number, .error: value
    case .boolean(let value): .number(Fraction(value ? 1 : 0))
    case .blank, .text: .number(Fraction(0))
    }
  }

  // MARK: Truth

  private mutating func choice(_ arguments: [Formula]) throws(Obstacle) -> FormulaValue {
    try expect(2...3, arguments, of: "IF")
    switch try truth(value(of: arguments[0])) {
    case .boolean(true): return try value(of: arguments[1])
    case .boolean(false):
      return arguments.count == 3 ? try value(of: arguments[2]) : .boolean(false)
    case let other: return other
    }
  }

  /// The value as TRUE or FALSE, or an error value.
  private func truth(_ value: FormulaValue) throws(Obstacle) -> FormulaValue {
    switch value {
    case .boolean, .error: return value
    case .blank: return .boolean(false)
    case .number(let number): return .boolean(number != Fraction(0))
    case .text(let text):
      switch text.uppercased() {
      case "TRUE": return .boolean(true)
      case "FALSE": return .boolean(false)
      default: return .error(.value)
      }
    }
  }

  private func negation(_ value: FormulaValue) throws(Obstacle) -> FormulaValue {
    let truth = try truth(value)
    guard case .boolean(let value) = truth else { return truth }
    return .boolean(!value)
  }

  /// `AND` and `OR`: of cells only numbers and truth values count; without any the result is
  /// `#VALUE!`.
  private mutating func conjunction(
    _ name: String, _ arguments: [Formula], decidedBy deciding: Bool
  ) throws(Obstacle) -> FormulaValue {
    try expect(1...255, arguments, of: name)
    var truths: [Bool] = []
    for argument in arguments {
      var values: [FormulaValue]
      if case .reference(let reference) = argument {
        values = try cells(of: reference)
        values.removeAll { if case .text = $0 { true } else { false } }
      } else {
        values = [try value(of: argument)]
      }
      for value in values {
        let truth = try truth(value)
        guard case .boolean(let isTrue) = truth else { return truth }
        truths.append(isTrue)
      }
    }
    guard !truths.isEmpty else { return .error(.value) }
    return .boolean(truths.contains(deciding) == deciding)
  }
}

/// How far a cell stands from the first cell of its range.
private struct CellOffset: Hashable {
  var row: Int
  var column: Int
}

extension CellRange {
  /// Where the last cell stands, seen from the first.
  fileprivate var shape: CellOffset {
    CellOffset(row: last.row - first.row, column: last.column - first.column)
  }
}
