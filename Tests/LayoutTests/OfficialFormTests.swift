import Reading
import Sheets
import TestKit
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The layout of an official form, as `Tests/Scripts/layout_facts.py` takes it from the file.
struct FormLayout: Decodable {
  struct Table: Decodable {
    var sheet: String
    /// The row of the line with the body's name, counted from 1, as all rows here.
    var line: Int
    /// The first row below the headings.
    var body: Int
    /// The row of the total; nil where the table is one line.
    var foot: Int?
    var cells: [String: String]
    var merges: [String]
    var formats: [String: String]
  }
  /// The cover, the contents or a sheet with text.
  struct Text: Decodable {
    var sheet: String
    /// The lines by their cells, with `*` for what a body fills in.
    var lines: [String: String]
    var merges: [String]
  }
  var sheets: [String]
  var tables: [Table]
  var texts: [Text]

  init(_ form: Form) throws {
    let path = "\(projectFolder)/Fixtures/layouts/\(form.layout).json"
    let data = try #require(FileManager.default.contents(atPath: path))
    self = try JSONDecoder().decode(FormLayout.self, from: data)
  }
}

/// A form and the example that is printed on it.
enum Form: CaseIterable {
  case department, unit

  var layout: String { "shanghai-2026-\(self)" }
  var project: String { self == .department ? "songpu-2026" : "songpu-library-2026" }
}

@Suite struct OfficialFormTests {
  @Test(arguments: Form.allCases)
  func `the export has the form's sheets in the form's order`(form: Form) throws {
    #expect(try Exported(form.project).publicSheets.map(\.name) == FormLayout(form).sheets)
  }

  @Test(arguments: Form.allCases)
  func `the export equals the form cell by cell`(form: Form) throws {
    let exported = try Exported(form.project)
    for table in try FormLayout(form).tables {
      let sheet = try #require(exported.sheet(table.sheet))
      let shift = try longer(sheet, than: table)
      for (name, text) in table.cells {
        let address = try #require(CellAddress(name))
        let row = address.row + 1 == table.foot ? address.row + shift : address.row
        let cell = sheet.cell(CellAddress(row: row, column: address.column).description)
        if address.row + 1 == table.line, address.column == 0 {
          #expect(cell?.text.hasPrefix(text) == true, "\(table.sheet)!\(name)")
        } else {
          #expect(cell?.text == text, "\(table.sheet)!\(name)")
        }
      }
      let ours = sheet.cells.filter { $0.address.row + 1 < table.body }.map(\.address.description)
      #expect(Set(ours).subtracting(table.cells.keys) == [], "\(table.sheet)")
    }
  }

  @Test(arguments: Form.allCases)
  func `the export equals the form merge by merge`(form: Form) throws {
    let exported = try Exported(form.project)
    for table in try FormLayout(form).tables {
      let sheet = try #require(exported.sheet(table.sheet))
      let shift = try longer(sheet, than: table)
      let expected = try table.merges.map { text in
        let range = try #require(CellRange(text))
        return range.first.row + 1 == table.foot ? range.moved(down: shift) : range
      }
      // The note of a table without money stands below the form.
      let last = (table.foot ?? .max - shift) + shift
      let found = sheet.merges.filter { $0.first.row < last }
      #expect(Set(found) == Set(expected), "\(table.sheet)")
    }
  }

  @Test(arguments: Form.allCases)
  func `cover, contents and sheets with text are those of the form`(form: Form) throws {
    let exported = try Exported(form.project)
    for text in try FormLayout(form).texts {
      let sheet = try #require(exported.sheet(text.sheet))
      #expect(Set(sheet.merges.map(\.text)) == Set(text.merges), "\(text.sheet)")
      for (name, line) in text.lines {
        let found = sheet.cell(name)?.text ?? ""
        let parts = line.split(separator: "*", omittingEmptySubsequences: false)
        let fits =
          parts.count == 1
          ? found == line
          : found.hasPrefix(parts[0]) && found.hasSuffix(parts[parts.count - 1])
            && found.count >= line.count - 1
        #expect(fits, "\(text.sheet)!\(name): \(found) is not \(line)")
      }
      let own = sheet.cells.filter { $0.value != nil }.map(\.address.description)
      let isList = ["封面", "目录"].contains(text.sheet)
      #expect(!isList || Set(own) == Set(text.lines.keys), "\(text.sheet)")
    }
  }

  @Test func `the cover names the district`() throws {
    #expect(
      try Exported("songpu-2026").sheet("封面")?.cell("A3")?.text == "上海市松浦区2026年区级部门预算")
  }

  @Test(arguments: Form.allCases)
  func `figures have the form's number formats`(form: Form) throws {
    let exported = try Exported(form.project)
    for table in try FormLayout(form).tables {
      let sheet = try #require(exported.sheet(table.sheet))
      for (column, format) in table.formats {
        let figures = sheet.cells.filter {
          $0.address.row + 1 >= table.body && $0.address.description.hasPrefix(column)
            && $0.address.description.dropFirst(column.count).allSatisfy(\.isNumber)
        }
        for cell in figures {
          guard case .number = cell.value else { continue }
          let found = cell.format.map { String($0.prefix { $0 != ";" }) }
          #expect(found == format, "\(table.sheet)!\(cell.address)")
        }
      }
    }
  }

  // Needs the official forms, which are not part of the repository.
  @Test(.enabled(if: sharedFolder != nil, "GOUJI_SHARED is not set"), arguments: Form.allCases)
  func `the kept layout is that of the official form`(form: Form) throws {
    let layout = try FormLayout(form)
    let folder = try #require(sharedFolder)
    let file = try SpreadsheetFile(path: "\(folder)/real/\(form.layout)-template.xlsx")
    #expect(file.sheetNames == layout.sheets)
    for table in layout.tables {
      let sheet = try file.sheet(named: table.sheet)
      #expect(Set(sheet.merges.map(\.text)) == Set(table.merges), "\(table.sheet)")
      for (name, text) in table.cells {
        #expect(sheet.cell(name)?.text == text, "\(table.sheet)!\(name)")
      }
      let heads = sheet.cells.filter { $0.address.row + 1 < table.body && $0.value != nil }
      #expect(
        Set(heads.map(\.address.description)).isSubset(of: table.cells.keys), "\(table.sheet)")
    }
    for text in layout.texts {
      let sheet = try file.sheet(named: text.sheet)
      #expect(Set(sheet.merges.map(\.text)) == Set(text.merges), "\(text.sheet)")
      for (name, line) in text.lines where !line.contains("*") {
        let found = sheet.cell(name)?.text.replacing("．", with: ". ") ?? ""
        #expect(found.hasPrefix(line.replacing("．", with: ". ")), "\(text.sheet)!\(name)")
      }
    }
  }

  // How many rows more than the form's sample the export has above the total.
  private func longer(_ sheet: Sheet, than table: FormLayout.Table) throws -> Int {
    guard let foot = table.foot, let label = table.cells["A\(foot)"] else { return 0 }
    let total = try #require(sheet.cells.last { $0.address.column == 0 && $0.text == label })
    return total.address.row + 1 - foot
  }
}

private let sharedFolder = ProcessInfo.processInfo.environment["GOUJI_SHARED"]

extension CellRange {
  fileprivate func moved(down rows: Int) -> CellRange {
    CellRange(
      CellAddress(row: first.row + rows, column: first.column),
      CellAddress(row: last.row + rows, column: last.column))
  }

  fileprivate var text: String { "\(first):\(last)" }
}
