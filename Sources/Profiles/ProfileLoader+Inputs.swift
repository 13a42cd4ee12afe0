import Budget
import YAMLReading

extension InputSchema {
  /// Reads an input; `scope` is what files may say of whose lines they hold, of which an input may
  /// keep some kinds only.
  init(_ value: YAMLValue, scope: [InputScope]) throws(YAMLError) {
    let fields = try value.fields(["key", "title", "outline", "scope", "fields"])
    var list: [InputField] = []
    for item in fields.list("fields") { list.append(try InputField(item)) }
    self.init(
      key: try fields.required("key").string(), title: try fields.required("title").string(),
      fields: list, outlineField: try fields.string("outline"), scope: scope)
    if let kept = fields["scope"] {
      var kinds: [InputScope.Kind] = []
      for item in kept.list() { kinds.append(try InputScope.Kind(item)) }
      self.scope = scope.filter { kinds.contains($0.kind) }
    }
    if let outline = fields["outline"], let name = outlineField, field(name) == nil {
      throw outline.error(zh: "没有字段“\(name)”", en: "there is no field '\(name)'")
    }
  }
}

extension InputField {
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields([
      "key", "kind", "labels", "required", "list", "lengths", "choices", "default", "spread",
    ])
    let kindValue = try fields.required("kind")
    let kind: Kind
    switch try kindValue.string() {
    case "text": kind = .text
    case "money": kind = .money
    case "area": kind = .area
    case "count": kind = .count
    case "date": kind = .date
    case "code":
      var lengths: [Int] = []
      for item in fields.list("lengths") { lengths.append(try item.integer()) }
      kind = .code(list: try fields.required("list").string(), lengths: lengths)
    case "choice":
      var choices: [Choice] = []
      for (name, synonyms) in try fields.required("choices").pairs() {
        choices.append(Choice(name: name, synonyms: try synonyms.strings()))
      }
      kind = .choice(choices)
    case let other:
      throw kindValue.error(
        zh: "不认识的类型“\(other)”；可用：text、code、choice、money、area、count、date",
        en: "unknown kind '\(other)'; use text, code, choice, money, area, count or date")
    }
    self.init(
      key: try fields.required("key").string(), kind: kind,
      labels: try fields.required("labels").strings(), isRequired: try fields.flag("required"),
      defaultValue: try fields.string("default"))
    guard let value = fields["spread"] else { return }
    guard case .choice = kind else {
      throw value.error(
        zh: "只有 choice 字段可以写 spread", en: "only a choice field may have 'spread'")
    }
    let words = try value.fields(["parts", "apart", "beside", "not-amounts", "other-years"])
    spread = Spread(
      parts: try words.strings("parts"), apart: try words.strings("apart"),
      beside: try words.strings("beside"),
      notAmounts: try words.strings("not-amounts"), otherYears: try words.strings("other-years"))
  }
}

extension InputScope {
  /// Reads what a profile knows of such statements.
  static func list(_ value: YAMLValue) throws(YAMLError) -> [InputScope] {
    var list: [InputScope] = []
    for item in try value.fields(["scope"]).list("scope") {
      let fields = try item.fields(["kind", "labels", "above", "or-measure"])
      list.append(
        InputScope(
          kind: try Kind(fields.required("kind")), labels: try fields.strings("labels"),
          above: try fields.strings("above"), orMeasure: try fields.flag("or-measure")))
    }
    return list
  }
}

extension InputScope.Kind {
  init(_ value: YAMLValue) throws(YAMLError) {
    let name = try value.string()
    guard let kind = Self(rawValue: name) else {
      let names = Self.allCases.map(\.rawValue)
      throw value.error(
        zh: "不认识的归属“\(name)”；可用：\(names.joined(separator: "、"))",
        en: "unknown kind of scope '\(name)'; use \(names.joined(separator: ", "))")
    }
    self = kind
  }
}
