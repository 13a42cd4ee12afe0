import Bytes
package import Sheets

extension CSVFile {
  /// A stretch of a file that begins a record and ends behind a line end.
  package struct Piece: Sendable {
    /// The bytes of the file.
    package var range: Range<Int>
    /// How many of them are not part of the table.
    package var prefix: Int
  }

  /// The file in pieces of about `size` bytes, which threads may scan beside each other; nil where it
  /// is to be scanned in one go.
  ///
  /// The scanner of a piece finds what that of the whole file finds there, or throws where a quoted
  /// field goes on behind the piece: every other field ends at the latest at the line end that the
  /// piece ends with. Only an escape could take that one's meaning away without being seen.
  package func pieces(of size: Int) -> [Piece]? {
    guard encoding == .utf8, dialect.escape == nil, byteCount >= 2 * size else { return nil }
    var pieces: [Piece] = []
    var start = textStart
    while byteCount - start > size {
      let near = start + size..<start + size + Self.longestLine
      guard let bytes = try? file.bytes(near), let lineEnd = bytes.firstIndex(of: 0x0a) else {
        break
      }
      let end = near.lowerBound + lineEnd + 1
      pieces.append(Piece(range: start..<end, prefix: pieces.isEmpty ? preambleBytes : 0))
      start = end
    }
    pieces.append(Piece(range: start..<Int.max, prefix: pieces.isEmpty ? preambleBytes : 0))
    return pieces.count > 1 ? pieces : nil
  }

  /// How far behind its size a piece may end.
  private static let longestLine = 64 << 10

  /// A scanner over the fields of a piece; lines, records and bytes count from its beginning.
  package func scanner(of piece: Piece) throws(ReadError) -> CSVScanner {
    try CSVScanner(
      Self.text(file, encoding, from: piece.range.lowerBound, to: piece.range.upperBound),
      dialect: dialect, skipping: piece.prefix, path: path,
      capacity: min(256 << 10, 4 * byteCount + 16), limits: limits)
  }
}
