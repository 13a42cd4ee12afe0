import Budget
import Importing
import Localization
import Profiles
import Project
import Published
import Reading
import Recognising
import Sheets

/// Finds out what files are that no project names, and takes their inputs, tables and notes.
struct FileRecognition {
  /// The standards to choose from.
  let profiles: [Profile]
  /// The budget year; nil takes the latest that the files state.
  let year: Int?
  /// Whose budget it is; nil where nothing says it.
  var owner: BudgetUnit?

  /// What came of the files.
  struct Outcome {
    var profile: Profile
    /// Why it is this standard; nil where it was named.
    var choice: Message?
    /// Everything that was recognised, in the order of the files.
    var parts: [ImportedPart] = []
    /// A question for every sheet that may be several things.
    var questions: [Message] = []
    /// Whether something was not recognised, and nothing taken of it.
    var hasUnknown = false
    /// Why files of a folder could not be read.
    var failures: [Message] = []
    /// The files of folders that are neither tables nor documents.
    var passedOver: [String] = []
  }

  /// Recognises the files in `paths` and imports what they hold.
  func outcome(of paths: [String]) throws(ReadError) -> Outcome {
    let sources = try SourceFiles(paths)
    let found = Recogniser(profiles: profiles, year: year).recognise(sources.files.map(\.source))
    var outcome = Outcome(profile: found.profile, choice: found.choice)
    outcome.failures = sources.failures
    outcome.passedOver = sources.passedOver
    for sheet in found.sheets {
      try take(sheet, of: sources.files[sheet.file], found, into: &outcome)
    }
    return outcome
  }

  private func take(
    _ sheet: RecognisedSheet, of file: SourceFiles.File, _ found: Recogniser.Outcome,
    into outcome: inout Outcome
  ) throws(ReadError) {
    switch sheet.kind {
    case .inputs(let candidates):
      guard let sheets = file.sheets, let tab = sheet.tab else { return }
      for candidate in candidates {
        let input = try imported(
          candidate, sheets.entries[tab], of: sheets, file, sheet, found)
        outcome.parts.append(.input(input, sheet.period, sheet.reasons))
      }
    case .tables(let tables):
      for (index, table) in tables.enumerated() {
        let alike = sheet.alike.filter { $0.place == table.recognised.place }
          .map { ($0.profile, $0.table) }
        outcome.parts.append(
          .table(
            ImportedTable(
              profile: found.profile.id, table: table, period: sheet.period, alike: alike,
              reasons: index == 0 ? sheet.reasons : [])))
      }
    case .note(let note):
      outcome.parts.append(
        .note(ImportedNote(file: file.source.name, note: note, year: sheet.period)))
    case .ambiguous(let choices):
      outcome.questions.append(RoleQuestion(sheet, choices, file: file).message)
    case .unclearTable(let notes):
      outcome.questions += notes.map { note in
        Message(
          zh: "\(note.place)：\(note.message.chinese)", en: "\(note.place): \(note.message.english)")
      }
    case .part(let part):
      outcome.parts.append(.other(Self.other(part, sheet.place)))
    case .workingPaper(let title):
      outcome.parts.append(
        .other(
          Message(
            zh: "\(sheet.place)：底稿的《\(title)》，不是输入，也不公开，没有采用",
            en:
              "\(sheet.place): “\(title)” of a working paper, neither input nor published; nothing taken"
          )))
    case .empty:
      outcome.parts.append(
        .other(Message(zh: "\(sheet.place)：空工作表", en: "\(sheet.place): an empty sheet")))
    case .unknown:
      outcome.hasUnknown = true
      let head = sheet.tab.flatMap { file.sheets?.entries[$0].head }
      outcome.parts.append(.other(unknown(sheet.place, head, found)))
    }
  }

