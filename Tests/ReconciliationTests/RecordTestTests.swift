import Budget
import Localization
import Profiles
import Reconciliation
import Sheets
import TestKit
import Testing

@Suite struct RecordTestTests {
  private let unit = BudgetUnit(code: "1", name: "某局", kind: .administrative)

  /// A profile with the rules of the built-in one and `rule` added.
  private func profile(_ rule: String) throws -> Profile {
    let scratch = try Scratch()
    try scratch.write("id: mine\nextends: hebei-2020\nrules: [own.yaml]\n", to: "profile.yaml")
    try scratch.write("rules:\n\(rule)\n", to: "own.yaml")
    return try ProfileLoader.load(scratch.path)
  }

  private struct Runner: RecordTestRunner {
    var family = RecordTest.Family.lines
    var found: [TestOutcome]
    func outcomes(of test: RecordTest) -> [TestOutcome] { found }
  }

  private func result(_ rule: String, _ runners: [any RecordTestRunner]) throws -> TestResult {
    let profile = try profile(rule)
    let reconciler = Reconciler(profile: profile, unit: unit, statements: StatementSet())
    return try #require(reconciler.tests(runners).first { $0.rule.id == "x" })
  }

  private let rule = "  - {id: x, says: 无重复, severity: error, test: {name: unique-code, table: T3}}"

  @Test func `outcomes become findings with ids that hold no positions`() throws {
    let message = Message(zh: "重了", en: "twice")
    let outcome = TestOutcome(scope: "T3", row: "208", message: message)
    let findings = try result(rule, [Runner(found: [outcome, outcome])])
      .findings(unit: unit, year: 2020)
    #expect(findings.map(\.id) == ["1/2020/x/T3/208/-", "1/2020/x/T3/208/-#2"])
    #expect(findings.map(\.severity) == [.error, .error])
    #expect(findings[0].message == Message(zh: "无重复：重了", en: "无重复: twice"))
  }

  @Test func `no outcome is agreement, no runner is not checked`() throws {
    #expect(try result(rule, [Runner(found: [])]).outcomes.map(\.verdict) == [.agree])
    let absent = try result(rule, [Runner(family: .text, found: [])])
    #expect(absent.outcomes.map(\.verdict) == [.notChecked])
    #expect(
      absent.findings(unit: unit, year: 2020)[0].message.english
        == "could not check '无重复': there are no tables to test")
  }

  @Test func `a test keeps to its rule's condition`() throws {
    let conditional = rule.replacing("test:", with: "when: unit.type in (事业), test:")
    #expect(try result(conditional, [Runner(found: [])]).outcomes[0].verdict == .notApplicable)
  }
}
