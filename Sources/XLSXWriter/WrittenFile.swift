internal import Bytes
internal import Localization
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

  /// Up to this size a part is scanned as XML; a longer one, which takes too long for that, is
  /// unpacked and its end looked at.
  private static let scannedBytes = 4 << 20

  /// Refuses a workbook one of whose parts is not complete.
  func check() throws(WriteError) {
    do throws(ReadError) {
      var limits = ReadLimits()
      limits.partBytes = .max
      limits.totalBytes = .max
      let archive = try ZipArchive(FileBytes(path: file), limits: limits)
      for part in archive.names {
        guard let source = try archive.open(part) else { continue }
        let place = Place(file: path, spot: .part(part, byte: nil))
        if archive.claimedCount(of: part) <= Self.scannedBytes {
          var scanner = try XMLScanner(source, place: place, limits: limits)
          scan: while true {
            if case .finished = try scanner.next() { break scan }
          }
        } else {
          try checkEnd(of: source, at: place)
        }
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

  /// Refuses a part that does not end with an end tag of a sheet or of the shared texts, the only
  /// parts that grow so long.
  private func checkEnd(of source: any ByteSource, at place: Place) throws(ReadError) {
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    var end: [UInt8] = []
    while true {
      let count = try source.read(into: &buffer, 0..<buffer.count)
      guard count > 0 else { break }
      end = Array((end + buffer[max(0, count - 16)..<count]).suffix(16))
    }
    let endTags = ["sst", "worksheet"].map { Array("</\($0)>".utf8) }
    guard endTags.contains(where: { end.suffix($0.count).elementsEqual($0) })
    else {
      throw ReadError(.truncated, at: place, Message(zh: "不完整", en: "incomplete"))
    }
  }
}
