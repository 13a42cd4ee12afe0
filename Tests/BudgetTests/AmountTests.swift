import Budget
import Decimals
import Testing

@Suite struct AmountTests {
  @Test(
    arguments: [
      (499_999, 10_000, 500_000), (4_999, 10_000, 0), (5_000, 10_000, 10_000),
      (-5_000, 10_000, -10_000), (-4_999, 10_000, 0), (123, 0, 123), (123, 1, 123),
    ] as [(Int64, Int64, Int64)])
  func `rounding is half up by magnitude`(fen: Int64, quantum: Int64, rounded: Int64) throws {
    #expect(try Amount.fen(fen).rounded(to: quantum).atoms == rounded)
  }

  @Test func `beyond the limit nothing is computed`() throws {
    let most = try Amount.fen(Amount.limit)
    #expect(throws: AmountError.tooLarge) { try most.adding(try Amount.fen(1)) }
    #expect(throws: AmountError.tooLarge) { try most.multiplied(by: 2) }
    #expect(throws: AmountError.tooLarge) { try most.multiplied(by: .max) }
    #expect(throws: AmountError.dimensionsDiffer) { try most.adding(.zero(.area)) }
  }

  @Test(
    arguments: [
      ("12518.55", "万元", 12_518_550_000, true), ("0.000001", "万元", 1, true),
      ("0.0000004", "万元", 0, false), ("-0.005", "元", -1, false), ("2474", "㎡", 24_740_000, true),
      ("1e3", "元", 100_000, true),
    ] as [(String, String, Int64, Bool)])
  func `numbers become atoms of their unit`(
    number: String, unit: String, atoms: Int64, exact: Bool
  ) throws {
    let unit = try #require(MeasureUnit(named: unit))
    let read = try unit.amount(try #require(ExactDecimal(number)))
    #expect(read.amount.atoms == atoms)
    #expect(read.exact == exact)
  }

  @Test(
    arguments: [
      (12_518_550_000, 2, "12,518.55"), (-3_795_700_000, 2, "-3,795.70"), (4_999, 2, "0.00"),
      (5_000, 2, "0.01"), (-1, 6, "-0.000001"), (1_000_000, 0, "1"), (0, 2, "0.00"),
    ] as [(Int64, Int, String)])
  func `amounts print in 万元`(fen: Int64, decimals: Int, text: String) throws {
    #expect(
      MeasureUnit.wanYuan.text(try Amount.fen(fen), decimals: decimals, grouped: true) == text)
  }

  @Test func `printing and reading a number in a unit agree`() throws {
    for unit in MeasureUnit.all {
      for atoms in [0, 1, -1, 99, 1_234_567, -9_000_000_000_000_000] as [Int64] {
        let amount = try Amount(atoms: atoms, dimension: unit.dimension)
        #expect(try unit.amount(unit.decimal(amount)).amount == amount)
      }
    }
  }
}
