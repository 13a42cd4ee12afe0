import Foundation
import TestKit
import Testing

/// What notes say that tables alone do not tell: which kind of body it is, what was carried over.
@Suite struct NoteOfInstitutionTests {
  /// Exports a fixture after changes to its project file and to the unit's own text.
  private func exported(
    _ name: String, in scratch: Scratch, yaml: (String) -> String, text: String = ""
  ) throws -> String {
    let project = "\(scratch.path)/project"
    try FileManager.default.copyItem(atPath: fixture(name), toPath: project)
    let path = "\(project)/gouji.yaml"
    try yaml(String(contentsOfFile: path, encoding: .utf8))
      .write(toFile: path, atomically: true, encoding: .utf8)
    let words = "\(project)/单位文字.txt"
    try (String(contentsOfFile: words, encoding: .utf8) + text)
      .write(toFile: words, atomically: true, encoding: .utf8)
    _ = try Program.run(["export", project, "-o", "\(scratch.path)/out"])
    return "\(scratch.path)/out"
  }

  @Test func `an institution has no running costs of an office, whatever the tables have`() throws {
    let scratch = try Scratch()
    let out = try exported("weixian-2020-corrected", in: scratch) {
      $0.replacing("type: 参公", with: "type: 事业")
    }
    let run = try Program.run(["audit", "\(out)/公开.xlsx", "\(out)/说明.txt"])
    #expect(run.status == 0, "\(run.output)")
    #expect(!run.output.contains("[note-nothing] mismatch"))
  }

  @Test(arguments: [
    ("本部门下设2个事业单位。机关运行经费5.00万元，包括：办公费1.00万元。", 0),
    ("机关运行经费5.00万元，包括：办公费1.00万元。", 1),
    ("本部门下设2个事业单位。机关运行经费5000.00万元。", 1),
  ])
  func `running costs are within the other costs where units are institutions`(
    note: String, status: Int32
  ) throws {
    let scratch = try Scratch()
    let out = try exported("weixian-2020-corrected", in: scratch) { $0 }
    let path = try scratch.write("魏县社会保障中心2020年部门预算\n\(note)\n", to: "n.txt")
    let run = try Program.run([
      "audit", "\(out)/公开.xlsx", path, "--format", "json",
    ])
    let found = run.output.contains("\"rule\": \"note-figure\"")
    #expect(found)
    let wrong =
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let findings = wrong?["findings"] as? [[String: Any]] ?? []
    let mismatches = findings.filter {
      $0["rule"] as? String == "note-figure" && $0["verdict"] as? String == "mismatch"
    }
    #expect((mismatches.isEmpty ? 0 : 1) == status, "\(mismatches)")
  }

  @Test(arguments: [
    ("魏县水利局2020年部门预算", true), ("魏县社会保障中心2020年部门预算", false), ("魏县社保中心2020年部门预算", false),
  ])
  func `a note about another body is told`(title: String, isOther: Bool) throws {
    let scratch = try Scratch()
    let out = try exported("weixian-2020-corrected", in: scratch) { $0 }
    let path = try scratch.write("\(title)\n2020年收入预算12518.55万元。\n", to: "n.txt")
    let run = try Program.run(["audit", "\(out)/公开.xlsx", path, "--format", "json"])
    #expect(run.output.contains("note-body\"") == isOther, "\(run.output.prefix(3000))")
  }

  @Test func `what was carried over is no difference in a note alone`() throws {
    let scratch = try Scratch()
    let path = try scratch.write(
      "某中学2026年部门预算\n2026年收入预算3251.21万元，其中：一般公共预算拨款收入2939.71万元，政府性基金预算拨款收入15.00万元，"
        + "财政专户管理资金收入182.00万元，事业收入82.00万元，上年结转32.50万元。\n", to: "n.txt")
    let run = try Program.run(["audit", path, "--profile", "national-2016"])
    #expect(!run.output.contains("income-total"), "\(run.output)")
  }

  @Test func `what a draft still asks for does not tell its year`() throws {
    let scratch = try Scratch()
    let gap = "【待补充：2025年收支预算总表的金额】"
    let path = try scratch.write(
      "某局2026年部门预算\n2026年收入预算100.00万元，\(gap)。支出预算100.00万元，\(gap)。\(gap)\(gap)\(gap)\n",
      to: "n.txt")
    let run = try Program.run(["audit", path, "--profile", "national-2016"])
    #expect(!run.output.contains("note-year"), "\(run.output)")
  }

  @Test func `a use is taken into its sentence without the words that stand there already`() throws
  {
    let scratch = try Scratch()
    let out = try exported(
      "weixian-2020-corrected", in: scratch, yaml: { $0 },
      text: "\n【支出用途】\n2080109：主要用于经办机构日常运转。\n")
    let note = try String(contentsOfFile: "\(out)/说明.txt", encoding: .utf8)
    #expect(note.contains("主要用于经办机构日常运转。"), "\(note)")
    #expect(!note.contains("主要用于主要用于"))
    #expect(!note.contains("。。"))
  }
}
