internal import Sheets

extension DraftChecks {
  /// Refuses links into the workbook that lead nowhere, which Excel reports only when clicked.
  func checkLinks(of sheet: SheetDraft) throws(WriteError) {
    let sheets = Set(draft.sheets.map { $0.name.lowercased() })
    let names = Set(draft.definedNames.map { $0.name.lowercased() })
    for (address, cell) in sheet.cells.sorted(by: { $0.key < $1.key }) {
      guard case .link(_, let target) = cell.content, target.hasPrefix("internal:") else {
        continue
      }
      let place = target.dropFirst("internal:".count)
      guard let mark = place.lastIndex(of: "!") else {
        if names.contains(place.lowercased()) { continue }
        throw deadLink(target, from: sheet.name, address)
      }
      guard sheets.contains(Self.unquoted(place[..<mark]).lowercased()),
        CellRange(place[place.index(after: mark)...]) != nil
      else { throw deadLink(target, from: sheet.name, address) }
    }
  }

  private static func unquoted(_ sheet: Substring) -> String {
    guard sheet.count >= 2, sheet.first == "'", sheet.last == "'" else { return String(sheet) }
    var name = ""
    var isSecond = false
    for character in sheet.dropFirst().dropLast() {
      isSecond = character == "'" && !isSecond
      if !isSecond { name.append(character) }
    }
    return name
  }

  private func deadLink(_ target: String, from sheet: String, _ cell: CellAddress) -> WriteError {
    Spot(path: path, sheet: sheet, cell: cell).refusal(
      zh: "链接“\(target.prefix(60))”指向的单元格或名称不在工作簿中：请改正链接",
      en: """
        the link "\(target.prefix(60))" leads to no cell and no name of the workbook: mend the link
        """)
  }
}
