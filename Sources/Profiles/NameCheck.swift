import Budget
import Localization
import Sheets
import YAMLReading

/// Checks that every name in an expression is one that the profile has.
struct NameCheck {
  let profile: Profile

  /// Checks a rule's bindings, conditions and both sides.
  func check(_ rule: Rule, at value: YAMLValue) throws(YAMLError) {
    var context = Context(place: value.place, own: nil, hasRow: false, hasColumn: false)
    for binding in rule.bindings {
      switch binding {
      case .rows(let block, _, _):
        _ = try self.block(block, context)
        context.hasRow = true
      case .columns:
        context.hasColumn = true
      case .columnsOf(let block):
        _ = try self.block(block, context)
        context.hasColumn = true
      }
    }
    for condition in rule.conditions {
      guard case .comparison(let comparison) = condition else { continue }
      try checkSelectors(only: comparison.left, context)
      try checkSelectors(only: comparison.right, context)
      try check(comparison.left, context)
      try check(comparison.right, context)
    }
    switch rule.requirement {
    case .test(let test):
      for (key, item) in try value.pairs() where key == "test" { try check(test, at: item) }
    case .check(let comparison, _): try check(comparison, of: rule, context)
    }
  }

  private func check(
    _ comparison: Comparison, of rule: Rule, _ context: Context
  ) throws(YAMLError) {
    for expression in [comparison.left, comparison.right] + rule.supplements.map(\.value) {
      try checkSelectors(only: expression, context)
      try check(expression, context)
    }
    for binding in rule.bindings {
      let columns: [String]
      switch binding {
      case .rows: continue
      case .columns(let keys): columns = keys
      case .columnsOf(let block): columns = try self.block(block, context).additiveColumns
      }
      for expression in [comparison.left, comparison.right] {
        for case .cells(let selector, _) in expression.terms.map(\.operand)
        where selector.column == .current {
          guard let name = selector.block else { continue }
          let block = try self.block(name, context)
          for column in columns where block.column(column)?.figures == nil {
            throw unknownColumn(column, in: name, block, context)
          }
        }
      }
    }
  }

  // A rule is over figures; what lines state comes in through a table.
  private func checkSelectors(
    only expression: Expression, _ context: Context
  ) throws(YAMLError) {
    for term in expression.terms {
      switch term.operand {
      case .cells, .zero: continue
      case .facts, .field:
        throw error(
          context, zh: "规则中只能用表的单元格；facts(…) 和 field(…) 用于表的定义",
          en: "a rule uses cells of tables only; facts(…) and field(…) belong to table definitions")
      }
    }
  }

  /// Checks the definitions of all tables.
  func checkDefinitions() throws(YAMLError) {
    for table in profile.tables {
      for block in table.blocks {
        let context = Context(
          place: table.place, own: BlockKey(table: table.key, block: block.key), hasRow: true,
          hasColumn: true)
        try check(block, context)
      }
      for need in table.needs {
        _ = try input(
          need.dataset,
          Context(place: table.place, own: nil, hasRow: false, hasColumn: false))
      }
      if let codes = table.comparison?.codes, profile.codes[codes] == nil {
        throw YAMLError(
          at: table.place,
          Message(zh: "没有代码表“\(codes)”", en: "there is no code list '\(codes)'"))
      }
    }
  }

  private func check(_ block: BlockDefinition, _ context: Context) throws(YAMLError) {
    for column in block.columns {
      guard let figures = column.figures else { continue }
      if let formula = figures.formula { try check(formula, context) }
      if let leaf = figures.leaf { try check(leaf, context) }
      if let ratio = figures.ratio {
        for name in [ratio.of, ratio.by] where block.column(name)?.figures == nil {
          throw unknownColumn(name, in: context.own, block, context)
        }
      }
    }
    var rows: [FixedRow] = []
    switch block.rows {
    case .fixed(let fixed): rows = fixed
    case .tree(let plan):
      rows = plan.fixedRows
      for query in plan.queries { try check(query, context) }
      for (name, _) in plan.blocks { _ = try self.block(name, context) }
      guard profile.codes[plan.list] != nil else {
        throw error(
          context, zh: "没有代码表“\(plan.list)”", en: "there is no code list '\(plan.list)'")
      }
    case .records(let plan):
      guard try input(plan.dataset, context).field(plan.label) != nil else {
        throw error(
          context, zh: "输入 \(plan.dataset) 没有字段“\(plan.label)”",
          en: "input \(plan.dataset) has no field '\(plan.label)'")
      }
      for query in plan.groups { try check(query, context) }
    }
    for row in rows {
      if let formula = row.formula { try check(formula, context) }
      for (name, expression) in row.cells.sorted(by: { $0.key < $1.key }) {
        guard block.column(name)?.figures != nil else {
          throw unknownColumn(name, in: context.own, block, context)
        }
        try check(expression, context)
      }
    }
  }

  /// Checks an expression that stands outside rules and tables, such as a slot of the note.
  func check(_ expression: Expression, at place: Place, hasRow: Bool) throws(YAMLError) {
    try check(expression, Context(place: place, own: nil, hasRow: hasRow, hasColumn: false))
  }

  /// Checks that there is such a block.
  func check(_ name: BlockKey, at place: Place) throws(YAMLError) {
    _ = try block(name, Context(place: place, own: nil, hasRow: false, hasColumn: false))
  }

  struct Context {
    var place: Place
    var own: BlockKey?
    var hasRow: Bool
    var hasColumn: Bool
  }

