import Budget
import Localization
import Profiles

/// `docs/RULES.md`: every rule of the built-in standards, made from their templates.
struct RulesDocument {
  let catalogue: RuleCatalogue
  let profiles: [Profile]

  /// A rule as one or several profiles have it.
  private struct Shared {
    var rule: Rule
    var profiles: [String]
  }

  var markdown: String {
    let rules = shared()
    var lines = [
      "# 规则 Rules", "",
      "Made by `make rules` from `Templates/`; do not edit. `check` rules are also live formulas and",
      "constraints of the localisation, `test` rules look at rows, cards or sentences one by one.",
      "",
    ]
    let names = Dictionary(
      grouping: rules.flatMap { rule in rule.rule.catalogue.map { ($0, rule.rule.id) } },
      by: \.0
    ).mapValues { pairs in
      pairs.map(\.1).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    }
    lines += [
      "## 勾稽目录 Catalogue", "", "| id | 内容 | what | 规则 rules |", "| --- | --- | --- | --- |",
    ]
    for entry in catalogue.entries {
      var made = (names[entry.id] ?? []).map { "`\($0)`" }
      if let other = entry.madeBy { made.append("\(other.chinese) / \(other.english)") }
      lines.append(
        "| \(entry.id) | \(cell(entry.says.chinese)) | \(cell(entry.says.english)) | \(cell(made.joined(separator: "<br>"))) |"
      )
    }
    lines += byStandard()
    lines += ["", "## 规则 Rules", ""]
    for shared in rules { lines += section(shared) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Which rules of each standard make each entry, or why it can have none.
  private func byStandard() -> [String] {
    var lines = [
      "", "## 各规范的勾稽 Checks by standard", "",
      "| id | \(profiles.map(\.id).joined(separator: " | ")) |",
      "| --- |" + String(repeating: " --- |", count: profiles.count),
    ]
    for entry in catalogue.entries {
      let cells = profiles.map { profile in
        let rules = profile.rules.filter { $0.catalogue.contains(entry.id) }.map { "`\($0.id)`" }
        if !rules.isEmpty { return rules.joined(separator: "<br>") }
        let reason = entry.lacking[profile.id] ?? entry.madeBy
        return reason.map { "\($0.chinese) / \($0.english)" } ?? "—"
      }
      lines.append("| \(entry.id) | \(cells.map(cell).joined(separator: " | ")) |")
    }
    return lines
  }

  private func section(_ shared: Shared) -> [String] {
    let rule = shared.rule
    let kind: String
    let text: String
    switch rule.requirement {
    case .check(_, let check): (kind, text) = ("check", check)
    case .test(let test): (kind, text) = ("test", test.description)
    }
    let mandatory = rule.isMandatory ? ", mandatory" : ""
    var lines = [
      "### \(rule.id)", "", rule.says.chinese + "。  ",
      rule.says.english.prefix(1).uppercased()
        + rule.says.english.dropFirst() + ".", "",
      "- \(rule.severity.rawValue)\(mandatory) · \(kind) · \(rule.catalogue.joined(separator: ", ")) · \(shared.profiles.joined(separator: ", "))",
      "- `\(text)`",
    ]
    for binding in rule.written.bindings { lines.append("- for `\(binding)`") }
    for condition in rule.written.conditions { lines.append("- when `\(condition)`") }
    if rule.missing == .zero { lines.append("- an absent row counts as 0") }
    if let explanation = rule.explanation {
      lines.append("- \(explanation.chinese) / \(explanation.english)")
    }
    if let source = rule.source { lines.append("- 依据 source: \(source)") }
    return lines + [""]
  }

  // A `|` would end the cell.
  private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  private func shared() -> [Shared] {
    var result: [Shared] = []
    for profile in profiles {
      for rule in profile.rules {
        if let index = result.firstIndex(where: { $0.rule.hasSameText(as: rule) }) {
          result[index].profiles.append(profile.id)
        } else {
          result.append(Shared(rule: rule, profiles: [profile.id]))
        }
      }
    }
    return result.enumerated().sorted {
      ($0.element.rule.catalogue.first ?? "~", $0.element.rule.id, $0.offset)
        < ($1.element.rule.catalogue.first ?? "~", $1.element.rule.id, $1.offset)
    }.map(\.element)
  }
}

extension Rule {
  /// Whether both stand at the same place of the templates.
  fileprivate func hasSameText(as other: Rule) -> Bool { place == other.place }
}
