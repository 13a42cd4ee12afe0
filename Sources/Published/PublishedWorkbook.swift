public import Budget
public import Localization
public import Sheets

/// What a published workbook holds, read as the tables of a profile.
public struct PublishedWorkbook: Sendable {
  /// The tables that were found, in the order of the files.
  public var tables: [RecognisedTable]
  /// Every figure of the tables as an observation of its own; tables that were not found are
  /// missing.
  public var statements: StatementSet
  /// Last year's budget, as the tables print it beside this year's.
  public var lastYear: [LastYearFigure] = []
  /// The body's name as header lines state it; nil where none does.
  public var unitName: String?
  /// The body's code, where it stands before the name.
  public var unitCode: String?
  /// The budget year that most titles and header lines state; nil where none does, or two tie.
  public var year: Int?
  /// What could not be understood.
  public var notes: [PublishedNote]
  /// The sheets on which no table was found, such as cover and contents.
  public var otherSheets: [Place]

  /// How well the profile fits: the confidences of the tables found, as a share of all tables.
  public var fit: Double

  /// The same without the tables that were not found, for who gives some of them only.
  public var foundTables: PublishedWorkbook {
    var found = self
    found.statements = StatementSet()
    found.notes.removeAll { $0.kind == "missing-table" }
    for statement in statements.statements where statement.missing == nil {
      found.statements.add(statement, from: statements)
    }
    return found
  }

  /// The statements of a budget year together with those of the year before.
  public func joined(prior: PublishedWorkbook?) -> StatementSet {
    statements.joined(with: prior?.statements)
  }
}

/// A table that was found on a sheet.
public struct RecognisedTable: Sendable {
  /// The table's short key in the profile.
  public var table: String
  /// The table's title in the profile.
  public var title: String
  /// The cell of its title, or else of its header.
  public var place: Place
  /// How sure that is, from 0 to 1: title, columns and rows.
  public var confidence: Double
  /// What speaks for it.
  public var evidence: [Message]
}

/// Something in a published workbook that a reader has to know.
public struct PublishedNote: Sendable {
  /// What it is about, as an id that finding ids rest on.
  public var kind: String
  /// How serious it is.
  public var severity: Severity
  /// Whether the workbook contradicts itself, or something could not be read.
  public var verdict: Verdict
  /// The cell or sheet.
  public var place: Place
  /// What was found, what was expected, what to do; without the place.
  public var message: Message
  /// The text in the cell.
  public var raw: String
}
