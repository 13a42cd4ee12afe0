import Documents
import Localization
import Sheets
import XMLScan
import Zip

/// Walks over the body of a document, or its footnotes, and collects paragraphs and tables.
///
/// Tracked deletions and the fallback copies of drawings are left out; the instructions of fields
/// are kept, because what a field left behind in a published text is a fault to be reported.
struct BodyScanner {
  private let path: String
  private let limits: ReadLimits
  private var numbering: NumberingPart
  private(set) var blocks: [Document.Block] = []
  private(set) var notes: [Message] = []
  /// What headers and footers said so far.
  private var margins: Set<String> = []
  private var paragraphs = 0
  private var tables = 0
  private var textBytes = 0

  init(path: String, limits: ReadLimits, numbering: NumberingPart) {
    self.path = path
    self.limits = limits
    self.numbering = numbering
  }

  /// Reads one part: the body or the footnotes.
  mutating func read(_ archive: ZipArchive, part: String) throws(ReadError) {
    guard let source = try archive.open(part) else { return }
    let place = Place(file: path, spot: .part(part, byte: nil))
    var scanner = try XMLScanner(source, place: place, limits: limits)
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("p"): try readParagraph(&scanner)
      case .start where scanner.isNamed("tbl"): try readTable(&scanner)
      case .start where Self.isLeftOut(scanner): try scanner.skipElement()
      case .finished: return
      default: break
      }
    }
  }

  /// Reads the header or footer of pages: what another one says already, and mere page numbers, are
  /// left out.
  mutating func readMargin(_ archive: ZipArchive, part: String) throws(ReadError) {
    let before = blocks.count
    try read(archive, part: part)
    let found = blocks[before...]
    blocks.removeSubrange(before...)
    for block in found {
      if case .paragraph(let paragraph) = block {
        let text = paragraph.text
        guard text.contains(where: \.isLetter), margins.insert(text).inserted else { continue }
      }
      blocks.append(block)
    }
  }

  private static func isLeftOut(_ scanner: borrowing XMLScanner) -> Bool {
    scanner.isNamed("del") || scanner.isNamed("moveFrom") || scanner.isNamed("Fallback")
  }

  // MARK: Paragraphs

  /// Reads the paragraph that the scanner has just entered.
  private mutating func readParagraph(_ scanner: inout XMLScanner) throws(ReadError) {
    paragraphs += 1
    let number = paragraphs
    var boxes: [String] = []
    let text = try text(of: &scanner, boxes: &boxes)
    append(text, number: number)
    for box in boxes {
      paragraphs += 1
      append(box, number: paragraphs)
    }
  }

  private mutating func append(_ text: String, number: Int) {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { return }
    blocks.append(.paragraph(Paragraph(lines: [Paragraph.Line(text: text)], number: number)))
  }

  /// The text of the paragraph that the scanner has just entered, its list number in front.
  ///
  /// The paragraphs of text boxes inside it are appended to `boxes`.
  private mutating func text(
    of scanner: inout XMLScanner, boxes: inout [String]
  ) throws(ReadError) -> String {
    let depth = scanner.depth
    var bytes: [UInt8] = []
    var list: String?
    var level = 0
    var inText = false
    var before: [UInt8] = []
    while true {
      switch try scanner.next() {
      case .start where Self.isLeftOut(scanner): try scanner.skipElement()
      case .start where scanner.isNamed("p"):
        boxes.append(try self.text(of: &scanner, boxes: &boxes))
      case .start where scanner.isNamed("t"): inText = true
      case .start where scanner.isNamed("instrText"):
        let instruction = try plainText(&scanner)
        // Fields that a reader never sees as text: the number of the page, the contents, a link.
        if !Self.isInvisible(instruction) { bytes += Array(instruction.utf8) }
      case .start where scanner.isNamed("tab"), .start where scanner.isNamed("ptab"):
        if scanner.depth > depth + 1 { bytes.append(0x09) }
      case .start where scanner.isNamed("br"), .start where scanner.isNamed("cr"):
        bytes.append(0x0a)
      case .start where scanner.isNamed("noBreakHyphen"): bytes.append(0x2d)
      case .start where scanner.isNamed("numId"): list = try scanner.attribute("val")
      case .start where scanner.isNamed("ilvl"):
        level = min(max(Int(try scanner.attribute("val") ?? "") ?? 0, 0), 9)
      case .start where scanner.isNamed("tabs"): try scanner.skipElement()
      case .text where inText: try scanner.appendText(to: &bytes)
      case .end:
        inText = false
        guard scanner.depth < depth else { break }
        textBytes += bytes.count
        guard textBytes <= limits.textBytes else {
          throw ReadError(
            .overBudget, at: Place(file: path), limits.exceeded(\.textBytes))
        }
        if let list, list != "0" { before = Array(numbering.next(list: list, depth: level).utf8) }
        return String(decoding: before + bytes, as: UTF8.self)
      default: break
      }
    }
  }

  private static func isInvisible(_ instruction: String) -> Bool {
    let name = instruction.split(separator: " ").first.map { $0.uppercased() } ?? ""
    return [
      "PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "HYPERLINK", "PAGEREF", "REF", "SEQ", "STYLEREF",
      "DATE", "TIME", "MERGEFORMAT", "=", "EQ", "FORMTEXT", "ADDIN",
    ].contains(name)
      || name.isEmpty || name.hasPrefix("\\")
  }

  private func plainText(_ scanner: inout XMLScanner) throws(ReadError) -> String {
    let depth = scanner.depth
    var bytes: [UInt8] = []
    while true {
      switch try scanner.next() {
      case .text: try scanner.appendText(to: &bytes)
      case .end where scanner.depth < depth: return String(decoding: bytes, as: UTF8.self)
      default: break
      }
    }
  }

  // MARK: Tables

  /// Reads the table that the scanner has just entered; a table inside a cell is read as the
  /// cell's text.
  private mutating func readTable(_ scanner: inout XMLScanner) throws(ReadError) {
    tables += 1
    let depth = scanner.depth
    var cells: [Cell] = []
    var merges: [CellRange] = []
    var openMerges: [Int: (row: Int, width: Int)] = [:]
    var row = -1
    var column = 0
    func close(_ column: Int, at row: Int) {
      guard let merge = openMerges.removeValue(forKey: column),
        row - merge.row > 1 || merge.width > 1
      else { return }
      merges.append(
        CellRange(
          CellAddress(row: merge.row, column: column),
          CellAddress(row: row - 1, column: column + merge.width - 1)))
    }
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("tr"):
        row += 1
        column = 0
      case .start where scanner.isNamed("gridBefore"):
        column += min(max(Int(try scanner.attribute("val") ?? "") ?? 0, 0), 100)
      case .start where scanner.isNamed("tc"):
        let cell = try readCell(&scanner)
        if cell.continues {
          // The cell above goes on.
          if openMerges[column] == nil { openMerges[column] = (max(row - 1, 0), cell.width) }
        } else {
          close(column, at: row)
          if cell.starts { openMerges[column] = (row, cell.width) }
          if !cell.starts, cell.width > 1 {
            merges.append(
              CellRange(
                CellAddress(row: row, column: column),
                CellAddress(row: row, column: column + cell.width - 1)))
          }
          if cell.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) {
            cells.append(.text(cell.text, at: CellAddress(row: row, column: column)))
          }
        }
        column += cell.width
        guard cells.count <= limits.cells else {
          throw ReadError(.overBudget, at: Place(file: path), limits.exceeded(\.cells))
        }
      case .start where Self.isLeftOut(scanner): try scanner.skipElement()
      case .end where scanner.depth < depth:
        for column in openMerges.keys.sorted() { close(column, at: row + 1) }
        blocks.append(
          .table(
            DocumentTable(
              sheet: Sheet(file: path, name: "表\(tables)", cells: cells, merges: merges))))
        return
      default: break
      }
    }
  }

  private struct TableCell {
    var text = ""
    var width = 1
    /// Whether a vertical merge begins here.
    var starts = false
    /// Whether the cell belongs to the one above.
    var continues = false
  }

  private mutating func readCell(_ scanner: inout XMLScanner) throws(ReadError) -> TableCell {
    let depth = scanner.depth
    var cell = TableCell()
    var lines: [String] = []
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("gridSpan"):
        cell.width = min(max(Int(try scanner.attribute("val") ?? "") ?? 1, 1), 1000)
      case .start where scanner.isNamed("vMerge"):
        let value = try scanner.attribute("val") ?? "continue"
        cell.starts = value == "restart"
        cell.continues = value != "restart"
      case .start where scanner.isNamed("p"):
        var boxes: [String] = []
        lines.append(try text(of: &scanner, boxes: &boxes))
        lines += boxes
      case .start where Self.isLeftOut(scanner): try scanner.skipElement()
      case .end where scanner.depth < depth:
        cell.text = lines.joined(separator: "\n")
        return cell
      default: break
      }
    }
  }
}
