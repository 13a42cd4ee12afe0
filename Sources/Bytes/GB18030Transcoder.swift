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

  /// Appends the UTF-8 of `input`; a leading byte order mark is left out.
  public mutating func transcode(
    _ input: ArraySlice<UInt8>, isLast: Bool, to output: inout [UInt8]
  ) -> Int? {
    output.reserveCapacity(output.count + input.count * 3 / 2)
    let bytes = input.span
    let count = bytes.count
    var index = 0
    while index < count {
      let lead = bytes[index]
      if lead < 0x80 {
        output.append(lead)
        index += 1
        continue
      }
      guard index + 1 < count else { break }
      let trail = bytes[index + 1]
      if trail >= 0x40 {
        guard let scalar = tables.character(lead: lead, trail: trail) else { return used(index) }
        output.appendUTF8(UInt32(scalar))
        index += 2
      } else {
        guard index + 3 < count else { break }
        guard
          let scalar = tables.character(lead, trail, bytes[index + 2], bytes[index + 3])
        else { return used(index) }
        if !(atStart && index == 0 && scalar == 0xfeff) { output.appendUTF8(scalar) }
        index += 4
      }
    }
    atStart = atStart && index == 0
    return isLast && index < count ? used(index) : index
  }

  /// What came before the bad bytes still counts; only bad bytes at the front are an error.
  private func used(_ index: Int) -> Int? { index > 0 ? index : nil }
}

/// The characters of GB18030 by their codes.
struct GB18030Codes: Sendable {
  /// Made once, when the first GB18030 text is met.
  static let shared = GB18030Codes()

  private var twoByte: [UInt16] = []
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

  func character(lead: UInt8, trail: UInt8) -> UInt16? {
    guard lead >= 0x81, lead <= 0xfe, trail != 0x7f, trail <= 0xfe else { return nil }
    return twoByte[Int(lead - 0x81) * 190 + Int(trail) - (trail < 0x7f ? 0x40 : 0x41)]
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
