import Budget
import Decimals
import Localization
import Sheets
import YAMLReading

/// Reads expressions, comparisons and conditions from a scalar of a template.
struct ExpressionParser {
  private let characters: [Character]
  private let source: YAMLValue
  private var index = 0

  init(_ source: YAMLValue) throws(YAMLError) {
    self.source = source
    characters = Array(try source.string())
  }

  /// The whole scalar as one expression.
  static func expression(_ source: YAMLValue) throws(YAMLError) -> Expression {
    var parser = try ExpressionParser(source)
    let expression = try parser.expression()
    try parser.expectEnd()
    return expression
  }

  /// The whole scalar as one comparison.
  static func comparison(_ source: YAMLValue) throws(YAMLError) -> Comparison {
    var parser = try ExpressionParser(source)
    let comparison = try parser.comparison()
    try parser.expectEnd()
    return comparison
  }

  /// The whole scalar as a rule's condition: comparisons and `unit.type in (…)`, all to hold.
  static func conditions(_ source: YAMLValue) throws(YAMLError) -> [RuleCondition] {
    var parser = try ExpressionParser(source)
    var conditions: [RuleCondition] = []
    repeat {
      if parser.accept("unit.type") {
        try parser.expect("in")
        conditions.append(.unitType(try parser.valueList()))
      } else if parser.accept("unit.level") {
        try parser.expect("=")
        let isDepartment = parser.acceptWord("部门")
        if !isDepartment { try parser.expect("单位") }
        conditions.append(.consolidates(isDepartment))
      } else {
        conditions.append(.comparison(try parser.comparison()))
      }
    } while parser.acceptWord("and")
    try parser.expectEnd()
    return conditions
  }

  /// The whole scalar as a `for:` binding.
  static func binding(_ source: YAMLValue) throws(YAMLError) -> RuleBinding {
    var parser = try ExpressionParser(source)
    if parser.acceptWord("column") {
      try parser.expect("in")
      parser.skipSpaces()
      guard parser.peek == "(" else {
        let (block, _) = try parser.blockName()
        try parser.expectEnd()
        return .columnsOf(block)
      }
      let columns = try parser.valueList()
      try parser.expectEnd()
      return .columns(columns)
    }
    try parser.expect("row")
    try parser.expect("in")
    let (block, period) = try parser.blockName()
    var filters: [RuleBinding.RowFilter] = []
    if parser.acceptWord("where") {
      repeat {
        if parser.acceptWord("has-children") {
          filters.append(.hasChildren)
        } else if parser.acceptWord("is-leaf") {
          filters.append(.isLeaf)
        } else if parser.acceptWord("is-total") {
          filters.append(.isTotal)
        } else if parser.acceptWord("level") {
          try parser.expect("=")
          filters.append(.level(try parser.integer()))
        } else if parser.acceptWord("code") {
          try parser.expect("under")
          filters.append(.codeUnder(try parser.valueList()))
        } else if parser.acceptWord("label") {
          try parser.expect("in")
          filters.append(.labelled(try parser.valueList()))
        } else {
          throw parser.error(
            zh: "不认识的行条件；可用 has-children、is-leaf、is-total、level = n、code under (…)、label in (…)",
            en:
              "unknown row condition; use has-children, is-leaf, is-total, level = n, code under (…) or label in (…)"
          )
        }
      } while parser.acceptWord("and")
    }
    try parser.expectEnd()
    return .rows(of: block, period: period ?? .current, filters: filters)
  }

  // MARK: Grammar

  private mutating func comparison() throws(YAMLError) -> Comparison {
    let left = try expression()
    skipSpaces()
    for relation: Relation in [.atMost, .atLeast, .differ, .equal, .below, .above]
    where accept(relation.rawValue) {
      return Comparison(left: left, relation: relation, right: try expression())
    }
    throw error(zh: "这里应是 =、<= 或 >=", en: "expected =, <= or >= here")
  }

