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
    "weixian-2020", "weixian-2020-corrected",
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
