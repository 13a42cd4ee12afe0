/// A part of an archive, deflated; parts can be made side by side.
public struct ZipPart: Sendable {
  fileprivate let name: [UInt8]
  fileprivate let checksum: UInt32
  fileprivate let packed: [UInt8]
  fileprivate let unpacked: Int

  /// Deflates `bytes`, which lie in the archive under the path `name`.
  public init(_ name: String, _ bytes: [UInt8]) {
    self.name = [UInt8](name.utf8)
    checksum = updated(0, bytes, bytes.indices)
    unpacked = bytes.count
    var packed: [UInt8] = []
    var deflater = Deflater()
    deflater.add(bytes, isLast: true, to: &packed)
    self.packed = packed
  }
}

/// An archive that is put together in memory.
///
/// The same parts in the same order give the same bytes: every entry is dated 1980-01-01, the
/// earliest date that the format can say.
public struct ZipDraft: Sendable {
  private var body: [UInt8] = []
  private var records: [ZipRecord] = []

  /// An empty archive.
  public init() {}

  /// Adds a part under its path in the archive; the archive and each part must stay below 4 GiB.
  public mutating func add(_ name: String, _ bytes: [UInt8]) { add(ZipPart(name, bytes)) }

  /// Adds a part that is deflated already.
  public mutating func add(_ part: ZipPart) {
    let record = ZipRecord(
      name: part.name, checksum: part.checksum, packed: part.packed.count, unpacked: part.unpacked,
      offset: body.count)
    records.append(record)
    body += record.header
    body += part.packed
  }

  /// The whole archive with its directory.
  public var archive: [UInt8] {
    body + ZipRecord.directory(of: records, behind: body.count)
  }
}
