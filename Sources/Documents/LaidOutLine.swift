/// How wide the characters of a text are taken to be that is laid out in columns.
enum TextMeasure: CaseIterable {
  /// Every character takes one column, as `pdftotext -layout` counts.
  case characters
  /// Chinese characters take two, marks that Western texts have too (“ ” — …) one.
  case wide
  /// Chinese characters and such marks take two.
  case widest

  func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0a, 0x0c, 0x0d, 0xfeff: 0
    case ..<0x80: 1
    case 0x2e80...: self == .characters ? 1 : 2
    case 0xb0...0xb7, 0xd7, 0x2010...0x2e7f: self == .widest ? 2 : 1
    default: 1
    }
  }
}

/// A line of a text as words and the columns in which they stand.
struct LaidOutLine {
  /// What stands between two blanks.
  struct Word {
    var text: String
    /// The columns that it takes, from 0.
    var span: Range<Int>
    /// How many characters stand before it in its line.
    var offset: Int
    /// How many full-width spaces stand right before it.
    var indent: Int

    /// Whether it is an amount, a count or a code in digits, or a mark for none.
    var isFigure: Bool { isNumber || Self.marks.contains(text) }
    var isNumber: Bool {
      text.unicodeScalars.contains { ("0"..."9").contains($0) }
        && text.unicodeScalars.last.map { !".．,，-－".unicodeScalars.contains($0) } ?? false
        && text.unicodeScalars.allSatisfy {
          ("0"..."9").contains($0) || ",.-+%，．％－()（）".unicodeScalars.contains($0)
        }
    }
    /// Whether it is a digit string without any mark, as codes are.
    var isCode: Bool { text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) } }

    private static let marks: Set<String> = ["-", "—", "——", "–", "/", "－", "无"]
  }

  /// The line, from 0.
  var number: Int
  var words: [Word]
  /// Whether a page begins with it.
  var startsPage: Bool
  /// Whether an empty line, or none, stands above it.
  var followsBlank: Bool

  init(_ text: String, number: Int, followsBlank: Bool, measure: TextMeasure) {
    self.number = number
    self.followsBlank = followsBlank
    startsPage = text.unicodeScalars.contains("\u{c}")
    var words: [Word] = []
    var (column, offset, indent) = (0, 0, 0)
    var open: (text: String.UnicodeScalarView, start: Int, offset: Int, indent: Int)?
    func close() {
      guard let word = open else { return }
      words.append(
        Word(
          text: String(word.text), span: word.start..<column, offset: word.offset,
          indent: word.indent))
      open = nil
      indent = 0
    }
    for scalar in text.unicodeScalars {
      if TextLine.isSpace(scalar) {
        close()
        indent = scalar == "\u{3000}" ? indent + 1 : 0
        column = scalar == "\t" ? (column / 8 + 1) * 8 : column + measure.width(scalar)
      } else {
        if open == nil { open = (String.UnicodeScalarView(), column, offset, indent) }
        open?.text.append(scalar)
        column += measure.width(scalar)
      }
      offset += 1
    }
    close()
    self.words = words
  }

  /// The words for the sum of a column.
  static let totals: Set<String> = ["合计", "总计", "合计:", "合计：", "小计"]

  /// The text without any blank, by which repeated headers are known.
  var plain: String { words.map(\.text).joined() }

  /// Whether it only numbers the columns: 栏次 1 2 3, or 甲 乙 1 2=3+4.
  var numbersColumns: Bool {
    let rest = words.drop { !$0.isNumber }
    let head = words.prefix(words.count - rest.count).map(\.text).joined()
    guard head.isEmpty || ["栏次", "行次", "序号"].contains(head) || head.allSatisfy("甲乙丙丁".contains)
    else { return false }
    guard rest.count > 1 else { return false }
    let numbers = rest.map { Int($0.text.prefix { $0.isASCII && $0.isNumber }) }
    guard let first = numbers[0], first == 1 || first == 2 && rest.count < words.count else {
      return false
    }
    return numbers.enumerated().allSatisfy { $0.element == first + $0.offset }
  }

  /// The same of a line that is not measured.
  static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !TextLine.isSpace($0) }))
  }
}

extension Range<Int> {
  /// Twice the middle.
  var doubleCenter: Int { lowerBound + upperBound }

  func hull(_ other: Range<Int>) -> Range<Int> {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}
