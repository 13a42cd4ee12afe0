import Budget
import Documents
import Localization
import Profiles
import Reconciliation

/// Looks at a note as a whole: its sections, how it calls its body and its level, its statements
/// about empty tables, its contents.
struct StructureJudge {
  let audit: NoteAudit
  let note: Note

  init(audit: NoteAudit, note: Note) {
    self.audit = audit
    self.note = note
  }

  func found() -> [RecordTest.Name: [TestOutcome]] {
    [
      .noteSections: missing(audit.profile.vocabulary.sections),
      .noteStatements: missing(audit.profile.vocabulary.statements),
      .noteBody: otherBody(),
      .noteBodyWord: bodyWords(), .noteLevels: levels(), .noteNothing: emptyTables(),
      .noteContents: contents(),
    ]
  }

  // MARK: Sections

  /// The paragraphs in which sections and statements are looked for: a glossary explains words and
  /// states nothing.
  private func missing(_ wanted: [NoteVocabulary.Section]) -> [TestOutcome] {
    // A few sentences are no note.
    guard note.parts.count >= 8 else { return [] }
    let texts = note.parts.filter {
      !$0.heading.contains("名词解释") || Heading.isHeading($0.paragraph.text)
    }
    .map { $0.text.text(0..<$0.text.count) }
    return wanted.compactMap { section in
      let words = section.words.map { word in
        let folded = FoldedText(word)
        return folded.text(0..<folded.count)
      }
      guard !texts.contains(where: { text in words.contains { text.contains($0) } }) else {
        return nil
      }
      return TestOutcome(
        scope: "说明", row: section.name,
        message: Message(
          zh: "没有“\(section.name)”；应有这一部分，没有发生的也要说明",
          en:
            "there is no section '\(section.name)'; it must be there, saying so where there is nothing"
        ),
        operands: [note.operand(0, printed: 0..<min(note.parts[0].printed.count, 20))],
        causes: [])
    }
  }

  // MARK: Words for itself

  /// Another name in the title than that of the tables; a short form of it is none.
  private func otherBody() -> [TestOutcome] {
    guard let stated = note.statedName, let name = note.unitName else { return [] }
    let (own, tables) = (FoldedText(stated.name).scalars, FoldedText(name).scalars)
    guard !own.isSpread(in: tables), !tables.isSpread(in: own) else { return [] }
    let operand = note.operand(
      stated.paragraph, printed: 0..<min(note.parts[stated.paragraph].printed.count, 40))
    return [
      TestOutcome(
        scope: "说明", row: "body-name",
        message: Message(
          zh: "说明写的是“\(stated.name)”，表是“\(name)”的；请检查是否放错了文件，或照搬了别的单位的说明",
          en:
            "the note is about '\(stated.name)', the tables about '\(name)'; see whether it is another body's file or text"
        ),
        operands: [operand])
    ]
  }

  private func bodyWords() -> [TestOutcome] {
    let department = occurrences(of: ["本部门", "我部门"])
    let unit = occurrences(of: ["本单位", "我单位"])
    guard let firstDepartment = department.first, let firstUnit = unit.first else { return [] }
    let isDepartment = department.count >= unit.count
    let (rare, common) = isDepartment ? (firstUnit, "部门") : (firstDepartment, "单位")
    let operand = note.operand(rare.index, printed: rare.range)
    return [
      TestOutcome(
        scope: "说明", row: "body",
        message: Message(
          zh: "“部门”\(department.count) 处，“单位”\(unit.count) 处；应统一为一种（多数写“\(common)”）",
          en: "部门 \(department.count) times, 单位 \(unit.count) times; use one of them"),
        operands: [operand])
    ]
  }

  private func occurrences(of words: [String]) -> [(index: Int, range: Range<Int>)] {
    var found: [(index: Int, range: Range<Int>)] = []
    let patterns = PatternIndex(
      words.map { Pattern(NoteVocabulary.Flaw(found: $0)) })
    for (index, part) in note.parts.enumerated() {
      for match in patterns.matches(in: part.printed) { found.append((index, match.range)) }
    }
    return found
  }

