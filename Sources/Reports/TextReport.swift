import Budget
public import Localization
import Reconciliation
import Sheets

extension Report {
  /// The report for a terminal: a finding a paragraph, worst first, and a summary.
  ///
  /// Of a department the units come first, each under its name, and the department last.
  public func text(language: Language, all: Bool) -> String {
    var text = ""
    for unit in units {
      text += unit.title(language: language) + "\n" + unit.text(language: language, all: all) + "\n"
    }
    if !units.isEmpty { text += title(language: language) + "\n" }
    let order = shown(all: all).enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }
    let paragraphs = ReportParagraph.list(of: order.map(\.element), each: all)
    for paragraph in paragraphs { text += paragraph.text(language: language) + "\n" }
    return text + summary(language: language) + remedy(language: language)
      + (all ? reach(language: language) : "")
  }

  // What to do next, where something is open.
  private func remedy(language: Language) -> String {
    guard open(atLeast: .warning).contains(where: { $0.verdict == .mismatch }) else { return "" }
    return Message(
      zh: "请改正所列单元格后重新运行；确属正常的用 gouji accept 编号 --reason 理由 --name 姓名 接受",
      en:
        "correct the cells and run again; what is in order after all: gouji accept ID --reason WHY --name WHO"
    ).text(in: language) + "\n"
  }

  // How far the rules reach, for `--all`.
  private func reach(language: Language) -> String {
    let system = coverage.system
    let separator = language == .chinese ? "、" : ", "
    func list(_ names: [String]) -> String {
      names.isEmpty
        ? Message(zh: "无", en: "none").text(in: language) : names.joined(separator: separator)
    }
    var lines = [
      Message(
        zh: "没有规则涉及的指标：\(list(coverage.uncovered.map(\.description)))",
        en: "figures that no rule touches: \(list(coverage.uncovered.map(\.description)))"),
      Message(
        zh: "等式 \(system.equations) 个，其中独立的 \(system.rank) 个；可由其他规则推出的规则：\(list(system.redundant))",
        en:
          "\(system.equations) equalities, \(system.rank) of them independent; rules that follow from others: \(list(system.redundant))"
      ),
    ]
    for found in system.contradictions {
      let rules = found.rules.joined(separator: separator)
      lines.append(
        Message(
          zh: "相互矛盾的规则：\(rules) 合起来只能使 \(found.figure) 为 0，而它有数；请检查这几条规则",
          en:
            "rules that contradict each other: \(rules) together leave \(found.figure) nothing but 0, and it has a value; check these rules"
        ))
    }
    for rule in coverage.unmade {
      lines.append(
        Message(
          zh: "未能核对：\(rule.rule)（\(rule.checks) 项）：\(rule.why.chinese)",
          en: "not checked: \(rule.rule) (\(rule.checks)): \(rule.why.english)"))
    }
    return lines.map { $0.text(in: language) + "\n" }.joined()
  }

  /// The line above the report of a department or of one of its units.
  func title(language: Language) -> String {
    let kind =
      unit.isDepartment
      ? Message(zh: "部门", en: "department") : Message(zh: "单位", en: "unit")
    let place = folder.isEmpty ? "" : "（\(folder)）"
    return "== \(kind.text(in: language)) \(unit.code) \(unit.name)\(place)"
  }

  /// The counts by verdict, and how far the checks reach.
  public func summary(language: Language) -> String {
    let counts = Verdict.allCases.map { "\($0.name.text(in: language)) \(count($0))" }
    let separator = language == .chinese ? "，" : ", "
    let errors = open(atLeast: .error).count
    let warnings = open(atLeast: .warning).count - errors
    let name = Message(
      zh: "\(unit.name) " + (year.map { "\($0) 年" } ?? "（年度不明）"),
      en: "\(unit.name) " + (year.map(String.init) ?? "(year unknown)"))
    let head = Message(
      zh: "\(name.chinese)：\(errors) 项错误，\(warnings) 项警告",
      en: "\(name.english): \(errors) errors, \(warnings) warnings"
    ).text(in: language)
    let reach = Message(
      zh:
        "规则 \(coverage.rules) 条，已核对 \(coverage.checkedRules) 条；指标 \(coverage.figures) 个，其中 \(coverage.uncovered.count) 个没有规则涉及",
      en:
        "\(coverage.rules) rules, \(coverage.checkedRules) checked; \(coverage.figures) figures, \(coverage.uncovered.count) of them touched by no rule"
    ).text(in: language)
    return "\(head)\n\(counts.joined(separator: separator))\n\(reach)\n"
  }
}

