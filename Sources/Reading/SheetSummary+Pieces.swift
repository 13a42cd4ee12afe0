import CSVReader
import Decimals
import Parallel
import Sheets

extension SheetSummary {
  /// Counts a CSV file in pieces, several at a time; nil where it cannot be shared out, or a piece
  /// could not be read by itself.
  init?(of file: CSVFile, pieceBytes: Int) {
    guard let pieces = file.pieces(of: pieceBytes),
      let parts = try? concurrently(
        pieces, makingRoom: { Room() }, { try Part(file, $0, in: &$1) })
    else { return nil }
    var flaws: [CSVFlaw] = []
    var (records, lines, bytes) = (0, 0, 0)
    for (piece, part) in zip(pieces, parts) {
      add(part.summary, behind: records)
      for var flaw in part.flaws {
        flaw.line += lines
        flaw.byte += bytes
        flaws.append(flaw)
      }
      records += part.records
      lines += part.lineEnds
      bytes += piece.range.count - piece.prefix
    }
    notes = flaws.prefix(CSVFlaw.most).map(\.note)
  }

  /// Adds what was counted in the records behind the first `records`.
  private mutating func add(_ part: SheetSummary, behind records: Int) {
    if part.cells > 0 { rows = records + part.rows }
    columns = max(columns, part.columns)
    cells += part.cells
    numbers += part.numbers
    texts += part.texts
    characters += part.characters
    sum.add(part.sum)
  }

  /// What a thread reads pieces into, one after the other.
  private struct Room: Sendable {
    var buffer: [UInt8]?
    var batch = CellBatch()
  }

  /// What is in a piece of a file.
  private struct Part: Sendable {
    var summary = SheetSummary()
    var flaws: [CSVFlaw] = []
    var records = 0
    var lineEnds = 0

    init(_ file: CSVFile, _ piece: CSVFile.Piece, in room: inout Room) throws(ReadError) {
      var scanner = try file.scanner(of: piece, buffer: room.buffer.take() ?? file.buffer())
      while try scanner.next(into: &room.batch) {
        summary.add(room.batch.cells) { room.batch.scalarCount($0.text) }
      }
      (flaws, records, lineEnds) = (scanner.flaws, scanner.records, scanner.lineEnds)
      room.buffer = scanner.intoBuffer()
    }
  }
}
