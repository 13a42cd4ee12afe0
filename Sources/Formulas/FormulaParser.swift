internal import Localization

extension Formula {
  /// Reads a formula in the form in which files store it: English function names, commas, A1
  /// notation; an `=` at its beginning is allowed.
  ///
  /// Formulas nested more than 256 deep are refused, which no spreadsheet program writes.
  public init(parsing text: String) throws(FormulaSyntaxError) {
    var lexer = FormulaLexer(text)
    var parser = FormulaParser(formula: text, tokens: try lexer.run())
    self = try parser.run()
  }
}

/// Reads tokens by precedence climbing.
struct FormulaParser {
  /// A formula and how many levels of formulas are in it.
  private struct Node {
    var formula: Formula
    var depth: Int
  }

  let formula: String
  let tokens: [FormulaToken]
  private var index = 0
  private var nesting = 0

  /// The most levels of a formula, so that no walk through one can run out of stack.
  private static let depthLimit = 256

  init(formula: String, tokens: [FormulaToken]) {
    self.formula = formula
    self.tokens = tokens
  }

  mutating func run() throws(FormulaSyntaxError) -> Formula {
    let node = try expression(above: 0)
    guard kind == .end else { throw expected(zh: "运算符", en: "an operator") }
    return node.formula
  }

  private var kind: FormulaToken.Kind { tokens[index].kind }

  private var nextKind: FormulaToken.Kind { tokens[min(index + 1, tokens.count - 1)].kind }

  private mutating func take(_ symbol: String) -> Bool {
    guard kind == .symbol(symbol) else { return false }
    index += 1
    return true
  }

  // MARK: Operators

  private mutating func expression(above precedence: Int) throws(FormulaSyntaxError) -> Node {
    var left = try operand()
    while case .symbol(let symbol) = kind, let op = Operator(rawValue: symbol),
      op.precedence > precedence
    {
      index += 1
      let right = try expression(above: op.precedence)
      left = try node(
        .binary(op, left.formula, right.formula), over: max(left.depth, right.depth))
    }
    return left
  }

  /// Signs, a primary, percent signs.
  private mutating func operand() throws(FormulaSyntaxError) -> Node {
    var signs: [Sign] = []
    while case .symbol(let symbol) = kind, let sign = Sign(rawValue: symbol) {
      signs.append(sign)
      index += 1
    }
    var operand = try primary()
    for sign in signs.reversed() {
      operand = try node(.signed(sign, operand.formula), over: operand.depth)
    }
    while take("%") { operand = try node(.percent(operand.formula), over: operand.depth) }
    return operand
  }

  private func node(_ formula: Formula, over depth: Int) throws(FormulaSyntaxError) -> Node {
    guard depth < Self.depthLimit else {
      throw error(
        zh: "公式嵌套超过 \(Self.depthLimit) 层",
        en: "the formula is nested more than \(Self.depthLimit) deep")
    }
    return Node(formula: formula, depth: depth + 1)
  }

  // MARK: Primaries

  private mutating func primary() throws(FormulaSyntaxError) -> Node {
    switch kind {
    case .number(let number, let digits):
      if nextKind == .symbol(":") { return leaf(.reference(try rows(from: digits, sheet: nil))) }
      index += 1
      return leaf(.number(number))
    case .text(let text):
      index += 1
      return leaf(.text(text))
    case .error(let value):
      index += 1
      return leaf(.error(value))
    case .sheet(let name):
      index += 1
      return try onSheet(name)
    case .word(let word):
      return try self.word(word)
    case .symbol("("):
      index += 1
      let inner = try nested { parser throws(FormulaSyntaxError) in
        try parser.expression(above: 0)
      }
      guard take(")") else { throw expected(zh: "“)”", en: "\")\"") }
      return inner
    case .symbol, .end:
      throw expected(zh: "数、文本、单元格或函数", en: "a number, a text, a cell or a function")
    }
  }

  private func leaf(_ formula: Formula) -> Node { Node(formula: formula, depth: 1) }

  private mutating func nested<Result>(
    _ body: (inout FormulaParser) throws(FormulaSyntaxError) -> Result
  ) throws(FormulaSyntaxError) -> Result {
    guard nesting < Self.depthLimit else {
      throw error(
        zh: "公式嵌套超过 \(Self.depthLimit) 层",
        en: "the formula is nested more than \(Self.depthLimit) deep")
    }
    nesting += 1
    defer { nesting -= 1 }
    return try body(&self)
  }

