import Dispatch
import Synchronization

/// What `work` makes of each of `items`, each on a thread of its own.
///
/// - Throws: the error of the first item that failed, in the order of `items`.
func concurrently<Item: Sendable, Value: Sendable>(
  _ items: [Item], _ work: @Sendable (Item) throws -> Value
) throws -> [Value] {
  let results = Mutex<[Result<Value, any Error>?]>(items.map { _ in nil })
  DispatchQueue.concurrentPerform(iterations: items.count) { index in
    let result = Result { try work(items[index]) }
    results.withLock { $0[index] = result }
  }
  return try results.withLock { $0 }.compactMap { try $0?.get() }
}
