import Budget
import Diagnosis
import Reconciliation
import TestSamples

/// The time that the checks and the localisation of one whole disclosure take, in one thread.
struct Speed {
  /// The medians.
  let checks: Duration
  let localisation: Duration
  let both: Duration
  /// The slowest run of both.
  let slowest: Duration

  static let runs = 51

  /// Disclosures of `population`, each with one wrong cell.
  init(_ population: Population, _ random: inout SeededRandom) {
    let clock = ContinuousClock()
    var times: [(checks: Duration, localisation: Duration)] = []
    while times.count < Self.runs {
      var (base, set) = population.draw(&random)
      guard let key = (base.keys[true] ?? base.keys[false])?.randomElement(using: &random) else {
        continue
      }
      set.set(key, to: set.value(key) * 10)
      var checks: [Check] = []
      let reconciling = clock.measure { checks = set.checks() }
      let localising = clock.measure {
        _ = Localizer(statements: set.statements, checks: checks).localisations()
      }
      times.append((reconciling, localising))
    }
    let middle = Self.runs / 2
    checks = times.map(\.checks).sorted()[middle]
    localisation = times.map(\.localisation).sorted()[middle]
    let sums = times.map { $0.checks + $0.localisation }.sorted()
    both = sums[middle]
    slowest = sums[Self.runs - 1]
  }

  /// A line of the table.
  func line(_ name: String) {
    let cells = [checks, localisation, both, slowest].map(milliseconds)
    print("| \(name) | " + cells.joined(separator: " | ") + " |")
  }
}
