import Foundation
import TestKit
import Testing

// Needs LibreOffice, and python3 with openpyxl: readers that share no code with us.
@Suite(.enabled(if: Script.canRun, "soffice or python3 with openpyxl is not installed"))
struct RecalculationTests {
  // One test for all projects: LibreOffice starts much faster a second time in one scratch folder.
  @Test
  func
    `LibreOffice recalculates workbooks to their cached values, and constants have their sources`()
    throws
  {
    let folder = temporaryFolderPath()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let scratch = folder + "/scratch"
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    for project in ["weixian-2020", "yuntai-2024", "songpu-2026", "songpu-library-2026"] {
      let output = "\(folder)/\(project)"
      let input = "\(projectFolder)/Fixtures/\(project)"
      _ = try Exported.export(input, to: output)
      for name in ["公开", "底稿"] {
        let result = Script.run("recalculate.py", "\(output)/\(name).xlsx", scratch)
        #expect(result.status == 0, "\(project) \(name): \(result.output)")
      }
      let result = Script.run("provenance.py", "\(output)/底稿.xlsx", input)
      #expect(result.status == 0, "\(project): \(result.output)")
    }
  }
}

/// The programs of `Tests/Scripts`.
enum Script {
  static let canRun =
    run(command: ["soffice", "--version"]).status == 0
    && run(command: ["python3", "-c", "import openpyxl"]).status == 0

  static func run(_ name: String, _ arguments: String...) -> (status: Int32, output: String) {
    run(command: ["python3", "\(projectFolder)/Tests/Scripts/\(name)"] + arguments)
  }

  private static func run(command: [String]) -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONUTF8": "1"]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return (127, "\(error)") }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
