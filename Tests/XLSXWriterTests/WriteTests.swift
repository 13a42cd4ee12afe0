import Decimals
import Foundation
import Localization
import Sheets
import TestKit
import Testing
import XLSXWriter

@Suite struct WriteTests {
  static let statement: WorkbookDraft = {
    let boxed = CellStyle(border: .thin, numberFormat: "#,##0.00")
    var sheet = SheetDraft(name: "收支总表")
    sheet[CellAddress(row: 0, column: 0)] = DraftCell(
      .text("收支总表"), style: CellStyle(fontName: "黑体", fontSize: 18, horizontal: .center))
    sheet.merges = [CellRange(CellAddress(row: 0, column: 0), CellAddress(row: 0, column: 3))]
    sheet[CellAddress(row: 1, column: 0)] = DraftCell(.text("=1+1"), comment: "来源：预算.xlsx!明细!B7")
    sheet[CellAddress(row: 2, column: 0)] = DraftCell(.text("人员\r\n经费 "))
    sheet[CellAddress(row: 2, column: 1)] = DraftCell(
      .number(ExactDecimal(significand: 6665, exponent: -2)), style: boxed)
    sheet[CellAddress(row: 3, column: 1)] = DraftCell(
      .number(ExactDecimal(significand: 96, exponent: -1)), style: boxed)
    sheet[CellAddress(row: 4, column: 1)] = DraftCell(
      .formula("SUM(B3:B4)", cached: .number(ExactDecimal(significand: 7625, exponent: -2))),
      style: boxed)
    sheet[CellAddress(row: 4, column: 2)] = DraftCell(
      .formula("IF(B5=76.25,\"相符\",\"不符\")", cached: .text("相符")))
    sheet[CellAddress(row: 4, column: 3)] = DraftCell(
      .formula("IF(B5=76.25,\"\",\"不符\")", cached: .text("")))
    sheet[CellAddress(row: 5, column: 0)] = DraftCell(
      .link(text: "目录", target: "internal:'目 录'!A1"))
    sheet.columnWidths = [0: 30, 1: 16.5]
    sheet.rowHeights = [0: 32]
    sheet.frozenRows = 1
    sheet.print.landscape = true
    sheet.print.fitWidth = 1
    sheet.print.repeatRows = 0...1
    sheet.print.area = CellRange("A1:D6")
    sheet.print.footer = "&C第 &P 页，共 &N 页"
    sheet.print.rowBreaks = [4]
    sheet.print.centerHorizontally = true
    sheet.conditionalFormats = [
      ConditionalFormat(
        range: CellRange(CellAddress(row: 4, column: 2), CellAddress(row: 4, column: 2)),
        formula: "$C$5=\"不符\"", fontColor: 0xC00000, fill: 0xFFC7CE, bold: true)
    ]
    sheet.dropdowns = [
      Dropdown(
        range: CellRange(CellAddress(row: 6, column: 0), CellAddress(row: 6, column: 0)),
        source: "'收支总表'!$A$3:$A$5")
    ]
    sheet.showGridlines = false
    sheet.zoom = 90
    var contents = SheetDraft(name: "目 录")
    contents.visibility = .hidden
    var draft = WorkbookDraft(created: 1_577_836_800)
    draft.sheets = [contents, sheet]
    draft.definedNames = [("收入总计", "收支总表!$B$5")]
    draft.title = "部门预算"
    draft.author = "财政局"
    return draft
  }()

