import Profiles
import Sheets
import XLSXWriter

/// Draws 封面 and 目录.
struct FrontSheets {
  let wording: Wording
  let slots: [String: String]
  let draft: String?
  let placements: [TablePlacement]

  static let coverName = "封面"
  static let contentsName = "目录"

  func cover() -> SheetDraft {
    var sheet = SheetDraft(name: Self.coverName)
    sheet.columnWidths[0] = 110
    for (index, line) in wording.cover.enumerated() {
      let row = 6 + index * 2
      sheet[CellAddress(row: row, column: 0)] = DraftCell(
        .text(Wording.fill(line, slots)), style: Styles.coverTitle)
      sheet.rowHeights[row] = 60
    }
    if let draft {
      sheet[CellAddress(row: 1, column: 0)] = DraftCell(
        .text("【\(draft)】"), style: Styles.headerMiddle)
    }
    finish(&sheet)
    return sheet
  }

  func contents() -> SheetDraft {
    var sheet = SheetDraft(name: Self.contentsName)
    sheet.columnWidths[0] = 8
    sheet.columnWidths[1] = 90
    sheet[CellAddress(row: 0, column: 0)] = DraftCell(
      .text(Wording.fill(wording.contents, slots)), style: Styles.title)
    sheet.merges.append(
      CellRange(CellAddress(row: 0, column: 0), CellAddress(row: 0, column: 1)))
    sheet.rowHeights[0] = 48
    for (index, placement) in placements.enumerated() {
      let row = 1 + index
      sheet[CellAddress(row: row, column: 0)] = DraftCell(
        .text("\(index + 1)"), style: Styles.headerMiddle)
      sheet[CellAddress(row: row, column: 1)] = DraftCell(
        .link(
          text: Wording.fill(placement.layout.title, slots),
          target: internalTarget(placement.layout.sheet, CellAddress(row: 0, column: 0))),
        style: Styles.contentsLink)
      sheet.rowHeights[row] = 24
    }
    finish(&sheet)
    return sheet
  }

  private func finish(_ sheet: inout SheetDraft) {
    sheet.print.landscape = true
    sheet.print.fitWidth = 1
    sheet.print.fitHeight = 1
    sheet.print.centerHorizontally = true
    sheet.showGridlines = false
  }
}
