import Budget
import Localization
import Parallel
import Sheets
public import YAMLReading

/// Reads a profile from its template files, and refuses what does not hold together.
public struct ProfileLoader: Sendable {
  let source: TemplateSource
  // The folder of the profile inside the source: `profiles/hebei-2020/`, or nothing for a folder
  // that was named on the command line.
  let base: String

  private init(source: TemplateSource, base: String) {
    self.source = source
    self.base = base
  }

  /// The profile with a built-in id, or in the folder at a path.
  ///
  /// - Throws: `YAMLError` with file, line and column.
  public static func load(_ name: String) throws(YAMLError) -> Profile {
    if TemplateSource.builtInProfiles.contains(name) {
      return try ProfileLoader(source: TemplateSource(), base: "profiles/\(name)/").load()
    }
    let loader = ProfileLoader(source: TemplateSource(folder: name), base: "")
    guard try loader.source.text(at: "profile.yaml") != nil else {
      let known = TemplateSource.builtInProfiles
      throw YAMLError(
        at: Place(file: name),
        Message(
          zh: "没有这个规范；内置的有：\(known.joined(separator: "、"))，也可以给出含 profile.yaml 的文件夹",
          en:
            "no such profile; built in are: \(known.joined(separator: ", ")), or name a folder with profile.yaml"
        ))
    }
    return try loader.load()
  }

  private func load() throws(YAMLError) -> Profile {
    let root = try yaml("profile.yaml")
    let fields = try root.fields([
      "id", "name", "source", "valid", "body-word", "extends", "tables", "published-names",
      "layout", "wording",
      "rules", "inputs", "codes", "equivalents", "categories", "renames", "register", "titles",
      "rounding", "note",
      "glossary", "unit-text", "vocabulary", "highlights",
    ])
    var profile: Profile
    if let parent = try fields.string("extends") {
      profile = try Self.load(parent)
      profile.id = try fields.required("id").string()
    } else {
      profile = Profile(
        id: try fields.required("id").string(), name: "", source: "", validYears: 0...0,
        bodyWord: "", tables: [], layouts: [],
        wording: Wording(),
        rules: [], inputs: [], codes: [:], categories: [:])
      for key in ["name", "source", "valid", "body-word", "tables", "layout", "wording", "inputs"] {
        _ = try fields.required(key)
      }
    }
    if let name = try fields.string("name") { profile.name = name }
    if let text = try fields.string("source") { profile.source = text }
    if let word = try fields.string("body-word") { profile.bodyWord = word }
    if let valid = fields["valid"] { profile.validYears = try years(valid) }
    if let value = fields["rounding"] {
      let name = try value.string()
      guard let policy = RoundingPolicy(rawValue: name) else {
        throw YAMLError(at: value.place, RoundingPolicy.unknown(name))
      }
      profile.rounding = policy
    }
    let scope = try InputScope.list(yaml("inputs/scope.yaml"))
    for file in try fields.strings("inputs") {
      let schema = try InputSchema(yaml("inputs/\(file).yaml"), scope: scope)
      profile.inputs.removeAll { $0.key == schema.key }
      profile.inputs.append(schema)
    }
    for (key, file) in try fields["codes"]?.pairs() ?? [] {
      profile.codes[key] = try codeList(file)
    }
    for (key, file) in try fields["equivalents"]?.pairs() ?? [] {
      guard var list = profile.codes[key] else {
        throw file.error(zh: "没有科目表“\(key)”", en: "there is no list '\(key)' under codes")
      }
      for row in try rows(file, header: ["foreign", "own"]) {
        guard !list.names(of: row[1]).isEmpty else {
          throw file.error(
            zh: "科目表“\(key)”没有编码 \(row[1])", en: "the list '\(key)' has no code \(row[1])")
        }
        list.add(equivalent: row[0], of: row[1])
      }
      profile.codes[key] = list
    }
    for (key, file) in try fields["categories"]?.pairs() ?? [] {
      profile.categories[key] = try categoryList(file)
    }
    for (key, file) in try fields["renames"]?.pairs() ?? [] {
      profile.moves[key] = try codeMoves(file)
    }
    if let value = fields["register"] { profile.register = try registerPlan(value, profile) }
    for file in try fields.strings("tables") {
      for item in try yaml(file).fields(["tables"]).list("tables") {
        profile.put(try TableDefinition(item, categories: profile.categories))
      }
    }
    if let file = try fields.string("published-names") {
      try addNames(yaml(file), to: &profile)
    }
    for (key, title) in try fields["titles"]?.pairs() ?? [] {
      guard var table = profile.table(key) else {
        throw title.error(zh: "没有表“\(key)”", en: "there is no table '\(key)'")
      }
      table.title = try title.string()
      profile.put(table)
    }
    for file in try fields.strings("layout") {
      for item in try yaml(file).fields(["sheets"]).list("sheets") {
        profile.put(try SheetLayout(item, profile: profile))
      }
    }
    if let file = try fields.string("wording") {
      profile.wording = try Wording(yaml(file))
    }
    if let file = try fields.string("highlights") {
      profile.highlights = try Highlights(yaml(file), profile: profile)
    }
    let withTables = profile
    var (complete, rules) = try together(
      { () throws(YAMLError) in try adding(wordsOf: fields, to: withTables) },
      { () throws(YAMLError) in try self.rules(fields.list("rules"), of: withTables) })
    complete.rules = rules
    try NameCheck(profile: complete).checkDefinitions()
    return complete
  }

