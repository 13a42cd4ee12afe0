import Budget
import Importing
import Profiles
import Sheets

/// Depreciation recomputed (年限平均法): months × 原值 / 年限, no residual value, capped at 原值.
///
/// The month in which an asset is taken into use counts, the month of its disposal does not.
struct Depreciation {
  private let store: CardStore
  private let plan: RegisterPlan
  /// The last month that counts, as year × 12 + month − 1.
  private let until: Int
  private let columns: [RegisterPlan.Role: Int]
  /// Whether the register's lives without a unit are years; such a heading says neither.
  private let livesAreYears: Bool

  /// Cards of a register closed at the end of a month.
  init(store: CardStore, plan: RegisterPlan, year: Int, month: Int) {
    self.store = store
    self.plan = plan
    until = year * 12 + month - 1
    var columns: [RegisterPlan.Role: Int] = [:]
    for role in RegisterPlan.Role.allCases { columns[role] = store.column(plan.field(role)) }
    self.columns = columns
    livesAreYears = Self.livesAreYears(store, columns, plan, until)
  }

  /// What a card should have, with the months and the life it follows from.
  struct Expected {
    var atoms: Int64
    var months: Int
    var life: Int
  }

  /// What a card's depreciation should be; nil where the card does not say enough.
  func expected(_ card: Int) -> Expected? {
    guard let cost = amount(.cost, card) else { return nil }
    if isExempt(card) { return Expected(atoms: 0, months: 0, life: 0) }
    guard let life = life(card), life > 0, let used = usedMonths(card) else { return nil }
    let months = min(life, used)
    let atoms = (Int128(cost) * Int128(months) * 2 + Int128(life)) / (2 * Int128(life))
    return Expected(atoms: Int64(clamping: min(atoms, Int128(cost))), months: months, life: life)
  }

  /// The card's life in months; nil where it has none.
  func life(_ card: Int) -> Int? {
    if let years = amount(.lifeYears, card) { return Int(years * 12 / 10_000) }
    guard let atoms = amount(.life, card) else { return nil }
    let number = Int(atoms / 10_000)
    return livesAreYears ? number * 12 : number
  }

  /// Whether the card's kind is not depreciated: by its category, value kind or state.
  func isExempt(_ card: Int) -> Bool {
    for role in [RegisterPlan.Role.valueKind, .depreciationState] {
      if let text = text(role, card), plan.notDepreciated.contains(text) { return true }
    }
    return text(.category, card).flatMap { plan.lives.months(of: $0) } == 0
  }

  private func usedMonths(_ card: Int) -> Int? {
    guard let start = date(.inUse, card) ?? date(.acquired, card) else { return nil }
    var last = until
    // The month of disposal does not count.
    if let end = date(.disposed, card) { last = min(last, end.year * 12 + end.month - 2) }
    return max(0, last - (start.year * 12 + start.month - 1) + 1)
  }

  private func amount(_ role: RegisterPlan.Role, _ card: Int) -> Int64? {
    columns[role].flatMap { store.amount(card, $0) }
  }

  private func text(_ role: RegisterPlan.Role, _ card: Int) -> String? {
    columns[role].map { store.text(card, $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func date(_ role: RegisterPlan.Role, _ card: Int) -> SheetDate? {
    text(role, card).flatMap { DateText.date($0) }
  }

  // Months or years: whichever explains more of the recorded depreciation; where both do, or none,
  // a life beyond 70 is one in months.
  private static func livesAreYears(
    _ store: CardStore, _ columns: [RegisterPlan.Role: Int], _ plan: RegisterPlan, _ until: Int
  ) -> Bool {
    guard let life = columns[.life], let cost = columns[.cost],
      let recorded = columns[.depreciation], let start = columns[.inUse] ?? columns[.acquired]
    else { return false }
    var fits = (months: 0, years: 0)
    var longest: Int64 = 0
    for card in 0..<min(store.count, 10_000) {
      guard let number = store.amount(card, life), number > 0,
        let whole = store.amount(card, cost), let worn = store.amount(card, recorded),
        let begin = DateText.date(store.text(card, start))
      else { continue }
      longest = max(longest, number / 10_000)
      let used = Int128(max(0, until - (begin.year * 12 + begin.month - 1) + 1))
      for isYears in [false, true] {
        let months = Int128(number / 10_000) * (isYears ? 12 : 1)
        guard months > 0 else { continue }
        let expected = min(Int128(whole), Int128(whole) * used / months)
        if (expected - Int128(worn)).magnitude * 50 <= whole.magnitude {
          if isYears { fits.years += 1 } else { fits.months += 1 }
        }
      }
    }
    return fits.years == fits.months ? longest > 0 && longest <= 50 : fits.years > fits.months
  }
}
