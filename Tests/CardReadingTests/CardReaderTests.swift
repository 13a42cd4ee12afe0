import AssetRegister
import Budget
import CardReading
import Importing
import Profiles
import Reading
import TestKit
import Testing

@Suite struct CardReaderTests {
  private let profile: Profile
  private let plan: RegisterPlan

  init() throws {
    profile = try ProfileLoader.load("hebei-2020")
    plan = try #require(profile.register)
  }

  private func cards(_ text: String) throws -> CardStore {
    let schema = try #require(profile.input(plan.input))
    let reader = CardReader(
      schema: schema, context: ImportContext(year: 2020, codes: profile.codes))
    let folder = try Scratch()
    return try reader.cards(of: SpreadsheetFile(path: folder.write(text, to: "cards.csv")))
  }

  @Test func `amounts become atoms, codes stay texts, totals and blank rows are no cards`() throws {
    let store = try cards(
      """
      固定资产卡片,,,,
      资产编号,资产名称,资产分类代码,数量,原值（元）
      00012,台式机,2010104,1,"4,980.00"
      00013,打印机,2010601,2,1.25万元
      ,,,,
      合计,,,3,"17,480.00"
      """)
    #expect(store.count == 2)
    let number = try #require(store.column("number"))
    let cost = try #require(store.column("cost"))
    #expect(store.text(0, number) == "00012")
    #expect(store.amount(0, cost) == 498_000)
    #expect(store.amount(1, cost) == 1_250_000)
    #expect("\(store.place(1, cost))".hasSuffix("E4"))
    #expect(store.unreadable.isEmpty)
  }

  @Test func `an amount that is no number is told with its cell`() throws {
    let store = try cards("资产编号,资产名称,资产分类代码,原值（元）\n1,椅,6010300,约二百\n")
    #expect(store.unreadable.map(\.raw) == ["约二百"])
    #expect(store.unreadable.first.map { "\($0.place)".hasSuffix("D2") } == true)
  }

  @Test func `a file without a header of cards is refused`() throws {
    #expect(throws: CardReadError.self) { try cards("甲,乙\n1,2\n") }
  }

  @Test func `columns without a unit of money are refused`() throws {
    #expect(throws: CardReadError.self) {
      try cards("资产编号,资产名称,资产分类代码,原值\n1,椅,6010300,200\n")
    }
  }
}
