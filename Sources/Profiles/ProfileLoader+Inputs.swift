import Budget
import YAMLReading

extension InputSchema {
  init(_ value: YAMLValue, profile: Profile) throws(YAMLError) {
    let fields = try value.fields(["key", "title", "outline", "fields"])
    var list: [InputField] = []
    for item in fields.list("fields") { list.append(try InputField(item)) }
    self.init(
      key: try fields.required("key").string(), title: try fields.required("title").string(),
      fields: list, outlineField: try fields.string("outline"))
    if let outline = fields["outline"], let name = outlineField, field(name) == nil {
      throw outline.error(zh: "没有字段“\(name)”", en: "there is no field '\(name)'")
    }
  }
}

extension InputField {
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields([
      "key", "kind", "labels", "required", "list", "lengths", "choices", "default",
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
  }
}
