import ArgumentParser
import Commands
import Reading
import Sheets
import TestKit
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An example project of `Fixtures/`, exported through the command line into a folder of its own.
struct Exported: Sendable {
  let publicSheets: [Sheet]
  let status: Int32
  let findings: Findings

  /// The part of findings.json that tests read.
  struct Findings: Decodable, Sendable {
    struct Finding: Decodable, Sendable {
      var rule: String
      var message: String
    }
    var summary: [String: Int]
    var findings: [Finding]
  }

  // Every test looks at the same exports.
  private static let all = Dictionary(
    uniqueKeysWithValues: ["yuntai-2024", "songpu-2026", "songpu-library-2026"].map { project in
      (project, Result { try Exported(exporting: project) })
    })

  init(_ project: String) throws {
    self = try #require(Self.all[project]).get()
  }

  private init(exporting project: String) throws {
    try self.init(folder: "\(projectFolder)/Fixtures/\(project)")
  }

  /// Exports the project in a folder.
  init(folder project: String) throws {
    let folder = temporaryFolderPath()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    status = try Self.export(project, to: folder)
    publicSheets = try SpreadsheetFile(path: "\(folder)/公开.xlsx").sheets()
    let json = FileManager.default.contents(atPath: "\(folder)/findings.json") ?? Data()
    findings = try JSONDecoder().decode(Findings.self, from: json)
  }

  /// Exports the project in a folder and gives the exit status.
  static func export(_ project: String, to folder: String) throws -> Int32 {
    var command = try GoujiCommand.parseAsRoot([
      "export", project, "-o", folder,
    ])
    do {
      try command.run()
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    }
  }

  func sheet(_ name: String) -> Sheet? { publicSheets.first { $0.name == name } }
}

extension Sheet {
  func cell(_ name: String) -> Cell? {
    CellAddress(name).flatMap { address in cells.first { $0.address == address } }
  }
}

/// A path for a folder that does not exist yet.
func temporaryFolderPath() -> String {
  FileManager.default.temporaryDirectory.path + "/layout-\(UUID().uuidString)"
}
