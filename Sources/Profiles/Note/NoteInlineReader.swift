import Budget
import Localization
import Sheets
import YAMLReading

/// Reads the words and slots of one line.
struct NoteInlineReader {
  private let tokens: [NoteLine.Token]
  private let slots: NoteSlotParser
  private var index = 0
  /// The phrases that the line uses.
  private(set) var phrases: [(phrase: String, place: Place)] = []

  init(tokens: [NoteLine.Token], slots: NoteSlotParser) {
    self.tokens = tokens
    self.slots = slots
  }

  /// The whole line.
  mutating func all(row: BlockKey?) throws(YAMLError) -> [NoteTemplate.Inline] {
    try inlines(row: row, opener: nil)
  }

  private mutating func inlines(
    row: BlockKey?, opener: Place?
  ) throws(YAMLError) -> [NoteTemplate.Inline] {
    var result: [NoteTemplate.Inline] = []
    while index < tokens.count {
      guard case .slot(let text, let place) = tokens[index] else {
        if case .text(let words) = tokens[index] { result.append(.text(words)) }
        index += 1
        continue
      }
      guard let directive = NoteDirective(text) else {
        let inline = try slots.inline(YAMLValue(scalar: text, at: place), row: row)
        if case .change(let change) = inline { phrases.append((change.phrase, place)) }
        result.append(inline)
        index += 1
        continue
      }
      let source = YAMLValue(scalar: directive.argument, at: place)
      switch directive.keyword {
      case .if: result.append(try choice(source, row: row))
      case .for:
        let (loop, separator) = try slots.joinedLoop(source, row: row)
        index += 1
        let content = try inlines(row: loop.block, opener: place)
        guard closing()?.keyword == .end else {
          throw source.error(
            zh: "{for …} 应以 {end} 结束", en: "{for …} is closed with {end}")
        }
        result.append(.each(loop, separator: separator, content))
      case .end, .else, .elseIf:
        guard opener != nil else {
          throw source.error(
            zh: "{\(directive.keyword.rawValue)} 前面没有 {if …} 或 {for …}",
            en: "{\(directive.keyword.rawValue)} without {if …} or {for …} before it")
        }
        return result
      case .phrase, .table, .text, .terms, .tables, .sheet:
        throw source.error(
          zh: "{\(directive.keyword.rawValue)} 应单独成行",
          en: "{\(directive.keyword.rawValue)} stands on a line of its own")
      }
      index += 1
    }
    if let opener {
      throw YAMLError(
        at: opener,
        Message(zh: "本行没有与它成对的 {end}", en: "there is no {end} for it on this line"))
    }
    return result
  }

  private mutating func choice(
    _ source: YAMLValue, row: BlockKey?
  ) throws(YAMLError) -> NoteTemplate.Inline {
    var conditions = try slots.conditions(source, row: row)
    var branches: [NoteTemplate.Branch<[NoteTemplate.Inline]>] = []
    while true {
      index += 1
      let content = try inlines(row: row, opener: source.place)
      branches.append(NoteTemplate.Branch(conditions: conditions, content: content))
      guard case .slot(_, let place) = tokens[index], let next = closing() else { continue }
      switch next.keyword {
      case .elseIf where !conditions.isEmpty:
        conditions = try slots.conditions(YAMLValue(scalar: next.argument, at: place), row: row)
      case .else where !conditions.isEmpty: conditions = []
      case .end: return .choice(branches)
      default:
        throw YAMLError(
          at: place, Message(zh: "{else} 之后只能是 {end}", en: "only {end} may follow after {else}"))
      }
    }
  }

  // The directive that ended the inner piece.
  private func closing() -> NoteDirective? {
    guard case .slot(let text, _) = tokens[index] else { return nil }
    return NoteDirective(text)
  }
}
