import Profiles
import Sheets
import XLSXWriter

/// A sheet of the official workbook that holds text, such as 部门主要职能 or 名词解释.
public struct TextSheet: Sendable, Hashable {
  /// The tab's name.
  public var name: String
  /// The title.
  public var title: String
  /// The paragraphs.
  public var paragraphs: [String]
  /// Whether it stands behind the tables, not before them.
  public var followsTables: Bool

  /// A sheet made of its parts.
  public init(
    name: String, title: String, paragraphs: [String], followsTables: Bool = false
  ) {
    self.name = name
    self.title = title
    self.paragraphs = paragraphs
    self.followsTables = followsTables
  }

  // The width of A4 across in the standard font.
  private static let width = 121.0
  // The text begins on the third row, as in official forms.
  private static let firstRow = 2
  // Excel's limits for one row and one cell.
  private static let highest = 409.0
  private static let longest = 32_767

  /// - Parameter draft: the draft mark, or nothing.
  func drawn(wording: Wording, draft: String?) -> SheetDraft {
    let fonts = wording.fonts
    var sheet = SheetDraft(name: name)
    sheet.columnWidths[0] = Self.width
    let heading = title + (draft.map { "　【\($0)】" } ?? "")
    sheet[CellAddress(row: 0, column: 0)] = DraftCell(
      .text(heading),
      style: CellStyle(
        fontName: fonts.title.name, fontSize: fonts.title.size, bold: fonts.title.isBold,
        horizontal: .center, wrap: true))
    sheet.rowHeights[0] = max(36, height(of: heading, fonts.title))
    let style = CellStyle(
      fontName: fonts.text.name, fontSize: fonts.text.size, bold: fonts.text.isBold,
      horizontal: .left, vertical: .top, wrap: true)
    let whole = paragraphs.joined(separator: "\n")
    if let mergedRows = wording.mergedTexts[name], whole.utf16.count <= Self.longest,
      height(of: whole, fonts.text) <= Double(mergedRows) * Self.highest
    {
      let range = CellRange(
        CellAddress(row: Self.firstRow, column: 0),
        CellAddress(row: Self.firstRow + mergedRows - 1, column: 0))
      sheet[range.first] = DraftCell(.text(whole), style: style)
      sheet.merges.append(range)
      let share = max(height(of: whole, fonts.text) / Double(mergedRows), 15)
      for row in range.first.row...range.last.row { sheet.rowHeights[row] = share }
    } else {
      for (index, paragraph) in pieces(fonts.text).enumerated() {
        let row = Self.firstRow + index
        sheet[CellAddress(row: row, column: 0)] = DraftCell(.text(paragraph), style: style)
        sheet.rowHeights[row] = height(of: paragraph, fonts.text)
      }
    }
    sheet.printsOnOneColumn()
    sheet.print.landscape = true
    sheet.print.fitWidth = 1
    sheet.print.footer = "&C第 &P 页，共 &N 页"
    sheet.showGridlines = false
    return sheet
  }

  // A paragraph that is higher than a row can be continues in the next row.
  private func pieces(_ font: Fonts.Font) -> [String] {
    paragraphs.flatMap { paragraph -> [String] in
      var pieces: [String] = []
      var rest = paragraph[...]
      while height(of: String(rest), font) > Self.highest {
        let piece = rest.prefix(800)
        let end = piece.lastIndex { "。；\n".contains($0) } ?? piece.indices.last
        let cut = end.map { rest.index(after: $0) } ?? rest.endIndex
        pieces.append(String(rest[..<cut]))
        rest = rest[cut...]
      }
      return pieces + [String(rest)]
    }
  }

  private func height(of text: String, _ font: Fonts.Font) -> Double {
    // Characters are as many times wider than those of the standard font as they are larger.
    let width = Self.width * 11 / font.size
    return Double(Styles.wrappedLines(text, width: width)) * font.size * 1.45 + 6
  }
}

extension SheetDraft {
  /// Prints the first column together with a narrow one beside it.
  ///
  /// LibreOffice shrinks a sheet to the page's width by what stands on its second page across; a
  /// single column that is too wide, as with another font than Excel's, has none and is cut off.
  mutating func printsOnOneColumn() {
    let last = max(cells.map(\.address.row).max() ?? 0, merges.map(\.last.row).max() ?? 0)
    columnWidths[1] = 1
    print.area = CellRange(CellAddress(row: 0, column: 0), CellAddress(row: last, column: 1))
  }
}
