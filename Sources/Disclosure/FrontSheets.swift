import Profiles
import Sheets
import XLSXWriter

/// Draws 封面 and 目录.
struct FrontSheets {
  let wording: Wording
  let slots: [String: String]
  let draft: String?
  let placements: [TablePlacement]
  /// The names of the sheets with text.
  let textSheets: Set<String>

  static let coverName = "封面"
  static let contentsName = "目录"

  func cover() -> SheetDraft {
    var sheet = SheetDraft(name: Self.coverName)
    let columns = wording.coverColumns
    for column in 0..<columns { sheet.columnWidths[column] = columns == 1 ? 110 : 9 }
    var row = 4
    for line in wording.cover {
      row = line.row ?? row + 2
      var font = wording.fonts.cover
      if let size = line.size { font.size = size }
      let style = CellStyle(
        fontName: font.name, fontSize: font.size, bold: font.isBold, horizontal: .center,
        wrap: true)
      let text = Wording.fill(line.text, slots)
      let width = sheet.columnWidths.values.reduce(0, +) * 11 / font.size
      let lines = Styles.wrappedLines(text, width: width)
      sheet[CellAddress(row: row, column: 0)] = DraftCell(
        text.isEmpty ? .blank : .text(text), style: style)
      sheet.rowHeights[row] = min(Double(lines) * font.size * 1.5 + 12, 409)
      merge(&sheet, row: row, columns: columns)
    }
    if let draft {
      sheet[CellAddress(row: 1, column: 0)] = DraftCell(
        .text("【\(draft)】"), style: Styles.headerMiddle)
      if !sheet.merges.contains(where: { $0.first.row == 1 }) {
        merge(&sheet, row: 1, columns: columns)
      }
    }
    finish(&sheet)
    return sheet
  }

  func contents() -> SheetDraft {
    var sheet = SheetDraft(name: Self.contentsName)
    let mark = draft.map { "　【\($0)】" } ?? ""
    let title = wording.fonts.title
    sheet[CellAddress(row: 0, column: 0)] = DraftCell(
      .text(Wording.fill(wording.contents, slots) + mark),
      style: CellStyle(
        fontName: title.name, fontSize: title.size + 2, bold: title.isBold, horizontal: .center))
    sheet.rowHeights[0] = 48
    if wording.contentsItems.isEmpty {
      sheet.columnWidths[0] = 8
      sheet.columnWidths[1] = 90
      merge(&sheet, row: 0, columns: 2)
      for (index, placement) in placements.enumerated() {
        var number = Styles.headerMiddle
        number.fontName = wording.fonts.contents.name
        number.fontSize = wording.fonts.contents.size
        sheet[CellAddress(row: 1 + index, column: 0)] = DraftCell(
          .text("\(index + 1)"), style: number)
        put(
          Wording.fill(placement.layout.title, slots), leadingTo: placement.layout.sheet,
          CellAddress(row: 1 + index, column: 1), &sheet)
      }
    } else {
      sheet.columnWidths[0] = 117
      // The lines of official forms begin on the fourth row.
      var row = 3
      for item in wording.contentsItems {
        for (text, target) in lines(of: item) {
          put(text, leadingTo: target, CellAddress(row: row, column: 0), &sheet)
          row += 1
        }
      }
    }
    finish(&sheet)
    return sheet
  }

  private func lines(of item: Wording.ContentsItem) -> [(text: String, target: String?)] {
    switch item {
    case .line(let text, let sheet):
      [(Wording.fill(text, slots), sheet.flatMap { textSheets.contains($0) ? $0 : nil })]
    case .tables(let pattern):
      placements.enumerated().map { index, placement in
        let own = [
          "number": String(index + 1), "title": Wording.fill(placement.layout.title, slots),
        ]
        return (Wording.fill(pattern, own), placement.layout.sheet)
      }
    }
  }

  private func put(
    _ text: String, leadingTo target: String?, _ address: CellAddress,
    _ sheet: inout SheetDraft
  ) {
    let font = wording.fonts.contents
    var style = CellStyle(
      fontName: font.name, fontSize: font.size, bold: font.isBold, horizontal: .left)
    var content = CellContent.text(text)
    if let target {
      style.fontColor = Styles.linkColor
      content = .link(
        text: text, target: internalTarget(target, CellAddress(row: 0, column: 0)))
    }
    sheet[address] = DraftCell(content, style: style)
    sheet.rowHeights[address.row] = font.size * 1.5 + 3
  }

  private func merge(_ sheet: inout SheetDraft, row: Int, columns: Int) {
    guard columns > 1 else { return }
    sheet.merges.append(
      CellRange(CellAddress(row: row, column: 0), CellAddress(row: row, column: columns - 1)))
  }

  private func finish(_ sheet: inout SheetDraft) {
    if sheet.columnWidths.count == 1 { sheet.printsOnOneColumn() }
    sheet.print.landscape = true
    sheet.print.fitWidth = 1
    sheet.print.fitHeight = 1
    sheet.print.centerHorizontally = true
    sheet.showGridlines = false
  }
}
