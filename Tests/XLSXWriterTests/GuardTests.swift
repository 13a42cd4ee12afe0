import Decimals
import Localization
import Sheets
import TestKit
import Testing
import XLSXWriter

/// Each trap of Excel is refused with its place and a way out, before a
/// file is made.
@Suite struct GuardTests {
  /// A draft with one sheet 表, changed by `change`.
  private func refusal(
    _ change: (inout WorkbookDraft, inout SheetDraft) -> Void
  ) throws -> WriteError {
    var draft = WorkbookDraft(created: 1)
    var sheet = SheetDraft(name: "表")
    change(&draft, &sheet)
    draft.sheets.insert(sheet, at: 0)
    let folder = try Scratch()
    let error = #expect(throws: WriteError.self) { try write(draft, to: folder.file("a.xlsx")) }
    #expect(try folder.files == [])
    var found = try #require(error)
    found.path = "a.xlsx"
    return found
  }

  private func refusal(of content: CellContent) throws -> WriteError {
    try refusal { $1[CellAddress(row: 6, column: 1)] = DraftCell(content) }
  }

  @Test(arguments: [
    ("", "是空的"), (String(repeating: "表", count: 32), "有 32 个字符，最多 31 个"),
    ("a[b", "含有不允许的字符“[”"), ("a/b", "含有不允许的字符“/”"), ("'a", "以单引号开头或结尾"),
    ("History", "是 Excel 保留的名称"), ("a\u{7}", "含有控制字符 U+7"),
  ])
  func `sheet names follow Excel's rules`(name: String, fault: String) throws {
    let error = try refusal { $1.name = name }
    #expect(error.detail.chinese == "工作表名“\(name)”\(fault)：请改名")
    #expect(error.sheet == name)
  }

