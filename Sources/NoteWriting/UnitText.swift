public import Localization
public import Profiles
public import Sheets

/// The unit's own text (职责, 机构设置 …), read from plain text files with headings.
///
/// A heading is a line of its own that names a section: 职责, 一、部门职责, 【职责】, # 职责 or 职责：, or
/// the name and a colon before the section's first words.
public struct UnitText: Sendable {
  /// A line of a section.
  public struct Line: Sendable, Hashable {
    /// The text; of an item without its number.
    public var text: String
    /// Whether the line is an item of a numbered list.
    public var isItem: Bool
    /// Where it stands.
    public var place: Place
  }

  private struct RawLine {
    var text: String
    var itemText: String?
    var place: Place
  }

  /// Something in the files that could not be taken.
  public struct Flaw: Sendable, Hashable {
    /// Where.
    public var place: Place
    /// The line as it stands there.
    public var raw: String
    /// What was found, what was expected, what to do.
    public var message: Message
  }

  private var sections: [String: [RawLine]] = [:]
  /// What could not be taken.
  public private(set) var flaws: [Flaw] = []
  private let known: [UnitTextSection]

  /// An empty text for a standard that asks for these sections.
  public init(sections: [UnitTextSection]) {
    known = sections
  }

  /// Adds the text of a file under the name that messages give it.
  public mutating func add(_ text: String, file: String) {
    var section: String?
    var isTaken = true
    for (number, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let place = Place(file: file, spot: .line(number + 1, column: nil))
      let line = String(raw).strippedOfSpaces
      guard !line.isEmpty else { continue }
      switch heading(line) {
      case .known(let key, let rest):
        section = key
        isTaken = true
        if !rest.isEmpty { append(rest, to: key, at: place) }
      case .unknown(let name):
        section = nil
        isTaken = false
        let names = known.map(\.key)
        flaws.append(
          Flaw(
            place: place, raw: line,
            message: Message(
              zh: "不认识的小标题“\(name)”，其下文字没有采用；可用：\(names.joined(separator: "、"))",
              en:
                "unknown heading '\(name)', its text was not taken; there are: \(names.joined(separator: ", "))"
            )))
      case nil:
        if let section {
          append(line, to: section, at: place)
        } else if isTaken {
          isTaken = false
          flaws.append(
            Flaw(
              place: place, raw: line,
              message: Message(
                zh: "第一个小标题之前的文字没有采用；请在它前面加小标题，如“【职责】”",
                en:
                  "text before the first heading was not taken; put a heading such as 【职责】 before it"
              )))
        }
      }
    }
  }

  /// Whether the section has any text.
  public func has(_ section: String) -> Bool { sections[section]?.isEmpty == false }

  /// The lines of a section.
  ///
  /// A numbered line alone is a paragraph (1.…；2.… in one line); two in a row make a list.
  public func lines(_ section: String) -> [Line] {
    let raw = sections[section] ?? []
    return raw.indices.map { index in
      let neighbours = [index - 1, index + 1].filter(raw.indices.contains)
      if let item = raw[index].itemText, neighbours.contains(where: { raw[$0].itemText != nil }) {
        return Line(text: item, isItem: true, place: raw[index].place)
      }
      return Line(text: raw[index].text, isItem: false, place: raw[index].place)
    }
  }

  /// What the section says of `names`: the text behind the name and a colon.
  func entry(_ section: String, of names: [String]) -> (text: String, place: Place)? {
    for line in lines(section) {
      guard let colon = line.text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { continue }
      if names.contains(String(line.text[..<colon]).strippedOfSpaces) {
        let text = String(line.text[line.text.index(after: colon)...]).strippedOfSpaces
        if !text.isEmpty { return (text, line.place) }
      }
    }
    return nil
  }

  private mutating func append(_ text: String, to section: String, at place: Place) {
    sections[section, default: []].append(
      RawLine(text: text, itemText: text.withoutItemNumber, place: place))
  }

  private enum Heading {
    case known(String, rest: String)
    case unknown(String)
  }

  private func heading(_ line: String) -> Heading? {
    let (name, isExplicit) = line.headingName
    if let key = section(named: name.withoutColon) { return .known(key, rest: "") }
    if isExplicit { return .unknown(name.withoutColon) }
    if let colon = name.firstIndex(where: { $0 == "：" || $0 == ":" }),
      let key = section(named: String(name[..<colon]).strippedOfSpaces)
    {
      return .known(key, rest: String(name[name.index(after: colon)...]).strippedOfSpaces)
    }
    return nil
  }

  private func section(named name: String) -> String? {
    known.first { $0.key == name || $0.labels.contains(name) }?.key
  }
}

extension String {
  /// The text without spaces, tabs, full-width spaces and a byte order mark at either end.
  var strippedOfSpaces: String {
    var text = self[...]
    while let first = text.first, first.isBlank { text.removeFirst() }
    while let last = text.last, last.isBlank { text.removeLast() }
    return String(text)
  }

  fileprivate var withoutColon: String {
    last == "：" || last == ":" ? String(dropLast()).strippedOfSpaces : self
  }

  /// What a line would be called as a heading, and whether it is marked as one.
  fileprivate var headingName: (name: String, isExplicit: Bool) {
    if first == "#" { return (String(drop { $0 == "#" }).strippedOfSpaces, true) }
    for (open, close) in [("【", "】"), ("[", "]"), ("〔", "〕"), ("［", "］")]
    where hasPrefix(open) && hasSuffix(close) {
      return (String(dropFirst().dropLast()).strippedOfSpaces, true)
    }
    return (withoutItemNumber ?? self, false)
  }

  /// The text behind a number such as 1、 or （一） or ①, or a dash; nil where it has none.
  fileprivate var withoutItemNumber: String? {
    let digits = "0123456789０１２３４５６７８９"
    let numerals = "一二三四五六七八九十百"
    guard let first else { return nil }
    if "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳•·●".contains(first) {
      return String(dropFirst()).strippedOfSpaces
    }
    if hasPrefix("- ") { return String(dropFirst(2)).strippedOfSpaces }
    let isBracketed = first == "（" || first == "("
    let body = isBracketed ? dropFirst() : self[...]
    let number = body.prefix { digits.contains($0) || numerals.contains($0) }
    let rest = body.dropFirst(number.count)
    guard (1...3).contains(number.count), let mark = rest.first else { return nil }
    let isNumeral = number.allSatisfy { numerals.contains($0) }
    guard isNumeral || number.allSatisfy({ digits.contains($0) }) else { return nil }
    let marks = isBracketed ? "）)" : isNumeral ? "、" : "、.．"
    guard marks.contains(mark) else { return nil }
    let text = rest.dropFirst()
    // 2.5 and the like are numbers, not numbered items.
    if let next = text.first, digits.contains(next), !isBracketed, mark != "、" { return nil }
    return String(text).strippedOfSpaces
  }
}

extension Character {
  fileprivate var isBlank: Bool {
    self == " " || self == "\t" || self == "\u{3000}" || self == "\u{a0}" || self == "\u{feff}"
  }
}
