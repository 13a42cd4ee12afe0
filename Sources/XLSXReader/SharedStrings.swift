import Bytes
import Sheets
import XMLScan

/// The texts that the sheets of a workbook share: one arena of UTF-8 and the place of each text.
package struct SharedStrings: Sendable {
  private var arena: [UInt8] = []
  private var ends: [Int] = []
  private var scalars: [Int32] = []

  /// No texts.
  init() {}

  /// Reads the part of shared strings.
  init(
    _ source: any ByteSource, place: Place, limits: ReadLimits
  ) throws(ReadError) {
    var scanner = try XMLScanner(source, place: place, limits: limits)
    while true {
      switch try scanner.next() {
      case .start where scanner.depth == 2 && scanner.isNamed("si"):
        try RichText.append(&scanner, to: &arena)
        ends.append(arena.count)
        scalars.append(
          Int32(truncatingIfNeeded: arena.span.extracting(start(ends.count - 1)...).scalarCount))
        // Each text costs its entry in the tables and the time to read it, even an empty one.
        guard arena.count + 32 * ends.count <= limits.sharedTextBytes else {
          throw ReadError(.overBudget, at: place, limits.exceeded(\.sharedTextBytes))
        }
      case .finished:
        return
      default:
        break
      }
    }
  }

  /// How many texts there are.
  package var count: Int { ends.count }

  /// The text at the 0-based `index`, which must be in range.
  package func string(_ index: Int) -> String {
    String(decoding: arena[start(index)..<ends[index]], as: UTF8.self)
  }

  /// How many Unicode scalars the text at the 0-based `index` has.
  package func scalarCount(_ index: Int) -> Int { Int(scalars[index]) }

  /// How many bytes the text at the 0-based `index` has.
  package func byteCount(_ index: Int) -> Int { ends[index] - start(index) }

  private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }
}
