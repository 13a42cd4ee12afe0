import Foundation
import TestKit
import Testing

@Suite struct ExportTests {
  private static let files = ["公开.xlsx", "底稿.xlsx", "说明.docx", "说明.txt"]

  private func export(_ project: String, to folder: String, _ extra: [String] = []) throws
    -> Program.Outcome
  {
    try Program.run(["export", project, "-o", folder] + extra)
  }

  @Test func `the same inputs give the same bytes`() throws {
    let scratch = try Scratch()
    for name in ["a", "b"] {
      #expect(try export(fixture("weixian-2020"), to: "\(scratch.path)/\(name)").status == 1)
    }
    for name in Self.files + ["findings.json"] {
      let a = FileManager.default.contents(atPath: "\(scratch.path)/a/\(name)")
      #expect(a != nil)
      #expect(a == FileManager.default.contents(atPath: "\(scratch.path)/b/\(name)"))
    }
  }

  @Test func `findings.json lists the files with their digests`() throws {
    let scratch = try Scratch()
    _ = try export(fixture("weixian-2020"), to: scratch.path + "/out")
    let json =
      try JSONSerialization.jsonObject(with: Data(try scratch.read("out/findings.json").utf8))
      as? [String: Any]
    let files = try #require(json?["files"] as? [[String: String]])
    #expect(files.map { $0["name"] } == Self.files)
    for file in files {
      let digest = try Program.run(
        executable: try #require(Program.find("sha256sum")),
        ["\(scratch.path)/out/\(file["name"] ?? "")"])
      #expect(digest.output.hasPrefix(file["sha256"] ?? "none"))
    }
  }

  @Test func `every sheet of a draft says so and how many errors are open`() throws {
    let scratch = try Scratch()
    _ = try export(fixture("weixian-2020"), to: scratch.path + "/out")
    for workbook in ["公开.xlsx", "底稿.xlsx"] {
      let run = try Program.run(["cells", "\(scratch.path)/out/\(workbook)"])
      var sheets: Set<String> = []
      var marked: Set<String> = []
      for line in run.output.split(separator: "\n") {
        let json = try JSONSerialization.jsonObject(with: Data(line.utf8))
        guard let object = json as? [String: Any], let sheet = object["sheet"] as? String,
          let value = object["value"] as? String
        else { continue }
        sheets.insert(sheet)
        if value.contains("草稿：2项错误未处理") { marked.insert(sheet) }
      }
      #expect(sheets.count > 10)
      #expect(marked == sheets, "\(workbook)")
    }
  }

  @Test func `strict writes nothing while an error is open`() throws {
    let scratch = try Scratch()
    let run = try export(fixture("weixian-2020"), to: scratch.path + "/out", ["--strict"])
    #expect(run.status == 1)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/out"))
    let clean = try export(
      fixture("weixian-2020-corrected"), to: scratch.path + "/out", ["--strict"])
    #expect(clean.status == 0)
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/out/公开.xlsx"))
  }

  @Test(arguments: ["missing-file", "wrong-sheet"])
  func `what cannot be read leaves nothing behind`(name: String) throws {
    let scratch = try Scratch()
    #expect(
      try export(fixture("codes-and-errors/\(name)"), to: scratch.path + "/out").status == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
  }

  @Test func `a folder that may not be written to is told`() throws {
    let run = try export(fixture("weixian-2020"), to: "/proc/gouji/out")
    #expect(run.status == 2)
    #expect(run.errors.contains("/proc/gouji"))
  }

  @Test func `a program that is copied alone still exports`() throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(atPath: Program.path, toPath: scratch.path + "/elsewhere")
    let run = try Program.run(
      ["export", fixture("weixian-2020"), "-o", scratch.path + "/out"],
      program: scratch.path + "/elsewhere")
    #expect(run.status == 1)
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/out/公开.xlsx"))
  }

  @Test func `a changed amount changes the cells that rest on it and no other`() throws {
    let scratch = try Scratch()
    let project = try copy("weixian-2020-corrected", to: scratch)
    let before = try cells(project, scratch)
    let name = "weixian-2020-corrected/inputs/2020年收入预算.csv"
    let path = "\(scratch.path)/\(name)"
    var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    // 1 154 933.39 → 1 254 933.39 on one line: 10 万元 more income.
    let old = [UInt8]("1,154,933.39".utf8)
    let start = try #require(
      bytes.indices.first { bytes[$0...].starts(with: old) }, "the line is not there")
    bytes.replaceSubrange(start..<start + old.count, with: [UInt8]("1,254,933.39".utf8))
    try Data(bytes).write(to: URL(filePath: path))
    let after = try cells(project, scratch)
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    let sheets = Set(changed.map { $0.split(separator: "!").first.map(String.init) ?? "" })
    #expect(sheets == ["收支总表", "收入总表", "财政拨款收支总表"])
    // 项, 款, 类 and 合计 of the income table, each in four columns at most.
    #expect(changed.filter { $0.hasPrefix("收入总表") }.count == 12)
  }

  /// The displayed cells of the public workbook's tables, without draft marks.
  private func cells(_ project: String, _ scratch: Scratch) throws -> [String: String] {
    let folder = "\(scratch.path)/out-\(UUID().uuidString)"
    _ = try export(project, to: folder)
    let run = try Program.run(["cells", folder + "/公开.xlsx"])
    var cells: [String: String] = [:]
    for line in run.output.split(separator: "\n") {
      guard
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let sheet = object["sheet"] as? String, let cell = object["cell"] as? String
      else { continue }
      let text = "\(object["value"] ?? "")"
      // A mark stands behind the text of its cell.
      let unmarked = text.range(of: "　【草稿").map { String(text[..<$0.lowerBound]) } ?? text
      if !unmarked.hasPrefix("【草稿") { cells["\(sheet)!\(cell)"] = unmarked }
    }
    return cells
  }
}
