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

  /// The standard of the example; files alone do not say by which standard they are published.
  static let defaultProfile = "hebei-2020"

  func validate() throws {
    guard let output, ![".jsonl", ".csv"].contains(where: output.lowercased().hasSuffix) else {
      return
    }
    throw ValidationError(
      "-o \(output)：文件名应以 .jsonl 或 .csv 结尾。The file's name should end in .jsonl or .csv.")
  }

  private var isProject: Bool {
    paths.count == 1 && FileManager.default.fileExists(atPath: "\(paths[0])/\(Project.fileName)")
  }

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let profile: Profile
      let inputs: [ProjectRun.Input]
      var unclear: [Message] = []
      var isUnclear = false
      if isProject || paths == ["."] {
        let run = try ProjectRun(
          folder: paths[0], profile: standard.profile, allowsQuestions: true)
        (profile, inputs) = (run.profile, run.allInputs)
      } else {
        profile = try ProfileLoader.load(standard.profile ?? Self.defaultProfile)
        let recognised = try FileRecognition(
          profile: profile, year: year ?? profile.validYears.lowerBound
        ).inputs(of: paths)
        inputs = recognised.inputs
        for line in recognised.unknown { writeOutput(line.text(in: language) + "\n") }
        isUnclear = !recognised.unknown.isEmpty
        unclear = recognised.ambiguous
      }
      for input in inputs {
        let title = profile.input(input.role)?.title ?? input.role
        let lines = ImportReport(input: input, title: title).lines(in: language)
        writeOutput(lines.map { $0 + "\n" }.joined())
      }
      unclear += ImportQuestions(profile: profile, inputs: inputs).messages
      guard unclear.isEmpty else { throw InputError.undecided(unclear) }
      if let output { try FactLines(profile: profile, inputs: inputs).write(to: output) }
      // What no input schema fits was not taken.
      if isUnclear || inputs.contains(where: \.imported.isIncomplete) { throw ExitCode(1) }
    }
  }
}
