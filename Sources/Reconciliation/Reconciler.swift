public import Budget
import Localization
import Parallel
public import Profiles

/// Makes every check of a profile on the statements of one unit.
public struct Reconciler: Sendable {
  let profile: Profile
  private let unit: BudgetUnit
  let statements: StatementSet

  /// A reconciler for one unit's statements.
  public init(profile: Profile, unit: BudgetUnit, statements: StatementSet) {
    self.profile = profile
    self.unit = unit
    self.statements = statements
  }

  /// All checks in the order of the rules, those that agree included.
  public func checks() -> [Check] {
    concurrently(profile.rules) { rule in
      rule.comparison.map { checks(of: rule, $0) } ?? []
    }.flatMap(\.self)
  }

  /// All record tests in the order of the rules; those of a family that has no runner are not
  /// checked.
  public func tests(_ runners: [any RecordTestRunner]) -> [TestResult] {
    profile.rules.compactMap { rule in
      guard let test = rule.test else { return nil }
      return TestResult(rule: rule, outcomes: outcomes(of: test, rule, runners))
    }
  }

  private func outcomes(
    of test: RecordTest, _ rule: Rule, _ runners: [any RecordTestRunner]
  ) -> [TestOutcome] {
    let scope = test.block("table")?.text ?? test.text("input") ?? test.name.family.rawValue
    func single(_ verdict: Verdict, _ message: Message) -> [TestOutcome] {
      [TestOutcome(scope: scope, verdict: verdict, message: message)]
    }
    switch applies(rule, Scope(row: nil, block: nil, column: nil)) {
    case .failure(let reason): return single(.notChecked, reason.message)
    case .success(false): return single(.notApplicable, Self.conditionNotMet)
    case .success(true): break
    }
    guard let runner = runners.first(where: { $0.family == test.name.family }) else {
      return single(.notChecked, test.name.family.absent)
    }
    let found = runner.outcomes(of: test)
    return found.isEmpty ? single(.agree, Message("")) : found
  }

  private static let notStated = Message(
    zh: "没有提供自报的表", en: "no table of the body's own was given")

  private static let noUnits = Message(
    zh: "没有提供所属各单位的表", en: "no tables of the department's units were given")

  private static let conditionNotMet = Message(
    zh: "规则的适用条件不成立", en: "the rule's condition is not met")

  private func checks(of rule: Rule, _ comparison: Comparison) -> [Check] {
    if let reason = notGiven(rule) {
      var check = check(rule, comparison, Scope(row: nil, block: nil, column: nil), unknown: reason)
      check.verdict = .notApplicable
      return [check]
    }
    var rows: [(row: StatementRow?, block: BlockKey?)] = [(nil, nil)]
    var columns: [String?] = [nil]
    for binding in rule.bindings {
      switch binding {
      case .columns(let keys): columns = keys.map { $0 }
      case .columnsOf(let block):
        columns = profile.table(block.table)?.block(block.block)?.additiveColumns.map { $0 } ?? []
      case .rows(let block, let period, let filters):
        let name = StatementKey(period: period, table: block.table, block: block.block)
        guard let statement = statements[name] else { continue }
        if let reason = statement.missing {
          return [
            check(rule, comparison, Scope(row: nil, block: block, column: nil), unknown: reason)
          ]
        }
        rows = statement.rows.filter { meets(filters, $0, statement) }.map { ($0, block) }
      }
    }
    return rows.flatMap { row, block in
      columns.map {
        check(rule, comparison, Scope(row: row, block: block, column: $0), unknown: nil)
      }
    }
  }

  /// Own tables and those of units are compared where there are any; nobody has to give them.
  private func notGiven(_ rule: Rule) -> Message? {
    for selector in rule.selectors {
      guard let block = selector.block else { continue }
      if selector.isOfUnits, statements.ofUnits(block.table, block.block).isEmpty {
        return Self.noUnits
      }
      let stated = StatementKey(period: .stated, table: block.table, block: block.block)
      if selector.period == .stated, statements[stated] == nil { return Self.notStated }
    }
    return nil
  }

