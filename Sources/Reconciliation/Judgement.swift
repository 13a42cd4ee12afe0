public import Budget
public import Profiles

extension Verdict {
  /// The verdict on `residual` = left − right when the parts are rounded as `bounds` says.
  ///
  /// The true difference lies in an interval around the residual, ½Σ|cᵢ|qᵢ to either side, with
  /// quanta qᵢ and weights cᵢ; `bounds` knows which of its ends can be reached. 不符 where no value
  /// in it satisfies the relation. For printed figures alone that is 2|r| ≥ Σ|cᵢ|qᵢ, because figures
  /// round half up; where all that is rounded stands on one side (0.125 printed as 0.13 beside the
  /// exact 0.125), one end is reached and 2|r| > Σ|cᵢ|qᵢ holds there. Otherwise 尾差 where
  /// 4r² ≤ 3Σ(cᵢqᵢ)², three standard deviations of independent uniform errors, and 可疑尾差 beyond.
  /// All in whole atoms.
  public init(residual: Int128, bounds: Observation, relation: Relation) {
    let isAbove = residual > 0
    let isViolated =
      switch relation {
      case .atMost: isAbove
      case .atLeast: residual < 0
      default: residual != 0
      }
    let excess = Int128(residual.magnitude)
    let isEndReached = isAbove ? bounds.reachesLow : bounds.reachesHigh
    if !isViolated {
      self = .agree
    } else if 2 * excess > Int128(bounds.spread)
      || 2 * excess == Int128(bounds.spread) && !isEndReached
    {
      self = .mismatch
    } else if 4 * excess * excess <= 3 * bounds.squares {
      self = .rounding
    } else {
      self = .unlikelyRounding
    }
  }
}

extension Severity {
  /// The severity of a finding with `verdict` under a rule of severity `rule`.
  ///
  /// Rounding is never more than a hint, an unlikely one never more than a warning; what could not
  /// be checked is no error in the figures.
  public init(rule: Severity, verdict: Verdict, isMandatory: Bool) {
    switch verdict {
    case .mismatch: self = rule
    case .unlikelyRounding: self = min(rule, .warning)
    case .notChecked: self = isMandatory ? .warning : .info
    case .agree, .rounding, .notApplicable: self = .info
    }
  }
}
