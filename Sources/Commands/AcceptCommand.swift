import ArgumentParser
import Budget
import Localization
import Project
import Reports
import YAMLReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

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
  }

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let folder = arguments.count == 2 ? arguments[0] : "."
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
      print(
        Message(
          zh: "\(path)：已接受 \(id)：\(finding.message.chinese)",
          en: "\(path): accepted \(id): \(finding.message.english)"
        ).text(in: language))
    }
  }

  private static var today: String {
    String(Date.now.ISO8601Format().prefix(10))
  }
}

/// The list `accepted:` of a project file, changed as text so that all else stays as it was written.
private struct AcceptedList {
  let path: String

  func add(_ entry: [(key: String, value: String)]) throws {
    var lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    var item = entry.map { "\($0.key): \(JSONText.quoted($0.value))" }
    var indent = "  "
    if let head = lines.firstIndex(where: { $0.hasPrefix("accepted:") }) {
      let rest = lines[head].dropFirst("accepted:".count).filter { $0 != " " }
      guard rest.isEmpty || rest == "[]" || rest.hasPrefix("#") else {
        throw AcceptError.flowList(path, item)
      }
      if rest == "[]" { lines[head] = "accepted:" }
      // The items there may stand further in, or not at all.
      if let first = lines.dropFirst(head + 1).first(where: { $0.contains("- ") }),
        first.drop(while: { $0 == " " }).hasPrefix("-")
      {
        indent = String(first.prefix { $0 == " " })
      }
      item = Self.block(item, indent)
      lines.insert(contentsOf: item, at: head + 1)
    } else {
      lines += ["accepted:"] + Self.block(item, indent)
    }
    let text = lines.joined(separator: "\n") + "\n"
    // What cannot be read again is not written.
    _ = try YAMLValue(parsing: text, file: path)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private static func block(_ item: [String], _ indent: String) -> [String] {
    item.enumerated().map { indent + ($0.offset == 0 ? "- " : "  ") + $0.element }
  }
}

/// Why nothing could be accepted.
private enum AcceptError: LocalizedFailure {
  case noFinding(String, [String])
  case flowList(String, [String])

  var message: Message {
    switch self {
    case .noFinding(let id, let known):
      Message(
        zh:
          "没有编号为“\(id)”的发现；现有：\(known.isEmpty ? "无" : known.joined(separator: "、"))",
        en:
          "there is no finding '\(id)'; there are: \(known.isEmpty ? "none" : known.joined(separator: ", "))"
      )
    case .flowList(let path, let item):
      Message(
        zh: "\(path)：accepted 写成了一行的列表，请改写成多行，或自己加入：- {\(item.joined(separator: ", "))}",
        en:
          "\(path): 'accepted' is a list on one line; write it over several lines, or add yourself: - {\(item.joined(separator: ", "))}"
      )
    }
  }
}
