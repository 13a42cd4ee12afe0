import Decimals
import NumberFormats
package import Sheets

extension XLSXFile {
  /// The whole sheet `entry` in memory, its cells in reading order, each address once.
  package func sheet(_ entry: SheetEntry) throws(ReadError) -> Sheet {
    var scanner = try scanner(of: entry, keepsDetail: true)
    var batch = CellBatch()
    var cells: [Cell] = []
    var textBytes = 0
    let place = Place(file: path, sheet: entry.name)
    while try scanner.next(into: &batch) {
      textBytes += batch.arena.count
      guard cells.count + batch.cells.count <= limits.cells else {
        throw ReadError(.overBudget, at: place, limits.exceeded(\.cells))
      }
      guard textBytes <= limits.textBytes else {
        throw ReadError(.overBudget, at: place, limits.exceeded(\.textBytes))
      }
      for scanned in batch.cells { cells.append(cell(scanned, batch)) }
    }
    if scanner.isDisordered { cells = cells.inReadingOrder() }
    return Sheet(
      file: path, name: entry.name, cells: cells, merges: scanner.merges,
      visibility: entry.visibility, hiddenRows: scanner.hiddenRows,
      hiddenColumns: scanner.hiddenColumns, notes: scanner.flaws.map(\.note))
  }

  /// The cell that was scanned, with its texts.
  package func cell(_ scanned: ScannedCell, _ batch: CellBatch) -> Cell {
    let style = Int(scanned.style)
    let raw =
      scanned.kind == .sharedText
      ? strings.string(Int(scanned.index)) : batch.string(scanned.text)
    let value = value(scanned, raw: raw, style: style)
    return Cell(
      address: scanned.address, value: value,
      formula: scanned.formula.count > 0 ? batch.string(scanned.formula) : nil,
      format: formats.code(style), text: displayed(value, scanned.number, style: style), raw: raw,
      indent: formats.indent(style))
  }

  private func value(_ scanned: ScannedCell, raw: String, style: Int) -> CellValue? {
    switch scanned.kind {
    case .none: nil
    case .number: .number(scanned.number)
    case .text, .sharedText: .text(raw)
    case .boolean: .boolean(scanned.number != .zero)
    case .error: .error(raw)
    case .isoDate: SheetDate(isoText: raw).map { .date($0) } ?? .text(raw)
    case .date:
      SheetDate(
        serial: scanned.number, meaning: formats.format(style).meaning, uses1904: uses1904
      ).map { .date($0) } ?? .number(scanned.number)
    }
  }

  private func displayed(_ value: CellValue?, _ number: ExactDecimal, style: Int) -> String {
    switch value {
    case nil: ""
    case .number: formats.format(style).display(number, uses1904: uses1904)
    case .text(let text): formats.format(style).display(text: text)
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .error(let name): name
    case .date(let date):
      if let serial = date.serial(uses1904: uses1904), number == .zero && serial != .zero {
        formats.format(style).display(serial, uses1904: uses1904)
      } else {
        formats.format(style).display(number, uses1904: uses1904)
      }
    }
  }
}

extension [Cell] {
  /// The cells by row and column; of several at one address the last, as other programs read it.
  fileprivate func inReadingOrder() -> [Cell] {
    var result: [Cell] = []
    let order = indices.sorted { left, right in
      self[left].address == self[right].address
        ? left < right : self[left].address < self[right].address
    }
    for index in order {
      if result.last?.address == self[index].address { result.removeLast() }
      result.append(self[index])
    }
    return result
  }
}
