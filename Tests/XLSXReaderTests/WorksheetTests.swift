import Bytes
import Decimals
import Localization
import Sheets
import TestArchives
import TestKit
import Testing
import XLSXReader
import Zip

@Suite struct WorksheetTests {
  private func open(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(ReadError)
    -> XLSXFile
  {
    let archive = try ZipArchive(FileBytes(bytes, path: "a.xlsx"), limits: limits)
    return try XLSXFile(archive, path: "a.xlsx", limits: limits)
  }

  private func sheet(_ bytes: [UInt8]) throws -> Sheet {
    let file = try open(bytes)
    return try file.sheet(try #require(file.sheets.first))
  }

  /// The cells in one line each: `A1=number 5`.
  private func lines(_ sheet: Sheet) -> [String] {
    sheet.cells.map { cell in
      let value =
        switch cell.value {
        case nil: "nothing"
        case .number(let number): "number \(number)"
        case .text(let text): "text \(text)"
        case .boolean(let flag): "boolean \(flag)"
        case .error(let name): "error \(name)"
        case .date(let date): "date \(date)"
        }
      return "\(cell.address)=\(value)" + (cell.formula.map { " [\($0)]" } ?? "")
    }
  }

  private static let cases: [(rows: String, cells: [String])] = [
    ("<row r=\"2\"><c r=\"B2\"><v>12518.549999999999</v></c></row>", ["B2=number 12518.55"]),
    (
      "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>",
      ["A1=number 1", "C1=number 2", "A2=number 3"]
    ),
    (
      "<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' t='s'><v>0</v></c></row>",
      ["A1=text 预算 & 决算", "B1=text 粗体"]
    ),
    (
      "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"e\"><v>#DIV/0!</v></c></row>",
      ["A1=boolean true", "B1=error #DIV/0!"]
    ),
    (
      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a_x000D_b</t></is></c>"
        + "<c r=\"B1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> x </t></is></c>"
        + "<c r=\"C1\" t=\"inlineStr\"><is><r><t>a</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh>"
        + "<r><t>b</t></r></is></c></row>", ["A1=text a\rb", "B1=text  x ", "C1=text ab"]
    ),
    (
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>A2&amp;\"x\"</f><v>&#x4E2D;</v></c>"
        + "<c r=\"B1\"><f>SUM(A1)</f></c><c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c></row>",
      ["A1=text 中 [A2&\"x\"]", "B1=nothing [SUM(A1)]", "C1=text  [\"\"]"]
    ),
    (
      "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43830</v></c><c r=\"B1\" s=\"1\"><v>43830.5</v></c>"
        + "<c r=\"C1\" s=\"2\"><v>43830</v></c><c r=\"D1\" s=\"3\"><v>0.25</v></c>"
        + "<c r=\"E1\" s=\"4\"><v>1.5</v></c><c r=\"F1\" s=\"1\"><v>-1</v></c></row>",
      [
        "A1=date 2019-12-31", "B1=date 2019-12-31T12:00:00", "C1=number 43830",
        "D1=date 06:00:00", "E1=date 36:00:00", "F1=number -1",
      ]
    ),
    (
      "<row r=\"1\"><c r=\"A1\" t=\"d\"><v>2014-02-14T08:27:48.765Z</v></c>"
        + "<c r=\"B1\" t=\"d\"><v>2014-02-14</v></c></row>",
      ["A1=date 2014-02-14T08:27:48.765", "B1=date 2014-02-14"]
    ),
    (
      "<row r=\"2\"><c r=\"A2\"><v>2</v></c></row><row r=\"1\"><c r=\"B1\"><v>1</v></c>"
        + "<c r=\"A1\"><v>0</v></c><c r=\"B1\"><v>9</v></c></row>",
      ["A1=number 0", "B1=number 9", "A2=number 2"]
    ),
    (
      "<row r=\"1\"><c r=\"A1\"><v>1</v><!-- no --></c><c r=\"B1\"><v><![CDATA[2]]></v></c>"
        + "<c r=\"C1\"><v> 3 </v></c><c r=\"D1\" t=\"n\"><v/></c></row>",
      ["A1=number 1", "B1=number 2", "C1=number 3"]
    ),
    (
      "<row r=\"1\"><c r=\"A1\"><v>12x</v></c><c r=\"B1\" t=\"s\"><v>77</v></c></row>",
      ["A1=text 12x", "B1=nothing"]
    ),
    (
      "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"0\">B1+$C$1+LOG10(D1)</f><v>1</v></c>"
        + "</row><row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"0\"/><v>2</v></c></row>",
      ["A1=number 1 [B1+$C$1+LOG10(D1)]", "A3=number 2 [B3+$C$1+LOG10(D3)]"]
    ),
  ]

  private static let texts = [
    "社会保障和就业支出", "a", "1234567", "12345678", "中<![CDATA[文]]>", "a&amp;b", "a_x0041_b", "甲_乙", "x>y",
  ]

  private func file(_ rows: String) -> [UInt8] {
    workbook(
      rows: rows, strings: ["<r><rPr><b/></rPr><t>粗</t></r><r><t>体</t></r>", "<t>预算 &amp; 决算</t>"],
      formats: ["yyyy-mm-dd", "0.00", "h:mm", "[h]:mm"])
  }

  @Test(arguments: cases)
  func `cells are typed and resolved`(rows: String, cells: [String]) throws {
    #expect(lines(try sheet(file(rows))) == cells)
  }

  /// All cells in the order of the file, read one way or another.
  private func scan(_ file: XLSXFile, plain: Bool, thread: Bool) throws -> [Cell] {
    let entry = try #require(file.sheets.first)
    var scanner = try file.scanner(
      of: entry, keepsDetail: true, usesPlainForm: plain, usesThread: thread)
    var batch = CellBatch()
    var cells: [Cell] = []
    while try scanner.next(into: &batch) {
      for scanned in batch.cells { cells.append(file.cell(scanned, batch)) }
    }
    return cells
  }

  @Test func `the fast path, the general path and two threads give the same cells`() throws {
    var random = SeededRandom(seed: 3)
    /// Up to 18 digits before the point and as many behind it, now and then a minus or a power.
    func number() -> String {
      func digits(_ counts: ClosedRange<Int>) -> String {
        (0..<Int.random(in: counts, using: &random))
          .map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      }
      let point = Bool.random(using: &random) ? "." : ""
      let sign = Int.random(in: 0...9, using: &random) == 0 ? "-" : ""
      let power = Int.random(in: 0...19, using: &random) == 0 ? "E-3" : ""
      return sign + digits(1...18) + point + (point.isEmpty ? "" : digits(0...18)) + power
    }
    var rows = Self.cases.map(\.rows).joined()
    for row in 100..<3000 {
      rows +=
        "<row r=\"\(row)\" spans=\"1:4\" hidden=\"\(row % 2)\"><c r=\"A\(row)\" s=\"1\"><v>\(row)</v></c>"
      rows += "<c r=\"B\(row)\" t=\"s\"><v>\(row % 2)</v></c><c r=\"C\(row)\"/>"
      rows +=
        "<c r=\"E\(row)\" s=\"2\"><v>\(number())</v></c><c r=\"F\(row)\"><v>\(number())</v></c>"
      rows += "<c t=\"str\" r=\"G\(row)\"><v>\(Self.texts[row % Self.texts.count])</v></c>"
      rows +=
        "<c s=\"1\" r=\"H\(row)\" t=\"b\"><v>\(row % 2)</v></c><c r=\"I\(row)\" t=\"e\"><v>#N/A</v></c>"
      rows += "<c r=\"XFD\(row)\" t=\"inlineStr\"><is><t>文本\(row)</t></is></c></row>"
    }
    let file = try open(file(rows))
    let general = try scan(file, plain: false, thread: false)
    #expect(general.count > 23_000)
    #expect(try scan(file, plain: true, thread: false) == general)
    #expect(try scan(file, plain: true, thread: true) == general)
  }

  @Test func `merged ranges, hidden rows and columns are kept`() throws {
    let bytes = workbook(
      rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"3\" hidden=\"1\"/>",
      after: "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"B2\"/></mergeCells>")
    let sheet = try sheet(bytes)
    #expect(sheet.merges.map(\.description) == ["A1:D1"])
    #expect(sheet.hiddenRows == [2])
    #expect(sheet.name == "明细")
    let columns = Array(
      "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"true\"/></cols><sheetData/></worksheet>"
        .utf8)
    #expect(try self.sheet(workbook(rows: "", sheet: columns)).hiddenColumns == [1, 2])
  }

  @Test func `prefixes and UTF-16 parts make no difference`() throws {
    let xml =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\">"
      + "<x:c r=\"A1\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    let units = Array("\u{feff}\(xml)".utf16).flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    #expect(lines(try sheet(workbook(rows: "", sheet: Array(xml.utf8)))) == ["A1=number 5"])
    #expect(lines(try sheet(workbook(rows: "", sheet: units))) == ["A1=number 5"])
  }

  @Test func `cells that are not what their type says are reported with their address`() throws {
    let notes = try sheet(file(Self.cases[10].rows)).notes
    #expect(
      notes.map { $0.place(file: "a.xlsx", sheet: "明细").description } == [
        "a.xlsx!明细!A1", "a.xlsx!明细!B1",
      ])
    #expect(notes.first?.message.english.hasPrefix("“12x” is no number") == true)
    #expect(notes.last?.message.english.hasPrefix("there is no shared string “77”") == true)
  }

  @Test(arguments: [
    "<row r=\"0\"/>", "<row r=\"1048577\"/>", "<row r=\"x\"/>",
    "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>1</c></row>", "<row r=\"1\"><c r=\"A1\"><v>&x;</v></c></row>",
  ])
  func `damaged sheets are refused with part and byte`(rows: String) {
    #expect {
      try sheet(file(rows))
    } throws: { error in
      guard case .part("xl/worksheets/sheet1.xml", byte: .some)? = (error as? ReadError)?.place.spot
      else { return false }
      return true
    }
  }

  @Test func `a workbook cut at any byte is refused`() {
    let bytes = file(Self.cases[0].rows)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: (any Error).self, "cut at \(count)") { try sheet(Array(bytes.prefix(count))) }
    }
  }

  @Test(arguments: ["cells", "text-bytes", "shared-text-bytes"])
  func `budgets are kept`(budget: String) throws {
    var limits = ReadLimits()
    let isKnown = limits.set(budget, to: 1)
    #expect(isKnown)
    #expect {
      let file = try open(file(Self.cases[2].rows + Self.cases[1].rows), limits: limits)
      _ = try file.sheet(file.sheets[0])
    } throws: { ($0 as? ReadError)?.reason == .overBudget }
  }
}
