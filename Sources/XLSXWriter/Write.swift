internal import Parallel
internal import Sheets
internal import Zip

/// Writes `workbook` to `path`, replacing a file that is there.
///
/// The file appears whole or not at all. Equal drafts give equal bytes. What Excel cannot carry
/// unchanged is refused, naming sheet and cell.
public func write(_ workbook: WorkbookDraft, to path: String) throws(WriteError) {
  try DraftChecks(draft: workbook, path: path).run()
  let file = try ReplacementFile(path: path)
  var texts = SharedTexts()
  var styles = StyleBook()
  var sheets: [NumberedSheet] = []
  for sheet in workbook.sheets {
    sheets.append(try NumberedSheet(sheet, path: path, texts: &texts, styles: &styles))
  }
  let package = Package(workbook: workbook, sheets: sheets, texts: texts, styles: styles)
  try file.write(package.archive)
  try file.replace()
}

/// A workbook as an archive of parts.
private struct Package {
  /// A part whose bytes are made when they are needed.
  private struct Part: Sendable {
    var name: String
    /// About how long it takes: how many cells it has.
    var weight = 0
    var bytes: @Sendable () -> [UInt8]
  }

  private var parts: [Part] = []

  init(workbook: WorkbookDraft, sheets: [NumberedSheet], texts: SharedTexts, styles: StyleBook) {
    let book = WorkbookMarkup(draft: workbook)
    let active = book.active
    var contents = PackageMarkup(sheets: sheets.count, hasTexts: !texts.texts.isEmpty)
    var sheetParts: [Part] = []
    var relationParts: [Part] = []
    var drawingRelations: [Part] = []
    var (charts, drawings, shapes, comments): ([Part], [Part], [Part], [Part]) = ([], [], [], [])
    var shapeList = 1
    for (index, sheet) in sheets.enumerated() {
      var relations = Relations()
      var ids = SheetRelations()
      if !sheet.draft.charts.isEmpty {
        contents.drawings += 1
        let name = "drawing\(contents.drawings).xml"
        ids.drawing = relations.add("drawing", "../drawings/\(name)")
        let drawing = DrawingMarkup(
          charts: sheet.draft.charts, pixels: SheetPixels(sheet.draft))
        drawings.append(Part(name: "xl/drawings/\(name)") { drawing.part })
        var chartRelations = Relations()
        for chart in sheet.draft.charts {
          contents.charts += 1
          let name = "charts/chart\(contents.charts).xml"
          _ = chartRelations.add("chart", "../\(name)")
          let markup = ChartMarkup(chart: chart, workbook: workbook)
          charts.append(Part(name: "xl/\(name)") { markup.part })
        }
        drawingRelations += Self.relations(chartRelations, of: "drawings/\(name)")
      }
      let markup = CommentMarkup(sheet.draft)
      if !markup.comments.isEmpty {
        contents.comments += 1
        let number = contents.comments
        let list = shapeList
        shapeList += markup.shapeLists
        ids.commentShapes = relations.add("vmlDrawing", "../drawings/vmlDrawing\(number).vml")
        _ = relations.add("comments", "../comments\(number).xml")
        shapes.append(
          Part(name: "xl/drawings/vmlDrawing\(number).vml") { markup.shapes(firstList: list) })
        comments.append(Part(name: "xl/comments\(number).xml") { markup.part })
      }
      let name = "worksheets/sheet\(index + 1).xml"
      let sheetMarkup = SheetMarkup(sheet: sheet, isActive: index == active, relations: ids)
      sheetParts.append(
        Part(name: "xl/\(name)", weight: sheet.styles.count) { sheetMarkup.part })
      relationParts += Self.relations(relations, of: name)
    }
    let types = contents
    parts = [
      Part(name: "[Content_Types].xml") { types.contentTypes },
      Part(name: "_rels/.rels") { PackageMarkup.rootRelations },
      Part(name: "xl/_rels/workbook.xml.rels") { types.workbookRelations },
    ]
    parts += sheetParts
    parts.append(Part(name: "xl/workbook.xml") { book.part })
    parts += charts + drawings + shapes + comments
    if types.hasTexts {
      parts.append(
        Part(name: "xl/sharedStrings.xml", weight: texts.texts.count) { texts.part })
    }
    parts += [
      Part(name: "xl/theme/theme1.xml") { Theme.part },
      Part(name: "xl/styles.xml") {
        StyleMarkup(book: styles, hasComments: types.comments > 0).part
      },
    ]
    parts += relationParts + drawingRelations
    parts += [
      Part(name: "docProps/core.xml") { book.coreProperties },
      Part(name: "docProps/app.xml") { book.extendedProperties },
    ]
  }

  private static func relations(_ relations: Relations, of part: String) -> [Part] {
    guard let bytes = relations.part else { return [] }
    let name = part.split(separator: "/")
    return [Part(name: "xl/\(name[0])/_rels/\(name[1]).rels") { bytes }]
  }

  /// The bytes of the file; its parts are made side by side, the longest first.
  var archive: [UInt8] {
    let order = parts.indices.sorted { (-parts[$0].weight, $0) < (-parts[$1].weight, $1) }
    let made = concurrently(order) { ZipPart(parts[$0].name, parts[$0].bytes()) }
    var draft = ZipDraft()
    for (_, part) in zip(order, made).sorted(by: { $0.0 < $1.0 }) { draft.add(part) }
    return draft.archive
  }
}
