import Bytes
import Sheets

extension XMLScanner {
  /// Appends a stretch of the part: references resolved, line ends as `\n` (XML 1.0, 2.11), in
  /// attributes every space as a blank (3.3.3).
  func append(
    _ range: Range<Int>, isLiteral: Bool, isAttribute: Bool, to output: inout [UInt8]
  ) throws(ReadError) {
    let bytes = current
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "&") where !isLiteral:
        index = try appendReference(at: index, end: range.upperBound, to: &output)
        continue
      case 0x0d:
        output.append(isAttribute ? 0x20 : 0x0a)
        if index + 1 < range.upperBound, bytes[index + 1] == 0x0a { index += 1 }
      case 0x09 where isAttribute, 0x0a where isAttribute:
        output.append(0x20)
      default:
        output.append(byte)
      }
      index += 1
    }
  }

  /// Appends what the reference at `start` stands for and returns the place behind it.
  private func appendReference(
    at start: Int, end: Int, to output: inout [UInt8]
  ) throws(ReadError) -> Int {
    let bytes = current
    var index = start + 1
    while index < end, bytes[index] != UInt8(ascii: ";"), bytes[index] != UInt8(ascii: "&") {
      index += 1
    }
    guard index < end, bytes[index] == UInt8(ascii: ";") else { throw unknownReference }
    var name: [UInt8] = []
    for place in start + 1..<index { name.append(bytes[place]) }
    switch name {
    case [0x61, 0x6d, 0x70]: output.append(UInt8(ascii: "&"))
    case [0x6c, 0x74]: output.append(UInt8(ascii: "<"))
    case [0x67, 0x74]: output.append(UInt8(ascii: ">"))
    case [0x71, 0x75, 0x6f, 0x74]: output.append(UInt8(ascii: "\""))
    case [0x61, 0x70, 0x6f, 0x73]: output.append(UInt8(ascii: "'"))
    default:
      guard let scalar = characterReference(name) else { throw unknownReference }
      output.appendUTF8(scalar)
    }
    return index + 1
  }

  /// The scalar of `#65` or `#x41`; nil where it is none.
  private func characterReference(_ name: [UInt8]) -> UInt32? {
    guard name.first == UInt8(ascii: "#") else { return nil }
    let isHex = name.dropFirst().first == UInt8(ascii: "x")
    let digits = name.dropFirst(isHex ? 2 : 1)
    var value: UInt32 = 0
    for byte in digits {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, isHex || digit < 10 else {
        return nil
      }
      value = value * (isHex ? 16 : 10) + UInt32(digit)
      // Any number of zeros may come first, so the value is what is bounded.
      guard value <= 0x10_ffff else { return nil }
    }
    return !digits.isEmpty && value != 0 && Unicode.Scalar(value) != nil ? value : nil
  }

  private var unknownReference: ReadError {
    error(
      .malformed, zh: "XML 中有未定义的实体或无效的字符引用；文件已损坏",
      en: "the XML has an unknown entity or a bad character reference; the file is damaged")
  }
}
