import ArgumentParser
import Budget
import Importing
import Localization
import Project
import Sheets

/// `gouji import`: what was taken from each input, what was not, and why.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "读入项目的输入，列出采用、修正和未采用的行。Import a project's inputs and say what was taken.")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "含 gouji.yaml 的文件夹。The folder with gouji.yaml.")
  var project = "."

  @Option(
    name: .shortAndLong, help: "把采用的数据写成 JSON 行。Write the facts as JSON lines to this file.")
  var output: String?

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let run = try ProjectRun(folder: project)
      for input in run.inputs {
        print(input.line.text(in: language))
        for note in input.fileNotes { print("    \(note.text(in: language))") }
        for note in input.imported.notes {
          print(
            "    \(note.place): \(note.severity.name.text(in: language)): [\(note.kind.rawValue)] \(note.message.text(in: language))"
          )
        }
        for (kind, count) in input.imported.noteCounts.sorted(by: {
          $0.key.rawValue < $1.key.rawValue
        }) {
          let shown = input.imported.notes.count { $0.kind == kind }
          if count > shown {
            print(
              "    "
                + Message(
                  zh: "……[\(kind.rawValue)] 另有 \(count - shown) 处",
                  en: "… [\(kind.rawValue)] and \(count - shown) more"
                ).text(in: language))
          }
        }
      }
      if let output { try FactLines(run: run).write(to: output) }
    }
  }
}