  private mutating func expression() throws(YAMLError) -> Expression {
    var terms: [Expression.Term] = []
    var sign: Int64 = accept("-") ? -1 : 1
    repeat {
      terms += try term(sign: sign)
      if accept("+") {
        sign = 1
      } else if accept("-") {
        sign = -1
      } else {
        return Expression(terms: terms)
      }
    } while true
  }

  private mutating func term(sign: Int64) throws(YAMLError) -> [Expression.Term] {
    skipSpaces()
    if let digit = peek, digit.isASCII, digit.isNumber {
      let factor = Int64(try integer())
      if accept("*") {
        return try term(sign: sign * factor)
      }
      guard factor == 0 else {
        throw error(
          zh: "规则中只能写 0 或“数字 * 单元格”", en: "only 0 or 'number * cell' may stand here")
      }
      return [Expression.Term(factor: sign, operand: .zero)]
    }
    if accept("(") {
      let inner = try expression()
      try expect(")")
      return inner.terms.map { Expression.Term(factor: $0.factor * sign, operand: $0.operand) }
    }
    if accept("sum(") {
      let selector = try cellSelector()
      try expect(")")
      return [Expression.Term(factor: sign, operand: .cells(selector, isSum: true))]
    }
    if accept("facts(") {
      let query = try factQuery()
      try expect(")")
      return [Expression.Term(factor: sign, operand: .facts(query))]
    }
    if accept("field(") {
      let name = try word(until: [" ", ")"])
      let conditions = try factConditions()
      try expect(")")
      return [Expression.Term(factor: sign, operand: .field(name, conditions: conditions))]
    }
    return [Expression.Term(factor: sign, operand: .cells(try cellSelector(), isSum: false))]
  }

  private mutating func blockName() throws(YAMLError) -> (BlockKey, Period?) {
    let table = try word(until: [".", "@", "[", " "])
    let block = accept(".") ? try word(until: ["@", "[", " "]) : nil
    var period: Period?
    // `@各单位` is for whole selectors to take: it names many tables.
    if !looksAt(Self.unitsMark), accept("@") {
      let isPrior = accept("上年")
      if !isPrior { try expect("自报") }
      period = isPrior ? .prior : .stated
    }
    return (BlockKey(table: table, block: block), period)
  }

  private static let unitsMark = "@各单位"

  private mutating func cellSelector() throws(YAMLError) -> CellSelector {
    skipSpaces()
    var block: BlockKey?
    var period: Period?
    if peek != "[" { (block, period) = try blockName() }
    let isOfUnits = accept(Self.unitsMark)
    try expect("[")
    let rows: CellSelector.Rows
    if accept("level(") {
      rows = .level(try integer())
      try expect(")")
    } else {
      switch try word(until: [",", "]"]) {
      case "row": rows = .current
      case "children(row)": rows = .children
      case "items": rows = .items
      case "leaves": rows = .leaves
      case let key: rows = .key(key)
      }
    }
    try expect(",")
    let column = try word(until: ["]"])
    try expect("]")
    return CellSelector(
      block: block, period: period, isOfUnits: isOfUnits, rows: rows,
      column: column == "column" ? .current : .key(column))
  }

  private mutating func factQuery() throws(YAMLError) -> FactQuery {
    // `prior-budget` is the role as gouji.yaml writes it for the year before.
    let prior = accept("prior-")
    let dataset = try word(until: ["."])
    try expect(".")
    let measure = try word(until: [" ", ")"])
    return FactQuery(
      dataset: dataset, period: prior ? .prior : nil, measure: measure,
      conditions: try factConditions())
  }

  private mutating func factConditions() throws(YAMLError) -> [FactQuery.Condition] {
    var conditions: [FactQuery.Condition] = []
    if acceptWord("where") {
      repeat { conditions.append(try factCondition()) } while acceptWord("and")
    }
    return conditions
  }

