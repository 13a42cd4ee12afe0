import Budget
import Localization
import YAMLReading

extension Rule {
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields([
      "id", "says", "says-en", "catalogue", "severity", "mandatory", "for", "when", "check",
      "test", "if-missing", "also", "explain", "explain-en", "source",
    ])
    let severityValue = try fields.required("severity")
    guard let severity = Severity(rawValue: try severityValue.string()) else {
      throw severityValue.error(
        zh: "severity 应为 error、warning 或 info", en: "severity is error, warning or info")
    }
    var bindings: [RuleBinding] = []
    for item in fields.list("for") { bindings.append(try ExpressionParser.binding(item)) }
    var conditions: [RuleCondition] = []
    for item in fields.list("when") { conditions += try ExpressionParser.conditions(item) }
    var supplements: [Supplement] = []
    for item in fields.list("also") {
      let parts = try item.fields(["says", "says-en", "value"])
      supplements.append(
        Supplement(
          says: try Self.message("says", parts.required("says"), parts),
          value: try ExpressionParser.expression(parts.required("value"))))
    }
    var missing = MissingMode.notChecked
    if let mode = fields["if-missing"] {
      guard let known = MissingMode(rawValue: try mode.string()) else {
        throw mode.error(
          zh: "if-missing 应为 \(MissingMode.allCases.map(\.rawValue).joined(separator: " 或 "))",
          en: "if-missing is \(MissingMode.allCases.map(\.rawValue).joined(separator: " or "))")
      }
      missing = known
    }
    self.init(
      id: try fields.required("id").string(),
      says: try Self.message("says", fields.required("says"), fields),
      severity: severity, isMandatory: try fields.flag("mandatory"), bindings: bindings,
      conditions: conditions, requirement: try Self.requirement(fields, of: value),
      missing: missing, supplements: supplements,
      explanation: try fields["explain"].map { value throws(YAMLError) in
        try Self.message("explain", value, fields)
      }, source: try fields.string("source"), catalogue: try fields.strings("catalogue"),
      place: value.place,
      written: Written(
        bindings: try fields.strings("for"), conditions: try fields.strings("when")))
  }

  // `says` with its English twin `says-en`, or the Chinese text for both.
  private static func message(
    _ key: String, _ value: YAMLValue, _ fields: YAMLFields
  ) throws(YAMLError) -> Message {
    let chinese = try value.string()
    return Message(zh: chinese, en: try fields.string("\(key)-en") ?? chinese)
  }

  private static func requirement(
    _ fields: YAMLFields, of rule: YAMLValue
  ) throws(YAMLError) -> Requirement {
    switch (fields["check"], fields["test"]) {
    case (let value?, nil):
      let comparison = try ExpressionParser.comparison(value)
      guard [.equal, .atMost, .atLeast].contains(comparison.relation) else {
        throw value.error(
          zh: "check 只能用 =、<= 或 >=", en: "a check uses =, <= or >= only")
      }
      return .check(comparison, text: try value.string())
    case (nil, let value?):
      for key in ["for", "if-missing", "also"] {
        if let other = fields[key] {
          throw other.error(
            zh: "“\(key)”只用于 check，不能与 test 同用",
            en: "'\(key)' belongs to check and does not go with test")
        }
      }
      return .test(try RecordTest(value))
    default:
      throw rule.error(
        zh: "规则应有 check 或 test，且只有其一", en: "a rule has either check or test")
    }
  }
}
