import Budget
import YAMLReading

extension NoteVocabulary {
  /// Adds what a file of `Templates/notes/` says; later files go before earlier ones.
  ///
  /// Cells that the profile does not have are left out, so that profiles can share a file.
  mutating func add(_ value: YAMLValue, profile: Profile) throws(YAMLError) {
    let fields = try value.fields([
      "words", "subjects", "codes", "leftovers", "typos", "variants", "sections", "statements",
      "usages", "levels",
    ])
    for (key, words) in try fields["words"]?.pairs() ?? [] {
      guard let kind = WordClass(rawValue: key) else {
        let known = WordClass.allCases.map(\.rawValue)
        throw words.error(
          zh: "没有词类“\(key)”；有：\(known.joined(separator: "、"))",
          en: "there is no class of words '\(key)'; there are: \(known.joined(separator: ", "))")
      }
      self.words[kind, default: []] += try words.strings()
    }
    for item in fields.list("subjects") {
      let subject = try Subject(item, profile: profile)
      subjects.removeAll { $0.key == subject.key }
      subjects.append(subject)
    }
    for subject in subjects {
      for key in subject.parts.flatMap(\.self) where self.subject(key) == nil {
        throw value.error(
          zh: "“\(subject.key)”的组成部分“\(key)”没有定义",
          en: "the part '\(key)' of '\(subject.key)' is not defined")
      }
    }
    for item in fields.list("codes") {
      let parts = try item.fields(["list", "cells", "heads"])
      let list = try parts.required("list").string()
      guard profile.codes[list] != nil else {
        throw item.error(zh: "没有代码表“\(list)”", en: "there is no code list '\(list)'")
      }
      var cells: [(block: BlockKey, column: String)] = []
      for cell in parts.list("cells") {
        let expression = try ExpressionParser.expression(cell)
        guard case .cells(let selector, _) = expression.terms.first?.operand,
          let block = selector.block, case .key(let column) = selector.column
        else {
          throw cell.error(zh: "应为 表[row, 列] 的形式", en: "expected table[row, column]")
        }
        if profile.table(block.table)?.block(block.block)?.column(column)?.figures != nil {
          cells.append((block, column))
        }
      }
      codes.removeAll { $0.list == list }
      codes.append(CodeFigures(list: list, cells: cells, heads: try parts.strings("heads")))
    }
    for item in fields.list("leftovers") { leftovers.append(try Flaw(item)) }
    for item in fields.list("typos") { typos.append(try Flaw(item)) }
    for item in fields.list("variants") {
      let parts = try item.fields(["found", "instead", "before"])
      variants.append(
        Variant(
          found: try parts.required("found").string(),
          instead: try parts.required("instead").string(), before: try parts.strings("before")))
    }
    if fields["sections"] != nil { sections = [] }
    for item in fields.list("sections") { sections.append(try Section(item)) }
    if fields["statements"] != nil { statements = [] }
    for item in fields.list("statements") { statements.append(try Section(item)) }
    for item in fields.list("usages") {
      let parts = try item.fields(["words", "codes"])
      usages.append(Usage(words: try parts.strings("words"), codes: try parts.strings("codes")))
    }
    if let value = fields["levels"] {
      let parts = try value.fields(["words", "nouns"])
      levels = (try parts.strings("words"), try parts.strings("nouns"))
    }
  }
}

