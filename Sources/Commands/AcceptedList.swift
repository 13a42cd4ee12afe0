import Localization
import Project
import Reports
import Sheets
import YAMLReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The list `accepted:` of a project file, changed as text so that all else stays as it was written.
struct AcceptedList {
  /// The project file.
  let path: String

  /// Adds an entry, in the place of one with the same id.
  ///
  /// - Throws: `AcceptedListError` where the file cannot be changed, `YAMLError` where it would not
  ///   be a project file any more.
  func add(_ entry: [(key: String, value: String)]) throws {
    let original = try String(contentsOfFile: path, encoding: .utf8)
    // A carriage return and a line feed are one Character.
    let lineEnd = original.contains("\r\n") ? "\r\n" : "\n"
    var lines = original.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    try remove(entry.first { $0.key == "id" }?.value ?? "", from: &lines)
    var item = entry.map { "\($0.key): \(JSONText.quoted($0.value))" }
    var indent = "  "
    if let head = lines.firstIndex(where: { $0.hasPrefix("accepted:") }) {
      let rest = lines[head].dropFirst("accepted:".count).filter { $0 != " " }
      guard rest.isEmpty || rest == "[]" || rest.hasPrefix("#") else {
        throw AcceptedListError.flowList(path, item)
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
    let text = lines.joined(separator: lineEnd) + lineEnd
    // What cannot be read again is not written.
    _ = try YAMLValue(parsing: text, file: path)
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw AcceptedListError.notWritten(path)
    }
  }

  /// Takes out the entry with `id`, where it is written over lines of its own.
  private func remove(_ id: String, from lines: inout [String]) throws {
    let root = try YAMLValue(parsing: lines.joined(separator: "\n"), file: path)
    guard case .mapping(let pairs) = root.content,
      let list = pairs.first(where: { $0.key.isScalar("accepted") })?.value,
      case .list(let items) = list.content
    else { return }
    // From the last to the first, so that the lines of the others stay where they are.
    for item in items.reversed() {
      guard case .mapping(let keys) = item.content,
        keys.contains(where: { $0.key.isScalar("id") && $0.value.isScalar(id) }),
        case .line(let number, _) = item.place.spot, lines.indices.contains(number - 1)
      else { continue }
      let first = number - 1
      let dash = lines[first].prefix { $0 == " " }.count
      guard lines[first].dropFirst(dash).hasPrefix("- ") else { continue }
      var end = first + 1
      while end < lines.count, lines[end].prefix(while: { $0 == " " }).count > dash,
        !lines[end].drop(while: { $0 == " " }).hasPrefix("#")
      {
        end += 1
      }
      lines.removeSubrange(first..<end)
    }
  }

  private static func block(_ item: [String], _ indent: String) -> [String] {
    item.enumerated().map { indent + ($0.offset == 0 ? "- " : "  ") + $0.element }
  }
}

extension YAMLValue {
  /// Whether it is this text or number.
  fileprivate func isScalar(_ text: String) -> Bool {
    if case .scalar(text) = content { true } else { false }
  }
}

/// Why the project file could not be changed.
enum AcceptedListError: LocalizedFailure {
  case flowList(String, [String])
  case notWritten(String)

  var message: Message {
    switch self {
    case .flowList(let path, let item):
      Message(
        zh: "\(path)：accepted 写成了一行的列表，请改写成多行，或自己加入：- {\(item.joined(separator: ", "))}",
        en:
          "\(path): 'accepted' is a list on one line; write it over several lines, or add yourself: - {\(item.joined(separator: ", "))}"
      )
    case .notWritten(let path):
      Message(
        zh: "\(path)：不能写入，没有改动；请检查文件夹的权限和磁盘空间",
        en:
          "\(path): cannot be written, nothing was changed; check the folder's permissions and disk space"
      )
    }
  }
}
