import Decimals
import Formulas
import Localization
import Sheets
import TestKit
import Testing

/// The sheets on which the formulas of these tests stand: 表 and 收支总表.
enum Desk {
  /// A1… of 表; an absent cell is empty.
  static let cells: [String: CellValue] = [
    "A1": .number(ExactDecimal(significand: 6665, exponent: -2)),
    "A2": .number(ExactDecimal(significand: 96, exponent: -1)),
    "A3": .number(ExactDecimal(significand: 124_423, exponent: -1)), "B1": .text("相符"),
    "B2": .text("12.5"), "B3": .boolean(true), "C1": .error("#DIV/0!"), "C2": .text(""),
    "D1": .number(ExactDecimal(significand: -5, exponent: -1)),
    "D2": .number(ExactDecimal(significand: 5, exponent: -1)), "D3": .number(.zero),
  ]

  static func resolve(_ sheet: String, _ range: CellRange) -> ResolvedCells {
    if sheet == "收支总表" {
      return .cells([(range.first, .value(.number(Fraction(7))))])
    }
    guard sheet == "表" else { return .cannot(.missingSheet(sheet)) }
    return .cells(
      cells.compactMap { text, value in
        guard let address = CellAddress(text), range.contains(address) else { return nil }
        return (address, FormulaValue(value).map { .value($0) } ?? .cannot(.cycle))
      }.sorted { $0.address < $1.address })
  }

  static func result(_ formula: String) throws -> FormulaResult {
    try Formula(parsing: formula).evaluated(on: "表", resolve: resolve)
  }

  /// The result as a text: `76.25`, `"x"`, `TRUE`, `#N/A`, or `? ` and the reason.
  static func text(_ formula: String) throws -> String {
    switch try result(formula) {
    case .value(.number(let number)): number.description
    case .value(.text(let text)): "\"\(text)\""
    case .value(.boolean(let value)): value ? "TRUE" : "FALSE"
    case .value(.error(let error)): error.rawValue
    case .value(.blank): "blank"
    case .cannot(let obstacle): "? \(obstacle.message.english)"
    }
  }
}

