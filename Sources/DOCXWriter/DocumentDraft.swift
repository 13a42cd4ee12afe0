/// A text document before it is written: headings, paragraphs, lists and tables in the format of
/// official documents (GB/T 9704).
public struct DocumentDraft: Sendable {
  /// A piece of a text document, from top to bottom.
  public enum Block: Sendable, Hashable {
    /// 标题: the document's title, centred.
    case title(String)
    /// A heading; level 0 is numbered 一、, level 1 （一）, level 2 1. by the word processor.
    case heading(level: Int, String)
    /// A paragraph of body text, its first line indented by two characters.
    case paragraph(String)
    /// An item of a numbered list; neighbouring items make one list, which counts from 1.
    case item(String)
    /// A paragraph in the middle of the line, such as the draft mark.
    case centred(String)
    /// A table.
    case table(Table)
  }

  /// A table with borders, whose heading rows are repeated on every page.
  public struct Table: Sendable, Hashable {
    /// A cell; equal neighbours of a heading are one cell with a span.
    public struct Cell: Sendable, Hashable {
      /// The text; line feeds part paragraphs.
      public var text: String
      /// How many columns it takes.
      public var columns = 1
      /// Whether it begins (`true`) or goes on with (`false`) a cell over several rows; nil for a
      /// cell of one row.
      public var startsRows: Bool?
      /// Where its text stands.
      public var alignment: Alignment

      /// A cell made of its parts.
      public init(
        _ text: String, columns: Int = 1, startsRows: Bool? = nil, alignment: Alignment = .left
      ) {
        self.text = text
        self.columns = columns
        self.startsRows = startsRows
        self.alignment = alignment
      }
    }

    /// Where a cell's text stands.
    public enum Alignment: String, Sendable, Hashable {
      /// At the left, for texts.
      case left
      /// In the middle, for headings.
      case center
      /// At the right, for figures.
      case right
    }

    /// The width of each column in relation to the others.
    public var widths: [Double]
    /// The heading rows.
    public var heading: [[Cell]]
    /// The rows of the body.
    public var rows: [[Cell]]

    /// A table made of its parts.
    public init(widths: [Double], heading: [[Cell]], rows: [[Cell]]) {
      self.widths = widths
      self.heading = heading
      self.rows = rows
    }
  }

  /// The title in the file's properties.
  public var title: String
  /// The author in the file's properties.
  public var author: String
  /// A mark in the header of every page, such as 草稿; nil for none.
  public var mark: String?
  /// The content.
  public var blocks: [Block]

  /// A document made of its parts.
  public init(title: String, author: String, mark: String? = nil, blocks: [Block] = []) {
    self.title = title
    self.author = author
    self.mark = mark
    self.blocks = blocks
  }
}
