extension Note {
  /// A part of the note that is also a sheet of the workbook.
  public struct Sheet: Sendable {
    /// The sheet's name.
    public var name: String
    /// The title on the sheet.
    public var title: String
    /// The lines under the title with their numbers and indentation; a table's row is one line.
    public var lines: [String]
    /// Whether the sheet stands behind the tables.
    public var followsTables: Bool
  }

  /// The sheets in the order of the workbook; none where the template names none.
  ///
  /// On its sheet a part begins anew with 一、, as its own heading is the sheet's title.
  public var sheets: [Sheet] {
    var sheets: [Sheet] = []
    var numbering = NoteNumbering(top: 1)
    var isOnSheet = false
    var followsTables = false
    func add(_ line: String) {
      guard isOnSheet, !sheets.isEmpty else { return }
      sheets[sheets.count - 1].lines.append(line)
    }
    for block in blocks {
      switch block {
      case .sheet(let name):
        sheets.append(Sheet(name: name, title: name, lines: [], followsTables: followsTables))
        numbering = NoteNumbering(top: 1)
        isOnSheet = true
      case .tables:
        isOnSheet = false
        followsTables = true
      case .text(.title, let spans) where isOnSheet: sheets[sheets.count - 1].title = spans.text
      case .text(.title, _), .text(.heading(level: 0), _): break
      case .text(let kind, let spans):
        add("\u{3000}\u{3000}" + numbering.number(kind) + spans.text)
      case .table(let table):
        numbering.endList()
        for line in table.lines { add(line.text.replacing("\t", with: "\u{3000}")) }
      }
    }
    return sheets
  }
}
