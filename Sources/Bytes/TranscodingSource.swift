import Localization
public import Sheets

/// Turns bytes of another encoding into UTF-8, piece by piece.
public protocol TextTranscoder {
  /// Writes the UTF-8 of the whole characters at the front of `input` and returns how many bytes of
  /// `input` they took; nil where the bytes there are no text of the encoding.
  ///
  /// `isLast` says that nothing follows `input`. `output` has room for three times its bytes.
  mutating func transcode(_ input: Span<UInt8>, isLast: Bool, to output: inout UTF8Output) -> Int?
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
  private var output = UTF8Output(capacity: 3 * (64 << 10))
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
    buffer.replaceSubrange(
      room.prefix(count), with: output.bytes[delivered..<delivered + count])
    delivered += count
    return count
  }

  private func decodeMore() throws(ReadError) -> Bool {
    output.count = 0
    delivered = 0
    if !inputEnded {
      let count = try input.read(into: &pending, pendingCount..<pending.count)
      pendingCount += count
      inputEnded = count == 0
    }
    guard pendingCount > 0 else { return false }
    guard
      let used = transcoder.transcode(
        pending.span.extracting(..<pendingCount), isLast: inputEnded, to: &output),
      used > 0 || !inputEnded
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

  /// Writes the UTF-8 of `input`; unpaired surrogates are refused.
  public mutating func transcode(
    _ input: Span<UInt8>, isLast: Bool, to output: inout UTF8Output
  ) -> Int? {
    var index = 0
    while index + 2 <= input.count {
      var scalar = unit(input, index)
      var width = 2
      if scalar & 0xfc00 == 0xd800 {
        guard index + 4 <= input.count else { break }
        let low = unit(input, index + 2)
        guard low & 0xfc00 == 0xdc00 else { return index > 0 ? index : nil }
        scalar = 0x10000 + (scalar & 0x3ff) << 10 + low & 0x3ff
        width = 4
      } else if scalar & 0xfc00 == 0xdc00 {
        return index > 0 ? index : nil
      }
      if !(atStart && scalar == 0xfeff) { output.append(scalar) }
      atStart = false
      index += width
    }
    // What came before a bad unit still counts; only a bad unit at the front is an error.
    return isLast && index < input.count && index == 0 ? nil : index
  }

  private func unit(_ input: Span<UInt8>, _ index: Int) -> UInt32 {
    let first = UInt32(input[index])
    let second = UInt32(input[index + 1])
    return bigEndian ? first << 8 | second : second << 8 | first
  }
}

/// ISO 8859-1, whose bytes are the first 256 characters of Unicode.
public struct Latin1Transcoder: TextTranscoder {
  /// A transcoder.
  public init() {}

  /// The encoding's name.
  public var name: String { "ISO-8859-1" }

  /// Writes the UTF-8 of `input`, which is always text.
  public mutating func transcode(
    _ input: Span<UInt8>, isLast: Bool, to output: inout UTF8Output
  ) -> Int? {
    for index in 0..<input.count { output.append(UInt32(input[index])) }
    return input.count
  }
}

/// A reused buffer that transcoders write UTF-8 to.
public struct UTF8Output {
  /// The buffer, of which the first `count` bytes are written.
  public internal(set) var bytes: [UInt8]
  /// How many bytes are written.
  public internal(set) var count = 0

  /// A buffer with room for `capacity` bytes.
  public init(capacity: Int) {
    bytes = [UInt8](repeating: 0, count: capacity)
  }

  mutating func append(_ scalar: UInt32) {
    let start = count
    var span = bytes.mutableSpan
    count = span.write(scalar, at: start)
  }
}

extension MutableSpan where Element == UInt8 {
  /// Writes the UTF-8 of `scalar` at `index` and returns the place behind it.
  @inline(__always)
  mutating func write(_ scalar: UInt32, at index: Int) -> Int {
    switch scalar {
    case 0..<0x80:
      self[index] = UInt8(truncatingIfNeeded: scalar)
      return index + 1
    case 0x80..<0x800:
      self[index] = 0xc0 | UInt8(truncatingIfNeeded: scalar >> 6)
      self[index + 1] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3f)
      return index + 2
    case 0x800..<0x10000:
      self[index] = 0xe0 | UInt8(truncatingIfNeeded: scalar >> 12)
      self[index + 1] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3f)
      self[index + 2] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3f)
      return index + 3
    default:
      self[index] = 0xf0 | UInt8(truncatingIfNeeded: scalar >> 18 & 0x07)
      self[index + 1] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 12 & 0x3f)
      self[index + 2] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3f)
      self[index + 3] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3f)
      return index + 4
    }
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
