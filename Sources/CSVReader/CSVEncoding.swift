import Bytes
import Localization
import Sheets

/// An encoding of text files.
public enum CSVEncoding: String, Sendable, CaseIterable {
  /// UTF-8.
  case utf8 = "UTF-8"
  /// UTF-16, the low byte first.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, the high byte first.
  case utf16BigEndian = "UTF-16BE"
  /// GB18030, and with it GBK and GB2312.
  case gb18030 = "GB18030"
  /// Big5 as Windows has it, of Taiwan and Hong Kong; never found, only on request.
  case big5 = "Big5"

  /// The encoding of that name, in any case.
  public init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() })
    else { return nil }
    self = match
  }
}

/// What a look at all bytes of a text file finds out about its encoding.
struct EncodingSurvey {
  private(set) var encoding = CSVEncoding.utf8
  /// How many bytes of byte order mark stand before the text.
  private(set) var markCount = 0
  private(set) var notes: [Message] = []

  /// Surveys `file`; throws where it is text in no encoding that is read.
  init(_ file: FileBytes) throws(ReadError) {
    let head = try file.bytes(0..<4096)
    if head.starts(with: [0xef, 0xbb, 0xbf]) {
      markCount = 3
      guard try firstInvalidUTF8(file, from: 3).offset == nil else {
        throw try Self.notText(file, at: firstInvalidUTF8(file, from: 3).offset ?? 0)
      }
      return
    }
    if head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff]) {
      encoding = head[0] == 0xff ? .utf16LittleEndian : .utf16BigEndian
      markCount = 2
      notes.append(Self.note(encoding))
      return
    }
    if head.starts(with: [0x84, 0x31, 0x95, 0x33]) {
      encoding = .gb18030
      markCount = 4
      notes.append(Self.note(encoding))
      return
    }
    if let unmarked = Self.unmarkedUTF16(head) {
      encoding = unmarked
      notes.append(Self.note(encoding))
      return
    }
    try surveyUnmarked(file)
  }

  /// Finds the encoding of text without a mark: UTF-8 if its first characters beyond ASCII are.
  private mutating func surveyUnmarked(_ file: FileBytes) throws(ReadError) {
    let start = try firstBeyondASCII(file)
    guard start < file.count else { return }
    let piece = try file.bytes(start..<min(file.count, start + 256 << 10))
    var validator = UTF8Validator()
    let bad = validator.firstInvalid(in: piece.span, 0..<piece.count)
    if bad == nil, validator.multibyteSequences >= Self.telling { return }
    // Few characters prove little: then the whole file is looked at.
    let rest = try firstInvalidUTF8(file, from: start)
    if let offset = rest.offset {
      // The encoding that reads further is the one that was meant.
      if let fault = try firstInvalidGB18030(file) {
        throw try Self.notText(file, at: max(offset, fault))
      }
      encoding = .gb18030
      notes.append(Self.note(encoding))
    } else if rest.sequences < Self.telling, try looksLikeShortGB18030(file) {
      encoding = .gb18030
      notes.append(
        Message(
          zh: "文件很短，既可按 UTF-8 也可按 GB18030 读；按 GB18030 得到的是常用汉字，故按 GB18030 读取",
          en: "the file is short and could be UTF-8 or GB18030; GB18030 gives common Chinese "
            + "characters, so it is read as GB18030"))
    }
  }

  /// From so many valid sequences on UTF-8 is no accident.
  private static let telling = 8

  private func firstBeyondASCII(_ file: FileBytes) throws(ReadError) -> Int {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var offset = 0
    while true {
      let count = try file.read(at: offset, into: &buffer, 0..<buffer.count)
      if count == 0 { return offset }
      let end = buffer.span.asciiEnd(0, count)
      if end < count { return offset + end }
      offset += count
    }
  }

  private static func note(_ encoding: CSVEncoding) -> Message {
    Message(
      zh: "文件编码为 \(encoding.rawValue)（按内容识别）",
      en: "the file's encoding is \(encoding.rawValue) (found from its content)")
  }

  private static func notText(_ file: FileBytes, at byte: Int) throws(ReadError) -> ReadError {
    var line = 1
    var offset = 0
    while offset < byte {
      let piece = try file.bytes(offset..<min(byte, offset + 256 << 10))
      guard !piece.isEmpty else { break }
      line += piece.count { $0 == UInt8(ascii: "\n") }
      offset += piece.count
    }
    return ReadError(
      .encoding, at: Place(file: file.path, spot: .byte(byte)),
      Message(
        zh: "第 \(line) 行：既不是有效的 UTF-8，也不是有效的 GB18030 文本；请用 Excel/WPS 打开，"
          + "检查这一行后另存为“CSV UTF-8”",
        en: "line \(line): neither valid UTF-8 nor valid GB18030 text; open the file in a "
          + "spreadsheet program, look at that line and save the file as “CSV UTF-8”"))
  }

  /// UTF-16 without a byte order mark: ASCII text in it has a zero in every second byte.
  private static func unmarkedUTF16(_ head: [UInt8]) -> CSVEncoding? {
    guard head.count >= 16 else { return nil }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in head.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    if zeros.odd * 5 > head.count, zeros.even * 20 < zeros.odd { return .utf16LittleEndian }
    if zeros.even * 5 > head.count, zeros.odd * 20 < zeros.even { return .utf16BigEndian }
    return nil
  }

  private func firstInvalidUTF8(
    _ file: FileBytes, from start: Int
  ) throws(ReadError) -> (offset: Int?, sequences: Int) {
    var validator = UTF8Validator()
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var offset = start
    while true {
      let count = try file.read(at: offset, into: &buffer, 0..<buffer.count)
      if count == 0 { break }
      if let bad = validator.firstInvalid(in: buffer.span, 0..<count) {
        return (offset + bad, validator.multibyteSequences)
      }
      offset += count
    }
    return (validator.isComplete ? nil : offset, validator.multibyteSequences)
  }

  /// The first byte, from 0, that is not GB18030 in a first stretch of `file`; nil where all is.
  ///
  /// The rest is checked when it is read.
  private func firstInvalidGB18030(_ file: FileBytes) throws(ReadError) -> Int? {
    let source = TranscodingSource(
      FileSource(file), GB18030Transcoder(), place: Place(file: file.path))
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    do throws(ReadError) {
      var count = 0
      while count < 4 << 20 {
        let got = try source.read(into: &buffer, 0..<buffer.count)
        if got == 0 { break }
        count += got
      }
      return nil
    } catch {
      guard error.reason == .encoding, case .byte(let byte) = error.place.spot else { throw error }
      return byte
    }
  }

  /// Whether a text that is valid UTF-8 by chance is more likely GB18030: as UTF-8 all its
  /// characters are Latin, Greek, Cyrillic or Arabic ones, as GB18030 all are common hanzi.
  private func looksLikeShortGB18030(_ file: FileBytes) throws(ReadError) -> Bool {
    guard file.count <= 64 << 10 else { return false }
    let bytes = try file.bytes(0..<file.count)
    let asUTF8 = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { !$0.isASCII }
    guard asUTF8.allSatisfy({ (0x80..<0x800).contains($0.value) }) else { return false }
    var transcoder = GB18030Transcoder()
    var decoded = UTF8Output(capacity: bytes.count * 3)
    guard transcoder.transcode(bytes.span, isLast: true, to: &decoded) == bytes.count else {
      return false
    }
    let asGB18030 = String(decoding: decoded.bytes[..<decoded.count], as: UTF8.self).unicodeScalars
      .filter { !$0.isASCII }
    // The hanzi of GB2312's first level and the punctuation beside them have leading bytes B0–D7.
    return asGB18030.allSatisfy {
      (0x4e00...0x9fa5).contains($0.value) || (0x3000...0x303f).contains($0.value)
        || (0xff00...0xffef).contains($0.value)
    }
  }
}
