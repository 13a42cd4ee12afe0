public import Budget
import Documents
import Localization
public import Profiles
public import Reconciliation
import Sheets

/// Holds notes against the tables and against themselves: the runner of the tests of family `text`.
public struct NoteAudit: RecordTestRunner {
  let notes: [Note]
  let profile: Profile
  let statements: StatementSet
  /// Whether tables were given beside the notes.
  let hasTables: Bool
  let values: FigureValues
  /// The titles of the tables that are there, for the contents.
  let tableTitles: [String]
  /// The sheets of the tables in the notes.
  let sheets: [Sheet]
  private var found: [RecordTest.Name: [TestOutcome]] = [:]

  /// A runner over `notes`.
  ///
  /// - Parameters:
  ///   - statements: the tables of this year and last year, those inside the notes included.
  ///   - hasTables: whether a workbook was given; else the notes are held against themselves.
  ///   - tableTitles: the titles of the tables that were recognised.
  public init(
    notes: [Note], profile: Profile, statements: StatementSet, hasTables: Bool,
    tableTitles: [String] = []
  ) {
    self.notes = notes
    self.profile = profile
    self.statements = statements
    self.hasTables = hasTables
    self.tableTitles = tableTitles
    sheets = notes.flatMap(\.tables).map(\.sheet)
    values = FigureValues(statements: statements, vocabulary: profile.vocabulary)
    for index in notes.indices { judge(index) }
  }

  /// Notes.
  public var family: RecordTest.Family { .text }

  /// What the test finds.
  public func outcomes(of test: RecordTest) -> [TestOutcome] {
    found[test.name] ?? []
  }

  private mutating func judge(_ index: Int) {
    let note = notes[index]
    var claims = ClaimJudge(audit: self, note: note)
    claims.judgeAll()
    merge(claims.found)
    var sums = SumJudge(audit: self, note: note, wrong: claims.wrongSubjects)
    sums.judgeAll()
    merge(sums.found)
    merge(TextFlaws(note: note, profile: profile).found())
    merge(ReasonJudge(note: note).found())
    merge(StructureJudge(audit: self, note: note).found())
    merge(NumberingJudge(note: note).found())
    merge(NameJudge(note: note, profile: profile).found())
    merge(GradeJudge(note: note).found())
  }

  private mutating func merge(_ outcomes: [RecordTest.Name: [TestOutcome]]) {
    for (name, outcomes) in outcomes { found[name, default: []] += outcomes }
  }
}
