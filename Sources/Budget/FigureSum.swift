/// A weighted sum of figures, as printed and before rounding.
public struct FigureSum: Sendable {
  /// The sum of the printed figures.
  public private(set) var shown: Observation
  /// The sum of the exact figures; nil where one is known only as printed.
  public private(set) var exact: Observation?

  /// A sum that begins with `shown` and `exact`; nothing unless told otherwise.
  public init(
    shown: Observation = Observation(atoms: 0), exact: Observation? = Observation(atoms: 0)
  ) {
    self.shown = shown
    self.exact = exact
  }

  /// Adds `figure`, `factor` times.
  ///
  /// - Throws: `AmountError` where the sum is beyond the limit of amounts.
  public mutating func add(_ figure: Figure, times factor: Int64) throws(AmountError) {
    try shown.add(figure.shown, times: factor)
    if let known = figure.exact {
      try exact?.add(known, times: factor)
    } else {
      exact = nil
    }
  }
}
