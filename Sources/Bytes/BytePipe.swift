import Glibc
import Sheets

/// A ring of pieces that one thread fills from a source and another empties.
///
/// Each piece belongs to the filling thread until it is counted as filled and to the emptying
/// thread until it is counted as free; the counts are what the lock guards.
@safe final class BytePipe: @unchecked Sendable {
  private final class Piece {
    var bytes = [UInt8](repeating: 0, count: 256 << 10)
    var count = 0
  }

  private let open: @Sendable () throws(ReadError) -> any ByteSource
  private let pieces = (0..<4).map { _ in Piece() }
  private let lock = Lock()
  // Guarded by the lock.
  private var filled = 0
  private var failure: ReadError?
  private var isFinished = false
  private var isCancelled = false
  // The emptying thread's own.
  private var current = 0
  private var position = 0
  // Without a thread the source is read when bytes are asked for.
  private var isUnthreaded = false
  private var source: (any ByteSource)?

  init(_ open: @escaping @Sendable () throws(ReadError) -> any ByteSource) {
    self.open = open
  }

  /// Starts the filling thread, which keeps this object alive until it is done.
  func start() {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(self)
    let status = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<BytePipe>.fromOpaque(context).takeRetainedValue().fill()
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      unsafe context.release()
      isUnthreaded = true
      return
    }
    pthread_detach(thread)
  }

  /// Tells the filling thread to stop.
  func cancel() {
    lock.locked {
      isCancelled = true
      lock.wake()
    }
  }

  private func fill() {
    var next = 0
    var source: (any ByteSource)?
    while true {
      let isFree = lock.locked {
        while filled == pieces.count && !isCancelled { lock.wait() }
        return !isCancelled
      }
      guard isFree else { return }
      let piece = pieces[next]
      var error: ReadError?
      piece.count = 0
      // A piece is filled as far as it goes, so that there are few changes of hand.
      do {
        let input = try opened(&source)
        while piece.count < piece.bytes.count {
          let count = try input.read(into: &piece.bytes, piece.count..<piece.bytes.count)
          if count == 0 { break }
          piece.count += count
        }
      } catch let failure {
        error = failure
      }
      let isLast = error != nil || piece.count < piece.bytes.count
      lock.locked {
        failure = error
        isFinished = isLast
        filled += 1
        lock.wake()
      }
      if isLast { return }
      next = (next + 1) % pieces.count
    }
  }

  private func opened(
    _ source: inout (any ByteSource)?
  ) throws(ReadError) -> any ByteSource {
    if let source { return source }
    let opened = try open()
    source = opened
    return opened
  }

  /// Takes the next bytes; 0 at the end of the source.
  func take(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    if isUnthreaded {
      return try opened(&source).read(into: &buffer, room)
    }
    guard !room.isEmpty else { return 0 }
    while true {
      lock.locked {
        while filled == 0 && !isFinished { lock.wait() }
      }
      let (isEmpty, isLast, error) = lock.locked {
        (filled == 0, isFinished && filled <= 1, failure)
      }
      if isEmpty { return 0 }
      let piece = pieces[current]
      if position < piece.count {
        let count = min(room.count, piece.count - position)
        unsafe buffer.withUnsafeMutableBytes { target in
          unsafe piece.bytes.withUnsafeBytes { bytes in
            unsafe UnsafeMutableRawBufferPointer(rebasing: target[room]).copyMemory(
              from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
          }
        }
        position += count
        return count
      }
      if isLast, let error { throw error }
      position = 0
      current = (current + 1) % pieces.count
      lock.locked {
        filled -= 1
        lock.wake()
      }
    }
  }
}

/// A lock with a condition to wait for.
@safe private final class Lock: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  func locked<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Waits inside `locked` until another thread calls `wake`.
  func wait() { unsafe pthread_cond_wait(condition, mutex) }

  /// Wakes the thread that waits.
  func wake() { unsafe pthread_cond_signal(condition) }
}
