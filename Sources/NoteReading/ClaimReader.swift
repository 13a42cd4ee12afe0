import Budget
import Decimals
import Profiles

/// Binds the numbers of a paragraph to the subjects of their clauses.
///
/// One amount belongs to the nearest preceding subject in its own clause; clauses end at 。；，：、 and
/// 其中. A clause without a subject takes that of the clause before only where it goes on about it:
/// 比上年增加…, 与上年持平, 下降….
struct ClaimReader {
  let vocabulary: NoteVocabulary
  let lexicon: Lexicon
  /// The budget year; nil where it is not known.
  let year: Int?
  /// The unit's name, folded.
  let unitName: [Unicode.Scalar]

  /// Reads one paragraph.
  ///
  /// - Parameter heading: the figure that the heading right above it names.
  func read(
    _ text: FoldedText, _ tokens: [Token], below heading: Claim.Name? = nil
  ) -> ParagraphReading {
    var pass = ClaimPass(reader: self, text: text, tokens: tokens)
    pass.before = heading.map {
      ClaimPass.Topic(name: $0, isStrict: true, isPrior: false, isHeading: true)
    }
    pass.run()
    return pass.reading
  }
}

/// One walk over the tokens of a paragraph.
struct ClaimPass {
  let reader: ClaimReader
  let text: FoldedText
  let tokens: [Token]
  var reading = ParagraphReading()

  /// A subject that later clauses may go on about.
  struct Topic {
    var name: Claim.Name
    var isStrict: Bool
    var isPrior: Bool
    /// What its number measures, where it has one.
    var dimension: Dimension?
    /// Whether it was named for what follows: 支出预算：2020年100万元.
    var isHeading = false
  }

  var topic: Topic?
  /// What the sentence before began with.
  var before: Topic?
  /// Where the clause began, and the sentence.
  var clauseStart = 0
  var sentenceStart = 0
  /// The last number or subject used in this clause, behind which the next search stops.
  var comparing = false
  /// The comparison is with what was spent: 比上年执行数….
  var comparesActual = false
  /// 与上年相比， holds for the whole sentence.
  var sentenceCompares = false
  /// The brackets that are open: where they begin, and the clause and topic around them.
  var outer: [(open: Int, clauseStart: Int, topic: Topic?)] = []
  var lists: [List] = []
  /// How many claims there were where the sentence before, and this one, began.
  var sentences = (last: 0, current: 0)
  /// The tokens of brackets that say nothing of their own.
  var remarks: Set<Int> = []
  var depth = 0
  /// A name in the sentence before this clause that no number has taken: 办公费、邮电费共….
  var pendingNames = 0

  /// A list of parts that is open.
  struct List {
    /// Its place in the reading's lists.
    var index: Int
    var depth: Int
    /// Whether only the end of the sentence ends it.
    var isLong: Bool
    var takesKnownPartsOnly = false
    var isBehindStop = false
  }

  init(reader: ClaimReader, text: FoldedText, tokens: [Token]) {
    self.reader = reader
    self.text = text
    self.tokens = tokens
  }

  mutating func run() {
    for index in tokens.indices {
      let token = tokens[index]
      if token.number != nil, remarks.contains(index) { continue }
      switch token.kind {
      case .mark(let mark): meet(mark, at: index)
      case .number(let number): meet(number, at: index)
      case .year(let year, let isDate): meet(year: year, isDate: isDate, at: index)
      case .entry(let entry):
        if entry.words.contains(.compare) { comparing = true }
        if entry.words.contains(.actual) { comparesActual = true }
        if entry.words.contains(.parts) || entry.words.contains(.allParts) {
          openList(at: index, all: entry.words.contains(.allParts))
        }
        if entry.words.contains(.flat) { meetFlat(at: index) }
        if entry.words.contains(.none) { meetNone(at: index) }
      case .date: break
      case .unknown:
        if text.scalars[token.range].first == "%" { reading.bareSigns.append(token.range) }
      }
    }
    if reading.claims.isEmpty, reading.unbound.isEmpty {
      keepTopicOfClause(upTo: tokens.endIndex)
      reading.heading = topic?.isHeading == true ? topic?.name : nil
    }
  }
}

extension [Token] {
  /// Whether the token is digits as codes have, by themselves: 205, 02.
  func isCode(at index: Int) -> Bool {
    guard indices.contains(index), let number = self[index].number else { return false }
    return number.kind == .bare && number.decimals == 0 && (2...7).contains(number.range.count)
  }
}
