import Testing

@testable import XLSXReader

@Suite struct FormulaShiftTests {
  @Test(arguments: [
    ("A1+B2", "B3+C4"), ("$A$1+$A1+A$1", "$A$1+$A3+B$1"), ("SUM(A1:B2)", "SUM(B3:C4)"),
    ("A:A", "B:B"), ("1:2", "3:4"), ("$A:$B", "$A:$B"), ("LOG10(A1)", "LOG10(B3)"),
    ("\"A1\"&A1", "\"A1\"&B3"), ("'A1'!A1+Q1!A1", "'A1'!B3+Q1!B3"), ("Table1[A1]", "Table1[A1]"),
    ("[1]Sheet1!A1", "[1]Sheet1!B3"), ("XFD1048576", "A2"), ("name_1+A1b", "name_1+A1b"),
    ("1.5E3+A1", "1.5E3+B3"), ("预算A1+A1", "预算A1+B3"), ("ABCD1", "ABCD1"), ("", ""),
  ])
  func `relative references move and all else stays`(formula: String, moved: String) {
    let result = FormulaShift(rows: 2, columns: 1).apply(to: Array(formula.utf8))
    #expect(String(decoding: result, as: UTF8.self) == moved)
  }
}
