import Decimals
import Testing

@Suite struct ExactDecimalTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("007", "7"), ("12518.55", "12518.55"), ("1.500", "1.5"),
    (".5", "0.5"), ("5.", "5"), ("1e3", "1000"), ("1.25E-2", "0.0125"), ("-0.10", "-0.1"),
    ("100000000000000000000", "100000000000000000000"), ("1e300", "1e300"), ("1e-7", "1e-7"),
    ("999999999999999999", "999999999999999999"), ("0.000001", "0.000001"),
  ])
  func `text is read exactly and printed without needless zeros`(text: String, printed: String) {
    #expect(ExactDecimal(text)?.description == printed)
  }

  @Test(arguments: ["", "-", ".", "1,2", "1e", "1.2.3", "e5", " 1", "1234567890123456789", "0x1"])
  func `what is no number is refused`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func `a stored double gives the decimal that was typed`() {
    #expect(ExactDecimal(shortestFor: 12518.549999999999)?.description == "12518.55")
    #expect(ExactDecimal(shortestFor: 0.1 + 0.2)?.description == "0.30000000000000004")
    #expect(ExactDecimal(shortestFor: .nan) == nil)
  }

  @Test(
    arguments: [
      ("0.005", 2, 1, false), ("-0.005", 2, -1, false), ("0.0049999", 2, 0, false),
      ("12518.55", 2, 1_251_855, true), ("1e3", 2, 100_000, true), ("0", 5, 0, true),
      ("1e-30", 2, 0, false), ("0.5", 0, 1, false), ("-0.5", 0, -1, false),
    ] as [(String, Int, Int64, Bool)])
  func `scaling rounds half away from zero and says so`(
    text: String, power: Int, value: Int64, exact: Bool
  ) throws {
    let scaled = try #require(ExactDecimal(text)?.scaled(by: power))
    #expect(scaled == (value, exact))
  }

  @Test func `numbers too large for the scale are refused`() {
    #expect(ExactDecimal("1e18")?.scaled(by: 2) == nil)
    #expect(ExactDecimal("99999999999999999")?.scaled(by: 4) == nil)
  }

  @Test func `order follows the values`() {
    let texts = ["-1e20", "-3", "-2.5", "-1e-9", "0", "1e-9", "0.5", "2.45", "2.5", "3", "1e20"]
    let numbers = texts.compactMap { ExactDecimal($0) }
    #expect(numbers.count == texts.count)
    for (index, left) in numbers.enumerated() {
      for (other, right) in numbers.enumerated() { #expect((left < right) == (index < other)) }
    }
  }

  @Test func `sums lose nothing`() throws {
    var sum = ExactSum()
    for text in ["1e30", "0.1", "0.2", "-1e30", "12518.55", "-0.3"] {
      sum.add(try #require(ExactDecimal(text)))
    }
    #expect(sum.description == "12518.55")
    var other = ExactSum()
    other.add(try #require(ExactDecimal("-12518.56")))
    sum.add(other)
    #expect(sum.description == "-0.01")
    #expect(ExactSum().description == "0")
  }
}
