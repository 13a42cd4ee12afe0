extension Note {
  /// The file name of the note as plain text.
  public static let textName = "说明.txt"
  /// The file name of the note as a document.
  public static let documentName = "说明.docx"

  /// A line of the note as plain text.
  public struct Line: Sendable {
    /// The text with its number and indentation.
    public var text: String
    /// The pieces, without number and indentation; of a row of a table those of all cells.
    public var spans: [Span]
  }

  /// The note as plain text, a paragraph or a table's row a line; line 1 is the draft mark where
  /// there is one.
  public func lines(mark: String?) -> [Line] {
    var lines: [Line] = []
    if let mark { lines.append(Line(text: "【\(mark)】", spans: [])) }
    var numbering = NoteNumbering()
    for (kind, block) in document {
      switch block {
      case .text(_, let spans):
        let indent = kind == .title ? "" : "\u{3000}\u{3000}"
        lines.append(
          Line(text: indent + numbering.number(kind ?? .paragraph) + spans.text, spans: spans))
      case .table(let table):
        numbering.endList()
        lines += table.lines
      case .sheet, .tables: numbering.endList()
      }
    }
    return lines
  }

  /// The lines as one text, each ended by a line feed.
  public func text(mark: String?) -> String {
    lines(mark: mark).reduce(into: "") { $0 += $1.text + "\n" }
  }

  /// The parts of the document: all but the titles of sheets, which the workbook alone shows.
  var document: [(kind: Kind?, block: Block)] {
    var isOnSheet = false
    return blocks.compactMap { block in
      switch block {
      case .sheet:
        isOnSheet = true
        return (nil, block)
      case .text(.title, _) where isOnSheet: return nil
      case .text(let kind, _): return (kind, block)
      case .table, .tables: return (nil, block)
      }
    }
  }
}

extension Note.Table {
  /// How many rows the headings take.
  var headingDepth: Int { headings.map(\.count).max() ?? 1 }

  /// Whether the heading of `column` at `level` is the one of the column to its left.
  func continuesLeft(_ column: Int, _ level: Int) -> Bool {
    guard column > 0 else { return false }
    let path = headings[column]
    let left = headings[column - 1]
    // A column's own lowest heading is never shared.
    return level < path.count - 1 && level < left.count - 1 && path[0...level] == left[0...level]
  }

  /// The rows as text, cells parted by tabs; a heading over several columns stands over the first.
  var lines: [Note.Line] {
    let head = (0..<headingDepth).map { level in
      headings.indices.map { column in
        level < headings[column].count && !continuesLeft(column, level)
          ? headings[column][level].singleLine : ""
      }.joined(separator: "\t")
    }
    return head.map { Note.Line(text: $0, spans: []) }
      + rows.map { cells in
        Note.Line(
          text: cells.map { $0.text.singleLine }.joined(separator: "\t"),
          spans: cells.flatMap(\.self))
      }
  }
}

extension String {
  /// The text without line feeds and tabs, which would part lines and cells.
  var singleLine: String { filter { !$0.isNewline && $0 != "\t" } }
}