  private func meets(
    _ filters: [RuleBinding.RowFilter], _ row: StatementRow, _ statement: Statement
  ) -> Bool {
    filters.allSatisfy { $0.admits(row, of: statement) }
  }

  struct Scope {
    var row: StatementRow?
    var block: BlockKey?
    var column: String?
  }

  private func check(
    _ rule: Rule, _ comparison: Comparison, _ scope: Scope, unknown: Message?
  ) -> Check {
    let left = side(comparison.left, scope, rule.missing)
    let right = side(comparison.right, scope, rule.missing)
    let format = left.format ?? right.format ?? FigureFormat(unit: .yuan, decimals: 2)
    var check = Check(
      rule: rule, comparison: comparison, row: scope.row, rowBlock: scope.block,
      column: scope.column, left: left.side, right: right.side, unit: format.unit,
      decimals: format.decimals,
      roundingBounds: Observation(atoms: 0), exactIsKnown: false, verdict: .notChecked,
      reason: unknown, supplements: [])
    if unknown != nil { return check }
    switch applies(rule, scope) {
    case .failure(let reason):
      check.reason = reason.message
      return check
    case .success(false):
      check.verdict = .notApplicable
      check.reason = Self.conditionNotMet
      return check
    case .success(true): break
    }
    if let reason = left.unknown ?? right.unknown {
      check.reason = reason
      return check
    }
    guard settleAbsences(left, right, &check) else { return check }
    judge(&check)
    if check.verdict == .mismatch, let wider = withStrangers(check) { check = wider }
    for supplement in rule.supplements {
      let value = side(supplement.value, scope, rule.missing)
      if value.unknown == nil, value.absences.allSatisfy({ $0.reason == nil }) {
        check.supplements.append((supplement.says, value.side.shown))
      }
    }
    return check
  }

  func judge(_ check: inout Check) {
    var shown = Observation(atoms: 0)
    var exact: Observation? = Observation(atoms: 0)
    for (key, weight) in check.weights where weight != 0 {
      guard let figure = statements[key] else { continue }
      do {
        // Only the rounding is added up here; the sides have the values.
        try shown.add(figure.shown.rounding, times: weight)
        if let known = figure.exact {
          try exact?.add(known.rounding, times: weight)
        } else {
          exact = nil
        }
      } catch {
        check.reason = error.message
        return
      }
    }
    check.roundingBounds = shown
    check.exactIsKnown = exact?.spread == 0 && check.exactDifference != nil
    check.judge()
  }

  private struct Unknown: Error {
    var message: Message
  }

  private func applies(_ rule: Rule, _ scope: Scope) -> Result<Bool, Unknown> {
    for condition in rule.conditions {
      switch condition {
      case .unitType(let types):
        // Of a department all bodies must be so: its figures are those of all of them.
        guard unit.kinds.allSatisfy({ types.contains($0.rawValue) }) else {
          return .success(false)
        }
      case .consolidates(let expected):
        guard unit.isDepartment == expected else { return .success(false) }
      case .comparison(let comparison):
        let left = side(comparison.left, scope, .zero)
        let right = side(comparison.right, scope, .zero)
        if let reason = left.unknown ?? right.unknown
          ?? (left.absences + right.absences).lazy.compactMap(\.reason).first
        {
          return .failure(Unknown(message: reason))
        }
        let holds =
          if let leftExact = left.side.exact, let rightExact = right.side.exact {
            comparison.relation.holds(leftExact, rightExact)
          } else {
            comparison.relation.holds(left.side.shown, right.side.shown)
          }
        guard holds else { return .success(false) }
      }
    }
    return .success(true)
  }
}

extension RecordTest.Family {
  /// Why the tests of the family cannot be made where it has no runner.
  fileprivate var absent: Message {
    switch self {
    case .lines: Message(zh: "没有可检验的表", en: "there are no tables to test")
    case .cards: Message(zh: "没有给出固定资产卡片", en: "no register of assets was given")
    case .text: Message(zh: "没有给出说明", en: "no note was given")
    case .changes: Message(zh: "没有可与上年比较的数据", en: "there is nothing to compare with last year")
    }
  }
}
