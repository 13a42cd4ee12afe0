public import Sheets

/// Bytes that arrive in pieces: a file, a part of an archive, a decoder over another source.
public protocol ByteSource: AnyObject {
  /// Fills `buffer` from the start of `room` on and returns how many bytes that were; 0 only at the
  /// end of the source or where `room` is empty.
  func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int
}

/// A source over bytes in memory, handed out in pieces of at most `piece` bytes.
public final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int
  private var position = 0

  /// A source of `bytes`; small pieces are for tests.
  public init(_ bytes: [UInt8], piece: Int = .max) {
    self.bytes = bytes
    self.piece = piece
  }

  /// Fills the front of `room`.
  public func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    let count = min(piece, bytes.count - position, room.count)
    for index in 0..<count { buffer[room.lowerBound + index] = bytes[position + index] }
    position += count
    return count
  }
}
