import TestKit
import Testing

/// What `gouji accept` writes into a project file, and what it refuses to write.
@Suite struct AcceptTests {
  private static let id = "361003/2020/performance-parents/P/社会保障/年度预算数"

  @Test func `accepted again, the entry is written anew, and line ends stay as they were`() throws {
    let scratch = try Scratch()
    let project = try copy("weixian-2020", to: scratch)
    let name = "weixian-2020/gouji.yaml"
    let yaml = try scratch.read(name)
    try scratch.write("\u{FEFF}" + yaml.replacing("\n", with: "\r\n"), to: name)
    for reason in ["第一次", "说：“好”: \"a\""] {
      let run = try Program.run(["accept", project, Self.id, "--reason", reason, "--name", "张三"])
      #expect(run.status == 0, "\(run.errors)")
    }
    let written = try scratch.read(name)
    #expect(written.replacing("\r\n", with: "").allSatisfy { $0 != "\n" && $0 != "\r" })
    #expect(!written.contains("第一次"))
    #expect(written.contains("reason: \"说：“好”: \\\"a\\\"\""))
    #expect(try Program.run(["reconcile", project]).output.contains("(accepted: 说：“好”: \"a\""))
  }

  @Test(arguments: [
    ["--reason", " ", "--name", "n"], ["--reason", "r", "--name", ""],
    ["--reason", "r", "--name", "n", "--date", "2026-13-45"],
  ])
  func `without a reason, a name or a day there is nothing to accept`(options: [String]) throws {
    let scratch = try Scratch()
    let project = try copy("weixian-2020", to: scratch)
    let before = try scratch.read("weixian-2020/gouji.yaml")
    #expect(try Program.run(["accept", project, Self.id] + options).status == 64)
    #expect(try scratch.read("weixian-2020/gouji.yaml") == before)
  }
}