  private func levels() -> [TestOutcome] {
    let vocabulary = audit.profile.vocabulary.levels
    var places: [String: [(index: Int, range: Range<Int>)]] = [:]
    let phrases = vocabulary.words.flatMap { word in vocabulary.nouns.map { word + $0 } }
    for found in occurrences(of: phrases) {
      let printed = note.parts[found.index].printed[found.range]
      guard
        let word = vocabulary.words.first(where: { printed.starts(with: $0.unicodeScalars) })
      else { continue }
      places[word, default: []].append(found)
    }
    guard !places.isEmpty else { return [] }
    let own =
      ownLevel(vocabulary.words)
      ?? places.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    return places.sorted { $0.key < $1.key }.compactMap { word, found in
      guard word != own, let first = found.first else { return nil }
      // Without the unit's level only a rare word among many is a slip.
      if ownLevel(vocabulary.words) == nil, found.count * 2 > (places[own ?? ""]?.count ?? 0) {
        return nil
      }
      return TestOutcome(
        scope: "说明", row: word,
        message: Message(
          zh: "写的是“\(word)”（\(found.count) 处），本级应为“\(own ?? "")”",
          en: "it says \(word) (\(found.count) times), its own level is \(own ?? "")"),
        operands: [note.operand(first.index, printed: first.range)],
        causes: [
          Cause(
            kind: .templateResidue,
            cells: found.map { .place(note.operand($0.index, printed: $0.range).place) },
            explanation: ClaimJudge.explanation(.templateResidue))
        ])
    }
  }

  /// The level that the unit's name tells: the last 省, 市, 区 or 县 in it.
  private func ownLevel(_ words: [String]) -> String? {
    guard let name = note.unitName else { return nil }
    let known = words.compactMap { word in word.first.map { (String($0), word) } }
    var last: (place: String.Index, word: String)?
    for (mark, word) in known {
      for range in name.ranges(of: mark) where range.upperBound < name.endIndex {
        if last.map({ range.lowerBound > $0.place }) ?? true { last = (range.lowerBound, word) }
      }
    }
    return last?.word
  }

  // MARK: Empty tables

  /// A statement that a table is empty names the fund of that table.
  private func emptyTables() -> [TestOutcome] {
    let funds = audit.profile.vocabulary.subjects.compactMap { subject in subject.fund }
    let names = Array(Set(funds)).sorted()
    var outcomes: [TestOutcome] = []
    for (index, part) in note.parts.enumerated() {
      guard let token = part.tokens.first(where: { $0.is(.emptyTable) }) else { continue }
      let text = part.text.text(0..<part.text.count)
      let stated = names.filter { text.contains($0) }
      let heading = FoldedText(part.heading)
      let above = heading.text(0..<heading.count)
      let wanted = names.filter { above.contains($0) }
      guard let right = wanted.first, wanted.count == 1, !stated.isEmpty, !stated.contains(right)
      else { continue }
      outcomes.append(
        TestOutcome(
          scope: "说明", row: right,
          message: Message(
            zh: "标题是“\(right)”，空表说明写的是“\(stated.joined(separator: "、"))”",
            en:
              "the heading names \(right), the statement about the empty table \(stated.joined(separator: ", "))"
          ),
          operands: [note.operand(index, token.range)],
          causes: [
            Cause(
              kind: .templateResidue, cells: [.place(note.operand(index, token.range).place)],
              explanation: ClaimJudge.explanation(.templateResidue))
          ]))
    }
    return outcomes
  }

  // MARK: Contents

  /// Tables that the contents name are there, where a workbook was given.
  private func contents() -> [TestOutcome] {
    guard audit.hasTables, !audit.tableTitles.isEmpty,
      let start = note.parts.prefix(20).firstIndex(where: {
        let text = $0.text.text(0..<$0.text.count)
        return text == "目录"
      })
    else { return [] }
    var outcomes: [TestOutcome] = []
    let known = audit.profile.tables.filter { !$0.isWorkingPaper }
    for index in (start + 1)..<min(note.parts.count, start + 40) {
      let text = note.parts[index].text.text(0..<note.parts[index].text.count)
      guard text.contains("表"), text.count < 50 else {
        if text.count > 60 { break }
        continue
      }
      guard
        let table = known.first(where: { table in
          ([table.title] + table.aliases).contains { title in
            let folded = FoldedText(title)
            return text.contains(folded.text(0..<folded.count))
          }
        }), !audit.tableTitles.contains(table.title)
      else { continue }
      outcomes.append(
        TestOutcome(
          scope: "说明", row: table.title,
          message: Message(
            zh: "目录列有《\(table.title)》，所附的表中没有",
            en: "the contents list '\(table.title)', which is not there"),
          operands: [note.operand(index, printed: 0..<note.parts[index].printed.count)]))
    }
    return outcomes
  }
}

extension [Unicode.Scalar] {
  /// Whether all of it stands in `other` in this order: 临川六中 in 临川市第六中学.
  fileprivate func isSpread(in other: [Unicode.Scalar]) -> Bool {
    var rest = self[...]
    for scalar in other where scalar == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
