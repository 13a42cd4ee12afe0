import Localization
import Profiles
import TestKit
import Testing
import YAMLReading

@Suite struct TemplateErrorTests {
  /// A profile that extends the built-in one by one rule.
  private func error(rule: String) throws -> String {
    let scratch = try Scratch()
    try scratch.write(
      "id: mine\nextends: hebei-2020\nrules: [own.yaml]\n", to: "profile.yaml")
    try scratch.write("rules:\n\(rule)", to: "own.yaml")
    do {
      _ = try ProfileLoader.load(scratch.path)
      return "no error"
    } catch {
      return error.message.english.replacing(scratch.path, with: "…")
    }
  }

  private let head = "  - {id: x, says: s, severity: error, "

  @Test(arguments: [
    ("check: \"T77[a, b] = 0\"}", "…/own.yaml:2:5: there is no table 'T77'; there are: T1, T2"),
    (
      "check: \"T1[收入总计, 预算数] = 0\"}", "…/own.yaml:2:5: table T1 has no block ''; there are: 收入, 支出"
    ),
    ("check: \"T1.收入[收入合计, 预算数] = 0\"}", "…/own.yaml:2:5: T1.收入 has no row '收入合计'; there are:"),
    ("check: \"T3[合计, 总数] = 0\"}", "…/own.yaml:2:5: T3 has no figure column '总数'; there are: 合计"),
    ("check: \"T3[row, 合计] = 0\"}", "…/own.yaml:2:5: 'row' is used without 'for: row in …'"),
    ("check: \"T3[合计, 合计] + = 0\"}", "expected '[' here (character 16)"),
    ("check: \"T3[合计, 合计] < 0\"}", "a check uses =, <= or >= only"),
    (
      "cheque: \"T3[合计, 合计] = 0\"}",
      "…/own.yaml:2:39: unknown key 'cheque'; the valid keys are: id,"
    ),
    (
      "test: {name: unique-codes, table: T3}}",
      "…/own.yaml:2:52: there is no such test; there are: unique-code,"
    ),
    (
      "test: {name: unique-code, tables: T3}}",
      "…/own.yaml:2:65: unknown key 'tables'; the valid keys are: name, table"
    ),
    ("test: {name: unique-code}}", "…/own.yaml:2:45: the key 'table' is missing"),
    (
      "test: {name: unique-code, table: T77}}",
      "…/own.yaml:2:72: there is no table 'T77'; there are: T1"
    ),
    (
      "for: row in T3, test: {name: unique-code, table: T3}}",
      "…/own.yaml:2:44: 'for' belongs to check and does not go with test"
    ),
    ("mandatory: true}", "…/own.yaml:2:5: a rule has either check or test"),
    ("for: line in T3, check: \"T3[合计, 合计] = 0\"}", "expected 'row' here"),
  ])
  func `a rule that names what the profile does not have is told with its place`(
    rest: String, expected: String
  ) throws {
    let message = try error(rule: head + rest + "\n")
    #expect(message.contains(expected), "\(message)")
  }

  @Test func `a sound rule of one's own is added`() throws {
    #expect(
      try error(rule: head + "check: \"T3[合计, 合计] >= T3[合计, 项目支出]\"}\n") == "no error")
  }

  @Test func `an unknown profile lists the known ones`() {
    do {
      _ = try ProfileLoader.load("atlantis")
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.message.english.contains("built in are: hebei-2020"))
    }
  }
}
