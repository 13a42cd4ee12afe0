package import Budget
package import Sheets

/// A unit that a line above a header states for the whole sheet.
package struct SheetUnit {
  /// The unit of money.
  package var unit: MeasureUnit
  /// The cell that states it.
  package var address: CellAddress
  /// The cell's text.
  var text: String

  /// Each different unit of money stated above `row`, with the first cell that states it.
  static func stated(above row: Int, in grid: HeaderGrid) -> [SheetUnit] {
    var found: [SheetUnit] = []
    guard grid.first < row else { return found }
    for line in grid.first..<row {
      let entries = grid.own(line).sorted { $0.key < $1.key }.map(\.value)
      for stated in stated(in: entries.map { ($0.origin, $0.folded, $0.text) })
      where !found.contains(where: { $0.unit == stated.unit }) {
        found.append(stated)
      }
    }
    return found
  }

  /// The units of money that the cells of one row state; each cell with its folded text.
  package static func stated(in cells: [(address: CellAddress, folded: String, text: String)])
    -> [SheetUnit]
  {
    var found: [SheetUnit] = []
    var label = ""
    for cell in cells {
      // 单位： and 万元 may stand in two cells.
      let text = label.hasSuffix("单位:") ? label + cell.folded : cell.folded
      label = cell.folded
      if let unit = UnitWords.statedMoney(in: text) {
        found.append(SheetUnit(unit: unit, address: cell.address, text: cell.text))
      }
    }
    return found
  }
}
