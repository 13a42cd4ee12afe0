import Glibc
import Sheets

/// What a thread runs.
class ThreadWork: @unchecked Sendable {
  /// Does the work, on its thread.
  func run() {}

  /// Starts a thread that keeps this object alive until `run` returns; false where there can be none.
  final func startThread() -> Bool {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(self)
    let status = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<ThreadWork>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      unsafe context.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}

/// A ring of items that one thread fills and another empties.
///
/// Each item belongs to the filling thread until it is counted as filled and to the emptying thread
/// until it is counted as free; the counts are what the lock guards. A thread that waits is woken when
/// there is half a ring of work for it, since every change of thread costs time.
final class Ring<Item>: ThreadWork, @unchecked Sendable {
  private final class Slot {
    var item: Item
    init(_ item: Item) { self.item = item }
  }

  private let fill: @Sendable (inout Item) throws(ReadError) -> Bool
  private let slots: [Slot]
  private let lock = Lock()
  // Guarded by the lock.
  private var filled = 0
  private var failure: ReadError?
  private var isFinished = false
  private var isCancelled = false
  // The filling thread's own, and the emptying one's.
  private var next = 0
  private var current = 0
  // Without a thread an item is filled when it is asked for.
  private var isUnthreaded = false

  init(_ items: [Item], fill: @escaping @Sendable (inout Item) throws(ReadError) -> Bool) {
    slots = items.map(Slot.init)
    self.fill = fill
  }

  func start() { isUnthreaded = !startThread() }

  /// Tells the filling thread to stop.
  func cancel() {
    lock.locked {
      isCancelled = true
      lock.wake()
    }
  }

  override func run() {
    while true {
      let isFree = lock.locked {
        while filled == slots.count && !isCancelled { lock.wait() }
        return !isCancelled
      }
      guard isFree, fillNext() else { return }
    }
  }

  /// Fills the next item and says whether there will be another.
  private func fillNext() -> Bool {
    var error: ReadError?
    var hasMore = false
    do {
      hasMore = try fill(&slots[next].item)
    } catch let failure {
      error = failure
    }
    next = (next + 1) % slots.count
    lock.locked {
      failure = error
      isFinished = !hasMore
      filled += 1
      if isFinished || filled * 2 >= slots.count { lock.wake() }
    }
    return hasMore
  }

  func take(_ body: (inout Item) -> Bool) throws(ReadError) -> Bool {
    if isUnthreaded, filled == 0, !isFinished { _ = fillNext() }
    let (isEmpty, error) = lock.locked {
      while filled == 0 && !isFinished { lock.wait() }
      return (filled == 0, failure)
    }
    if isEmpty {
      if let error { throw error }
      return false
    }
    guard body(&slots[current].item) else { return true }
    current = (current + 1) % slots.count
    lock.locked {
      filled -= 1
      if filled * 2 <= slots.count { lock.wake() }
    }
    return true
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
