public import Budget

/// What the importer knows beside the sheets.
public struct ImportContext: Sendable {
  /// The budget year of the inputs.
  public var year: Int
  /// The classification lists by key, such as `functional`.
  public var codes: [String: CodeList]

  /// A context made of its parts.
  public init(year: Int, codes: [String: CodeList]) {
    self.year = year
    self.codes = codes
  }
}
