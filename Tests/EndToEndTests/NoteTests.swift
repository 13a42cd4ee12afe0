import Foundation
import TestKit
import Testing

@Suite struct NoteTests {
  private func note(_ project: String) throws -> String {
    let scratch = try Scratch()
    _ = try Program.run(["export", project, "-o", scratch.path + "/out"])
    return try scratch.read("out/说明.txt")
  }

  @Test(arguments: [
    "weixian-2020", "weixian-2020-corrected", "yuntai-2024", "songpu-2026", "songpu-library-2026",
  ])
  func `the note of an example is as it was`(name: String) throws {
    try expectGolden(try note(fixture(name)), named: "\(name).txt")
  }

  @Test func `what the unit has not supplied is marked, listed and stops strict`() throws {
    let scratch = try Scratch()
    let project = try copy("weixian-2020-corrected", to: scratch)
    let path = project + "/gouji.yaml"
    let yaml = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("  unit-text: 单位文字.txt\n", with: "")
    try yaml.write(toFile: path, atomically: true, encoding: .utf8)
    let run = try Program.run(["export", project, "-o", scratch.path + "/out"])
    #expect(run.status == 0)
    #expect(run.output.contains("[note-gap]"))
    #expect(try scratch.read("out/说明.txt").contains("【待补充：主要职责】"))
    let strict = try Program.run(
      ["export", project, "-o", scratch.path + "/strict", "--strict"])
    #expect(strict.status == 1)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/strict"))
  }

  /// The text of a document as LibreOffice's or python-docx's reading gives it, without blanks.
  private func squeezed(_ text: String) -> String {
    text.filter { !$0.isWhitespace && $0 != "\u{3000}" && $0 != "\u{feff}" }
  }

  @Test(
    .enabled(if: Program.hasLibreOfficeWriter, "LibreOffice Writer is not installed"),
    arguments: ["weixian-2020", "yuntai-2024", "songpu-2026"])
  func `LibreOffice reads from the document what the text says`(name: String) throws {
    let scratch = try Scratch()
    _ = try Program.run(["export", fixture(name), "-o", scratch.path + "/out"])
    let run = try Program.run(
      executable: try #require(Program.find("soffice")),
      [
        "-env:UserInstallation=file://\(scratch.path)/profile", "--headless", "--convert-to",
        "txt:Text (encoded):UTF8", "--outdir", scratch.path + "/read",
        scratch.path + "/out/说明.docx",
      ])
    #expect(run.status == 0)
    #expect(squeezed(try scratch.read("read/说明.txt")) == squeezed(try scratch.read("out/说明.txt")))
  }

  @Test(
    .enabled(if: Program.hasPythonDocx, "python-docx is not installed"),
    arguments: ["weixian-2020", "songpu-2026"])
  func `python-docx reads from the document what the text says, but the numbers of lists`(
    name: String
  ) throws {
    let scratch = try Scratch()
    _ = try Program.run(["export", fixture(name), "-o", scratch.path + "/out"])
    let run = try Program.script("docx_text.py", [scratch.path + "/out/说明.docx"])
    #expect(run.status == 0, "\(run.errors)")
    let read = run.output.split(separator: "\n").map { squeezed(String($0)) }
    let own = try scratch.read("out/说明.txt").split(separator: "\n").map { squeezed(String($0)) }
    #expect(read.count == own.count)
    for (theirs, ours) in zip(read, own) { #expect(ours.hasSuffix(theirs)) }
  }

  @Test func `a line of the note is traced to its figures`() throws {
    let text = try note(fixture("weixian-2020-corrected"))
    let line = try #require(
      text.split(separator: "\n").firstIndex { $0.contains("收入预算12518.55万元") })
    let run = try Program.run(
      ["explain", fixture("weixian-2020-corrected"), "说明!\(line + 1)"])
    #expect(run.status == 0)
    #expect(run.output.contains("12518.55万元"))
    #expect(run.output.contains("T1.收入[收入总计, 预算数]"))
    #expect(run.output.contains("2020年收入预算.csv"))
  }
}
