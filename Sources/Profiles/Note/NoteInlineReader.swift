import Budget
import Localization
import Sheets
import YAMLReading

/// Reads the words and slots of one line.
struct NoteInlineReader: BranchReader {
  let slots: NoteSlotParser
  private let tokens: [NoteLine.Token]
  private var index = 0
  /// The phrases that the line uses.
  private(set) var phrases: [(phrase: String, place: Place)] = []

  init(tokens: [NoteLine.Token], slots: NoteSlotParser) {
    self.tokens = tokens
    self.slots = slots
  }

  /// The whole line.
  mutating func all(row: BlockKey?) throws(YAMLError) -> [NoteTemplate.Inline] {
    try content(row: row, opener: nil)
  }

  mutating func content(
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
      case .if: result.append(.choice(try branches(source, row: row)))
      case .for:
        let (loop, separator) = try slots.joinedLoop(source, row: row)
        result.append(
          .each(loop, separator: separator, try repeated(row: loop.block, opener: place)))
      case .end, .else, .elseIf:
        try expectOpen(opener, directive, at: place)
        return result
      case .phrase, .table, .text, .terms, .tables, .sheet:
        throw source.error(
          zh: "{\(directive.keyword.rawValue)} 应单独成行",
          en: "{\(directive.keyword.rawValue)} stands on a line of its own")
      }
      index += 1
    }
    try expectClosed(opener)
    return result
  }

  var directive: (directive: NoteDirective, place: Place)? {
    guard index < tokens.count, case .slot(let text, let place) = tokens[index] else { return nil }
    return NoteDirective(text).map { ($0, place) }
  }

  mutating func advance() { index += 1 }
}
