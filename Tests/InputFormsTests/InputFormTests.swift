import Budget
import Importing
import InputForms
import Localization
import Profiles
import Reading
import Sheets
import TestKit
import Testing
import XLSXWriter

@Suite struct InputFormTests {
  private static let profiles = TemplateSource.builtInProfiles

  /// Every form of a profile, written and read again.
  private func written(_ id: String) throws -> [(form: InputForm, path: String, scratch: Scratch)] {
    let profile = try ProfileLoader.load(id)
    return try ProjectForm(profile: profile, year: profile.validYears.lowerBound).forms.map {
      let scratch = try Scratch()
      let path = "\(scratch.path)/\($0.fileName)"
      try XLSXWriter.write($0.workbook(), to: path)
      return ($0, path, scratch)
    }
  }

  @Test(arguments: profiles)
  func `an empty form is recognised as its input, has all its columns and no line`(
    id: String
  ) throws {
    let profile = try ProfileLoader.load(id)
    for (form, path, _) in try written(id) {
      let sheets = try SpreadsheetFile(path: path).sheets()
      let sheet = try #require(sheets.first)
      let best = profile.inputs.max { left, right in
        confidence(left, sheet, profile, form.year)
          < confidence(right, sheet, profile, form.year)
      }
      #expect(best?.key == form.role)
      // What the program finds out itself has no Chinese name and is no column.
      #expect(sheet.cells.allSatisfy { $0.address.row != 2 || !$0.text.allSatisfy(\.isASCII) })
      let imported = importer(try #require(profile.input(form.role)), profile, form.year)
        .importing(sheet)
      #expect(imported.facts.allSatisfy { $0.values.values.allSatisfy(isNoMoney) })
      #expect(!imported.isIncomplete, "\(imported.notes.map(\.message.english))")
      #expect(imported.counts.rejected == 0)
      #expect(imported.notes.allSatisfy { $0.severity == .info || $0.kind == .blankAmount })
      #expect(imported.noteCounts[.absentColumns] == nil)
    }
  }

  @Test(arguments: profiles)
  func `the other sheets of a form are not taken for inputs`(id: String) throws {
    let profile = try ProfileLoader.load(id)
    for (form, path, _) in try written(id) {
      for sheet in try SpreadsheetFile(path: path).sheets().dropFirst() {
        for schema in profile.inputs {
          #expect(
            confidence(schema, sheet, profile, form.year) < 0.5,
            "\(path) \(sheet.name) \(schema.key)")
        }
      }
    }
  }

  @Test func `lists are ranges of the list sheet, never texts inside the rule`() throws {
    let profile = try ProfileLoader.load(try #require(Self.profiles.first))
    for form in ProjectForm(profile: profile, year: profile.validYears.lowerBound).forms {
      for dropdown in form.workbook().sheets.flatMap(\.dropdowns) {
        #expect(dropdown.source.hasPrefix("'选项'!$"))
      }
    }
  }

  private func isNoMoney(_ value: FactValue) -> Bool {
    if case .amount(let reading) = value { reading.unit.dimension != .money } else { true }
  }

  private func importer(_ schema: InputSchema, _ profile: Profile, _ year: Int) -> SheetImporter {
    SheetImporter(
      schema: schema,
      context: ImportContext(year: year, codes: profile.codes))
  }

  private func confidence(_ schema: InputSchema, _ sheet: Sheet, _ profile: Profile, _ year: Int)
    -> Double
  {
    importer(schema, profile, year).recognise(sheet).confidence
  }
}
