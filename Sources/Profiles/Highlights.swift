public import Budget

/// What a standard brings out of its tables: names for the key figures, and the charts of 图示.
public struct Highlights: Sendable {
  /// A name that formulas of other workbooks can use for one figure.
  public struct Name: Sendable {
    /// The name, such as 收入总计, by Excel's grammar for defined names.
    public var name: String
    /// The figure.
    public var figure: CellSelector
  }

  /// A chart over figures of the tables.
  public struct ChartPlan: Sendable {
    /// The form of a chart.
    public enum Kind: String, Sendable, CaseIterable {
      /// A bar for each figure (条形图).
      case bars
      /// The parts of a whole (饼图).
      case shares
      /// From one total to another by steps (瀑布图).
      case waterfall
    }

    /// The form.
    public var kind: Kind
    /// The title; slots as in wording.
    public var title: String
    /// The figures, in the order in which they are drawn, and what each is called; nil for the
    /// label of its row.
    public var figures: [(figure: CellSelector, label: String?)]
    /// The total that a waterfall begins with.
    public var from: CellSelector?
    /// The total that it ends with.
    public var to: CellSelector?
  }

  /// The names in the order of the template.
  public var names: [Name] = []
  /// The charts in the order of the sheet.
  public var charts: [ChartPlan] = []

  /// Nothing brought out.
  public init() {}
}

extension StatementSet {
  /// The figures that a selector means, in print order; it names its table and does not depend on
  /// a row at hand.
  public func keys(of selector: CellSelector) -> [FigureKey] {
    guard let block = selector.block, case .key(let column) = selector.column,
      let statement = self[
        StatementKey(
          period: selector.period ?? .current, table: block.table, block: block.block)]
    else { return [] }
    return statement.rows(selector.rows, at: nil).map { statement.key(row: $0, column: column) }
      .filter { self[$0] != nil }
  }
}
