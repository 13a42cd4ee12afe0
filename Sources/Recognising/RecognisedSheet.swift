public import Budget
public import Importing
public import Localization
import Profiles
public import Published
public import Sheets

/// What one sheet, or one document, is.
public struct RecognisedSheet: Sendable {
  /// An input or a table that a sheet may be.
  public enum Choice: Sendable {
    /// An input.
    case input(SheetRecogniser.Candidate)
    /// A table as it is published.
    case table(FoundTable)
  }

  /// What it is.
  public enum Kind: Sendable {
    /// One input, or several side by side.
    case inputs([SheetRecogniser.Candidate])
    /// Published tables, from the top.
    case tables([FoundTable])
    /// One of these, which cannot be told apart.
    case ambiguous([Choice])
    /// Any of several published tables, and which.
    case unclearTable([PublishedNote])
    /// A sheet of a published workbook without a table.
    case part(SheetPart)
    /// A sheet of the working paper: nothing to be taken from.
    case workingPaper(title: String)
    /// A note.
    case note(RecognisedNote)
    /// A sheet without a cell.
    case empty
    /// Like nothing that the standard knows.
    case unknown
  }

  /// The file, by its index among those given.
  public var file: Int
  /// The sheet, by its index in the file; nil for a document.
  public var tab: Int?
  /// The file and sheet.
  public var place: Place
  /// What it is.
  public var kind: Kind
  /// Which year it is of, for inputs, tables and notes.
  public var period: YearReading
  /// Other standards that a table of the sheet fits as well: its place, the standard, its table there.
  public var alike: [(place: Place, profile: String, table: String)] = []
  /// Why it is the one and not the other of two that look alike.
  public var reasons: [Message] = []
}

/// Which year something is of.
public struct YearReading: Sendable {
  /// This year's or last year's; nil where the year stated is neither.
  public var period: Period?
  /// The year that is stated; nil where none is.
  public var year: Int?
  /// What says so.
  public var evidence: Message?

  /// What is of no year.
  static let none = YearReading(period: .current, year: nil, evidence: nil)

  init(period: Period?, year: Int?, evidence: Message?) {
    self.period = period
    self.year = year
    self.evidence = evidence
  }

  /// The year that `gouji.yaml` settles.
  public init(of period: Period, year: Int) {
    self.init(period: period, year: year, evidence: nil)
  }

  /// A year as seen from the budget year `current`; where none is stated it is taken for that one.
  init(_ year: Int?, evidence: Message?, current: Int) {
    self.year = year
    self.evidence = evidence
    period =
      switch year {
      case nil, current: .current
      case current - 1: .prior
      default: nil
      }
  }
}

extension RecognisedSheet.Choice {
  /// The role or table and how surely, with the evidence.
  public var description: Message {
    Message(zh: described(in: .chinese), en: described(in: .english))
  }

  /// The same in one language.
  public func described(in language: Language) -> String {
    let (name, share, evidence) =
      switch self {
      case .input(let input):
        (
          Message(
            zh: "输入 \(input.schema.key) \(input.schema.title)",
            en: "the input \(input.schema.key) \(input.schema.title)"),
          input.recognition.confidence, input.recognition.evidence
        )
      case .table(let table):
        (
          Message(
            zh: "公开表 \(table.recognised.table)《\(table.recognised.title)》",
            en: "the published table \(table.recognised.table) “\(table.recognised.title)”"),
          table.recognised.confidence, table.recognised.evidence
        )
      }
    let reasons = evidence.map { $0.text(in: language) }.joined(
      separator: language == .chinese ? "；" : "; ")
    return "\(name.text(in: language)) \(percent(share))（\(reasons)）"
  }
}

/// A share in whole per cent.
public func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
