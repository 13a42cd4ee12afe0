import Dispatch
import Synchronization

/// What `work` makes of each of `items`, side by side on as many threads as there are cores.
///
/// - Throws: the error of the first item that failed, in the order of `items`.
public func concurrently<Item: Sendable, Value: Sendable, Failure: Error>(
  _ items: [Item], _ work: @Sendable (Item) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  let results = Mutex<[Result<Value, Failure>?]>(items.map { _ in nil })
  DispatchQueue.concurrentPerform(iterations: items.count) { index in
    let result = Result { () throws(Failure) in try work(items[index]) }
    results.withLock { $0[index] = result }
  }
  var values: [Value] = []
  for case let result? in results.withLock({ $0 }) { values.append(try result.get()) }
  return values
}

/// The same, where `work` needs room, which is made once for each thread and handed on from item to
/// item.
public func concurrently<Item: Sendable, Room: Sendable, Value: Sendable, Failure: Error>(
  _ items: [Item], makingRoom: @Sendable () -> Room,
  _ work: @Sendable (Item, inout Room) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  let rooms = Mutex<[Room]>([])
  return try concurrently(items) { item throws(Failure) in
    var room = rooms.withLock { $0.popLast() } ?? makingRoom()
    defer { rooms.withLock { $0.append(room) } }
    return try work(item, &room)
  }
}

/// What two pieces of work make, side by side.
///
/// - Throws: the error of the first, or else that of the second.
public func together<First: Sendable, Second: Sendable, Failure: Error>(
  _ first: @Sendable () throws(Failure) -> First, _ second: @Sendable () throws(Failure) -> Second
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
