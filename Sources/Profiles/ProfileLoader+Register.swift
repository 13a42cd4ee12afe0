import Budget
import YAMLReading

extension RegisterPlan {
  /// Reads the plan; its lives stand in a list that the loader reads.
  ///
  /// `closing` takes the place of the plan's own.
  init(
    _ value: YAMLValue, closing: YAMLValue?, lives: LifeList, profile: Profile
  ) throws(YAMLError) {
    let fields = try value.fields([
      "input", "fields", "moves-with-time", "gone", "pending", "not-depreciated", "categories",
      "match", "closing",
    ])
    let inputValue = try fields.required("input")
    guard let schema = profile.input(try inputValue.string()) else {
      let known = profile.inputs.map(\.key)
      throw inputValue.error(
        zh: "没有这个输入；有：\(known.joined(separator: "、"))",
        en: "there is no such input; there are: \(known.joined(separator: ", "))")
    }
    func checked(_ name: YAMLValue) throws(YAMLError) -> String {
      let key = try name.string()
      guard schema.field(key) != nil else {
        throw name.error(
          zh: "输入 \(schema.key) 没有字段“\(key)”",
          en: "input \(schema.key) has no field '\(key)'")
      }
      return key
    }
    var roles: [Role: String] = [:]
    let pairs = try fields.required("fields").fields(Role.allCases.map(\.rawValue))
    for role in Role.allCases {
      if let name = pairs[role.rawValue] { roles[role] = try checked(name) }
    }
    var moving: Set<String> = []
    for item in fields.list("moves-with-time") { moving.insert(try checked(item)) }
    let categories = try fields.required("categories")
    guard profile.categories[try categories.string()] != nil else {
      throw categories.error(zh: "没有这个资产分类表", en: "there is no such list of categories")
    }
    let closingValue: YAMLValue
    if let closing { closingValue = closing } else { closingValue = try fields.required("closing") }
    guard let day = MonthDay(try closingValue.string()) else {
      throw closingValue.error(zh: "应为月-日，如 12-31", en: "expected a day such as 12-31")
    }
    self.init(
      input: schema.key, matchField: try checked(fields.required("match")), fields: roles,
      closing: day, movesWithTime: moving, gone: try fields.strings("gone"),
      pending: try fields.strings("pending"),
      notDepreciated: try fields.strings("not-depreciated"), lives: lives,
      categories: try categories.string())
  }
}

extension ProfileLoader {
  /// The register's plan with the lists of lives that it names.
  func registerPlan(_ value: YAMLValue, _ profile: Profile) throws(YAMLError) -> RegisterPlan {
    let fields = try value.fields(["plan", "lives", "closing"])
    var lives = LifeList()
    // Editions of the standard whose codes look different may stand beside each other.
    for file in try fields.required("lives").list() {
      for row in try rows(file, header: ["prefix", "name", "months"]) {
        guard let months = Int(row[2]), months >= 0 else {
          throw file.error(
            zh: "分类 \(row[0]) 的月数不是数字", en: "the months of category \(row[0]) are no number")
        }
        lives.add(prefix: row[0], months: months)
      }
    }
    return try RegisterPlan(
      yaml(fields.required("plan").string()), closing: fields["closing"], lives: lives,
      profile: profile)
  }

  /// The codes that moved; a code under a new name needs no mapping, facts are compared by code.
  func codeMoves(_ file: YAMLValue) throws(YAMLError) -> CodeMoves {
    var moves = CodeMoves()
    let header = ["kind", "from-code", "to-code", "year", "note"]
    for row in try rows(file, header: header) {
      guard let year = Int(row[3]) else {
        throw file.error(
          zh: "代码 \(row[1]) 的年度不是数字", en: "the year of code \(row[1]) is no number")
      }
      if row[0] == "move" { moves.add(from: row[1], to: row[2], year: year) }
    }
    return moves
  }
}
