import Budget
import Profiles
import Sheets
import XLSXWriter

/// The lists that the cells of a form offer, each in a column of a sheet of its own.
///
/// They are named by range: a list inside the rule itself holds 255 characters only.
struct FormLists {
  /// One list.
  private struct List {
    var heading: String
    var values: [String]
    /// What each value means; nil where it says so itself.
    var names: [String]?
  }

  private var lists: [Int: List] = [:]
  private var positions: [Int: Int] = [:]

  /// The lists of `columns` in `year`.
  init(columns: [FormColumn], codes: [String: CodeList], year: Int) {
    var position = 0
    for (index, column) in columns.enumerated() {
      switch column.field.kind {
      case .choice(let choices):
        lists[index] = List(heading: column.heading, values: choices.map(\.name), names: nil)
      case .code(let key, let lengths):
        guard let list = codes[key] else { continue }
        // Lines are filled in at the lowest level; a code without one below it is such a level.
        let known = list.codes(in: year)
        let leaves = known.filter { code in
          code.utf8.count == lengths.last
            || !known.contains { $0.utf8.count > code.utf8.count && $0.hasPrefix(code) }
        }
        guard !leaves.isEmpty else { continue }
        lists[index] = List(
          heading: column.heading, values: leaves,
          names: leaves.map { list.name(of: $0, year: year) ?? "" })
      default: continue
      }
      positions[index] = position
      position += lists[index]?.names == nil ? 1 : 2
    }
  }

  /// Where the list of the column with this index stands, as a dropdown names it; nil where it has
  /// none.
  func source(of index: Int) -> String? {
    guard let list = lists[index], let column = positions[index] else { return nil }
    let first = CellAddress(row: 1, column: column).absolute
    let last = CellAddress(row: list.values.count, column: column).absolute
    return "'\(InputForm.listSheet)'!\(first):\(last)"
  }

  /// The sheet with all lists; nil where there are none.
  var sheet: SheetDraft? {
    guard !lists.isEmpty else { return nil }
    var sheet = SheetDraft(name: InputForm.listSheet)
    sheet.frozenRows = 1
    var text = FormStyles.text
    text.numberFormat = "@"
    func fill(_ column: Int, _ heading: String, _ values: [String], width: Double) {
      sheet.columnWidths[column] = width
      sheet[CellAddress(row: 0, column: column)] = DraftCell(
        .text(heading), style: FormStyles.heading)
      for (row, value) in values.enumerated() {
        sheet[CellAddress(row: row + 1, column: column)] = DraftCell(.text(value), style: text)
      }
    }
    for (index, list) in lists {
      guard let column = positions[index] else { continue }
      fill(column, "可选：\(list.heading)", list.values, width: 24)
      if let names = list.names { fill(column + 1, "含义", names, width: 40) }
    }
    return sheet
  }
}
