import Budget
import Sheets
import Testing

/// Facts kept in columns give back what was put in.
@Suite struct FactStoreTests {
  private static let file = "a.xlsx"

  private func reading(_ fen: Int64, _ unit: MeasureUnit, _ raw: String, _ cell: String) throws
    -> Reading
  {
    Reading(
      amount: try .fen(fen), quantum: 0, unit: unit, raw: raw, place: try place(cell))
  }

  private func place(_ cell: String) throws -> Place {
    Place(file: Self.file, sheet: "S", spot: .cell(try #require(CellAddress(cell))))
  }

  @Test(arguments: [
    "100", "100.00", "100.0", "1E2", "¥100", "100.000", "=A1*2", "", "１００", "100.00000000000001",
  ])
  func `an amount keeps its text and cell however it is written`(raw: String) throws {
    let value = try reading(10_000, .yuan, raw, "D7")
    let fact = try stored(["amount": FactCell(.amount(value), raw: raw)], at: "A7")
    #expect(fact.reading("amount") == value)
    #expect(fact["amount"] == .amount(value))
  }

  @Test func `an amount of another row, file or odd quantum is kept as well`() throws {
    var other = try reading(-5, .wanYuan, "-0.000005", "D9")
    other.quantum = 7
    other.place.file = "b.xlsx"
    let fact = try stored(["amount": FactCell(.amount(other), raw: other.raw)], at: "A7")
    #expect(fact.reading("amount") == other)
  }

  @Test func `texts, dates and blanks keep their value, text and cell`() throws {
    let date = SheetDate(precision: .date, year: 2019, month: 8, day: 12)
    let time = SheetDate(precision: .time, milliseconds: 5)
    let cells: [(FactValue, String, String)] = [
      (.text("2080109"), "208-01-09", "B7"), (.text("基本支出"), "基本支出", "C7"),
      (.text("2080109"), "208-01-09", "B3"), (.date(date), "43689", "E7"), (.date(time), "0", "F7"),
      (.empty, "—", "G7"),
    ]
    for (value, raw, cell) in cells {
      let address = try #require(CellAddress(cell))
      let fact = try stored(["x": FactCell(value, raw: raw, address: address)], at: "A7")
      #expect(fact["x"] == value)
      #expect(fact.source("x")?.raw == raw)
      #expect(try fact.source("x")?.place == place(cell))
    }
    let bare = try stored(["x": FactCell(.text("默认"))], at: "A7")
    #expect(bare.text("x") == "默认")
    #expect(bare.source("x") == nil)
    #expect(bare["y"] == nil)
    #expect(try bare.place == place("A7"))
  }

  @Test func `open quanta are settled for each unit, and only in their column`() throws {
    var builder = FactStoreBuilder(file: Self.file, sheet: "S", keys: ["a", "b"])
    for (row, unit) in [MeasureUnit.yuan, .wanYuan].enumerated() {
      var open = try reading(100, unit, "x", "B\(row + 1)")
      open.quantum = -1
      let first = CellAddress(row: row, column: 0)
      builder.append(
        first: first, level: row, cells: [FactCell(.amount(open)), FactCell(.amount(open))])
    }
    builder.settle("a", open: -1) { $0 == .yuan ? 0 : 10_000 }
    let facts = builder.store().facts
    #expect(facts.map { $0.reading("a")?.quantum } == [0, 10_000])
    #expect(facts.map { $0.reading("b")?.quantum } == [-1, -1])
    #expect(facts.map(\.level) == [0, 1])
  }

  @Test func `a fact of a table can be changed into one of its own`() throws {
    var fact = try stored(["x": FactCell(.text("1"))], at: "A7")
    fact.values["x"] = .text("2")
    #expect(fact.text("x") == "2")
    #expect(try fact.place == place("A7"))
  }

  private func stored(_ cells: [String: FactCell], at first: String) throws -> Fact {
    let keys = cells.keys.sorted()
    var builder = FactStoreBuilder(file: Self.file, sheet: "S", keys: keys)
    builder.append(
      first: try #require(CellAddress(first)), level: 0, cells: keys.map { cells[$0] })
    return try #require(builder.store().facts.first)
  }
}
