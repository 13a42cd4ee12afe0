import Bytes
package import Localization
package import Sheets
import XMLScan
package import Zip

/// A workbook in the Office Open XML format, transitional or strict.
package final class XLSXFile: Sendable {
  /// A sheet of the workbook.
  package struct SheetEntry: Sendable {
    /// The tab's name.
    package var name: String
    /// Whether the tab is shown.
    package var visibility: SheetVisibility
    var part: String
  }

  /// The path as the user gave it.
  package let path: String
  /// The sheets that have cells, in the order of their tabs.
  package let sheets: [SheetEntry]
  /// The defined names.
  package let definedNames: [DefinedName]
  /// The other files that formulas refer to.
  package let externalLinks: [ExternalLink]
  /// What a user should know about the file.
  package let notes: [Message]
  /// The formats of cells.
  package let formats: CellFormats
  /// The texts that sheets share.
  package let strings: SharedStrings
  /// Whether dates count from 1904.
  package let uses1904: Bool
  let archive: ZipArchive
  let limits: ReadLimits

  /// Opens the workbook in `archive`, which was read from the file `path`.
  package init(_ archive: ZipArchive, path: String, limits: ReadLimits) throws(ReadError) {
    self.archive = archive
    self.path = path
    self.limits = limits
    let workbook = try WorkbookPart(archive, path: path, limits: limits)
    sheets = workbook.sheets
    definedNames = workbook.definedNames
    externalLinks = workbook.externalLinks
    uses1904 = workbook.uses1904
    notes = workbook.notes
    let relationships = workbook.relationships
    let stylesPart = relationships.part(kind: "styles")
    if let stylesPart, let source = try archive.open(stylesPart) {
      formats = try CellFormats(
        source, place: Place(file: path, spot: .part(stylesPart, byte: nil)), limits: limits)
    } else {
      formats = CellFormats()
    }
    let stringsPart = relationships.part(kind: "sharedStrings")
    if let stringsPart, let source = try archive.open(stringsPart) {
      strings = try SharedStrings(
        source, place: Place(file: path, spot: .part(stringsPart, byte: nil)), limits: limits)
    } else {
      strings = SharedStrings()
    }
  }

  /// A scanner over the cells of the sheet `entry`.
  ///
  /// `keepsDetail` asks for formulas and the values as the file has them. The other two are for
  /// tests: how the work is done never changes what is read.
  package func scanner(
    of entry: SheetEntry, keepsDetail: Bool, usesPlainForm: Bool = true, usesThread: Bool? = nil
  ) throws(ReadError) -> WorksheetScanner {
    let place = Place(file: path, spot: .part(entry.part, byte: nil))
    let archive = archive
    let part = entry.part
    let missing = ReadError(
      .malformed, at: place,
      Message(
        zh: "压缩包中没有工作表“\(entry.name)”的部件；请用 Excel/WPS 打开后另存",
        en: "the archive lacks the part of the sheet “\(entry.name)”; open the file in a "
          + "spreadsheet program and save it again"))
    let open = { @Sendable () throws(ReadError) -> any ByteSource in
      guard let source = try archive.open(part) else { throw missing }
      return source
    }
    // Below this size a thread costs more than it saves.
    let isLarge = archive.claimedCount(of: part) > 1 << 20
    return try WorksheetScanner(
      usesThread ?? isLarge ? ThreadedSource(open) : open(), place: place,
      sheet: Place(file: path, sheet: entry.name), limits: limits,
      cursor: CellCursor(
        styles: formats.dateStyles, strings: strings, uses1904: uses1904, keepsDetail: keepsDetail),
      usesPlainForm: usesPlainForm)
  }
}
