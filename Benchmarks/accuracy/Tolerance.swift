import Budget
import Profiles
import Reconciliation

/// The tolerances that others use, to stand beside the verdicts.
enum Tolerance: String, CaseIterable {
  case gouji = "gouji 不符"
  case goujiAll = "gouji 不符 + 可疑尾差"
  case fixed = "fixed 0.01"
  case relative = "max(1, 0.1 %)"
  case interval = "Calculations 1.1"
  case double = "DQC ×2"

  /// Whether it raises an alarm; amounts in atoms, `quantum` is 0.01 of the printed unit.
  func alarms(residual: Int64, total: Int64, bounds: Observation, quantum: Int64) -> Bool {
    let size = Int64(residual.magnitude)
    let verdict = Verdict(residual: Int128(residual), bounds: bounds, relation: .equal)
    return switch self {
    case .gouji: verdict == .mismatch
    case .goujiAll: verdict == .mismatch || verdict == .unlikelyRounding
    case .fixed: size > quantum
    case .relative: size > max(100 * quantum, Int64(total.magnitude) / 1000)
    case .interval: 2 * size > bounds.spread
    case .double: size > 2 * quantum
    }
  }

  func alarms(_ check: Check) -> Bool {
    let quantum = check.unit.quantum(decimals: check.decimals)
    return alarms(
      residual: check.shownDifference, total: check.left.shown, bounds: check.roundingBounds,
      quantum: quantum)
  }
}

/// A share as per cent with two places, from integers.
func percent(_ part: Int, _ whole: Int) -> String {
  guard whole > 0 else { return "–" }
  let basis = (part * 10_000 + whole / 2) / whole
  let rest = basis % 100
  return "\(basis / 100).\(rest < 10 ? "0" : "")\(rest) %"
}
