import Foundation
import TestKit
import Testing

/// Exports that are cut short leave the old files as they were, all of them.
@Suite(.serialized) struct SafetyTests {
  private static let project = fixture("songpu-library-2026")

  /// Every file below a folder with its bytes.
  private func files(in folder: String) -> [String: Data] {
    var files: [String: Data] = [:]
    for name in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [] {
      files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
    }
    return files
  }

  private func export(to folder: String, created: String) throws -> Program.Outcome {
    try Program.run(["export", Self.project, "-o", folder, "--created", created])
  }

  // Every second export carries another date, so that each killed one would change every workbook.
  @Test func `a killed process leaves all old files or all new ones`() throws {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/out"
    let dates = ["2026-01-01", "2026-02-01"]
    var sets: [[String: Data]] = []
    var whole = 0.0
    for date in dates {
      try scratch.write("mine", to: "out/更早/备注.txt")
      try scratch.write("mine too", to: "out/备注.txt")
      let start = Date()
      #expect(try export(to: folder, created: date).status == 0)
      whole = Date().timeIntervalSince(start)
      sets.append(files(in: folder))
    }
    #expect(sets[0]["公开.xlsx"] != sets[1]["公开.xlsx"])
    var random = SeededRandom(seed: 7)
    for round in 0..<8 {
      let process = Process()
      process.executableURL = URL(filePath: Program.path)
      process.arguments = ["export", Self.project, "-o", folder, "--created", dates[round % 2]]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: .random(in: 0...whole, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let found = files(in: folder)
      #expect(sets.contains(found), "round \(round): \(found.keys.sorted())")
    }
    // What the killed ones left beside the folder goes with the next export that ends well.
    #expect(try export(to: folder, created: dates[0]).status == 0)
    #expect(files(in: folder) == sets[0])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
  }

  // A limit on the size of files, in blocks of 512 bytes, stands for the full disk.
  @Test(arguments: [0, 4, 60, 150])
  func `a full disk is told and leaves the old files`(blocks: Int) throws {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/out"
    #expect(try export(to: folder, created: "2026-01-01").status == 0)
    let before = files(in: folder)
    let shell = "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" \"$@\" >/dev/null 2>\"$MESSAGES\""
    let messages = "/dev/null"
    let run = try Program.run(
      executable: "/usr/bin/env",
      [
        "MESSAGES=\(messages)", "sh", "-c", shell, Program.path, "export", Self.project, "-o",
        folder, "--created", "2026-02-01",
      ])
    #expect(run.status == 2)
    #expect(files(in: folder) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
  }

  @Test func `a folder that is read-only is told and left`() throws {
    let scratch = try Scratch()
    let parent = "\(scratch.path)/parent"
    #expect(try export(to: "\(parent)/out", created: "2026-01-01").status == 0)
    let before = files(in: parent)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: parent)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: parent)
    }
    var command = [
      Program.path, "export", Self.project, "-o", "\(parent)/out", "--created", "2026-02-01",
      "--language", "en",
    ]
    if geteuid() == 0 {
      // Permissions do not bind root.
      guard let setpriv = Program.find("setpriv") else { return }
      command = [setpriv, "--reuid", "65534", "--regid", "65534", "--clear-groups"] + command
      let probe = try Program.run(executable: command[0], Array(command[1..<6]) + ["--help"])
      guard probe.status == 0 else { return }
    }
    let run = try Program.run(executable: command[0], Array(command.dropFirst()))
    #expect(run.status == 2)
    #expect(run.errors.contains("parent"), "\(run.errors)")
    #expect(files(in: parent) == before)
  }

  @Test(arguments: [
    ["LC_ALL=de_DE.UTF-8", "LC_NUMERIC=de_DE.UTF-8"], ["LC_ALL=C", "TZ=Pacific/Kiritimati"],
    ["LANG=zh_CN.GB18030", "TZ=America/Anchorage"],
  ])
  func `locale and time zone do not reach the bytes`(environment: [String]) throws {
    let scratch = try Scratch()
    for (name, variables) in [("a", []), ("b", environment)] {
      let run = try Program.run(
        executable: "/usr/bin/env",
        variables + [
          Program.path, "export", Self.project, "-o", "\(scratch.path)/\(name)",
        ])
      #expect(run.status == 0)
    }
    #expect(files(in: "\(scratch.path)/a") == files(in: "\(scratch.path)/b"))
  }

  @Test func `CSV that is meant for a spreadsheet program holds no formula`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "名称,数\n=1+1,-5\n\"+cmd|' /C calc'!A0\",\"+1,234.50\"\n@SUM(A1),-\n-2+3,—\n甲=乙,－1\n",
      to: "a.csv")
    let file = "\(scratch.path)/a.csv"
    let plain = try Program.run(["cells", file, "--format", "csv"])
    #expect(plain.output.contains("\r\n=1+1,-5\r\n"))
    let safe = try Program.run(["cells", file, "--format", "csv", "--safe"])
    #expect(
      safe.output
        == "名称,数\r\n'=1+1,-5\r\n'+cmd|' /C calc'!A0,\"+1,234.50\"\r\n'@SUM(A1),-\r\n'-2+3,—\r\n甲=乙,－1\r\n"
    )
  }

  @Test func `one thread writes the same bytes as many`() throws {
    guard let taskset = Program.find("taskset") else { return }
    let scratch = try Scratch()
    _ = try Program.run(["export", Self.project, "-o", "\(scratch.path)/a"])
    _ = try Program.run(
      executable: taskset,
      ["-c", "0", Program.path, "export", Self.project, "-o", "\(scratch.path)/b"])
    #expect(files(in: "\(scratch.path)/a") == files(in: "\(scratch.path)/b"))
    #expect(!files(in: "\(scratch.path)/a").isEmpty)
  }
}
