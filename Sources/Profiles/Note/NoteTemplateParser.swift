import Budget
import Localization
import Sheets
import YAMLReading

/// Reads the template files of a note: lines become blocks, what stands in braces becomes slots.
struct NoteTemplateParser: BranchReader {
  let slots: NoteSlotParser
  private var lines: [NoteLine] = []
  private var index = 0
  private var phrases: [String: NoteTemplate.ChangePhrase] = [:]
  private var uses: [(phrase: String, place: Place)] = []

  /// A parser for the files of one note, which are read one after the other.
  init(files: [(text: String, name: String)], slots: NoteSlotParser) {
    self.slots = slots
    for file in files {
      let texts = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (number, text) in texts.enumerated() {
        let line = NoteLine(
          place: Place(file: file.name, spot: .line(number + 1, column: 1)), text: String(text))
        let start = line.text.drop { $0 == " " }
        if !start.isEmpty, !start.hasPrefix("//") { lines.append(line) }
      }
    }
  }

  /// The whole template.
  mutating func template() throws(YAMLError) -> NoteTemplate {
    let blocks = try content(row: nil, opener: nil)
    for use in uses where phrases[use.phrase] == nil {
      throw YAMLError(
        at: use.place,
        Message(
          zh: "没有句式“\(use.phrase)”；有：\(phrases.keys.sorted().joined(separator: "、"))",
          en:
            "there is no phrase '\(use.phrase)'; there are: \(phrases.keys.sorted().joined(separator: ", "))"
        ))
    }
    return NoteTemplate(blocks: blocks, phrases: phrases)
  }

  // MARK: Blocks

  // Blocks up to the line that ends the `{if}` or `{for}` which began at `opener`; that line is
  // left to the caller.
  mutating func content(
    row: BlockKey?, opener: Place?
  ) throws(YAMLError) -> [NoteTemplate.Block] {
    var blocks: [NoteTemplate.Block] = []
    while index < lines.count {
      let line = lines[index]
      guard let slot = line.onlySlot, let directive = NoteDirective(slot.text) else {
        blocks.append(try block(of: line, row: row))
        index += 1
        continue
      }
      let source = YAMLValue(scalar: directive.argument, at: slot.place)
      switch directive.keyword {
      case .end, .else, .elseIf:
        try expectOpen(opener, directive, at: slot.place)
        return blocks
      case .if: blocks.append(.choice(try branches(source, row: row)))
      case .for:
        let loop = try slots.loop(source, row: row)
        blocks.append(.each(loop, try repeated(row: loop.block, opener: slot.place)))
      case .phrase: try phrase(source)
      case .table: blocks.append(.table(try slots.table(source)))
      case .text: blocks.append(.unitText(try slots.section(source)))
      case .terms: blocks.append(.terms)
      case .tables:
        let heading = NoteLine(place: slot.place, text: directive.argument)
        blocks.append(.tables(heading: try inlines(heading, from: 0, nil)))
      case .sheet: blocks.append(.sheet(try slots.sheetName(source)))
      }
      index += 1
    }
    try expectClosed(opener)
    return blocks
  }

  var directive: (directive: NoteDirective, place: Place)? {
    guard index < lines.count, let slot = lines[index].onlySlot else { return nil }
    return NoteDirective(slot.text).map { ($0, slot.place) }
  }

  mutating func advance() { index += 1 }

  private mutating func block(
    of line: NoteLine, row: BlockKey?
  ) throws(YAMLError) -> NoteTemplate.Block {
    let text = line.text
    let indent = text.prefix { $0 == " " }.count
    let start = text.dropFirst(indent)
    let marks = start.prefix { $0 == "#" }.count
    if (2...4).contains(marks) {
      return .heading(
        level: marks - 2, try inlines(line, from: contentStart(text, after: indent + marks), row))
    }
    if start.hasPrefix("= ") {
      return .title(try inlines(line, from: contentStart(text, after: indent + 1), row))
    }
    if start.hasPrefix("- ") {
      return .item(try inlines(line, from: contentStart(text, after: indent + 1), row))
    }
    guard marks == 0 else {
      throw YAMLError(
        at: line.place,
        Message(
          zh: "标题以 ##、### 或 #### 开头，文件标题以 = 开头",
          en: "headings begin with ##, ### or ####, the title with ="
        ))
    }
    return .paragraph(try inlines(line, from: indent, row))
  }

  private func contentStart(_ text: String, after count: Int) -> Int {
    count + text.dropFirst(count).prefix { $0 == " " }.count
  }

  // MARK: Phrases

  private mutating func phrase(_ source: YAMLValue) throws(YAMLError) {
    let name = try source.string().trimmed
    guard !name.isEmpty, phrases[name] == nil else {
      throw source.error(
        zh: "句式应写作 {phrase 名称}，名称不重复", en: "write {phrase NAME}, each name once")
    }
    var wordings: [NoteTemplate.ChangePhrase.Case: [NoteTemplate.Piece]] = [:]
    while true {
      index += 1
      guard index < lines.count else {
        throw source.error(zh: "没有与它成对的 {end}", en: "there is no {end} for it")
      }
      let line = lines[index]
      if let slot = line.onlySlot, NoteDirective(slot.text)?.keyword == .end { break }
      let (name, offset) = caseName(line.text)
      guard let key = NoteTemplate.ChangePhrase.Case(rawValue: name), wordings[key] == nil else {
        let names = NoteTemplate.ChangePhrase.Case.allCases.map(\.rawValue)
        throw YAMLError(
          at: line.place,
          Message(
            zh: "句式的每行应为“\(names.joined(separator: "、"))”之一加冒号，各写一次",
            en: "each line of a phrase is one of \(names.joined(separator: ", ")) and a colon, once"
          ))
      }
      wordings[key] = try slots.pieces(line.tokens(from: offset))
    }
    for key in NoteTemplate.ChangePhrase.Case.allCases where wordings[key] == nil {
      throw source.error(
        zh: "句式缺少 \(key.rawValue) 一行", en: "the phrase lacks the line \(key.rawValue)")
    }
    phrases[name] = NoteTemplate.ChangePhrase(wordings: wordings)
  }

  private func caseName(_ text: String) -> (name: String, offset: Int) {
    guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return ("", 0) }
    let start = text.distance(from: text.startIndex, to: colon) + 1
    return (
      String(text[..<colon]).trimmed, start + text.dropFirst(start).prefix { $0 == " " }.count
    )
  }

  // MARK: Lines

  private mutating func inlines(
    _ line: NoteLine, from offset: Int, _ row: BlockKey?
  ) throws(YAMLError) -> [NoteTemplate.Inline] {
    var reader = NoteInlineReader(tokens: try line.tokens(from: offset), slots: slots)
    let inlines = try reader.all(row: row)
    uses += reader.phrases
    return inlines
  }
}

extension String {
  /// The text without spaces at either end.
  var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
