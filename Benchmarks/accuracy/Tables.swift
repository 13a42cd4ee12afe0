import Budget

/// The tables of docs/ACCURACY.md.
struct Tables {
  let trials: [Trials]

  /// The demands, each with what was measured.
  func targets(speed: Duration) {
    let own = pooled { $0[true] }
    let shared = pooled { $0[false] }
    var all = own
    all.add(shared)
    let identities = trials.map(\.identities).reduce(0, +)
    let mismatches = alarms(.gouji, trials)
    let unlikely = trials.map { alarms(.goujiAll, [$0]) - alarms(.gouji, [$0]) }
    let worst = zip(unlikely, trials).max {
      $0.0 * max($1.1.identities, 1) < $1.0 * max($0.1.identities, 1)
    }
    var curve = Curve()
    for trial in trials { curve.add(trial.curve) }
    let above = curve.planted[Curve.aboveTwice...].reduce(0, +)
    let seen = curve.found[.goujiAll]?[Curve.aboveTwice...].reduce(0, +) ?? 0
    print("\n## The demands\n\n| demand | measured |\n|---|---:|")
    func line(_ demand: String, _ measured: String) { print("| \(demand) | \(measured) |") }
    line("false 不符 on clean disclosures: none", "\(mismatches) of \(identities)")
    if let worst {
      line(
        "可疑尾差 on clean disclosures, in the worst population: ≤ 0.5 % per identity",
        percent(worst.0, worst.1.identities))
    }
    line("recall above twice the first bound: ≥ 99 %", percent(seen, above))
    line("wrong cell with its own column in first place: ≥ 95 %", percent(own.first, own.found))
    line("… with its kind named: ≥ 90 %", percent(own.named, own.found))
    line(
      "other cells: the count of alternatives is right", percent(shared.counted, shared.ambiguous))
    line(
      "other cells: the check that would decide is named",
      percent(shared.decided, shared.ambiguous))
    line("true cell among the listed alternatives: ≥ 99.9 %", percent(all.listed, all.found))
    line(
      "whole disclosure checked and localised, median: < 10 ms",
      "\(milliseconds(speed)) ms")
  }

  func clean() {
    print("\n## False alarms on clean disclosures\n")
    print("| | " + trials.map(\.name).joined(separator: " | ") + " |")
    print("|---|" + trials.map { _ in "---:|" }.joined())
    print("| identities | " + trials.map { "\($0.identities)" }.joined(separator: " | ") + " |")
    for tolerance in Tolerance.allCases {
      let cells = trials.map { percent($0.alarms[tolerance, default: 0], $0.identities) }
      print("| \(tolerance.rawValue) | " + cells.joined(separator: " | ") + " |")
    }
  }

  func planted() {
    print("\n## Planted defects in whole disclosures\n")
    print(
      "| defect | own column | planted | found | first place | top three | kind named | among alternatives | mean alternatives | count right | decider named |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for (name, _) in Defect.singleKinds {
      for own in [true, false] {
        line(name, own ? "yes" : "no", pooled(name, own))
      }
    }
    line("**all single cells**", "yes", pooled { $0[true] })
    line("**all single cells**", "no", pooled { $0[false] })
    for (name, _) in Defect.severalKinds { line(name, "–", several(name, trials)) }
    print("\n## The same by size and amounts: first place / kind named\n")
    print("Single cells with their own column; rows and interchanges all.\n")
    print("| defect | " + trials.map(\.name).joined(separator: " | ") + " |")
    print("|---|" + trials.map { _ in "---:|" }.joined())
    func shares(_ name: String, _ score: (Trials) -> Score) {
      let cells = trials.map(score).map {
        "\(percent($0.first, $0.found)) / \(percent($0.named, $0.found))"
      }
      print("| \(name) | " + cells.joined(separator: " | ") + " |")
    }
    for (name, _) in Defect.singleKinds {
      shares(name) { $0.singles[name]?[true] ?? Score() }
    }
    for (name, _) in Defect.severalKinds { shares(name) { $0.severals[name] ?? Score() } }
  }

  func tolerances() {
    print("\n## The same single-cell defects, found by each tolerance\n")
    print("| | found |\n|---|---:|")
    var all = pooled { $0[true] }
    all.add(pooled { $0[false] })
    for tolerance in Tolerance.allCases {
      print(
        "| \(tolerance.rawValue) | \(percent(all.alarms[tolerance, default: 0], all.planted)) |")
    }
    var curve = Curve()
    for trial in trials { curve.add(trial.curve) }
    print("\n## Recall by size of the defect, in first bounds of the cell's tightest identity\n")
    print("| | " + Curve.labels.joined(separator: " | ") + " |")
    print("|---|" + Curve.labels.map { _ in "---:|" }.joined())
    print("| planted | " + curve.planted.map(String.init).joined(separator: " | ") + " |")
    for tolerance in Tolerance.allCases {
      let cells = zip(curve.found[tolerance, default: []], curve.planted).map {
        percent($0, $1)
      }
      print("| \(tolerance.rawValue) | " + cells.joined(separator: " | ") + " |")
    }
  }

  private func alarms(_ tolerance: Tolerance, _ trials: [Trials]) -> Int {
    trials.map { $0.alarms[tolerance, default: 0] }.reduce(0, +)
  }

  private func pooled(_ select: ([Bool: Score]) -> Score?) -> Score {
    var sum = Score()
    for score in trials.flatMap({ $0.singles.values.compactMap(select) }) { sum.add(score) }
    return sum
  }

  private func pooled(_ name: String, _ own: Bool) -> Score {
    var sum = Score()
    for trial in trials { sum.add(trial.singles[name]?[own] ?? Score()) }
    return sum
  }

  private func several(_ name: String, _ trials: [Trials]) -> Score {
    var sum = Score()
    for trial in trials { sum.add(trial.severals[name] ?? Score()) }
    return sum
  }

  private func line(_ name: String, _ own: String, _ score: Score) {
    guard score.planted > 0 else { return }
    let mean = score.found == 0 ? 0 : score.alternatives * 10 / score.found
    let parts = [score.first, score.top, score.named, score.listed]
      .map { percent($0, score.found) }.joined(separator: " | ")
    print(
      "| \(name) | \(own) | \(score.planted) | \(percent(score.found, score.planted)) | \(parts) | \(mean / 10).\(mean % 10) | \(percent(score.counted, score.ambiguous)) | \(percent(score.decided, score.ambiguous)) |"
    )
  }
}

/// Milliseconds with two places.
func milliseconds(_ duration: Duration) -> String {
  let (seconds, attoseconds) = duration.components
  let hundredths = seconds * 100_000 + attoseconds / 10_000_000_000_000
  let rest = hundredths % 100
  return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}
