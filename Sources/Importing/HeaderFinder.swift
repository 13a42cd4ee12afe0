import Profiles
import Sheets

/// A header that was found: its rows, its columns and what they hold.
struct Header {
  /// The rows of the sheet.
  var rows: ClosedRange<Int>
  /// The columns by position.
  var headings: [ColumnHeading]
  /// Which of them hold which fields.
  var map: ColumnMap
  /// The texts of each header row by column, folded, as they stand in their own cells.
  var texts: [[Int: String]] = []
  /// The columns of the sheet that belong to the table: all of them, unless tables stand side by
  /// side.
  var columns = 0...Int.max
  /// Whether other tables stand beside this one.
  var isOneOfSeveral = false

  /// The heading of `column`.
  func heading(of column: Int) -> ColumnHeading? {
    headings.first { $0.column == column }
  }
}

/// Looks for the rows in which a schema's columns are named.
struct HeaderFinder {
  /// How many rows a header may have.
  static let maximalDepth = 4

  let schema: InputSchema
  let labels: FieldLabels
  let context: ImportContext

  init(schema: InputSchema, context: ImportContext) {
    self.schema = schema
    labels = FieldLabels(schema, settled: context.columns)
    self.context = context
  }

  /// The header, for each of several blocks of the schema that stand side by side its own; none
  /// where no row names enough fields.
  func headers(in grid: HeaderGrid) -> [Header] {
    guard let header = header(in: grid) else { return [] }
    return Blocks(schema: schema, labels: labels, context: context).blocks(of: header)
  }

  /// The rows that name the most fields; nil where none names enough of them to be a header.
  private func header(in grid: HeaderGrid) -> Header? {
    var best: (header: Header, score: Int)?
    guard grid.first <= grid.last else { return nil }
    let named = Set((grid.first...grid.last).filter { isNamed($0, in: grid) })
    for start in grid.first...grid.last {
      for end in start..<min(start + Self.maximalDepth, grid.last + 1) {
        let rows = start...end
        guard !named.isDisjoint(with: rows), grid.isClosed(rows),
          let header = header(rows, in: grid)
        else { continue }
        let score = score(header.map)
        // Of two readings that name as much, the one with fewer rows and then the earlier counts.
        let isBetter =
          best.map { (score, -rows.count) > ($0.score, -$0.header.rows.count) } ?? (score > 0)
        if isBetter { best = (header, score) }
      }
    }
    guard let best, isEnough(best.header.map) else { return nil }
    return extended(best.header, score: best.score, in: grid)
  }

  /// Whether a row has any text that a header of this schema may have: most rows are let go here.
  private func isNamed(_ row: Int, in grid: HeaderGrid) -> Bool {
    (grid.rows[row] ?? [:]).values.contains { entry in
      let heading = ColumnHeading(column: 0, entries: [entry], unitBelow: nil)
      return heading.codePart != nil
        || heading.names(year: context.year, ofLengths: []).contains {
          labels.parts.contains($0.name)
        }
    }
  }

  /// Whether a map names enough fields for its rows to be a header.
  private func isEnough(_ map: ColumnMap) -> Bool {
    let named = Set(map.columns.keys).union(map.conflicts.map(\.field))
      .union(map.spread.map { [$0.choiceField, $0.amountField] } ?? [])
    return named.count >= min(2, schema.fields.count)
  }

  private func score(_ map: ColumnMap) -> Int {
    map.columns.keys.reduce(0) { $0 + (schema.fields[$1].isRequired ? 5 : 3) }
      + Set(map.conflicts.map(\.field)).count - map.guesses.count
      + (map.spread.map { 10 + $0.parts.count } ?? 0)
  }

  private func header(_ rows: ClosedRange<Int>, in grid: HeaderGrid) -> Header? {
    guard rows.allSatisfy({ !(grid.rows[$0] ?? [:]).isEmpty }) else { return nil }
    let entries = grid.headings(rows)
    guard entries.values.contains(where: { $0.contains { $0.isText } }) else { return nil }
    let headings = entries.keys.sorted().map {
      ColumnHeading(column: $0, entries: entries[$0] ?? [], unitBelow: nil)
    }
    let map = ColumnMap(headings: headings, schema: schema, labels: labels, context: context)
    return Header(rows: rows, headings: headings, map: map)
  }

  /// Takes in a row of group headings above and a row of units below.
  private func extended(_ header: Header, score: Int, in grid: HeaderGrid) -> Header {
    var header = header
    let above = header.rows.lowerBound - 1
    if isGroupRow(grid.own(above), over: header, in: grid),
      let taller = self.header(above...header.rows.upperBound, in: grid),
      self.score(taller.map) >= score
    {
      header = taller
    }
    let below = grid.own(header.rows.upperBound + 1)
    let units = below.compactMapValues { UnitWords.unitName($0.folded) }
    if !units.isEmpty, units.count == below.count {
      for index in header.headings.indices {
        if let unit = units[header.headings[index].column] { header.headings[index].unit = unit }
      }
      header.rows = header.rows.lowerBound...(header.rows.upperBound + 1)
    }
    header.texts = header.rows.map { grid.own($0).mapValues(\.folded) }
    return header
  }

  private func isGroupRow(
    _ entries: [Int: HeaderGrid.Entry], over header: Header, in grid: HeaderGrid
  ) -> Bool {
    guard entries.count >= 2 || (entries.first.map { $0.key > 0 } ?? false) else { return false }
    guard grid.isClosed((header.rows.lowerBound - 1)...header.rows.upperBound) else { return false }
    return entries.values.allSatisfy {
      $0.isText && $0.folded.count <= 20 && !$0.folded.contains(":") && !$0.folded.contains("单位")
    }
  }
}
