public import Budget
public import Profiles
public import Sheets

/// Which columns of a sheet hold which fields, found in its first rows: for readers that take the
/// cells of a large sheet themselves.
public struct ColumnPlan: Sendable {
  /// One column in use.
  public struct Column: Sendable {
    /// The field it holds.
    public var field: InputField
    /// The column of the sheet, 0-based.
    public var position: Int
    /// The unit of its amounts; nil for other columns and where nothing states it.
    public var unit: MeasureUnit?
  }

  /// The first row under the header, 0-based.
  public var firstRow: Int
  /// The columns in the order of the schema.
  public var columns: [Column]
  /// The fields whose column cannot be told from others.
  public var unclear: [InputField]
}

extension SheetImporter {
  /// The columns that `head`, the first rows of a sheet, names; nil where they hold no header.
  public func columnPlan(of head: Sheet) -> ColumnPlan? {
    let grid = HeaderGrid(head)
    guard
      let header = HeaderFinder(schema: schema, context: context).headers(in: grid).first
    else { return nil }
    let stated = SheetUnit.stated(above: header.rows.lowerBound, in: grid)
    let unit = context.unit ?? (stated.count == 1 ? stated.first?.unit : nil)
    var columns: [ColumnPlan.Column] = []
    for (index, field) in schema.fields.enumerated() {
      guard let position = header.map.columns[index]?.first else { continue }
      var own: MeasureUnit?
      if let dimension = field.kind.dimension {
        let named = header.heading(of: position)?.unit.flatMap { MeasureUnit(named: $0) }
        own = named?.dimension == dimension ? named : nil
        switch dimension {
        case .money: own = own ?? unit
        case .area: own = own ?? MeasureUnit(named: "平方米")
        case .count, .ratio: own = MeasureUnit(named: dimension == .count ? "个" : "%")
        }
      }
      columns.append(ColumnPlan.Column(field: field, position: position, unit: own))
    }
    return ColumnPlan(
      firstRow: header.rows.upperBound + 1, columns: columns,
      unclear: header.map.conflicts.map { schema.fields[$0.field] })
  }
}
