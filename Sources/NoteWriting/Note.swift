public import Budget
public import Localization
public import Sheets

/// The note (说明) of one unit: its text, in which every number knows the figures it rests on.
public struct Note: Sendable {
  /// The parts from top to bottom.
  public var blocks: [Block]
  /// What the unit has not supplied, in the order of the text.
  public var gaps: [Gap]

  /// A part of the note.
  public enum Block: Sendable {
    /// Text that begins on a line of its own.
    case text(Kind, [Span])
    /// A table.
    case table(Table)
    /// What follows, up to the next of these, is also a sheet of the workbook.
    case sheet(String)
    /// The tables of the workbook stand here among its sheets.
    case tables
  }

  /// How a line of text looks.
  public enum Kind: Sendable, Hashable {
    /// 标题 of the document or, behind a sheet's beginning, of the sheet.
    case title
    /// A heading; level 0 is numbered 一、, level 1 （一）, level 2 1.
    case heading(level: Int)
    /// A paragraph.
    case paragraph
    /// An item of a numbered list.
    case item
  }

  /// A piece of text with what it rests on.
  public struct Span: Sendable, Hashable {
    /// The text.
    public var text: String
    /// What it rests on.
    public var origin: Origin
  }

  /// What a piece of text rests on.
  public enum Origin: Sendable, Hashable {
    /// The template, the unit's name, a year.
    case wording
    /// Figures of the statements, as a weighted sum; of a change the magnitude is printed.
    case figure(LinearForm, StatedAmount)
    /// The rate of a change: the quotient of two weighted sums, as a magnitude in percent.
    case rate(LinearForm, by: LinearForm, StatedAmount)
    /// How many rows a statement has of the kind that the template counts.
    case count(StatementKey, rows: [String])
    /// The unit's own text.
    case unitText(Place)
    /// Nothing: the unit has to supply it.
    case gap
  }

  /// Something that the unit has not supplied.
  public struct Gap: Sendable, Hashable {
    /// What is lacking, as it stands behind 待补充.
    public var what: String
    /// Why, and what to do.
    public var message: Message
  }

  /// A table of the note, laid out as on its sheet.
  public struct Table: Sendable {
    /// The width of each column in relation to the others.
    public var widths: [Double]
    /// The headings of each column from the top down; equal neighbours are one heading.
    public var headings: [[String]]
    /// The cells row by row.
    public var rows: [[[Span]]]
    /// Which columns hold figures.
    public var figureColumns: Set<Int>
  }
}

extension [Note.Span] {
  /// The text of all spans.
  public var text: String { reduce(into: "") { $0 += $1.text } }
}
