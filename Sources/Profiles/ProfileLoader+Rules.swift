import Budget
import YAMLReading

extension Rule {
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields([
      "id", "says", "severity", "mandatory", "for", "when", "check", "test", "if-missing",
      "also", "explain", "source",
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
      let parts = try item.fields(["says", "value"])
      supplements.append(
        Supplement(
          says: try parts.required("says").string(),
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
      id: try fields.required("id").string(), says: try fields.required("says").string(),
      severity: severity, isMandatory: try fields.flag("mandatory"), bindings: bindings,
      conditions: conditions, requirement: try Self.requirement(fields, of: value),
      missing: missing, supplements: supplements, explanation: try fields.string("explain"),
      source: try fields.string("source"), place: value.place)
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
