import Budget
import Localization
import Sheets
import XLSXWriter

/// The one line that says whether all checks hold: on 勾稽核对, and above every table of the
/// working paper.
///
/// What is only worth knowing (提示) does not count.
struct MasterVerdict {
  let verdicts: [Verdict]
  /// The cells of 勾稽核对 with the verdicts, such as `L4:L80`.
  let range: String
  /// The cells beside them with the severities.
  let severityRange: String

  // The worst comes first, so that the line begins with it.
  private static let counted: [Verdict] = [.mismatch, .notChecked, .unlikelyRounding]

  /// The line as it reads now.
  var text: String {
    let parts = Self.counted.map { verdict in
      (verdict.name.chinese, verdicts.count { $0 == verdict })
    }
    let head = parts.first { $0.1 > 0 }?.0 ?? "相符"
    return "勾稽\(head)：" + parts.map { "\($0.0) \($0.1) 项" }.joined(separator: "，")
  }

  /// The same as a live formula over the verdicts.
  var formula: String {
    let names = Self.counted.map(\.name.chinese)
    func count(_ name: String) -> String {
      "COUNTIFS(\(range),\"\(name)\",\(severityRange),\"<>\(Severity.info.name.chinese)\")"
    }
    let head = names.reversed().reduce("\"相符\"") { rest, name in
      "IF(\(count(name))>0,\"\(name)\",\(rest))"
    }
    let parts = names.map { "\"\($0) \"&\(count($0))&\" 项\"" }
    return "\"勾稽\"&\(head)&\"：\"&" + parts.joined(separator: "&\"，\"&")
  }

  /// The cell of 勾稽核对 that holds it.
  static let cell = CellAddress(row: 1, column: 0)

  /// The colours of a cell that shows the line.
  static func colours(at address: CellAddress) -> [ConditionalFormat] {
    let range = CellRange(address, address)
    return [
      ("不符", 0x9C0006, 0xFFC7CE), ("未能", 0x9C5700, 0xFFEB9C), ("可疑", 0x9C5700, 0xFFEB9C),
      ("相符", 0x006100, 0xC6EFCE),
    ].map { (head: String, font: UInt32, fill: UInt32) in
      ConditionalFormat(
        range: range, formula: "MID(\(address),3,2)=\"\(head)\"", fontColor: font, fill: fill)
    }
  }

  /// Shows the line beside a table's header line, outside the print area.
  func show(on sheet: inout SheetDraft, row: Int, column: Int) {
    let address = CellAddress(row: row, column: column)
    sheet[address] = DraftCell(
      .formula("'\(CheckSheet.name)'!\(Self.cell)", cached: .text(text)),
      style: Styles.headerLeft)
    sheet[address]?.link = CellLink(
      target: internalTarget(CheckSheet.name, Self.cell), tip: "到《\(CheckSheet.name)》")
    sheet.columnWidths[column] = 54
    sheet.conditionalFormats += Self.colours(at: address)
  }
}
