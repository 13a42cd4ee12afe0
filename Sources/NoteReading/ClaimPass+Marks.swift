import Budget
import Profiles

/// Marks of punctuation: where clauses, sentences and brackets begin and end.
extension ClaimPass {
  mutating func meet(_ mark: Unicode.Scalar, at index: Int) {
    switch mark {
    case "。", "!", "?":
      endSentence(at: index)
      startClause(index + 1)
      sentenceStart = index + 1
    case ";":
      // A list goes on behind a semicolon: with known parts of its head where some are known, else
      // with anything if a colon opened it.
      for list in lists.indices where lists[list].depth >= depth {
        let head = reading.claims[reading.lists[lists[list].index].head].name.subject
        let hasParts = head.flatMap { reader.vocabulary.subject($0) }?.parts.isEmpty == false
        lists[list].isBehindStop = true
        if !lists[list].isLong || hasParts { lists[list].takesKnownPartsOnly = true }
      }
      startClause(index + 1)
      comparing = sentenceCompares
      topic = nil
      pendingNames = 0
    case ",":
      keepTopicOfClause(upTo: index)
      if comparing, isOnlyComparison(clauseStart..<index) { sentenceCompares = true }
      comparing = sentenceCompares
      startClause(index + 1)
    case "、":
      if isFollowedByNumber(clauseStart..<index) {
        startClause(index + 1)
      } else {
        if tokens[clauseStart..<index].contains(where: \.isName) { pendingNames += 1 }
        startClause(index + 1)
      }
    case ":":
      keepTopicOfClause(upTo: index)
      markLongList()
      startClause(index + 1)
    case "(":
      if let end = remark(from: index) {
        // （类）, （境）, （含）: part of the words around it.
        remarks.formUnion(index...end)
        return
      }
      depth += 1
      outer.append((index, clauseStart, topic))
      startClause(index + 1)
    case ")" where remarks.contains(index): return
    case ")":
      if let (open, start, topic) = outer.popLast() {
        // The clause around the bracket goes on.
        remarks.formUnion(open...index)
        clauseStart = start
        self.topic = topic ?? self.topic
      }
      lists.removeAll { $0.depth >= depth && depth > 0 }
      depth = max(0, depth - 1)
    // What stood in brackets inside a name parts nothing: 出国（境）费.
    default: break
    }
  }

  /// The end of a bracket that holds neither number nor name; nil where it holds one.
  func remark(from start: Int) -> Int? {
    // 教育支出（205）普通教育（02）: the code of the name in front.
    if start > 0, tokens[start - 1].entry?.codes.isEmpty == false, tokens.isCode(at: start + 1),
      start + 2 < tokens.count, tokens[start + 2].mark == ")"
    {
      return start + 2
    }
    var index = start + 1
    while index < tokens.count, index - start < 6 {
      let token = tokens[index]
      if token.mark == ")" { return index }
      guard token.mark == nil, token.number == nil, !token.isName, !token.is(.parts),
        !token.is(.compare)
      else { return nil }
      index += 1
    }
    return nil
  }

  mutating func endSentence(at index: Int) {
    if let lead {
      before = lead
    } else {
      // 公务接待费。2020年预算数3万元.
      if !tokens[sentenceStart..<index].contains(where: { $0.number != nil }) {
        keepTopicOfClause(upTo: index)
      }
      before = topic?.isHeading == true ? topic : nil
    }
    comparesActual = false
    sentences = (sentences.current, reading.claims.count)
    topic = nil
    comparing = false
    sentenceCompares = false
    lists = []
    depth = 0
    outer = []
    pendingNames = 0
  }

  mutating func startClause(_ index: Int) {
    clauseStart = index
  }

  func isFollowedByNumber(_ range: Range<Int>) -> Bool {
    tokens[range].contains { $0.number != nil }
  }

  /// What the sentence began with: its first amount.
  var lead: Topic? {
    reading.claims[sentences.current...].first { $0.aspect == .level }.map {
      Topic(
        name: $0.name, isStrict: $0.isStrict, isPrior: $0.isPrior,
        dimension: $0.number?.unit?.dimension)
    }
  }

  /// A clause that names a figure without a number hands it on: 收入预算，2020年为….
  mutating func keepTopicOfClause(upTo end: Int) {
    // 1. in front is no figure.
    let isItem =
      clauseStart + 1 < end && tokens[clauseStart].number?.kind == .bare
      && text.scalars[tokens[clauseStart + 1].range].first.map {
        ".．".unicodeScalars.contains($0)
      } == true
    let start = isItem ? clauseStart + 1 : clauseStart
    guard !(start..<end).contains(where: { tokens[$0].number != nil && !remarks.contains($0) }),
      let index = tokens[clauseStart..<end].lastIndex(where: \.isName)
    else { return }
    // 财政拨款支出预算中， and 比上年… name what the next clause is about only in part.
    let isPlain = ((index + 1)..<end).allSatisfy { remarks.contains($0) || isFiller(tokens[$0]) }
    topic =
      isPlain
      ? Topic(
        name: name(at: index), isStrict: isCleanBefore(index, from: clauseStart), isPrior: false,
        isHeading: true) : nil
  }

  func isOnlyComparison(_ range: Range<Int>) -> Bool {
    !tokens[range].contains { $0.number != nil || $0.isName }
  }
}
