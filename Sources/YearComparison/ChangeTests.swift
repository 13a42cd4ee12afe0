public import Budget
import Localization
public import Profiles
public import Reconciliation
public import Sheets

/// Runs the record tests over the comparison with last year: reasons, and last year's amounts
/// against those that were published.
public struct ChangeTests: RecordTestRunner {
  let profile: Profile
  let year: Int
  let comparison: YearComparison
  let statements: StatementSet
  let published: StatementSet?
  let reasons: [Reason]

  /// A reason that the project gives.
  public struct Reason: Sendable {
    /// What it is given for.
    public var item: String
    /// What it says.
    public var text: String
    /// Where it stands.
    public var place: Place

    /// A reason made of its parts.
    public init(item: String, text: String, place: Place) {
      self.item = item
      self.text = text
      self.place = place
    }
  }

  /// A runner over one unit's comparison.
  ///
  /// - Parameter published: what last year's published workbook says; nil where none was given.
  public init(
    profile: Profile, year: Int, comparison: YearComparison, statements: StatementSet,
    published: StatementSet?, reasons: [Reason]
  ) {
    self.profile = profile
    self.year = year
    self.comparison = comparison
    self.statements = statements
    self.published = published
    self.reasons = reasons
  }

  /// Rows of the comparison with last year.
  public var family: RecordTest.Family { .changes }

  /// What the test finds.
  public func outcomes(of test: RecordTest) -> [TestOutcome] {
    switch test.name {
    case .reasonNeeded: missingReasons(test)
    case .reasonDirection: contradictions(test)
    case .priorPublished: test.texts("tables").flatMap { publishedDifferences($0, test) }
    default: []
    }
  }

  // MARK: Reasons

  private func missingReasons(_ test: RecordTest) -> [TestOutcome] {
    guard let table = test.block("table")?.table else { return [] }
    if let reason = comparison.missing[table] {
      return [TestOutcome(scope: table, verdict: .notChecked, message: reason)]
    }
    let rows = test.texts("rows")
    let unknown = rows.compactMap { row in
      comparison.missingItems[table]?[row].map {
        TestOutcome(scope: table, row: row, verdict: .notChecked, message: $0)
      }
    }
    return unknown
      + comparison.changes(in: table).compactMap { change in
        guard rows.contains(change.item), change.reason == nil, isBeyond(test, change) else {
          return nil
        }
        let rate = rateText(change.rate)
        return TestOutcome(
          scope: table, row: change.item,
          message: Message(
            zh:
              "\(change.label)比上年\(change.change.amount.atoms > 0 ? "增加" : "减少") \(magnitude(change)) \(change.change.unit.name)（\(rate.chinese)），没有说明原因；请在 gouji.yaml 的 reasons 中写明",
            en:
              "\(change.label) changed by \(change.change.number) \(change.change.unit.name) (\(rate.english)) and no reason is given; write one under reasons in gouji.yaml"
          ), operands: operands(change), sides: sides(change))
      }
  }

  /// Whether a change is beyond both thresholds, in the table's unit and in percent.
  private func isBeyond(_ test: RecordTest, _ change: YearChange) -> Bool {
    guard change.change.amount.atoms != 0, let amount = test.number("amount"),
      let percent = test.number("percent"), let ratioUnit = MeasureUnit(named: "%"),
      let threshold = try? change.change.unit.amount(amount).amount,
      let share = try? ratioUnit.amount(percent).amount
    else { return false }
    guard change.change.amount.atoms.magnitude >= threshold.atoms.magnitude else { return false }
    guard case .percent(let rate) = change.rate else { return true }
    return rate.atoms.magnitude >= share.atoms.magnitude
  }

  private func contradictions(_ test: RecordTest) -> [TestOutcome] {
    let words = DirectionWords(
      up: test.texts("up"), down: test.texts("down"), negation: test.texts("negation"),
      past: test.texts("past"))
    return reasons.compactMap { reason in
      guard let change = comparison[reason.item] else { return nil }
      let found = words.directions(in: reason.text)
      guard let word = found.first,
        DirectionWords.contradict(found.all, change: change.change.amount.atoms)
      else { return nil }
      let fact: Message =
        switch change.change.amount.atoms {
        case 0: Message(zh: "与上年持平", en: "did not change")
        case ..<0:
          Message(
            zh: "比上年减少 \(magnitude(change)) \(change.change.unit.name)",
            en: "fell by \(magnitude(change)) \(change.change.unit.name)")
        default:
          Message(
            zh: "比上年增加 \(magnitude(change)) \(change.change.unit.name)",
            en: "rose by \(magnitude(change)) \(change.change.unit.name)")
        }
      return TestOutcome(
        scope: change.table, row: change.item,
        message: Message(
          zh: "\(change.label)\(fact.chinese)，而原因写的是“\(word)”；请改正原因或核对数字",
          en:
            "\(change.label) \(fact.english), but the reason says “\(word)”; correct the reason or check the figures"
        ), operands: [Operand(key: nil, place: reason.place, raw: reason.text, value: nil)],
        sides: sides(change),
        causes: [
          Cause(
            kind: .direction, cells: [.place(reason.place)],
            explanation: Message(
              zh: "原因的方向与增减相反", en: "the reason speaks of the other direction"))
        ])
    }
  }

  private func magnitude(_ change: YearChange) -> String {
    let number = change.change.number
    return number.hasPrefix("-") ? String(number.dropFirst()) : number
  }

  private func rateText(_ rate: YearChange.Rate) -> Message {
    switch rate {
    case .percent(let ratio):
      Message((MeasureUnit(named: "%")?.text(ratio, decimals: 2) ?? "") + "%")
    case .notComparable: Message(zh: "不可比", en: "not comparable")
    case .none: Message(zh: "持平", en: "no change")
    }
  }

  private func sides(_ change: YearChange) -> TestOutcome.Sides {
    TestOutcome.Sides(left: change.this, right: change.last, difference: change.change)
  }

  private func operands(_ change: YearChange) -> [Operand] {
    [change.figures.this, change.figures.last].flatMap { key in
      statements.contributions(of: key).prefix(3).map { contribution in
        Operand(
          key: key, place: contribution.reading.place, raw: contribution.reading.raw,
          value: StatedAmount(
            amount: contribution.reading.amount, unit: contribution.reading.unit, decimals: 2))
      }
    }
  }
}
