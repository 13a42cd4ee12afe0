import Foundation

/// Programs of the machine that tests hold gouji against, such as python3 and soffice.
public enum OutsideProgram {
  /// Runs `command`, found on the PATH, and returns its status and all that it prints; 127 where
  /// there is no such program.
  public static func run(_ command: [String]) -> (status: Int32, output: String) {
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

  /// Runs a program of `Tests/Scripts`.
  public static func script(_ name: String, _ arguments: [String]) -> (
    status: Int32, output: String
  ) {
    run(["python3", "\(projectFolder)/Tests/Scripts/\(name)"] + arguments)
  }

  /// Whether python3 with openpyxl is there.
  public static let hasOpenpyxl = run(["python3", "-c", "import openpyxl"]).status == 0

  /// Whether LibreOffice is there.
  public static let hasLibreOffice = run(["soffice", "--version"]).status == 0
}
