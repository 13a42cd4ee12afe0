import Foundation
import TestKit
import Testing

/// This year's project against the workbook that was published last year, and the reasons of what
/// changed.
@Suite struct PriorPublishedTests {
  private static let income = "inputs/2019年收入预算.csv"

  /// A project of 2020 beside the workbook that its 2019 published.
  private static func project(in scratch: Scratch) throws -> String {
    let fixture = "\(projectFolder)/Fixtures/weixian-2020-corrected"
    for year in ["2019", "2020"] {
      try FileManager.default.copyItem(atPath: fixture, toPath: "\(scratch.path)/\(year)")
    }
    try edit("\(scratch.path)/2019/gouji.yaml") { text in
      let own = ["budget", "income", "sangong", "performance", "procurement", "assets"]
      let lines = text.split(separator: "\n").map(String.init)
      let kept = lines.prefix { !$0.hasPrefix("reasons:") }.filter { line in
        !own.contains { line.hasPrefix("  \($0): ") }
      }
      return kept.map { $0.replacing("  prior-", with: "  ") }.joined(separator: "\n")
        .replacing("year: 2020", with: "year: 2019") + "\n"
    }
    let export = try Program.run(["export", "\(scratch.path)/2019", "-o", "\(scratch.path)/out"])
    try #require(export.status == 0, "\(export.output)")
    try edit("\(scratch.path)/2020/gouji.yaml") {
      $0.replacing("inputs:\n", with: "inputs:\n  prior: ../out/公开.xlsx\n")
    }
    return "\(scratch.path)/2020"
  }

  private static func edit(_ path: String, _ change: (String) -> String) throws {
    try change(String(contentsOfFile: path, encoding: .utf8))
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  private static func findings(_ project: String, of rules: Set<String>) throws -> [[String: Any]] {
    let run = try Program.run(["reconcile", project, "--format", "json"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let all = try #require(document["findings"] as? [[String: Any]])
    return all.filter { ($0["rule"] as? String).map(rules.contains) ?? false }
  }

  @Test func `what this year says of last year is what was published`() throws {
    let scratch = try Scratch()
    let project = try Self.project(in: scratch)
    #expect(try Self.findings(project, of: ["prior-published"]).isEmpty)
    // The file is GB18030; the digits are ASCII.
    let path = "\(project)/\(Self.income)"
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let (old, new) = (Array("185973.41".utf8), Array("186973.41".utf8))
    let start = try #require(
      bytes.indices.first { bytes[$0...].starts(with: old) })
    bytes.replaceSubrange(start..<start + old.count, with: new)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let found = try Self.findings(project, of: ["prior-published"])
    let places = found.flatMap { $0["operands"] as? [[String: Any]] ?? [] }
      .compactMap { $0["file"] as? String }
    #expect(!found.isEmpty && found.allSatisfy { $0["verdict"] as? String == "mismatch" })
    #expect(places.contains { $0.hasSuffix(Self.income) })
    #expect(places.contains { $0.hasSuffix("公开.xlsx") })
    #expect(
      found.contains { ($0["difference"] as? [String: Any])?["value"] as? String == "0.10" })
  }

  @Test func `with the published workbook alone the years are compared and changes need reasons`()
    throws
  {
    let scratch = try Scratch()
    let project = try Self.project(in: scratch)
    let inputs = "\(project)/gouji.yaml"
    try Self.edit(inputs) { text in
      text.split(separator: "\n").filter { !$0.hasPrefix("  prior-") }.joined(separator: "\n")
        + "\n"
    }
    let rules: Set<String> = ["reason-needed", "reason-direction"]
    #expect(try Self.findings(project, of: rules).isEmpty)
    // Projects fell: a reason that speaks of more contradicts the sign.
    try Self.edit(inputs) {
      $0.replacing("对基金的补助相应减少", with: "对基金的补助相应增加")
        .replacing("已于上年完成", with: "上年启动")
    }
    let contradicted = try Self.findings(project, of: rules)
    #expect(contradicted.map { $0["rule"] as? String } == ["reason-direction"])
    #expect((contradicted.first?["message"] as? String)?.contains("项目支出") == true)
    // Without any reason the change beyond the threshold is told.
    try Self.edit(inputs) { text in
      String(text[..<(text.firstRange(of: "reasons:")?.lowerBound ?? text.endIndex)])
    }
    let unexplained = try Self.findings(project, of: rules)
    #expect(unexplained.contains { ($0["message"] as? String)?.contains("项目支出") == true })
    #expect(unexplained.allSatisfy { $0["rule"] as? String == "reason-needed" })
  }
}
