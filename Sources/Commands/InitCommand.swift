public import ArgumentParser
public import Budget
import Disclosure
import InputForms
import Localization
import Profiles
import Project
import XLSXWriter
import YAMLReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `gouji init`: a project folder with a commented project file and forms to fill in.
struct InitCommand: ParsableCommand {
  /// The standard of the example.
  static let defaultProfile = "hebei-2020"

  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "新建项目文件夹：带说明的 gouji.yaml 和空白填报表。Make a project folder with forms to fill in.")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "要新建的文件夹。The folder to make.")
  var folder: String

  @Option(
    help: ArgumentHelp(
      "规范的编号，或含 profile.yaml 的文件夹。The profile's id, or its folder.", valueName: "ID|PATH"))
  var profile = Self.defaultProfile

  @Option(help: "预算年度；默认为规范适用的年度中离今年最近的。The budget year.")
  var year: Int?

  @Option(help: "单位的预算编码。The unit's budget code.")
  var code: String?

  @Option(help: "单位全称。The unit's full name.")
  var name: String?

  @Option(help: "单位类型：行政、参公 或 事业。The unit's type.")
  var type: BudgetUnit.Kind?

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let profile = try ProfileLoader.load(profile)
      let year = try budgetYear(profile.validYears)
      try refuseExisting()
      let form = ProjectForm(profile: profile, profileName: profileName, year: year)
      let output = try OutputFolder.beside(folder)
      try FileManager.default.createDirectory(
        atPath: "\(output.workPath)/\(ProjectForm.inputFolder)", withIntermediateDirectories: false)
      try form.projectFile(code: code, name: name, type: type).write(
        toFile: "\(output.workPath)/\(Project.fileName)", atomically: false, encoding: .utf8)
      if let text = form.unitText {
        try text.write(
          toFile: "\(output.workPath)/\(ProjectForm.textName)", atomically: false, encoding: .utf8)
      }
      for form in form.forms {
        try XLSXWriter.write(
          form.workbook(),
          to: "\(output.workPath)/\(ProjectForm.inputFolder)/\(form.fileName)")
      }
      try output.commit()
      writeOutput(summary(form, profile, year, language))
    }
  }

  // The path of a folder must hold wherever the project is opened from.
  private var profileName: String {
    guard !TemplateSource.builtInProfiles.contains(profile), !profile.hasPrefix("/") else {
      return profile
    }
    return "\(FileManager.default.currentDirectoryPath)/\(profile)"
  }

  private func budgetYear(_ years: ClosedRange<Int>) throws(InitError) -> Int {
    if let year {
      guard years.contains(year) else { throw .wrongYear(year, profile, years) }
      return year
    }
    let now = Calendar(identifier: .gregorian).component(.year, from: Date())
    return min(max(now, years.lowerBound), years.upperBound)
  }

  // A file that is there is never overwritten; an empty folder has nothing to lose.
  private func refuseExisting() throws(InitError) {
    let files = FileManager.default
    var isFolder: Bool = false
    guard files.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    guard isFolder else { throw .fileInTheWay(folder) }
    let content = (try? files.contentsOfDirectory(atPath: folder)) ?? ["?"]
    guard content.isEmpty else { throw .folderInUse(folder) }
  }

  private func summary(
    _ form: ProjectForm, _ profile: Profile, _ year: Int, _ language: Language
  ) -> String {
    var lines = [
      Message(
        zh: "已新建 \(folder)：\(year) 年，规范 \(profile.id)（\(profile.name)）；gouji profiles 列出其他规范",
        en:
          "made \(folder) for \(year) by the profile \(profile.id) (\(profile.name)); gouji profiles lists others"
      ).text(in: language),
      "  \(folder)/\(Project.fileName)",
    ]
    if form.unitText != nil { lines.append("  \(folder)/\(ProjectForm.textName)") }
    lines += form.forms.map { "  \(folder)/\(ProjectForm.inputFolder)/\($0.fileName)" }
    lines += [
      Message(zh: "接下来：", en: "Next:").text(in: language),
      Message(
        zh: "  1. 在 \(Project.fileName) 中填写单位，在各工作簿中填写数据（每个工作簿都有“填写说明”）",
        en:
          "  1. fill in the unit in \(Project.fileName), and the workbooks (each has a sheet 填写说明)"
      ).text(in: language),
      Message(
        zh: "  2. gouji reconcile \(folder)  列出还没有填的和对不上的",
        en: "  2. gouji reconcile \(folder)  lists what is still open and what does not agree"
      ).text(in: language),
      Message(
        zh: "  3. gouji export \(folder)  导出公开表、底稿和核对结果",
        en: "  3. gouji export \(folder)  writes the workbooks and the findings"
      ).text(in: language),
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}

extension BudgetUnit.Kind: ExpressibleByArgument {}

/// Why a project cannot be made.
enum InitError: LocalizedFailure {
  case wrongYear(Int, String, ClosedRange<Int>)
  case folderInUse(String)
  case fileInTheWay(String)

  var message: Message {
    switch self {
    case .wrongYear(let year, let id, let years):
      Message(
        zh:
          "规范 \(id) 适用于 \(years.lowerBound)–\(years.upperBound) 年度，不适用于 \(year) 年度；请用 --year 或 --profile 另选",
        en:
          "profile \(id) is valid for \(years.lowerBound)–\(years.upperBound), not for \(year); choose with --year or --profile"
      )
    case .folderInUse(let folder):
      Message(
        zh: "\(folder) 已经存在，其中有文件，没有改动任何文件；请另选一个文件夹",
        en: "\(folder) exists and has files in it; nothing was changed: choose another folder")
    case .fileInTheWay(let path):
      Message(
        zh: "\(path) 是一个文件，没有改动；请另选一个文件夹名",
        en: "\(path) is a file; nothing was changed: choose another folder name")
    }
  }
}
