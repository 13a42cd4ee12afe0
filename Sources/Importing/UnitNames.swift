import Budget

/// The codes and names by which files may call a unit.
struct UnitNames {
  /// How what a file says relates to the unit.
  enum Relation {
    /// It is the unit's code or full name, or one of its aliases.
    case own
    /// It may be a short form of its name, or the code of a body below its code: a department's
    /// own (本级).
    case similar
    /// Anything else.
    case other
  }

  private let code: String
  private let name: String
  private let known: Set<String>

  init(_ unit: BudgetUnit) {
    code = Self.plain(folded(unit.code))
    name = folded(unit.name)
    known = Set(
      ([unit.code, unit.name] + unit.aliases).map { Self.plain(folded($0)) })
  }

  /// How the folded `text`, a code, a name or both as in `412001-某局`, relates to the unit; where
  /// code and name do not agree, the full name is taken before the code.
  func relation(to text: String) -> Relation {
    if known.contains(Self.plain(text)) { return .own }
    let (code, rest) = Self.split(text)
    if let code, !rest.isEmpty {
      if known.contains(rest) || known.contains(Self.plain(code)) { return .own }
      return isShort(rest) || isBelow(code) ? .similar : .other
    }
    return isShort(text) || isBelow(text) ? .similar : .other
  }

  /// The name in what a file says, without a code beside it; the code where there is no name.
  static func name(in text: String) -> String {
    let name = split(folded(text)).name
    return name.isEmpty ? text : name
  }

  private func isBelow(_ text: String) -> Bool {
    let other = Self.plain(text)
    return code.count >= 3 && other.count > code.count && other.hasPrefix(code)
      && other.allSatisfy { $0.isASCII }
  }

  /// A code without the zeros in front that spreadsheets drop.
  static func plain(_ text: String) -> String {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return text }
    let rest = text.drop { $0 == "0" }
    return rest.isEmpty ? "0" : String(rest)
  }

  /// The code in front or behind a name, and the name.
  private static func split(_ text: String) -> (code: String?, name: String) {
    func isCode(_ character: Character) -> Bool {
      character.isASCII && (character.isNumber || character.isLetter)
    }
    func isMark(_ character: Character) -> Bool { "()-_.:、|/".contains(character) }
    let front = text.drop { isMark($0) }
    let code = front.prefix { isCode($0) }
    if code.count >= 3 {
      return (String(code), String(front.dropFirst(code.count).drop { isMark($0) }))
    }
    var name = text[...]
    while let last = name.last, isMark(last) { name = name.dropLast() }
    let end = name.reversed().prefix { isCode($0) }
    guard end.count >= 3 else { return (nil, text) }
    name = name.dropLast(end.count)
    while let last = name.last, isMark(last) { name = name.dropLast() }
    return (String(end.reversed()), String(name))
  }

  /// Whether all characters of `text` stand in the unit's name in this order, as 县林草局 in
  /// 某县林业和草原局, or it is the name with a word for the body itself behind.
  private func isShort(_ text: String) -> Bool {
    let bare = text.hasSuffix(")") ? text.replacing("(", with: "").dropLast() : text[...]
    for word in ["本级", "机关", "本部"] where bare == name + word { return true }
    guard text.count > 1, text.count < name.count, text.last == name.last else { return false }
    var rest = name[...]
    for character in text {
      guard let index = rest.firstIndex(of: character) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }
}
