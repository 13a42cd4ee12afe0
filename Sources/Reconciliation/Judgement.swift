public import Budget
public import Profiles

extension Verdict {
  /// The verdict on `residual` = left − right when the parts are rounded as `bounds` says.
  ///
  /// With quanta qᵢ and weights cᵢ: 尾差 where 4r² ≤ 3Σ(cᵢqᵢ)² (three standard deviations of
  /// independent uniform errors), 可疑尾差 up to 2|r| < Σ|cᵢ|qᵢ, 不符 from there on: figures round
  /// half up, so that the bound itself cannot be reached. All in whole atoms.
  public init(residual: Int128, bounds: Observation, relation: Relation) {
    let excess: Int128
    switch relation {
    case .atMost: excess = max(residual, 0)
    case .atLeast: excess = max(-residual, 0)
    default: excess = residual.magnitude > 0 ? Int128(residual.magnitude) : 0
    }
    if excess == 0 {
      self = .agree
    } else if 2 * excess >= Int128(bounds.spread) {
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
