import Localization
public import Sheets

/// Whole text files, such as a unit's own text.
public enum PlainText {
  /// The largest file that is taken as one text, in bytes.
  public static let limit = 16 << 20

  /// The text of a file in UTF-8, GB18030 or, with a byte order mark, UTF-16.
  ///
  /// - Throws: `ReadError` where the file is too large or is text in none of these encodings.
  public static func read(_ file: FileBytes) throws(ReadError) -> String {
    guard file.count <= limit else {
      throw ReadError(
        .overBudget, at: Place(file: file.path),
        Message(
          zh: "文本文件超过 16 MB；请检查是否选错了文件",
          en: "a text file over 16 MB; check that it is the right file"))
    }
    let bytes = try file.bytes(0..<file.count)
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]),
      let text = decoded(bytes, UTF16Transcoder(bigEndian: bytes[0] == 0xfe))
    {
      return text
    }
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    if let text = String(validating: bytes[start...], as: UTF8.self) { return text }
    if let text = decoded(bytes, GB18030Transcoder()) { return text }
    throw ReadError(
      .encoding, at: Place(file: file.path),
      Message(
        zh: "既不是有效的 UTF-8，也不是有效的 GB18030 文本；请另存为 UTF-8 的纯文本",
        en: "neither valid UTF-8 nor valid GB18030 text; save it as plain text in UTF-8"))
  }

  private static func decoded(_ bytes: [UInt8], _ transcoder: some TextTranscoder) -> String? {
    var transcoder = transcoder
    var output = UTF8Output(capacity: bytes.count * 3 + 3)
    var start = 0
    while start < bytes.count {
      guard
        let used = transcoder.transcode(
          bytes.span.extracting(start..<bytes.count), isLast: true, to: &output), used > 0
      else { return nil }
      start += used
    }
    return String(validating: output.bytes[..<output.count], as: UTF8.self)
  }
}
