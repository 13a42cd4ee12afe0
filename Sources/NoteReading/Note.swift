public import Budget
public import Documents
public import Profiles
import Sheets

/// A note (说明) that was read: its paragraphs with the claims they make.
public struct Note: Sendable {
  /// A paragraph, taken apart.
  struct Part: Sendable {
    var paragraph: Paragraph
    /// The paragraph's text as printed, as scalars.
    var printed: [Unicode.Scalar]
    var text: FoldedText
    var tokens: [Token]
    var reading: ParagraphReading
    /// The heading that the paragraph stands under; its own text where it is one.
    var heading: String
  }

  /// The document.
  public let document: Document
  /// The budget year that the note states; nil where it states none.
  public let year: Int?
  /// The name of the body that the note is about; nil where it does not say.
  public let unitName: String?
  /// The name that it states itself, and the paragraph that does, from 0.
  let statedName: (name: String, paragraph: Int)?
  let parts: [Part]

  /// Reads `document` with the words of `profile`.
  ///
  /// `statements` lend the names of rows that are lines of input. Year and unit are those of the
  /// workbook where one is given, else those that the note states.
  public init(
    _ document: Document, profile: Profile, statements: StatementSet?, year: Int? = nil,
    unitName: String? = nil
  ) {
    self.init(
      document, profile: profile,
      lexicon: Lexicon(profile.vocabulary, profile: profile, statements: statements), year: year,
      unitName: unitName)
  }

  /// The same with a lexicon that several notes share.
  init(
    _ document: Document, profile: Profile, lexicon: Lexicon, year: Int? = nil,
    unitName: String? = nil
  ) {
    self.document = document
    let paragraphs = document.blocks.flatMap { block -> [Paragraph] in
      if case .paragraph(let paragraph) = block {
        paragraph.parts(ofAbout: Self.longestPart)
      } else {
        []
      }
    }
    let preamble = NotePreamble(paragraphs, profile.vocabulary)
    self.year = year ?? preamble.year
    self.unitName = unitName ?? preamble.unitName
    statedName = preamble.unitName.flatMap { name in
      preamble.nameParagraph.map { (name, $0) }
    }
    let tokenizer = Tokenizer(lexicon: lexicon)
    let reader = ClaimReader(
      vocabulary: profile.vocabulary, lexicon: lexicon, year: self.year,
      unitName: FoldedText(self.unitName ?? "").scalars)
    var heading = ""
    var above: Claim.Name?
    parts = paragraphs.map { paragraph in
      let printed = paragraph.text
      let text = FoldedText(printed)
      let tokens = tokenizer.tokens(text)
      let reading = reader.read(text, tokens, below: above)
      let isHeading = Heading.isHeading(printed)
      if isHeading { heading = printed }
      above = isHeading ? reading.heading : nil
      return Part(
        paragraph: paragraph, printed: Array(printed.unicodeScalars), text: text, tokens: tokens,
        reading: reading, heading: heading)
    }
  }

  /// The sheets of the tables in the document.
  public var tables: [DocumentTable] {
    document.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  /// Whether the body is, or has, a 事业单位 as far as the note says so.
  func speaksOfInstitution(_ vocabulary: NoteVocabulary) -> Bool {
    let names = vocabulary.words[.institutionName] ?? []
    if let unitName, names.contains(where: unitName.hasSuffix) { return true }
    let words = (vocabulary.words[.institution] ?? []).map { Array($0.unicodeScalars) }
    return parts.contains { part in words.contains(where: part.text.contains) }
  }

  /// Whether it says anything of a figure.
  public var saysAnything: Bool {
    parts.contains { !$0.reading.claims.isEmpty || !$0.reading.unbound.isEmpty }
  }

  /// How many amounts and percentages the note has, and how many of them have a subject or state
  /// no figure (limits, targets).
  public var bound: (bound: Int, all: Int) {
    var bound = 0
    var all = 0
    for part in parts {
      let claims = part.reading.claims.count { $0.number?.isFigure ?? false }
      let outside = part.reading.outside.count { $0.isFigure }
      bound += claims + outside
      all += claims + outside + part.reading.unbound.count { $0.number.isFigure }
    }
    return (bound, all)
  }

  /// Where a stretch of a paragraph stands, with its sentence.
  func operand(
    _ index: Int, _ range: Range<Int>, value: StatedAmount? = nil, key: FigureKey? = nil
  ) -> Operand {
    operand(index, printed: parts[index].text.printed(range), value: value, key: key)
  }

  /// The same for a range of the printed text.
  func operand(
    _ index: Int, printed: Range<Int>, value: StatedAmount? = nil, key: FigureKey? = nil
  ) -> Operand {
    let part = parts[index]
    let place = part.paragraph.place(of: printed.lowerBound, in: document.file)
    let (quotation, raw) = Self.quotation(printed, in: part.printed)
    return Operand(key: key, place: place, raw: raw, value: value, quotation: quotation)
  }

  /// The sentence around a stretch of printed text, and the stretch itself.
  static func quotation(
    _ range: Range<Int>, in printed: [Unicode.Scalar]
  ) -> (quotation: Quotation, raw: String) {
    let (sentence, start) = sentence(around: range, in: printed)
    var raw = String.UnicodeScalarView()
    raw.append(contentsOf: printed[range])
    return (
      Quotation(sentence: sentence, caret: range.lowerBound - start + 1, length: range.count),
      String(raw)
    )
  }

  private static let longestSentence = 300
  /// Beyond it a paragraph is read in parts: numbers are held against others of the paragraph.
  private static let longestPart = 20_000

  /// The sentence that holds `range`, and where it begins.
  private static func sentence(
    around range: Range<Int>, in printed: [Unicode.Scalar]
  ) -> (text: String, start: Int) {
    var start = range.lowerBound
    while start > 0, !"。；！？\n".unicodeScalars.contains(printed[start - 1]),
      range.lowerBound - start < longestSentence
    {
      start -= 1
    }
    while start < range.lowerBound, FoldedText.isSpace(printed[start]) { start += 1 }
    var end = max(range.upperBound, start)
    while end < printed.count, !"。；！？\n".unicodeScalars.contains(printed[end]),
      end - range.upperBound < longestSentence
    {
      end += 1
    }
    if end < printed.count, printed[end] != "\n" { end += 1 }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: printed[start..<end])
    return (String(view), start)
  }
}
