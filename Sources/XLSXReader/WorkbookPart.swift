import Localization
import Sheets
import XMLScan
import Zip

/// The part that lists a workbook's sheets and names.
struct WorkbookPart {
  private(set) var sheets: [XLSXFile.SheetEntry] = []
  private(set) var definedNames: [DefinedName] = []
  private(set) var externalLinks: [ExternalLink] = []
  private(set) var uses1904 = false
  private(set) var notes: [Message] = []
  let relationships: Relationships
  private let archive: ZipArchive

  private struct Tab {
    var name: String
    var visibility: SheetVisibility
    var relationship: String
  }

  init(_ archive: ZipArchive, path: String, limits: ReadLimits) throws(ReadError) {
    self.archive = archive
    let root = try Relationships(of: "", in: archive, file: path, limits: limits)
    let candidates =
      [root.part(kind: "officeDocument"), "xl/workbook.xml"].compactMap(\.self)
      + archive.names.filter { $0.lowercased().hasSuffix("workbook.xml") }
    guard let part = candidates.first(where: archive.contains), let source = try archive.open(part)
    else {
      throw ReadError(
        .malformed, at: Place(file: path),
        Message(
          zh: "压缩包中没有工作簿（xl/workbook.xml）；请用 Excel/WPS 打开后另存为 .xlsx",
          en: "the archive holds no workbook (xl/workbook.xml); open the file in a spreadsheet "
            + "program and save it as .xlsx"))
    }
    relationships = try Relationships(of: part, in: archive, file: path, limits: limits)
    var scanner = try XMLScanner(
      source, place: Place(file: path, spot: .part(part, byte: nil)), limits: limits)
    var tabs: [Tab] = []
    var names: [(name: String, sheet: Int?, formula: String)] = []
    var links: [String] = []
    var event = try scanner.next()
    while event != .finished {
      if event == .start {
        if scanner.isNamed("sheet"), scanner.depth == 3 {
          tabs.append(
            Tab(
              name: try scanner.attribute("name") ?? "",
              visibility: SheetVisibility(rawValue: try scanner.attribute("state") ?? "")
                ?? .visible, relationship: try scanner.attribute("id") ?? ""))
        } else if scanner.isNamed("workbookPr"), scanner.depth == 2 {
          let flag = try scanner.attribute("date1904")
          uses1904 = flag == "1" || flag == "true"
        } else if scanner.isNamed("externalReference"), scanner.depth == 3 {
          links.append(try scanner.attribute("id") ?? "")
        } else if scanner.isNamed("definedName"), scanner.depth == 3 {
          let name = try scanner.attribute("name") ?? ""
          let sheet = Int(try scanner.attribute("localSheetId") ?? "")
          var formula: [UInt8] = []
          try RichText.appendPlain(&scanner, to: &formula)
          names.append((name, sheet, String(decoding: formula, as: UTF8.self)))
        }
      }
      event = try scanner.next()
    }
    for tab in tabs { add(tab, from: part) }
    for (index, id) in links.enumerated() {
      guard let link = relationships.part(id: id)?.part else { continue }
      let targets = try Relationships(of: link, in: archive, file: path, limits: limits).targets
      guard let target = targets.first(where: \.isExternal) else { continue }
      externalLinks.append(ExternalLink(number: index + 1, target: target.part))
    }
    definedNames = names.map { name in
      DefinedName(
        name: name.name, formula: name.formula,
        sheet: name.sheet.flatMap { tabs.indices.contains($0) ? tabs[$0].name : nil })
    }
  }

  private mutating func add(_ tab: Tab, from workbook: String) {
    let target = relationships.part(id: tab.relationship)
    switch target?.kind {
    case "chartsheet", "dialogsheet": return
    default: break
    }
    guard let part = target?.part, archive.contains(part) else {
      notes.append(
        Message(
          zh: "工作表“\(tab.name)”在文件中没有内容（缺少关联的部件），已跳过",
          en: "the sheet “\(tab.name)” has no content in the file (its part is missing); left out"))
      return
    }
    sheets.append(XLSXFile.SheetEntry(name: tab.name, visibility: tab.visibility, part: part))
  }
}
