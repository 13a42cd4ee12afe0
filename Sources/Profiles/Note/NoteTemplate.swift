public import Budget

/// The note (说明) of a profile as its template files write it: text with slots that are bound to
/// figures, and every name in them checked against the profile.
public struct NoteTemplate: Sendable {
  /// What the template says, from top to bottom.
  public var blocks: [Block]
  /// The wordings of a change against last year by name.
  public var phrases: [String: ChangePhrase]

  /// A part of the note that begins on a line of its own.
  public indirect enum Block: Sendable {
    /// `= …`: the title of the document, and behind a `{sheet …}` the title of that sheet.
    case title([Inline])
    /// `## …`: a heading; level 0 is numbered 一、, level 1 （一）, level 2 1.
    case heading(level: Int, [Inline])
    /// A paragraph.
    case paragraph([Inline])
    /// `- …`: an item of a numbered list.
    case item([Inline])
    /// `{if …}` … `{else}` … `{end}`, each on a line of its own.
    case choice([Branch<[Block]>])
    /// `{for row in …}` … `{end}`, each on a line of its own.
    case each(Loop, [Block])
    /// `{table KEY}`: a table as the profile lays it out.
    case table(String)
    /// `{text SECTION}`: the unit's own text.
    case unitText(String)
    /// `{terms}`: the glossary (名词解释).
    case terms
    /// `{tables HEADING}`: a heading with the list of the tables, and their place among the sheets of
    /// the workbook.
    case tables(heading: [Inline])
    /// `{sheet NAME}`: what follows is also a sheet of the workbook.
    case sheet(String)
  }

  /// A piece of a line.
  public indirect enum Inline: Sendable {
    /// Fixed words.
    case text(String)
    /// `{unit}`, `{year}` and the like.
    case name(Name)
    /// `{T3[合计, 项目支出] 万元}`: a figure.
    case figure(FigureSlot)
    /// `{change T3[合计, 项目支出] 万元 because 项目支出}`: a change against last year.
    case change(ChangeSlot)
    /// `{count row in T5 where is-leaf 个}`: how many rows there are.
    case count(Loop, unit: MeasureUnit)
    /// `{row}`, `{row name}`, `{row 类}` or `{row 内容描述}`: a text of the row that the loop stands at.
    case row(RowText)
    /// `{entry SECTION}`: what the unit's own text says of the row that the loop stands at.
    case entry(section: String)
    /// `{if …}` … `{else}` … `{end}` within a line.
    case choice([Branch<[Inline]>])
    /// `{for row in … join 、}` … `{end}` within a line.
    case each(Loop, separator: String, [Inline])
  }

  /// A fixed name.
  public enum Name: String, Sendable, CaseIterable {
    /// The unit's name.
    case unit
    /// The unit's budget code.
    case code
    /// The budget year.
    case year
    /// The year before.
    case priorYear = "prior-year"
    /// 部门 or 单位, as the profile calls the body.
    case body
  }

  /// One way through an `{if …}`; the last one may have no conditions.
  public struct Branch<Content: Sendable>: Sendable {
    /// All must hold.
    public var conditions: [Condition]
    /// What is printed then.
    public var content: Content
  }

  /// A condition of an `{if …}`.
  public enum Condition: Sendable {
    /// One of the rule language.
    case rule(RuleCondition)
    /// `text SECTION`: the unit's own text has the section.
    case hasText(String)
    /// `input ROLE`: the project gives the input.
    case hasInput(String)
    /// `empty TABLE`: no cell of the table has an amount to print.
    case isEmpty(String)
    /// `row 项`: the row at hand has such a text.
    case hasRowText(RowText)
    /// `entry SECTION`: the unit's own text says something of the row at hand.
    case hasEntry(String)
  }

  /// What a `{for …}` or `{count …}` runs over.
  public struct Loop: Sendable {
    /// The table and block.
    public var block: BlockKey
    /// The year.
    public var period: Period
    /// Which rows.
    public var filters: [RuleBinding.RowFilter]
    /// What the figures of a row must fulfil, after `with`.
    public var conditions: [Condition]
  }

  /// A text of a row.
  public enum RowText: Sendable {
    /// The label.
    case label
    /// The name of the row's code in this classification list, without the number that some forms
    /// print before it.
    case name(list: String)
    /// The label of the row itself or above it that stands at this level.
    case level(Int)
    /// The text column with this key.
    case column(String)
  }

  /// A figure in a sentence.
  public struct FigureSlot: Sendable {
    /// The figure, or figures added up.
    public var expression: Expression
    /// The unit that is printed.
    public var unit: MeasureUnit
    /// The least number of places after the point; nil takes what the table prints.
    public var decimals: Int?
  }

  /// A change against last year in a sentence.
  public struct ChangeSlot: Sendable {
    /// This year's figure; last year's is the same of the year before.
    public var figure: FigureSlot
    /// The name of the phrase.
    public var phrase: String
    /// The item whose reason follows where there is a change; nil where none is told.
    public var reason: String?
  }

  /// How a change is worded.
  public struct ChangePhrase: Sendable {
    /// The cases that a phrase words.
    public enum Case: String, Sendable, CaseIterable {
      /// More than last year, with a rate.
      case increase
      /// Less than last year, with a rate.
      case decrease
      /// As last year (持平).
      case same
      /// Nothing last year: the rate is not comparable (不可比).
      case new
      /// More, without a rate: it rounds to nothing, or last year's figure is below zero.
      case more
      /// Less, without a rate.
      case less
      /// The reason, after a change.
      case reason
    }

    /// The wording of each case.
    public var wordings: [Case: [Piece]]
  }

  /// A piece of a phrase.
  public enum Piece: Sendable {
    /// Fixed words.
    case text(String)
    /// A fixed name.
    case name(Name)
    /// `{amount}`: the amount of the change, without sign.
    case amount
    /// `{rate}`: the rate of the change on last year's figure, without sign.
    case rate
    /// `{reason}`: the reason as the unit gives it.
    case reason
  }
}

/// A term of the glossary (名词解释).
public struct GlossaryTerm: Sendable {
  /// The term.
  public var term: String
  /// The budget years in which it is explained so.
  public var years: ClosedRange<Int>
  /// Words whose use in the note calls for the term; none for a term that is always explained.
  public var words: [String]
  /// The explanation.
  public var text: [NoteTemplate.Inline]
}

/// A section of the unit's own text that a profile's note asks for.
public struct UnitTextSection: Sendable {
  /// The name that templates use.
  public var key: String
  /// Other headings under which units write it.
  public var labels: [String]
  /// What the unit is asked for where it is lacking.
  public var hint: String

  /// A section made of its parts.
  public init(key: String, labels: [String], hint: String) {
    self.key = key
    self.labels = labels
    self.hint = hint
  }
}
