import ArgumentParser
import Budget
import Glibc
import Localization
import Project
import Reports

/// `gouji accept ID`: writes into `gouji.yaml` that a person accepts a finding.
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "接受一项发现并写明理由；数字变了就重新打开。Accept a finding with a reason, until its figures change.")

  @OptionGroup var global: GlobalOptions

  @OptionGroup var standard: ProfileOption

  @Argument(
    help: "发现的编号，可在前面给出项目文件夹。The finding's id, after the project folder if not the current one.")
  var arguments: [String]

  @Option(help: "为什么可以接受。Why it is in order.")
  var reason: String

  @Option(help: "谁接受的。Who says so.")
  var name: String

  @Option(help: "日期，如 2026-01-31；默认为今天。The date, by default today.")
  var date: String?

  func validate() throws {
    guard (1...2).contains(arguments.count) else {
      throw ValidationError("用法：gouji accept [项目文件夹] 编号。Usage: gouji accept [PROJECT] ID.")
    }
    for (option, text) in [("--reason", reason), ("--name", name)]
    where text.allSatisfy(\.isWhitespace) {
      throw ValidationError("\(option) 不能为空。\(option) must not be empty.")
    }
    if let date { _ = try CreationDate(date) }
  }

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let folder = arguments.count == 2 ? Project.folder(named: arguments[0]) : "."
      let id = arguments[arguments.count - 1]
      let run = try ProjectRun(folder: folder, profile: standard.profile)
      let result = try run.reconciled()
      let findings =
        (result.report.findings
        + (try NoteRun(run, result.statements).findings(acceptedBy: run)))
        .filter { $0.verdict != .agree && $0.verdict != .notApplicable }
      guard let finding = findings.first(where: { $0.id == id }) else {
        throw AcceptError.noFinding(id, findings.map(\.id))
      }
      let entry = [
        ("id", id), ("figures", finding.figures), ("reason", reason), ("name", name),
        ("date", date ?? Self.today),
      ]
      let path = folder == "." ? Project.fileName : "\(folder)/\(Project.fileName)"
      try AcceptedList(path: path).add(entry)
      writeOutput(
        Message(
          zh: "\(path)：已接受 \(id)：\(finding.message.chinese)",
          en: "\(path): accepted \(id): \(finding.message.english)"
        ).text(in: language) + "\n")
    }
  }

  /// Today where the user is.
  private static var today: String {
    var now = time(nil)
    var day = tm()
    localtime_r(&now, &day)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day.tm_year + 1900)-\(two(day.tm_mon + 1))-\(two(day.tm_mday))"
  }
}

/// Why nothing could be accepted.
private enum AcceptError: LocalizedFailure {
  case noFinding(String, [String])

  var message: Message {
    switch self {
    case .noFinding(let id, let known):
      Message(
        zh:
          "没有编号为“\(id)”的发现；编号见 gouji reconcile 每一项的末行\(near(id, known, "；是不是：", "、"))",
        en:
          "there is no finding '\(id)'; gouji reconcile prints the id under each finding\(near(id, known, "; did you mean: ", ", "))"
      )
    }
  }
  // Ids that begin or end as what was given does: a shell or a hasty copy cut it short.
  private func near(
    _ id: String, _ known: [String], _ lead: String, _ separator: String
  ) -> String {
    let alike = known.filter { !id.isEmpty && ($0.contains(id) || id.contains($0)) }
    return alike.isEmpty ? "" : lead + alike.prefix(3).joined(separator: separator)
  }
}
