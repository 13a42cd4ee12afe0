extension YAMLValue {
  /// Whether nothing was written.
  public var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// The scalar's text.
  public func string() throws(YAMLError) -> String {
    guard case .scalar(let text) = content else {
      throw error(zh: "这里应是一个文字或数字", en: "expected a text or a number here")
    }
    return text
  }

  /// The scalar as a whole number.
  public func integer() throws(YAMLError) -> Int {
    let text = try string()
    guard let number = Int(text) else {
      throw error(zh: "“\(text)”不是整数", en: "'\(text)' is not a whole number")
    }
    return number
  }

  /// The scalar as a decimal number such as a column width.
  public func number() throws(YAMLError) -> Double {
    let text = try string()
    guard let number = Double(text), number.isFinite else {
      throw error(zh: "“\(text)”不是数字", en: "'\(text)' is not a number")
    }
    return number
  }

  /// The scalar as `true` or `false`.
  public func boolean() throws(YAMLError) -> Bool {
    switch try string() {
    case "true": return true
    case "false": return false
    case let text:
      throw error(zh: "“\(text)”应为 true 或 false", en: "'\(text)' should be true or false")
    }
  }

  /// The items of a list; a single value is a list of one, nothing is an empty list.
  public func list() -> [YAMLValue] {
    switch content {
    case .list(let items): items
    case .null: []
    default: [self]
    }
  }

  /// The texts of a list, or of a single scalar.
  public func strings() throws(YAMLError) -> [String] {
    var texts: [String] = []
    for item in list() { texts.append(try item.string()) }
    return texts
  }

  /// The pairs of a mapping whose keys are free, in the order of the file.
  public func pairs() throws(YAMLError) -> [(key: String, value: YAMLValue)] {
    guard case .mapping(let pairs) = content else {
      if isNull { return [] }
      throw error(zh: "这里应是“键: 值”", en: "expected 'key: value' pairs here")
    }
    var result: [(key: String, value: YAMLValue)] = []
    for (key, value) in pairs { result.append((try key.string(), value)) }
    return result
  }

  /// The values of a mapping under the allowed keys; any other key is an error at its place that
  /// lists those that are valid.
  public func fields(_ allowed: [String]) throws(YAMLError) -> YAMLFields {
    guard case .mapping(let pairs) = content else {
      throw error(
        zh: "这里应是“键: 值”，可用的键有：\(allowed.joined(separator: "、"))",
        en: "expected 'key: value' pairs here; the keys are: \(allowed.joined(separator: ", "))")
    }
    var values: [String: YAMLValue] = [:]
    for (key, value) in pairs {
      let name = try key.string()
      guard allowed.contains(name) else {
        throw key.error(
          zh: "不认识的键“\(name)”；可用的键有：\(allowed.joined(separator: "、"))",
          en: "unknown key '\(name)'; the valid keys are: \(allowed.joined(separator: ", "))")
      }
      values[name] = value
    }
    return YAMLFields(owner: self, values: values)
  }
}

/// The values of a mapping whose keys have been checked.
public struct YAMLFields: Sendable {
  let owner: YAMLValue
  let values: [String: YAMLValue]

  /// The value under `key`; nil where the key is absent or empty.
  public subscript(key: String) -> YAMLValue? {
    guard let value = values[key], !value.isNull else { return nil }
    return value
  }

  /// The value under `key`, which must be there.
  public func required(_ key: String) throws(YAMLError) -> YAMLValue {
    guard let value = self[key] else {
      throw owner.error(zh: "缺少“\(key)”", en: "the key '\(key)' is missing")
    }
    return value
  }

  /// The text under `key`, or nil.
  public func string(_ key: String) throws(YAMLError) -> String? {
    try self[key]?.string()
  }

  /// The texts under `key`; none where it is absent.
  public func strings(_ key: String) throws(YAMLError) -> [String] {
    try self[key]?.strings() ?? []
  }

  /// The items under `key`; none where it is absent.
  public func list(_ key: String) -> [YAMLValue] {
    self[key]?.list() ?? []
  }

  /// Whether `key` says true; `otherwise` where it is absent.
  public func flag(_ key: String, otherwise: Bool = false) throws(YAMLError) -> Bool {
    try self[key]?.boolean() ?? otherwise
  }
}
