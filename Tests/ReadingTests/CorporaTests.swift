import Localization
import Reading
import Sheets
import TestKit
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the third-party corpora are; nil where they are not on this machine.
private let corpora = ProcessInfo.processInfo.environment["GOUJI_SHARED"].map { $0 + "/corpora" }

// Skipped, and said to be, where GOUJI_SHARED does not name the folder with the corpora.
@Suite(.enabled(if: corpora != nil, "GOUJI_SHARED is not set")) struct CorporaTests {
  private func workbooks() throws -> [String] {
    let root = try #require(corpora)
    let files = try FileManager.default.subpathsOfDirectory(atPath: root)
    return files.filter { $0.lowercased().hasSuffix(".xlsx") || $0.lowercased().hasSuffix(".xlsm") }
      .sorted()
  }

  @Test func `every workbook is read, or its refusal is on the list with its reason`() throws {
    let root = try #require(corpora)
    let list = try String(
      contentsOfFile: projectFolder + "/Fixtures/readers/corpora-refusals.tsv", encoding: .utf8)
    var expected: [String: String] = [:]
    for line in list.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t")
      expected[String(fields[0])] = String(fields[1])
    }
    var refused: [String: String] = [:]
    for name in try workbooks() {
      do throws(ReadError) {
        let file = try SpreadsheetFile(path: root + "/" + name)
        for sheet in file.sheetNames { _ = try file.summary(ofSheet: sheet) }
      } catch {
        refused[name] = error.reason.rawValue
      }
    }
    #expect(refused == expected)
  }

  @Test(arguments: ["csv-spectrum/csvs", "csv-test-data/csv"])
  func `plain CSV suites are read and their bad files are refused`(folder: String) throws {
    let root = try #require(corpora) + "/" + folder
    for name in try FileManager.default.contentsOfDirectory(atPath: root)
    where name.hasSuffix(".csv") {
      let file = try SpreadsheetFile(path: root + "/" + name)
      let sheet = try #require(try file.sheets().first)
      var isRefused = false
      do throws(ReadError) { try sheet.requireStrictTable() } catch { isRefused = true }
      #expect(isRefused == name.hasPrefix("bad-"), "\(name)")
    }
  }
}
