import YAMLReading

extension SheetLayout {
  init(_ value: YAMLValue, profile: Profile) throws(YAMLError) {
    let fields = try value.fields([
      "table", "sheet", "title", "unit-line", "orientation", "column-numbers", "columns",
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
    var columns: [LayoutColumn] = []
    for item in fields.list("columns") { columns.append(try LayoutColumn(item, table: table)) }
    self.init(
      table: key, sheet: try fields.required("sheet").string(),
      title: try fields.string("title") ?? table.title,
      unitLine: try fields.string("unit-line") ?? "", isLandscape: orientation == "landscape",
      hasColumnNumbers: try fields.flag("column-numbers"), columns: columns)
  }
}

extension LayoutColumn {
  init(_ value: YAMLValue, table: TableDefinition) throws(YAMLError) {
    let fields = try value.fields([
      "show", "block", "column", "code-part", "heading", "width",
    ])
    let blockKey = try fields.string("block")
    guard let block = table.block(blockKey) else {
      throw value.error(
        zh: "表 \(table.key) 没有块“\(blockKey ?? "")”",
        en: "table \(table.key) has no block '\(blockKey ?? "")'")
    }
    let content: Content
    if let column = fields["column"] {
      let key = try column.string()
      guard block.column(key) != nil else {
        throw column.error(
          zh: "没有列“\(key)”；有：\(block.columns.map(\.key).joined(separator: "、"))",
          en:
            "there is no column '\(key)'; there are: \(block.columns.map(\.key).joined(separator: ", "))"
        )
      }
      content = .column(key)
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
}

extension Wording {
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields(["cover", "contents", "header-left", "header-middle", "draft"])
    self.init(
      cover: try fields.required("cover").strings(),
      contents: try fields.required("contents").string(),
      headerLeft: try fields.required("header-left").string(),
      headerMiddle: try fields.string("header-middle") ?? "",
      draft: try fields.required("draft").string())
  }
}
