import Budget
import Localization
import Published
import Sheets
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: ["weixian-2020", "weixian-2020-corrected"])
  func `our own workbook is read back in every figure`(fixture: String) throws {
    let made = try Published2020(fixture: fixture)
    let read = made.read(try made.sheets())
    #expect(read.tables.count == 12)
    #expect(read.tables.allSatisfy { $0.confidence > 0.9 })
    #expect(read.year == 2020)
    #expect(read.unitName == Published2020.unit.name)
    #expect(read.unitCode == Published2020.unit.code)
    #expect(read.notes.map(\.message.chinese) == [])
    #expect(made.differences(from: read.statements) == [])
  }

  @Test(arguments: 0..<60)
  func `random budgets are read back in every figure`(seed: Int) throws {
    var random = Random(state: UInt64(seed))
    let made = try Published2020(RandomFacts.tables(&random))
    let read = made.read(try made.sheets())
    #expect(made.differences(from: read.statements) == [])
  }
}
