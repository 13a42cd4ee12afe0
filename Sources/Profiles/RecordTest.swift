public import Decimals

/// What a rule with `test:` asks for: one of a closed list of built-in tests, with its parameters.
///
/// A record test looks at lines, cards or sentences one by one. It gives findings and a sentence
/// only, where a `check:` is also a live formula and a constraint of the localisation.
public struct RecordTest: Sendable, Hashable {
  /// What the records are, and so which module runs the test.
  public enum Family: String, Sendable, CaseIterable {
    /// Lines of inputs and rows of tables; run by `Reconciliation`.
    case lines
    /// Cards of asset registers.
    case cards
    /// Sentences of notes.
    case text
    /// Rows of the comparison with last year; run by `YearComparison`.
    case changes
  }

  /// The tests that there are.
  ///
  /// A new one needs its family, its parameters and a runner.
  public enum Name: String, Sendable, CaseIterable {
    /// No code stands twice in a table, nor does its total.
    case uniqueCode = "unique-code"
    /// The codes of a table rise from row to row.
    case ascendingCodes = "ascending-codes"
    /// Every amount of a note is the figure of the tables that it names.
    case noteFigures = "note-figures"
    /// Every change that a note states is this year's figure less last year's.
    case noteChanges = "note-changes"
    /// 增加, 减少 and 持平 agree with the figures, and with the number behind them.
    case noteDirections = "note-directions"
    /// A figure that did not change is called 持平, not 减少0.
    case noteZeroChange = "note-zero-change"
    /// Every rate of change is the change in percent of last year's figure.
    case noteRates = "note-rates"
    /// Every share is the part in percent of the whole.
    case noteShares = "note-shares"
    /// A figure of a note is the sum of the parts that are listed behind it.
    case noteSums = "note-sums"
    /// A figure that a note states twice has one value.
    case noteRepeats = "note-repeats"
    /// Amounts and percentages have their unit.
    case noteUnits = "note-units"
    /// Every amount and percentage of a note has a subject that is known.
    case noteBinding = "note-binding"
    /// What a note declares to be nil is nil, and empty tables are declared under the right fund.
    case noteNothing = "note-nothing"
    /// A note speaks of its budget year and compares with the year before.
    case noteYears = "note-years"
    /// The reason of a change goes the same way as the change.
    case noteReasons = "note-reasons"
    /// Every change has a reason in its section.
    case noteUnexplained = "note-unexplained"
    /// No sentence breaks off.
    case noteCutOff = "note-cut-off"
    /// Where a whole is stated, its prescribed parts are stated too.
    case noteParts = "note-parts"
    /// Where a whole is stated, it and its prescribed parts are compared with last year.
    case notePartChanges = "note-part-changes"
    /// Names and codes of classifications are those of the year.
    case noteNames = "note-names"
    /// What a classification's money is said to be for fits it.
    case noteUsages = "note-usages"
    /// A note is about the body of the tables.
    case noteBody = "note-body"
    /// A note calls its body 部门 or 单位, not both.
    case noteBodyWord = "note-body-word"
    /// A note calls its level of government by one word.
    case noteLevels = "note-levels"
    /// The prescribed sections are there.
    case noteSections = "note-sections"
    /// The prescribed statements are there.
    case noteStatements = "note-statements"
    /// The contents list the tables that there are.
    case noteContents = "note-contents"
    /// Nothing of a template or a program is left in the text.
    case noteLeftovers = "note-leftovers"
    /// Brackets and quotation marks are closed.
    case noteBrackets = "note-brackets"
    /// No word stands there twice.
    case noteRepeatedWords = "note-repeated-words"
    /// Numbered lists count on from 1.
    case noteNumbering = "note-numbering"
    /// Numbered lists have one style.
    case noteNumberingStyle = "note-numbering-style"
    /// No wrong characters or terms.
    case noteWording = "note-wording"
    /// The amounts of a sentence have equally many places.
    case noteDecimals = "note-decimals"
    /// The grades of a performance table fall from grade to grade without a gap.
    case noteGrades = "note-grades"
    /// The texts of a performance table stand in their columns.
    case noteShiftedColumns = "note-shifted-columns"

