import Budget
import Decimals
import Importing
import Profiles
import Reading
import Sheets
import TestKit
import Testing
import YAMLReading

/// Large sheets are imported row by row: what comes of them must not differ.
@Suite struct StreamTests {
  @Test func `rows in a stream give the same facts, notes and counts as the sheet in memory`()
    throws
  {
    let profile = try ProfileLoader.load("hebei-2020")
    var compared = 0
    for one in AwkwardFileTests.cases where one.profile == "hebei-2020" {
      let schema = try #require(profile.input(one.role))
      let importer = SheetImporter(
        schema: schema,
        context: ImportContext(
          year: one.year, codes: profile.codes, categories: profile.categories))
      for file in [one.file, one.twin] {
        for sheet in try SpreadsheetFile(path: "\(AwkwardFileTests.folder)/\(file)").sheets()
        where !sheet.cells.contains(where: { $0.formula != nil }) {
          let whole = importer.importing(sheet)
          let streamed = streamed(sheet, importer)
          #expect(streamed.short(schema) == whole.short(schema), "\(file)")
          #expect(streamed.notes == whole.notes, "\(file)")
          #expect(streamed.counts == whole.counts, "\(file)")
          #expect(streamed.isBalanced, "\(file)")
          compared += 1
        }
      }
    }
    #expect(compared > 140)
  }

  private func streamed(_ sheet: Sheet, _ importer: SheetImporter) -> ImportedSheet {
    guard let first = sheet.cells.first?.address.row else { return importer.importing(sheet) }
    let head = sheet.cells.filter { $0.address.row < first + SheetImport.headRows }
    var work = importer.begin(SheetFrame(sheet), head: head)
    for row in Set(sheet.cells.map(\.address.row)).sorted() {
      work.take(sheet.cells.filter { $0.address.row == row })
    }
    return work.finish()
  }

  @Test(
    arguments: [
      // Cells of two rows, what becomes of C1, and the kinds of notes.
      ("5|2|=A1-B1→3", "3", []),
      ("5|2|=A1-B1→4", "3", ["formula-differs"]),
      ("5|2|=A1-B1→", "3", []),
      ("5|2|=SUM(A1:B2)→\n1|1", "9", []),
      ("5|2|=A1-A9→4", "4", ["formula-unverified"]),
      ("5|2|=A1-Other!A1→4", "4", ["formula-unverified"]),
      ("5|2|=A1-A9→", "∅", ["formula-unverified"]),
      ("5|=A9→|=A1-B1→4", "4", ["formula-unverified"]),
      ("5|=A9→|=A1-B1→", "∅", ["formula-unverified"]),
      ("5|2|=VLOOKUP(A1,B1:B1,1,0)→4", "4", ["formula-unverified"]),
    ] as [(String, String, [String])])
  func `formulas of a window's own rows are computed, the others told`(
    drawing: String, value: String, notes: [String]
  ) throws {
    let sheet = Sheet(drawing)
    var cells = sheet.cells
    var formulas = RowFormulas(SheetFrame(sheet))
    formulas.compute(&cells)
    let cell = try #require(cells.first { "\($0.address)" == "C1" })
    if case .number(let number) = cell.value {
      #expect(number.description == value)
    } else {
      #expect(cell.value == nil && value == "∅")
    }
    #expect(formulas.notes.all.map(\.kind.rawValue) == notes)
  }
}
