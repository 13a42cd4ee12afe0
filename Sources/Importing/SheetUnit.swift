import Budget
import Sheets

/// The unit that the lines above a header state for the whole sheet.
enum SheetUnit {
  /// Each different unit of money stated above `row`, with the first cell that states it.
  static func stated(
    above row: Int, in grid: HeaderGrid
  ) -> [(unit: MeasureUnit, address: CellAddress, text: String)] {
    var found: [(unit: MeasureUnit, address: CellAddress, text: String)] = []
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
        found.append((unit, entry.origin, entry.text))
      }
    }
    return found
  }
}
