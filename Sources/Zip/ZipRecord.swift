/// What an archive says of one of its parts, in front of it and in its directory.
struct ZipRecord {
  var name: [UInt8]
  var checksum: UInt32 = 0
  var packed = 0
  var unpacked = 0
  var offset = 0
  /// Checksum and counts stand behind the part: they were not known in front of it.
  var isStreamed = false

  private static let deflated: UInt16 = 8
  // Bit 11: names are UTF-8; bit 3: what stands behind the part. Version 2.0 is what deflated
  // entries need.
  private static let nameIsUTF8: UInt16 = 1 << 11
  private static let describedBehind: UInt16 = 1 << 3
  private static let version: UInt16 = 20
  // 1980-01-01, the earliest that the format can say.
  private static let dosDate: UInt16 = 1 << 5 | 1

  /// The header in front of the part.
  var header: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(little: UInt32(0x0403_4b50))
    appendCommon(to: &bytes, isKnown: !isStreamed)
    return bytes + name
  }

  /// What stands behind a streamed part.
  var descriptor: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(little: UInt32(0x0807_4b50))
    appendCounts(to: &bytes)
    return bytes
  }

  /// The directory of an archive whose parts take up `size` bytes, to its end.
  static func directory(of records: [ZipRecord], behind size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for record in records {
      bytes.append(little: UInt32(0x0201_4b50))
      bytes.append(little: version)
      record.appendCommon(to: &bytes, isKnown: true)
      bytes.append(little: UInt16(0))  // comment
      bytes.append(little: UInt16(0))  // disk
      bytes.append(little: UInt16(0))  // internal attributes
      bytes.append(little: UInt32(0))  // external attributes
      bytes.append(little: UInt32(record.offset))
      bytes += record.name
    }
    let count = UInt32(bytes.count)
    bytes.append(little: UInt32(0x0605_4b50))
    bytes.append(little: UInt32(0))  // disks
    bytes.append(little: UInt16(records.count))
    bytes.append(little: UInt16(records.count))
    bytes.append(little: count)
    bytes.append(little: UInt32(size))
    bytes.append(little: UInt16(0))  // comment
    return bytes
  }

  // What the local header and the directory have in common.
  private func appendCommon(to bytes: inout [UInt8], isKnown: Bool) {
    bytes.append(little: Self.version)
    bytes.append(little: Self.nameIsUTF8 | (isStreamed ? Self.describedBehind : 0))
    bytes.append(little: Self.deflated)
    bytes.append(little: UInt16(0))  // time
    bytes.append(little: Self.dosDate)
    if isKnown {
      appendCounts(to: &bytes)
    } else {
      bytes += [UInt8](repeating: 0, count: 12)
    }
    bytes.append(little: UInt16(name.count))
    bytes.append(little: UInt16(0))  // extra field
  }

  private func appendCounts(to bytes: inout [UInt8]) {
    bytes.append(little: checksum)
    bytes.append(little: UInt32(packed))
    bytes.append(little: UInt32(unpacked))
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(little number: Number) {
    for index in 0..<(Number.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: number >> (index * 8)))
    }
  }
}
