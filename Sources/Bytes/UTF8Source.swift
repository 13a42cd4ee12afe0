import Localization
public import Sheets

/// UTF-8 text checked byte by byte on its way through.
public final class UTF8Source: ByteSource {
  private let input: any ByteSource
  private let place: Place
  private var validator = UTF8Validator()
  private var offset = 0

  /// The text of `input`, whose place is named where it is not UTF-8.
  public init(_ input: any ByteSource, place: Place) {
    self.input = input
    self.place = place
  }

  /// Fills the front of `room`.
  public func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    let count = try input.read(into: &buffer, room)
    if let bad = validator.firstInvalid(in: buffer.span, room.prefix(count)) {
      throw invalid(at: offset + bad - room.lowerBound)
    }
    if count == 0 && !room.isEmpty && !validator.isComplete { throw invalid(at: offset) }
    offset += count
    return count
  }

  private func invalid(at byte: Int) -> ReadError {
    var place = place
    if case .part(let part, _) = place.spot {
      place.spot = .part(part, byte: byte)
    } else {
      place.spot = .byte(byte)
    }
    return ReadError(
      .encoding, at: place,
      Message(
        zh: "不是有效的 UTF-8 文本；请用 Excel/WPS 打开后重新保存",
        en: "not valid UTF-8; open the file in a spreadsheet program and save it again"))
  }
}
