import Budget
import Documents
import NoteReading
import Profiles
import Published
import Reading
import Sheets

/// The files of an audit: workbooks and notes, told apart by their content.
struct AuditInputs {
  /// The sheets of each workbook.
  let workbooks: [[Sheet]]
  /// The notes.
  let documents: [Document]

  /// Reads all `files`.
  ///
  /// - Throws: `ReadError`, or `AuditError.noText` for a document without a word, such as a scan.
  init(_ files: [String]) throws {
    var workbooks: [[Sheet]] = []
    var documents: [Document] = []
    for file in files {
      switch try InputDocument(path: file) {
      case .document(let document):
        guard !document.blocks.isEmpty else { throw AuditError.noText(file) }
        documents.append(document)
      case .spreadsheet(let spreadsheet): workbooks.append(try spreadsheet.sheets())
      }
    }
    self.workbooks = workbooks
    self.documents = documents
  }

  private init(workbooks: [[Sheet]], documents: [Document]) {
    self.workbooks = workbooks
    self.documents = documents
  }

  /// The same with the tables of the notes that are laid out with blanks read as those of `profile`.
  func settled(for profile: Profile) -> AuditInputs {
    let choice = TableChoice(profile: profile)
    return AuditInputs(workbooks: workbooks, documents: documents.map(choice.settled))
  }

  /// The workbooks, and the tables inside the notes as sheets.
  func sheets(for profile: Profile) -> [[Sheet]] {
    workbooks + documents.map { NoteTables($0, profile: profile).sheets }
  }

  /// The notes, read with the words of `profile`.
  func notes(for profile: Profile, workbook: PublishedWorkbook) -> [Note] {
    documents.map { document in
      workbooks.isEmpty
        ? Note(document, profile: profile, statements: workbook.statements)
        : Note(
          document, profile: profile, statements: workbook.statements, year: workbook.year,
          unitName: workbook.unitName)
    }
  }

  /// A first look at the notes, with the words of a profile.
  func previews(_ vocabulary: NoteVocabulary) -> [NotePreview] {
    documents.map { NotePreview($0, vocabulary) }
  }

  /// How well a profile fits notes without a workbook: the share of its sections that they have,
  /// its tables in them, and its years.
  func fit(
    of profile: Profile, _ workbook: PublishedWorkbook, _ previews: [NotePreview]
  ) -> Double {
    let sections = profile.vocabulary.sections
    let found = sections.count { section in previews.contains { $0.mentions(section) } }
    let share = sections.isEmpty ? 0 : Double(found) / Double(sections.count)
    let isValid = previews.first?.year.map(profile.validYears.contains) ?? true
    return 0.4 * share + 0.5 * workbook.fit + (isValid ? 0.1 : 0)
  }
}
