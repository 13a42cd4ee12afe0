import Bytes
import Sheets
import Testing

@Suite struct TextSourceTests {
  private static let place = Place(file: "a.csv")

  private func read(_ source: any ByteSource) throws(ReadError) -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = try source.read(into: &buffer, 0..<buffer.count)
      if count == 0 { return result }
      result += buffer[..<count]
    }
  }

  @Test(
    arguments: [
      (
        "预算,12518.55",
        [0xd4, 0xa4, 0xcb, 0xe3, 0x2c, 0x31, 0x32, 0x35, 0x31, 0x38, 0x2e, 0x35, 0x35]
      ),
      ("€", [0xa2, 0xe3]), ("㐂", [0x81, 0x39, 0xef, 0x31]), ("𠀀", [0x95, 0x32, 0x82, 0x36]),
      ("\u{e766}", [0xa2, 0xab]), ("\u{e000}", [0xaa, 0xa1]), ("Ā", [0x81, 0x30, 0x8b, 0x38]),
    ] as [(String, [UInt8])])
  func `GB18030 is decoded however it comes in`(text: String, bytes: [UInt8]) throws {
    for piece in 1...bytes.count {
      let source = TranscodingSource(
        MemorySource(bytes, piece: piece), GB18030Transcoder(), place: Self.place)
      #expect(String(decoding: try read(source), as: UTF8.self) == text)
    }
  }

  @Test(
    arguments: [
      [0xff], [0x80, 0x41], [0xd4], [0xd4, 0x7f], [0x81, 0x30, 0x81], [0xe3, 0x32, 0x9a, 0x36],
    ] as [[UInt8]])
  func `bytes that GB18030 does not assign are refused`(bytes: [UInt8]) {
    let source = TranscodingSource(MemorySource(bytes), GB18030Transcoder(), place: Self.place)
    #expect(throws: ReadError.self) { try read(source) }
  }

  @Test func `UTF-16 is decoded in both orders and half a pair is refused`() throws {
    let units = Array("\u{feff}预算😀\n".utf16)
    for bigEndian in [false, true] {
      let bytes = units.flatMap {
        bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xff)] : [UInt8($0 & 0xff), UInt8($0 >> 8)]
      }
      for piece in 1...5 {
        let source = TranscodingSource(
          MemorySource(bytes, piece: piece), UTF16Transcoder(bigEndian: bigEndian),
          place: Self.place)
        #expect(String(decoding: try read(source), as: UTF8.self) == "预算😀\n")
      }
    }
    let half = TranscodingSource(
      MemorySource([0x3d, 0xd8, 0x41, 0x00]), UTF16Transcoder(bigEndian: false), place: Self.place)
    #expect(throws: ReadError.self) { try read(half) }
  }

  @Test(
    arguments: [
      [0x41, 0x80], [0xc0, 0x80], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
      [0xe9, 0xa2], [0xff],
    ] as [[UInt8]])
  func `what is not UTF-8 is refused with its byte`(bytes: [UInt8]) {
    for piece in 1...bytes.count {
      let text = Array("前面三十二个字节都是有效的文本ab".utf8)
      let source = UTF8Source(MemorySource(text + bytes, piece: piece), place: Self.place)
      #expect {
        try read(source)
      } throws: { error in
        guard let error = error as? ReadError, case .byte(let byte) = error.place.spot else {
          return false
        }
        return error.reason == .encoding && byte >= text.count
      }
    }
  }

  @Test func `a thread changes nothing but the time`() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let threaded = ThreadedSource { () throws(ReadError) in MemorySource(bytes, piece: 77_777) }
    #expect(try read(threaded) == bytes)
  }

  @Test func `an error on the thread arrives behind the bytes before it`() throws {
    let bytes = [UInt8](repeating: 0x41, count: 700_000) + [0xff]
    let place = Self.place
    let threaded = ThreadedSource { () throws(ReadError) in
      UTF8Source(MemorySource(bytes, piece: 50_000), place: place)
    }
    #expect(throws: ReadError.self) { try read(threaded) }
  }

  @Test func `a reader that goes away ends its thread`() throws {
    let bytes = [UInt8](repeating: 0x41, count: 9_000_000)
    var buffer = [UInt8](repeating: 0, count: 10)
    let threaded = ThreadedSource { () throws(ReadError) in MemorySource(bytes) }
    #expect(try threaded.read(into: &buffer, 0..<10) == 10)
  }
}
