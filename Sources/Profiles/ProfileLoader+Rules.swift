import Budget
import YAMLReading

extension Rule {
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields([
      "id", "says", "severity", "mandatory", "for", "when", "check", "if-missing", "also",
      "explain", "source",
    ])
    let severityValue = try fields.required("severity")
    guard let severity = Severity(rawValue: try severityValue.string()) else {
      throw severityValue.error(
        zh: "severity 应为 error、warning 或 info", en: "severity is error, warning or info")
    }
    let checkValue = try fields.required("check")
    let check = try ExpressionParser.comparison(checkValue)
    guard [.equal, .atMost, .atLeast].contains(check.relation) else {
      throw checkValue.error(
        zh: "check 只能用 =、<= 或 >=", en: "a check uses =, <= or >= only")
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
      conditions: conditions, check: check, checkText: try checkValue.string(), missing: missing,
      supplements: supplements, explanation: try fields.string("explain"),
      source: try fields.string("source"), place: value.place)
  }
}
