/// How notes (说明) speak of figures: the words from which a number's meaning is read.
public struct NoteVocabulary: Sendable {
  /// What a word does in a sentence.
  public enum WordClass: String, Sendable, CaseIterable {
    /// Says nothing about which figure is meant: 安排, 共计, 本部门.
    case link
    /// Left out inside of names before anything is compared: 预算, 年度.
    case noise
    /// Compares with last year: 比, 较, 同比.
    case compare
    /// Last year: 上年, 去年.
    case prior
    /// More than last year.
    case increase
    /// Less than last year.
    case decrease
    /// The same as last year.
    case flat
    /// The number behind it is the amount after the change: 增至, 减少为.
    case after
    /// The number is a share: 占.
    case share
    /// Last year's money as spent, not as budgeted: 执行数.
    case actual
    /// What is to be bought: 购置.
    case plan
    /// A list of parts follows: 其中.
    case parts
    /// A list of all parts follows: 包括.
    case allParts = "all-parts"
    /// There is none: 无, 未安排.
    case none
    /// A reason follows: 主要原因是.
    case reason
    /// The number belongs to no budget figure: 满意度, 完成率.
    case outside
    /// The number is a limit: 以上, 以下.
    case limit
    /// Money in general, for reasons: 经费, 支出.
    case money
    /// The table has no data: 本表无数据, 空表.
    case emptyTable = "empty-table"
    /// A unit of counting: 辆, 台.
    case counter
    /// How the names of bodies end: 局, 中心.
    case body
    /// Its doubling is a slip: 支出支出, where 研究研究 is none.
    case doubled
    /// One character whose doubling is a slip: 的的.
    case particle
    /// Stands behind the name of a code: （类）, 科目.
    case codeMark = "code-mark"
    /// What money is for follows: 主要用于.
    case purpose
    /// Behind a year it makes that the year of a budget: 2020年部门预算.
    case yearOf = "year-of"
    /// The name of the body follows, with a colon between: 编制单位.
    case bodyLabel = "body-label"
    /// The body is, or has, a 事业单位: 所属事业单位.
    case institution
    /// How the names of 事业单位 end: 中学, 医院.
    case institutionName = "institution-name"

    /// Whether sentences are cut at its words; the others are looked for where they are needed.
    public var isInSentences: Bool {
      switch self {
      case .noise, .counter, .body, .doubled, .particle, .codeMark, .purpose, .yearOf, .bodyLabel,
        .institution, .institutionName:
        false
      default: true
      }
    }
  }

  /// A figure or an indicator that notes speak of.
  public struct Subject: Sendable {
    /// The name by which findings speak of it.
    public var key: String
    /// What it is called.
    public var phrases: [String]
    /// The cells that state it, those of this profile only; all are equal where the budget is right.
    public var figures: [Expression]
    /// The cells that it may equal and does not exceed; they stand for it where none of `figures` is
    /// known.
    public var limits: [Expression]
    /// Groups of subjects that make up the whole, by key.
    public var parts: [[String]]
    /// Whether every one of its first group of parts must be stated where it is stated.
    public var isComplete: Bool
    /// Whether parts listed under it are its own and not those of the whole budget: 一般公共预算支出
    /// 100万元，其中：项目支出20万元.
    public var hasOwnParts: Bool
    /// The cells of its own parts by the part's key, where they are other ones than the part has
    /// elsewhere.
    public var partFigures: [String: [Expression]]
    /// The fund that a statement about an empty table must name; nil for other subjects.
    public var fund: String?
    /// Whether its name right behind another one only tells where that one's money comes from:
    /// 机关运行经费财政拨款预算.
    public var isSource: Bool
  }

  /// A pattern that must not stand in a published text.
  public struct Flaw: Sendable {
    /// What is wrong; it may begin and end anywhere in a sentence.
    public var found: String
    /// What it should be; nil where only a person can tell.
    public var instead: String?
    /// Texts around it in which it is right.
    public var unless: [String]

    /// A flaw made of its parts.
    public init(found: String, instead: String? = nil, unless: [String] = []) {
      self.found = found
      self.instead = instead
      self.unless = unless
    }
  }

  /// Characters that the name of a code does not have.
  public struct Variant: Sendable {
    /// What is printed: 其它.
    public var found: String
    /// What names have instead.
    public var instead: String
    /// What follows where a name is meant.
    public var before: [String]
  }

  /// Something that a note must have.
  public struct Section: Sendable {
    /// What it is called.
    public var name: String
    /// Any of these words shows that it is there.
    public var words: [String]
  }

  /// What the money of a classification is spent on, by words.
  public struct Usage: Sendable {
    /// The words.
    public var words: [String]
    /// The codes, with those above and below them.
    public var codes: [String]
  }

  /// Which cells the codes of a classification stand for.
  public struct CodeFigures: Sendable {
    /// The code list of the profile.
    public var list: String
    /// Expressions in which the row `code` stands for the code, as table, block and column.
    public var cells: [(block: BlockKey, column: String)]
    /// The keys of the subjects of which these cells are the parts; none where they are parts of
    /// the whole budget.
    public var heads: [String] = []

    /// Whether the cells are parts of the figure with the key `subject`.
    public func covers(_ subject: String?) -> Bool {
      heads.isEmpty || subject.map(heads.contains) ?? true
    }
  }

  /// The words by what they do.
  public var words: [WordClass: [String]] = [:]
  /// The subjects.
  public var subjects: [Subject] = []
  /// The cells of codes.
  public var codes: [CodeFigures] = []
  /// Leftovers of templates and programs.
  public var leftovers: [Flaw] = []
  /// Wrong characters and terms.
  public var typos: [Flaw] = []
  /// Characters that names of codes do not have.
  public var variants: [Variant] = []
  /// The sections that a note must have.
  public var sections: [Section] = []
  /// The statements that a note must make.
  public var statements: [Section] = []
  /// What money is spent on.
  public var usages: [Usage] = []
  /// The levels of government, such as 县级, and words that follow them in a note's own name for
  /// itself, such as 财政.
  public var levels: (words: [String], nouns: [String]) = ([], [])

  /// An empty vocabulary.
  public init() {}

  /// The subject with `key`, or nil.
  public func subject(_ key: String) -> Subject? { subjects.first { $0.key == key } }
}
