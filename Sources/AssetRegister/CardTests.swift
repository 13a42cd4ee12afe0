import Budget
import Decimals
import Importing
import Localization
public import Profiles
public import Reconciliation
import Sheets

/// Runs the record tests over the cards of the later register and their partners (固定资产卡片).
public struct CardTests: RecordTestRunner {
  let plan: RegisterPlan
  let schema: InputSchema
  let categories: CategoryList
  let year: Int
  let register: Register

  /// The registers that a project gives.
  public struct Register: Sendable {
    /// The cards at the end of the year before the budget year.
    public var current: CardStore
    /// The cards a year earlier; nil where they were not given.
    public var prior: CardStore?
    /// Both matched; nil without the earlier one.
    public var match: RegisterMatch?

    /// Registers made of their parts.
    public init(current: CardStore, prior: CardStore?, plan: RegisterPlan) {
      self.current = current
      self.prior = prior
      match = prior.map { RegisterMatch(prior: $0, current: current, plan: plan) }
    }
  }

  /// A runner over one unit's registers, whose fields `schema` names; `year` is the budget year.
  public init(
    plan: RegisterPlan, schema: InputSchema, categories: CategoryList, year: Int, register: Register
  ) {
    self.plan = plan
    self.schema = schema
    self.categories = categories
    self.year = year
    self.register = register
  }

  /// Cards of asset registers.
  public var family: RecordTest.Family { .cards }

  /// What the test finds.
  public func outcomes(of test: RecordTest) -> [TestOutcome] {
    switch test.name {
    case .cardNumber: cards { numberOutcome($0) }
    case .cardDuplicate: duplicates()
    case .cardUndecided: undecided()
    case .cardChanged: changed(test)
    case .cardDate: cards { dateOutcome($0) }
    case .cardValue: cards { valueOutcome($0) }
    case .cardNet: cards { netOutcome($0) }
    case .cardDepreciation: depreciation(test)
    case .cardLife: lives()
    case .cardArea: cards { areaOutcome($0, test) }
    case .cardBatch: cards { batchOutcome($0, test) }
    case .cardCategory: cards { categoryOutcome($0) }
    case .cardPending: cards { pendingOutcome($0) }
    default: []
    }
  }

  // MARK: Cards

  var store: CardStore { register.current }

  /// The outcomes of the cards that are held.
  private func cards(_ body: (Int) -> TestOutcome?) -> [TestOutcome] {
    (0..<store.count).filter { !isGone($0) }.compactMap(body)
  }

  func isGone(_ card: Int) -> Bool {
    text(.status, card).map { plan.isGone($0) } ?? false
  }

  func column(_ role: RegisterPlan.Role) -> Int? { store.column(plan.field(role)) }

  func text(_ role: RegisterPlan.Role, _ card: Int) -> String? {
    column(role).map { store.text(card, $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  func amount(_ role: RegisterPlan.Role, _ card: Int) -> Int64? {
    column(role).flatMap { store.amount(card, $0) }
  }

  func date(_ role: RegisterPlan.Role, _ card: Int) -> SheetDate? {
    text(role, card).flatMap { DateText.date($0) }
  }

  /// The number and name of a card, as messages call it.
  func name(_ card: Int, in store: CardStore) -> String {
    let parts = [RegisterPlan.Role.number, .name].compactMap { store.column(plan.field($0)) }
      .map { store.text(card, $0) }.filter { !$0.isEmpty }
    return parts.isEmpty ? "（无编号）" : parts.joined(separator: " ")
  }

  /// What identifies a card in a finding's id: its number, else name, date and cost.
  func key(_ card: Int, in store: CardStore) -> String {
    let roles: [RegisterPlan.Role] = [.name, .acquired, .cost]
    if let number = store.column(plan.number).map({ store.text(card, $0) }), !number.isEmpty {
      return number
    }
    return roles.compactMap { store.column(plan.field($0)) }.map { store.text(card, $0) }
      .joined(separator: ",")
  }

  func outcome(
    _ card: Int, _ roles: [RegisterPlan.Role], verdict: Verdict = .mismatch,
    sides: TestOutcome.Sides? = nil, zh chinese: String, en english: String
  ) -> TestOutcome {
    let called = name(card, in: store)
    var operands = roles.compactMap { column($0) }.map { store.operand(card, $0) }
    if operands.isEmpty {
      operands = [
        Operand(key: nil, place: store.place(card), raw: called, value: nil)
      ]
    }
    return TestOutcome(
      scope: plan.input, row: key(card, in: store), column: roles.first.flatMap { plan.field($0) },
      verdict: verdict,
      message: Message(zh: "\(called)\(chinese)", en: "\(called) \(english)"),
      operands: operands, sides: sides)
  }

  func stated(_ atoms: Int64, _ role: RegisterPlan.Role) -> StatedAmount? {
    guard let column = column(role), case .amount(let unit) = store.columns[column].kind else {
      return nil
    }
    return (try? Amount(atoms: atoms, dimension: unit.dimension)).map {
      StatedAmount(amount: $0, unit: unit, decimals: 2)
    }
  }

  func sides(_ left: Int64, _ right: Int64, _ role: RegisterPlan.Role) -> TestOutcome.Sides? {
    guard let left = stated(left, role), let right = stated(right, role),
      let difference = stated(left.amount.atoms - right.amount.atoms, role)
    else { return nil }
    return TestOutcome.Sides(left: left, right: right, difference: difference)
  }

  /// The last day that the register covers, in the year before the budget year.
  var closing: SheetDate { closing(year - 1) }

  /// The last day that a register of `year` covers.
  func closing(_ year: Int) -> SheetDate {
    SheetDate(
      precision: .date, year: year, month: plan.closing.month, day: plan.closing.day)
  }
}

extension SheetDate {
  /// Whether the day comes after `other`.
  func isAfter(_ other: SheetDate) -> Bool {
    (year, month, day) > (other.year, other.month, other.day)
  }
}
