import YAMLReading

extension Highlights {
  /// Reads the names and charts of a template.
  init(_ value: YAMLValue, profile: Profile) throws(YAMLError) {
    let fields = try value.fields(["names", "charts"])
    let check = NameCheck(profile: profile)
    for item in fields.list("names") {
      let name = try item.fields(["name", "figure"])
      names.append(
        Name(
          name: try name.required("name").string(),
          figure: try check.selector(name.required("figure"), isSum: false)))
    }
    for item in fields.list("charts") {
      let chart = try item.fields(["kind", "title", "figures", "from", "to"])
      let kindValue = try chart.required("kind")
      guard let kind = ChartPlan.Kind(rawValue: try kindValue.string()) else {
        let known = ChartPlan.Kind.allCases.map(\.rawValue)
        throw kindValue.error(
          zh: "kind 应为 \(known.joined(separator: "、")) 之一",
          en: "kind is one of \(known.joined(separator: ", "))")
      }
      var plan = ChartPlan(
        kind: kind, title: try chart.required("title").string(), figures: [])
      for figure in try chart.required("figures").list() {
        guard case .mapping = figure.content else {
          plan.figures.append((try check.selector(figure, isSum: nil), nil))
          continue
        }
        let parts = try figure.fields(["figure", "label"])
        plan.figures.append(
          (try check.selector(parts.required("figure"), isSum: false), try parts.string("label")))
      }
      guard kind == .waterfall else {
        if let odd = chart["from"] ?? chart["to"] {
          throw odd.error(
            zh: "from 和 to 只用于 waterfall", en: "from and to belong to a waterfall only")
        }
        charts.append(plan)
        continue
      }
      plan.from = try check.selector(chart.required("from"), isSum: false)
      plan.to = try check.selector(chart.required("to"), isSum: false)
      charts.append(plan)
    }
  }
}

extension NameCheck {
  /// The one cell, or with `sum(…)` the cells, that a scalar names.
  ///
  /// - Parameter isSum: whether it must be a sum or must not; nil where it may be either.
  fileprivate func selector(_ value: YAMLValue, isSum wanted: Bool?) throws(YAMLError)
    -> CellSelector
  {
    let expression = try ExpressionParser.expression(value)
    guard expression.terms.count == 1, expression.terms[0].factor == 1,
      case .cells(let selector, let isSum) = expression.terms[0].operand,
      wanted == nil || wanted == isSum
    else {
      throw value.error(
        zh: "应为一个单元格，如 T1.收入[收入总计, 预算数]，或 sum(T3[items, 合计])",
        en: "expected one cell such as T1.收入[收入总计, 预算数], or sum(T3[items, 合计])")
    }
    try check(expression, Context(place: value.place, own: nil, hasRow: false, hasColumn: false))
    return selector
  }
}
