import Foundation
import TestKit
import Testing

@Suite struct AuditTests {
  private func published(_ name: String, in scratch: Scratch) throws -> String {
    _ = try Program.run(["export", fixture(name), "-o", "\(scratch.path)/out"])
    return "\(scratch.path)/out/公开.xlsx"
  }

  @Test(arguments: ["weixian-2020-corrected", "yuntai-2024", "songpu-2026", "songpu-library-2026"])
  func `an audit of what we exported in order finds nothing`(name: String) throws {
    let scratch = try Scratch()
    let run = try Program.run(["audit", published(name, in: scratch)])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("mismatch 0"))
  }

  // Its list of sources names the files of last year line by line.
  @Test(arguments: [("weixian-2020-corrected", 2020), ("yuntai-2024", 2024), ("songpu-2026", 2026)])
  func `a working paper is audited for its own year`(name: String, year: Int) throws {
    let scratch = try Scratch()
    _ = try published(name, in: scratch)
    let run = try Program.run(["audit", "\(scratch.path)/out/底稿.xlsx", "--format", "json"])
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("\"year\": \(year),"))
  }

  @Test func `an audit finds the two errors of the performance table with their cells`() throws {
    let scratch = try Scratch()
    let run = try Program.run(["audit", published("weixian-2020", in: scratch)])
    #expect(run.status == 1)
    #expect(run.output.contains("绩效目标表!B5: error: [performance-parents]"))
    #expect(run.output.contains("绩效目标表!B5: error: [performance-within-projects]"))
    #expect(run.output.contains("2 errors"))
  }

  @Test(
    arguments: ["weixian-2020-corrected", "yuntai-2024", "songpu-2026", "songpu-library-2026"],
    ["说明.txt", "说明.docx"])
  func `the note that we export is read back with no finding and every number bound`(
    name: String, note: String
  ) throws {
    let scratch = try Scratch()
    let workbook = try published(name, in: scratch)
    let run = try Program.run([
      "audit", workbook, "\(scratch.path)/out/\(note)", "--format", "json",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\"mismatch\": 0"))
    #expect(!run.output.contains("\"rule\": \"note-binding\""))
  }

  @Test func `a wrong number in a project's own note is found with its sentence`() throws {
    let scratch = try Scratch()
    let project = try copy("weixian-2020-corrected", to: scratch)
    try "2020年收入预算共计12581.55万元。".write(
      toFile: "\(project)/说明.txt", atomically: true, encoding: .utf8)
    let yaml = try String(contentsOfFile: "\(project)/gouji.yaml", encoding: .utf8)
    try yaml.replacing("inputs:\n", with: "inputs:\n  note: 说明.txt\n")
      .write(toFile: "\(project)/gouji.yaml", atomically: true, encoding: .utf8)
    let run = try Program.run(["reconcile", project])
    #expect(run.status == 1)
    #expect(run.output.contains("说明.txt:1:12: error: [note-figure]"), "\(run.output)")
    #expect(run.output.contains("    2020年收入预算共计12581.55万元。\n"))
  }

  @Test func `a file without any disclosure table is refused`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("甲,乙\n1,2\n", to: "t.csv")
    let run = try Program.run(["audit", path])
    #expect(run.status == 2)
    #expect(run.errors.contains("no disclosure table was recognised"))
  }

  /// The official forms are not ours to commit; they are looked at where they are at hand.
  private static let forms = ProcessInfo.processInfo.environment["GOUJI_SHARED"].map {
    $0 + "/real"
  }

  @Test(
    .enabled(if: forms != nil, "GOUJI_SHARED is not set"),
    arguments: [("department", "shanghai-2026"), ("unit", "shanghai-2026-unit")])
  func `the official empty forms are recognised table by table`(
    name: String, profile: String
  ) throws {
    let path = try #require(Self.forms) + "/shanghai-2026-\(name)-template.xlsx"
    let run = try Program.run(["audit", path, "--format", "json"])
    #expect([0, 3].contains(run.status), "\(run.errors)")
    #expect(
      run.output.contains("\"profile\":\"\(profile)\"") || run.output.contains("\"\(profile)\""))
    for table in 1...9 { #expect(run.errors.contains(": T\(table) (this year)")) }
  }
}
