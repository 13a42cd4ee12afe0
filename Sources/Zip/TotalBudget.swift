import Localization
import Sheets
import Synchronization

/// Counts the inflated bytes of one part and of the whole archive, on whatever thread they arise.
final class TotalBudget: Sendable {
  private let limits: ReadLimits
  private let used = Atomic<Int>(0)

  init(_ limits: ReadLimits) {
    self.limits = limits
  }

  /// Counts `count` more bytes of a part that has `part` of them by now.
  func use(_ count: Int, part: Int, place: Place) throws(ReadError) {
    let total = used.add(count, ordering: .relaxed).newValue
    if part > limits.partBytes {
      throw ReadError(.overBudget, at: place, limits.exceeded(\.partBytes))
    }
    if total > limits.totalBytes {
      throw ReadError(.overBudget, at: place, limits.exceeded(\.totalBytes))
    }
  }
}
