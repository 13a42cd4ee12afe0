import Budget
import Localization
import Profiles
import Sheets

/// Writes the note of one unit by the template of its profile.
public struct NoteWriter {
  let facts: NoteFacts
  let terms: FigureTerms
  private var blocks: [Note.Block] = []
  private(set) var gaps: [Note.Gap] = []
  // Where the glossary goes, which is known when the rest of the text is.
  private var glossaryIndex: Int?

  private init(_ facts: NoteFacts) {
    self.facts = facts
    terms = FigureTerms(
      profile: facts.profile, year: facts.year, statements: facts.statements)
  }

  /// The note; nil where the profile has no template for one.
  public static func note(_ facts: NoteFacts) -> Note? {
    guard let template = facts.profile.note else { return nil }
    var writer = NoteWriter(facts)
    writer.write(template.blocks, row: nil, phrases: template.phrases)
    writer.writeGlossary()
    return Note(blocks: writer.blocks, gaps: writer.gaps)
  }

  // MARK: Blocks

  private mutating func write(
    _ blocks: [NoteTemplate.Block], row: RowContext?, phrases: Phrases
  ) {
    for block in blocks { write(block, row: row, phrases: phrases) }
  }

  private mutating func write(
    _ block: NoteTemplate.Block, row: RowContext?, phrases: Phrases
  ) {
    switch block {
    case .title(let inlines): write(.title, inlines, row, phrases)
    case .heading(let level, let inlines): write(.heading(level: level), inlines, row, phrases)
    case .paragraph(let inlines): write(.paragraph, inlines, row, phrases)
    case .item(let inlines): write(.item, inlines, row, phrases)
    case .choice(let branches):
      switch chosen(branches, row: row) {
      case .success(let content): write(content ?? [], row: row, phrases: phrases)
      case .failure(let lacking): writeGap(lacking.gap)
      }
    case .each(let loop, let content):
      switch rows(of: loop) {
      case .success(let rows): for row in rows { write(content, row: row, phrases: phrases) }
      case .failure(let lacking): writeGap(lacking.gap)
      }
    case .table(let key): writeTable(key)
    case .unitText(let section): writeUnitText(section)
    case .terms:
      glossaryIndex = self.blocks.count
    case .tables(let heading):
      self.blocks.append(.tables)
      write(.heading(level: 0), heading, row, phrases)
      for layout in facts.profile.layouts
      where facts.profile.table(layout.table)?.isWorkingPaper == false {
        let title = Wording.fill(layout.title, names)
        self.blocks.append(.text(.item, [Note.Span(text: title, origin: .wording)]))
      }
    case .sheet(let name): self.blocks.append(.sheet(name))
    }
  }

  private mutating func write(
    _ kind: Note.Kind, _ inlines: [NoteTemplate.Inline], _ row: RowContext?, _ phrases: Phrases
  ) {
    let spans = spans(inlines, row: row, phrases: phrases)
    if !spans.text.isEmpty { blocks.append(.text(kind, spans)) }
  }

  private mutating func writeGap(_ gap: Note.Gap) {
    blocks.append(.text(.paragraph, [span(gap)]))
  }

  private mutating func writeUnitText(_ section: String) {
    guard facts.unitText.has(section) else {
      let hint = facts.profile.unitText.first { $0.key == section }?.hint ?? section
      return writeGap(
        Note.Gap(
          what: hint,
          message: Message(
            zh: "单位没有提供“\(section)”；请写在 gouji.yaml 的 unit-text 所列的文件中，以“【\(section)】”为小标题",
            en:
              "the unit's text has no section '\(section)'; write it in a file that unit-text in gouji.yaml names, under the heading 【\(section)】"
          )))
    }
    for line in facts.unitText.lines(section) {
      blocks.append(
        .text(
          line.isItem ? .item : .paragraph,
          [Note.Span(text: line.text, origin: .unitText(line.place))]))
    }
  }

  private mutating func writeTable(_ key: String) {
    guard let layout = facts.profile.layouts.first(where: { $0.table == key }),
      let table = facts.profile.table(key)
    else { return }
    let writer = NoteTableWriter(layout: layout, table: table, statements: facts.statements)
    do throws(Lacking) {
      blocks.append(.table(try writer.made()))
    } catch {
      writeGap(error.gap)
    }
  }

  private mutating func writeGlossary() {
    guard let index = glossaryIndex else { return }
    let used = blocks.reduce(into: "") { text, block in
      if case .text(_, let spans) = block { text += spans.text + "\n" }
    }
    var items: [Note.Block] = []
    for term in facts.profile.glossary where term.years.contains(facts.year) {
      guard term.words.isEmpty || term.words.contains(where: { used.contains($0) }) else {
        continue
      }
      let text = spans(term.text, row: nil, phrases: [:])
      items.append(.text(.item, [Note.Span(text: "\(term.term)：", origin: .wording)] + text))
    }
    let own = facts.profile.unitText.first { $0.key == Self.ownTerms }
    for line in own.map({ facts.unitText.lines($0.key) }) ?? [] {
      items.append(.text(.item, [Note.Span(text: line.text, origin: .unitText(line.place))]))
    }
    blocks.insert(contentsOf: items, at: index)
  }

  /// The section in which a unit explains terms of its own.
  static let ownTerms = "名词解释"

  var names: [String: String] {
    Dictionary(
      uniqueKeysWithValues: NoteTemplate.Name.allCases.map { ($0.rawValue, facts.text(of: $0)) })
  }

  // MARK: Gaps

  mutating func span(_ gap: Note.Gap) -> Note.Span {
    if !gaps.contains(gap) { gaps.append(gap) }
    return Note.Span(text: "【待补充：\(gap.what)】", origin: .gap)
  }
}

/// The phrases of a template by name.
typealias Phrases = [String: NoteTemplate.ChangePhrase]

/// The row that a loop stands at.
struct RowContext {
  var row: StatementRow
  var statement: Statement
}
