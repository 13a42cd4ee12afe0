import Decimals
import Localization
import NumberFormats
package import Sheets

/// Where the scanner of a worksheet is, and how it turns a cell's parts into a typed cell.
///
/// `readCells` is the fast path: it takes cells in the plain form that nearly all programs write
/// and leaves all else to the general scanner.
struct CellCursor {
  let styles: [Bool]
  let strings: SharedStrings
  let uses1904: Bool
  /// Whether formulas and the values as the file has them are wanted.
  let keepsDetail: Bool
  /// The row that is being read, 0-based.
  var row = -1
  /// The column of the last cell, 0-based.
  var column = -1
  /// The rows marked as hidden, where detail is wanted.
  var hiddenRows: Set<Int> = []
  /// Cells whose value could not be read, and what was found; the first few.
  var flaws: [CellFlaw] = []
  /// Whether a cell came before or at the place of an earlier one.
  var isDisordered = false
  private var lastPlace = -1
  /// The row number that was read last, as it stands in the file.
  var knownRow = KnownRow()

  init(styles: [Bool], strings: SharedStrings, uses1904: Bool, keepsDetail: Bool) {
    self.styles = styles
    self.strings = strings
    self.uses1904 = uses1904
    self.keepsDetail = keepsDetail
  }

  /// The cell at the cursor, before its value.
  mutating func cell(style: Int) -> ScannedCell {
    let place = row << 14 | column
    if place <= lastPlace { isDisordered = true }
    lastPlace = place
    // A style that the workbook does not have is the default one.
    return ScannedCell(row: row, column: column, style: styles.indices.contains(style) ? style : 0)
  }

  /// Whether numbers of `style` are dates.
  func isDate(_ style: Int) -> Bool { styles.indices.contains(style) && styles[style] }

  /// Gives `cell` a number, which its style may make a date.
  func set(_ number: ExactDecimal, in cell: inout ScannedCell) {
    cell.number = number
    cell.kind = .number
    if isDate(Int(cell.style)), SerialDate(number, uses1904: uses1904) != nil { cell.kind = .date }
  }

  /// Notes that a cell's value could not be read as its type says.
  mutating func note(_ flaw: CellFlaw.Kind, _ found: String) {
    guard flaws.count < 100 else { return }
    flaws.append(
      CellFlaw(address: CellAddress(row: row, column: column), kind: flaw, found: found))
  }
}

/// A cell whose value is not what its type says; it is kept as text or without a value.
package struct CellFlaw: Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Sendable {
    /// A number was promised.
    case notANumber
    /// There is no shared string of that index.
    case noSuchString
    /// TRUE or FALSE was promised.
    case notABoolean
  }

  /// Which cell.
  package var address: CellAddress
  /// What is wrong.
  package var kind: Kind
  /// The value as the file has it.
  package var found: String
}

extension CellFlaw {
  /// What a user is told.
  package var note: SheetNote {
    SheetNote(spot: .cell(address), message: message, raw: found)
  }

  private var message: Message {
    let shown = found.prefix(40)
    return switch kind {
    case .notANumber:
      Message(
        zh: "内容“\(shown)”不是有效数字，按文本读取；请在表中核对",
        en: "“\(shown)” is no number, read as text; check it in the sheet")
    case .noSuchString:
      Message(
        zh: "引用的共享字符串“\(shown)”不存在，没有取到值；请用 Excel/WPS 打开后另存",
        en: "there is no shared string “\(shown)”, so the cell has no value; open the "
          + "file in a spreadsheet program and save it again")
    case .notABoolean:
      Message(
        zh: "内容“\(shown)”不是逻辑值，按文本读取；请在表中核对",
        en: "“\(shown)” is neither TRUE nor FALSE, read as text; check it in the sheet")
    }
  }
}
