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
    for rule in profile.rules {
      let marks = [
        rule.severity.name.text(in: language), rule.isMandatory ? word("必查", "mandatory") : nil,
      ].compactMap(\.self).joined(separator: "，")
      lines.append("  \(rule.id)（\(marks)）\(rule.says)")
      switch rule.requirement {
      case .check(_, let text): lines.append("      \(text)")
      case .test(let test):
        lines.append("      \(word("检验", "test")) \(test)")
      }
      if let explanation = rule.explanation { lines.append("      \(explanation)") }
    }
    return lines.joined(separator: "\n")
  }

  private func word(_ chinese: String, _ english: String) -> String {
    Message(zh: chinese, en: english).text(in: language)
  }
}
