import Budget
import Localization
import Sheets
import YAMLReading

/// Reads what stands in the braces of a note template, and checks every name in it.
struct NoteSlotParser {
  let profile: Profile

  // MARK: Pieces of a line

  /// A slot that prints something.
  func inline(_ source: YAMLValue, row: BlockKey?) throws(YAMLError) -> NoteTemplate.Inline {
    let text = try source.string().trimmed
    if let name = NoteTemplate.Name(rawValue: text) { return .name(name) }
    let (word, rest) = text.splitWord
    let argument = YAMLValue(scalar: rest, at: source.place)
    switch word {
    case "change": return .change(try change(argument, row: row))
    case "count":
      let (loop, unit) = try countedLoop(argument, row: row)
      return .count(loop, unit: unit)
    case "row": return .row(try rowText(argument, row: row))
    case "entry": return .entry(section: try entry(argument, row: row))
    default: return .figure(try figure(source, row: row))
    }
  }

  /// A figure, or a sum of figures, with its unit and perhaps the least number of places.
  func figure(_ source: YAMLValue, row: BlockKey?) throws(YAMLError) -> NoteTemplate.FigureSlot {
    let text = try source.string().trimmed
    guard let end = text.lastIndex(where: { $0 == "]" || $0 == ")" }) else {
      throw unknownSlot(text, source)
    }
    let expression = try ExpressionParser.expression(
      YAMLValue(scalar: String(text[...end]), at: source.place))
    try check(expression, source, row: row)
    let words = text[text.index(after: end)...].split(separator: " ").map(String.init)
    guard let name = words.first, words.count <= 2, let unit = MeasureUnit(named: name) else {
      throw source.error(
        zh: "单元格之后应写计量单位，如 {T3[合计, 合计] 万元}；可用：\(Self.unitNames.joined(separator: "、"))",
        en:
          "a unit follows the cell, such as {T3[合计, 合计] 万元}; there are: \(Self.unitNames.joined(separator: ", "))"
      )
    }
    var decimals: Int?
    if words.count == 2 {
      guard let places = Int(words[1]), (0...4).contains(places) else {
        throw source.error(
          zh: "单位之后是最少的小数位数，0 到 4", en: "after the unit stands the least number of places, 0 to 4")
      }
      decimals = places
    }
    for term in expression.terms {
      guard case .cells(let selector, _) = term.operand, let format = format(of: selector),
        format.unit.dimension != unit.dimension
      else { continue }
      throw source.error(
        zh: "这个数的单位是 \(format.unit.name)，不能写作 \(unit.name)",
        en: "the figure is in \(format.unit.name) and cannot be printed in \(unit.name)")
    }
    return NoteTemplate.FigureSlot(expression: expression, unit: unit, decimals: decimals)
  }

  private func change(
    _ source: YAMLValue, row: BlockKey?
  ) throws(YAMLError) -> NoteTemplate.ChangeSlot {
    var text = try source.string()
    var reason: String?
    if let range = text.lastWord("because") {
      reason = String(text[range.upperBound...]).trimmed
      text = String(text[..<range.lowerBound])
    }
    var phrase = "change"
    if let range = text.lastWord("as") {
      phrase = String(text[range.upperBound...]).trimmed
      text = String(text[..<range.lowerBound])
    }
    let figure = try figure(YAMLValue(scalar: text, at: source.place), row: row)
    for term in figure.expression.terms {
      guard case .cells(let selector, _) = term.operand else { continue }
      guard selector.period == nil, let name = selector.block,
        profile.table(name.table)?.hasPrior == true
      else {
        throw source.error(
          zh: "change 后面应是本年的数，且该表有上年数",
          en: "change takes figures of this year, of a table that has last year's too")
      }
    }
    if let reason { try checkReason(reason, source) }
    return NoteTemplate.ChangeSlot(figure: figure, phrase: phrase, reason: reason)
  }

  // Reasons are given for the rows of the comparisons with last year.
  private func checkReason(_ item: String, _ source: YAMLValue) throws(YAMLError) {
    var rows: [String] = []
    for block in profile.tables.filter({ $0.comparison != nil }).flatMap(\.blocks) {
      switch block.rows {
      case .fixed(let fixed): rows += fixed.map(\.key)
      case .tree(let plan): rows += plan.fixedRows.map(\.key)
      case .records: break
      }
    }
    guard !rows.contains(item), !item.allSatisfy({ $0.isASCII && $0.isNumber }) else { return }
    throw source.error(
      zh: "比上年增减的各表没有“\(item)”；有：\(rows.joined(separator: "、"))，以及各科目编码",
      en:
        "no comparison with last year has the item '\(item)'; there are: \(rows.joined(separator: ", ")), and the codes"
    )
  }

