import Budget
import Decimals
import Profiles

/// The columns of `SpreadColumns` as fields of their own, behind those of the schema: so a row is
/// read once, with the amounts of all choices.
struct SpreadFields {
  let columns: SpreadColumns
  /// The fields of the parts, the totals and the others, as positions in `schema`.
  let parts: Range<Int>
  let totals: Range<Int>
  let others: Range<Int>
  /// The schema with these fields.
  let schema: InputSchema
  /// The header with the columns of these fields.
  let header: Header
  /// The columns that are read only to see whether amounts are in them, 0-based.
  let otherColumns: [Int]

  /// The fields for `columns` of `header`; columns that say whose lines they are, `scope`, are none.
  init(_ columns: SpreadColumns, header: Header, schema: InputSchema, scope: [Int]) {
    self.columns = columns
    otherColumns = columns.others.filter { !scope.contains($0) }
    parts = schema.fields.count..<schema.fields.count + columns.parts.count
    totals = parts.upperBound..<parts.upperBound + columns.totals.count
    others = totals.upperBound..<totals.upperBound + otherColumns.count
    var schema = schema
    var header = header
    let amount = schema.fields[columns.amountField]
    let sources = columns.parts.map(\.column) + columns.totals.map(\.column) + otherColumns
    for (index, column) in sources.enumerated() {
      let position = parts.lowerBound + index
      schema.fields.append(
        InputField(
          key: amount.key, kind: others.contains(position) ? .text : .money,
          labels: [header.heading(of: column)?.printed ?? amount.key]))
      header.map.columns[position] = [column]
    }
    self.schema = schema
    self.header = header
  }

  /// The amounts that a line states, by field.
  ///
  /// They are those that are not 0, and where there are none, the zeros, so that a line which is there
  /// is not lost. A blank states none.
  func amounts(of line: Line) -> [Int] {
    let stated = parts.filter { line.reading($0) != nil }
    let amounts = stated.filter { line.reading($0)?.amount.atoms != 0 }
    return amounts.isEmpty ? stated : amounts
  }

  /// A cell of a line with a number other than 0 in a column that names no choice, and that none of
  /// the totals `holding`, as fields, shows to be none.
  func unknown(in line: Line, holding: [Int]) -> (field: Int, cell: FactCell)? {
    for field in others {
      let heading = header.heading(of: otherColumns[field - others.lowerBound])
      let isExcluded = holding.contains { total in
        heading.map {
          columns.excludes($0, by: columns.totals[total - totals.lowerBound])
        } ?? false
      }
      guard !isExcluded, let cell = line.values[field], case .text(let text) = cell.value,
        let number = NumberText(text), number.value != .zero
      else { continue }
      return (field, cell)
    }
    return nil
  }
}
