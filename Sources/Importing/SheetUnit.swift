import Budget
import Sheets

/// A unit that a line above a header states for the whole sheet.
struct SheetUnit {
  /// The unit of money.
  var unit: MeasureUnit
  /// The cell that states it.
  var address: CellAddress
  /// The cell's text.
  var text: String

  /// Each different unit of money stated above `row`, with the first cell that states it.
  static func stated(above row: Int, in grid: HeaderGrid) -> [SheetUnit] {
    var found: [SheetUnit] = []
    guard grid.first < row else { return found }
    for line in grid.first..<row {
      let entries = grid.own(line)
      var label = ""
      for column in entries.keys.sorted() {
        guard let entry = entries[column] else { continue }
        // 单位： and 万元 may stand in two cells.
        let text = label.hasSuffix("单位:") ? label + entry.folded : entry.folded
        label = entry.folded
        guard let unit = UnitWords.statedMoney(in: text),
          !found.contains(where: { $0.unit == unit })
        else { continue }
        found.append(SheetUnit(unit: unit, address: entry.origin, text: entry.text))
      }
    }
    return found
  }
}
