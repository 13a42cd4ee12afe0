import Budget
import Diagnosis
import Profiles
import Reconciliation

/// A clean disclosure with what its checks say about its cells.
struct Base {
  let set: PublishedSet
  /// The totals with their parts.
  let sums: [FigureKey: [FigureKey]]
  /// The cells with amounts that stand in checks.
  let keys: [FigureKey]
  private let columns: [FigureKey: [[Int64]]]
  private let classes: [[[Int64]]: Int]

  init(_ set: PublishedSet) {
    self.set = set
    var columns: [FigureKey: [[Int64]]] = [:]
    var sums: [FigureKey: [FigureKey]] = [:]
    for (index, check) in set.equalities().enumerated() {
      var net: [FigureKey: Int64] = [:]
      for term in check.left.form.terms { net[term.key, default: 0] += term.factor }
      for term in check.right.form.terms { net[term.key, default: 0] -= term.factor }
      for (key, factor) in net where factor != 0 {
        columns[key, default: []].append([Int64(index), factor])
      }
      if check.left.form.terms.count == 1, check.right.form.terms.count > 1 {
        sums[check.left.form.terms[0].key] = check.right.form.terms.map(\.key)
      }
    }
    var classes: [[[Int64]]: Int] = [:]
    // Two columns with opposite signs everywhere are as hard to tell apart as equal ones.
    for column in columns.values { classes[Self.normalized(column), default: 0] += 1 }
    self.columns = columns
    self.classes = classes
    self.sums = sums
    keys = columns.keys.filter { set.value($0) != 0 }
      .sorted { $0.description < $1.description }
  }

  private static func normalized(_ column: [[Int64]]) -> [[Int64]] {
    guard let first = column.first, first[1] < 0 else { return column }
    return column.map { [$0[0], -$0[1]] }
  }

  /// Whether no other cell stands in the same equalities with the same weights.
  func isOwn(_ key: FigureKey) -> Bool {
    columns[key].map { classes[Self.normalized($0)] == 1 } ?? false
  }
}

/// The benchmark on whole disclosures.
struct WholeDisclosure {
  let bases: [Base]
  var random: SplitMix

  /// One of the disclosures, rounded anew.
  private mutating func clean() -> (base: Base, set: PublishedSet) {
    let base = bases[Int.random(in: bases.indices, using: &random)]
    return (base, base.set.scaled(by: Int64.random(in: 300_000...3_000_000, using: &random)))
  }

  mutating func cleanSets(_ count: Int) {
    var alarms: [Tolerance: Int] = [:]
    var identities = 0
    for _ in 0..<count {
      for check in clean().set.equalities() where check.left.shown != 0 || check.right.shown != 0 {
        identities += 1
        for tolerance in Tolerance.allCases where tolerance.alarms(check) {
          alarms[tolerance, default: 0] += 1
        }
      }
    }
    print("## False alarms on \(count) clean disclosures (\(identities) identities with amounts)\n")
    print("| | alarms | per identity |\n|---|---:|---:|")
    for tolerance in Tolerance.allCases {
      print(
        "| \(tolerance.rawValue) | \(alarms[tolerance, default: 0]) | \(percent(alarms[tolerance, default: 0], identities)) |"
      )
    }
  }

  private struct Score {
    var planted = 0
    var detected = 0
    var first = 0
    var top = 0
    var named = 0
    var honest = 0
    var alternatives = 0
    var alarms: [Tolerance: Int] = [:]

    mutating func add(_ other: Score) {
      planted += other.planted
      detected += other.detected
      first += other.first
      top += other.top
      named += other.named
      honest += other.honest
      alternatives += other.alternatives
      alarms.merge(other.alarms) { $0 + $1 }
    }
  }

  private func score(_ defect: Defect) -> Score {
    var score = Score(planted: 1)
    let checks = defect.set.checks()
    let equalities = checks.filter { $0.comparison.relation == .equal }
    for tolerance in Tolerance.allCases {
      let hit = equalities.contains {
        $0.verdict != .notChecked && $0.verdict != .notApplicable && tolerance.alarms($0)
      }
      if hit { score.alarms[tolerance] = 1 }
    }
    let failed = checks.indices.filter {
      checks[$0].comparison.relation == .equal && checks[$0].verdict == .mismatch
    }
    guard !failed.isEmpty else { return score }
    score.detected = 1
    let found = Localizer(statements: defect.set.statements, checks: checks).localisations()
    let localised = failed.map { found[$0] }
    func isTrue(_ cause: Cause) -> Bool {
      if defect.kind == .missingRow || defect.kind == .duplicateRow {
        return cause.kind == defect.kind
      }
      return Set(cause.cells) == Set(defect.cells.map { CellReference.figure($0) })
    }
    if localised.allSatisfy({ ($0?.causes.first).map(isTrue) ?? false }) { score.first = 1 }
    if localised.allSatisfy({ $0?.causes.prefix(3).contains(where: isTrue) ?? false }) {
      score.top = 1
    }
    if score.first == 1,
      localised.allSatisfy({ $0?.causes.first?.kind == defect.kind })
    {
      score.named = 1
    }
    let truth = Set(defect.cells.map { CellReference.figure($0) })
    let isHonest =
      defect.kind == .missingRow
      ? score.top == 1
      : localised.allSatisfy { truth.isSubset(of: Set($0?.alternatives.cells ?? [])) }
    if isHonest { score.honest = 1 }
    score.alternatives = localised.map { $0?.alternatives.count ?? 0 }.max() ?? 0
    return score
  }

