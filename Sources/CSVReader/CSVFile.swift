package import Bytes
package import Localization
package import Sheets

/// A text file of records and fields.
package final class CSVFile: Sendable {
  /// The path as the user gave it.
  package let path: String
  /// The encoding of the file.
  package let encoding: CSVEncoding
  /// How it separates and quotes fields.
  package let dialect: CSVDialect
  /// What a user should know about the file.
  package let notes: [Message]
  let file: FileBytes
  let limits: ReadLimits
  let textStart: Int
  let preambleBytes: Int

  /// Surveys `file`: its encoding, over all bytes, and its dialect, from its beginning.
  ///
  /// `encoding` says what the encoding is, where it must not be found from the content.
  package init(
    _ file: FileBytes, limits: ReadLimits, encoding requested: CSVEncoding? = nil
  ) throws(ReadError) {
    self.file = file
    self.limits = limits
    path = file.path
    let survey = try requested == nil ? EncodingSurvey(file) : nil
    encoding = requested ?? survey?.encoding ?? .utf8
    textStart = survey?.markCount ?? 0
    let text = Self.text(file, encoding, from: textStart)
    var sample = [UInt8](repeating: 0, count: min(128 << 10, 4 * file.count + 16))
    var count = 0
    while count < sample.count {
      let got = try text.read(into: &sample, count..<sample.count)
      if got == 0 { break }
      count += got
    }
    let finding = DialectSniffer(sample[..<count], isWhole: count < sample.count).find()
    dialect = finding.dialect
    preambleBytes = finding.separatorLineCount
    notes = (survey?.notes ?? []) + finding.notes
  }

  /// The length in bytes, undecoded.
  package var byteCount: Int { file.count }

  static func text(
    _ file: FileBytes, _ encoding: CSVEncoding, from start: Int, to end: Int = .max
  ) -> any ByteSource {
    let bytes = FileSource(file, range: start..<end)
    let place = Place(file: file.path)
    switch encoding {
    case .utf8: return UTF8Source(bytes, place: place)
    case .utf16LittleEndian:
      return TranscodingSource(bytes, UTF16Transcoder(bigEndian: false), place: place)
    case .utf16BigEndian:
      return TranscodingSource(bytes, UTF16Transcoder(bigEndian: true), place: place)
    case .gb18030: return TranscodingSource(bytes, GB18030Transcoder(), place: place)
    case .big5:
      // A system without Big5 is told apart by its first character beyond ASCII.
      guard let transcoder = IconvTranscoder("BIG5-HKSCS") else {
        return UTF8Source(bytes, place: place)
      }
      return TranscodingSource(bytes, transcoder, place: place)
    }
  }

  /// A scanner over the file's fields; `usesThread` says whether a thread reads the bytes ahead, by
  /// default that of a large file, and never changes what is read.
  package func scanner(usesThread: Bool? = nil) throws(ReadError) -> CSVScanner {
    let (file, encoding, start) = (file, encoding, textStart)
    let open = { @Sendable () throws(ReadError) -> any ByteSource in
      Self.text(file, encoding, from: start)
    }
    // Below this size a thread costs more than it saves.
    return try CSVScanner(
      usesThread ?? (file.count > 1 << 20) ? ThreadedSource(open) : open(), dialect: dialect,
      skipping: preambleBytes, path: path, buffer: buffer(), limits: limits)
  }

  /// Room for a scanner to read into.
  package func buffer() -> [UInt8] {
    let count = min(256 << 10, 4 * file.count + 16, limits.fieldBytes)
    return [UInt8](repeating: 0, count: count)
  }

  /// The name of the sheet: that of the file without folder and ending.
  package var sheetName: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
