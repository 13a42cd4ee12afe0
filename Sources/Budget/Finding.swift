public import Localization
public import Sheets

/// How serious a finding is.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// 提示.
  case info
  /// 警告.
  case warning
  /// 错误.
  case error

  /// From info up to error.
  public static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// The printed name.
  public var name: Message {
    switch self {
    case .info: Message(zh: "提示", en: "info")
    case .warning: Message(zh: "警告", en: "warning")
    case .error: Message(zh: "错误", en: "error")
    }
  }
}

/// What a check came to.
public enum Verdict: String, Sendable, CaseIterable {
  /// 相符: both sides are equal.
  case agree
  /// 尾差: the difference is what rounding of the parts explains.
  case rounding
  /// 可疑尾差: rounding could explain it, but hardly does.
  case unlikelyRounding = "unlikely-rounding"
  /// 不符: no rounding can explain it.
  case mismatch
  /// 未能核对: something that the check needs is missing.
  case notChecked = "not-checked"
  /// 不适用: the check's condition is false.
  case notApplicable = "not-applicable"

  /// The printed name.
  public var name: Message {
    switch self {
    case .agree: Message(zh: "相符", en: "agree")
    case .rounding: Message(zh: "尾差", en: "rounding")
    case .unlikelyRounding: Message(zh: "可疑尾差", en: "unlikely rounding")
    case .mismatch: Message(zh: "不符", en: "mismatch")
    case .notChecked: Message(zh: "未能核对", en: "not checked")
    case .notApplicable: Message(zh: "不适用", en: "not applicable")
    }
  }
}

/// One side of a check, or its difference, as printed.
public struct StatedAmount: Hashable, Sendable {
  /// The amount.
  public var amount: Amount
  /// The unit in which it is printed.
  public var unit: MeasureUnit
  /// The printed places after the point.
  public var decimals: Int

  /// A stated amount made of its parts.
  public init(amount: Amount, unit: MeasureUnit, decimals: Int) {
    self.amount = amount
    self.unit = unit
    self.decimals = decimals
  }

  /// The number without its unit, such as `16238.00`; finer places are shown where the amount has
  /// them, so that a difference never prints as zero.
  public var number: String {
    var places = decimals
    while places < 9, unit.quantum(decimals: places) > 1,
      amount.atoms % unit.quantum(decimals: places) != 0
    {
      places += 1
    }
    return unit.text(amount, decimals: places)
  }
}

/// A figure or input cell that a finding rests on.
public struct Operand: Hashable, Sendable {
  /// The figure in the statements, where it is one.
  public var key: FigureKey?
  /// The input cell.
  public var place: Place
  /// The text in that cell.
  public var raw: String
  /// The amount it states.
  public var value: StatedAmount?
  /// The sentence in which it stands, where the place is one of a text.
  public var quotation: Quotation?

  /// An operand made of its parts.
  public init(
    key: FigureKey?, place: Place, raw: String, value: StatedAmount?,
    quotation: Quotation? = nil
  ) {
    self.key = key
    self.place = place
    self.raw = raw
    self.value = value
    self.quotation = quotation
  }
}

/// A sentence of a text with the stretch that is meant.
public struct Quotation: Hashable, Sendable {
  /// The sentence as printed.
  public var sentence: String
  /// Where the stretch begins: the number of its first character in the sentence, from 1.
  public var caret: Int
  /// How many characters it has.
  public var length: Int

  /// A quotation made of its parts.
  public init(sentence: String, caret: Int, length: Int) {
    self.sentence = sentence
    self.caret = caret
    self.length = length
  }
}

/// What a check or an import found; a value, not an error.
public struct Finding: Sendable {
  /// Stable over runs: unit, year, rule, table, row and column.
  public var id: String
  /// The rule's id.
  public var rule: String
  /// How serious it is.
  public var severity: Severity
  /// What the check came to.
  public var verdict: Verdict
  /// Whether a person has accepted it, with the reason.
  public var acceptedReason: String?
  /// That a person accepted it when its figures were others; nil otherwise.
  public var lapsed: Message?
  /// What is wrong, with the numbers.
  public var message: Message
  /// Of a check that could not be made, what is missing; nil otherwise.
  public var lacking: Message?
  /// The left side.
  public var left: StatedAmount?
  /// The right side.
  public var right: StatedAmount?
  /// Left minus right.
  public var difference: StatedAmount?
  /// The cells of both sides.
  public var operands: [Operand] {
    get {
      switch basis {
      case .known(let operands): operands
      case .derived(let operands): operands()
      }
    }
    set { basis = .known(newValue) }
  }
  private var basis: Basis
  /// What was probably done, the likeliest first.
  public var causes: [Cause] = []
  /// How many explanations there are, and over which cells.
  public var alternatives = Alternatives()

  /// A finding made of its parts.
  public init(
    id: String, rule: String, severity: Severity, verdict: Verdict, message: Message,
    left: StatedAmount? = nil, right: StatedAmount? = nil, difference: StatedAmount? = nil,
    operands: [Operand] = [], acceptedReason: String? = nil
  ) {
    self.init(
      id: id, rule: rule, severity: severity, verdict: verdict, message: message, left: left,
      right: right, difference: difference, basis: .known(operands),
      acceptedReason: acceptedReason)
  }

  /// What a finding's cells are known by.
  public enum Basis: Sendable {
    /// The cells themselves.
    case known([Operand])
    /// A way to find them, for findings that reports hardly ever show.
    case derived(@Sendable () -> [Operand])
  }

  /// A finding made of its parts.
  public init(
    id: String, rule: String, severity: Severity, verdict: Verdict, message: Message,
    left: StatedAmount?, right: StatedAmount?, difference: StatedAmount?, basis: Basis,
    acceptedReason: String? = nil
  ) {
    self.id = id
    self.rule = rule
    self.severity = severity
    self.verdict = verdict
    self.message = message
    self.left = left
    self.right = right
    self.difference = difference
    self.basis = basis
    self.acceptedReason = acceptedReason
  }
}