  private mutating func factCondition() throws(YAMLError) -> FactQuery.Condition {
    if accept("bucket(") {
      let field = try word(until: [")"])
      try expect(")")
      if acceptWord("not") {
        try expect("in")
        return .bucketIsNoneOf(field: field, values: try valueList())
      }
      guard acceptWord("in") else {
        try expect("=")
        if acceptWord("row") { return .bucketIsRow(field: field) }
        return .bucketIsOneOf(field: field, values: [try value()])
      }
      return .bucketIsOneOf(field: field, values: try valueList())
    }
    let field = try word(until: [" ", "=", "/"])
    if accept("/") {
      let divisor = try word(until: [" ", ">", "<"])
      let atLeast = accept(">=")
      if !atLeast { try expect("<") }
      let yuan = try integer()
      try expect("元")
      let atoms = Int64(yuan) * MeasureUnit.yuan.atoms
      return atLeast
        ? .quotientAtLeast(field: field, by: divisor, atoms: atoms)
        : .quotientBelow(field: field, by: divisor, atoms: atoms)
    }
    if acceptWord("under") {
      if acceptWord("row") { return .isUnderRowCode(field: field) }
      return .isUnder(field: field, values: try valueList())
    }
    if acceptWord("in") { return .isOneOf(field: field, values: try valueList()) }
    if acceptWord("not") {
      try expect("in")
      return .isNoneOf(field: field, values: try valueList())
    }
    try expect("=")
    if acceptWord("row") { return .isRowCode(field: field) }
    return .isOneOf(field: field, values: [try value()])
  }

  private mutating func valueList() throws(YAMLError) -> [String] {
    guard accept("(") else { return [try value()] }
    var values: [String] = []
    repeat { values.append(try word(until: [",", ")"])) } while accept(",")
    try expect(")")
    return values
  }

  private mutating func value() throws(YAMLError) -> String {
    try word(until: [" ", ")", ","])
  }

  // MARK: Characters

  private var peek: Character? { index < characters.count ? characters[index] : nil }

  private mutating func skipSpaces() {
    while peek == " " { index += 1 }
  }

  private mutating func looksAt(_ text: String) -> Bool {
    skipSpaces()
    return characters[index...].starts(with: text)
  }

  private mutating func accept(_ text: String) -> Bool {
    guard looksAt(text) else { return false }
    index += text.count
    return true
  }

  private mutating func acceptWord(_ text: String) -> Bool {
    let start = index
    guard accept(text) else { return false }
    if let next = peek, next != " ", next != "(", next != ")" {
      index = start
      return false
    }
    return true
  }

  private mutating func expect(_ text: String) throws(YAMLError) {
    guard accept(text) else {
      throw error(zh: "这里应是“\(text)”", en: "expected '\(text)' here")
    }
  }

  private mutating func expectEnd() throws(YAMLError) {
    skipSpaces()
    guard index == characters.count else {
      throw error(zh: "多余的内容", en: "nothing more was expected here")
    }
  }

  private mutating func word(until ends: Set<Character>) throws(YAMLError) -> String {
    skipSpaces()
    var text = ""
    while let character = peek, !ends.contains(character) {
      text.append(character)
      index += 1
    }
    while text.last == " " { text.removeLast() }
    guard !text.isEmpty else { throw error(zh: "这里应是一个名称", en: "expected a name here") }
    return text
  }

  private mutating func integer() throws(YAMLError) -> Int {
    skipSpaces()
    var digits = ""
    while let character = peek, character.isASCII, character.isNumber {
      digits.append(character)
      index += 1
    }
    guard let number = Int(digits) else { throw error(zh: "这里应是数字", en: "expected a number here") }
    return number
  }

  private func error(zh chinese: String, en english: String) -> YAMLError {
    let text = String(characters)
    let caret = String(repeating: " ", count: index) + "^"
    return source.error(
      zh: "\(chinese)（第 \(index + 1) 个字）\n  \(text)\n  \(caret)",
      en: "\(english) (character \(index + 1))\n  \(text)\n  \(caret)")
  }
}