  private func adding(
    wordsOf fields: YAMLFields, to profile: Profile
  ) throws(YAMLError) -> Profile {
    let (vocabulary, withNote) = try together(
      { () throws(YAMLError) in
        var vocabulary = profile.vocabulary
        for file in try fields.strings("vocabulary") {
          try vocabulary.add(yaml(file), profile: profile)
        }
        return vocabulary
      },
      { () throws(YAMLError) in
        var profile = profile
        try loadNote(fields, into: &profile)
        return profile
      })
    var complete = withNote
    complete.vocabulary = vocabulary
    return complete
  }

  /// The rules of `profile` and those of the files of `entries`, of which the last one of an id holds.
  private func rules(
    _ entries: [YAMLValue], of profile: Profile
  ) throws(YAMLError) -> [Rule] {
    var rules = profile.rules
    var ids = Set(rules.map(\.id))
    for entry in entries {
      var path = ""
      var without: [String] = []
      if case .scalar = entry.content {
        path = try entry.string()
      } else {
        let fields = try entry.fields(["file", "without"])
        path = try fields.required("file").string()
        without = try fields.strings("without")
      }
      guard let root = try document(path) else {
        throw entry.error(zh: "找不到规则文件“\(path)”", en: "the rule file '\(path)' is not there")
      }
      var found: Set<String> = []
      for item in try root.fields(["rules"]).list("rules") {
        let rule = try Rule(item)
        found.insert(rule.id)
        guard !without.contains(rule.id) else { continue }
        try NameCheck(profile: profile).check(rule, at: item)
        if !ids.insert(rule.id).inserted { rules.removeAll { $0.id == rule.id } }
        rules.append(rule)
      }
      for id in without where !found.contains(id) {
        throw entry.error(
          zh: "“\(path)”中没有规则“\(id)”", en: "'\(path)' has no rule '\(id)'")
      }
    }
    return rules
  }

  func find(_ path: String) throws(YAMLError) -> (text: String, name: String)? {
    if let own = try source.text(at: base + path) { return own }
    return try source.text(at: path)
  }

  private func document(_ path: String) throws(YAMLError) -> YAMLValue? {
    if let own = try source.yaml(at: base + path) { return own }
    return try source.yaml(at: path)
  }

  func yaml(_ path: String) throws(YAMLError) -> YAMLValue {
    guard let document = try document(path) else {
      throw YAMLError(
        at: Place(file: base + path), Message(zh: "找不到模板文件", en: "the template file is not there"))
    }
    return document
  }

  func years(_ value: YAMLValue) throws(YAMLError) -> ClosedRange<Int> {
    let fields = try value.fields(["from", "to"])
    let from = try fields.required("from").integer()
    let to = try fields["to"]?.integer() ?? 9999
    guard from <= to else {
      throw value.error(zh: "起始年度晚于终止年度", en: "'from' is later than 'to'")
    }
    return from...to
  }

  func rows(_ file: YAMLValue, header: [String]) throws(YAMLError) -> [[String]] {
    let path = try file.string()
    guard let (text, name) = try find(path) else {
      throw file.error(zh: "找不到“\(path)”", en: "'\(path)' is not there")
    }
    var lines = Array(text.utf8).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for index in lines.indices where lines[index].last == UInt8(ascii: "\r") {
      lines[index].removeLast()
    }
    guard let first = lines.first, first.elementsEqual(header.joined(separator: ",").utf8) else {
      throw YAMLError(
        at: Place(file: name, spot: .line(1, column: nil)),
        Message(
          zh: "首行应为 \(header.joined(separator: ","))",
          en: "the first line should be \(header.joined(separator: ","))"))
    }
    var rows: [[String]] = []
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == header.count else {
        throw YAMLError(
          at: Place(file: name, spot: .line(number + 1, column: nil)),
          Message(
            zh: "有 \(fields.count) 列，应为 \(header.count) 列",
            en: "\(fields.count) fields, expected \(header.count)"))
      }
      rows.append(fields)
    }
    return rows
  }

  private func codeList(_ file: YAMLValue) throws(YAMLError) -> CodeList {
    var list = CodeList()
    for row in try rows(file, header: ["code", "name", "from", "to"]) {
      guard let from = Int(row[2]), let to = row[3].isEmpty ? 9999 : Int(row[3]) else {
        throw file.error(
          zh: "代码 \(row[0]) 的年度不是数字", en: "the years of code \(row[0]) are no numbers")
      }
      list.add(code: row[0], name: row[1], from: from, to: to)
    }
    return list
  }

  // Editions of a standard whose codes look different may stand in one list.
  private func categoryList(_ files: YAMLValue) throws(YAMLError) -> CategoryList {
    var list = CategoryList()
    for file in files.list() {
      for row in try rows(file, header: ["prefix", "name", "bucket"]) {
        list.add(prefix: row[0], category: row[2])
      }
    }
    return list
  }
}
