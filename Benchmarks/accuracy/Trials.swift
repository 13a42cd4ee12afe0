import Budget
import Diagnosis
import Profiles
import Reconciliation
import TestSamples

/// Everything that is measured on one population.
struct Trials: Sendable {
  /// How tables name the population.
  let name: String
  /// Identities with amounts of clean disclosures.
  private(set) var identities = 0
  /// False alarms on them.
  private(set) var alarms: [Tolerance: Int] = [:]
  /// Single wrong cells by kind, and whether their column is their own.
  private(set) var singles: [String: [Bool: Score]] = [:]
  /// Defects of several cells by kind.
  private(set) var severals: [String: Score] = [:]
  /// Small changes of one cell.
  private(set) var curve = Curve()

  /// Runs `plants` trials of each kind.
  init(_ population: Population, plants: Int, seed: UInt64) {
    name = population.name
    var random = SeededRandom(seed: seed)
    cleanSets(population, plants, &random)
    for (name, kind) in Defect.singleKinds {
      for own in [true, false] {
        singles[name, default: [:]][own] = Self.planted(plants, population, &random) {
          base, set, random in
          base.keys[own]?.randomElement(using: &random).flatMap {
            Defect.single(name, kind, at: $0, in: set, sums: base.sums, &random)
          }
        }
      }
    }
    for (name, kind) in Defect.severalKinds {
      severals[name] = Self.planted(plants, population, &random) { base, set, random in
        guard
          let key = base.keys[Bool.random(using: &random)]?.randomElement(using: &random)
        else { return nil }
        return kind == .interchange
          ? Defect.interchange(
            at: key, in: set, among: Set(base.keys.values.joined()), &random)
          : Defect.row(kind, at: key, in: set)
      }
    }
    curve = Curve(population, rounds: plants * 10, &random)
  }

  private mutating func cleanSets(
    _ population: Population, _ count: Int, _ random: inout SeededRandom
  ) {
    for _ in 0..<count {
      for check in population.draw(&random).set.equalities()
      where check.left.shown != 0 || check.right.shown != 0 {
        identities += 1
        for tolerance in Tolerance.allCases where tolerance.alarms(check) {
          alarms[tolerance, default: 0] += 1
        }
      }
    }
  }

  private static func planted(
    _ count: Int, _ population: Population, _ random: inout SeededRandom,
    _ make: (Base, PublishedSet, inout SeededRandom) -> Defect?
  ) -> Score {
    var score = Score()
    var tries = 0
    while score.planted < count, tries < count * 20 {
      tries += 1
      let (base, set) = population.draw(&random)
      if let defect = make(base, set, &random) { score.add(Score(defect)) }
    }
    return score
  }
}

/// Recall over the size of a defect, in first bounds of the tightest identity of the cell.
struct Curve: Sendable {
  /// The upper ends of all buckets but the last, in hundredths of the first bound.
  static let edges = [50, 100, 150, 200, 400, 1_000]
  /// The buckets' names.
  static let labels = ["< 0.5", "0.5–1", "1–1.5", "1.5–2", "2–4", "4–10", "≥ 10"]
  /// The first bucket above twice the first bound.
  static let aboveTwice = 4

  /// How many changes were made, by bucket.
  private(set) var planted = Array(repeating: 0, count: edges.count + 1)
  /// How many of them raised an alarm.
  private(set) var found: [Tolerance: [Int]] = [:]

  init() {}

  /// Changes one cell by a few of its last places, `rounds` times.
  init(_ population: Population, rounds: Int, _ random: inout SeededRandom) {
    var (base, set) = population.draw(&random)
    for round in 0..<rounds {
      if round % 20 == 0 { (base, set) = population.draw(&random) }
      guard
        let key = base.keys[Bool.random(using: &random)]?.randomElement(using: &random)
      else { continue }
      let quantum = set.quantum(key)
      // Small and large changes alike: 1 to 3, 12 or 48 places.
      let largest: Int64 = [3, 12, 48][Int.random(in: 0..<3, using: &random)]
      var steps = Int64.random(in: 1...largest, using: &random)
      if Bool.random(using: &random) { steps = -steps }
      var wrong = set
      wrong.set(key, to: set.value(key) + steps * quantum)
      let touched = wrong.equalities().filter { check in
        (check.left.form.terms + check.right.form.terms).contains { $0.key == key }
      }
      // The bound is √(3Σ(cq)²)/2: below an edge, 4·100²·change² < edge²·3Σ(cq)².
      let change = Int128(steps) * Int128(quantum)
      let size: Int128 = 40_000 * change * change
      let squares: Int128 = touched.map { $0.roundingBounds.squares }.min() ?? 0
      let bucket =
        Self.edges.firstIndex { edge in size < Int128(edge * edge) * 3 * squares }
        ?? Self.edges.count
      planted[bucket] += 1
      for tolerance in Tolerance.allCases where touched.contains(where: tolerance.alarms) {
        found[tolerance, default: Array(repeating: 0, count: planted.count)][bucket] += 1
      }
    }
  }

  mutating func add(_ other: Curve) {
    planted = zip(planted, other.planted).map { $0 + $1 }
    found.merge(other.found) { mine, theirs in zip(mine, theirs).map { $0 + $1 } }
  }
}
