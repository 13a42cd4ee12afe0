internal import Sheets

extension DraftChecks {
  /// Refuses links into the workbook that lead nowhere, which Excel reports only when clicked.
  func checkLinks(of sheet: SheetDraft) throws(WriteError) {
    var count = 0
    // The sheet that the last link led to: most links lead where the one before leads.
    var known = ""
    for (address, cell) in sheet.cells {
      guard let target = cell.linkTarget else { continue }
      count += 1
      guard leads(target, known: &known) else { throw deadLink(target, from: sheet.name, address) }
      let spot = Spot(path: path, sheet: sheet.name, cell: address)
      try spot.checkLength(target, limit: 255)
      try spot.checkCharacters(target)
    }
    // Excel's limit.
    guard count <= 65_530 else {
      throw Spot(path: path, sheet: sheet.name).refusal(
        zh: "这张表有 \(count) 个链接，Excel 最多容纳 65530 个：请减少链接",
        en: "the sheet has \(count) links, Excel holds at most 65530: use fewer")
    }
  }

  /// Whether a link leads to a cell or name that is there; `known` is a sheet as links write it that
  /// is there, or empty.
  private func leads(_ target: String, known: inout String) -> Bool {
    guard target.utf8.starts(with: internalLink.utf8) else { return false }
    guard let mark = target.utf8.lastIndex(of: UInt8(ascii: "!")) else {
      return linkedNames.contains(target.dropFirst(internalLink.count).lowercased())
    }
    let cells = target[target.utf8.index(after: mark)...]
    guard CellAddress(cells) != nil || CellRange(cells) != nil else { return false }
    let sheet = target[..<mark]
    if sheet.utf8.elementsEqual(known.utf8) { return true }
    guard
      linksToSheets.contains(String(sheet))
        || linkedSheets.contains(Self.unquoted(sheet.dropFirst(internalLink.count)).lowercased())
    else { return false }
    known = String(sheet)
    return true
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

/// What links to cells and names of the same workbook begin with.
let internalLink = "internal:"
