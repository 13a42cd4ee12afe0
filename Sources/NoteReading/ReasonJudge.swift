import Budget
import Decimals
import Localization
import Profiles
import Reconciliation

/// Looks for the reasons of changes: that there is one, that it goes the same way, and that its
/// sentence does not break off.
struct ReasonJudge {
  let note: Note

  func found() -> [RecordTest.Name: [TestOutcome]] {
    var found: [RecordTest.Name: [TestOutcome]] = [:]
    for index in note.parts.indices {
      for outcome in cutOff(index) { found[.noteCutOff, default: []].append(outcome) }
      for outcome in contradictions(index) + turned(index) {
        found[.noteReasons, default: []].append(outcome)
      }
    }
    for outcome in unexplained() { found[.noteUnexplained, default: []].append(outcome) }
    return found
  }

  // MARK: Breaking off

  private func cutOff(_ index: Int) -> [TestOutcome] {
    let part = note.parts[index]
    var outcomes: [TestOutcome] = []
    for (place, token) in part.tokens.enumerated() where token.is(.reason) {
      // 主要原因 alone is also said in passing; 原因是 wants what follows.
      let word = part.text.text(token.range)
      guard word.hasSuffix("是") || word.hasSuffix("为") || word.hasSuffix("由于") else { continue }
      var rest = place + 1
      while rest < part.tokens.count, part.tokens[rest].mark == ":" { rest += 1 }
      let isEnd = rest >= part.tokens.count
      let isStop = !isEnd && (part.tokens[rest].mark == "。" || part.tokens[rest].mark == ";")
      guard isStop || isEnd && !continues(index) else { continue }
      outcomes.append(
        outcome(
          index, token.range, row: word,
          zh: "“\(word)”后面没有写原因", en: "nothing follows '\(word)'", kind: .templateResidue))
    }
    return outcomes
  }

  /// Whether a list of reasons follows in paragraphs of their own.
  private func continues(_ index: Int) -> Bool {
    guard index + 1 < note.parts.count, note.parts[index].text.scalars.last == ":" else {
      return false
    }
    let next = note.parts[index + 1].text.scalars
    return next.first.map { FoldedText.isDigit($0) || "一(①".unicodeScalars.contains($0) } ?? false
  }

  // MARK: Directions

  /// A change and the words behind it up to the end of its sentence.
  private func contradictions(_ index: Int) -> [TestOutcome] {
    let part = note.parts[index]
    var outcomes: [TestOutcome] = []
    for (place, token) in part.tokens.enumerated() where token.is(.reason) {
      guard let sign = direction(before: place, part) else { continue }
      var end = place + 1
      var directions: [(sign: Int, range: Range<Int>)] = []
      var mentionsPrior = false
      while end < part.tokens.count, part.tokens[end].mark != "。", part.tokens[end].mark != ";",
        part.tokens[end].mark != ")"
      {
        let word = part.tokens[end]
        if word.is(.prior) { mentionsPrior = true }
        if case .year(let year, _) = word.kind, year != note.year { mentionsPrior = true }
        if word.is(.increase) || word.is(.decrease), isOfMoney(end, part) {
          directions.append((word.is(.increase) ? 1 : -1, word.range))
        } else if word.is(.increase) || word.is(.decrease) {
          // Of people or things: 退休人员增加 lowers the pay of those who work.
          directions.append((sign, word.range))
        }
        end += 1
      }
      guard !mentionsPrior, let first = directions.first,
        directions.allSatisfy({ $0.sign == -sign })
      else { continue }
      let said = sign > 0 ? "增加" : "减少"
      outcomes.append(
        outcome(
          index, first.range, row: "direction",
          zh: "前面说\(said)，原因却是“\(part.text.text(first.range))”；请核对方向或原因",
          en: "the change goes \(sign > 0 ? "up" : "down"), its reason the other way",
          kind: .direction))
    }
    return outcomes
  }

