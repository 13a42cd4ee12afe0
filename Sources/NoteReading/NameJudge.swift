import Budget
import Decimals
import Localization
import Profiles
import Reconciliation

/// Checks names and codes of classifications, and what their money is said to be for.
struct NameJudge {
  let note: Note
  let profile: Profile
  private let codeMarks: [[Unicode.Scalar]]
  private let purposes: [[Unicode.Scalar]]

  init(note: Note, profile: Profile) {
    self.note = note
    self.profile = profile
    let words = profile.vocabulary.words
    codeMarks = (words[.codeMark] ?? []).map { FoldedText($0).scalars }
    purposes = (words[.purpose] ?? []).map { FoldedText($0).scalars }
  }

  func found() -> [RecordTest.Name: [TestOutcome]] {
    var found: [RecordTest.Name: [TestOutcome]] = [:]
    for index in note.parts.indices {
      found[.noteNames, default: []] += names(index) + codes(index)
      found[.noteUsages, default: []] += usages(index)
    }
    return found
  }

  /// Names that no code has in the note's year, where 科目 or （类） shows that a code is meant.
  private func names(_ index: Int) -> [TestOutcome] {
    guard let year = note.year else { return [] }
    let part = note.parts[index]
    var outcomes: [TestOutcome] = []
    for (place, token) in part.tokens.enumerated() {
      guard let entry = token.entry, entry.subject == nil, !entry.codes.isEmpty,
        isMarkedAsCode(place, part)
      else { continue }
      var isCurrent = false
      var now: String?
      for (list, codes) in entry.codes {
        guard let names = profile.codes[profile.vocabulary.codes[list].list] else { continue }
        for code in codes {
          guard let name = names.name(of: code, year: year) else { continue }
          if fold(name) == plain(part.text.text(token.range)) {
            isCurrent = true
          } else {
            now = now ?? name
          }
        }
      }
      guard !isCurrent, let now else { continue }
      let printed = part.text.text(token.range)
      outcomes.append(
        outcome(
          index, token.range, row: printed, zh: "“\(printed)”是其他年度的名称；\(year) 年为“\(now)”",
          en: "'\(printed)' is the name of another year; in \(year) it is '\(now)'", kind: .stale))
    }
    outcomes += variants(index)
    return outcomes
  }

  /// Characters that names of codes do not have, such as 其它 for 其他.
  private func variants(_ index: Int) -> [TestOutcome] {
    let printed = note.parts[index].printed
    return profile.vocabulary.variants.flatMap { variant -> [TestOutcome] in
      let found = Array(variant.found.unicodeScalars)
      let places = printed.indices.filter { place in
        let rest = printed[place...]
        guard rest.starts(with: found) else { return false }
        let next = rest.dropFirst(found.count).prefix(12)
        return variant.before.contains { next.starts(with: $0.unicodeScalars) }
          || next.contains("（") || next.contains("(")
      }
      return places.map { place in
        let operand = note.operand(index, printed: place..<place + found.count)
        return TestOutcome(
          scope: "说明", row: variant.found, column: operand.quotation?.sentence,
          message: Message(
            zh: "“\(variant.found)”应为“\(variant.instead)”（科目名称）",
            en: "'\(variant.found)' should be '\(variant.instead)' in the name of a code"),
          operands: [operand],
          causes: [
            Cause(
              kind: .stale, cells: [.place(operand.place)],
              explanation: ClaimJudge.explanation(.unknown))
          ])
      }
    }
  }

  private func isMarkedAsCode(_ place: Int, _ part: Note.Part) -> Bool {
    guard place + 1 < part.tokens.count else { return false }
    let end = part.tokens[place].range.upperBound
    return codeMarks.contains { part.text.scalars[end...].starts(with: $0) }
  }

  /// Digits in front of or behind the name of a code that are none of its codes.
  private func codes(_ index: Int) -> [TestOutcome] {
    let part = note.parts[index]
    var outcomes: [TestOutcome] = []
    for (place, token) in part.tokens.enumerated() {
      guard let entry = token.entry, !entry.codes.isEmpty else { continue }
      if let behind = codeBehind(place, part) {
        let known = entry.codes.values.flatMap(\.self)
        if !known.contains(where: { $0.hasSuffix(behind.text) }) {
          outcomes.append(wrongCode(part.text.text(token.range), behind, known, index))
        }
      }
      var digits: (text: String, range: Range<Int>)?
      var before = place - 1
      if before >= 0, part.tokens[before].mark == ")" || part.tokens[before].mark == "-" {
        before -= 1
      }
      if before >= 0, case .number(let number) = part.tokens[before].kind, number.kind == .bare,
        number.decimals == 0,
        number.range.upperBound + 1 >= token.range.lowerBound,
        !isBehindName(before, part)
      {
        digits = (number.value.description, number.range)
      }
      guard let digits, (3...10).contains(digits.text.count),
        digits.text.hasPrefix("2") || digits.text.hasPrefix("3"),
        digits.text.count >= 5 || digits.text.count == 3
      else { continue }
      let known = entry.codes.values.flatMap(\.self)
      guard !known.contains(digits.text) else { continue }
      outcomes.append(wrongCode(part.text.text(token.range), digits, known, index))
    }
    return outcomes
  }