extension NoteVocabulary.Subject {
  fileprivate init(_ value: YAMLValue, profile: Profile) throws(YAMLError) {
    let fields = try value.fields([
      "key", "phrases", "figures", "at-most", "parts", "complete", "own-parts", "part-figures",
      "fund", "source",
    ])
    var phrases: [String] = []
    for phrase in fields.list("phrases") { phrases += try PhrasePattern.expanded(phrase) }
    var figures: [Expression] = []
    for item in fields.list("figures") {
      let expression = try ExpressionParser.expression(item)
      if profile.has(expression) { figures.append(expression) }
    }
    var limits: [Expression] = []
    for item in fields.list("at-most") {
      let expression = try ExpressionParser.expression(item)
      if profile.has(expression) { limits.append(expression) }
    }
    var partFigures: [String: [Expression]] = [:]
    for (part, cells) in try fields["part-figures"]?.pairs() ?? [] {
      for item in cells.list() {
        let expression = try ExpressionParser.expression(item)
        if profile.has(expression) { partFigures[part, default: []].append(expression) }
      }
    }
    var parts: [[String]] = []
    for group in fields.list("parts") { parts.append(try group.strings()) }
    self.init(
      key: try fields.required("key").string(), phrases: phrases, figures: figures, limits: limits,
      parts: parts,
      isComplete: try fields.flag("complete"),
      hasOwnParts: try fields.flag("own-parts"), partFigures: partFigures,
      fund: try fields.string("fund"), isSource: try fields.flag("source"))
  }
}

extension NoteVocabulary.Flaw {
  fileprivate init(_ value: YAMLValue) throws(YAMLError) {
    if case .scalar(let text) = value.content {
      self.init(found: text, instead: nil, unless: [])
      return
    }
    let fields = try value.fields(["found", "instead", "unless"])
    self.init(
      found: try fields.required("found").string(), instead: try fields.string("instead"),
      unless: try fields.strings("unless"))
  }
}

extension NoteVocabulary.Section {
  fileprivate init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields(["name", "words"])
    self.init(name: try fields.required("name").string(), words: try fields.strings("words"))
  }
}

extension Profile {
  /// Whether the profile has every table, column and listed row of `expression`.
  fileprivate func has(_ expression: Expression) -> Bool {
    expression.terms.allSatisfy { term in
      guard case .cells(let selector, _) = term.operand else {
        if case .zero = term.operand { return true } else { return false }
      }
      guard let name = selector.block, case .key(let column) = selector.column,
        let block = table(name.table)?.block(name.block), block.column(column)?.figures != nil
      else { return false }
      guard case .key(let row) = selector.rows, case .fixed(let rows) = block.rows else {
        return true
      }
      return rows.contains { $0.key == row || $0.code == row }
    }
  }
}

/// The short form of phrases in templates: `[…]` may be left out, `(a|b)` is one of both.
enum PhrasePattern {
  /// Every phrase that the scalar stands for.
  static func expanded(_ value: YAMLValue) throws(YAMLError) -> [String] {
    var rest = try value.string()[...]
    guard let phrases = sequence(&rest, until: []), rest.isEmpty else {
      throw value.error(
        zh: "括号不成对；可省的写在 [ ] 中，几者之一写作 (甲|乙)",
        en: "unpaired brackets; what may be left out stands in [ ], one of several as (a|b)")
    }
    return phrases
  }

  private static func sequence(_ rest: inout Substring, until ends: Set<Character>) -> [String]? {
    var phrases = [""]
    while let next = rest.first, !ends.contains(next) {
      rest.removeFirst()
      let choices: [String]
      switch next {
      case "[":
        guard let inner = alternatives(&rest, end: "]") else { return nil }
        choices = inner + [""]
      case "(":
        guard let inner = alternatives(&rest, end: ")") else { return nil }
        choices = inner
      case "]", ")", "|": return nil
      default:
        let literal = rest.prefix { !isMark($0) }
        rest = rest[literal.endIndex...]
        choices = [String(next) + literal]
      }
      phrases = phrases.flatMap { start in choices.map { start + $0 } }
    }
    return phrases
  }

  private static func isMark(_ character: Character) -> Bool {
    switch character {
    case "[", "]", "(", ")", "|": true
    default: false
    }
  }

  private static func alternatives(_ rest: inout Substring, end: Character) -> [String]? {
    var all: [String] = []
    while true {
      guard let some = sequence(&rest, until: ["|", end]), let mark = rest.popFirst() else {
        return nil
      }
      all += some
      if mark == end { return all }
    }
  }
}
