import Bytes
import CSVReader
import Decimals
import Localization
import Sheets
import TestKit
import Testing

@Suite struct CSVFileTests {
  private func file(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(ReadError)
    -> CSVFile
  {
    try CSVFile(FileBytes(bytes, path: "收入.csv"), limits: limits)
  }

  /// The fields as `A1|text`, numbers as `A1#number`.
  private func fields(_ sheet: Sheet) -> [String] {
    sheet.cells.map { cell in
      if case .number(let number) = cell.value { return "\(cell.address)#\(number)" }
      return "\(cell.address)|\(cell.raw)"
    }
  }

  @Test(arguments: [
    ("a,b\nc,d\n", ["A1|a", "B1|b", "A2|c", "B2|d"]),
    ("a,b\r\nc,d", ["A1|a", "B1|b", "A2|c", "B2|d"]),
    ("a,b\rc,d\r", ["A1|a", "B1|b", "A2|c", "B2|d"]),
    ("a,\"b\nc\",d\n", ["A1|a", "B1|b\nc", "C1|d"]),
    ("\"a\"\"b\",\"\",c\n", ["A1|a\"b", "C1|c"]),
    ("1.50,-2,007,1e5\n", ["A1#1.5", "B1#-2", "C1|007", "D1|1e5"]),
    ("\"1.50\",\"007\"\n", ["A1#1.5", "B1|007"]),
    ("a;b\n1,5;2\n", ["A1|a", "B1|b", "A2|1,5", "B2#2"]),
    ("a\tb\nc\td\n", ["A1|a", "B1|b", "A2|c", "B2|d"]),
    ("a|b\nc|d\n", ["A1|a", "B1|b", "A2|c", "B2|d"]),
    ("sep=;\na;b\n", ["A1|a", "B1|b"]), ("\n\na,b\n", ["A3|a", "B3|b"]), ("", []), ("a", ["A1|a"]),
    ("a,b,\n", ["A1|a", "B1|b"]), (" 5,x \n", ["A1| 5", "B1|x "]),
    ("a,x \"y\" z,c\n", ["A1|a", "B1|x \"y\" z", "C1|c"]),
    ("a,\"x \" y\",c\n", ["A1|a", "B1|x \" y", "C1|c"]),
    ("a,b,c\n\"d,\"e\",f\n", ["A1|a", "B1|b", "C1|c", "A2|\"d", "B2|e", "C2|f"]),
    ("id,t\n110101199001011234,0.10\n", ["A1|id", "B1|t", "A2|110101199001011234", "B2#0.1"]),
    ("a,\"x\\\"y\",\"z\\\"w\"\n", ["A1|a", "B1|x\"y", "C1|z\"w"]),
  ])
  func `fields are split and typed`(text: String, expected: [String]) throws {
    #expect(fields(try file(Array(text.utf8)).sheet()) == expected)
  }

  @Test func `splitting the stream at any byte and a thread of its own change nothing`() throws {
    let text = "代码,\"名称\r\n两行\",金额\r\n\"20\"\"8\",项目,-12.50\r\n,,007\r\n3.14,x,\"5\"\r\n"
    let parser = CSVDialect()
    let whole = try scan(Array(text.utf8), piece: .max, dialect: parser)
    for piece in 1...text.utf8.count {
      #expect(try scan(Array(text.utf8), piece: piece, dialect: parser) == whole, "piece \(piece)")
    }
    let large = Array(String(repeating: text, count: 9000).utf8)
    let opened = try file(large)
    var results: [[String]] = []
    for usesThread in [false, true] {
      var scanner = try opened.scanner(usesThread: usesThread)
      var batch = CellBatch()
      var cells: [String] = []
      while try scanner.next(into: &batch) {
        cells += batch.cells.map { "\($0.address) \($0.number) \(batch.string($0.text))" }
      }
      results.append(cells)
    }
    #expect(results[0] == results[1])
    #expect(results[0].count == 9000 * 10)
  }

  @Test func `a field is the number that its digits are, and a code where it reads as one`() throws
  {
    var random = SeededRandom(seed: 14)
    var fields: [[UInt8]] = ["-", "-0", "0.0", "00", "0.50", "-.5", ".5", "5.", "1e5", "+1"].map {
      Array($0.utf8)
    }
    for _ in 0..<4000 {
      let digits = Array("0012345678900.-".utf8).prefix(Int.random(in: 13...15, using: &random))
      fields.append(
        (0..<Int.random(in: 1...22, using: &random)).map { _ in
          digits.randomElement(using: &random) ?? 0
        })
    }
    var scanner = try CSVScanner(
      MemorySource(Array(fields.joined(separator: [0x2c]))), dialect: CSVDialect(), skipping: 0,
      path: "a.csv", buffer: [UInt8](repeating: 0, count: 512), limits: ReadLimits())
    var batch = CellBatch()
    while try scanner.next(into: &batch) {
      for cell in batch.cells {
        let field = fields[Int(cell.column)]
        let number = ExactDecimal(plain: field.span)
        #expect((cell.kind == .number) == (number != nil), "\(batch.string(cell.text))")
        #expect(cell.number == number ?? .zero, "\(batch.string(cell.text))")
      }
    }
  }

  private func scan(_ bytes: [UInt8], piece: Int, dialect: CSVDialect) throws -> [String] {
    var scanner = try CSVScanner(
      MemorySource(bytes, piece: piece), dialect: dialect, skipping: 0, path: "a.csv",
      buffer: [UInt8](repeating: 0, count: 16), limits: ReadLimits())
    var batch = CellBatch()
    var cells: [String] = []
    while try scanner.next(into: &batch) {
      cells += batch.cells.map { "\($0.address) \($0.kind) \($0.number) \(batch.string($0.text))" }
    }
    return cells
  }

  @Test(
    arguments: [
      ([0xef, 0xbb, 0xbf] + Array("预,1\n".utf8), CSVEncoding.utf8),
      (
        [0xff, 0xfe] + "预,1\n".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] },
        .utf16LittleEndian
      ),
      (
        [0xfe, 0xff] + "预,1\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }, .utf16BigEndian
      ),
      ([0xd4, 0xa4, 0x2c, 0x31, 0x0a], .gb18030), (Array("预,1\n".utf8), .utf8),
      ([0x84, 0x31, 0x95, 0x33, 0xd4, 0xa4, 0x2c, 0x31, 0x0a], .gb18030),
    ] as [([UInt8], CSVEncoding)])
  func `the encoding is found from the content`(bytes: [UInt8], encoding: CSVEncoding) throws {
    let file = try file(bytes)
    #expect(file.encoding == encoding)
    #expect(fields(try file.sheet()) == ["A1|预", "B1#1"])
  }

  @Test func `Big5 is read on request`() throws {
    let bytes: [UInt8] = [0xb9, 0x77, 0xba, 0xe2, 0x2c, 0x31, 0x0a]
    let file = try CSVFile(FileBytes(bytes, path: "a.csv"), limits: ReadLimits(), encoding: .big5)
    #expect(fields(try file.sheet()) == ["A1|預算", "B1#1"])
  }

  @Test func `a short GB18030 text that is UTF-8 by accident is told apart and reported`() throws {
    // 联通 in GB18030, the classic.
    let file = try file([0xc1, 0xaa, 0xcd, 0xa8, 0x2c, 0x31, 0x0a])
    #expect(file.encoding == .gb18030)
    #expect(file.notes.count == 1)
    #expect(fields(try file.sheet()) == ["A1|联通", "B1#1"])
  }

  @Test func `text in neither encoding is refused with its byte`() {
    #expect {
      try file(Array("a,b\n".utf8) + [0xff, 0xff, 0x0a])
    } throws: { ($0 as? ReadError)?.place.spot == .byte(4) }
  }

  @Test func `a GB18030 text with one bad byte is refused at that byte and its line`() {
    #expect {
      try file([0xd4, 0xa4, 0x2c, 0x31, 0x0a, 0x61, 0x2c, 0xff, 0x2c, 0x0a])
    } throws: {
      let error = $0 as? ReadError
      return error?.place.spot == .byte(7) && error?.message.chinese.contains("第 2 行") == true
    }
  }

  @Test func `a quote that never closes is refused with its line`() {
    #expect {
      try file(Array("a,b\nc,\"d\ne,f\n".utf8)).sheet()
    } throws: { ($0 as? ReadError)?.place.spot == .line(2, column: nil) }
  }

  @Test func `broken quotes and NUL bytes are reported with line and byte`() throws {
    let notes = try file(Array("a,b\nx\"y,\0\n".utf8)).sheet().notes
    #expect(
      notes.map(\.message.english) == [
        "a quote inside a field, read as a character (byte 5); check the line",
        "a NUL byte, kept as it is (byte 8); check the line",
      ])
    #expect(notes.map(\.spot) == [.line(2, column: nil), .line(2, column: nil)])
  }

  @Test func `a field over its budget is refused`() {
    var limits = ReadLimits()
    limits.fieldBytes = 1000
    let bytes = [UInt8](repeating: 0x61, count: 5000)
    #expect {
      try file(bytes, limits: limits).sheet()
    } throws: { ($0 as? ReadError)?.reason == .overBudget }
  }

  @Test func `the sheet has the file's name`() throws {
    #expect(try file([0x61]).sheetName == "收入")
  }
}