    /// A change beyond a threshold has a reason in `gouji.yaml`.
    case reasonNeeded = "reason-needed"
    /// A reason does not speak of the other direction.
    case reasonDirection = "reason-direction"
    /// Last year's amounts are those that were published last year.
    case priorPublished = "prior-published"
    /// Every card has a number.
    case cardNumber = "card-number"
    /// No two cards of a register have one number.
    case cardDuplicate = "card-duplicate"
    /// Every card of one register has one partner in the other, or none.
    case cardUndecided = "card-undecided"
    /// No card changed in these fields.
    case cardChanged = "card-changed"
    /// No card is dated after the register, and a new one is of the year.
    case cardDate = "card-date"
    /// Quantity and cost are above zero.
    case cardValue = "card-value"
    /// The net value is cost less depreciation and impairment.
    case cardNet = "card-net"
    /// The depreciation is what months and life make it, within so many percent.
    case cardDepreciation = "card-depreciation"
    /// No life is shorter than its category allows.
    case cardLife = "card-life"
    /// Cards of a bucket have an area, and a price a square metre within a band.
    case cardArea = "card-area"
    /// No card of several pieces of a bucket reaches so many 元 together.
    case cardBatch = "card-batch"
    /// The category of each card is listed.
    case cardCategory = "card-category"
    /// No card waits for its disposal.
    case cardPending = "card-pending"
    /// No two lines of an input are alike in these fields.
    case uniqueLines = "unique-lines"
    /// No figure of a table is below zero.
    case noNegative = "no-negative"
    /// No line of an input states an amount below zero.
    case noNegativeLine = "no-negative-line"
    /// No figure of a table is printed more finely than its form.
    case decimalsWithinForm = "decimals-within-form"
    /// On each row the product of two columns is a third one (数量×单价 = 金额).
    case rowProduct = "row-product"
    /// On each line of an input the product of two fields is a third one.
    case lineProduct = "line-product"
    /// On each line the part is at most the whole.
    case partWithinWhole = "part-within-whole"
    /// The thresholds of each row fall from column to column, and the last is the complement of the
    /// one before it.
    case fallingThresholds = "falling-thresholds"
    /// No percentage in these columns is above 100.
    case percentagesWithin100 = "percentages-within-100"
    /// The money of each code is told by the lowest codes under it.
    case lowestCodes = "lowest-codes"
    /// The name on each row is the one that its code has in the year.
    case nameOfCode = "name-of-code"

    /// What the test looks at.
    public var family: Family {
      switch self {
      case .uniqueCode, .ascendingCodes, .uniqueLines, .noNegative, .noNegativeLine,
        .decimalsWithinForm, .rowProduct, .lineProduct, .partWithinWhole, .fallingThresholds,
        .percentagesWithin100, .nameOfCode, .lowestCodes:
        .lines
      case .reasonNeeded, .reasonDirection, .priorPublished: .changes
      case .cardNumber, .cardDuplicate, .cardUndecided, .cardChanged, .cardDate, .cardValue,
        .cardNet, .cardDepreciation, .cardLife, .cardArea, .cardBatch, .cardCategory, .cardPending:
        .cards
      case .noteFigures, .noteChanges, .noteDirections, .noteZeroChange, .noteRates, .noteShares,
        .noteSums, .noteRepeats, .noteUnits, .noteBinding, .noteNothing, .noteYears,
        .noteReasons, .noteUnexplained, .noteCutOff, .noteParts, .notePartChanges, .noteNames,
        .noteUsages, .noteBody, .noteBodyWord, .noteLevels,
        .noteSections, .noteStatements, .noteContents,
        .noteLeftovers, .noteBrackets, .noteRepeatedWords, .noteNumbering, .noteNumberingStyle,
        .noteWording, .noteDecimals, .noteGrades, .noteShiftedColumns:
        .text
      }
    }

