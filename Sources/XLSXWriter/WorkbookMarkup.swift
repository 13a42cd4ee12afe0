internal import Sheets

/// Writes the part that lists the sheets and the names, and the properties of the document.
struct WorkbookMarkup {
  let draft: WorkbookDraft

  /// The first sheet that shows, 0-based.
  var active: Int { draft.sheets.firstIndex { $0.visibility == .visible } ?? 0 }

  // MARK: The workbook

  var part: [UInt8] {
    var xml = Markup(
      part: "<workbook xmlns=\"\(Namespace.main)\" xmlns:r=\"\(Namespace.relations)\">")
    xml.add("<fileVersion appName=\"xl\" lastEdited=\"4\" lowestEdited=\"4\" rupBuild=\"4505\"/>")
    xml.add("<workbookPr defaultThemeVersion=\"124226\"/><bookViews>")
    xml.add(
      "<workbookView xWindow=\"240\" yWindow=\"15\" windowWidth=\"16095\" windowHeight=\"9660\"")
    if active > 0 { xml.add(" firstSheet=\"\(active)\" activeTab=\"\(active)\"") }
    xml.add("/></bookViews><sheets>")
    for (index, sheet) in draft.sheets.enumerated() {
      xml.add("<sheet name=\"")
      xml.add(value: sheet.name)
      xml.add("\" sheetId=\"\(index + 1)\"")
      switch sheet.visibility {
      case .visible: break
      case .hidden: xml.add(" state=\"hidden\"")
      case .veryHidden: xml.add(" state=\"veryHidden\"")
      }
      xml.add(" r:id=\"rId\(index + 1)\"/>")
    }
    xml.add("</sheets>")
    let names = self.names
    if !names.isEmpty {
      xml.add("<definedNames>")
      for name in names {
        xml.add("<definedName name=\"")
        xml.add(value: name.name)
        xml.add("\"")
        if let sheet = name.sheet { xml.add(" localSheetId=\"\(sheet)\"") }
        if name.isHidden { xml.add(" hidden=\"1\"") }
        xml.add(">")
        xml.add(text: name.formula)
        xml.add("</definedName>")
      }
      xml.add("</definedNames>")
    }
    xml.add("<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/></workbook>")
    return xml.bytes
  }

  private struct Name {
    var name: String
    var sheet: Int?
    var isHidden = false
    var formula: String
    // Excel lists names in this order.
    var order: (name: String, sheet: String)
  }

  private var names: [Name] {
    var names: [Name] = []
    for (index, sheet) in draft.sheets.enumerated() {
      let quoted = Names.quoted(sheet.name)
      func add(_ kind: String, _ cells: String, isHidden: Bool = false) {
        names.append(
          Name(
            name: "_xlnm.\(kind)", sheet: index, isHidden: isHidden, formula: "\(quoted)!\(cells)",
            order: (kind.lowercased(), quoted.lowercased())))
      }
      if let filter = sheet.filter { add("_FilterDatabase", filter.absolute, isHidden: true) }
      if let area = sheet.print.area { add("Print_Area", area.absolute) }
      if let rows = sheet.print.repeatRows {
        add("Print_Titles", "$\(rows.lowerBound + 1):$\(rows.upperBound + 1)")
      }
    }
    for (name, formula) in draft.definedNames {
      names.append(Name(name: name, formula: formula, order: (name.lowercased(), "")))
    }
    return names.sorted {
      $0.order.name == $1.order.name
        ? bytes($0.order.sheet, precede: $1.order.sheet)
        : bytes($0.order.name, precede: $1.order.name)
    }
  }

  private func bytes(_ left: String, precede right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  // MARK: Properties

  /// The part with title, author and date.
  var coreProperties: [UInt8] {
    var xml = Markup(
      part:
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    )
    xml.add("<dc:title>")
    xml.add(text: draft.title)
    xml.add("</dc:title>")
    for element in ["dc:creator", "cp:lastModifiedBy"] {
      xml.add("<\(element)>")
      xml.add(text: draft.author)
      xml.add("</\(element)>")
    }
    let time = timestamp(draft.created)
    for element in ["created", "modified"] {
      xml.add("<dcterms:\(element) xsi:type=\"dcterms:W3CDTF\">\(time)</dcterms:\(element)>")
    }
    xml.add("</cp:coreProperties>")
    return xml.bytes
  }

  /// The part with the titles of sheets and names.
  var extendedProperties: [UInt8] {
    var titles: [String] = []
    for name in names where !name.isHidden {
      guard let sheet = name.sheet else {
        // A name for a formula is none for cells.
        if name.formula.utf8.contains(UInt8(ascii: "!")) { titles.append(name.name) }
        continue
      }
      let kind = name.name.dropFirst("_xlnm.".count)
      titles.append("\(Names.quoted(draft.sheets[sheet].name))!\(kind)")
    }
    var xml = Markup(
      part:
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop><HeadingPairs>"
    )
    let groups = [("Worksheets", draft.sheets.count), ("Named Ranges", titles.count)]
      .filter { $0.1 > 0 }
    xml.add("<vt:vector size=\"\(groups.count * 2)\" baseType=\"variant\">")
    for (name, count) in groups {
      xml.add(
        "<vt:variant><vt:lpstr>\(name)</vt:lpstr></vt:variant><vt:variant><vt:i4>\(count)</vt:i4></vt:variant>"
      )
    }
    xml.add(
      "</vt:vector></HeadingPairs><TitlesOfParts><vt:vector size=\"\(draft.sheets.count + titles.count)\" baseType=\"lpstr\">"
    )
    for title in draft.sheets.map(\.name) + titles {
      xml.add("<vt:lpstr>")
      xml.add(text: title)
      xml.add("</vt:lpstr>")
    }
    xml.add(
      "</vt:vector></TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>12.0000</AppVersion></Properties>"
    )
    return xml.bytes
  }
}

extension CellRange {
  /// The range as `$A$2:$D$2`, a single cell as `$A$2`.
  var absolute: String {
    first == last ? first.absolute : "\(first.absolute):\(last.absolute)"
  }
}

/// The time `seconds` after 1970 as ISO 8601 has it, in UTC.
private func timestamp(_ seconds: Int) -> String {
  // Days are counted from 1 March of the year 0, so that a leap day ends its year.
  let days = seconds / 86_400 + 719_468
  let era = days / 146_097
  let dayOfEra = days % 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let month = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * month + 2) / 5 + 1
  let year = era * 400 + yearOfEra + (month < 10 ? 0 : 1)
  let time = seconds % 86_400
  func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
  return
    "\(year)-\(two(month < 10 ? month + 3 : month - 9))-\(two(day))T\(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
}
