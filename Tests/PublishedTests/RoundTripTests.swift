import Budget
import Localization
import Published
import Sheets
import TestKit
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: [
    ("weixian-2020", 12, 2020), ("weixian-2020-corrected", 12, 2020), ("yuntai-2024", 9, 2024),
    ("songpu-2026", 9, 2026), ("songpu-library-2026", 9, 2026),
  ])
  func `our own workbook is read back in every figure`(
    fixture: String, tables: Int, year: Int
  ) throws {
    let made = try Published2020(fixture: fixture)
    let read = made.read(try made.sheets())
    #expect(read.tables.count == tables)
    #expect(read.tables.allSatisfy { $0.confidence > 0.9 })
    #expect(read.year == year)
    #expect(read.unitName == Published2020.unit.name)
    // Only Hebei prints the code before the name.
    #expect(read.unitCode == (fixture.hasPrefix("weixian") ? Published2020.unit.code : nil))
    #expect(read.notes.map(\.message.chinese) == [])
    #expect(made.differences(from: read.statements) == [])
  }

  // 208 budgets: 52 for each standard.
  @Test(
    arguments: ["hebei-2020", "national-2016", "shanghai-2026", "shanghai-2026-unit"], 0..<52)
  func `random budgets are read back in every figure`(standard: String, seed: Int) throws {
    let made = try Published2020(RandomBudget(seed: UInt64(seed)), by: standard)
    let read = made.read(try made.sheets())
    #expect(made.differences(from: read.statements) == [])
  }

  @Test func `what the file format does not allow is told of every sheet with a table`() throws {
    let made = try Published2020(fixture: "weixian-2020-corrected")
    var sheets = try made.sheets()
    let message = Message(zh: "不是有效数字", en: "no number")
    let spot = Place.Spot.cell(CellAddress(row: 9, column: 1))
    for index in sheets.indices {
      sheets[index].notes = [SheetNote(spot: spot, message: message, raw: "12x")]
    }
    let flaws = made.read(sheets).notes.filter { $0.kind == "file-flaw" }
    #expect(!flaws.isEmpty)
    #expect(flaws.allSatisfy { $0.place.spot == spot && $0.place.sheet != nil })
    #expect(flaws.allSatisfy { $0.severity == .warning && $0.verdict == .notChecked })
  }
}
