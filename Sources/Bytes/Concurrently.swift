import Dispatch
import Synchronization

/// What `work` makes of each of `items`, each on a thread of its own.
///
/// - Throws: the error of the first item that failed, in the order of `items`.
public func concurrently<Item: Sendable, Value: Sendable, Failure: Error>(
  _ items: [Item], _ work: @Sendable (Item) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  let results = Mutex<[Result<Value, Failure>?]>(items.map { _ in nil })
  DispatchQueue.concurrentPerform(iterations: items.count) { index in
    let result: Result<Value, Failure>
    do throws(Failure) {
      result = .success(try work(items[index]))
    } catch {
      result = .failure(error)
    }
    results.withLock { $0[index] = result }
  }
  var values: [Value] = []
  for result in results.withLock({ $0 }) {
    if let result { values.append(try result.get()) }
  }
  return values
}
