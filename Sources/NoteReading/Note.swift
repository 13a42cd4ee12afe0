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
    let paragraphs = document.blocks.compactMap { block -> Paragraph? in
      if case .paragraph(let paragraph) = block { paragraph } else { nil }
    }
    let preamble = NotePreamble(paragraphs)
    self.year = year ?? preamble.year
    self.unitName = unitName ?? preamble.unitName
    let tokenizer = Tokenizer(lexicon: lexicon)
    let reader = ClaimReader(
      vocabulary: profile.vocabulary, lexicon: lexicon, year: self.year,
      unitName: FoldedText(self.unitName ?? "").scalars)
    var heading = ""
    parts = paragraphs.map { paragraph in
      let printed = paragraph.text
      let text = FoldedText(printed)
      let tokens = tokenizer.tokens(text)
      if Heading.isHeading(printed) { heading = printed }
      return Part(
        paragraph: paragraph, printed: Array(printed.unicodeScalars), text: text, tokens: tokens,
        reading: reader.read(text, tokens), heading: heading)
    }
  }

  /// The sheets of the tables in the document.
  public var tables: [DocumentTable] {
    document.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
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

/// The headings of a note.
enum Heading {
  private static let numerals: Set<Unicode.Scalar> = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
  ]

  /// Whether a paragraph is a heading: short, numbered or centred, without a full stop.
  static func isHeading(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.filter { !FoldedText.isSpace($0) }
    guard !scalars.isEmpty, scalars.count <= 40, let last = scalars.last,
      !"。；，：".unicodeScalars.contains(last)
    else { return false }
    return isNumbered(Array(scalars.prefix(6))) || scalars.count <= 30
  }

  /// Whether a text begins with 一、 or （一）.
  static func isNumbered(_ scalars: [Unicode.Scalar]) -> Bool {
    var index = 0
    if scalars.first == "（" || scalars.first == "(" { index = 1 }
    let start = index
    while index < scalars.count, numerals.contains(scalars[index]) { index += 1 }
    return index > start && index < scalars.count
      && "、）)．.".unicodeScalars.contains(scalars[index])
  }
}

/// The year and the body that the front of a note states.
struct NotePreamble {
  private(set) var year: Int?
  private(set) var unitName: String?

  private static let bodyEnds = [
    "局", "厅", "委员会", "办公室", "中心", "院", "学校", "中学", "小学", "幼儿园", "所", "馆", "站", "队", "协会", "部", "处",
    "署",
    "政府", "街道办事处", "委", "办", "会",
  ]
  private static let front = 12

  init(_ paragraphs: [Paragraph]) {
    var years: [Int: Int] = [:]
    for (number, paragraph) in paragraphs.enumerated() {
      let folded = FoldedText(paragraph.text)
      let scalars = folded.scalars
      if number < Self.front, unitName == nil { findName(paragraph.text, folded) }
      var index = 0
      while index + 4 < scalars.count {
        defer { index += 1 }
        guard scalars[index + 4] == "年", scalars[index] == "2",
          scalars[index..<index + 4].allSatisfy(FoldedText.isDigit),
          index == 0 || !FoldedText.isDigit(scalars[index - 1]),
          let year = Int(folded.text(index..<index + 4))
        else { continue }
        let before = index > 0 ? scalars[index - 1] : " "
        // 比2019年: last year's.
        guard !"比较与同和".unicodeScalars.contains(before) else { continue }
        let rest = folded.text(index + 5..<min(scalars.count, index + 14))
        let isBudget = rest.contains("预算") || rest.contains("收") || rest.contains("支")
        years[year, default: 0] += (isBudget ? 3 : 1) * (number < Self.front ? 3 : 1)
      }
    }
    let top = years.values.max()
    year = years.filter { $0.value == top }.map(\.key).max()
  }

  private mutating func findName(_ text: String, _ folded: FoldedText) {
    let plain = folded.text(0..<folded.count)
    for key in ["编制单位:", "编制部门:", "预算单位:", "预算部门:", "单位名称:", "部门名称:", "单位:", "部门:"]
    where plain.hasPrefix(key) {
      let name = String(plain.dropFirst(key.count))
      if name.count >= 3, !name.contains("元") {
        unitName = name
        return
      }
    }
    // The title: 魏县社会保障中心, 某局2020年部门预算.
    guard folded.count <= 40 else { return }
    var name = plain
    if let range = plain.firstRange(of: "20"), plain[range.lowerBound...].prefix(6).contains("年") {
      name = String(plain[..<range.lowerBound])
      if name.isEmpty, let mark = plain.firstIndex(of: "年") {
        name = String(plain[plain.index(after: mark)...])
        for word in ["部门预算", "单位预算", "预算公开", "预算"] {
          if let found = name.firstRange(of: word) { name = String(name[..<found.lowerBound]) }
        }
        if name.hasPrefix("度") { name.removeFirst() }
      }
    }
    guard name.count >= 4, name.count <= 25, Self.bodyEnds.contains(where: name.hasSuffix),
      !name.contains("、"), !name.contains("，"), !name.contains(",")
    else { return }
    unitName = name
  }
}