    /// The parameters that the test takes, in the order in which they are explained.
    public var parameters: [Parameter] {
      switch self {
      case .uniqueCode, .ascendingCodes, .decimalsWithinForm, .noNegative:
        [Parameter("table", .block)]
      case .uniqueLines: [Parameter("input", .input), Parameter("fields", .fields)]
      case .noNegativeLine: [Parameter("input", .input), Parameter("field", .field)]
      case .rowProduct:
        [
          Parameter("table", .block), Parameter("factors", .columns),
          Parameter("result", .column),
        ]
      case .lineProduct:
        [Parameter("input", .input), Parameter("factors", .fields), Parameter("result", .field)]
      case .partWithinWhole:
        [Parameter("input", .input), Parameter("part", .field), Parameter("whole", .field)]
      case .fallingThresholds, .percentagesWithin100:
        [Parameter("table", .block), Parameter("columns", .columns)]
      case .nameOfCode, .lowestCodes: [Parameter("table", .block), Parameter("list", .codeList)]
      case .reasonNeeded:
        [
          Parameter("table", .block), Parameter("rows", .texts), Parameter("amount", .number),
          Parameter("percent", .number),
        ]
      case .reasonDirection:
        [
          Parameter("up", .texts), Parameter("down", .texts), Parameter("negation", .texts),
          Parameter("past", .texts),
        ]
      case .priorPublished: [Parameter("tables", .texts)]
      case .cardChanged: [Parameter("fields", .texts)]
      case .cardDepreciation: [Parameter("percent", .number)]
      case .cardArea:
        [Parameter("bucket", .text), Parameter("low", .number), Parameter("high", .number)]
      case .cardBatch: [Parameter("bucket", .text), Parameter("amount", .number)]
      default: []
      }
    }
  }

  /// A parameter of a test.
  public struct Parameter: Sendable, Hashable {
    /// What its value must be; the loader checks it against the profile.
    public enum Kind: Sendable, Hashable {
      /// A table, or a block of one, such as `T3` or `T1.支出`.
      case block
      /// A row of the table that `table` names, by key, label or code.
      case row
      /// A column of the table that `table` names.
      case column
      /// Columns of that table.
      case columns
      /// An input role.
      case input
      /// A field of the input that `input` names.
      case field
      /// Fields of that input.
      case fields
      /// A code list of the profile.
      case codeList
      /// An exact decimal number.
      case number
      /// One of these words.
      case choice([String])
      /// Any text.
      case text
      /// Any texts.
      case texts
    }

    /// The key under `test:`.
    public var key: String
    /// What the value must be.
    public var kind: Kind
    /// Whether the rule must give it.
    public var isRequired: Bool

    /// A parameter made of its parts.
    public init(_ key: String, _ kind: Kind, isRequired: Bool = true) {
      self.key = key
      self.kind = kind
      self.isRequired = isRequired
    }
  }

  /// The value of a parameter, as its kind wants it.
  public enum Value: Sendable, Hashable {
    /// A table or block.
    case block(BlockKey)
    /// A name, word or text.
    case text(String)
    /// Several of them.
    case texts([String])
    /// A number.
    case number(ExactDecimal)
  }

  /// Which test.
  public var name: Name
  /// The values by parameter.
  public var values: [String: Value]

  /// A test made of its parts.
  public init(_ name: Name, _ values: [String: Value]) {
    self.name = name
    self.values = values
  }

  /// The block under `key`, or nil.
  public func block(_ key: String) -> BlockKey? {
    if case .block(let block) = values[key] { block } else { nil }
  }

  /// The text under `key`, or nil.
  public func text(_ key: String) -> String? {
    if case .text(let text) = values[key] { text } else { nil }
  }

  /// The texts under `key`; none where it is not given.
  public func texts(_ key: String) -> [String] {
    if case .texts(let texts) = values[key] { texts } else { [] }
  }

  /// The number under `key`, or nil.
  public func number(_ key: String) -> ExactDecimal? {
    if case .number(let number) = values[key] { number } else { nil }
  }
}

extension RecordTest: CustomStringConvertible {
  /// The test as templates write it, such as `unique-code {table: T3}`.
  public var description: String {
    let parts = name.parameters.compactMap { parameter in
      values[parameter.key].map { "\(parameter.key): \($0)" }
    }
    return parts.isEmpty ? name.rawValue : "\(name.rawValue) {\(parts.joined(separator: ", "))}"
  }
}

extension RecordTest.Value: CustomStringConvertible {
  /// The value as templates write it.
  public var description: String {
    switch self {
    case .block(let block): block.text
    case .text(let text): text
    case .texts(let texts): "[\(texts.joined(separator: ", "))]"
    case .number(let number): number.description
    }
  }
}
