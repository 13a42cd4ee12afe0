import Documents
import Importing
import Localization
import Reading
import Recognising
import Sheets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files that a user names for recognition, opened once.
struct SourceFiles {
  /// One file.
  struct File {
    var source: FileSource
    /// Its sheets; nil for a document.
    var sheets: InputSheets?
    /// What a user should know about the file.
    var notes: [Message]
  }

  private(set) var files: [File] = []
  /// Why files of a folder could not be read.
  private(set) var failures: [Message] = []
  /// The files of a folder that are neither tables nor documents, by their names.
  private(set) var passedOver: [String] = []

  /// Opens the files at `paths` and in the folders there.
  ///
  /// - Throws: `ReadError` where a file that was named itself cannot be read; of a folder's files it is
  ///   kept as a failure.
  init(_ paths: [String]) throws(ReadError) {
    for path in paths {
      guard Self.isFolder(path) else {
        files.append(try Self.open(path))
        continue
      }
      for file in Self.contents(of: path) {
        guard Self.endings.contains(where: file.lowercased().hasSuffix) else {
          passedOver.append(file)
          continue
        }
        do throws(ReadError) {
          files.append(try Self.open(file))
        } catch {
          failures.append(error.message)
        }
      }
    }
  }

  private static let endings = [
    ".xlsx", ".xlsm", ".xltx", ".csv", ".tsv", ".txt", ".docx", ".xls", ".et", ".ods", ".xlsb",
    ".doc",
    ".wps", ".pdf",
  ]

  private static func isFolder(_ path: String) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
  }

  /// The files in a folder and the folders in it, by name.
  private static func contents(of folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") }.sorted().flatMap { name in
      let path = folder.hasSuffix("/") ? "\(folder)\(name)" : "\(folder)/\(name)"
      return isFolder(path) ? contents(of: path) : [path]
    }
  }

  private static func open(_ path: String) throws(ReadError) -> File {
    guard case .document(let document) = try InputDocument(path: path) else {
      return try workbook(path)
    }
    // Text with sentences in it is a note; a table in text may have the same ending.
    if document.isTable, let table = try? workbook(path) { return table }
    return File(
      source: FileSource(name: path, content: .document(document)), sheets: nil,
      notes: document.notes)
  }

  private static func workbook(_ path: String) throws(ReadError) -> File {
    let sheets = try InputSheets(path: path, name: path)
    return File(
      source: FileSource(
        name: path,
        content: .workbook(
          sheets.entries.map { FileSource.Tab($0.head, isWhole: !$0.isStreamed) })),
      sheets: sheets, notes: sheets.spreadsheet.notes)
  }
}

extension Document {
  /// Whether a text file has no sentence, but lines of fields.
  fileprivate var isTable: Bool {
    guard file.lowercased().hasSuffix(".txt") else { return false }
    var lines = 0
    var rows = 0
    for block in blocks {
      switch block {
      case .table(let table):
        let count = Set(table.sheet.cells.map(\.address.row)).count
        lines += count
        rows += count
      case .paragraph(let paragraph):
        for line in paragraph.lines {
          lines += 1
          if !line.text.contains("。"),
            line.text.contains("\t") || line.text.count(where: { $0 == "," || $0 == "|" }) >= 2
          {
            rows += 1
          }
        }
      }
    }
    return lines > 0 && rows * 5 >= lines * 4
  }
}
