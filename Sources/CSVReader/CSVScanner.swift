package import Bytes
package import Sheets

/// Reads a CSV file's fields in batches, whatever the size of the file.
package struct CSVScanner: ~Copyable {
  // One of the two.
  private var reader: RecordReader?
  private let relay: Relay<Piece>?
  /// What the dialect does not allow in what was read so far; the first hundred places.
  package private(set) var flaws: [CSVFlaw] = []

  private struct Piece: Sendable {
    var batch = CellBatch()
    var flaws: [CSVFlaw] = []
  }

  /// A scanner over UTF-8 text, after its first `prefix` bytes.
  package init(
    _ source: any ByteSource, dialect: CSVDialect, skipping prefix: Int, path: String,
    capacity: Int, limits: ReadLimits
  ) throws(ReadError) {
    relay = nil
    reader = try RecordReader(
      source, dialect: dialect, skipping: prefix, path: path, capacity: capacity, limits: limits)
  }

  /// The same with two threads: one reads the source that `open` gives, one splits it into fields.
  init(
    onThreads open: @escaping @Sendable () throws(ReadError) -> any ByteSource,
    dialect: CSVDialect, skipping prefix: Int, path: String, capacity: Int, limits: ReadLimits
  ) {
    reader = nil
    let late = LateReader()
    relay = Relay((0..<8).map { _ in Piece() }) { piece throws(ReadError) in
      if late.reader == nil {
        late.reader = try RecordReader(
          ThreadedSource(open), dialect: dialect, skipping: prefix, path: path, capacity: capacity,
          limits: limits)
      }
      do throws(ReadError) {
        let hasMore = try late.reader?.next(into: &piece.batch) ?? false
        piece.flaws = late.reader?.flaws ?? []
        return hasMore
      } catch {
        // What was read of the batch that failed is no result.
        piece.batch.removeAll()
        throw error
      }
    }
  }

  /// Fills `batch` with the next cells; false where the file is at its end and `batch` empty.
  package mutating func next(into batch: inout CellBatch) throws(ReadError) -> Bool {
    guard let relay else {
      let hasMore = try reader?.next(into: &batch) ?? false
      flaws = reader?.flaws ?? []
      return hasMore
    }
    batch.removeAll()
    var found = flaws
    while batch.cells.isEmpty {
      let hasMore = try relay.take { piece in
        swap(&batch, &piece.batch)
        found = piece.flaws
        return true
      }
      if !hasMore { return false }
      flaws = found
    }
    return true
  }
}

/// A reader that one thread makes and uses.
private final class LateReader: @unchecked Sendable {
  var reader: RecordReader?
}
