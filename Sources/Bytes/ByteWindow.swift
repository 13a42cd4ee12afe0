public import Sheets

/// The part of a source that is being looked at: unread bytes in one piece, refilled as they are
/// used up.
public struct ByteWindow: ~Copyable {
  private let source: any ByteSource
  private let limit: Int
  private let overLimit: ReadError
  private var storage: [UInt8]
  private var start = 0
  private var end = 0
  /// How many bytes were consumed before the unread ones.
  public private(set) var offset = 0
  /// Whether the source has nothing more to give.
  public private(set) var isAtEnd = false

  /// A window on `source` that grows to at most `limit` unread bytes and then throws `overLimit`.
  public init(
    _ source: any ByteSource, capacity: Int = 64 << 10, limit: Int, overLimit: ReadError
  ) {
    self.init(
      source, buffer: [UInt8](repeating: 0, count: min(capacity, limit)), limit: limit,
      overLimit: overLimit)
  }

  /// The same in a buffer that is there already.
  public init(
    _ source: any ByteSource, buffer: consuming [UInt8], limit: Int, overLimit: ReadError
  ) {
    self.source = source
    self.limit = limit
    self.overLimit = overLimit
    storage = buffer
  }

  /// The buffer, when the window is no longer needed.
  public consuming func intoBuffer() -> [UInt8] { storage }

  /// The unread bytes.
  public var unread: Span<UInt8> {
    @_lifetime(borrow self)
    get { storage.span.extracting(start..<end) }
  }

  /// How many bytes are unread.
  public var count: Int { end - start }

  /// Whether more bytes can be read without growing.
  public var hasRoom: Bool { count < storage.count }

  /// Marks the first `count` unread bytes as read.
  public mutating func consume(_ count: Int) {
    precondition(count >= 0 && count <= end - start)
    start += count
    offset += count
  }

  /// Reads more behind the unread bytes; false where there is no more.
  public mutating func refill() throws(ReadError) -> Bool {
    guard !isAtEnd else { return false }
    if start > 0 {
      storage.replaceSubrange(0..<(end - start), with: storage[start..<end])
      end -= start
      start = 0
    }
    if end == storage.count {
      guard storage.count < limit else { throw overLimit }
      storage.append(contentsOf: repeatElement(0, count: storage.count))
    }
    let count = try source.read(into: &storage, end..<storage.count)
    end += count
    isAtEnd = count == 0
    return count > 0
  }
}