  private func check(_ expression: Expression, _ context: Context) throws(YAMLError) {
    for term in expression.terms {
      switch term.operand {
      case .zero, .field: break
      case .facts(let query): try check(query, context)
      case .cells(let selector, _): try check(selector, context)
      }
    }
  }

  private func check(_ selector: CellSelector, _ context: Context) throws(YAMLError) {
    guard let name = selector.block ?? context.own else {
      throw error(
        context, zh: "规则中的单元格要写明是哪张表，如 T1[合计, 预算数]",
        en: "a cell in a rule names its table, such as T1[合计, 预算数]")
    }
    let block = try self.block(name, context)
    switch selector.column {
    case .key(let column):
      guard block.column(column)?.figures != nil else {
        throw unknownColumn(column, in: name, block, context)
      }
    case .current:
      guard context.hasColumn else {
        throw error(
          context, zh: "用了 column，但没有 for: column in (…)",
          en: "'column' is used without 'for: column in (…)'")
      }
    }
    switch selector.rows {
    case .current, .children:
      guard context.hasRow else {
        throw error(
          context, zh: "用了 row，但没有 for: row in …", en: "'row' is used without 'for: row in …'")
      }
    case .key(let key):
      try checkRow(key, of: block, name, context)
    case .level, .items, .leaves: break
    }
  }

  // Only rows that the form lists can be checked here; codes depend on the year's figures.
  func checkRow(
    _ key: String, of block: BlockDefinition, _ name: BlockKey, _ context: Context
  ) throws(YAMLError) {
    let keys: [String]
    switch block.rows {
    case .fixed(let rows): keys = rows.flatMap { [$0.key, $0.code].compactMap(\.self) }
    case .tree(let plan):
      if !key.isEmpty, key.allSatisfy({ $0.isASCII && $0.isNumber }) { return }
      keys = plan.fixedRows.map(\.key) + [plan.total].compactMap(\.self)
    case .records(let plan): keys = [plan.total].compactMap(\.self)
    }
    guard keys.contains(key) else {
      throw error(
        context, zh: "\(name.text) 没有行“\(key)”；有：\(keys.joined(separator: "、"))",
        en: "\(name.text) has no row '\(key)'; there are: \(keys.joined(separator: ", "))")
    }
  }

  private func check(_ query: FactQuery, _ context: Context) throws(YAMLError) {
    let schema = try input(query.dataset, context)
    var names = [query.measure]
    for condition in query.conditions {
      switch condition {
      case .isOneOf(let field, let values), .isNoneOf(let field, let values):
        names.append(field)
        if case .choice(let choices) = schema.field(field)?.kind {
          for value in values where !choices.contains(where: { $0.name == value }) {
            throw error(
              context,
              zh: "字段 \(field) 没有取值“\(value)”；有：\(choices.map(\.name).joined(separator: "、"))",
              en:
                "field \(field) has no value '\(value)'; there are: \(choices.map(\.name).joined(separator: ", "))"
            )
          }
        }
      case .isUnder(let field, _), .isRowCode(let field), .isUnderRowCode(let field),
        .bucketIsOneOf(let field, _), .bucketIsNoneOf(let field, _), .bucketIsRow(let field):
        names.append(field)
      case .quotientAtLeast(let field, let by, _), .quotientBelow(let field, let by, _):
        names += [field, by]
      }
    }
    for name in names where schema.field(name) == nil {
      throw unknownField(name, of: schema, context)
    }
  }

  func unknownField(_ name: String, of schema: InputSchema, _ context: Context) -> YAMLError {
    error(
      context,
      zh:
        "输入 \(schema.key) 没有字段“\(name)”；有：\(schema.fields.map(\.key).joined(separator: "、"))",
      en:
        "input \(schema.key) has no field '\(name)'; there are: \(schema.fields.map(\.key).joined(separator: ", "))"
    )
  }

  func input(_ key: String, _ context: Context) throws(YAMLError) -> InputSchema {
    guard let schema = profile.input(key) else {
      throw error(
        context, zh: "没有输入“\(key)”；有：\(profile.inputs.map(\.key).joined(separator: "、"))",
        en:
          "there is no input '\(key)'; there are: \(profile.inputs.map(\.key).joined(separator: ", "))"
      )
    }
    return schema
  }

  func block(_ name: BlockKey, _ context: Context) throws(YAMLError) -> BlockDefinition {
    guard let table = profile.table(name.table) else {
      throw error(
        context, zh: "没有表“\(name.table)”；有：\(profile.tables.map(\.key).joined(separator: "、"))",
        en:
          "there is no table '\(name.table)'; there are: \(profile.tables.map(\.key).joined(separator: ", "))"
      )
    }
    guard let block = table.block(name.block) else {
      let keys = table.blocks.compactMap(\.key)
      throw error(
        context, zh: "表 \(table.key) 没有块“\(name.block ?? "")”；有：\(keys.joined(separator: "、"))",
        en:
          "table \(table.key) has no block '\(name.block ?? "")'; there are: \(keys.joined(separator: ", "))"
      )
    }
    return block
  }

  func unknownColumn(
    _ column: String, in name: BlockKey?, _ block: BlockDefinition, _ context: Context
  ) -> YAMLError {
    let keys = block.columns.filter { $0.figures != nil }.map(\.key)
    return error(
      context, zh: "\(name?.text ?? "") 没有数字列“\(column)”；有：\(keys.joined(separator: "、"))",
      en:
        "\(name?.text ?? "") has no figure column '\(column)'; there are: \(keys.joined(separator: ", "))"
    )
  }

  func error(_ context: Context, zh chinese: String, en english: String) -> YAMLError {
    YAMLError(at: context.place, Message(zh: chinese, en: english))
  }
}
