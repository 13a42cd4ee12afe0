import Budget
import Localization
import Profiles

/// A profile as text: what tables it has, what inputs it takes and what its rules say.
struct ProfileText {
  let profile: Profile
  let language: Language

  var text: String {
    let years = profile.validYears
    var lines = [
      "\(profile.id)  \(profile.name)  \(years.lowerBound)–\(years.upperBound)",
      word("依据", "source") + "：" + profile.source, "", word("表", "Tables"),
    ]
    for table in profile.tables {
      let origin =
        table.origin == .sourced
        ? word("版式有来源", "layout sourced") : word("版式为推定", "layout reconstructed")
      let paper = table.isWorkingPaper ? word("，仅入底稿", ", working paper only") : ""
      lines.append("  \(table.key)  \(table.title)（\(origin)\(paper)）")
      lines.append("      \(word("依据", "source"))：\(table.source)")
    }
    lines += ["", word("输入", "Inputs")]
    for input in profile.inputs {
      let fields = input.fields.map { $0.isRequired ? "\($0.key)*" : $0.key }
      lines.append("  \(input.key)  \(input.title)：\(fields.joined(separator: " "))")
    }
    lines += ["", word("规则", "Rules")]
    for rule in profile.rules { lines += ruleLines(rule) }
    return lines.joined(separator: "\n")
  }

  private func ruleLines(_ rule: Rule) -> [String] {
    let marks = [
      rule.severity.name.text(in: language), rule.isMandatory ? word("必查", "mandatory") : nil,
      rule.catalogue.isEmpty ? nil : rule.catalogue.joined(separator: " "),
    ].compactMap(\.self).joined(separator: language == .chinese ? "，" : ", ")
    let head =
      language == .chinese
      ? "\(rule.id)（\(marks)）\(rule.says.chinese)" : "\(rule.id) (\(marks)) \(rule.says.english)"
    var lines = ["  " + head]
    switch rule.requirement {
    case .check(_, let text): lines.append("      \(text)")
    case .test(let test): lines.append("      \(word("逐条检验", "test")) \(test)")
    }
    for binding in rule.written.bindings {
      lines.append("      \(word("适用于每个", "for each")) \(binding)")
    }
    for condition in rule.written.conditions {
      lines.append("      \(word("条件", "when")) \(condition)")
    }
    if let explanation = rule.explanation {
      lines.append("      \(explanation.text(in: language))")
    }
    if let source = rule.source {
      lines.append("      \(word("依据：", "source: "))\(source)")
    }
    return lines
  }

  private func word(_ chinese: String, _ english: String) -> String {
    Message(zh: chinese, en: english).text(in: language)
  }
}
