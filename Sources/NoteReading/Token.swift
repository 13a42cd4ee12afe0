import Profiles

/// A piece of a folded paragraph.
struct Token: Sendable {
  /// What it is.
  enum Kind: Sendable {
    /// A name or word of the lexicon.
    case entry(Lexicon.Entry)
    /// A number.
    case number(NoteNumber)
    /// A year.
    case year(Int, isDate: Bool)
    /// A date or ordinal.
    case date
    /// A mark of punctuation.
    case mark(Unicode.Scalar)
    /// What the lexicon does not have.
    case unknown
  }

  var kind: Kind
  /// Where it stands in the folded text.
  var range: Range<Int>

  var entry: Lexicon.Entry? { if case .entry(let entry) = kind { entry } else { nil } }
  var number: NoteNumber? { if case .number(let number) = kind { number } else { nil } }
  var mark: Unicode.Scalar? { if case .mark(let mark) = kind { mark } else { nil } }
  var isName: Bool { entry?.isName ?? false }

  func `is`(_ word: NoteVocabulary.WordClass) -> Bool { entry?.words.contains(word) ?? false }
}

/// Cuts folded paragraphs into tokens.
struct Tokenizer {
  let lexicon: Lexicon

  private static let marks: Set<Unicode.Scalar> = [
    "。", ";", ",", ":", "、", "(", ")", "!", "?", "《", "》", "|", "/",
  ]

  /// The tokens of `text`, without a gap.
  func tokens(_ text: FoldedText) -> [Token] {
    let scalars = text.scalars
    let numbers = NumberScanner(scalars, counters: lexicon.counters)
    var tokens: [Token] = []
    var index = 0
    var unknown: Int?
    func close(_ end: Int) {
      if let start = unknown { tokens.append(Token(kind: .unknown, range: start..<end)) }
      unknown = nil
    }
    while index < scalars.count {
      let scalar = scalars[index]
      if Self.marks.contains(scalar) {
        close(index)
        tokens.append(Token(kind: .mark(scalar), range: index..<index + 1))
        index += 1
        continue
      }
      let word = lexicon.longest(scalars, at: index)
      if let item = numbers.item(at: index), item.range.upperBound > (word?.end ?? 0) {
        close(index)
        switch item {
        case .number(let number): tokens.append(Token(kind: .number(number), range: item.range))
        case .year(let year, _, let isDate):
          tokens.append(Token(kind: .year(year, isDate: isDate), range: item.range))
        case .other: tokens.append(Token(kind: .date, range: item.range))
        }
        index = item.range.upperBound
        continue
      }
      let noise = lexicon.noiseLength(scalars, index) ?? 0
      if let (entry, end) = word, end - index >= noise {
        close(index)
        tokens.append(Token(kind: .entry(entry), range: index..<end))
        index = end
        continue
      }
      if noise > 0 {
        close(index)
        var entry = Lexicon.Entry()
        entry.words = [.link]
        tokens.append(Token(kind: .entry(entry), range: index..<index + noise))
        index += noise
        continue
      }
      unknown = unknown ?? index
      index += 1
    }
    close(scalars.count)
    return settled(tokens, scalars)
  }

  /// 支出 and 收入 right behind another name are no names of their own; behind unknown words they
  /// are a part of them: 防汛支出.
  private func settled(_ tokens: [Token], _ scalars: [Unicode.Scalar]) -> [Token] {
    var tokens = tokens
    for index in tokens.indices.dropFirst() {
      guard var entry = tokens[index].entry, entry.subject != nil, tokens[index].range.count <= 2,
        tokens[index - 1].isName || isUnknownThing(tokens[index - 1], scalars),
        tokens[index - 1].range.upperBound == tokens[index].range.lowerBound
      else { continue }
      entry.subject = nil
      entry.codes = [:]
      entry.words.formUnion([.link, .money])
      tokens[index].kind = .entry(entry)
    }
    return tokens
  }

  /// Whether a token is unknown words that are no body's name.
  private func isUnknownThing(_ token: Token, _ scalars: [Unicode.Scalar]) -> Bool {
    guard case .unknown = token.kind, token.range.count >= 2 else { return false }
    let words = scalars[token.range]
    return !lexicon.bodies.contains {
      words.count > $0.count && words.suffix($0.count).elementsEqual($0)
    }
  }
}