  private func countedLoop(
    _ source: YAMLValue, row: BlockKey?
  ) throws(YAMLError) -> (loop: NoteTemplate.Loop, unit: MeasureUnit) {
    let text = try source.string().trimmed
    guard let space = text.lastIndex(of: " "),
      let unit = MeasureUnit(named: String(text[text.index(after: space)...])),
      unit.dimension == .count
    else {
      throw source.error(
        zh: "应写作 {count row in 表 where … 个}，最后是量词",
        en: "write {count row in TABLE where … 个}, with a counting unit at the end")
    }
    return (try loop(YAMLValue(scalar: String(text[..<space]), at: source.place), row: row), unit)
  }

  // MARK: Rows

  /// `row in T5 where is-leaf with T5[row, 合计] <> 0`.
  func loop(_ source: YAMLValue, row: BlockKey?) throws(YAMLError) -> NoteTemplate.Loop {
    var text = try source.string()
    var condition: String?
    if let range = text.lastWord("with") {
      condition = String(text[range.upperBound...])
      text = String(text[..<range.lowerBound])
    }
    let binding = try ExpressionParser.binding(YAMLValue(scalar: text, at: source.place))
    guard case .rows(let block, let period, let filters) = binding else {
      throw source.error(
        zh: "应写作 for row in 表 where …", en: "write: for row in TABLE where …")
    }
    try NameCheck(profile: profile).check(block, at: source.place)
    return NoteTemplate.Loop(
      block: block, period: period, filters: filters,
      conditions: try condition.map { text throws(YAMLError) in
        try conditions(YAMLValue(scalar: text, at: source.place), row: block)
      } ?? [])
  }

  /// The same with `join 、` at its end.
  func joinedLoop(
    _ source: YAMLValue, row: BlockKey?
  ) throws(YAMLError) -> (NoteTemplate.Loop, separator: String) {
    var text = try source.string()
    var separator = ""
    if let range = text.lastWord("join") {
      separator = String(text[range.upperBound...]).trimmed
      text = String(text[..<range.lowerBound])
    }
    return (try loop(YAMLValue(scalar: text, at: source.place), row: row), separator)
  }

  private func rowText(
    _ source: YAMLValue, row: BlockKey?
  ) throws(YAMLError) -> NoteTemplate.RowText {
    let block = try rowBlock(source, row)
    let name = try source.string().trimmed
    if name.isEmpty { return .label }
    if name == "name", case .tree(let plan) = block.rows { return .name(list: plan.list) }
    if let level = block.levels.firstIndex(of: name) { return .level(level) }
    let texts = block.columns.filter { $0.figures == nil }.map(\.key)
    guard texts.contains(name) else {
      throw source.error(
        zh: "这张表的行没有“\(name)”；有：\((block.levels + texts).joined(separator: "、"))",
        en:
          "the rows of this table have no '\(name)'; there are: \((block.levels + texts).joined(separator: ", "))"
      )
    }
    return .column(name)
  }

  private func entry(_ source: YAMLValue, row: BlockKey?) throws(YAMLError) -> String {
    _ = try rowBlock(source, row)
    return try section(source)
  }

  private func rowBlock(_ source: YAMLValue, _ row: BlockKey?) throws(YAMLError) -> BlockDefinition
  {
    guard let row, let block = profile.table(row.table)?.block(row.block) else {
      throw source.error(
        zh: "只能用在 {for row in …} 之内", en: "only within {for row in …}")
    }
    return block
  }

  // MARK: Conditions

  /// Conditions joined by `and`.
  func conditions(
    _ source: YAMLValue, row: BlockKey?
  ) throws(YAMLError) -> [NoteTemplate.Condition] {
    var conditions: [NoteTemplate.Condition] = []
    for part in try source.string().split(separator: " and ") {
      let (word, rest) = String(part).trimmed.splitWord
      let argument = YAMLValue(scalar: rest, at: source.place)
      switch word {
      case "text": conditions.append(.hasText(try section(argument)))
      case "input": conditions.append(.hasInput(try input(argument)))
      case "entry": conditions.append(.hasEntry(try entry(argument, row: row)))
      case "empty": conditions.append(.isEmpty(try tableKey(argument)))
      case "row": conditions.append(.hasRowText(try rowText(argument, row: row)))
      default:
        let rules = try ExpressionParser.conditions(
          YAMLValue(scalar: String(part), at: source.place))
        for rule in rules {
          if case .comparison(let comparison) = rule {
            try check(comparison.left, source, row: row)
            try check(comparison.right, source, row: row)
          }
          conditions.append(.rule(rule))
        }
      }
    }
    guard !conditions.isEmpty else {
      throw source.error(
        zh: "这里应是条件，如 {if T6[合计, 合计] = 0}", en: "expected a condition, such as {if T6[合计, 合计] = 0}")
    }
    return conditions
  }

  private func tableKey(_ source: YAMLValue) throws(YAMLError) -> String {
    let key = try source.string().trimmed
    guard let table = profile.table(key) else {
      let keys = profile.tables.map(\.key)
      throw source.error(
        zh: "没有表“\(key)”；有：\(keys.joined(separator: "、"))",
        en: "there is no table '\(key)'; there are: \(keys.joined(separator: ", "))")
    }
    return table.key
  }

