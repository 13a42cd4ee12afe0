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
      guard let end = endOfLine(at: start + size) else { break }
      pieces.append(Piece(range: start..<end, prefix: pieces.isEmpty ? preambleBytes : 0))
      start = end
    }
    pieces.append(Piece(range: start..<Int.max, prefix: pieces.isEmpty ? preambleBytes : 0))
    return pieces.count > 1 ? pieces : nil
  }

  /// The place behind the line end that follows `place`; nil where that is far off.
  private func endOfLine(at place: Int) -> Int? {
    for reach in [4 << 10, 64 << 10] {
      let bytes = try? file.bytes(place..<place + reach)
      if let lineEnd = bytes?.firstIndex(of: 0x0a) { return place + lineEnd + 1 }
    }
    return nil
  }

  /// A scanner over the fields of a piece, which it reads into `buffer`; lines, records and bytes
  /// count from its beginning.
  package func scanner(
    of piece: Piece, buffer: consuming [UInt8]
  ) throws(ReadError) -> CSVScanner {
    try CSVScanner(
      Self.text(file, encoding, from: piece.range.lowerBound, to: piece.range.upperBound),
      dialect: dialect, skipping: piece.prefix, path: path, buffer: buffer, limits: limits)
  }
}
