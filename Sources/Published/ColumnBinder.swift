import Importing
import Profiles
import Sheets

/// Binds a table's columns to those of a sheet by heading and content, never by position.
struct ColumnBinder {
  let profile: Profile
  let table: TableDefinition
  let region: Region
  let year: Int?
  /// The column of the row labels of each block whose rows the form lists.
  let labelColumns: [String?: Int]
  /// The blocks whose rows the form prints side by side, and this sheet below each other.
  let blocksByRow: Set<String?>
  /// The names of each column, by block and key.
  let names: [String?: [String: [ColumnName]]]
  /// Every last heading that may name a column.
  private let leaves: Set<String>

  init(profile: Profile, table: TableDefinition, region: Region, year: Int?) {
    self.profile = profile
    self.table = table
    self.region = region
    self.year = year
    var columns: [String?: Int] = [:]
    var byRow: Set<String?> = []
    for block in table.blocks {
      let labels: RowLabels
      let least: Int
      switch block.rows {
      case .fixed(let rows):
        labels = RowLabels(rows, profile: profile)
        least = min(2, rows.count)
      // Beside another block the rows of codes are known by their names.
      case .tree(let plan) where table.blocks.count > 1:
        labels = RowLabels(plan, profile: profile)
        least = 1
      default: continue
      }
      var best: (column: Int, count: Int)?
      for (column, cells) in region.texts where !columns.values.contains(column) {
        let keys = cells.prefix(500).flatMap { cell in
          labels.matches(cell.text).map(\.key) + [labels.code(named: cell.text)].compactMap(\.self)
        }
        let count = Set(keys).count
        if count > best?.count ?? 0 || count == best?.count && column < best?.column ?? 0 {
          best = (column, count)
        }
      }
      if let best, best.count >= least { columns[block.key] = best.column }
      // A heading and its group are two labels in one column.
      if let best, best.count > 2 { byRow.insert(block.key) }
    }
    labelColumns = columns
    blocksByRow = byRow
    var names: [String?: [String: [ColumnName]]] = [:]
    for block in table.blocks {
      for column in block.columns {
        names[block.key, default: [:]][column.key] = Self.names(
          of: column, in: block, table, profile)
      }
    }
    self.names = names
    leaves = Set(
      names.values.flatMap(\.values).flatMap(\.self).flatMap { [$0.path.last ?? "", $0.core] }
        + profile.layouts.filter { $0.table == table.key }.flatMap(\.columns)
        .filter { $0.content.isCell }.compactMap { $0.heading.last.map { folded($0) } })
  }

  /// The rows that name the columns best, where they name enough of them.
  func binding() -> TableBinding? {
    let rows = HeaderRows(region: region, isHeading: isHeading)
    var best: TableBinding?
    for candidate in rows.candidates {
      guard let found = binding(candidate, region.grid), !isFollowedByHeadings(found) else {
        continue
      }
      // Of two that name as much the smaller one inside the other counts, else the upper one: the
      // other is the header repeated.
      let isBetter =
        best.map {
          found.score > $0.score
            || found.score == $0.score && $0.rows.lowerBound <= candidate.lowerBound
              && $0.rows.upperBound >= candidate.upperBound
        } ?? true
      if isBetter { best = found }
    }
    return best
  }

  /// Whether the row under a header is one more row of headings that it does not fit: nothing but
  /// words, some of them in columns of figures.
  private func isFollowedByHeadings(_ binding: TableBinding) -> Bool {
    let below = region.grid.own(binding.rows.upperBound + 1)
    let figures = table.blocks.flatMap { block -> [Int] in
      let own = binding.blocks[block.key] ?? BlockBinding()
      let columns = block.columns.filter { $0.figures != nil }.compactMap { own.columns[$0.key] }
      return columns + own.cells.values.flatMap(\.values)
    }
    return below.values.allSatisfy { $0.isText && Double($0.folded) == nil }
      && figures.contains { column in
        below[column].map { entry in
          !declaresNothing(entry.folded) && !RowWords.isPlaceholder(entry.text)
            && UnitWords.unitName(entry.folded) == nil && NumberText(entry.text) == nil
        } ?? false
      }
  }

  /// Whether a text is a heading of this table.
  private func isHeading(_ entry: HeaderGrid.Entry) -> Bool {
    let name = Names.withoutYears(UnitWords.split(entry.folded).label)
    return leaves.contains(name) || leaves.contains(Names.column(name))
      || CodeHeadings.isCode(name) || CodeHeadings.parts.contains(name)
      || name.hasSuffix("名称")
  }

  private func binding(_ rows: ClosedRange<Int>, _ grid: HeaderGrid) -> TableBinding? {
    // Figures and codes are no headings; a header has none.
    for row in rows {
      // The numbers of columns and years may stand in a header.
      for entry in grid.own(row).values where !entry.isText && Int(entry.folded) == nil {
        return nil
      }
    }
    let headings = grid.headings(rows).sorted { $0.key < $1.key }.map {
      Heading(column: $0, entries: $1, year: year)
    }
    guard headings.contains(where: { leaves.contains($0.leaf) || leaves.contains($0.core) }) else {
      return nil
    }
    var result = TableBinding(
      rows: rows, blocks: [:], found: 0, wanted: 0, score: 0,
      texts: Set(headings.flatMap(\.printed)),
      headings: Dictionary(uniqueKeysWithValues: headings.map { ($0.column, $0) }))
    for block in table.blocks {
      let segment = segment(of: block, among: headings)
      let own = headings.filter { segment.contains($0.column) }
      var binding = BlockBinding(segment: segment)
      let single = layoutColumns(of: block).filter { $0.content.isCell }
      if single.isEmpty || blocksByRow.contains(block.key) {
        result.score += bindColumns(of: block, to: own, &binding)
        bindLabels(of: block, to: own, rows, &binding)
        let figures = block.columns.filter { $0.figures != nil }
        result.found += figures.count { binding.columns[$0.key] != nil }
        result.wanted += figures.count
      } else {
        result.score += bindCells(single, of: block, to: own, &binding)
        result.found += binding.cells.values.reduce(0) { $0 + $1.count }
        result.wanted += single.count
      }
      let named = Set(own.map(\.column))
      result.score += binding.label.map(named.contains) ?? false ? 1 : 0
      result.score += binding.codes.contains { !named.contains($0) } ? 0 : binding.codes.count
      result.blocks[block.key] = binding
    }
    guard result.found > 0,
      result.blocks.values.allSatisfy({ !$0.columns.isEmpty || !$0.cells.isEmpty })
    else {
      return nil
    }
    return result
  }

  /// Whether a heading is that of row numbers or remarks.
  static func saysNothing(_ name: String) -> Bool {
    ["序号", "行次", "栏次", "编号", "行号", "序", "备注"].contains(name)
  }

  /// Blocks side by side: from a block's column of labels up to that of the next block, or up to one
  /// that is headed the same, as where 支出 stands once by function and once by its kinds.
  private func segment(of block: BlockDefinition, among headings: [Heading]) -> Range<Int> {
    guard table.blocks.count > 1, let start = labelColumns[block.key] else { return 0..<Int.max }
    var ends = labelColumns.values.filter { $0 > start }
    if let label = headings.first(where: { $0.column == start }) {
      ends += headings.filter { $0.column > start && $0.leaf == label.leaf }.map(\.column)
    }
    return start..<(ends.min() ?? Int.max)
  }
}