  @Test(.enabled(if: OutsideProgram.hasOpenpyxl, "needs python3 with openpyxl"))
  func `another reader finds what was written`() throws {
    let folder = try Scratch()
    try write(Self.statement, to: folder.file("a.xlsx"))
    let script = """
      s, v = book["收支总表"], values["收支总表"]
      for row in s.iter_rows():
        for c in row:
          if c.value is not None: print(c.coordinate, repr(c.value), repr(v[c.coordinate].value))
      print(s["B5"].number_format, s["B5"].border.left.style, s["A1"].font.name, s["A1"].font.sz)
      print(s["A1"].alignment.horizontal, s.merged_cells, s["A2"].comment.text)
      print(s.column_dimensions["B"].width, s.row_dimensions[1].height, s.freeze_panes)
      print(s.page_setup.orientation, s.page_setup.paperSize, s.page_setup.fitToHeight)
      print(s.print_title_rows, s.print_area, s.oddFooter.center.text, [b.id for b in s.row_breaks.brk])
      print(s.sheet_view.showGridLines, s.sheet_view.zoomScale, book["目 录"].sheet_state)
      print(s["A6"].hyperlink.location, book.active.title, book.defined_names["收入总计"].attr_text)
      for r in s.conditional_formatting:
        for x in r.rules: print(r.sqref, x.type, x.formula, x.dxf.fill.bgColor.rgb, x.dxf.font.b)
      print([(d.sqref, d.type, d.formula1) for d in s.data_validations.dataValidation][0][1:])
      print(book.properties.title, book.properties.creator, book.properties.created)
      """
    #expect(
      Openpyxl.printed(by: script, at: folder.file("a.xlsx")) == """
        A1 '收支总表' '收支总表'
        A2 '=1+1' '=1+1'
        A3 '人员\\n经费 ' '人员\\n经费 '
        B3 66.65 66.65
        B4 9.6 9.6
        B5 '=SUM(B3:B4)' 76.25
        C5 '=IF(B5=76.25,"相符","不符")' '相符'
        D5 '=IF(B5=76.25,"","不符")' None
        A6 '目录' '目录'
        #,##0.00 thin 黑体 18.0
        center A1:D1 来源：预算.xlsx!明细!B7
        17.28515625 32.0 A2
        landscape 9 0
        $1:$2 '收支总表'!$A$1:$D$6 第 &P 页，共 &N 页 [4]
        False 90 hidden
        '目 录'!A1 收支总表 收支总表!$B$5
        C5 expression ['$C$5="不符"'] FFFFC7CE True
        ('list', "'收支总表'!$A$3:$A$5")
        部门预算 财政局 2020-01-01 00:00:00

        """)
  }

  @Test(.enabled(if: OutsideProgram.hasOpenpyxl, "needs python3 with openpyxl"))
  func `text is stored as text, whatever it looks like`() throws {
    let folder = try Scratch()
    let texts = ["=1+1", "@x", "-1", "007", "_x0041_", " 空格 ", "a\tb\nc", "", "𠮷"]
    var sheet = SheetDraft(name: "文本")
    for (row, text) in texts.enumerated() {
      sheet[CellAddress(row: row, column: 0)] = DraftCell(.text(text))
    }
    var draft = WorkbookDraft(created: 1)
    draft.sheets = [sheet]
    try write(draft, to: folder.file("a.xlsx"))
    let script = """
      import zipfile, re, html
      archive = zipfile.ZipFile(sys.argv[1])
      strings = re.findall("<t[^>]*>(.*?)</t>", archive.read("xl/sharedStrings.xml").decode(), re.S)
      xml = archive.read("xl/worksheets/sheet1.xml").decode()
      print([strings[int(i)] for i in re.findall('t="s"><v>([0-9]+)</v>', xml)], "<f>" in xml)
      """
    #expect(
      Openpyxl.printed(by: script, at: folder.file("a.xlsx")) == """
        ['=1+1', '@x', '-1', '007', '_x005F_x0041_', ' 空格 ', 'a\\tb\\nc', '𠮷'] False

        """)
  }

  @Test(.enabled(if: OutsideProgram.hasOpenpyxl, "needs python3 with openpyxl"))
  func `numbers come back as the decimals they were`() throws {
    let folder = try Scratch()
    var generator = SystemRandomNumberGenerator()
    var numbers = ["9.95", "0.01", "-12518.55", "70000000000000.01", "1e300", "1e-7"].compactMap {
      ExactDecimal($0)
    }
    for _ in 0..<2000 {
      let limit: Int64 = 999_999_999_999_999
      numbers.append(
        ExactDecimal(
          significand: .random(in: -limit...limit, using: &generator),
          exponent: .random(in: -8...3, using: &generator)))
    }
    var sheet = SheetDraft(name: "数")
    for (row, number) in numbers.enumerated() {
      sheet[CellAddress(row: row, column: 0)] = DraftCell(.number(number))
    }
    var draft = WorkbookDraft(created: 1)
    draft.sheets = [sheet]
    try write(draft, to: folder.file("a.xlsx"))
    let printed = Openpyxl.printed(
      by: "for (c,) in book['数'].iter_rows(): print(repr(c.value))", at: folder.file("a.xlsx"))
    let read = printed.split(separator: "\n").map { ExactDecimal($0) }
    #expect(read == numbers)
  }

  @Test func `the same draft gives the same bytes`() throws {
    let folder = try Scratch()
    try write(Self.statement, to: folder.file("a.xlsx"))
    try write(Self.statement, to: folder.file("b.xlsx"))
    #expect(try folder.bytes(of: "a.xlsx") == folder.bytes(of: "b.xlsx"))
  }

  @Test func `a new file takes the place of the old one and nothing else stays`() throws {
    let folder = try Scratch()
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder.file("a.xlsx")))
    try write(Self.statement, to: folder.file("a.xlsx"))
    #expect(try folder.bytes(of: "a.xlsx").prefix(2) == Data("PK".utf8))
    #expect(try folder.files == ["a.xlsx"])
  }

  @Test func `a refused draft leaves the old file as it was`() throws {
    let folder = try Scratch()
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder.file("a.xlsx")))
    var draft = Self.statement
    draft.sheets[1][CellAddress(row: 9, column: 0)] = DraftCell(.text("\u{1}"))
    #expect(throws: WriteError.self) { try write(draft, to: folder.file("a.xlsx")) }
    #expect(try folder.bytes(of: "a.xlsx") == Data("old".utf8))
    #expect(try folder.files == ["a.xlsx"])
  }

  @Test func `a missing folder is named`() throws {
    let folder = try Scratch()
    let error = #expect(throws: WriteError.self) {
      try write(Self.statement, to: folder.file("missing/a.xlsx"))
    }
    #expect(error?.path == folder.file("missing/a.xlsx"))
    #expect(
      error?.detail.chinese == """
        无法在文件夹“\(folder.file("missing/"))”中写文件（No such file or directory）：请检查路径、权限和磁盘空间
        """)
  }
}
