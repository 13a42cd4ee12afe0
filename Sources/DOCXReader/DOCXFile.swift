package import Documents
import Bytes
import Localization
package import Sheets
import XMLScan
package import Zip

/// A document in the Office Open XML format (.docx), transitional or strict.
package struct DOCXFile {
  /// Its paragraphs and tables in reading order; at the end footnotes and endnotes, then the headers
  /// and footers of the pages, each text of theirs once.
  package let document: Document

  /// Reads the document in `archive`, which was read from the file `path`.
  ///
  /// - Throws: `ReadError` where the archive is no document, is damaged or passes a budget.
  package init(_ archive: ZipArchive, path: String, limits: ReadLimits) throws(ReadError) {
    guard let main = Self.mainPart(archive) else {
      throw ReadError(
        .malformed, at: Place(file: path),
        Message(
          zh: "压缩包中没有 word/document.xml；请用 Word/WPS 打开后另存为 .docx",
          en:
            "the archive has no word/document.xml; open it in a word processor and save it as .docx"
        ))
    }
    let folder = main.split(separator: "/").dropLast().joined(separator: "/")
    let numbering = try NumberingPart(
      archive, part: "\(folder)/numbering.xml", path: path, limits: limits)
    var body = BodyScanner(path: path, limits: limits, numbering: numbering)
    try body.read(archive, part: main)
    for part in ["footnotes.xml", "endnotes.xml"] where archive.contains("\(folder)/\(part)") {
      try body.read(archive, part: "\(folder)/\(part)")
    }
    let margins = archive.names.filter { name in
      ["header", "footer"].contains { name.hasPrefix("\(folder)/\($0)") } && name.hasSuffix(".xml")
    }
    for part in margins.sorted() { try body.readMargin(archive, part: part) }
    document = Document(file: path, blocks: body.blocks, notes: body.notes)
  }

  private static func mainPart(_ archive: ZipArchive) -> String? {
    archive.names.first { $0.lowercased() == "word/document.xml" }
  }
}
