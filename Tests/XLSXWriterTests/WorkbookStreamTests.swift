import Decimals
import Foundation
import Localization
import Sheets
import TestKit
import Testing
import XLSXWriter

@Suite struct WorkbookStreamTests {
  @Test(.enabled(if: OutsideProgram.hasOpenpyxl, "needs python3 with openpyxl"))
  func `streamed rows are read back`() throws {
    let folder = try Scratch()
    var stream = try WorkbookStream(to: folder.file("a.xlsx"), title: "明细", created: 1)
    let plain = try stream.style(CellStyle())
    let amount = try stream.style(CellStyle(numberFormat: "#,##0.00"))
    for name in ["一", "二"] {
      try stream.addSheet(named: name, columnWidths: [0: 20])
      for row in 0..<3 {
        try stream.write(
          .text("\(name)<&>\(row)"), at: CellAddress(row: row, column: 0), style: plain)
        try stream.write(
          .number(ExactDecimal(significand: Int64(row) * 101, exponent: -2)),
          at: CellAddress(row: row, column: 1), style: amount)
      }
      try stream.write(
        .formula("SUM(B1:B3)", cached: .number(ExactDecimal(significand: 303, exponent: -2))),
        at: CellAddress(row: 3, column: 1), style: amount)
    }
    #expect(try folder.files.contains { $0 == "a.xlsx" } == false)
    try stream.finish()
    let script = """
      for s in values: print(s.title, [[c.value for c in r] for r in s.iter_rows()])
      print(book["二"]["B4"].value, book["二"]["B4"].number_format)
      """
    #expect(
      Openpyxl.printed(by: script, at: folder.file("a.xlsx")) == """
        一 [['一<&>0', 0], ['一<&>1', 1.01], ['一<&>2', 2.02], [None, 3.03]]
        二 [['二<&>0', 0], ['二<&>1', 1.01], ['二<&>2', 2.02], [None, 3.03]]
        =SUM(B1:B3) #,##0.00

        """)
    #expect(try folder.files == ["a.xlsx"])
  }

  @Test func `a stream that is given up leaves nothing behind`() throws {
    let folder = try Scratch()
    func begin() throws {
      var stream = try WorkbookStream(to: folder.file("a.xlsx"), created: 1)
      let style = try stream.style(CellStyle())
      try stream.addSheet(named: "表")
      try stream.write(.text("x"), at: CellAddress(row: 0, column: 0), style: style)
      #expect(try folder.files.count == 1)
    }
    try begin()
    #expect(try folder.files == [])
  }

  @Test func `rows must ascend, and stay within the sheet`() throws {
    let folder = try Scratch()
    var stream = try WorkbookStream(to: folder.file("a.xlsx"), created: 1)
    let style = try stream.style(CellStyle())
    try stream.addSheet(named: "表")
    try stream.write(.text("x"), at: CellAddress(row: 5, column: 0), style: style)
    var messages: [String] = []
    for address in [CellAddress(row: 4, column: 0), CellAddress(row: 6, column: 16_384)] {
      do throws(WriteError) {
        try stream.write(.text("x"), at: address, style: style)
      } catch {
        messages.append(error.detail.english)
      }
    }
    #expect(
      messages == [
        "row 5 comes after row 6: rows must come in ascending order",
        "the 0-based column must lie between 0 and 16383, found 16384",
      ])
  }

  @Test func `a stream needs a sheet, with a name of its own`() throws {
    let folder = try Scratch()
    let empty = try WorkbookStream(to: folder.file("a.xlsx"), created: 1)
    do throws(WriteError) {
      try empty.finish()
      Issue.record("no error")
    } catch {
      #expect(error.detail.chinese == "工作簿没有工作表：Excel 要求至少一张")
    }
    var twice = try WorkbookStream(to: folder.file("a.xlsx"), created: 1)
    try twice.addSheet(named: "a")
    do throws(WriteError) {
      try twice.addSheet(named: "A")
      Issue.record("no error")
    } catch {
      #expect(error.sheet == "A")
    }
  }
}
