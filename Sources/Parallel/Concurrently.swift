import Dispatch
import Glibc
import Synchronization

/// What `work` makes of each of `items`, side by side on as many threads as there are cores.
///
/// Calls may be nested: the caller takes items, too, and whoever is free takes what is left of any
/// call. (Dispatch's own `concurrentPerform` keeps a nested call on one thread.)
///
/// - Throws: the error of the first item that failed, in the order of `items`.
public func concurrently<Item: Sendable, Value: Sendable, Failure: Error>(
  _ items: [Item], _ work: @escaping @Sendable (Item) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  let round = Round<Value, Failure>(count: items.count)
  let takeItems: @Sendable () -> Void = {
    while let index = round.next() {
      round.finish(index, with: Result { () throws(Failure) in try work(items[index]) })
    }
  }
  for _ in 0..<max(min(processors, items.count) - 1, 0) {
    DispatchQueue.global().async(execute: takeItems)
  }
  takeItems()
  var values: [Value] = []
  for result in round.results() { values.append(try result.get()) }
  return values
}

private let processors = sysconf(CInt(_SC_NPROCESSORS_ONLN))

/// The items of one call, of which every thread takes the next.
private final class Round<Value: Sendable, Failure: Error>: Sendable {
  private let state: Mutex<(next: Int, results: [Result<Value, Failure>?])>
  private let count: Int
  private let open = DispatchGroup()

  init(count: Int) {
    self.count = count
    state = Mutex((0, [Result<Value, Failure>?](repeating: nil, count: count)))
    for _ in 0..<count { open.enter() }
  }

  /// The index of an item that nobody has taken yet; nil where none is left.
  func next() -> Int? {
    state.withLock { state in
      guard state.next < count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  func finish(_ index: Int, with result: Result<Value, Failure>) {
    state.withLock { $0.results[index] = result }
    open.leave()
  }

  /// All results; waits for those on which other threads are at work.
  func results() -> [Result<Value, Failure>] {
    open.wait()
    return state.withLock { $0.results.compactMap { $0 } }
  }
}

/// The same, where `work` needs room, which is made once for each thread and handed on from item to
/// item.
public func concurrently<Item: Sendable, Room: Sendable, Value: Sendable, Failure: Error>(
  _ items: [Item], makingRoom: @escaping @Sendable () -> Room,
  _ work: @escaping @Sendable (Item, inout Room) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  let rooms = Rooms<Room>()
  return try concurrently(items) { item throws(Failure) in
    var room = rooms.free.withLock { $0.popLast() } ?? makingRoom()
    defer { rooms.free.withLock { $0.append(room) } }
    return try work(item, &room)
  }
}

private final class Rooms<Room: Sendable>: Sendable {
  let free = Mutex<[Room]>([])
}

/// What two pieces of work make, side by side.
///
/// - Throws: the error of the first, or else that of the second.
public func together<First: Sendable, Second: Sendable, Failure: Error>(
  _ first: @escaping @Sendable () throws(Failure) -> First,
  _ second: @escaping @Sendable () throws(Failure) -> Second
) throws(Failure) -> (First, Second) {
  let made = try concurrently([true, false]) { isFirst throws(Failure) -> OneOf<First, Second> in
    isFirst ? .first(try first()) : .second(try second())
  }
  guard case .first(let one) = made[0], case .second(let other) = made[1] else {
    preconditionFailure("results come in the order of the work")
  }
  return (one, other)
}

private enum OneOf<First: Sendable, Second: Sendable>: Sendable {
  case first(First)
  case second(Second)
}
