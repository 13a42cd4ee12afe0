import ArgumentParser
import Budget
import DOCXWriter
import Disclosure
import Importing
import Localization
import NoteWriting
import Parallel
import Project
import Reports
import XLSXWriter

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `gouji export`: writes the two workbooks, the note and findings.json.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "导出公开表、底稿、说明和核对结果。Write the public workbook, the working paper, the note and the findings.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var failOn: FailOnOption

  @OptionGroup var options: ProjectOptions

  @Option(
    name: .shortAndLong,
    help: "输出文件夹，默认为项目中的 output。Output folder, by default output in the project.")
  var output: String?

  @Flag(
    help:
      "有未处理的错误或说明有待补充时什么也不写。Write nothing while an error is open or the note has gaps.")
  var strict = false

  @Option(
    help:
      "工作簿中记载的编制日期（年-月-日），默认为预算年度的第一天。The date of making that the workbooks carry (YYYY-MM-DD), by default the first day of the budget year.",
    transform: CreationDate.init)
  var created: CreationDate?

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let run = try ProjectRun(folder: options.project, profile: options.standard.profile)
      let tabulated = try run.tabulated()
      var (result, note) = try together(
        { try run.reconciled(tabulated) }, { try NoteRun(run, tabulated.statements) })
      result.report.findings += note.findings(acceptedBy: run)
      let errors = result.report.openEverywhere(atLeast: .error).count
      let gaps = result.report.open(atLeast: .warning).count { $0.rule == NoteRun.gapRule }
      if strict, errors + gaps > 0 {
        writeOutput(result.report.text(language: language, all: false))
        writeError(strictMessage(errors: errors, gaps: gaps).text(in: language))
        throw ExitCode(1)
      }
      let folder = Self.withoutSlash(options.project)
      let target =
        output.map(Self.withoutSlash) ?? (folder == "." ? "output" : "\(folder)/output")
      let files = try write(run, result, note.note, errors: errors, to: target)
      writeOutput(summary(run, result, files: files, target: target, language: language))
      throw ExitCode(result.report.exitStatus(failOn: failOn.severity))
    }
  }

  // As a shell completes the names of folders; the root stays what it is.
  private static func withoutSlash(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private func strictMessage(errors: Int, gaps: Int) -> Message {
    Message(
      zh:
        "有 \(errors) 项错误未处理、说明有 \(gaps) 处待补充，按 --strict 没有写任何文件；请改正或补充，或在 gouji.yaml 的 accepted 中说明理由",
      en:
        "\(errors) errors are open, the note has \(gaps) gaps, and --strict wrote nothing; correct or supply them, or accept them with a reason in gouji.yaml"
    )
  }

  private func write(
    _ run: ProjectRun, _ result: ProjectRun.Reconciled, _ note: Note?, errors: Int,
    to target: String
  ) throws -> [WrittenFile] {
    let disclosure = Disclosure(
      profile: run.profile, unit: run.project.unit, year: run.project.year,
      statements: result.statements, checks: result.checks, tests: result.tests,
      textSheets: note?.textSheets ?? [], created: created?.seconds, openErrors: errors)
    let folder = try OutputFolder.beside(target)
    let (work, report, author) = (folder.workPath, result.report, run.project.unit.name)
    // The longest of all: its sheets are drawn side by side before anything else, then it is written
    // beside all the rest.
    let draft = disclosure.workingPaper
    let (workingPaper, (publicWorkbook, findings, noteFiles)) = try together(
      { try Self.written(draft, Disclosure.workingPaperName, in: work) },
      {
        (
          try Self.written(disclosure.publicWorkbook, Disclosure.publicName, in: work),
          report.json(language: .chinese, all: false, exported: disclosure.cellName(of:)),
          Self.files(of: note, author: author, mark: disclosure.draftMark)
        )
      })
    var files = [publicWorkbook, workingPaper]
    for (name, bytes) in noteFiles {
      try folder.write(bytes, as: name)
      files.append(WrittenFile(name: name, sha256: sha256(bytes)))
    }
    try folder.write([UInt8](findings.listing(files).document.utf8), as: "findings.json")
    try folder.commit()
    return files
  }

  private static func written(
    _ workbook: WorkbookDraft, _ name: String, in folder: String
  ) throws -> WrittenFile {
    let path = "\(folder)/\(name)"
    try XLSXWriter.write(workbook, to: path)
    let bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    return WrittenFile(name: name, sha256: sha256(bytes))
  }

  private static func files(
    of note: Note?, author: String, mark: String?
  ) -> [(name: String, bytes: [UInt8])] {
    guard let note else { return [] }
    return [
      (Note.documentName, note.document(author: author, mark: mark).docx),
      (Note.textName, [UInt8](note.text(mark: mark).utf8)),
    ]
  }

  private func summary(
    _ run: ProjectRun, _ result: ProjectRun.Reconciled, files: [WrittenFile], target: String,
    language: Language
  ) -> String {
    var lines = [Message(zh: "读取：", en: "Read:").text(in: language)]
    for input in run.allInputs { lines.append("  " + input.line.text(in: language)) }
    lines.append(Message(zh: "生成：", en: "Made:").text(in: language))
    for name in files.map(\.name) + ["findings.json"] { lines.append("  \(target)/\(name)") }
    lines.append(Message(zh: "发现：", en: "Found:").text(in: language))
    let open = result.report.openEverywhere(atLeast: .warning)
    for finding in open {
      let place = finding.operands.first.map { "\($0.place): " } ?? ""
      lines.append(
        "  \(place)\(finding.severity.name.text(in: language)): [\(finding.rule)] \(finding.message.text(in: language))"
      )
    }
    if let drift = run.drift(result.checks) { lines.append("  " + drift.text(in: language)) }
    return lines.joined(separator: "\n") + "\n" + result.report.summary(language: language)
  }
}

extension ProjectRun.Input {
  /// One line: file, sheet, year and how many rows went where.
  var line: Message {
    let counts = imported.counts
    let year =
      period == .prior ? Message(zh: "上年", en: "last year") : Message(zh: "本年", en: "this year")
    return Message(
      zh:
        "\(file.name)!\(sheetName)：\(role)（\(year.chinese)），共 \(counts.read) 行，采用 \(counts.taken)，小计 \(counts.subtotals)，未能采用 \(counts.rejected)，其余 \(counts.header + counts.blank + counts.notes)",
      en:
        "\(file.name)!\(sheetName): \(role) (\(year.english)), \(counts.read) rows: \(counts.taken) taken, \(counts.subtotals) subtotals, \(counts.rejected) rejected, \(counts.header + counts.blank + counts.notes) others"
    )
  }
}
