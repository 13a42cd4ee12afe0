package import Bytes
import Localization
package import Sheets

/// Reads a CSV file's fields in batches, whatever the size of the file.
package struct CSVScanner: ~Copyable {
  private var window: ByteWindow
  private var parser: FieldParser
  private let path: String

  /// A scanner over UTF-8 text, after its first `prefix` bytes, which it reads into `buffer`.
  package init(
    _ source: any ByteSource, dialect: CSVDialect, skipping prefix: Int, path: String,
    buffer: consuming [UInt8], limits: ReadLimits
  ) throws(ReadError) {
    self.path = path
    parser = FieldParser(dialect)
    window = ByteWindow(
      source, buffer: buffer, limit: limits.fieldBytes,
      overLimit: ReadError(
        .overBudget, at: Place(file: path), limits.exceeded(\.fieldBytes)))
    while window.count < prefix {
      guard try window.refill() else { break }
    }
    window.consume(min(prefix, window.count))
  }

  /// The buffer, when nothing more is to be scanned.
  package consuming func intoBuffer() -> [UInt8] { window.intoBuffer() }

  /// What the dialect does not allow; the first hundred places.
  package var flaws: [CSVFlaw] { parser.flaws }

  /// How many records there were so far, blank lines included.
  package var records: Int { parser.row }

  /// How many line ends there were so far, those in quoted fields included.
  package var lineEnds: Int { parser.line - 1 }

  /// Fills `batch` with the next cells; false where the file is at its end and `batch` empty.
  package mutating func next(into batch: inout CellBatch) throws(ReadError) -> Bool {
    batch.removeAll()
    while !batch.isFull {
      let used = parser.readFields(window.unread, isLast: window.isAtEnd, into: &batch)
      window.consume(used)
      if used == 0 {
        if window.isAtEnd {
          try refuseUnclosedQuote()
          break
        }
        _ = try window.refill()
      }
    }
    return !batch.cells.isEmpty
  }

  /// A field that swallows the rest of the file would make a short table of a damaged one.
  private func refuseUnclosedQuote() throws(ReadError) {
    guard let flaw = parser.unclosedQuote else { return }
    throw ReadError(
      .malformed, at: Place(file: path, spot: .line(flaw.line, column: nil)),
      Message(
        zh: "引号到文件末尾仍未闭合（字节 \(flaw.byte)）；请补上引号，或重新取得完整的文件",
        en: "a quoted field does not end before the file does (byte \(flaw.byte)); close the quote "
          + "or get the complete file"))
  }
}
