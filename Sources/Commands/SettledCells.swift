import Budget
import Decimals
import Importing
import Localization
import Sheets

/// The cells of an input that `gouji.yaml` settles: they hold what it says, whatever the file has.
struct SettledCells {
  var cells: [CellAddress: String] = [:]
  /// The sheet; nil for the only one.
  var sheet: String?
  /// Where `gouji.yaml` names the file.
  var place = Place(file: "")

  /// Puts the settled cells of some rows of a sheet in the place of those that the file has.
  func apply(to cells: inout [Cell], of name: String, rows: Range<Int>) {
    guard !self.cells.isEmpty, sheet == nil || sheet == name else { return }
    let own = self.cells.filter { rows.contains($0.key.row) }
    guard !own.isEmpty else { return }
    cells.removeAll { own[$0.address] != nil }
    cells += own.filter { !$0.value.isEmpty }.map(Self.cell)
    cells.sort { $0.address < $1.address }
  }

  private static func cell(_ address: CellAddress, _ text: String) -> Cell {
    // A code with a zero in front is no number.
    let number =
      text.hasPrefix("0") && !text.hasPrefix("0.") && text != "0" ? nil : ExactDecimal(text)
    return Cell(
      address: address, value: number.map { .number($0) } ?? .text(text), text: text, raw: text)
  }

  /// What is told about them.
  func notes(on frame: SheetFrame) -> [ImportNote] {
    guard sheet == nil || sheet == frame.name else { return [] }
    return cells.sorted { $0.key < $1.key }.map { address, text in
      ImportNote(
        kind: .settledCell, severity: .info,
        place: Place(file: frame.file, sheet: frame.name, spot: .cell(address)),
        message: Message(
          zh: text.isEmpty ? "按 \(place) 的 cells 当作空白" : "按 \(place) 的 cells 取“\(text)”",
          en: text.isEmpty
            ? "taken as blank, as cells at \(place) says"
            : "taken as “\(text)”, as cells at \(place) says"
        ), raw: text)
    }
  }
}
