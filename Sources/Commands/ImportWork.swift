import Budget
import Documents
import Importing
import Localization
import NoteReading
import Profiles
import Project
import Published
import Reading
import Recognising
import Sheets
import YAMLReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What `gouji import` does: a project's inputs, published tables and notes as `gouji.yaml` names them,
/// and what other files are by their content.
struct ImportWork {
  /// The standard by which all was read.
  let profile: Profile
  /// Why it is this one; nil where the user or the project names it.
  let choice: Message?
  /// What was read, in the order of the project and the files.
  private(set) var parts: [ImportedPart] = []
  /// Questions what sheets are.
  private(set) var questions: [Message] = []
  /// Why files of folders could not be read.
  private(set) var failures: [Message] = []
  /// What else there is to know about the folders.
  private(set) var remarks: [Message] = []
  /// Whether a sheet or document was not recognised.
  private(set) var hasUnknown = false

  /// Reads `paths`: at most one project, and files and folders of files.
  ///
  /// - Throws: `YAMLError`, `ReadError` or `InputError` where a file cannot be used at all.
  init(paths: [String], profile name: String?, year: Int?) throws {
    let paths = paths.map(Project.folder(named:))
    let folder =
      paths.first(where: Self.isProject) ?? (paths == ["."] ? "." : nil)
    let files = paths.filter { $0 != folder }
    var recognition: FileRecognition
    if let folder {
      let run = try ProjectRun(folder: folder, profile: name, allowsQuestions: true)
      profile = run.profile
      choice = nil
      parts = run.allInputs.map { .input($0, nil, []) }
      parts += try Self.published(of: run)
      recognition = FileRecognition(profiles: [run.profile], year: run.project.year)
      recognition.owner = run.project.unit
      guard !files.isEmpty else { return }
      add(try recognition.outcome(of: files))
      return
    }
    let profiles =
      try name.map { [try ProfileLoader.load($0)] }
      ?? TemplateSource.builtInProfiles.map { id throws(YAMLError) in try ProfileLoader.load(id) }
    recognition = FileRecognition(profiles: profiles, year: year)
    let outcome = try recognition.outcome(of: files)
    profile = outcome.profile
    choice = outcome.choice
    add(outcome)
  }

  private static func isProject(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(Project.fileName)")
  }

  private mutating func add(_ outcome: FileRecognition.Outcome) {
    parts += outcome.parts
    questions += outcome.questions
    failures += outcome.failures
    hasUnknown = hasUnknown || outcome.hasUnknown
    guard !outcome.passedOver.isEmpty else { return }
    let names = outcome.passedOver.prefix(8).joined(separator: ", ")
    let more = outcome.passedOver.count > 8 ? " …" : ""
    remarks.append(
      Message(
        zh: "文件夹中另有 \(outcome.passedOver.count) 个文件不是表格或文档，没有读：\(names)\(more)",
        en:
          "\(outcome.passedOver.count) more files of the folder are neither tables nor documents and were not read: \(names)\(more)"
      ))
  }

  // MARK: What a project names beside its inputs

  private static func published(of run: ProjectRun) throws -> [ImportedPart] {
    let project = run.project
    var parts: [ImportedPart] = []
    for (files, period, key) in [
      (project.stated, Period.stated, Project.statedRole),
      (project.priorPublished, .prior, "prior"),
    ] {
      let year = period == .prior ? project.year - 1 : project.year
      for file in files {
        var sheets = try SpreadsheetFile(path: file.path).sheets()
        if let name = file.sheet { sheets.removeAll { $0.name != name } }
        for index in sheets.indices { sheets[index].file = file.name }
        let found = PublishedReader(profile: run.profile).tables(
          of: sheets, year: year, period: period)
        let settled = Message(
          zh: "\(file.place) 的 \(key)", en: "\(key) at \(file.place)")
        parts += found.flatMap(\.tables).map { table in
          .table(
            ImportedTable(
              profile: run.profile.id, table: table, period: YearReading(of: period, year: year),
              alike: [], reasons: [], settledBy: settled))
        }
      }
    }
    for document in run.documents {
      let note = RecognisedNote(
        settled: document, profile: run.profile)
      parts.append(
        .note(
          ImportedNote(
            file: document.file, note: note,
            year: YearReading(of: .current, year: project.year))))
    }
    return parts
  }
}
