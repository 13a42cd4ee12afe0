public import Localization
public import Sheets

/// A text document (说明) as the readers see it: paragraphs and tables in reading order.
public struct Document: Sendable {
  /// A paragraph or a table.
  public enum Block: Sendable {
    /// A paragraph.
    case paragraph(Paragraph)
    /// A table.
    case table(DocumentTable)
  }

  /// The file as the user named it.
  public var file: String
  /// The paragraphs and tables in reading order.
  public var blocks: [Block]
  /// What a user should know about the file, such as its encoding.
  public var notes: [Message]

  /// A document made of its parts.
  public init(file: String, blocks: [Block], notes: [Message] = []) {
    self.file = file
    self.blocks = blocks
    self.notes = notes
  }
}

/// A paragraph: one or more lines of the file that are read on as one text.
public struct Paragraph: Sendable {
  /// A stretch of the text that stands at one place of the file.
  public struct Line: Sendable {
    /// The text, without the line's end.
    public let text: String
    /// How many Unicode scalars the text has.
    public let count: Int
    /// The line of a text file, from 1; nil in a document that has paragraphs.
    public var number: Int?
    /// How many characters of the file's line stand before `text`.
    public var indent: Int

    /// A line made of its parts.
    public init(text: String, number: Int? = nil, indent: Int = 0) {
      self.text = text
      count = text.unicodeScalars.count
      self.number = number
      self.indent = indent
    }
  }

  /// The lines, never none.
  public var lines: [Line]
  /// The paragraph's number in a document that has paragraphs, from 1.
  public var number: Int?

  /// A paragraph made of its parts.
  public init(lines: [Line], number: Int? = nil) {
    self.lines = lines
    self.number = number
  }

  /// The whole text.
  public var text: String { lines.map(\.text).joined() }

  /// The place of the character at `offset`, counted in Unicode scalars of `text` from 0.
  public func place(of offset: Int, in file: String) -> Place {
    if let number { return Place(file: file, spot: .paragraph(number)) }
    var rest = offset
    for line in lines {
      if rest < line.count || line.number == lines.last?.number {
        return Place(
          file: file, spot: .line(line.number ?? 1, column: line.indent + min(rest, line.count) + 1)
        )
      }
      rest -= line.count
    }
    return Place(file: file)
  }

  /// The paragraph in parts of about `limit` Unicode scalars, cut behind 。 where it has any: a file
  /// without line ends is one paragraph.
  public func parts(ofAbout limit: Int) -> [Paragraph] {
    guard lines.reduce(0, { $0 + $1.count }) > limit else { return [self] }
    return lines.flatMap { $0.parts(ofAbout: limit) }.map {
      Paragraph(lines: [$0], number: number)
    }
  }
}

extension Paragraph.Line {
  fileprivate func parts(ofAbout limit: Int) -> [Self] {
    guard count > limit else { return [self] }
    var parts: [Self] = []
    var part = String.UnicodeScalarView()
    var (start, length) = (0, 0)
    for scalar in text.unicodeScalars {
      part.append(scalar)
      length += 1
      if length >= limit && scalar == "。" || length >= 2 * limit {
        parts.append(Self(text: String(part), number: number, indent: indent + start))
        start += length
        part.removeAll()
        length = 0
      }
    }
    if length > 0 { parts.append(Self(text: String(part), number: number, indent: indent + start)) }
    return parts
  }
}

/// A table inside a document.
public struct DocumentTable: Sendable {
  /// A way to read a table.
  public struct Reading: Sendable {
    /// The cells as a sheet.
    public var sheet: Sheet
    /// The places of cells where the file has lines.
    public var places: [CellAddress: Place]
    /// The headings over each column, from the group down.
    public var headings: [[String]]
    /// The first row below the headings.
    public var firstRow: Int
  }

  /// The cells as a sheet: its name is the table's in the document, such as 表1.
  public var sheet: Sheet
  /// The places of cells where the file has lines; others are named by sheet and address.
  public var places: [CellAddress: Place]
  /// What the table may be where its columns are told apart by blanks alone, the likeliest first.
  ///
  /// The places of the headings need not tell which groups they make. `sheet` is one of them.
  public var readings: [Reading]
  /// Whether the columns are only guessed from spaces, so that no figure may rest on them.
  public var isGuessed: Bool

  /// A table made of its parts.
  public init(sheet: Sheet, places: [CellAddress: Place] = [:], isGuessed: Bool = false) {
    self.sheet = sheet
    self.places = places
    readings = []
    self.isGuessed = isGuessed
  }

  /// A table with its readings, of which there is at least one.
  init(readings: [Reading]) {
    self.init(sheet: readings[0].sheet, places: readings[0].places)
    self.readings = readings
  }

  /// The table read in one way.
  public func read(as reading: Reading) -> DocumentTable {
    DocumentTable(sheet: reading.sheet, places: reading.places)
  }
}
