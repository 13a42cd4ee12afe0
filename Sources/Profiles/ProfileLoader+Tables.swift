import Budget
import YAMLReading

extension TableDefinition {
  init(_ value: YAMLValue, categories: [String: CategoryList]) throws(YAMLError) {
    let fields = try value.fields([
      "key", "title", "aliases", "source", "layout", "working-paper", "for-departments", "prior",
      "empty-note", "blocks", "levels", "rows", "columns", "row-labels", "comparison", "needs",
    ])
    let originValue = try fields.required("layout")
    guard let origin = LayoutOrigin(rawValue: try originValue.string()) else {
      throw originValue.error(
        zh: "layout 应为 sourced 或 reconstructed", en: "layout is sourced or reconstructed")
    }
    var blocks: [BlockDefinition] = []
    if let list = fields["blocks"] {
      for item in list.list() { blocks.append(try BlockDefinition(item, categories)) }
    } else {
      blocks = [try BlockDefinition(fields, key: nil, categories)]
    }
    var needs: [(dataset: String, period: Period)] = []
    for name in try fields.strings("needs") {
      let isPrior = name.hasPrefix("prior-")
      needs.append((isPrior ? String(name.dropFirst(6)) : name, isPrior ? .prior : .current))
    }
    self.init(
      key: try fields.required("key").string(), title: try fields.required("title").string(),
      aliases: try fields.strings("aliases"), source: try fields.required("source").string(),
      origin: origin, isWorkingPaper: try fields.flag("working-paper"),
      isForDepartments: try fields.flag("for-departments"),
      hasPrior: try fields.flag("prior", otherwise: true),
      emptyNote: try fields.string("empty-note"), blocks: blocks, needs: needs,
      comparison: try fields["comparison"].map { value throws(YAMLError) in
        try ComparisonPlan(value, blocks: blocks)
      }, place: value.place)
  }
}

extension ComparisonPlan {
  init(_ value: YAMLValue, blocks: [BlockDefinition]) throws(YAMLError) {
    let fields = try value.fields(["last", "this", "change", "rate", "whole", "codes"])
    func column(_ key: String) throws(YAMLError) -> String {
      let name = try fields.required(key)
      let column = try name.string()
      guard blocks.count == 1, blocks[0].column(column)?.figures != nil else {
        throw name.error(
          zh: "comparison 只用于不分块的表，且“\(column)”应是它的数字列",
          en: "comparison is for tables of one block, and '\(column)' should be a figure column")
      }
      return column
    }
    self.init(
      last: try column("last"), this: try column("this"), change: try column("change"),
      rate: try column("rate"), whole: try fields.required("whole").string(),
      codes: try fields.string("codes"))
  }
}

extension BlockDefinition {
  init(_ value: YAMLValue, _ categories: [String: CategoryList]) throws(YAMLError) {
    let fields = try value.fields(["key", "levels", "rows", "columns", "row-labels"])
    try self.init(fields, key: fields.required("key").string(), categories)
  }

  init(
    _ fields: YAMLFields, key: String?, _ categories: [String: CategoryList]
  ) throws(YAMLError) {
    var columns: [ColumnDefinition] = []
    for item in fields.list("columns") { columns.append(try ColumnDefinition(item)) }
    self.init(
      key: key, levels: try fields.strings("levels"),
      rows: try RowPlan(fields.required("rows"), categories),
      columns: columns, labelHeadings: try fields.strings("row-labels"))
  }
}

extension RowPlan {
  init(_ value: YAMLValue, _ categories: [String: CategoryList]) throws(YAMLError) {
    if case .list(let items) = value.content {
      var rows: [FixedRow] = []
      for item in items { rows.append(try FixedRow(item)) }
      self = .fixed(rows)
      return
    }
    let fields = try value.fields([
      "codes", "lengths", "where", "like", "leading", "total", "total-first", "closing",
      "item-label", "lines-of", "label", "values-of", "categories", "by-unit",
    ])
    if let dataset = try fields.string("lines-of") {
      self = .records(
        RecordPlan(
          dataset: dataset, label: try fields.required("label").string(),
          total: try fields.string("total")))
      return
    }
    if let name = fields["categories"] {
      self = .fixed(try Self.rows(name, total: fields.string("total"), categories))
      return
    }
    let queries = try Self.queries(fields)
    if let field = try fields.string("values-of") {
      guard let dataset = queries.first?.dataset else {
        throw value.error(zh: "values-of 需要 where", en: "values-of needs 'where'")
      }
      self = .records(
        RecordPlan(
          dataset: dataset, label: field, groups: queries, total: try fields.string("total")))
      return
    }
    var blocks: [(block: BlockKey, period: Period?)] = []
    for item in try fields.strings("like") {
      let parts = item.split(separator: "@", maxSplits: 1).map(String.init)
      let name = parts[0].split(separator: ".", maxSplits: 1).map(String.init)
      blocks.append(
        (
          BlockKey(table: name[0], block: name.count > 1 ? name[1] : nil),
          parts.count > 1 ? .prior : nil
        ))
    }
    var lengths: [Int] = []
    for item in fields.list("lengths") { lengths.append(try item.integer()) }
    var leading: [FixedRow] = []
    for item in fields.list("leading") { leading.append(try FixedRow(item)) }
    var closing: [FixedRow] = []
    for item in fields.list("closing") { closing.append(try FixedRow(item)) }
    self = .tree(
      TreePlan(
        list: try fields.required("codes").string(), lengths: lengths, queries: queries,
        blocks: blocks, leading: leading, total: try fields.string("total"),
        totalFirst: try fields.flag("total-first"), closing: closing,
        itemLabel: try fields.string("item-label"), isByUnit: try fields.flag("by-unit")))
  }
}