  private mutating func word(_ word: String) throws(FormulaSyntaxError) -> Node {
    if nextKind == .symbol("(") { return try call(word) }
    if nextKind == .symbol(":") || Reference.Anchor(word) != nil {
      return leaf(.reference(try area(on: nil)))
    }
    guard !word.utf8.contains(UInt8(ascii: "$")) else {
      throw expected(zh: "单元格", en: "a cell")
    }
    index += 1
    switch word.uppercased() {
    case "TRUE": return leaf(.boolean(true))
    case "FALSE": return leaf(.boolean(false))
    default: return leaf(.name(word))
    }
  }

  private mutating func call(_ name: String) throws(FormulaSyntaxError) -> Node {
    index += 2
    if take(")") { return leaf(.call(name.uppercased(), [])) }
    let arguments = try nested { parser throws(FormulaSyntaxError) in
      var arguments = [try parser.argument()]
      while parser.take(",") { arguments.append(try parser.argument()) }
      return arguments
    }
    guard take(")") else { throw expected(zh: "“,”或“)”", en: "\",\" or \")\"") }
    return try node(
      .call(name.uppercased(), arguments.map(\.formula)),
      over: arguments.map(\.depth).max() ?? 0)
  }

  private mutating func argument() throws(FormulaSyntaxError) -> Node {
    if kind == .symbol(",") || kind == .symbol(")") { return leaf(.omitted) }
    return try expression(above: 0)
  }

  // MARK: References

  private mutating func onSheet(_ name: String) throws(FormulaSyntaxError) -> Node {
    switch kind {
    case .error(.reference):
      index += 1
      return leaf(.error(.reference))
    case .number(_, let digits): return leaf(.reference(try rows(from: digits, sheet: name)))
    default: return leaf(.reference(try area(on: name)))
    }
  }

  /// A cell, a rectangle, or whole columns or rows.
  private mutating func area(on sheet: String?) throws(FormulaSyntaxError) -> Reference {
    guard case .word(let first) = kind else { throw expected(zh: "单元格", en: "a cell") }
    if Reference.Line(row: first) != nil { return try rows(from: first, sheet: sheet) }
    if let column = Reference.Line(column: first), nextKind == .symbol(":") {
      index += 2
      guard case .word(let last) = kind, let end = Reference.Line(column: last) else {
        throw expected(zh: "列", en: "a column")
      }
      index += 1
      return Reference(sheet: sheet, .columns(column, end))
    }
    guard let cell = Reference.Anchor(first) else { throw expected(zh: "单元格", en: "a cell") }
    index += 1
    guard take(":") else { return Reference(sheet: sheet, .cell(cell)) }
    guard case .word(let last) = kind, let end = Reference.Anchor(last) else {
      throw expected(zh: "单元格", en: "a cell")
    }
    index += 1
    return Reference(sheet: sheet, .cells(cell, end))
  }

  private mutating func rows(from first: String, sheet: String?) throws(FormulaSyntaxError)
    -> Reference
  {
    guard let row = Reference.Line(row: first) else { throw expected(zh: "行", en: "a row") }
    index += 1
    guard take(":") else { throw expected(zh: "“:”", en: "\":\"") }
    let last: String? =
      switch kind {
      case .number(_, let digits): digits
      case .word(let word): word
      default: nil
      }
    guard let end = last.flatMap({ Reference.Line(row: $0) }) else {
      throw expected(zh: "行", en: "a row")
    }
    index += 1
    return Reference(sheet: sheet, .rows(row, end))
  }

  // MARK: Errors

  private func expected(zh: String, en: String) -> FormulaSyntaxError {
    kind == .end
      ? error(zh: "公式在此结束，此处应是\(zh)", en: "the formula ends where \(en) is expected")
      : error(zh: "此处应是\(zh)", en: "\(en) is expected here")
  }

  private func error(zh: String, en: String) -> FormulaSyntaxError {
    FormulaSyntaxError(
      formula: formula, position: tokens[index].position + 1, detail: Message(zh: zh, en: en))
  }
}
