/// The relations of one part to others, numbered as they are added.
struct Relations {
  private var entries: [(type: String, target: String)] = []

  /// Adds a relation; the last step of its type is `kind`.
  ///
  /// - Returns: its id.
  mutating func add(_ kind: String, _ target: String, base: String = Namespace.relations) -> String
  {
    entries.append(("\(base)/\(kind)", target))
    return "rId\(entries.count)"
  }

  /// The part that lists them; nil where there are none.
  var part: [UInt8]? {
    guard !entries.isEmpty else { return nil }
    var xml = Markup(part: "<Relationships xmlns=\"\(Namespace.packageRelations)\">")
    for (index, entry) in entries.enumerated() {
      xml.add(
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(entry.type)\" Target=\"\(entry.target)\"/>")
    }
    xml.add("</Relationships>")
    return xml.bytes
  }
}

/// What a sheet's part refers to, by id.
struct SheetRelations {
  var drawing: String?
  var commentShapes: String?
}

/// What a workbook's package consists of, by number from 1.
struct PackageMarkup {
  var sheets: Int
  var charts = 0
  var drawings = 0
  var comments = 0
  var hasTexts: Bool

  /// The part that names the type of every other part.
  var contentTypes: [UInt8] {
    let office = "application/vnd.openxmlformats-officedocument"
    let package = "application/vnd.openxmlformats-package"
    var xml = Markup(
      part: "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
    xml.add("<Default Extension=\"rels\" ContentType=\"\(package).relationships+xml\"/>")
    xml.add("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
    if comments > 0 { xml.add("<Default Extension=\"vml\" ContentType=\"\(office).vmlDrawing\"/>") }
    func add(_ name: String, _ type: String) {
      xml.add("<Override PartName=\"/\(name)\" ContentType=\"\(type)+xml\"/>")
    }
    add("docProps/app.xml", "\(office).extended-properties")
    add("docProps/core.xml", "\(package).core-properties")
    add("xl/styles.xml", "\(office).spreadsheetml.styles")
    add("xl/theme/theme1.xml", "\(office).theme")
    add("xl/workbook.xml", "\(office).spreadsheetml.sheet.main")
    for number in 0..<sheets {
      add("xl/worksheets/sheet\(number + 1).xml", "\(office).spreadsheetml.worksheet")
    }
    for number in 0..<charts {
      add("xl/charts/chart\(number + 1).xml", "\(office).drawingml.chart")
    }
    for number in 0..<drawings { add("xl/drawings/drawing\(number + 1).xml", "\(office).drawing") }
    for number in 0..<comments {
      add("xl/comments\(number + 1).xml", "\(office).spreadsheetml.comments")
    }
    if hasTexts { add("xl/sharedStrings.xml", "\(office).spreadsheetml.sharedStrings") }
    xml.add("</Types>")
    return xml.bytes
  }

  /// The relations of the package itself.
  static var rootRelations: [UInt8] {
    var relations = Relations()
    _ = relations.add("officeDocument", "xl/workbook.xml")
    _ = relations.add(
      "metadata/core-properties", "docProps/core.xml", base: Namespace.packageRelations)
    _ = relations.add("extended-properties", "docProps/app.xml")
    return relations.part ?? []
  }

  /// The relations of the workbook.
  var workbookRelations: [UInt8] {
    var relations = Relations()
    for number in 0..<sheets { _ = relations.add("worksheet", "worksheets/sheet\(number + 1).xml") }
    _ = relations.add("theme", "theme/theme1.xml")
    _ = relations.add("styles", "styles.xml")
    if hasTexts { _ = relations.add("sharedStrings", "sharedStrings.xml") }
    return relations.part ?? []
  }
}
