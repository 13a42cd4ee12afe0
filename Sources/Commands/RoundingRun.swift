import Budget
import Localization
import Profiles
import Project
import Published
import Reconciliation
import Rounding
import Tabulation

extension ProjectRun {
  /// The rule that findings about rounding carry.
  static let roundingRule = "rounding"

  /// The statements as they are printed, by the project's rounding policy or the profile's.
  func tabulated() throws(TabulationError) -> Tabulated {
    let halfUp = try tabulated(settled: [:])
    guard (project.rounding ?? profile.rounding) == .controlled else {
      return Tabulated(statements: halfUp.joined(with: stated?.statements), findings: [])
    }
    let checks = Reconciler(profile: profile, unit: project.unit, statements: halfUp).checks()
    let rounding = ControlledRounding(statements: halfUp, checks: checks)
    var findings = rounding.refusals.map { refusal in
      let titles = refusal.tables.map { profile.table($0)?.title ?? $0 }
      return finding(
        about: refusal.tables.joined(separator: "+"), severity: .warning,
        Message(
          zh:
            "平差不能用于\(titles.map { "“\($0)”" }.joined(separator: "、"))：\(refusal.reason.chinese)；这些表仍按四舍五入，合计与分项之和一致，尾差见底稿",
          en:
            "平差 (controlled rounding) cannot be done for \(titles.joined(separator: ", ")): \(refusal.reason.english); they keep rounding half up, totals are sums of what is printed, and the working paper lists the moves"
        ))
    }
    if !rounding.isLeast {
      findings.append(
        finding(
          about: "least", severity: .info,
          Message(
            zh: "平差的结果处处相符，但没有证明移动最小：各维度交叉，求解次数已到上限",
            en:
              "all sums foot after 平差 (controlled rounding), but it is not proved that the cells move least: dimensions cross, and the search ended at its limit"
          )))
    }
    let settled = try tabulated(settled: rounding.settled)
    return Tabulated(statements: settled.joined(with: stated?.statements), findings: findings)
  }

  /// What readers of the published tables would see of rounding half up; nil where nothing, or where
  /// the project rounds so that all tables agree.
  func drift(_ checks: [Check]) -> Message? {
    guard (project.rounding ?? profile.rounding) != .controlled else { return nil }
    let published = Set(profile.tables.filter { !$0.isWorkingPaper }.map(\.key))
    let drifts = checks.filter { check in
      check.verdict == .rounding && check.comparison.relation == .equal
        && (check.left.form.terms + check.right.form.terms).allSatisfy {
          $0.key.period == .current && published.contains($0.key.table)
        }
    }
    guard let first = drifts.first else { return nil }
    return Message(
      zh:
        "公开的表之间有 \(drifts.count) 处尾差（如“\(first.rule.says.chinese)”）；在 gouji.yaml 中写 rounding: 平差 可使各表一致",
      en:
        "the published tables differ by rounding in \(drifts.count) places (such as “\(first.rule.says.english)”); rounding: 平差 in gouji.yaml makes them agree"
    )
  }

  /// Statements with what is to be said about their rounding.
  struct Tabulated {
    /// The statements, the body's own tables among them.
    var statements: StatementSet
    var findings: [Finding]
  }

  private func tabulated(
    settled: [FigureKey: Int64]
  ) throws(TabulationError) -> StatementSet {
    try Tabulator.tabulate(
      profile: profile, year: project.year, facts: facts,
      published: priorPublished?.statements ?? StatementSet(), settled: settled)
  }

  private func finding(about what: String, severity: Severity, _ message: Message) -> Finding {
    Finding(
      id: "\(project.unit.code)/\(project.year)/\(Self.roundingRule)/\(what)",
      rule: Self.roundingRule, severity: severity, verdict: .rounding, message: message)
  }
}
