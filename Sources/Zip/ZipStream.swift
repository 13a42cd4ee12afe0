/// An archive that is written piece by piece, for parts of any size.
///
/// The caller takes what is ready and writes it in order.
public struct ZipStream: ~Copyable {
  private var records: [ZipRecord] = []
  private var record: ZipRecord?
  private var deflater = Deflater()
  private var ready: [UInt8] = []
  private var taken = 0

  /// An empty archive.
  public init() {}

  /// Whether the archive or one of its parts has grown over 4 GiB, which the format cannot say.
  public private(set) var isTooLarge = false

  /// How many bytes wait to be taken.
  public var readyCount: Int { ready.count }

  /// Begins a part under its path in the archive; the part before must have ended.
  public mutating func begin(_ name: String) {
    precondition(record == nil, "the part before has ended")
    let record = ZipRecord(name: [UInt8](name.utf8), offset: taken + ready.count, isStreamed: true)
    ready += record.header
    deflater = Deflater()
    self.record = record
  }

  /// Adds bytes to the part that was begun.
  public mutating func add(_ bytes: [UInt8]) { add(bytes, isLast: false) }

  /// Ends the part that was begun.
  public mutating func end() {
    add([], isLast: true)
    guard let record else { return }
    ready += record.descriptor
    records.append(record)
    self.record = nil
  }

  /// Adds a part as a whole.
  public mutating func add(_ name: String, _ bytes: [UInt8]) {
    begin(name)
    add(bytes)
    end()
  }

  /// Ends the archive with its directory.
  public mutating func finish() {
    guard !isTooLarge else { return }
    ready += ZipRecord.directory(of: records, behind: taken + ready.count)
  }

  /// The bytes that are ready, which the archive then forgets.
  public mutating func take() -> [UInt8] {
    let bytes = ready
    taken += bytes.count
    ready.removeAll(keepingCapacity: true)
    return bytes
  }

  private mutating func add(_ bytes: [UInt8], isLast: Bool) {
    guard var record, !isTooLarge else { return }
    let before = ready.count
    deflater.add(bytes, isLast: isLast, to: &ready)
    record.checksum = updated(record.checksum, bytes, bytes.indices)
    record.packed += ready.count - before
    record.unpacked += bytes.count
    isTooLarge = max(record.unpacked, taken + ready.count) > Int(UInt32.max)
    self.record = record
  }
}