  private func input(_ source: YAMLValue) throws(YAMLError) -> String {
    let role = try source.string().trimmed
    guard profile.input(role) != nil else {
      throw source.error(
        zh: "没有输入“\(role)”；有：\(profile.inputs.map(\.key).joined(separator: "、"))",
        en:
          "there is no input '\(role)'; there are: \(profile.inputs.map(\.key).joined(separator: ", "))"
      )
    }
    return role
  }

  // MARK: Names

  /// A section of the unit's own text.
  func section(_ source: YAMLValue) throws(YAMLError) -> String {
    let key = try source.string().trimmed
    guard profile.unitText.contains(where: { $0.key == key }) else {
      let keys = profile.unitText.map(\.key)
      throw source.error(
        zh: "单位自有文字没有“\(key)”一节；有：\(keys.joined(separator: "、"))",
        en:
          "the unit's own text has no section '\(key)'; there are: \(keys.joined(separator: ", "))")
    }
    return key
  }

  /// A table that the profile lays out.
  func table(_ source: YAMLValue) throws(YAMLError) -> String {
    let key = try source.string().trimmed
    guard profile.layouts.contains(where: { $0.table == key }) else {
      let keys = profile.layouts.map(\.table)
      throw source.error(
        zh: "没有表“\(key)”；有：\(keys.joined(separator: "、"))",
        en: "there is no table '\(key)'; there are: \(keys.joined(separator: ", "))")
    }
    return key
  }

  /// The name of a sheet, which workbooks allow 31 characters.
  func sheetName(_ source: YAMLValue) throws(YAMLError) -> String {
    let name = try source.string().trimmed
    guard !name.isEmpty, name.count <= 31, !name.contains(where: { "[]:*?/\\".contains($0) }) else {
      throw source.error(
        zh: "工作表名应为 1 到 31 个字，不含 [ ] : * ? / \\",
        en: "a sheet's name has 1 to 31 characters without [ ] : * ? / \\")
    }
    return name
  }

  /// The pieces of a phrase.
  func pieces(_ tokens: [NoteLine.Token]) throws(YAMLError) -> [NoteTemplate.Piece] {
    var pieces: [NoteTemplate.Piece] = []
    for token in tokens {
      switch token {
      case .text(let text): pieces.append(.text(text))
      case .slot(let slot, let place):
        switch slot.trimmed {
        case "amount": pieces.append(.amount)
        case "rate": pieces.append(.rate)
        case "reason": pieces.append(.reason)
        default:
          guard let name = NoteTemplate.Name(rawValue: slot.trimmed) else {
            throw unknownSlot(
              slot, YAMLValue(scalar: slot, at: place), more: ["amount", "rate", "reason"])
          }
          pieces.append(.name(name))
        }
      }
    }
    return pieces
  }

  private func check(
    _ expression: Expression, _ source: YAMLValue, row: BlockKey?
  ) throws(YAMLError) {
    for term in expression.terms {
      switch term.operand {
      case .cells, .zero: break
      default:
        throw source.error(
          zh: "说明只能引用表中的数（单元格或 sum(…)）", en: "a note quotes figures of tables only: cells or sum(…)"
        )
      }
    }
    try NameCheck(profile: profile).check(expression, at: source.place, hasRow: row != nil)
  }

  // The format of one cell; nil where rows differ.
  private func format(of selector: CellSelector) -> FigureFormat? {
    guard let name = selector.block, let block = profile.table(name.table)?.block(name.block),
      case .key(let column) = selector.column, let figures = block.column(column)?.figures
    else { return nil }
    if case .key(let key) = selector.rows, case .fixed(let rows) = block.rows,
      let own = rows.first(where: { $0.key == key })?.units[column]
    {
      return own
    }
    return figures.format
  }

  private static let unitNames = MeasureUnit.all.map(\.name)

  private func unknownSlot(_ text: String, _ source: YAMLValue, more: [String] = []) -> YAMLError {
    let names = NoteTemplate.Name.allCases.map(\.rawValue) + more
    return source.error(
      zh: "不认识的栏位“\(text)”；可用 \(names.joined(separator: "、"))，或写明单元格和单位，如 {T3[合计, 合计] 万元}",
      en:
        "unknown slot '\(text)'; use \(names.joined(separator: ", ")), or a cell and its unit such as {T3[合计, 合计] 万元}"
    )
  }
}

extension String {
  /// The first word and what follows it.
  fileprivate var splitWord: (word: String, rest: String) {
    guard let space = firstIndex(of: " ") else { return (self, "") }
    return (String(self[..<space]), String(self[index(after: space)...]).trimmed)
  }

  /// The last place where `word` stands between spaces.
  fileprivate func lastWord(_ word: String) -> Range<String.Index>? {
    var found: Range<String.Index>?
    var start = startIndex
    while let range = self[start...].firstRange(of: " \(word) ") {
      found = range
      start = range.upperBound
    }
    return found
  }
}