  mutating func planted(_ count: Int) {
    print("\n## Planted defects, \(count) of each kind\n")
    print(
      "| defect | own column | planted | 不符 found | first place | top three | kind named | among alternatives | mean alternatives |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|")
    var totals: [Bool: Score] = [true: Score(), false: Score()]
    for (name, kind) in Defect.singleKinds {
      for own in [true, false] {
        var score = Score()
        var tries = 0
        while score.planted < count, tries < count * 20 {
          tries += 1
          let (base, set) = clean()
          guard
            let key = base.keys.filter({ base.isOwn($0) == own }).randomElement(using: &random),
            let defect = Defect.single(
              name, kind, at: key, in: set, sums: base.sums, &random)
          else { continue }
          score.add(self.score(defect))
        }
        line(name, own ? "yes" : "no", score)
        totals[own]?.add(score)
      }
    }
    for own in [true, false] {
      line("**all single cells**", own ? "yes" : "no", totals[own, default: Score()])
    }
    for (name, kind) in Defect.severalKinds {
      var score = Score()
      var tries = 0
      while score.planted < count, tries < count * 20 {
        tries += 1
        let (base, set) = clean()
        let key = base.keys[Int.random(in: base.keys.indices, using: &random)]
        let made =
          kind == .interchange
          ? Defect.interchange(at: key, in: set, &random) : Defect.row(kind, at: key, in: set)
        guard let defect = made else { continue }
        score.add(self.score(defect))
      }
      line(name, "–", score)
    }
    print("\n## The same single-cell defects, found by each tolerance\n")
    print("| | found |\n|---|---:|")
    var all = totals[true, default: Score()]
    all.add(totals[false, default: Score()])
    for tolerance in Tolerance.allCases {
      print(
        "| \(tolerance.rawValue) | \(percent(all.alarms[tolerance, default: 0], all.planted)) |")
    }
  }

  private func line(_ name: String, _ own: String, _ score: Score) {
    guard score.planted > 0 else { return }
    let mean = score.detected == 0 ? 0 : score.alternatives * 10 / score.detected
    print(
      "| \(name) | \(own) | \(score.planted) | \(percent(score.detected, score.planted)) | \(percent(score.first, score.detected)) | \(percent(score.top, score.detected)) | \(percent(score.named, score.detected)) | \(percent(score.honest, score.detected)) | \(mean / 10).\(mean % 10) |"
    )
  }

  /// Recall over the size of the defect, in first bounds of the tightest identity of the cell.
  mutating func curve(_ count: Int) {
    let edges = [50, 100, 150, 200, 400, 1_000]
    var planted = Array(repeating: 0, count: edges.count + 1)
    var found: [Tolerance: [Int]] = [:]
    for tolerance in Tolerance.allCases { found[tolerance] = planted }
    var (base, set) = clean()
    for round in 0..<count {
      if round % 20 == 0 { (base, set) = clean() }
      let keys = base.keys
      let key = keys[Int.random(in: keys.indices, using: &random)]
      let quantum = set.quantum(key)
      var steps = Int64.random(in: 1...12, using: &random)
      if Bool.random(using: &random) { steps = -steps }
      var wrong = set
      wrong.set(key, to: set.value(key) + steps * quantum)
      let touched = wrong.equalities().filter { check in
        (check.left.form.terms + check.right.form.terms).contains { $0.key == key }
      }
      // In hundredths of the first bound √(3Σ(cq)²)/2.
      let ratio =
        touched.map { check -> Int in
          let change = Double(steps.magnitude) * Double(quantum)
          return Int(200 * change / (3 * Double(check.roundingBounds.squares)).squareRoot())
        }.max() ?? 0
      let bucket = edges.firstIndex { ratio < $0 } ?? edges.count
      planted[bucket] += 1
      for tolerance in Tolerance.allCases where touched.contains(where: tolerance.alarms) {
        found[tolerance]?[bucket] += 1
      }
    }
    print("\n## Recall by size of the defect, in first bounds of the cell's tightest identity\n")
    let labels = ["< 0.5", "0.5–1", "1–1.5", "1.5–2", "2–4", "4–10", "≥ 10"]
    print("| | " + labels.joined(separator: " | ") + " |")
    print("|---|" + labels.map { _ in "---:|" }.joined())
    print("| planted | " + planted.map(String.init).joined(separator: " | ") + " |")
    for tolerance in Tolerance.allCases {
      let cells = zip(found[tolerance, default: []], planted).map { percent($0, $1) }
      print("| \(tolerance.rawValue) | " + cells.joined(separator: " | ") + " |")
    }
  }

  /// The time of one whole disclosure with one wrong cell.
  mutating func speed() {
    let clock = ContinuousClock()
    var times: [(Duration, Duration)] = []
    for _ in 0..<51 {
      let (base, original) = clean()
      var set = original
      let keys = base.keys
      let key = keys[Int.random(in: keys.indices, using: &random)]
      set.set(key, to: set.value(key) * 10)
      var checks: [Check] = []
      let reconciling = clock.measure { checks = set.checks() }
      let localising = clock.measure {
        _ = Localizer(statements: set.statements, checks: checks).localisations()
      }
      times.append((reconciling, localising))
    }
    let first = times.map(\.0).sorted()[25]
    let second = times.map(\.1).sorted()[25]
    let whole = times.map { $0.0 + $0.1 }.sorted()
    print("\n## Time of one disclosure with one wrong cell\n")
    print(
      "median of 51: checks \(first), localisation \(second), both \(whole[25]), slowest \(whole[50])"
    )
  }
}
