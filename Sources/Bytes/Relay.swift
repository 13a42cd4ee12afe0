public import Sheets

/// A ring of items that a thread of its own fills, some ahead, and the owner empties in order.
///
/// The thread ends when there is nothing more, when it fails, or when this object is released.
public final class Relay<Item> {
  private let ring: Ring<Item>

  /// Starts the thread: `fill` fills an item that was emptied, and says whether more will follow; what
  /// it throws arrives behind the items before it.
  public init(
    _ items: [Item], fill: @escaping @Sendable (inout Item) throws(ReadError) -> Bool
  ) {
    ring = Ring(items, fill: fill)
    ring.start()
  }

  deinit { ring.cancel() }

  /// Hands the first filled item to `body`, which says whether it has emptied it, so that the next
  /// time the next item comes; false where there is nothing more.
  public func take(_ body: (inout Item) -> Bool) throws(ReadError) -> Bool {
    try ring.take(body)
  }
}
