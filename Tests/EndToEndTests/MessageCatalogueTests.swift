import Foundation
import TestKit
import Testing

/// Every message with the input that makes it: `Catalogue/NAME` has what the case is about, the
/// command, the files that differ from `Catalogue/base`, and the exact output in both languages.
@Suite struct MessageCatalogueTests {
  private static let folder = #filePath.replacing(
    "MessageCatalogueTests.swift", with: "Catalogue")

  private static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0 != "base" }.sorted()

  @Test(arguments: cases, ["zh", "en"])
  func `the message is exactly this`(name: String, language: String) throws {
    let scratch = try Scratch()
    for source in ["base", name] { try Self.copy(source, to: scratch) }
    let command = try String(contentsOfFile: "\(Self.folder)/\(name)/command", encoding: .utf8)
    let arguments = command.split(separator: " ").map {
      $0.trimmingCharacters(in: .newlines)
    }
    let run = try Program.run(
      executable: "/bin/sh",
      [
        "-c", "cd \"$0\" && exec \"$@\"", scratch.path, Program.path,
      ] + arguments + ["--language", language])
    let output = Self.lasting("status \(run.status)\n\(run.errors)\(run.output)")
    let path = "\(Self.folder)/\(name)/expected.\(language)"
    let expected = try? String(contentsOfFile: path, encoding: .utf8)
    guard let expected, ProcessInfo.processInfo.environment["RECORD"] == nil else {
      try output.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)/expected.\(language)")
      return
    }
    #expect(output == expected, "\(lineDifference(from: expected, to: output))")
  }

  // Without what every new rule changes: the counts, and hints about inputs that are not there.
  private static func lasting(_ output: String) -> String {
    let heads = ["info: ", "提示: ", "agree ", "相符 "]
    var isBelowHint = false
    return output.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      // The rules below a hint that names what checks lack.
      guard !(isBelowHint && line.hasPrefix("    ")) else { return false }
      isBelowHint = line.hasPrefix("info: ") || line.hasPrefix("提示: ")
      return !heads.contains(where: line.hasPrefix)
        && !(line.hasPrefix("规则 ") && line.contains(" 条，"))
        && !line.contains(" rules, ")
    }.joined(separator: "\n")
  }

  private static func copy(_ name: String, to scratch: Scratch) throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(name)")
    for file in files where !["about", "command"].contains(file) && !file.hasPrefix("expected.") {
      let path = "\(folder)/\(name)/\(file)"
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      guard !isFolder.boolValue else { continue }
      try scratch.write(try String(contentsOfFile: path, encoding: .utf8), to: file)
    }
  }
}
