package import Bytes
public import CSVReader
public import Localization
public import Sheets
import XLSXReader

/// A CSV or XLSX file that is open for reading.
public struct SpreadsheetFile: Sendable {
  /// What kind of file it is.
  public enum Kind: Hashable, Sendable {
    /// Text with delimiters.
    case csv
    /// An Office Open XML workbook.
    case xlsx
  }

  enum Content: Sendable {
    case csv(CSVFile)
    case xlsx(XLSXFile)
  }

  let content: Content
  /// The path as it was given.
  public let path: String

  /// Opens the file at `path`, recognised by its content; other formats are refused by name.
  ///
  /// `encoding` is that of a CSV file, where it must not be found from the content.
  public init(
    path: String, limits: ReadLimits = ReadLimits(), encoding: CSVEncoding? = nil
  ) throws(ReadError) {
    try self.init(FileBytes(path: path), limits: limits, encoding: encoding)
  }

  /// Reads a file that is open or in memory already.
  package init(
    _ file: FileBytes, limits: ReadLimits = ReadLimits(), encoding: CSVEncoding? = nil
  ) throws(ReadError) {
    path = file.path
    switch try FileFormat(file, limits: limits) {
    case .docx:
      throw FileFormat.refusal(
        Message(zh: " Word 文档（.docx）", en: "a Word document (.docx)"), file)
    case .xlsx(let archive):
      content = .xlsx(try XLSXFile(archive, path: file.path, limits: limits))
    case .text:
      content = .csv(try CSVFile(file, limits: limits, encoding: encoding))
    }
  }

  /// What kind of file it is.
  public var kind: Kind {
    switch content {
    case .csv: .csv
    case .xlsx: .xlsx
    }
  }

  /// What a user should know about the file: encoding, dialect, sheets without content; what there is
  /// to know about cells is in `Sheet.notes`.
  public var notes: [Message] {
    switch content {
    case .csv(let file): file.notes
    case .xlsx(let file): file.notes
    }
  }

  /// The length of a CSV file in bytes; nil for a workbook, which is compressed.
  package var textBytes: Int? {
    switch content {
    case .csv(let file): file.byteCount
    case .xlsx: nil
    }
  }

  /// The sheets' names in the order of their tabs, hidden ones included.
  public var sheetNames: [String] {
    switch content {
    case .csv(let file): [file.sheetName]
    case .xlsx(let file): file.sheets.map(\.name)
    }
  }

  /// The names that the workbook defines; none for CSV.
  public var definedNames: [DefinedName] {
    switch content {
    case .csv: []
    case .xlsx(let file): file.definedNames
    }
  }

  /// The other files that the workbook's formulas refer to; none for CSV.
  public var externalLinks: [ExternalLink] {
    switch content {
    case .csv: []
    case .xlsx(let file): file.externalLinks
    }
  }

  /// The tables of the sheet called `name`; none for CSV.
  public func tables(onSheet name: String) throws(ReadError) -> [SheetTable] {
    switch content {
    case .csv: return []
    case .xlsx(let file):
      guard let entry = file.sheets.first(where: { $0.name == name }) else { throw noSheet(name) }
      return try file.tables(of: entry)
    }
  }

  /// The whole sheet called `name`.
  public func sheet(named name: String) throws(ReadError) -> Sheet {
    switch content {
    case .csv(let file):
      guard name == file.sheetName else { throw noSheet(name) }
      return try file.sheet()
    case .xlsx(let file):
      guard let entry = file.sheets.first(where: { $0.name == name }) else { throw noSheet(name) }
      return try file.sheet(entry)
    }
  }

  /// All sheets, hidden ones included, in the order of their tabs.
  public func sheets() throws(ReadError) -> [Sheet] {
    switch content {
    case .csv(let file): return [try file.sheet()]
    case .xlsx(let file):
      var sheets: [Sheet] = []
      for entry in file.sheets { sheets.append(try file.sheet(entry)) }
      return sheets
    }
  }

  func noSheet(_ name: String) -> ReadError {
    let names = sheetNames.joined(separator: "、")
    return ReadError(
      .noSuchSheet, at: Place(file: path),
      Message(
        zh: "没有名为“\(name)”的工作表；文件中有：\(names)",
        en: "there is no sheet “\(name)”; the file has: \(names)"))
  }
}
