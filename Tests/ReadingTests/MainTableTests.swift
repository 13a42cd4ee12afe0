import Bytes
import Reading
import Sheets
import Testing

@Suite struct MainTableTests {
  @Test(arguments: [
    ("a,b\n1,2\n", "a,b/1,2"), ("单位：万元\n\na,b,c\n1,2,3\n4,5,6\n注：示例\n", "a,b,c/1,2,3/4,5,6"),
    ("a,b,c\n1,2,3\na,b,c\n7,8,9\n", "a,b,c/1,2,3"),
    ("a,b,c\n1,,2,3\n4,5,6\n7,8,9\n", "a,b,c/1,2,3/4,5,6/7,8,9"),
    ("编码,金额,\n,本年,上年\n208,1,2\n209,3,4\n", "编码,金额 本年,上年/208,1,2/209,3,4"),
    ("a,b,c\n1,2,3\n4,5,\n", "a,b,c/1,2,3/4,5,"),
  ])
  func `the main table is found`(text: String, expected: String) throws {
    let file = try SpreadsheetFile(FileBytes(Array(text.utf8), path: "a.csv"))
    let sheet = try #require(try file.sheets().first)
    let table = try #require(MainTable(of: sheet, text: \.raw))
    let lines = ([table.header] + table.records).map { $0.joined(separator: ",") }
    #expect(lines.joined(separator: "/") == expected)
  }

  @Test func `a sheet without cells has none`() throws {
    let file = try SpreadsheetFile(FileBytes([0x0a], path: "a.csv"))
    #expect(MainTable(of: try file.sheets()[0], text: \.raw) == nil)
  }
}
