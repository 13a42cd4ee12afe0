import Decimals
import TestKit
import Testing

@Suite struct StoredDecimalTests {
  private func stored(_ text: String) -> String? {
    ExactDecimal(stored: Array(text.utf8).span)?.description
  }

  @Test(arguments: [
    ("12518.549999999999", "12518.55"), ("0.30000000000000004", "0.30000000000000004"),
    ("12518.55", "12518.55"), ("1E-3", "0.001"), ("-66.650000000000006", "-66.65"),
    ("123456789012345678", "123456789012345680"), ("4.9406564584124654E-324", "5e-324"),
    ("1.7976931348623157E308", "1.7976931348623157e308"), ("0", "0"), ("-0.0", "0"),
    ("0.1000000000000000055511151231257827", "0.1"), ("1.0000000000000000", "1"),
    ("72057594037927936", "72057594037927940"), ("+5", "5"), (".5", "0.5"),
  ])
  func `a stored double gives the shortest decimal with the same double`(
    text: String, decimal: String
  ) {
    #expect(stored(text) == decimal)
  }

  @Test(arguments: [
    "", "abc", "1,2", "1e", "1e99999", "1e400", "--1", ".", "1 ", "0x10", "NaN", "inf",
  ])
  func `what is no double is refused`(text: String) {
    #expect(stored(text) == nil)
  }

  @Test func `the short way and the long way agree`() {
    var random = SeededRandom(seed: 2020)
    for _ in 0..<20_000 {
      let cents = Double(random.next() % 10_000_000_000_000) / 100
      let value = random.next() % 4 == 0 ? cents + 0.1 : cents / Double(1 + random.next() % 3)
      let shortest = ExactDecimal(shortestFor: value)
      #expect(ExactDecimal(stored: Array("\(value)".utf8).span) == shortest)
      // A program that prints 17 digits writes the same double.
      if let long = seventeenDigits(value) {
        #expect(ExactDecimal(stored: Array(long.utf8).span) == shortest, "\(long)")
      }
    }
  }

  @Test func `digits that were read already give the number that the text gives`() throws {
    var random = SeededRandom(seed: 77)
    var short = 0
    for _ in 0..<20_000 {
      let magnitude: UInt64 =
        random.next() % [100, 1 << 40, 10_000_000_000_000_000, .max][Int(random.next() % 4)]
      guard magnitude < 10_000_000_000_000_000_000 else { continue }
      let places = Int(random.next() % 17)
      let read = ExactDecimal(storedDigits: magnitude, places: places, isNegative: true)
      guard let read else { continue }
      short += 1
      #expect(read == ExactDecimal(stored: Array("-\(magnitude)e-\(places)".utf8).span))
    }
    #expect(short > 9000)
  }

  /// The exact decimal value of a double of ordinary size, cut to 17 digits where that still names it.
  private func seventeenDigits(_ value: Double) -> String? {
    guard value > 1, value < 1e12 else { return nil }
    let whole = value.rounded(.down)
    var text = String(Int64(whole))
    let places = 17 - text.utf8.count
    var rest = value - whole
    text += "."
    for _ in 0..<places {
      rest *= 10
      let digit = rest.rounded(.down)
      text += String(Int(digit))
      rest -= digit
    }
    return Double(text) == value ? text : nil
  }

  @Test(arguments: [
    ("12518.55", "12518.55"), ("-0.10", "-0.1"), ("0", "0"), ("0.5", "0.5"), (".5", "0.5"),
    ("123456789012345", "123456789012345"), ("20801", "20801"),
  ])
  func `plain digits are a number`(text: String, number: String) {
    #expect(ExactDecimal(plain: Array(text.utf8).span)?.description == number)
  }

  @Test(arguments: [
    "007", "00", "-01.5", "1e5", "+5", "5.", "1234567890123456", "110101199001011234", "", "-",
    "1,5",
    " 5", "0x1", "1.2.3", "--5",
  ])
  func `codes and all else stay text`(text: String) {
    #expect(ExactDecimal(plain: Array(text.utf8).span) == nil)
  }

  @Test func `sums of far apart exponents lose nothing`() throws {
    var sum = ExactSum()
    for text in ["1e-20", "5e15", "1e20", "2.5", "-1e20"] {
      sum.add(try #require(ExactDecimal(text)))
    }
    #expect(sum.description == "5000000000000002.50000000000000000001")
  }
}
