import Budget
import Decimals
import YAMLReading

extension RecordTest {
  /// Reads `{name: …, parameters…}`; names of tables and fields are checked by `NameCheck`.
  init(_ value: YAMLValue) throws(YAMLError) {
    var found: Name?
    for (key, item) in try value.pairs() where key == "name" {
      found = Name(rawValue: try item.string())
      if found == nil {
        let names = Name.allCases.map(\.rawValue)
        throw item.error(
          zh: "没有这种检验；有：\(names.joined(separator: "、"))",
          en: "there is no such test; there are: \(names.joined(separator: ", "))")
      }
    }
    guard let name = found else {
      throw value.error(zh: "缺少“name”", en: "the key 'name' is missing")
    }
    let fields = try value.fields(["name"] + name.parameters.map(\.key))
    var values: [String: Value] = [:]
    for parameter in name.parameters {
      if parameter.isRequired { _ = try fields.required(parameter.key) }
      guard let item = fields[parameter.key] else { continue }
      values[parameter.key] = try Self.value(item, parameter.kind)
    }
    self.init(name, values)
  }

  private static func value(
    _ item: YAMLValue, _ kind: Parameter.Kind
  ) throws(YAMLError) -> Value {
    switch kind {
    case .block:
      let parts = try item.string().split(separator: ".", maxSplits: 1).map(String.init)
      return .block(BlockKey(table: parts.first ?? "", block: parts.count > 1 ? parts[1] : nil))
    case .row, .column, .input, .field, .codeList, .text: return .text(try item.string())
    case .columns, .fields, .texts: return .texts(try item.strings())
    case .number:
      guard let number = ExactDecimal(try item.string()) else {
        throw item.error(zh: "这里应是数字", en: "expected a number here")
      }
      return .number(number)
    case .choice(let words):
      let word = try item.string()
      guard words.contains(word) else {
        throw item.error(
          zh: "应为 \(words.joined(separator: "、")) 之一",
          en: "expected one of \(words.joined(separator: ", "))")
      }
      return .text(word)
    }
  }
}