  private func imported(
    _ candidate: SheetRecogniser.Candidate, _ entry: InputSheets.Entry, of sheets: InputSheets,
    _ file: SourceFiles.File, _ sheet: RecognisedSheet, _ found: Recogniser.Outcome
  ) throws(ReadError) -> ProjectRun.Input {
    let period = sheet.period.period ?? .current
    let importer = SheetImporter(
      schema: candidate.schema,
      context: ImportContext(
        year: sheet.period.year ?? found.year, codes: found.profile.codes,
        categories: found.profile.categories, owner: owner))
    let imported = try sheets.imported(entry, by: importer)
    return ProjectRun.Input(
      role: candidate.schema.key, period: period,
      file: Project.InputFile(
        name: file.source.name, path: file.source.name, sheet: entry.frame.name,
        place: Place(file: file.source.name)),
      fileNotes: file.notes, sheetName: entry.frame.name, imported: imported,
      recognition: candidate.recognition,
      readAsYuan: try sheets.readAsYuan(entry, imported, by: importer))
  }

  private static func other(_ part: SheetPart, _ place: Place) -> Message {
    let name =
      switch part.kind {
      case .cover: Message(zh: "封面", en: "a cover")
      case .contents: Message(zh: "目录", en: "a table of contents")
      case .text: Message(zh: "说明的一部分", en: "a part of the note")
      }
    return Message(
      zh:
        "\(place)：\(name.chinese)，把握 \(percent(part.confidence))（\(part.evidence.map(\.chinese).joined(separator: "；"))）",
      en:
        "\(place): \(name.english), confidence \(percent(part.confidence)) (\(part.evidence.map(\.english).joined(separator: "; ")))"
    )
  }

  private func unknown(
    _ place: Place, _ head: Sheet?, _ found: Recogniser.Outcome
  ) -> Message {
    let profile = found.profile
    let names = profile.inputs.map(\.title).joined(separator: "、")
    let tables = profile.tables.filter { !$0.isWorkingPaper }.prefix(3).map(\.title)
      .joined(separator: "、")
    var message = Message(
      zh:
        "\(place)：认不出是什么（规范 \(profile.id) 的输入有：\(names)；公开表有：\(tables)等），没有采用",
      en:
        "\(place): like none of the inputs of \(profile.id) (\(names)) and none of its tables (\(tables) …); nothing taken"
    )
    if let head, let nearest = nearest(head, found) {
      let evidence = nearest.recognition.evidence
      message.chinese +=
        "；最接近输入 \(nearest.schema.key) \(nearest.schema.title)（\(evidence.map(\.chinese).joined(separator: "；"))）"
      message.english +=
        "; nearest is the input \(nearest.schema.key) \(nearest.schema.title) (\(evidence.map(\.english).joined(separator: "; ")))"
    }
    return message
  }

  /// The input that a sheet which is none has the most of; nil where it has little of any.
  private func nearest(_ head: Sheet, _ found: Recogniser.Outcome) -> SheetRecogniser.Candidate? {
    let context = ImportContext(
      year: found.year, codes: found.profile.codes, categories: found.profile.categories)
    let all = found.profile.inputs.map { schema in
      SheetRecogniser.Candidate(
        schema: schema,
        recognition: SheetImporter(schema: schema, context: context).recognise(head))
    }
    return all.filter { $0.recognition.confidence >= 0.3 && $0.recognition.used.count > 1 }
      .max { $0.recognition.confidence < $1.recognition.confidence }
  }
}

/// Something that was recognised.
enum ImportedPart {
  /// An input, its year, and why it is no published table that looks like it.
  case input(ProjectRun.Input, YearReading?, [Message])
  case table(ImportedTable)
  case note(ImportedNote)
  /// What nothing is taken from, as it is told.
  case other(Message)

  /// Whether something of it was not taken.
  var isIncomplete: Bool {
    switch self {
    case .input(let input, let year, _):
      input.imported.isIncomplete || year.map { $0.period == nil } ?? false
    case .table(let table): table.isIncomplete
    case .note(let note): note.year.period == nil
    case .other: false
    }
  }

  /// The input, where its facts are taken.
  var input: ProjectRun.Input? {
    if case .input(let input, let year, _) = self, year.map({ $0.period != nil }) ?? true {
      return input
    }
    return nil
  }
}

extension Recognition {
  /// The confidence in whole per cent.
  var percent: String { Recognising.percent(confidence) }
}
