import Reading
import Sheets
import TestKit
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The sheets beside the tables, compared with the official forms, which are not part of the
/// repository.
@Suite(.enabled(if: formsFolder != nil, "GOUJI_SHARED is not set"))
struct FrontSheetTests {
  private func form(_ form: Form) throws -> SpreadsheetFile {
    try SpreadsheetFile(
      path: "\(try #require(formsFolder))/real/\(form.layout)-template.xlsx")
  }

  @Test(arguments: Form.allCases)
  func `cover and texts are merged as in the form`(form: Form) throws {
    let file = try self.form(form)
    let exported = try Exported(form.project)
    for name in file.sheetNames where !name.contains("表") {
      let sheet = try #require(exported.sheet(name), "\(name)")
      #expect(Set(sheet.merges) == Set(try file.sheet(named: name).merges), "\(name)")
    }
  }

  // Dots up to a page number that no form has filled in, and blanks, are left out.
  @Test(arguments: Form.allCases)
  func `the contents have the form's lines in the form's rows`(form: Form) throws {
    let official = try self.form(form).sheet(named: "目录")
    let ours = try #require(try Exported(form.project).sheet("目录"))
    func lines(_ sheet: Sheet) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: sheet.cells.filter { !$0.text.isEmpty }.map { cell in
          let text = cell.text.filter { !"… 　".contains($0) }.replacing("．", with: ".")
          return (cell.address.description, String(text))
        })
    }
    #expect(lines(ours) == lines(official))
  }
}

private let formsFolder = ProcessInfo.processInfo.environment["GOUJI_SHARED"]
