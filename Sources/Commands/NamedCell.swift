import Localization
import Sheets
import XLSXWriter

/// A cell of an exported workbook, found by a name such as `支出总表!E10`.
struct NamedCell {
  /// The sheet.
  let sheet: SheetDraft
  /// The cell; of a merged range the upper left one, which holds the content.
  let address: CellAddress
  /// The merged range that the named cell lies in; nil where it lies in none.
  let merge: CellRange?

  /// The cell's full name.
  var name: String { "\(sheet.name)!\(address)" }
  /// What stands there; nil for nothing at all.
  var cell: DraftCell? { sheet[address] }

  /// Finds a cell of `workbook` by its name.
  ///
  /// The sheet's name may stand in quotes, and the file's name before it.
  ///
  /// - Throws: `UnknownCell` where there is no such sheet, no such address, or nothing so far out.
  init(_ name: String, in workbook: WorkbookDraft) throws(UnknownCell) {
    let parts = name.split(separator: "!", omittingEmptySubsequences: false).map(String.init)
    let last = parts.last ?? ""
    guard let address = CellAddress(last.replacing("$", with: "").uppercased()) else {
      throw .noAddress(name: name, address: last)
    }
    var sheetName = parts.count > 1 ? parts[parts.count - 2] : ""
    if sheetName.count > 1, sheetName.hasPrefix("'"), sheetName.hasSuffix("'") {
      sheetName = String(sheetName.dropFirst().dropLast()).replacing("''", with: "'")
    }
    // Some official tabs end with a space that nobody sees.
    let found =
      workbook.sheets.first { $0.name == sheetName }
      ?? workbook.sheets.first { Self.trimmed($0.name) == Self.trimmed(sheetName) }
    guard let sheet = found else {
      throw .noSheet(name: sheetName, sheets: workbook.sheets.map(\.name))
    }
    let merge = sheet.merges.first { $0.contains(address) }
    let rows = (sheet.cells.map(\.address.row) + sheet.merges.map(\.last.row)).max() ?? 0
    let columns = (sheet.cells.map(\.address.column) + sheet.merges.map(\.last.column)).max() ?? 0
    guard address.row <= rows, address.column <= columns else {
      let used = CellRange(
        CellAddress(row: 0, column: 0), CellAddress(row: rows, column: columns))
      throw .outside(name: name, sheet: sheet.name, used: used)
    }
    self.sheet = sheet
    self.merge = merge
    self.address = merge?.first ?? address
  }

  private static func trimmed(_ name: String) -> String {
    String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// Why a cell could not be found.
enum UnknownCell: LocalizedFailure {
  case noAddress(name: String, address: String)
  case noSheet(name: String, sheets: [String])
  case outside(name: String, sheet: String, used: CellRange)

  var message: Message {
    switch self {
    case .noAddress(let name, let address):
      Message(
        zh: "“\(name)”中的“\(address)”不是单元格地址；应写作 工作表!单元格，如 支出总表!E10",
        en: "'\(address)' in '\(name)' is no cell; write SHEET!CELL such as 支出总表!E10")
    case .noSheet(let name, let sheets):
      Message(
        zh: "没有工作表“\(name)”；导出的工作表有：\(sheets.joined(separator: "、"))",
        en:
          "there is no sheet '\(name)'; the exported sheets are: \(sheets.joined(separator: ", "))"
      )
    case .outside(let name, let sheet, let used):
      Message(
        zh: "“\(name)”在表外；工作表“\(sheet)”的内容在 \(used) 之内",
        en: "'\(name)' lies outside the table; sheet '\(sheet)' has its content in \(used)")
    }
  }
}
