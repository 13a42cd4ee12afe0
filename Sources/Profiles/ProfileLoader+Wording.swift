import YAMLReading

extension Wording {
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields([
      "cover", "cover-columns", "contents", "header-left", "header-middle", "draft", "fonts",
      "merged-texts",
    ])
    self.init()
    for item in try fields.required("cover").list() { cover.append(try CoverLine(item)) }
    if let columns = fields["cover-columns"] {
      coverColumns = try columns.integer()
      guard coverColumns >= 1 else {
        throw columns.error(zh: "至少一列", en: "there is at least one column")
      }
    }
    let contentsValue = try fields.required("contents")
    if case .scalar = contentsValue.content {
      contents = try contentsValue.string()
    } else {
      let parts = try contentsValue.fields(["title", "items"])
      contents = try parts.required("title").string()
      for item in parts.list("items") { contentsItems.append(try ContentsItem(item)) }
    }
    headerLeft = try fields.required("header-left").string()
    headerMiddle = try fields.string("header-middle") ?? ""
    draft = try fields.required("draft").string()
    for (sheet, value) in try fields["merged-texts"]?.pairs() ?? [] {
      let rows = try value.integer()
      guard (2...1_000).contains(rows) else {
        throw value.error(zh: "行数在 2 与 1000 之间", en: "the rows lie between 2 and 1000")
      }
      mergedTexts[sheet] = rows
    }
    if let value = fields["fonts"] { fonts = try Fonts(value) }
  }
}

extension Wording.CoverLine {
  fileprivate init(_ value: YAMLValue) throws(YAMLError) {
    guard case .mapping = value.content else {
      self.init(text: try value.string())
      return
    }
    let fields = try value.fields(["text", "row", "size"])
    self.init(text: try fields.required("text").string())
    if let row = fields["row"] {
      // Rows count from 1 in a template, as a spreadsheet shows them.
      self.row = try row.integer() - 1
      guard self.row ?? 0 >= 0 else {
        throw row.error(zh: "行从 1 数起", en: "rows count from 1")
      }
    }
    size = try fields["size"].map { value throws(YAMLError) in try value.number() }
  }
}

extension Wording.ContentsItem {
  fileprivate init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields(["text", "sheet", "tables"])
    if let pattern = try fields.string("tables") {
      self = .tables(pattern)
    } else {
      self = .line(try fields.required("text").string(), sheet: try fields.string("sheet"))
    }
  }
}

extension Fonts {
  fileprivate init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields(["cover", "contents", "title", "heading", "body", "text"])
    self.init()
    cover = try Font(fields["cover"], otherwise: cover)
    contents = try Font(fields["contents"], otherwise: contents)
    title = try Font(fields["title"], otherwise: title)
    heading = try Font(fields["heading"], otherwise: heading)
    body = try Font(fields["body"], otherwise: body)
    text = try Font(fields["text"], otherwise: text)
  }
}

extension Fonts.Font {
  fileprivate init(_ value: YAMLValue?, otherwise: Self) throws(YAMLError) {
    self = otherwise
    guard let value else { return }
    let fields = try value.fields(["name", "size", "bold"])
    name = try fields.string("name") ?? name
    if let size = fields["size"] {
      self.size = try size.number()
      guard (1...409).contains(self.size) else {
        throw size.error(zh: "字号在 1 与 409 之间", en: "the size lies between 1 and 409")
      }
    }
    isBold = try fields.flag("bold", otherwise: isBold)
  }
}