@Suite struct EvaluatorTests {
  @Test(arguments: [
    // Arithmetic is exact.
    ("0.1+0.2=0.3", "TRUE"), ("A1+A2+A3", "12518.55"), ("1/3", "1/3"), ("1/3*3", "1"),
    ("A1-66.65", "0"), ("-2^2", "4"), ("2^-2", "0.25"),
    ("2^0.5", "? this power cannot be computed here"),
    ("50%", "0.5"), ("1/0", "#DIV/0!"), ("0/0", "#DIV/0!"), ("0^0", "#NUM!"), ("(-1)^1001", "-1"),
    ("2^200", "? this power cannot be computed here"),
    ("1E38*10", "? a number passes the range of exact arithmetic"),
    // Conversions.
    ("B2+1", "13.5"), ("B1+1", "#VALUE!"), ("B3+1", "2"), ("Z9+1", "1"), ("Z9", "0"),
    ("\"\"+1", "#VALUE!"),
    ("\"1,234\"+1", "? whether the text \"1,234\" is a number depends on the program"),
    ("A1&\"元\"", "\"66.65元\""), ("1/3&\"\"", "\"0.333333333333333\""), ("Z9&B3", "\"TRUE\""),
    // Comparison.
    ("B1=\"相符\"", "TRUE"), ("\"A\"=\"a\"", "TRUE"), ("1=\"1\"", "FALSE"), ("Z9=0", "TRUE"),
    ("Z9=\"\"", "TRUE"), ("C2=\"\"", "TRUE"), ("2<\"1\"", "TRUE"), ("\"z\"<FALSE", "TRUE"),
    ("A1>=A1", "TRUE"), ("D1<Z9", "TRUE"),
    ("\"a\"<\"b\"", "? the order of texts depends on the program"),
    // Errors spread; the first operand's wins.
    ("C1+1", "#DIV/0!"), ("SUM(A1:C3)", "#DIV/0!"), ("#N/A+C1", "#N/A"), ("ISNUMBER(C1)", "FALSE"),
    // Functions.
    ("SUM(A1:A3)", "12518.55"), ("SUM(A1:B3)", "12518.55"), ("SUM(B1:B3)", "0"),
    ("SUM(TRUE,\"2\",3,)", "6"),
    ("SUM(\"x\")", "#VALUE!"), ("SUM(收支总表!B5,A:A)", "12525.55"), ("SUM(1:1)", "#DIV/0!"),
    ("MIN(A1:A3)", "9.6"), ("MAX(A1:A3,D1)", "12442.3"), ("MAX(B1:B3)", "0"),
    ("ROUND(2.5,0)", "3"), ("ROUND(-2.5,0)", "-3"), ("ROUND(1.005,2)", "1.01"),
    ("ROUND(1234.5,-2)", "1200"),
    ("ROUND(1250,-2)", "1300"), ("ROUND(2/3,4)", "0.6667"), ("ROUNDUP(1.001,2)", "1.01"),
    ("ROUNDUP(-1.001,2)", "-1.01"), ("ROUNDDOWN(-1.999,2)", "-1.99"), ("ROUNDUP(1.5,0)", "2"),
    ("ROUND(A1,1.9)", "66.7"), ("ABS(D1)", "0.5"), ("ABS(-1/3)", "1/3"),
    ("IF(A1>A2,\"大\",1/0)", "\"大\""), ("IF(FALSE,1)", "FALSE"), ("IF(1,,2)", "0"),
    ("IF(\"x\",1,2)", "#VALUE!"),
    ("IF(FALSE,VLOOKUP(1,2,3),5)", "5"), ("AND(1,TRUE)", "TRUE"), ("AND(A1:A3,D3)", "FALSE"),
    ("OR(B1:B2)", "#VALUE!"), ("OR(B1:B3)", "TRUE"), ("AND(\"x\")", "#VALUE!"), ("NOT(D3)", "TRUE"),
    ("ISNUMBER(A1)", "TRUE"), ("ISNUMBER(B2)", "FALSE"), ("ISNUMBER(Z9)", "FALSE"),
    ("N(B3)", "1"), ("N(B1)", "0"), ("N(C1)", "#DIV/0!"),
    (
      "IF(AND(ISNUMBER(A1),ISNUMBER(A2)),IF(ROUND(A1*10^2,0)-ROUND(A2*10^2,0)=5705,\"相符\",\"不符\"),\"未能核对\")",
      "\"相符\""
    ),
    ("AVERAGE(A2,D1:D3)", "2.4"), ("AVERAGE(B1:B3)", "#DIV/0!"), ("AVERAGE(C1,1)", "#DIV/0!"),
    ("COUNT(A1:D3)", "6"), ("COUNT(1,\"2\",\"x\",TRUE)", "3"), ("COUNTA(A1:D3)", "11"),
    ("COUNTIF(A1:C3,\"相符\")", "1"), ("COUNTIF(A1:C3,\"不符\")", "0"),
    ("COUNTIFS(A1:C3,\"相符\",A1:C3,\"<>不符\")", "1"),
    ("COUNTIFS(A1:C3,\"相符\",A1:C3,\"<>相符\")", "0"),
    // Of nine cells one is 相符, whether the others are empty or not.
    ("COUNTIFS(A1:C3,\"<>相符\")", "8"),
    ("COUNTIFS(B1:B3,\"相符\",C1:C3,\"<>不符\")", "1"),
    ("COUNTIFS(B1:B3,\"相符\",D1:D3,\"相符\")", "0"),
    ("COUNTIFS(A1:C3,\"相符\",A1:C2,\"相符\")", "? this condition cannot be computed here"),
    ("COUNTIF(A1:C3,\">5\")", "? this condition cannot be computed here"),
    ("COUNTIF(A1:C3,5)", "? this condition cannot be computed here"),
    ("IFERROR(C1,\"—\")", "\"—\""), ("IFERROR(A2,1/0)", "9.6"),
    // What cannot be known is said.
    ("VLOOKUP(1,A:B,2)", "? the function VLOOKUP cannot be computed here"),
    ("收入总计", "? the defined name \"收入总计\" cannot be looked up here"),
    ("别的表!A1", "? there is no sheet \"别的表\""),
    ("A1:A3+1", "? one value is needed, but A1:A3 is a range"),
    ("ABS()", "? the function ABS has the wrong number of arguments"),
  ])
  func `formulas give exact values`(formula: String, result: String) throws {
    #expect(try Desk.text(formula) == result)
  }

  @Test(arguments: [
    ("1/3", 15, "0.333333333333333", false), ("2/3", 15, "0.666666666666667", false),
    ("1/8", 15, "0.125", true), ("99999999999999999999/10", 15, "10000000000000000000", false),
    ("1000000/1", 3, "1000000", true), ("-1/7", 4, "-0.1429", false), ("0/1", 5, "0", true),
    ("123456789012345678901/1", 18, "123456789012345679000", false),
    ("1/3000000", 3, "3.33e-7", false),
  ])
  func `fractions round to significant digits`(
    text: String, digits: Int, decimal: String, exact: Bool
  )
    throws
  {
    let parts = text.split(separator: "/").compactMap { Int128($0) }
    let fraction = try #require(Fraction(parts[0], over: parts[1]))
    let rounded = fraction.decimal(significantDigits: digits)
    #expect(rounded.value.description == decimal)
    #expect(rounded.exact == exact)
  }

  @Test func `fractions keep their order`() throws {
    var generator = SeededRandom(seed: 3)
    for _ in 0..<1_000 {
      let limit = Int64.random(in: 1...Int64.max, using: &generator)
      let numbers = (0..<4).map { _ in Int64.random(in: 1...limit, using: &generator) }
      let left = try #require(Fraction(Int128(numbers[0]), over: Int128(numbers[1])))
      let right = try #require(Fraction(Int128(numbers[2]), over: Int128(numbers[3])))
      let (a, b) = (
        Int128(numbers[0]) * Int128(numbers[3]), Int128(numbers[2]) * Int128(numbers[1])
      )
      #expect((left < right) == (a < b) && (left == right) == (a == b))
    }
    let big = try #require(Fraction(Int128.max, over: 3))
    #expect(big < (try #require(Fraction(Int128.max, over: 2))))
    #expect(Fraction(0, over: 0) == nil && Fraction(.min, over: 1) == nil)
  }
}
