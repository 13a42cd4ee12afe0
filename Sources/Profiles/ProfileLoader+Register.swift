import YAMLReading

extension RegisterPlan {
  /// Reads the plan; its lives stand in a list that the loader reads.
  init(_ value: YAMLValue, lives: LifeList, profile: Profile) throws(YAMLError) {
    let fields = try value.fields([
      "input", "fields", "moves-with-time", "gone", "pending", "not-depreciated", "categories",
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
    self.init(
      input: schema.key, fields: roles, movesWithTime: moving, gone: try fields.strings("gone"),
      pending: try fields.strings("pending"),
      notDepreciated: try fields.strings("not-depreciated"), lives: lives,
      categories: try categories.string())
  }
}
