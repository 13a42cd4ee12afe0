package import Sheets

extension CSVFile {
  /// The whole file in memory as one sheet.
  package func sheet() throws(ReadError) -> Sheet {
    var scanner = try scanner()
    var batch = CellBatch()
    var cells: [Cell] = []
    var textBytes = 0
    let place = Place(file: path)
    while try scanner.next(into: &batch) {
      textBytes += batch.arena.count
      guard cells.count + batch.cells.count <= limits.cells else {
        throw ReadError(.overBudget, at: place, limits.exceeded(\.cells))
      }
      guard textBytes <= limits.textBytes else {
        throw ReadError(.overBudget, at: place, limits.exceeded(\.textBytes))
      }
      for scanned in batch.cells { cells.append(Self.cell(scanned, batch)) }
    }
    return Sheet(
      file: path, name: sheetName, cells: cells, notes: scanner.flaws.map(\.note))
  }

  /// The cell that was scanned, with its text.
  package static func cell(_ scanned: ScannedCell, _ batch: CellBatch) -> Cell {
    let raw = batch.string(scanned.text)
    return Cell(
      address: scanned.address,
      value: scanned.kind == .number ? .number(scanned.number) : .text(raw), text: raw, raw: raw)
  }
}
