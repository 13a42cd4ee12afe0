import Decimals
import Formulas
import Localization
import Sheets
import TestKit
import Testing

@Suite struct FormulaParserTests {
  @Test(arguments: [
    ("1+2*3", "1+2*3"), ("(1+2)*3", "(1+2)*3"), ("1-(2-3)", "1-(2-3)"), ("(1-2)-3", "1-2-3"),
    ("-2^2", "-2^2"), ("-(2^2)", "-(2^2)"), ("2^-1", "2^-1"), ("2^3^4", "2^3^4"),
    ("2^(3^4)", "2^(3^4)"), ("-5%", "-5%"), ("-(5%)", "-(5%)"), ("5%%", "5%%"), ("--A1", "--A1"),
    ("=SUM( A1 : B2 , 3 )", "SUM(A1:B2,3)"), ("sum(a1)", "SUM(A1)"), ("true", "TRUE"),
    ("IF(A1,,0)", "IF(A1,,0)"), ("NOW()", "NOW()"), ("$A$1:B$2", "$A$1:B$2"), ("B2:A1", "B2:A1"),
    ("收支总表!B5", "收支总表!B5"), ("'收支总表'!$B$5", "收支总表!$B$5"),
    ("'三公 经费'!A1:A3", "'三公 经费'!A1:A3"), ("'it''s'!A1", "'it''s'!A1"), ("'T1'!A1", "'T1'!A1"),
    ("SUM(A:A)", "SUM(A:A)"), ("SUM($A:C)", "SUM($A:C)"), ("SUM(1:3)", "SUM(1:3)"),
    ("SUM(表!$1:$3)", "SUM(表!$1:$3)"), ("[1]Sheet1!A1", "'[1]Sheet1'!A1"),
    ("LOG10(A1)", "LOG10(A1)"),
    ("\"a\"\"b\"&\"\"", "\"a\"\"b\"&\"\""), ("A1<>B1", "A1<>B1"), ("1<=2=TRUE", "1<=2=TRUE"),
    ("#REF!+#N/A", "#REF!+#N/A"), ("表!#REF!", "#REF!"), ("1.50", "1.5"), ("1e-7", "1E-7"),
    ("1.5E+30", "1.5E+30"), (".5", "0.5"), ("收入总计*2", "收入总计*2"), ("A1\n+ B1", "A1+B1"),
  ])
  func `formulas are read and printed in one form`(text: String, printed: String) throws {
    let formula = try Formula(parsing: text)
    #expect(formula.description == printed)
    #expect(try Formula(parsing: printed) == formula)
  }

  @Test func `operators bind as in Excel`() throws {
    #expect(
      try Formula(parsing: "-2^2%+1&\"x\"=A1")
        == .binary(
          .equal,
          .binary(
            .concatenate,
            .binary(
              .add,
              .binary(
                .power, .signed(.minus, .number(ExactDecimal(2))),
                .percent(.number(ExactDecimal(2)))),
              .number(ExactDecimal(1))),
            .text("x")),
          .reference(Reference(CellAddress(row: 0, column: 0)))))
  }

  @Test(arguments: [
    ("", 1, "the formula ends where a number, a text, a cell or a function is expected"),
    ("1+", 3, "the formula ends where a number, a text, a cell or a function is expected"),
    ("SUM(A1", 7, "the formula ends where \",\" or \")\" is expected"),
    ("(1", 3, "the formula ends where \")\" is expected"),
    ("1 2", 3, "an operator is expected here"), ("A1 B1", 4, "an operator is expected here"),
    ("1+*2", 3, "a number, a text, a cell or a function is expected here"),
    ("SUM（A1）", 4, "\"（\" is a full-width sign; formulas use half-width signs"),
    ("A1，B1", 3, "\"，\" is a full-width sign; formulas use half-width signs"),
    ("１+1", 1, "\"１\" is a full-width sign; formulas use half-width signs"),
    ("SUM(A1;B1)", 7, "arguments are separated by commas, not by semicolons"),
    ("{1,2}", 1, "array constants are not supported"),
    ("表1[金额]", 1, "structured references to tables are not supported"),
    ("\"abc", 1, "the quotation does not end"),
    ("'abc'+1", 1, "a sheet name in apostrophes must be followed by \"!\""),
    ("A1:B", 4, "a cell is expected here"), ("A:1", 3, "a column is expected here"),
    ("1:B", 3, "a row is expected here"), ("表!", 3, "the formula ends where a cell is expected"),
    ("A$", 1, "a cell is expected here"), ("#WHAT", 1, "unknown error value"),
    (
      "1234567890123456789", 1,
      "\"1234567890123456789\" is no number, or has more than 18 significant digits"
    ),
    ("A1@", 3, "\"@\" has no place in a formula"), ("A1048577:A2", 1, "a cell is expected here"),
  ])
  func `what is no formula is refused with its place`(text: String, position: Int, detail: String) {
    let error = #expect(throws: FormulaSyntaxError.self) { try Formula(parsing: text) }
    #expect(error?.position == position)
    #expect(error?.detail.english == detail)
  }

  @Test func `a refusal shows the formula`() {
    let error = #expect(throws: FormulaSyntaxError.self) { try Formula(parsing: "SUM(A1；B1)") }
    #expect(
      error?.message.chinese == "公式“SUM(A1；B1)”第 7 个字符：“；”是全角符号，公式中须用半角符号")
  }

  @Test(arguments: [
    String(repeating: "(", count: 8_000), String(repeating: "-", count: 8_000) + "1",
    String(repeating: "SUM(", count: 2_000), String(repeating: "1+", count: 4_000) + "1",
    "1" + String(repeating: "%", count: 8_000), String(repeating: "1^(", count: 2_000),
    String(repeating: "1+", count: 100_000), String(repeating: "1", count: 8_000),
  ])
  func `hostile formulas are refused`(text: String) {
    #expect(throws: FormulaSyntaxError.self) { try Formula(parsing: text) }
  }

  @Test func `printing and parsing gives the same formula`() throws {
    var random = RandomFormula(generator: SeededRandom(seed: 1))
    for round in 0..<5_000 {
      let formula = random.formula(depth: 1 + round % 7)
      let text = formula.description
      #expect(try Formula(parsing: text) == formula, "\(text)")
    }
  }

  @Test func `cut and garbled formulas never crash`() {
    var random = RandomFormula(generator: SeededRandom(seed: 2))
    for _ in 0..<2_000 {
      var scalars = Array(random.formula(depth: 5).description.unicodeScalars)
      for _ in 0..<3 {
        guard !scalars.isEmpty else { break }
        let at = Int.random(in: 0..<scalars.count, using: &random.generator)
        switch Int.random(in: 0..<3, using: &random.generator) {
        case 0: scalars.remove(at: at)
        case 1: scalars.swapAt(at, 0)
        default: scalars[at] = "!\"'$:([%E.#".unicodeScalars.randomElement() ?? "!"
        }
      }
      let text = String(String.UnicodeScalarView(scalars))
      if let formula = try? Formula(parsing: text) {
        #expect((try? Formula(parsing: formula.description)) == formula)
      }
    }
  }
}