extension RowPlan {
  /// One row for each category of a list, one for what it does not name, and the total.
  private static func rows(
    _ name: YAMLValue, total: String?, _ categories: [String: CategoryList]
  ) throws(YAMLError) -> [FixedRow] {
    guard let list = categories[try name.string()] else {
      throw name.error(zh: "没有这个资产分类表", en: "there is no such list of categories")
    }
    var rows = (list.categories + [CategoryList.unlisted]).map { FixedRow(item: $0) }
    if let total {
      var row = FixedRow(item: total)
      row.isTotal = true
      row.formula = Expression(terms: [
        Expression.Term(
          factor: 1,
          operand: .cells(
            CellSelector(block: nil, period: nil, rows: .items, column: .current), isSum: true))
      ])
      rows.append(row)
    }
    return rows
  }

  private static func queries(_ fields: YAMLFields) throws(YAMLError) -> [FactQuery] {
    var queries: [FactQuery] = []
    for item in fields.list("where") {
      for term in try ExpressionParser.expression(item).terms {
        guard case .facts(let query) = term.operand else {
          throw item.error(zh: "这里应是 facts(…)", en: "expected facts(…) here")
        }
        queries.append(query)
      }
    }
    return queries
  }
}

extension FixedRow {
  /// A row whose label is its key.
  fileprivate init(item: String) {
    self.init(
      key: item, label: item, code: nil, level: 0, isTotal: false, isFoot: false, cells: [:],
      formula: nil, units: [:])
  }

  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields([
      "key", "label", "code", "level", "total", "foot", "cells", "formula", "units", "labels",
    ])
    let label = try fields.required("label").string()
    var cells: [String: Expression] = [:]
    for (column, text) in try fields["cells"]?.pairs() ?? [] {
      cells[column] = try ExpressionParser.expression(text)
    }
    var formula: Expression?
    if let text = fields["formula"] { formula = try ExpressionParser.expression(text) }
    var units: [String: FigureFormat] = [:]
    for (column, format) in try fields["units"]?.pairs() ?? [] {
      units[column] = try FigureFormat(format)
    }
    self.init(
      key: try fields.string("key") ?? label, label: label, code: try fields.string("code"),
      level: try fields["level"]?.integer() ?? 0, isTotal: try fields.flag("total"),
      isFoot: try fields.flag("foot"), cells: cells, formula: formula, units: units,
      labels: try fields.strings("labels"))
  }
}

extension FigureFormat {
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields(["unit", "decimals"])
    try self.init(fields)
  }

  init(_ fields: YAMLFields) throws(YAMLError) {
    let unitValue = try fields.required("unit")
    guard let unit = MeasureUnit(named: try unitValue.string()) else {
      throw unitValue.error(
        zh: "不认识的单位；可用：\(MeasureUnit.all.map(\.name).joined(separator: "、"))",
        en: "unknown unit; the units are: \(MeasureUnit.all.map(\.name).joined(separator: ", "))")
    }
    let decimalsValue = try fields.required("decimals")
    let decimals = try decimalsValue.integer()
    guard (0...4).contains(decimals) else {
      throw decimalsValue.error(zh: "小数位应为 0 到 4", en: "decimals are 0 to 4")
    }
    self.init(unit: unit, decimals: decimals)
  }
}

extension ColumnDefinition {
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields([
      "key", "text", "unit", "decimals", "formula", "leaf", "parents", "ratio", "labels",
    ])
    let key = try fields.required("key").string()
    if let field = try fields.string("text") {
      self.init(key: key, content: .text(field: field), labels: try fields.strings("labels"))
      return
    }
    var parents = ParentFigures.sum
    if let text = fields["parents"] {
      guard let known = ParentFigures(rawValue: try text.string()) else {
        throw text.error(
          zh: "parents 应为 sum、stated、leaf 或 none", en: "parents is sum, stated, leaf or none")
      }
      parents = known
    }
    var ratio: (of: String, by: String)?
    if let text = fields["ratio"] {
      let parts = try text.fields(["of", "by"])
      ratio = (try parts.required("of").string(), try parts.required("by").string())
    }
    var formula: Expression?
    if let text = fields["formula"] { formula = try ExpressionParser.expression(text) }
    var leaf: Expression?
    if let text = fields["leaf"] { leaf = try ExpressionParser.expression(text) }
    self.init(
      key: key,
      content: .figures(
        FigureColumn(
          format: try FigureFormat(fields), formula: formula, leaf: leaf, parents: parents,
          ratio: ratio)), labels: try fields.strings("labels"))
  }
}
