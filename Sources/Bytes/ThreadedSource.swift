public import Sheets

/// Reads a source on a thread of its own, a few pieces ahead.
///
/// The thread ends when the source does, when it fails, or when this object is released.
public final class ThreadedSource: ByteSource {
  private let pipe: BytePipe

  /// Starts reading the source that `open` gives on the new thread.
  public init(_ open: @escaping @Sendable () throws(ReadError) -> any ByteSource) {
    pipe = BytePipe(open)
    pipe.start()
  }

  deinit { pipe.cancel() }

  /// Fills the front of `room`.
  public func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    try pipe.take(into: &buffer, room)
  }
}
