import ArgumentParser
import Budget
import Importing
import Localization
import Profiles
import Project
import Sheets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `gouji import`: what was taken from each input, what was not, and why.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "读入项目或文件，列出采用、修正和未采用的行。Import a project or files and say what was taken.")

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: "含 gouji.yaml 的文件夹，或若干文件。The folder with gouji.yaml, or files and folders of files.")
  var paths = ["."]

  @OptionGroup var standard: ProfileOption

  @Option(help: "不是项目时：预算年度。Without a project: the budget year.")
  var year: Int?

  @Option(
    name: .shortAndLong,
    help: "把采用的数据写成 JSON 行（.jsonl）或 CSV（.csv）。Write the facts as JSON lines or CSV, by ending.")
  var output: String?

  func validate() throws {
    guard let output, ![".jsonl", ".csv"].contains(where: output.lowercased().hasSuffix) else {
      return
    }
    throw ValidationError(
      "-o \(output)：文件名应以 .jsonl 或 .csv 结尾。The file's name should end in .jsonl or .csv.")
  }

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let work = try ImportWork(paths: paths, profile: standard.profile, year: year)
      if let choice = work.choice { writeOutput(choice.text(in: language) + "\n") }
      for part in work.parts {
        let lines = part.lines(in: language, profile: work.profile)
        writeOutput(lines.map { $0 + "\n" }.joined())
      }
      for message in work.remarks { writeOutput(message.text(in: language) + "\n") }
      for failure in work.failures { writeError(failure.text(in: language)) }
      let questions =
        work.questions
        + ImportQuestions(profile: work.profile, inputs: work.parts.compactMap(\.input)).messages
      guard questions.isEmpty else { throw InputError.undecided(questions) }
      if let output { try FactLines(profile: work.profile, parts: work.parts).write(to: output) }
      if !work.failures.isEmpty { throw ExitCode(2) }
      // What was not recognised was not taken.
      if work.hasUnknown || work.parts.contains(where: \.isIncomplete) { throw ExitCode(1) }
    }
  }
}

extension ImportedPart {
  /// What is printed about it.
  func lines(in language: Language, profile: Profile) -> [String] {
    switch self {
    case .input(let input, let year, let reasons):
      let title = profile.input(input.role)?.title ?? input.role
      return ImportReport(input: input, title: title, year: year, reasons: reasons)
        .lines(in: language)
    case .table(let table): return table.lines(in: language)
    case .note(let note): return note.lines(in: language)
    case .other(let message): return [message.text(in: language)]
    }
  }
}
