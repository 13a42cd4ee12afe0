import Sheets
import YAMLReading

extension SheetLayout {
  init(_ value: YAMLValue, profile: Profile) throws(YAMLError) {
    let fields = try value.fields([
      "table", "sheet", "title", "unit-line", "orientation", "column-numbers", "grid", "merges",
      "columns",
    ])
    let tableValue = try fields.required("table")
    let key = try tableValue.string()
    guard let table = profile.table(key) else {
      throw tableValue.error(zh: "没有表“\(key)”", en: "there is no table '\(key)'")
    }
    let orientation = try fields.string("orientation") ?? "landscape"
    guard ["landscape", "portrait"].contains(orientation) else {
      throw value.error(
        zh: "orientation 应为 landscape 或 portrait", en: "orientation is landscape or portrait")
    }
    var merges: [CellRange] = []
    for item in fields.list("merges") {
      guard let range = CellRange(try item.string()) else {
        throw item.error(zh: "应为区域，如 A17:F17", en: "expected a range such as A17:F17")
      }
      merges.append(range)
    }
    var columns: [LayoutColumn] = []
    for item in fields.list("columns") { columns.append(try LayoutColumn(item, table: table)) }
    self.init(
      table: key, sheet: try fields.required("sheet").string(),
      title: try fields.string("title") ?? table.title,
      unitLine: try fields.string("unit-line") ?? "", isLandscape: orientation == "landscape",
      hasColumnNumbers: try fields.flag("column-numbers"),
      grid: try fields["grid"].map { value throws(YAMLError) in try Grid(value) } ?? Grid(),
      merges: merges, columns: columns)
  }
}

extension SheetLayout.Grid {
  // Rows count from 1 in a template, as a spreadsheet shows them.
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields([
      "title-row", "title-columns", "line-row", "line-columns", "heading-row", "foot-row",
      "row-height", "pad-figures",
    ])
    func number(_ key: String) throws(YAMLError) -> Int? {
      guard let value = fields[key] else { return nil }
      let number = try value.integer()
      guard number >= 1 else {
        throw value.error(zh: "行列从 1 数起", en: "rows and columns count from 1")
      }
      return number
    }
    self.init()
    titleRow = try number("title-row").map { $0 - 1 } ?? titleRow
    titleColumns = try number("title-columns")
    lineRow = try number("line-row").map { $0 - 1 } ?? lineRow
    lineColumns = try number("line-columns")
    headingRow = try number("heading-row").map { $0 - 1 } ?? headingRow
    footRow = try number("foot-row").map { $0 - 1 }
    padsFigures = try fields.flag("pad-figures")
    rowHeight = try fields["row-height"].map { value throws(YAMLError) in try value.number() }
    guard titleRow < lineRow, lineRow < headingRow, headingRow < footRow ?? .max else {
      throw value.error(
        zh: "各部分应自上而下：title-row、line-row、heading-row、foot-row",
        en: "the parts go down the sheet: title-row, line-row, heading-row, foot-row")
    }
  }
}

extension LayoutColumn {
  init(_ value: YAMLValue, table: TableDefinition) throws(YAMLError) {
    let fields = try value.fields([
      "show", "block", "column", "code-part", "cell", "heading", "width",
    ])
    let blockKey = try fields.string("block")
    guard let block = table.block(blockKey) else {
      throw value.error(
        zh: "表 \(table.key) 没有块“\(blockKey ?? "")”",
        en: "table \(table.key) has no block '\(blockKey ?? "")'")
    }
    let content: Content
    if let column = fields["column"] {
      content = .column(try Self.column(column, of: block))
    } else if let cell = fields["cell"] {
      let parts = try cell.fields(["row", "column"])
      let row = try parts.required("row")
      let key = try row.string()
      guard case .fixed(let rows) = block.rows, rows.contains(where: { $0.key == key }) else {
        throw row.error(
          zh: "表 \(table.key) 没有固定的行“\(key)”", en: "table \(table.key) has no fixed row '\(key)'")
      }
      content = .cell(row: key, column: try Self.column(parts.required("column"), of: block))
    } else if let part = fields["code-part"] {
      content = .codePart(try part.integer())
    } else {
      let show = try fields.required("show")
      switch try show.string() {
      case "sequence": content = .sequence
      case "label": content = .label
      case "code": content = .code
      case let other:
        throw show.error(
          zh: "不认识的“\(other)”；可用：sequence、label、code",
          en: "unknown '\(other)'; use sequence, label or code")
      }
    }
    self.init(
      block: blockKey, content: content, heading: try fields.required("heading").strings(),
      width: try fields.required("width").number())
  }

  private static func column(
    _ value: YAMLValue, of block: BlockDefinition
  ) throws(YAMLError) -> String {
    let key = try value.string()
    guard block.column(key) != nil else {
      throw value.error(
        zh: "没有列“\(key)”；有：\(block.columns.map(\.key).joined(separator: "、"))",
        en:
          "there is no column '\(key)'; there are: \(block.columns.map(\.key).joined(separator: ", "))"
      )
    }
    return key
  }
}
