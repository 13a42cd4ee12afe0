public import Localization
import Sheets

extension Document {
  /// The document that the lines of a text file make.
  ///
  /// Lines that a program broke at its margin are joined again, and tables that lost their borders
  /// are found by their tabs.
  public init(text: String, file: String, notes: [Message] = []) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: Self.endsLine)
      .map(String.init)
    var blocks: [Block] = []
    var tables = 0
    var index = 0
    var open: [Paragraph.Line] = []
    func close() {
      if !open.isEmpty { blocks.append(.paragraph(Paragraph(lines: open))) }
      open = []
    }
    while index < lines.count {
      if let end = TabbedTable.end(of: lines, from: index) {
        close()
        tables += 1
        let table = TabbedTable(lines: lines, range: index..<end)
        blocks.append(.table(table.table(file: file, number: tables)))
        index = end
        continue
      }
      if let (end, table) = Self.table(of: lines, from: index, file: file, number: tables + 1) {
        close()
        tables += 1
        blocks.append(.table(table))
        index = end
        continue
      }
      let line = TextLine(lines[index])
      if line.isBlank {
        close()
      } else {
        if let last = open.last, !TextLine(last.text).continues(in: line) { close() }
        open.append(
          Paragraph.Line(text: line.content, number: index + 1, indent: line.indent))
      }
      index += 1
    }
    close()
    self.init(file: file, blocks: blocks, notes: notes)
  }
}

extension Document {
  /// The table that is laid out with spaces and begins at `start`, and the line behind it: by its
  /// columns, else by the number of its fields, else as a guess.
  private static func table(
    of lines: [String], from start: Int, file: String, number: Int
  ) -> (end: Int, table: DocumentTable)? {
    let aligned = AlignedTable.end(of: lines, from: start)
    if let end = aligned ?? AlignedTable.endOfEmpty(of: lines, from: start),
      !AlignedTable.goesOn(lines, behind: end),
      let table = LaidOutTable(lines: lines, range: start..<end)
    {
      return (end, table.table(file: file, number: number))
    }
    if let end = CountedTable.end(of: lines, from: start),
      !AlignedTable.goesOn(lines, behind: end)
    {
      return (end, CountedTable(lines: lines, range: start..<end).table(file: file, number: number))
    }
    guard let end = aligned, !CountedTable.begins(below: start, of: lines) else { return nil }
    return (end, AlignedTable(lines: lines, range: start..<end).table(file: file, number: number))
  }

  /// Whether a character ends a line as editors count them: a page break does not.
  private static func endsLine(_ character: Character) -> Bool {
    character.isNewline && character != "\u{c}" && character != "\u{b}"
  }
}

/// A line of a text file and what it looks like.
struct TextLine {
  /// The text without the spaces at both ends.
  let content: String
  /// How many characters stand before `content`.
  let indent: Int

  init(_ text: String) {
    let scalars = text.unicodeScalars
    let spaces = scalars.prefix { Self.isSpace($0) }.count
    var kept = scalars.dropFirst(spaces)
    while let last = kept.last, Self.isSpace(last) { kept = kept.dropLast() }
    content = String(kept)
    indent = spaces
  }

  var isBlank: Bool { content.isEmpty }

  /// From this many columns on a line may have been broken at the margin.
  private static let margin = 56

  /// Whether the text goes on in `next`, the line below.
  func continues(in next: TextLine) -> Bool {
    guard let last = content.unicodeScalars.last, let first = next.content.unicodeScalars.first
    else { return false }
    if "。；;！!？?：:".unicodeScalars.contains(last) { return false }
    if next.indent > 0 || next.startsItem || hasGap || next.hasGap { return false }
    if "，、,".unicodeScalars.contains(last) { return true }
    let isNumber = { (scalar: Unicode.Scalar) in ("0"..."9").contains(scalar) }
    let breaksNumber =
      (isNumber(last) || last == ".")
      && (isNumber(first) || "万亿元%％.".unicodeScalars.contains(first))
    return breaksNumber && content.unicodeScalars.count > 8 || width >= Self.margin
  }

  /// The printed width: Chinese characters take two columns.
  private var width: Int {
    content.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2e80 ? 1 : 2) }
  }

  /// Whether two spaces stand between words, as in columns.
  private var hasGap: Bool {
    var spaces = 0
    for scalar in content.unicodeScalars {
      spaces = scalar == " " || scalar == "\t" ? spaces + (scalar == "\t" ? 2 : 1) : 0
      if spaces >= 3 { return true }
    }
    return false
  }

  /// Whether the line starts with the number of a heading or an item.
  private var startsItem: Bool {
    LeadingNumber(content.unicodeScalars).map { $0.style != .circled } ?? false
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0b, 0x0c, 0x20, 0xa0, 0x3000, 0xfeff: true
    default: false
    }
  }
}
