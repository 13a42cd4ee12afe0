import Budget
import Profiles
import Reconciliation
import TestKit
import Testing

/// Every rule of every built-in standard finds the damage that breaks it, and finds nothing on a
/// correct disclosure.
@Suite struct RuleCaseTests {
  private static let fixtures = [
    ("hebei-2020", "weixian-2020-corrected"), ("national-2016", "yuntai-2024"),
    ("shanghai-2026", "songpu-2026"), ("shanghai-2026-unit", "songpu-library-2026"),
  ]

  @Test(arguments: fixtures)
  func `each rule finds the damage that breaks it`(standard: String, fixture: String) throws {
    let clean = try PublishedSample(fixture: fixture)
    try #require(clean.profile.id == standard)
    let cases = try RuleCase.all(for: standard)
    // Tests of other families have their cases beside their runners.
    for rule in clean.profile.rules where rule.test.map({ $0.name.family == .lines }) ?? true {
      // So have the rules of the register, whose figures need both registers: RegisterTests.
      if rule.catalogue.allSatisfy({ $0.hasPrefix("A") }) { continue }
      // And those of departments and of a body's own tables: DepartmentTests.
      if rule.catalogue.contains("X13") { continue }
      let before = clean.findings(of: rule.id)
      #expect(!before.contains { $0.verdict == .mismatch }, "\(rule.id) on the correct fixture")
      guard let damages = cases[rule.id] else {
        Issue.record("\(standard): no case for \(rule.id) in rule-cases.txt")
        continue
      }
      var damaged = clean
      for damage in damages {
        let isDone = damaged.apply(damage)
        #expect(isDone, "\(standard): \(rule.id): cannot do '\(damage)'")
      }
      let after = damaged.findings(of: rule.id)
      #expect(
        after.contains { $0.verdict == .mismatch && $0.severity == rule.severity },
        "\(standard): \(rule.id) does not find \(damages)")
    }
  }
}