  /// 增长11%，减少的主要原因是…: the words before the reason turn the change around.
  private func turned(_ index: Int) -> [TestOutcome] {
    let part = note.parts[index]
    return part.tokens.indices.compactMap { place in
      guard part.tokens[place].is(.reason) else { return nil }
      var word = place - 1
      while word >= 0, part.tokens[word].is(.link), !part.tokens[word].isName { word -= 1 }
      guard word >= 0, word >= place - 2,
        part.tokens[word].is(.increase) || part.tokens[word].is(.decrease),
        let change = part.reading.claims.last(where: {
          $0.range.upperBound <= part.tokens[word].range.lowerBound && $0.aspect.sign != nil
        }), let sign = change.aspect.sign,
        !part.text.scalars[change.range.upperBound..<part.tokens[word].range.lowerBound]
          .contains(where: { $0 == "。" || $0 == ";" }),
        (part.tokens[word].is(.increase) ? 1 : -1) != sign
      else { return nil }
      let said = part.text.text(part.tokens[word].range)
      return outcome(
        index, part.tokens[word].range, row: "direction",
        zh: "前面说\(sign > 0 ? "增加" : "减少")，这里说“\(said)”的原因；请核对方向",
        en:
          "the change goes \(sign > 0 ? "up" : "down"), its reason is said to be of the other way",
        kind: .direction)
    }
  }

  /// The direction of the change that a reason explains: the nearest before it in its sentence.
  private func direction(before place: Int, _ part: Note.Part) -> Int? {
    var index = place - 1
    // 主要原因是… as a sentence of its own explains the one before.
    if index >= 0, part.tokens[index].mark == "。" { index -= 1 }
    while index >= 0 {
      let token = part.tokens[index]
      if token.mark == "。" || token.mark == ";" { return nil }
      if token.is(.flat) { return nil }
      if token.is(.increase) { return 1 }
      if token.is(.decrease) { return -1 }
      index -= 1
    }
    return nil
  }

  /// Whether the direction word at `index` speaks of money: 经费增加, 增加经费.
  private func isOfMoney(_ index: Int, _ part: Note.Part) -> Bool {
    if index > 0 {
      let before = part.tokens[index - 1]
      if before.isName || before.is(.money) { return true }
      // 办公费用增加.
      if before.is(.link), index > 1,
        part.tokens[index - 2].isName || part.tokens[index - 2].is(.money)
      {
        return true
      }
    }
    if index + 1 < part.tokens.count {
      let after = part.tokens[index + 1]
      // 增加了经费.
      if after.isName || after.is(.money) { return true }
      if after.is(.link), index + 2 < part.tokens.count,
        part.tokens[index + 2].isName || part.tokens[index + 2].is(.money)
      {
        return true
      }
    }
    return false
  }

  // MARK: Without reason

  /// Changes of money behind which no reason stands in their section.
  private func unexplained() -> [TestOutcome] {
    var outcomes: [TestOutcome] = []
    var open: (index: Int, claim: Claim)?
    var heading = ""
    func close() {
      if let open {
        outcomes.append(
          outcome(
            open.index, open.claim.range, row: open.claim.name.id,
            zh: "“\(open.claim.name.printed)”有增减，本部分没有写原因",
            en: "'\(open.claim.name.printed)' changes and no reason stands in its section",
            kind: .unknown))
      }
    }
    for (index, part) in note.parts.enumerated() {
      if part.heading != heading {
        close()
        open = nil
        heading = part.heading
      }
      let hasReason = part.tokens.contains { $0.is(.reason) }
      if hasReason {
        // Changes behind the last reason of a paragraph may be explained by it as well.
        open = nil
        continue
      }
      // Totals must be explained; parts of a list and single codes may be.
      for claim in part.reading.claims where claim.name.scope == nil && claim.name.subject != nil {
        if case .change = claim.aspect, let number = claim.number, number.isMoney,
          number.value != .zero
        {
          open = open ?? (index, claim)
        }
      }
    }
    close()
    return outcomes
  }

  private func outcome(
    _ index: Int, _ range: Range<Int>, row: String, zh: String,
    en: String, kind: Cause.Kind
  ) -> TestOutcome {
    let operand = note.operand(index, range)
    return TestOutcome(
      scope: "说明", row: row, column: operand.quotation?.sentence,
      message: Message(zh: zh, en: en), operands: [operand],
      causes: [
        Cause(
          kind: kind, cells: [.place(operand.place)], explanation: ClaimJudge.explanation(kind))
      ])
  }
}
