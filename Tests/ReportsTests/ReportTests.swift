import Budget
import Localization
import Profiles
import Reconciliation
import Reports
import Sheets
import TestKit
import Testing

@Suite struct ReportTests {
  private func report(
    _ findings: [(Severity, Verdict, accepted: Bool)], lacksMandatoryCheck: Bool = false
  ) throws -> Report {
    let profile = try ProfileLoader.load("hebei-2020")
    return Report(
      unit: BudgetUnit(code: "1", name: "某局", kind: .administrative), year: 2020,
      profile: "hebei-2020",
      findings: findings.enumerated().map { index, finding in
        Finding(
          id: "\(index)", rule: "r", severity: finding.0, verdict: finding.1,
          message: Message("m"), acceptedReason: finding.accepted ? "x" : nil)
      },
      coverage: Coverage(profile: profile, statements: StatementSet(), checks: []),
      lacksMandatoryCheck: lacksMandatoryCheck)
  }

  @Test func `nothing found is 0, an open error 1, a check that could not be made 3`() throws {
    #expect(try report([]).exitStatus(failOn: .error) == 0)
    #expect(try report([(.error, .mismatch, false)]).exitStatus(failOn: .error) == 1)
    #expect(
      try report([(.warning, .notChecked, false)], lacksMandatoryCheck: true)
        .exitStatus(failOn: .error) == 3)
    #expect(
      try report([(.error, .mismatch, false)], lacksMandatoryCheck: true)
        .exitStatus(failOn: .error) == 1)
  }

  @Test func `accepted findings do not count`() throws {
    #expect(try report([(.error, .mismatch, true)]).exitStatus(failOn: .error) == 0)
  }

  @Test func `the threshold can be lowered`() throws {
    let warned = try report([(.warning, .mismatch, false)])
    #expect(warned.exitStatus(failOn: .error) == 0)
    #expect(warned.exitStatus(failOn: .warning) == 1)
    #expect(try report([(.info, .agree, false)]).exitStatus(failOn: .info) == 0)
  }

  @Test func `checks that lack the same thing are one paragraph, each its own with --all`() throws {
    let lacks = Message(zh: "没有提供输入“台账”", en: "the register was not given")
    var made = try report([])
    for (id, rule, severity, lacking) in [
      ("1", "a", Severity.info, lacks), ("2", "b", .info, lacks), ("3", "b", .info, lacks),
      ("4", "c", .warning, lacks), ("5", "d", .info, Message("only one")),
    ] {
      var finding = Finding(
        id: id, rule: rule, severity: severity, verdict: .notChecked, message: Message("m\(id)"))
      finding.lacking = lacking
      made.findings.append(finding)
    }
    let text = made.text(language: .english, all: false).split(separator: "\n").map(String.init)
    #expect(
      text.prefix(4) == [
        "warning: [c] m4", "info: 3 checks not made: the register was not given",
        "    a, b ×2 (--all lists each)", "info: [d] m5",
      ])
    let each = made.text(language: .english, all: true)
    #expect(each.contains("info: [a] m1\ninfo: [b] m2\ninfo: [b] m3\n"))
  }

  @Test func `JSON escapes what it must and keeps the order of keys`() {
    let json = JSONText.object([
      ("b", .string("a\"\\\n\u{1}勾")), ("a", .array([.integer(1), .null])), ("c", .object([])),
    ])
    #expect(json.line == #"{"b":"a\"\\\n\u0001勾","a":[1,null],"c":{}}"#)
    #expect(json.document.hasSuffix("}\n"))
  }
}
