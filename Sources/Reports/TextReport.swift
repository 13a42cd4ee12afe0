import Budget
public import Localization
import Reconciliation
import Sheets

extension Report {
  /// The report for a terminal: a finding a paragraph, worst first, and a summary.
  public func text(language: Language, all: Bool) -> String {
    var text = ""
    let order = shown(all: all).enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }
    for (_, finding) in order { text += finding.paragraph(language: language) + "\n" }
    return text + summary(language: language)
  }

  /// The counts by verdict, and how far the checks reach.
  public func summary(language: Language) -> String {
    let counts = Verdict.allCases.map { "\($0.name.text(in: language)) \(count($0))" }
    let separator = language == .chinese ? "，" : ", "
    let errors = open(atLeast: .error).count
    let warnings = open(atLeast: .warning).count - errors
    let head = Message(
      zh: "\(unit.name) \(year) 年：\(errors) 项错误，\(warnings) 项警告",
      en: "\(unit.name) \(year): \(errors) errors, \(warnings) warnings"
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
    let verdict = verdict.name.text(in: language)
    let status =
      isOpen
      ? ""
      : Message(zh: "（已接受：\(acceptedReason ?? "")）", en: " (accepted: \(acceptedReason ?? ""))")
        .text(in: language)
    var lines = [
      "\(place)\(severity.name.text(in: language)): [\(rule)] \(verdict)\(status): \(message.text(in: language))"
    ]
    for operand in operands.prefix(Self.shownOperands) {
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
