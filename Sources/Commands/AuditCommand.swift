import ArgumentParser
import Localization
import Reports

/// `gouji audit FILE…`: the same checks on what was published.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "核对已公开的工作簿和说明。Check published workbooks and notes.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var failOn: FailOnOption

  @Argument(help: "公开的工作簿（XLSX、CSV）和说明（DOCX、TXT）。Published workbooks and notes.")
  var files: [String]

  @Option(help: "规范的编号，或含 profile.yaml 的文件夹；默认按内容选定。The standard, by default the best fit.")
  var profile: String?

  @Option(help: "上年公开的文件，可多次使用。Last year's published file; may be repeated.")
  var prior: [String] = []

  @Option(
    name: .customLong("unit"),
    help:
      "部门所属单位公开的工作簿，每个单位一次：部门各表应等于各单位之和。A unit's workbook; repeat for each unit of the department.")
  var units: [String] = []

  @Option(help: "text 或 json。Output format.")
  var format: ReportFormat = .text

  @Flag(help: "也列出相符和不适用的。List what agrees or does not apply as well.")
  var all = false

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let run = try AuditRun(files: files, prior: prior, units: units, profile: profile)
      switch format {
      case .text:
        writeOutput(run.summary(language: language))
        writeOutput(run.report.text(language: language, all: all))
      case .json:
        writeError(run.summary(language: language))
        writeOutput(run.report.json(language: language, all: all).document)
      }
      throw ExitCode(run.report.exitStatus(failOn: failOn.severity))
    }
  }
}
