public import Sheets

/// Reads a source on a thread of its own, a few pieces ahead.
///
/// The thread ends when the source does, when it fails, or when this object is released.
public final class ThreadedSource: ByteSource {
  private struct Piece {
    var bytes = [UInt8](repeating: 0, count: 256 << 10)
    var count = 0
  }

  private let relay: Relay<Piece>
  private var position = 0

  /// Starts reading the source that `open` gives on the new thread.
  public init(_ open: @escaping @Sendable () throws(ReadError) -> any ByteSource) {
    let input = LateSource(open)
    relay = Relay((0..<4).map { _ in Piece() }) { piece throws(ReadError) in
      // A piece is filled as far as it goes, so that there are few changes of hand.
      piece.count = 0
      while piece.count < piece.bytes.count {
        let count = try input.read(into: &piece.bytes, piece.count..<piece.bytes.count)
        if count == 0 { return false }
        piece.count += count
      }
      return true
    }
  }

  /// Fills the front of `room`.
  public func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    var count = 0
    while count == 0, !room.isEmpty {
      let hasMore = try relay.take { piece in
        count = min(room.count, piece.count - position)
        unsafe buffer.withUnsafeMutableBytes { target in
          unsafe piece.bytes.withUnsafeBytes { bytes in
            unsafe UnsafeMutableRawBufferPointer(rebasing: target[room]).copyMemory(
              from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
          }
        }
        position += count
        guard position == piece.count else { return false }
        position = 0
        return true
      }
      if !hasMore { return 0 }
    }
    return count
  }
}

/// A source that is opened when it is first read; one thread at a time may read it.
private final class LateSource: ByteSource, @unchecked Sendable {
  private let open: @Sendable () throws(ReadError) -> any ByteSource
  private var source: (any ByteSource)?

  init(_ open: @escaping @Sendable () throws(ReadError) -> any ByteSource) {
    self.open = open
  }

  func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    if let source { return try source.read(into: &buffer, room) }
    let opened = try open()
    source = opened
    return try opened.read(into: &buffer, room)
  }
}
