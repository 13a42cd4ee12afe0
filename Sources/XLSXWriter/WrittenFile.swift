internal import Bytes
internal import Localization
internal import Parallel
internal import Sheets
internal import XMLScan
internal import Zip

/// A workbook that libxlsxwriter has written, read back before it takes its place.
///
/// libxlsxwriter lays every part in a temporary file first and never asks whether that could be
/// written: a full disk gives "no error" and a workbook without its cells.
struct WrittenFile {
  /// Where it lies.
  let file: String
  /// The workbook's path, for messages.
  let path: String

  /// Refuses a workbook one of whose parts is not complete.
  func check() throws(WriteError) {
    do throws(ReadError) {
      var limits = ReadLimits()
      limits.partBytes = .max
      limits.totalBytes = .max
      let archive = try ZipArchive(FileBytes(path: file), limits: limits)
      _ = try concurrently(archive.names) { part throws(ReadError) in
        try check(part, of: archive)
      }
    } catch {
      let place = Place(file: path, spot: error.place.spot)
      throw Spot(path: path).refusal(
        zh: "工作簿没有写完整（\(place)）：请在系统临时文件夹和目标文件夹腾出空间后重试",
        en: """
          the workbook was not written in full (\(place)): free some space in the system's \
          temporary folder and in the target's, then try again
          """)
    }
  }

  private func check(_ part: String, of archive: ZipArchive) throws(ReadError) {
    guard let source = try archive.open(part) else { return }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var balance = TagBalance()
    while true {
      let count = try source.read(into: &buffer, 0..<buffer.count)
      guard count > 0 else { break }
      balance.take(buffer.span.extracting(0..<count))
    }
    guard balance.isComplete else {
      throw ReadError(
        .truncated, at: Place(file: file, spot: .part(part, byte: nil)),
        Message(zh: "不完整", en: "incomplete"))
    }
  }
}

/// Counts what opens and what closes in XML of libxlsxwriter, which writes every `<` and `>` of a
/// text or an attribute as a reference: a part that lost its end, or a stretch with part of a tag or
/// with a tag but not its other half, does not balance.
struct TagBalance {
  private var starts = 0
  private var ends = 0
  private var opened = 0
  private var closed = 0
  private var last: UInt8 = 0

  /// Takes the next bytes of a part.
  mutating func take(_ bytes: Span<UInt8>) {
    for index in bytes.indices {
      let byte = bytes[index]
      if last == UInt8(ascii: "<") {
        opened &+= 1
        if byte == UInt8(ascii: "/") {
          ends &+= 1
        } else if byte != UInt8(ascii: "?"), byte != UInt8(ascii: "!") {
          starts &+= 1
        }
      } else if byte == UInt8(ascii: ">") {
        closed &+= 1
        if last == UInt8(ascii: "/") { ends &+= 1 }
      }
      // Some parts end with a line break.
      if byte != UInt8(ascii: "\n") { last = byte }
    }
  }

  /// Whether everything that was opened is closed, and something was.
  var isComplete: Bool {
    starts > 0 && starts == ends && opened == closed && last == UInt8(ascii: ">")
  }
}
