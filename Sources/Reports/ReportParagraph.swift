import Budget
import Localization

/// A paragraph of the report for a terminal: a finding, or the checks, none of them mandatory, that
/// one lack left unmade.
enum ReportParagraph {
  case finding(Finding)
  /// Checks that could not be made for one reason; two or more.
  case unmade([Finding], lacking: Message)

  /// How many rules the terminal names for one reason.
  private static let shownRules = 8

  /// The paragraphs for `findings`, in their order; each by itself where `each` is set.
  static func list(of findings: [Finding], each: Bool) -> [ReportParagraph] {
    guard !each else { return findings.map { .finding($0) } }
    let alike = Dictionary(grouping: findings, by: lack(of:))
    var told: Set<Message> = []
    var paragraphs: [ReportParagraph] = []
    for finding in findings {
      guard let lacking = lack(of: finding), let unmade = alike[lacking], unmade.count > 1 else {
        paragraphs.append(.finding(finding))
        continue
      }
      if told.insert(lacking).inserted { paragraphs.append(.unmade(unmade, lacking: lacking)) }
    }
    return paragraphs
  }

  /// What hints are put together by; nil for what deserves its own sentence: warnings, cells to look
  /// at, a person's word.
  private static func lack(of finding: Finding) -> Message? {
    finding.severity == .info && finding.operands.isEmpty && finding.isOpen && finding.lapsed == nil
      ? finding.lacking : nil
  }

  /// The paragraph, without a line break at its end.
  func text(language: Language) -> String {
    switch self {
    case .finding(let finding): finding.paragraph(language: language)
    case .unmade(let findings, let lacking):
      Self.text(findings, lacking, language: language)
    }
  }

  private static func text(
    _ findings: [Finding], _ lacking: Message, language: Language
  ) -> String {
    var rules: [String] = []
    var counts: [String: Int] = [:]
    for finding in findings {
      if counts[finding.rule] == nil { rules.append(finding.rule) }
      counts[finding.rule, default: 0] += 1
    }
    let names = rules.prefix(shownRules).map { rule in
      let count = counts[rule] ?? 1
      return count == 1 ? rule : "\(rule) ×\(count)"
    }
    let list = names.joined(separator: language == .chinese ? "、" : ", ")
    let rest = rules.count - names.count
    let tail =
      rest == 0
      ? Message("")
      : Message(zh: "……另有 \(rest) 条规则", en: " … and \(rest) more rules")
    let body = Message(
      zh: "未能核对 \(findings.count) 项：\(lacking.chinese)\n    \(list)\(tail.chinese)（--all 逐项列出）",
      en:
        "\(findings.count) checks not made: \(lacking.english)\n    \(list)\(tail.english) (--all lists each)"
    )
    return "\(Severity.info.name.text(in: language)): \(body.text(in: language))"
  }
}
