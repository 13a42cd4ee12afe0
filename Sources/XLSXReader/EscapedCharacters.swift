import Bytes

/// `_xHHHH_`, by which a workbook writes characters that XML cannot hold (ECMA-376, 22.9.2.19).
enum EscapedCharacters {
  /// Replaces the escapes in `bytes` from `start` on.
  static func resolve(_ bytes: inout [UInt8], from start: Int) {
    guard var read = firstEscape(bytes, from: start) else { return }
    var result: [UInt8] = []
    var copied = start
    while true {
      guard var unit = codeUnit(bytes, at: read) else { break }
      result.append(contentsOf: bytes[copied..<read])
      var next = read + 7
      if unit & 0xfc00 == 0xd800, let low = codeUnit(bytes, at: next), low & 0xfc00 == 0xdc00 {
        unit = 0x10000 + (unit & 0x3ff) << 10 + low & 0x3ff
        next += 7
      }
      // Half a surrogate pair is no character; it is shown as Unicode asks for.
      result.appendUTF8(Unicode.Scalar(unit)?.value ?? 0xfffd)
      copied = next
      guard let following = firstEscape(bytes, from: next) else { break }
      read = following
    }
    result.append(contentsOf: bytes[copied...])
    bytes.replaceSubrange(start..., with: result)
  }

  private static func firstEscape(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 7 <= bytes.count {
      if bytes[index] == UInt8(ascii: "_"), codeUnit(bytes, at: index) != nil { return index }
      index += 1
    }
    return nil
  }

  /// The code unit of the escape at `index`; nil where there is none.
  private static func codeUnit(_ bytes: [UInt8], at index: Int) -> UInt32? {
    guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"),
      bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index + 2..<index + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
