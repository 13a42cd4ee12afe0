import Foundation
import TestKit

/// The built program, run as a user runs it.
struct Program {
  /// What one run came to.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The program that was built beside the tests.
  static let path: String = {
    // The test bundle lies in the folder of the products.
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder =
      bundle?.deletingLastPathComponent()
      ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "gouji").path
  }()

  /// Runs gouji in English unless told otherwise.
  static func run(
    _ arguments: [String], program: String = path, language: String = "en"
  ) throws -> Outcome {
    try run(executable: program, arguments + ["--language", language])
  }

  /// Runs any program by its path.
  static func run(executable: String, _ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let scratch = try Scratch()
    let names = ["output", "errors"].map { "\(scratch.path)/\($0)" }
    for name in names { try Data().write(to: URL(filePath: name)) }
    process.standardOutput = FileHandle(forWritingAtPath: names[0])
    process.standardError = FileHandle(forWritingAtPath: names[1])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try scratch.read("output"),
      errors: try scratch.read("errors"))
  }

  /// The path of a program of the machine; nil where it is not installed.
  static func find(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether Python can import python_calamine.
  static let hasCalamine: Bool = {
    guard let python = find("python3") else { return false }
    return (try? run(executable: python, ["-c", "import python_calamine"]).status) == 0
  }()

  /// Whether LibreOffice is there and can open text documents.
  static let hasLibreOfficeWriter: Bool = {
    guard OutsideProgram.hasLibreOffice, let path = find("soffice") else { return false }
    let folder = URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent()
    return FileManager.default.fileExists(atPath: folder.appending(path: "libswlo.so").path)
  }()

  /// Whether Python can import docx (python-docx).
  static let hasPythonDocx: Bool = {
    guard let python = find("python3") else { return false }
    return (try? run(executable: python, ["-c", "import docx"]).status) == 0
  }()

  /// Runs a script of `Tests/Scripts`.
  static func script(_ name: String, _ arguments: [String]) throws -> Outcome {
    try run(
      executable: find("python3") ?? "python3",
      ["\(projectFolder)/Tests/Scripts/\(name)"] + arguments)
  }
}

/// The path of a fixture.
func fixture(_ name: String) -> String { "\(projectFolder)/Fixtures/\(name)" }

/// Copies a folder of fixtures into a scratch folder and returns the copy's path.
func copy(_ name: String, to scratch: Scratch) throws -> String {
  let target = "\(scratch.path)/\(name.split(separator: "/").last ?? "copy")"
  try FileManager.default.copyItem(atPath: fixture(name), toPath: target)
  return target
}
