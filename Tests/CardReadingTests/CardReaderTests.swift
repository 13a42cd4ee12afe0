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

  @Test func `stray quotes and NUL bytes are told with their line`() throws {
    let store = try cards(
      "资产编号,资产名称,资产分类代码,原值（元）\n1,27\"屏,2010104,200\n2,椅\0子,6010300,100\n")
    #expect(store.count == 2)
    #expect(store.notes.map { "\($0.place)".split(separator: ":").last } == ["2", "3"])
  }

  @Test func `rows that are no cards go wherever they stand, and the cards behind them stay`()
    throws
  {
    // More rows than one batch of cells has, with totals and remarks at every batch's edges.
    let head = "资产编号,资产名称,资产分类代码,数量,原值（元）\n"
    let lines = (0..<3000).map { row in
      switch row % 7 {
      case 3: " 合计 ,,,1,\(row)"
      case 5: ",,,,"
      case 6: "\(row),椅,6010300,1,约\(row)"
      default: "\(row), 椅\(row % 11) ,6010300,\(row % 5),\"\(row).50\""
      }
    }
    let store = try cards(head + lines.joined(separator: "\n"))
    let (number, name, cost) = (
      try #require(store.column("number")), try #require(store.column("name")),
      try #require(store.column("cost"))
    )
    let kept = (0..<3000).filter { $0 % 7 != 3 && $0 % 7 != 5 }
    #expect((0..<store.count).map { store.text($0, number) } == kept.map { "\($0)" })
    #expect((0..<store.count).map { Int(store.rows[$0]) } == kept.map { $0 + 1 })
    for (card, row) in kept.enumerated() where row % 7 != 6 {
      #expect(store.text(card, name) == "椅\(row % 11)")
      #expect(store.amount(card, cost) == Int64(row) * 100 + 50)
    }
    let refused = kept.indices.filter { kept[$0] % 7 == 6 }
    #expect(store.unreadable.map(\.card) == refused)
    #expect(store.unreadable.map(\.raw) == refused.map { "约\(kept[$0])" })
  }

  @Test func `a file without a header of cards is refused`() throws {
    #expect(throws: CardReadError.self) { try cards("甲,乙\n1,2\n") }
  }

  @Test func `columns without a unit of money are refused`() throws {
    #expect(throws: CardReadError.self) {
      try cards("资产编号,资产名称,资产分类代码,原值\n1,椅,6010300,200\n")
    }
  }

  @Test(arguments: [
    "2019-03-05", "2019/3/5", "20190305", "2019年3月5日", "2019-03-05 0:00:00", "2019-03-05T00:00:00",
  ])
  func `a card is the same however its day is written`(day: String) throws {
    func card(_ day: String) throws -> CardStore {
      try cards("资产名称,资产分类代码,取得日期,原值（元）\n沙发,6010400,\(day),3000\n")
    }
    let match = RegisterMatch(prior: try card("2019.3.5"), current: try card(day), plan: plan)
    #expect(match.current.standing == [.unchanged])
  }

  @Test func `cards of many different texts match as those of few do`() throws {
    // Beyond some thousand texts a column does not look for repeats.
    let lines = (0..<20_000).map { "ZC\($0),椅\($0 % 7),6010300,记字第\($0)号,200" }
    let head = "资产编号,资产名称,资产分类代码,会计凭证号,原值（元）"
    let prior = try cards(([head] + lines).joined(separator: "\n"))
    let current = try cards(
      ([head] + lines.reversed().map { $0.replacing("ZC19999,", with: ",") })
        .joined(separator: "\n"))
    let match = RegisterMatch(prior: prior, current: current, plan: plan)
    #expect(match.current.count(.unchanged) == 19_999)
    #expect(match.current.count(.changed) == 1)
    #expect(match.step.first == .voucher)
  }
}
