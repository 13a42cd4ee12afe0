/// GB18030, and with it GBK and GB2312, strictly: bytes that it does not assign are refused.
public struct GB18030Transcoder: TextTranscoder {
  private let tables: GB18030Codes
  private var atStart = true

  /// A transcoder.
  public init() {
    tables = .shared
  }

  /// The encoding's name.
  public var name: String { "GB18030" }

  /// Writes the UTF-8 of `input`; a leading byte order mark is left out.
  public mutating func transcode(
    _ input: Span<UInt8>, isLast: Bool, to output: inout UTF8Output
  ) -> Int? {
    var written = output.count
    var target = output.bytes.mutableSpan
    let tables = tables
    let twoByte = tables.twoByte.span
    let isStart = atStart
    let count = input.count
    var index = 0
    while index < count {
      let lead = input[index]
      if lead < 0x80 {
        target[written] = lead
        written += 1
        index += 1
        continue
      }
      guard index + 1 < count else { break }
      let trail = input[index + 1]
      if trail >= 0x40 {
        guard lead != 0x80, lead != 0xff, trail != 0x7f, trail != 0xff else { break }
        let cell = Int(trail) - (trail < 0x7f ? 0x40 : 0x41)
        let scalar = UInt32(twoByte[(Int(lead) - 0x81) * 190 + cell])
        written = target.write(scalar, at: written)
        index += 2
      } else {
        guard index + 3 < count,
          let scalar = tables.character(lead, trail, input[index + 2], input[index + 3])
        else { break }
        if !(isStart && index == 0 && scalar == 0xfeff) {
          written = target.write(scalar, at: written)
        }
        index += 4
      }
    }
    output.count = written
    atStart = isStart && index == 0
    // What came before bad bytes still counts; bad bytes at the front are an error, and so is half a
    // character at the end.
    if index > 0 || count == 0 { return index }
    return isLast || count >= 4 ? nil : 0
  }
}

/// The characters of GB18030 by their codes.
struct GB18030Codes: Sendable {
  /// Made once, when the first GB18030 text is met.
  static let shared = GB18030Codes()

  fileprivate private(set) var twoByte: [UInt16] = []
  private var fourByte: [UInt16] = []

  private init() {
    var isTwoByte = [Bool](repeating: false, count: 0x10000)
    var privateCodes = GB18030Table.privateRanges.joined().makeIterator()
    twoByte.reserveCapacity(126 * 190)
    GB18030Table.characters.withUTF8Buffer { bytes in
      for scalar in unsafe String(decoding: bytes, as: UTF8.self).unicodeScalars {
        let position = twoByte.count
        var code = UInt16(truncatingIfNeeded: scalar.value)
        if scalar == "." {
          code =
            Self.userDefined(row: position / 190, cell: position % 190)
            ?? privateCodes.next() ?? 0
        }
        twoByte.append(code)
        isTwoByte[Int(code)] = true
      }
    }
    // Four-byte codes number what of the basic plane is left, in its order.
    fourByte = (0x80..<0x10000).compactMap { code in
      isTwoByte[code] || (0xd800...0xdfff).contains(code) ? nil : UInt16(code)
    }
  }

  /// The private use character of the three user-defined areas; nil outside them.
  private static func userDefined(row: Int, cell: Int) -> UInt16? {
    let lead = row + 0x81
    // The right half of a row has its 94 trailing bytes from 0xA1 on.
    let right = cell - 96
    switch lead {
    case 0xaa...0xaf where right >= 0: return UInt16(0xe000 + (lead - 0xaa) * 94 + right)
    case 0xf8...0xfe where right >= 0: return UInt16(0xe234 + (lead - 0xf8) * 94 + right)
    case 0xa1...0xa7 where right < 0: return UInt16(0xe4c6 + (lead - 0xa1) * 96 + cell)
    default: return nil
    }
  }

  func character(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> UInt32? {
    guard (0x81...0xfe).contains(first), (0x30...0x39).contains(second),
      (0x81...0xfe).contains(third), (0x30...0x39).contains(fourth)
    else { return nil }
    let number =
      ((Int(first) - 0x81) * 10 + Int(second) - 0x30) * 1260 + (Int(third) - 0x81) * 10
      + Int(fourth) - 0x30
    if number < fourByte.count { return UInt32(fourByte[number]) }
    // From 0x90308130 on come the characters beyond the basic plane.
    let scalar = number - 189_000 + 0x10000
    return (0x10000...0x10ffff).contains(scalar) ? UInt32(scalar) : nil
  }
}