  /// The digits in brackets right behind a name: 教育支出（205）.
  private func codeBehind(_ place: Int, _ part: Note.Part) -> (text: String, range: Range<Int>)? {
    let tokens = part.tokens
    guard place + 3 < tokens.count, tokens[place + 1].mark == "(", tokens.isCode(at: place + 2),
      tokens[place + 3].mark == ")"
    else { return nil }
    return (part.text.text(tokens[place + 2].range), tokens[place + 2].range)
  }

  /// Whether the digits at `place` stand in brackets behind another name, whose code they are.
  private func isBehindName(_ place: Int, _ part: Note.Part) -> Bool {
    place >= 2 && part.tokens[place - 1].mark == "("
      && part.tokens[place - 2].entry?.codes.isEmpty == false
  }

  private func wrongCode(
    _ name: String, _ digits: (text: String, range: Range<Int>), _ known: [String], _ index: Int
  ) -> TestOutcome {
    let nearest = known.filter { $0.count <= max(digits.text.count, 3) }.max {
      common($0, digits.text) < common($1, digits.text)
    }
    return outcome(
      index, digits.range, row: digits.text,
      zh: "“\(name)”的编码不是 \(digits.text)\(nearest.map { "，应为 \($0)" } ?? "")",
      en: "the code of '\(name)' is not \(digits.text)\(nearest.map { ", expected \($0)" } ?? "")",
      kind: .digit)
  }

  private func common(_ left: String, _ right: String) -> Int {
    zip(left, right).prefix { $0 == $1 }.count
  }

  // MARK: Usage

  /// A sentence about a code that says its money is for what other codes are for.
  private func usages(_ index: Int) -> [TestOutcome] {
    let part = note.parts[index]
    let scalars = part.text.scalars
    guard
      let start = scalars.indices.first(where: { place in
        purposes.contains { scalars[place...].starts(with: $0) }
      })
    else { return [] }
    var end = start
    while end < part.text.count, part.text.scalars[end] != "。" { end += 1 }
    let said = part.text.text(start..<end)
    guard
      let claim = part.reading.claims.last(where: {
        $0.range.upperBound <= start && !$0.name.codes.isEmpty && $0.name.subject == nil
      })
    else { return [] }
    let own = claim.name.codes.values.flatMap(\.self)
    let named = profile.vocabulary.usages.filter { usage in
      usage.words.contains { said.contains($0) }
    }
    guard !named.isEmpty, !named.contains(where: { usage in fits(own, usage.codes) }),
      profile.vocabulary.usages.contains(where: {
        fits(own, $0.codes) && !$0.codes.isEmpty && !own.allSatisfy { $0.count <= 3 }
      })
    else { return [] }
    let words = named.flatMap(\.words).filter { said.contains($0) }
    return [
      outcome(
        index, start..<end, row: claim.name.id,
        zh: "“\(claim.name.printed)”的用途写成了“\(words.joined(separator: "、"))”",
        en: "'\(claim.name.printed)' is said to be for \(words.joined(separator: ", "))",
        kind: .templateResidue)
    ]
  }

  private func fits(_ own: [String], _ codes: [String]) -> Bool {
    own.contains { code in
      codes.contains { code.hasPrefix($0) && $0.count > 3 || $0.hasPrefix(code) || code == $0 }
    }
  }

  /// A name as printed, without the marks of its level: 住房保障（类）支出.
  private func plain(_ printed: String) -> String {
    ["(类)", "(款)", "(项)"].reduce(printed) { $0.replacing($1, with: "") }
  }

  private func fold(_ name: String) -> String {
    let folded = FoldedText(name)
    return folded.text(0..<folded.count)
  }

  private func outcome(
    _ index: Int, _ range: Range<Int>, row: String, zh: String, en: String, kind: Cause.Kind
  ) -> TestOutcome {
    let operand = note.operand(index, range)
    return TestOutcome(
      scope: "说明", row: row, column: operand.quotation?.sentence, message: Message(zh: zh, en: en),
      operands: [operand],
      causes: [
        Cause(kind: kind, cells: [.place(operand.place)], explanation: ClaimJudge.explanation(kind))
      ])
  }
}
