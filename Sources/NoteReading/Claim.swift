import Profiles

/// What a note says of one figure: a number with its subject, or a statement without a number.
struct Claim: Sendable {
  /// What is said of the figure.
  enum Aspect: Hashable, Sendable {
    /// What it amounts to.
    case level
    /// By how much it differs from last year; 1 for more, −1 for less.
    case change(Int)
    /// By how many percent of last year's it differs.
    case rate(Int)
    /// How many percent of a whole it is.
    case share
    /// It is as last year.
    case flat
    /// There is none.
    case nothing
  }

  /// What names the figure.
  struct Name: Hashable, Sendable {
    /// The subject's key in the vocabulary; nil for codes and rows alone.
    var subject: String?
    /// The codes that the name stands for.
    var codes: [Int: [String]] = [:]
    /// The rows of statements that have the name.
    var rows: [Lexicon.RowName] = []
    /// The codes that it is a part of: 行政运行115万元，其中：基本支出55万元.
    var owner: [Int: [String]] = [:]
    /// The figure in whose list of parts it stands; nil outside of lists.
    var scope: String?
    /// The name as printed.
    var printed: String

    /// Whether it is words that neither the vocabulary nor the tables have: 防汛经费.
    var isFree: Bool { subject == nil && codes.isEmpty && rows.isEmpty }

    /// Whether two names stand for one figure.
    func isSame(as other: Name) -> Bool {
      guard owner == other.owner else { return false }
      if subject != nil || other.subject != nil { return subject == other.subject }
      if isFree || other.isFree { return printed == other.printed }
      return codes == other.codes && rows == other.rows
    }
  }

  /// The figure.
  var name: Name
  /// Other figures that the words may go on about, such as the whole in front of a list of parts.
  ///
  /// 采购320万元，其中服务200万元，较上年增加20万元: the number is right where it fits one of them.
  var others: [Name] = []
  /// The whole that a share is of; nil where the words do not say.
  var whole: Name?
  /// What is said.
  var aspect: Aspect
  /// The number; nil for statements without one.
  var number: NoteNumber?
  /// Whether it speaks of last year.
  var isPrior: Bool
  /// Whether last year's side is what was spent (执行数, 决算数) and not the budget.
  var isActual = false
  /// Whether it speaks of what is to be bought and not of what is there.
  var isPlanned = false
  /// Whether the words leave no doubt that the number is the figure's; else a difference proves
  /// nothing.
  var isStrict: Bool
  /// The stretch of the folded text to show, the number or the words.
  var range: Range<Int>
}

/// A list of parts behind a figure: 支出100万元，其中：基本支出60万元，项目支出40万元.
struct PartList: Sendable {
  /// One part: its claim by index, or a number without a subject.
  enum Item: Sendable {
    case claim(Int)
    case number(NoteNumber)
  }

  /// The claim of the whole, by its index in the paragraph.
  var head: Int
  /// The parts.
  var items: [Item] = []
  /// Whether the words say that these are all parts.
  var listsAll: Bool
  /// Whether a list inside a list leaves open which parts belong to which.
  var isAmbiguous = false
}

/// What one paragraph says, and what in it could not be understood.
struct ParagraphReading: Sendable {
  /// Why a number is no claim.
  enum Loose: Hashable, Sendable {
    /// No subject stands in its clause.
    case noSubject
    /// It is a percentage of nothing that is known.
    case noAspect
  }

  var claims: [Claim] = []
  /// The lists of parts.
  var lists: [PartList] = []
  /// The figure that the paragraph names and says nothing of: 公务接待费 as a heading.
  var heading: Claim.Name?
  /// Years at the beginning of a clause of which nothing tells what they are.
  var looseYears: [(year: Int, sentence: Range<Int>, range: Range<Int>)] = []
  /// Numbers without a subject.
  var unbound: [(number: NoteNumber, reason: Loose)] = []
  /// Numbers that state no figure: limits, targets, dates.
  var outside: [NoteNumber] = []
  /// 占 or a direction with a number that lacks its unit.
  var unitless: [NoteNumber] = []
  /// A comparison with a year, where the year is named.
  var comparedYears: [(year: Int, range: Range<Int>)] = []
  /// Years that budget words follow.
  var budgetYears: [(year: Int, range: Range<Int>)] = []
  /// A % that no number stands before.
  var bareSigns: [Range<Int>] = []
}

extension Claim.Aspect {
  /// 1 for more than last year, −1 for less; nil where it says nothing of that.
  var sign: Int? {
    switch self {
    case .change(let sign), .rate(let sign): sign
    default: nil
    }
  }

  /// Whether it speaks of a change in money.
  var isChange: Bool { if case .change = self { true } else { false } }

  /// Whether claims of these aspects can be whole and part of one sum.
  func isComparable(with other: Claim.Aspect) -> Bool {
    switch (self, other) {
    case (.level, .level): true
    case (.change, .change), (.change, .flat): true
    default: false
    }
  }
}

extension Claim.Name {
  /// What names the figure over runs.
  var id: String { subject ?? printed }
}

extension Claim.Aspect {
  /// The aspect in a finding's id.
  var id: String {
    switch self {
    case .level: "level"
    case .change: "change"
    case .rate: "rate"
    case .share: "share"
    case .flat: "flat"
    case .nothing: "nothing"
    }
  }
}
