public import Localization
public import Sheets
internal import Yams

/// A template or project file that does not say what gouji can understand, with line and column.
public struct YAMLError: LocalizedFailure, Hashable, CustomStringConvertible {
  /// File, line and column, both from 1.
  public var place: Place
  /// What was found, what was expected and what to do, without the place.
  public var detail: Message

  /// An error made of its parts.
  public init(at place: Place, _ detail: Message) {
    self.place = place
    self.detail = detail
  }

  /// The place and the detail.
  public var message: Message {
    Message(zh: "\(place)：\(detail.chinese)", en: "\(place): \(detail.english)")
  }

  /// The English message.
  public var description: String { message.english }
}

/// A node of a YAML file that knows its place.
///
/// Nodes are walked instead of decoded into types, because only nodes know line and column, and an
/// unknown key must be an error at its place.
public struct YAMLValue: Sendable {
  /// What a node is.
  public enum Content: Sendable {
    /// Nothing after the colon, `~` or `null`.
    case null
    /// A text or number, as written.
    case scalar(String)
    /// A list.
    case list([YAMLValue])
    /// Keys with their values, in the order of the file.
    case mapping([(key: YAMLValue, value: YAMLValue)])
  }

  /// Where the node begins.
  public let place: Place
  /// What it is.
  public let content: Content

  /// Reads a whole YAML document.
  ///
  /// - Throws: `YAMLError` where the text is no YAML or has a key twice.
  public init(parsing text: String, file: String) throws(YAMLError) {
    let node: Node?
    do {
      // Notepad puts a byte order mark before the text.
      let plain = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
      // Scalars stay texts: what a value means is known where it is used.
      node = try Yams.compose(yaml: plain, .basic, .default, .utf8)
    } catch let error as YamlError {
      throw Self.error(error, file: file)
    } catch {
      throw YAMLError(at: Place(file: file), Message("\(error)"))
    }
    guard let node else {
      throw YAMLError(
        at: Place(file: file),
        Message(zh: "文件是空的，应有内容", en: "the file is empty; expected YAML keys"))
    }
    self = try Self.convert(node, file: file, depth: 0)
  }

  init(place: Place, content: Content) {
    self.place = place
    self.content = content
  }

  private static func convert(_ node: Node, file: String, depth: Int) throws(YAMLError) -> YAMLValue
  {
    let mark = node.mark
    let place = Place(
      file: file, spot: mark.map { .line($0.line, column: $0.column) } ?? .whole)
    guard depth < 64 else {
      throw YAMLError(
        at: place, Message(zh: "嵌套超过 64 层", en: "nested deeper than 64 levels"))
    }
    switch node {
    case .scalar(let scalar):
      let isNull =
        scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      return YAMLValue(place: place, content: isNull ? .null : .scalar(scalar.string))
    case .sequence(let sequence):
      var items: [YAMLValue] = []
      for item in sequence { items.append(try convert(item, file: file, depth: depth + 1)) }
      return YAMLValue(place: place, content: .list(items))
    case .mapping(let mapping):
      var pairs: [(key: YAMLValue, value: YAMLValue)] = []
      for (key, value) in mapping {
        let key = try convert(key, file: file, depth: depth + 1)
        pairs.append((key, try convert(value, file: file, depth: depth + 1)))
      }
      return YAMLValue(place: place, content: .mapping(pairs))
    case .alias:
      throw YAMLError(
        at: place, Message(zh: "不支持别名（*name）", en: "aliases (*name) are not supported"))
    }
  }

  private static func error(_ error: YamlError, file: String) -> YAMLError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return YAMLError(
        at: Place(file: file, spot: .line(mark.line, column: mark.column)),
        Message(
          zh: "不是正确的 YAML：\(problem)；请检查缩进、冒号和引号",
          en: "not valid YAML: \(problem); check indentation, colons and quotes"))
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.joined(separator: "、")
      return YAMLError(
        at: Place(file: file, spot: .line(context.mark.line, column: context.mark.column)),
        Message(zh: "键“\(names)”重复，请删去一个", en: "the key '\(names)' stands here twice; remove one"))
    default:
      return YAMLError(at: Place(file: file), Message("\(error)"))
    }
  }

  /// An error at this node.
  public func error(zh chinese: String, en english: String) -> YAMLError {
    YAMLError(at: place, Message(zh: chinese, en: english))
  }
}

extension YAMLValue {
  /// A piece of another text file, to be read by what reads the scalars of templates.
  public init(scalar text: String, at place: Place) {
    self.init(place: place, content: .scalar(text))
  }
}
