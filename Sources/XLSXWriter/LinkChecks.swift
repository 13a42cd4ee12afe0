internal import Sheets

extension DraftChecks {
  /// Refuses links into the workbook that lead nowhere, which Excel reports only when clicked.
  func checkLinks(of sheet: SheetDraft) throws(WriteError) {
    let sheets = Set(draft.sheets.map { $0.name.lowercased() })
    let names = Set(draft.definedNames.map { $0.name.lowercased() })
    var count = 0
    let links = sheet.cells.compactMap { address, cell in cell.linkTarget.map { (address, $0) } }
    for (address, target) in links.sorted(by: { $0.0 < $1.0 }) {
      count += 1
      // Excel's limit; libxlsxwriter drops the links beyond it.
      guard count <= 65_530 else {
        throw Spot(path: path, sheet: sheet.name, cell: address).refusal(
          zh: "这张表的链接多于 65530 个，Excel 容不下：请减少链接",
          en: "the sheet has more than 65530 links, which Excel cannot hold: use fewer")
      }
      guard target.hasPrefix("internal:") else { continue }
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

extension DraftCell {
  /// Where the cell leads; nil where it does not.
  fileprivate var linkTarget: String? {
    if case .link(_, let target) = content { return target }
    return link?.target
  }
}
