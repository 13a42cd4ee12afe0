import Bytes
import Decimals
import Glibc
import Localization
import Reading
import Sheets
import TestArchives
import TestKit
import Testing

@Suite struct SpreadsheetFileTests {
  private func open(_ bytes: [UInt8]) throws(ReadError) -> SpreadsheetFile {
    try SpreadsheetFile(FileBytes(bytes, path: "a"))
  }

  private static let compoundStart: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

  /// A compound file with one directory entry of that name.
  private static func compound(_ name: String) -> [UInt8] {
    var bytes = compoundStart + [UInt8](repeating: 0, count: 512 - 8)
    var entry = Array(name.utf16).flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    entry += [UInt8](repeating: 0, count: 128 - entry.count)
    entry[64] = UInt8(name.utf16.count * 2 + 2)
    entry[66] = 2
    bytes += entry
    return bytes
  }

  private static func archive(_ name: String, _ content: String) -> [UInt8] {
    var zip = ZipBuilder()
    zip.add(name, content)
    return zip.archive
  }

  private static let foreign: [(bytes: [UInt8], name: String)] = [
    (compound("EncryptedPackage"), "encrypted workbook"), (compound("Workbook"), "(.xls)"),
    (compound("ETExtData"), "(.et)"), (compound("WordDocument"), "(.doc)"),
    (compound("Other"), "OLE compound"), ([0x09, 0x08, 0x08, 0x00, 0x00, 0x05], "(.xls)"),
    (archive("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "(.ods)"),
    (archive("xl/workbook.bin", ""), "(.xlsb)"), (archive("word/document.xml", ""), "(.docx)"),
    (Array("%PDF-1.7".utf8), "PDF"), (Array("  <html><table>".utf8), "web page"),
    (Array("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>".utf8), "Excel 2003"),
    ([0x1f, 0x8b, 0x08], "gzip"), (Array("MIME-Version: 1.0\r\nX: y\r\n\r\n".utf8), "web archive"),
    (Array("From: <Excel>\nSubject: a\n b\nMIME-Version: 1.0\n\n".utf8), "web archive"),
  ]

  @Test(arguments: foreign)
  func `other formats are refused by name with the way out`(bytes: [UInt8], name: String) {
    #expect {
      try open(bytes)
    } throws: { error in
      guard let error = error as? ReadError else { return false }
      return error.reason == .unsupportedFormat && error.detail.english.contains(name)
        && error.detail.english.contains("save it as .xlsx")
    }
  }

  @Test func `a missing file and a folder are refused`() {
    #expect(throws: ReadError.self) { try SpreadsheetFile(path: "no-such-file.xlsx") }
    #expect(throws: ReadError.self) { try SpreadsheetFile(path: "/") }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a named pipe is refused, not waited for`() throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/pipe.csv"
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: ReadError.self) { try SpreadsheetFile(path: path) }
  }

  @Test func `an unknown sheet is refused with the names there are`() throws {
    let file = try open(workbook(rows: ""))
    #expect {
      try file.sheet(named: "汇总")
    } throws: { error in
      (error as? ReadError)?.reason == .noSuchSheet
        && (error as? ReadError)?.detail.chinese.contains("明细") == true
    }
  }

  @Test func `streaming and counting agree with the whole sheet`() throws {
    let rows = (1...5000).map {
      "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0).25</v></c><c r=\"B\($0)\" t=\"s\"><v>0</v></c></row>"
    }
    for bytes in [
      workbook(rows: rows.joined(), strings: ["<t>预算</t>"]),
      Array((1...5000).map { "\($0).25,预算\n" }.joined().utf8),
    ] {
      let file = try open(bytes)
      let name = try #require(file.sheetNames.first)
      let sheet = try file.sheet(named: name)
      var stream = try file.stream(named: name)
      var batch = CellBatch()
      var cells: [Cell] = []
      while try stream.next(into: &batch) {
        for scanned in batch.cells { cells.append(stream.cell(scanned, in: batch)) }
      }
      #expect(cells == sheet.cells)
      for summary in [try file.summary(ofSheet: name), SheetSummary(of: sheet)] {
        #expect(summary.rows == 5000 && summary.columns == 2 && summary.cells == 10_000)
        #expect(summary.numbers == 5000 && summary.texts == 5000 && summary.characters == 10_000)
        #expect(summary.sum.description == "12503750")
      }
    }
  }

  private static let sharedTexts = [
    "甲,乙\n1,2\n\n3.50,文字\n-4,\n", "a,b\r\n1,\"x\ny\"\r\n2,\"z\"\"\"\r\n3,4\r\n5,六",
    "sep=;\na;b\n1;2\n3;4\n", "\u{feff}a,b\n1,2\n3,27\"屏\n\"a\" b,4\n5,\0\n6,\"x\" y\n7,8\n",
    "a,b\n\"1,2\n3,4\n\"5,6\n7,8\n", "a,b\r1,2\r3,4\r", "a\n\n\n\n1\n\n\n",
    "a,\"b\n\n\n\n\n\n\n\nc\"\n1,2\n",
    "a,b\n" + String(repeating: "1\",\"x\"y\n", count: 80) + "\"q\nr\",\0\n1,2\n",
    "a,b\n" + String(repeating: "1\",2\n", count: 120) + "\"q,2\n3,4\n",
  ]

  @Test(arguments: sharedTexts)
  func `a file counted in pieces of any size has what it has in one`(text: String) throws {
    let file = try open(Array(text.utf8))
    func shown(_ pieceBytes: Int) -> String {
      do throws(ReadError) {
        let found = try file.summary(ofSheet: "a", pieceBytes: pieceBytes)
        let notes = found.notes.map {
          "\($0.place(file: "a", sheet: "a")) \($0.message.english)"
        }
        return "\(found.rows) \(found.columns) \(found.cells) \(found.numbers) \(found.texts) "
          + "\(found.characters) \(found.sum.description) \(notes)"
      } catch {
        return error.message.english
      }
    }
    let whole = shown(1 << 20)
    for size in 1...text.utf8.count { #expect(shown(size) == whole, "pieces of \(size)") }
  }

  @Test func `a quote that never closes is refused behind a hundred other flaws`() throws {
    let text = "a,b\n" + String(repeating: "1\",2\n", count: 120) + "\"q,2\n3,4\n"
    #expect(throws: ReadError.self) { try open(Array(text.utf8)).sheet(named: "a") }
  }

  @Test func `two far corners cost two cells`() throws {
    let file = try open(
      workbook(
        rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
          + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"))
    #expect(try file.sheets().first?.cells.count == 2)
    #expect(try file.summary(ofSheet: "明细").rows == 1_048_576)
  }

  @Test func `a cell that stands twice counts once`() throws {
    let file = try open(
      workbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>5</v></c></row>"))
    let summary = try file.summary(ofSheet: "明细")
    #expect(summary.cells == 1 && summary.sum.description == "5")
  }
}
