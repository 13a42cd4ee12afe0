import CZlib

/// An archive that is put together in memory, for the small files that gouji writes itself.
///
/// The same parts in the same order give the same bytes: every entry is dated 1980-01-01, the
/// earliest date that the format can say.
public struct ZipDraft: Sendable {
  private struct Entry {
    var name: [UInt8]
    var checksum: UInt32
    var packed: UInt32
    var unpacked: UInt32
    var offset: UInt32
  }

  private var body: [UInt8] = []
  private var entries: [Entry] = []

  private static let deflated: UInt16 = 8
  // Bit 11: names are UTF-8. Version 2.0 is what deflated entries need.
  private static let nameIsUTF8: UInt16 = 1 << 11
  private static let version: UInt16 = 20
  private static let dosDate: UInt16 = 1 << 5 | 1

  /// An empty archive.
  public init() {}

  /// Adds a part under its path in the archive; the archive must stay below 4 GiB.
  public mutating func add(_ name: String, _ bytes: [UInt8]) {
    let packed = deflate(bytes)
    let entry = Entry(
      name: [UInt8](name.utf8), checksum: updated(0, bytes, bytes.indices),
      packed: UInt32(packed.count),
      unpacked: UInt32(bytes.count), offset: UInt32(body.count))
    entries.append(entry)
    body.append(little: UInt32(0x0403_4b50))
    appendCommon(entry, to: &body)
    body += entry.name
    body += packed
  }

  /// The whole archive with its directory.
  public var archive: [UInt8] {
    var bytes = body
    for entry in entries {
      bytes.append(little: UInt32(0x0201_4b50))
      bytes.append(little: Self.version)
      appendCommon(entry, to: &bytes)
      bytes.append(little: UInt16(0))  // comment
      bytes.append(little: UInt16(0))  // disk
      bytes.append(little: UInt16(0))  // internal attributes
      bytes.append(little: UInt32(0))  // external attributes
      bytes.append(little: entry.offset)
      bytes += entry.name
    }
    let size = UInt32(bytes.count - body.count)
    bytes.append(little: UInt32(0x0605_4b50))
    bytes.append(little: UInt32(0))  // disks
    bytes.append(little: UInt16(entries.count))
    bytes.append(little: UInt16(entries.count))
    bytes.append(little: size)
    bytes.append(little: UInt32(body.count))
    bytes.append(little: UInt16(0))  // comment
    return bytes
  }

  // What the local header and the directory have in common.
  private func appendCommon(_ entry: Entry, to bytes: inout [UInt8]) {
    bytes.append(little: Self.version)
    bytes.append(little: Self.nameIsUTF8)
    bytes.append(little: Self.deflated)
    bytes.append(little: UInt16(0))  // time
    bytes.append(little: Self.dosDate)
    bytes.append(little: entry.checksum)
    bytes.append(little: entry.packed)
    bytes.append(little: entry.unpacked)
    bytes.append(little: UInt16(entry.name.count))
    bytes.append(little: UInt16(0))  // extra field
  }
}

/// The raw DEFLATE stream of `bytes`.
private func deflate(_ bytes: [UInt8]) -> [UInt8] {
  var stream = unsafe z_stream()
  // Only a lack of memory can fail here, which Swift does not survive either.
  precondition(unsafe gouji_deflate_init_raw(&stream) == Z_OK, "no memory to deflate")
  defer { unsafe deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: Int(unsafe deflateBound(&stream, UInt(bytes.count))))
  let count = unsafe input.withUnsafeMutableBufferPointer { source in
    unsafe output.withUnsafeMutableBufferPointer { target in
      unsafe stream.next_in = source.baseAddress
      unsafe stream.avail_in = UInt32(source.count)
      unsafe stream.next_out = target.baseAddress
      unsafe stream.avail_out = UInt32(target.count)
      precondition(unsafe CZlib.deflate(&stream, Z_FINISH) == Z_STREAM_END, "deflateBound was kept")
      return unsafe target.count - Int(stream.avail_out)
    }
  }
  return [UInt8](output.prefix(count))
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(little number: Number) {
    for index in 0..<(Number.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: number >> (index * 8)))
    }
  }
}
