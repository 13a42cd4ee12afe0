import ArgumentParser
import Disclosure
import Localization
import Project
import Reports

/// `gouji reconcile`: imports, tabulates and checks; prints the findings.
struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "勾稽核对并列出问题。Check the budget against itself, last year and the register.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var failOn: FailOnOption

  @OptionGroup var options: ProjectOptions

  @Option(help: "text 或 json。Output format.")
  var format: ReportFormat = .text

  @Flag(help: "也列出相符和不适用的。List what agrees or does not apply as well.")
  var all = false

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let run = try ProjectRun(folder: options.project, profile: options.standard.profile)
      let result = try run.reconciled()
      let report = result.report
      switch format {
      case .text: writeOutput(report.text(language: language, all: all))
      case .json:
        let disclosure = Disclosure(
          profile: run.profile, unit: run.project.unit, year: run.project.year,
          statements: result.statements, checks: result.checks, tests: result.tests, openErrors: 0)
        writeOutput(
          report.json(language: language, all: all, exported: disclosure.cellName(of:)).document)
      }
      throw ExitCode(report.exitStatus(failOn: failOn.severity))
    }
  }
}
