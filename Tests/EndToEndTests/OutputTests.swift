import Foundation
import TestKit
import Testing

/// Where results go.
@Suite struct OutputTests {
  @Test(
    .enabled(if: FileManager.default.isWritableFile(atPath: "/dev/full"), "no /dev/full here"),
    arguments: [
      ["reconcile", fixture("songpu-library-2026")],
      ["reconcile", fixture("songpu-library-2026"), "--format", "json"],
      ["import", fixture("songpu-library-2026")], ["profiles"], ["profiles", "rules"],
      ["audit", fixture("published/general.xlsx")],
      ["cells", fixture("published/general.xlsx")],
    ])
  func `standard output that cannot be written is status 2 and a word`(arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = arguments
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(data: errors.fileHandleForReading.readDataToEndOfFile(), encoding: .utf8)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text?.contains("Standard output cannot be written") == true)
  }

  @Test(arguments: ["facts.xml", "facts"])
  func `facts are JSON lines or CSV by the ending of their file`(name: String) throws {
    let scratch = try Scratch()
    let run = try Program.run([
      "import", fixture("songpu-library-2026"), "-o", "\(scratch.path)/\(name)",
    ])
    #expect(run.status == 64)
    #expect(run.errors.contains("should end in .jsonl or .csv"))
  }
}
