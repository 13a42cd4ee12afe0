import Budget
import Diagnosis
import Profiles
import Reconciliation

/// What became of planted defects, counted.
struct Score: Sendable {
  var planted = 0
  /// Defects with an equality beyond the first bound, the others count among these only.
  var found = 0
  /// The true cells alone in the first cause of every failed check.
  var first = 0
  /// … among the first three causes.
  var top = 0
  /// In the first cause with the kind that was planted.
  var named = 0
  /// The true cells among the alternatives that are counted.
  var listed = 0
  /// Sum of the numbers of alternatives.
  var alternatives = 0
  /// Wrong cells that others could be wrong instead of.
  var ambiguous = 0
  /// … whose number of alternatives is the one that trying all cells gives.
  var counted = 0
  /// … for which the check that would decide is named.
  var decided = 0
  /// Alarms by tolerance.
  var alarms: [Tolerance: Int] = [:]

  mutating func add(_ other: Score) {
    planted += other.planted
    found += other.found
    first += other.first
    top += other.top
    named += other.named
    listed += other.listed
    alternatives += other.alternatives
    ambiguous += other.ambiguous
    counted += other.counted
    decided += other.decided
    alarms.merge(other.alarms) { $0 + $1 }
  }

  /// The score of one defect.
  init(_ defect: Defect) {
    planted = 1
    let checks = defect.set.checks()
    let equalities = checks.filter { $0.comparison.relation == .equal }
    for tolerance in Tolerance.allCases {
      let hit = equalities.contains {
        $0.verdict != .notChecked && $0.verdict != .notApplicable && tolerance.alarms($0)
      }
      if hit { alarms[tolerance] = 1 }
    }
    let failed = Self.failed(checks, defect)
    guard !failed.isEmpty else { return }
    found = 1
    let localised = Localizer(statements: defect.set.statements, checks: checks).localisations()
    judge(failed.map { localised[$0] ?? CheckDiagnosis() }, defect)
    guard defect.cells.count == 1 else { return }
    let possible = Recount(set: defect.set, checks: checks, failed: failed).cells()
    guard possible.count > 1 else { return }
    ambiguous = 1
    let told = localised[failed[0]] ?? CheckDiagnosis()
    let rows = told.causes.count { cause in
      cause.cells.count != 1 || !possible.contains(cause.cells[0])
    }
    if possible.isSubset(of: Set(told.alternatives.cells)),
      told.alternatives.count - rows == possible.count
    {
      counted = 1
    }
    if told.decider != nil { decided = 1 }
  }

  init() {}

  /// What localisation explains: 不符, or without any the 可疑尾差 of the wrong cells; other ones are
  /// rounding's.
  private static func failed(_ checks: [Check], _ defect: Defect) -> [Int] {
    let equalities = checks.indices.filter { checks[$0].comparison.relation == .equal }
    let failed = equalities.filter { checks[$0].verdict == .mismatch }
    guard failed.isEmpty else { return failed }
    return equalities.filter { index in
      checks[index].verdict == .unlikelyRounding
        && (checks[index].left.form.terms + checks[index].right.form.terms)
          .contains { defect.cells.contains($0.key) }
    }
  }

  private mutating func judge(_ localised: [CheckDiagnosis], _ defect: Defect) {
    let truth = Set(defect.cells.map { CellReference.figure($0) })
    let isRow = defect.kind == .missingRow || defect.kind == .duplicateRow
    // Of a row there is no one cell: that it is missing, or stands twice, is what counts.
    func isTrue(_ cause: Cause) -> Bool {
      isRow ? cause.kind == defect.kind : Set(cause.cells) == truth
    }
    func holds(_ condition: (CheckDiagnosis) -> Bool) -> Int {
      localised.allSatisfy(condition) ? 1 : 0
    }
    first = holds { $0.causes.first.map(isTrue) ?? false }
    top = holds { $0.causes.prefix(3).contains(where: isTrue) }
    named = min(first, holds { $0.causes.first?.kind == defect.kind })
    listed =
      defect.kind == .missingRow
      ? top : holds { truth.isSubset(of: Set($0.alternatives.cells)) }
    alternatives = localised.map(\.alternatives.count).max() ?? 0
  }
}

/// Which cells could each explain all failures alone, found by trying their values one by one.
struct Recount {
  let set: PublishedSet
  let checks: [Check]
  let failed: [Int]

  func cells() -> Set<CellReference> {
    var common: Set<FigureKey>?
    for index in failed {
      let keys = Set(weights(checks[index]).keys)
      common = common.map { $0.intersection(keys) } ?? keys
    }
    return Set((common ?? []).filter(explains).map { CellReference.figure($0) })
  }

  private func weights(_ check: Check) -> [FigureKey: Int64] {
    var weights: [FigureKey: Int64] = [:]
    for term in check.left.form.terms { weights[term.key, default: 0] += term.factor }
    for term in check.right.form.terms { weights[term.key, default: 0] -= term.factor }
    return weights.filter { $0.value != 0 }
  }

  private func explains(_ key: FigureKey) -> Bool {
    let touched = checks.indices.compactMap { index -> (Int, [FigureKey: Int64])? in
      let check = checks[index]
      guard check.comparison.relation == .equal, check.verdict != .notChecked,
        check.verdict != .notApplicable
      else { return nil }
      let weights = weights(check)
      return weights[key] == nil ? nil : (index, weights)
    }
    let isSoft = failed.allSatisfy { checks[$0].verdict == .unlikelyRounding }
    let step = set.quantum(key)
    // Any value that repairs the shortest of the failed checks, and only such, can repair all.
    guard
      let shortest = failed.min(by: {
        checks[$0].roundingBounds.spread < checks[$1].roundingBounds.spread
      }), let weight = weights(checks[shortest])[key]
    else { return false }
    let middle = -checks[shortest].shownDifference / weight / step
    let reach = checks[shortest].roundingBounds.spread / 2 / step + 2
    return ((middle - reach)...(middle + reach)).contains { steps in
      let tried = Observation(
        atoms: set.value(key) + steps * step, quantum: set.statements[key]?.shown.spread ?? 0)
      return touched.allSatisfy { index, weights in
        let verdict = verdict(weights, with: tried, at: key)
        return isSoft && failed.contains(index)
          ? verdict == .agree || verdict == .rounding : verdict != .mismatch
      }
    }
  }

  private func verdict(
    _ weights: [FigureKey: Int64], with tried: Observation, at changed: FigureKey
  ) -> Verdict {
    var total = Observation(atoms: 0)
    for (key, weight) in weights {
      guard let shown = key == changed ? tried : set.statements[key]?.shown,
        (try? total.add(shown, times: weight)) != nil
      else { return .notChecked }
    }
    return Verdict(residual: Int128(total.atoms), bounds: total, relation: .equal)
  }
}
