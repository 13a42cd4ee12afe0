package import Bytes
import CSVReader
import DOCXReader
public import Documents
import Localization
public import Sheets

/// A file that is a document or a spreadsheet, told apart by its content.
public enum InputDocument: Sendable {
  /// A text document: .docx, or plain text with sentences.
  case document(Document)
  /// A workbook or a table in text.
  case spreadsheet(SpreadsheetFile)

  /// Opens the file at `path`.
  ///
  /// - Throws: `ReadError` where it is neither, is damaged or passes a budget.
  public init(path: String, limits: ReadLimits = ReadLimits()) throws(ReadError) {
    try self.init(FileBytes(path: path), limits: limits)
  }

  /// Reads a file that is open or in memory already.
  package init(_ file: FileBytes, limits: ReadLimits = ReadLimits()) throws(ReadError) {
    switch try FileFormat(file, limits: limits) {
    case .docx(let archive):
      self = .document(try DOCXFile(archive, path: file.path, limits: limits).document)
    case .xlsx:
      self = .spreadsheet(try SpreadsheetFile(file, limits: limits))
    case .text:
      guard try Self.isProse(file) else {
        self = .spreadsheet(try SpreadsheetFile(file, limits: limits))
        return
      }
      let whole = try WholeText(file, limits: limits)
      self = .document(Document(text: whole.text, file: file.path, notes: whole.notes))
    }
  }

  /// Whether a text file is written in sentences: the name says so, or its lines end in full stops.
  private static func isProse(_ file: FileBytes) throws(ReadError) -> Bool {
    let name = file.path.lowercased()
    if name.hasSuffix(".txt") || name.hasSuffix(".text") || name.hasSuffix(".md") { return true }
    if name.hasSuffix(".csv") || name.hasSuffix(".tsv") || name.hasSuffix(".tab") { return false }
    var head = ReadLimits()
    head.textBytes = .max
    guard file.count <= 16 << 20 else { return false }
    let text = try WholeText(file, limits: head).text
    let lines = text.split(whereSeparator: \.isNewline)
    return lines.count { $0.hasSuffix("。") || $0.hasSuffix("；") } * 3 > lines.count
  }
}