extension Finding {
  /// How many input cells the terminal shows for one finding.
  static let shownOperands = 6

  func paragraph(language: Language) -> String {
    let place = operands.first.map { "\($0.place): " } ?? ""
    // The message of a check that was not made says so itself.
    let outcome = verdict == .notChecked ? "" : verdict.name.text(in: language)
    let status =
      isOpen
      ? ""
      : Message(zh: "（已接受：\(acceptedReason ?? "")）", en: " (accepted: \(acceptedReason ?? ""))")
        .text(in: language)
    var lines = [
      "\(place)\(severity.name.text(in: language)): [\(rule)] \(outcome)\(status)\(outcome.isEmpty && status.isEmpty ? "" : ": ")\(message.text(in: language))"
    ]
    for operand in operands.prefix(Self.shownOperands) {
      if let quotation = operand.quotation {
        lines += quotation.lines(indent: "    ")
        // A sentence says what it is about, a row of a table does not.
        if operand.key == nil { continue }
      }
      let figure = operand.key.map { "  → \($0)" } ?? ""
      let value = operand.value.map { " \($0.number) \($0.unit.name)" } ?? ""
      lines.append(
        "    \(operand.place)  \(operand.raw)\(value.isEmpty ? "" : " =\(value)")\(figure)")
    }
    if operands.count > Self.shownOperands {
      let rest = operands.count - Self.shownOperands
      lines.append(
        "    "
          + Message(
            zh: "……另有 \(rest) 个单元格（--format json 全部列出）",
            en: "… and \(rest) more cells (--format json lists them)"
          )
          .text(in: language))
    }
    lines += causeLines(language: language)
    if let lapsed { lines.append("    " + lapsed.text(in: language)) }
    if isOpen, verdict == .mismatch || verdict == .unlikelyRounding {
      lines.append(
        "    " + Message(zh: "编号 \(id)", en: "id \(id)").text(in: language))
    }
    return lines.joined(separator: "\n")
  }

  /// How many causes the terminal shows for one finding.
  static let shownCauses = 3

  private func causeLines(language: Language) -> [String] {
    guard !causes.isEmpty else { return [] }
    var lines = causes.prefix(Self.shownCauses).map { cause in
      let cells = cause.cells.map(\.description).joined(
        separator: language == .chinese ? "、" : ", ")
      return Message(
        zh: "    可能的原因：\(cells)：\(cause.explanation.chinese)",
        en: "    probable cause: \(cells): \(cause.explanation.english)"
      ).text(in: language)
    }
    if alternatives.count > 1 {
      lines.append(
        Message(
          zh: "    能解释的共有 \(alternatives.count) 种，以上按可能性排列（--format json 全部列出）",
          en:
            "    \(alternatives.count) explanations remain, the likeliest first (--format json lists them)"
        ).text(in: language))
    }
    return lines
  }
}

extension Quotation {
  /// How many columns of a sentence the terminal shows on either side of what is meant.
  private static let context = 36

  /// The sentence, cut where it is long, and a line of carets under what is meant.
  func lines(indent: String) -> [String] {
    let scalars = Array(sentence.unicodeScalars)
    let start = min(max(caret - 1, 0), scalars.count)
    let end = min(start + max(length, 1), scalars.count)
    var first = start
    var width = 0
    while first > 0, width < Self.context {
      first -= 1
      width += Self.width(scalars[first])
    }
    var last = end
    width = 0
    while last < scalars.count, width < Self.context {
      width += Self.width(scalars[last])
      last += 1
    }
    let lead = first > 0 ? "…" : ""
    let before = scalars[first..<start].reduce(lead.isEmpty ? 0 : 1) { $0 + Self.width($1) }
    let marked = scalars[start..<end].reduce(0) { $0 + Self.width($1) }
    var text = String.UnicodeScalarView()
    text.append(
      contentsOf: scalars[first..<last].map { $0.properties.isWhitespace ? " " : $0 })
    return [
      indent + lead + String(text) + (last < scalars.count ? "…" : ""),
      indent + String(repeating: " ", count: before)
        + String(repeating: "^", count: max(marked, 1)),
    ]
  }

  /// How many columns a terminal takes for a character: two for Chinese ones.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
      0xfe30...0xfe4f, 0xff00...0xff60, 0xffe0...0xffe6:
      2
    default: 1
    }
  }
}
