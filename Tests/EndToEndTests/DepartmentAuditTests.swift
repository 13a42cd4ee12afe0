import Foundation
import TestKit
import Testing

/// A department's published workbook against those of its units.
@Suite struct DepartmentAuditTests {
  private static let name = "songpu-water-2026"
  private static let units = ["局机关", "水政监察支队", "河道管理所"]

  /// Exports the department and its units, after a change to the project; the audit's findings.
  private func audit(
    _ scratch: Scratch, without missing: String? = nil, extra: [String] = [],
    change: (_ project: String) throws -> Void = { _ in }
  ) throws -> (status: Int32, findings: [[String: Any]], output: String) {
    let project = try copy(Self.name, to: scratch)
    // The department is published before the change.
    let own = try Program.run(["export", project, "-o", scratch.path + "/部门"])
    #expect(own.status == 0, "\(own.output)\(own.errors)")
    try change(project)
    var arguments = ["audit", scratch.path + "/部门/公开.xlsx"]
    for unit in Self.units where unit != missing {
      _ = try Program.run(["export", "\(project)/\(unit)", "-o", "\(scratch.path)/\(unit)"])
      arguments += ["--unit", "\(scratch.path)/\(unit)/公开.xlsx"]
    }
    let run = try Program.run(arguments + extra + ["--format", "json", "--all"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
      "\(run.errors)")
    return (run.status, try #require(document["findings"] as? [[String: Any]]), run.output)
  }

  private func mismatches(_ findings: [[String: Any]]) -> [[String: Any]] {
    findings.filter { $0["verdict"] as? String == "mismatch" }
  }

  @Test func `a department is the sum of its units, table by table and row by row`() throws {
    let scratch = try Scratch()
    let run = try audit(scratch)
    #expect(run.status == 0)
    #expect(mismatches(run.findings).isEmpty, "\(mismatches(run.findings))")
    let made = run.findings.filter { ($0["rule"] as? String)?.hasPrefix("units-add-to-") == true }
    // The forms of departments and of units differ; both are read as what they are.
    #expect(made.count { $0["verdict"] as? String == "agree" } > 300)
    #expect(!made.contains { $0["verdict"] as? String == "not-checked" })
  }

  @Test func `an amount that one unit publishes differently is found with both cells`() throws {
    let scratch = try Scratch()
    let run = try audit(scratch) { project in
      // 5 650 200 becomes 5 560 200, in GB18030.
      let path = project + "/水政监察支队/inputs/2026年收入预算.csv"
      var bytes = try Data(contentsOf: URL(filePath: path))
      let digits = try #require(bytes.firstRange(of: Data("5650200".utf8)))
      bytes.replaceSubrange(digits, with: Data("5560200".utf8))
      try bytes.write(to: URL(filePath: path))
    }
    #expect(run.status == 1)
    let income = try #require(
      mismatches(run.findings).first {
        $0["rule"] as? String == "units-add-to-appropriated-income"
      })
    #expect((income["difference"] as? [String: Any])?["value"] as? String == "90000")
    let operands = try #require(income["operands"] as? [[String: Any]])
    let files = Set(operands.compactMap { $0["file"] as? String })
    #expect(files.contains("\(scratch.path)/水政监察支队/公开.xlsx"), "\(files)")
    #expect(!run.output.contains("published-unit-lacking"))
  }

  @Test func `a unit that is not given is suspected, not blamed on the others`() throws {
    let run = try audit(try Scratch(), without: "河道管理所")
    #expect(run.status == 1)
    let lacking = run.findings.filter { $0["rule"] as? String == "published-unit-lacking" }
    #expect(lacking.count == 1)
  }

  @Test func `one unit twice, and one of another year, are errors`() throws {
    let scratch = try Scratch()
    let again = "\(scratch.path)/局机关/公开.xlsx"
    let run = try audit(scratch, extra: ["--unit", again])
    #expect(run.findings.contains { $0["rule"] as? String == "published-unit-twice" })
    let older = try audit(
      try Scratch(),
      extra: ["--unit", fixture("published/general.xlsx"), "--profile", "shanghai-2026"])
    #expect(older.findings.contains { $0["rule"] as? String == "published-unit-year" })
  }

  @Test func `without units nothing is said of them`() throws {
    let run = try Program.run([
      "audit", fixture("published/general.xlsx"), "--format", "json", "--all",
    ])
    #expect(run.output.contains("units-add-to-general"))
    #expect(!run.output.contains("published-unit-"))
    let wrong = try Program.run([
      "audit", fixture("published/general.xlsx"), "--unit", "nowhere.xlsx",
    ])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("nowhere.xlsx"))
  }
}