  @Test func `sheet names differ in more than case`() throws {
    let error = try refusal {
      $0.sheets = [SheetDraft(name: "t-a")]
      $1.name = "T-A"
    }
    #expect(
      error.message.english == """
        a.xlsx!t-a: the sheet name "t-a" repeats "T-A" (case does not count): rename it
        """)
  }

  @Test(arguments: [
    ("", "is empty"), ("1a", "begins with \"1\"; it must begin with a letter or an underscore"),
    ("收 入", "contains \" \"; only letters, digits, points and underscores are allowed"),
    ("收入（万元）", "contains \"（\"; only letters, digits, points and underscores are allowed"),
    ("T1", "looks like a reference to a cell"), ("abc123", "looks like a reference to a cell"),
    ("R1C1", "looks like a reference to a cell"), ("r", "looks like a reference to a cell"),
    ("C12", "looks like a reference to a cell"), ("Rc", "looks like a reference to a cell"),
    ("TRUE", "is a name that Excel keeps for itself"),
    ("_xlnm.Print_Area", "is a name that Excel keeps for itself"),
  ])
  func `defined names follow Excel's grammar`(name: String, fault: String) throws {
    let error = try refusal { draft, _ in draft.definedNames = [(name, "表!$A$1")] }
    #expect(error.detail.english == "the defined name \"\(name)\" \(fault): choose another")
  }

  @Test(arguments: ["收入总计", "_a", "Rate", "T1_收入", "CAT", "ABCD1", "a.b", "XFE1"])
  func `good defined names pass`(name: String) throws {
    let folder = try Scratch()
    var draft = WorkbookDraft(created: 1)
    draft.sheets = [SheetDraft(name: "表")]
    draft.definedNames = [(name, "表!$A$1")]
    try write(draft, to: folder.file("a.xlsx"))
  }

  @Test func `defined names are no longer than Excel allows`() throws {
    let error = try refusal { draft, _ in
      draft.definedNames = [(String(repeating: "名", count: 256), "1")]
    }
    #expect(error.detail.english.hasPrefix("the text has 256 characters, Excel stores at most 255"))
  }

  @Test func `long texts are refused with their place`() throws {
    let error = try refusal(of: .text(String(repeating: "𠮷", count: 16_384)))
    #expect(
      error.message.english == """
        a.xlsx!表!B7: the text has 32768 characters, Excel stores at most 32767: shorten it \
        (it begins with "\(String(repeating: "𠮷", count: 20))…")
        """)
  }

  @Test(arguments: [
    ("ab\u{1}", 3, "U+0001"), ("\u{FFFE}", 1, "U+FFFE"), ("é\u{FFFF}", 2, "U+FFFF"),
    ("\u{7F}", 1, "U+007F"), ("\u{0}", 1, "U+0000"),
  ])
  func `control characters are refused`(text: String, position: Int, code: String) throws {
    let expected = """
      a.xlsx!表!B7: character \(position) of the text is the control character \(code), which a \
      workbook cannot hold: delete it in the source file
      """
    #expect(try refusal(of: .text(text)).message.english == expected)
    #expect(try refusal(of: .formula("A1", cached: .text(text))).message.english == expected)
    #expect(try refusal(of: .link(text: text, target: "internal:表!A1")).message.english == expected)
    let comment = try refusal {
      $1[CellAddress(row: 6, column: 1)] = DraftCell(.blank, comment: text)
    }
    #expect(comment.message.english == expected)
  }

  @Test(arguments: [
    "12345678901234567", "9007199254740993", "1e309", "99999999999999999", "1e-400",
  ])
  func `numbers that 16 digits do not carry are refused`(text: String) throws {
    let number = try #require(ExactDecimal(text))
    let message = """
      a.xlsx!表!B7: a workbook cannot hold the number \(number) exactly (at most 16 significant \
      digits): use fewer digits, or write it as a text
      """
    #expect(try refusal(of: .number(number)).message.english == message)
    #expect(try refusal(of: .formula("A1", cached: .number(number))).message.english == message)
  }

  @Test func `empty and signed formulas are refused`() throws {
    let empty = try refusal(of: .formula("", cached: .number(.zero)))
    #expect(
      empty.message.chinese == "a.xlsx!表!B7：公式是空的：请给出公式，或把单元格写成空白")
    let signed = try refusal(of: .formula("=A1", cached: .number(.zero)))
    #expect(signed.message.chinese == "a.xlsx!表!B7：公式“=A1”以等号开头：此处不写等号")
  }

  @Test(arguments: [
    (
      ["A1:B2", "B2:C3"], "a.xlsx!表!B2: the merged ranges B2:C3 and A1:B2 overlap: mend one of them"
    ),
    (
      ["C1:C9", "A1:B9", "B5:B6"],
      "a.xlsx!表!B5: the merged ranges B5:B6 and A1:B9 overlap: mend one of them"
    ),
    (["A1"], "a.xlsx!表!A1: the merged range has only one cell: leave the merge out"),
  ])
  func `bad merges are refused`(ranges: [String], message: String) throws {
    let error = try refusal { $1.merges = ranges.compactMap { CellRange($0) } }
    #expect(error.message.english == message)
  }

  @Test func `content under a merge is refused`() throws {
    let error = try refusal {
      $1.merges = [CellRange(CellAddress(row: 0, column: 0), CellAddress(row: 0, column: 2))]
      $1[CellAddress(row: 0, column: 1)] = DraftCell(.text("x"))
    }
    #expect(
      error.message.chinese == "a.xlsx!表!B1：此单元格被合并区域 A1:C1 盖住，但有内容：请把内容移到 A1")
  }

  @Test func `cells outside a worksheet are refused`() throws {
    let row = try refusal { $1[CellAddress(row: 1_048_576, column: 0)] = DraftCell(.blank) }
    #expect(row.detail.english == "the 0-based row must lie between 0 and 1048575, found 1048576")
    let column = try refusal { $1[CellAddress(row: 0, column: -1)] = DraftCell(.blank) }
    #expect(column.detail.english == "the 0-based column must lie between 0 and 16383, found -1")
  }

  @Test func `styles that would be cut are refused`() throws {
    let format = try refusal {
      $1[CellAddress(row: 6, column: 1)] = DraftCell(
        .blank, style: CellStyle(numberFormat: String(repeating: "0", count: 128)))
    }
    #expect(
      format.message.english == """
        a.xlsx!表!B7: "00000000000000000000…" has 128 bytes in UTF-8, at most 127 fit here: \
        shorten it
        """)
    let size = try refusal {
      $1[CellAddress(row: 6, column: 1)] = DraftCell(.blank, style: CellStyle(fontSize: .nan))
    }
    #expect(size.detail.english == "the font size must lie between 1.0 and 409.0, found nan")
  }

  @Test(arguments: [
    "internal:'没有'!A1", "internal:没有!A1", "internal:表!A0", "internal:收入", "internal:'表!A1",
    "C:\\a.xlsx", "https://a.cn/",
  ])
  func `links into the workbook lead to its cells`(target: String) throws {
    #expect(
      try refusal(of: .link(text: "x", target: target)).message.english == """
        a.xlsx!表!B7: the link "\(target)" leads to no cell and no name of the workbook: mend the \
        link
        """)
  }

  @Test(arguments: ["internal:表!A1", "internal:'it''s'!B2:C3", "internal:收入"])
  func `good links pass`(target: String) throws {
    let folder = try Scratch()
    var sheet = SheetDraft(name: "表")
    sheet[CellAddress(row: 0, column: 0)] = DraftCell(.link(text: "x", target: target))
    var draft = WorkbookDraft(created: 1)
    draft.sheets = [sheet, SheetDraft(name: "it's")]
    draft.definedNames = [("收入", "表!$A$1")]
    try write(draft, to: folder.file("a.xlsx"))
  }

  @Test func `a workbook needs a visible sheet`() throws {
    let error = try refusal { $1.visibility = .hidden }
    #expect(
      error.message.chinese == "a.xlsx：工作簿没有可见的工作表：Excel 要求至少一张")
  }

  @Test(.enabled(if: OutsideProgram.hasOpenpyxl, "needs python3 with openpyxl"))
  func `names of sheets that look like cells are quoted`() throws {
    let folder = try Scratch()
    var draft = WorkbookDraft(created: 1)
    for name in ["T1", "2020", "R1C1", "收入", "a_b.c", "it's"] {
      var sheet = SheetDraft(name: name)
      sheet.print.repeatRows = 0...0
      draft.sheets.append(sheet)
    }
    draft.sheets[1].visibility = .veryHidden
    try write(draft, to: folder.file("a.xlsx"))
    let script = """
      import zipfile, re, html
      xml = zipfile.ZipFile(sys.argv[1]).read("xl/workbook.xml").decode()
      print(sorted(re.findall("<definedName [^>]*>([^<]*)", xml)), book["2020"].sheet_state)
      """
    #expect(
      Openpyxl.printed(by: script, at: folder.file("a.xlsx")) == """
        ["'2020'!$1:$1", "'R1C1'!$1:$1", "'T1'!$1:$1", "'it''s'!$1:$1", "'收入'!$1:$1", 'a_b.c!$1:$1'] veryHidden

        """)
  }

  @Test func `page setup stays within Excel's limits`() throws {
    let breaks = try refusal { $1.print.rowBreaks = [0] }
    #expect(
      breaks.detail.english
        == "the row of the page break must lie between 1 and 1048575, found 0")
    let footer = try refusal { $1.print.footer = String(repeating: "页", count: 256) }
    #expect(
      footer.detail.english.hasPrefix("the text has 256 characters, Excel stores at most 255"))
    let width = try refusal { $1.columnWidths = [3: 256] }
    #expect(width.detail.english == "the column width must lie between 0.0 and 255.0, found 256.0")
  }
}
