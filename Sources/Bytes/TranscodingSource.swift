import Localization
public import Sheets

/// Turns bytes of another encoding into UTF-8, piece by piece.
public protocol TextTranscoder {
  /// Appends the UTF-8 of the whole characters at the front of `input` to `output` and returns how
  /// many bytes of `input` they took; nil where the bytes there are no text of the encoding.
  /// `isLast` says that nothing follows `input`.
  mutating func transcode(_ input: ArraySlice<UInt8>, isLast: Bool, to output: inout [UInt8])
    -> Int?
  /// The encoding's name.
  var name: String { get }
}

/// Text of another encoding as a source of UTF-8.
public final class TranscodingSource: ByteSource {
  private let input: any ByteSource
  private let place: Place
  private var transcoder: any TextTranscoder
  private var pending = [UInt8](repeating: 0, count: 64 << 10)
  private var pendingCount = 0
  private var inputEnded = false
  private var output: [UInt8] = []
  private var delivered = 0
  private var offset = 0

  /// The text of `input`, which `transcoder` understands.
  public init(_ input: any ByteSource, _ transcoder: any TextTranscoder, place: Place) {
    self.input = input
    self.transcoder = transcoder
    self.place = place
  }

  /// Fills the front of `room`.
  public func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    while delivered == output.count {
      guard try decodeMore() else { return 0 }
    }
    let count = min(room.count, output.count - delivered)
    buffer.replaceSubrange(room.prefix(count), with: output[delivered..<delivered + count])
    delivered += count
    return count
  }

  private func decodeMore() throws(ReadError) -> Bool {
    output.removeAll(keepingCapacity: true)
    delivered = 0
    if !inputEnded {
      let count = try input.read(into: &pending, pendingCount..<pending.count)
      pendingCount += count
      inputEnded = count == 0
    }
    guard pendingCount > 0 else { return false }
    guard
      let used = transcoder.transcode(
        pending[..<pendingCount], isLast: inputEnded, to: &output), used > 0 || !inputEnded
    else {
      var place = place
      if case .part(let part, _) = place.spot {
        place.spot = .part(part, byte: offset)
      } else {
        place.spot = .byte(offset)
      }
      throw ReadError(
        .encoding, at: place,
        Message(
          zh: "不是有效的 \(transcoder.name) 文本；请用 Excel/WPS 打开后重新保存为 UTF-8",
          en: "not valid \(transcoder.name) text; open the file in a spreadsheet program and save "
            + "it as UTF-8"))
    }
    offset += used
    pending.replaceSubrange(0..<(pendingCount - used), with: pending[used..<pendingCount])
    pendingCount -= used
    return true
  }
}

/// UTF-16 in either byte order; a leading byte order mark is left out.
public struct UTF16Transcoder: TextTranscoder {
  private let bigEndian: Bool
  private var atStart = true

  /// A transcoder for the given byte order.
  public init(bigEndian: Bool) {
    self.bigEndian = bigEndian
  }

  /// The encoding's name.
  public var name: String { bigEndian ? "UTF-16BE" : "UTF-16LE" }

  /// Appends the UTF-8 of `input`; unpaired surrogates are refused.
  public mutating func transcode(
    _ input: ArraySlice<UInt8>, isLast: Bool, to output: inout [UInt8]
  ) -> Int? {
    var index = input.startIndex
    func unit(_ at: Int) -> UInt32 {
      let first = UInt32(input[at])
      let second = UInt32(input[at + 1])
      return bigEndian ? first << 8 | second : second << 8 | first
    }
    while index + 2 <= input.endIndex {
      var scalar = unit(index)
      var width = 2
      if scalar & 0xfc00 == 0xd800 {
        guard index + 4 <= input.endIndex else { break }
        let low = unit(index + 2)
        guard low & 0xfc00 == 0xdc00 else { return failure(index, input) }
        scalar = 0x10000 + (scalar & 0x3ff) << 10 + low & 0x3ff
        width = 4
      } else if scalar & 0xfc00 == 0xdc00 {
        return failure(index, input)
      }
      if !(atStart && scalar == 0xfeff) { output.appendUTF8(scalar) }
      atStart = false
      index += width
    }
    if isLast && index < input.endIndex { return failure(index, input) }
    return index - input.startIndex
  }

  /// What came before the bad unit still counts; only a bad unit at the front is an error.
  private func failure(_ index: Int, _ input: ArraySlice<UInt8>) -> Int? {
    index > input.startIndex ? index - input.startIndex : nil
  }
}

/// ISO 8859-1, whose bytes are the first 256 characters of Unicode.
public struct Latin1Transcoder: TextTranscoder {
  /// A transcoder.
  public init() {}

  /// The encoding's name.
  public var name: String { "ISO-8859-1" }

  /// Appends the UTF-8 of `input`, which is always text.
  public mutating func transcode(
    _ input: ArraySlice<UInt8>, isLast: Bool, to output: inout [UInt8]
  ) -> Int? {
    for byte in input { output.appendUTF8(UInt32(byte)) }
    return input.count
  }
}

extension [UInt8] {
  /// Appends the UTF-8 of `scalar`, which must be a Unicode scalar value.
  public mutating func appendUTF8(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80:
      append(UInt8(scalar))
    case 0x80..<0x800:
      append(0xc0 | UInt8(scalar >> 6))
      append(0x80 | UInt8(scalar & 0x3f))
    case 0x800..<0x10000:
      append(0xe0 | UInt8(scalar >> 12))
      append(0x80 | UInt8(scalar >> 6 & 0x3f))
      append(0x80 | UInt8(scalar & 0x3f))
    default:
      append(0xf0 | UInt8(scalar >> 18 & 0x07))
      append(0x80 | UInt8(scalar >> 12 & 0x3f))
      append(0x80 | UInt8(scalar >> 6 & 0x3f))
      append(0x80 | UInt8(scalar & 0x3f))
    }
  }
}

/// Some bytes, then the rest of a source from which they were taken.
public final class PrefixedSource: ByteSource {
  private var prefix: ArraySlice<UInt8>
  private let rest: any ByteSource

  /// `prefix` followed by what `rest` still has.
  public init(_ prefix: ArraySlice<UInt8>, _ rest: any ByteSource) {
    self.prefix = prefix
    self.rest = rest
  }

  /// Fills the front of `room`.
  public func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    guard !prefix.isEmpty else { return try rest.read(into: &buffer, room) }
    let piece = prefix.prefix(room.count)
    buffer.replaceSubrange(room.prefix(piece.count), with: piece)
    prefix = prefix.dropFirst(piece.count)
    return piece.count
  }
}
