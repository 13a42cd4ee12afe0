import Importing
import Localization
import Profiles
import Sheets

/// Where the columns of a block stand on a sheet.
struct BlockBinding {
  /// The column of the row labels or names.
  var label: Int?
  /// The columns of the code: one, or one for each level.
  var codes: [Int] = []
  /// The columns by key.
  var columns: [String: Int] = [:]
  /// The columns of single figures by row and column key, where a form prints the rows of a table
  /// side by side.
  var cells: [String: [String: Int]] = [:]
  /// The units that headings state, by column key.
  var units: [String: String] = [:]
  /// The columns that cannot be told apart, by key.
  var ambiguous: [String: [Int]] = [:]
}

/// The header of a table that was found on a sheet.
struct TableBinding {
  /// The header's rows.
  var rows: ClosedRange<Int>
  /// The columns by block.
  var blocks: [String?: BlockBinding]
  /// How many figure columns were found, and how many the profile has.
  var found: Int
  var wanted: Int
  /// How closely the headings agree.
  var score: Int
  /// The texts of the header, folded: a row with the same is the header repeated.
  var texts: Set<String>
  /// Columns with a heading that no column of the profile is bound to, by sheet column.
  var unbound: [Int: String]
}

/// Binds a table's columns to those of a sheet by heading and content, never by position.
struct ColumnBinder {
  let profile: Profile
  let table: TableDefinition
  let region: Region
  let year: Int?
  /// The column of the row labels of each block whose rows the form lists.
  private let labelColumns: [String?: Int]
  /// The names of each column, by block and key.
  private let names: [String?: [String: [ColumnName]]]
  /// Every last heading that may name a column.
  private let leaves: Set<String>
  private static let headerDepth = 4

  init(profile: Profile, table: TableDefinition, region: Region, year: Int?) {
    self.profile = profile
    self.table = table
    self.region = region
    self.year = year
    var columns: [String?: Int] = [:]
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
    }
    labelColumns = columns
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

  /// A name of a column as a path from the group down, folded.
  private struct ColumnName {
    var path: [String]
    var core: String
    var groupCores: [String]

    init(_ path: [String]) {
      self.path = path
      core = Names.column(path.last ?? "")
      groupCores = path.dropLast().map { Names.column($0) }
    }
  }

  /// The rows that name the columns best, where they name enough of them.
  func binding() -> TableBinding? {
    let grid = region.grid
    guard grid.first <= grid.last else { return nil }
    var best: TableBinding?
    for start in grid.first...min(grid.first + 16, grid.last) where !grid.own(start).isEmpty {
      for end in start..<min(start + Self.headerDepth, grid.last + 1) {
        guard grid.isClosed(start...end), !grid.goesOn(below: start...end, isKnown: isHeading),
          let found = binding(start...end, grid), !isFollowedByHeadings(found, grid)
        else { continue }
        // Of two that name as much the upper one counts: the other is the header repeated.
        if best.map({ found.score > $0.score }) ?? true { best = found }
      }
    }
    return best
  }

  /// Whether the row under a header is one more row of headings that it does not fit: nothing but
  /// words, some of them in columns of figures.
  private func isFollowedByHeadings(_ binding: TableBinding, _ grid: HeaderGrid) -> Bool {
    let below = grid.own(binding.rows.upperBound + 1)
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

  /// Whether a text is a heading of this table, or that of a part of a code.
  private func isHeading(_ entry: HeaderGrid.Entry) -> Bool {
    let name = Names.withoutYears(UnitWords.split(entry.folded).label)
    return Self.codeParts.contains(name) || leaves.contains(name)
      || leaves.contains(Names.column(name))
  }

  private static let codeParts: Set<String> = ["类", "款", "项"]

  private struct Heading {
    var column: Int
    var path: [String]
    var unit: String?
    /// The last heading without a year, and without what differs from place to place.
    var leaf: String
    var core: String
    var groupCores: [String]
    /// Whether it names no other year than the workbook's.
    var isCurrent: Bool
  }

  private func binding(_ rows: ClosedRange<Int>, _ grid: HeaderGrid) -> TableBinding? {
    // Figures and codes are no headings; a header has none.
    for row in rows {
      for entry in grid.own(row).values where !entry.isText && Double(entry.folded) == nil {
        return nil
      }
    }
    let headings = grid.headings(rows).sorted { $0.key < $1.key }.map { column, entries in
      var unit: String?
      let path = entries.map { entry in
        let (label, named) = UnitWords.split(entry.folded)
        if let named { unit = named }
        return label
      }
      let last = path.last ?? ""
      let leaf = Names.withoutYears(last)
      return Heading(
        column: column, path: path, unit: unit, leaf: leaf, core: Names.column(leaf),
        groupCores: path.dropLast().map { Names.column($0) },
        isCurrent: Names.years(in: last).allSatisfy { $0 == year || year == nil })
    }
    guard headings.contains(where: { leaves.contains($0.leaf) || leaves.contains($0.core) }) else {
      return nil
    }
    var result = TableBinding(
      rows: rows, blocks: [:], found: 0, wanted: 0, score: 0,
      texts: Set(headings.flatMap(\.path)), unbound: [:])
    var used: Set<Int> = []
    for block in table.blocks {
      let segment = segment(of: block)
      let own = headings.filter { segment.contains($0.column) }
      var binding = BlockBinding()
      let single = layoutColumns(of: block).filter { $0.content.isCell }
      if single.isEmpty {
        result.score += bindColumns(of: block, to: own, &binding)
        bindLabels(of: block, to: own, rows, &binding)
        let figures = block.columns.filter { $0.figures != nil }
        result.found += figures.count { binding.columns[$0.key] != nil }
        result.wanted += figures.count
      } else {
        result.score += bindCells(single, to: own, &binding)
        result.found += binding.cells.values.reduce(0) { $0 + $1.count }
        result.wanted += single.count
        used.formUnion(binding.cells.values.flatMap(\.values))
      }
      if binding.label != nil || !binding.codes.isEmpty { result.score += 1 }
      used.formUnion(binding.columns.values)
      used.formUnion(binding.codes)
      if let label = binding.label { used.insert(label) }
      result.blocks[block.key] = binding
    }
    guard result.found > 0,
      result.blocks.values.allSatisfy({ !$0.columns.isEmpty || !$0.cells.isEmpty })
    else {
      return nil
    }
    for heading in headings where !used.contains(heading.column) {
      guard let last = heading.path.last, !isSerial(last) else { continue }
      result.unbound[heading.column] = heading.path.joined(separator: "/")
    }
    return result
  }

  private func isSerial(_ name: String) -> Bool {
    ["序号", "行次", "栏次", "编号", "行号", "序", "备注"].contains(name)
  }

  /// Blocks side by side: from a block's column of labels up to that of the next block.
  private func segment(of block: BlockDefinition) -> Range<Int> {
    guard table.blocks.count > 1, let start = labelColumns[block.key] else { return 0..<Int.max }
    return start..<(labelColumns.values.filter { $0 > start }.min() ?? Int.max)
  }

  // MARK: Figure and text columns

  private func bindColumns(
    of block: BlockDefinition, to headings: [Heading], _ binding: inout BlockBinding
  ) -> Int {
    var pairs: [(key: String, heading: Int, score: Int)] = []
    for column in block.columns {
      let names = names[block.key]?[column.key] ?? []
      for (index, heading) in headings.enumerated() {
        let score = names.map { self.score(heading, $0) }.max() ?? 0
        if score > 0 { pairs.append((column.key, index, score)) }
      }
    }
    pairs.sort { ($0.score, $1.heading) > ($1.score, $0.heading) }
    var total = 0
    var taken: Set<Int> = []
    for pair in pairs where binding.columns[pair.key] == nil && binding.ambiguous[pair.key] == nil {
      guard !taken.contains(pair.heading) else { continue }
      let rivals = pairs.filter {
        $0.key == pair.key && $0.score == pair.score && !taken.contains($0.heading)
      }
      guard rivals.count == 1 else {
        binding.ambiguous[pair.key] = rivals.map { headings[$0.heading].column }
        continue
      }
      taken.insert(pair.heading)
      binding.columns[pair.key] = headings[pair.heading].column
      binding.units[pair.key] = headings[pair.heading].unit
      total += pair.score
    }
    return total
  }

  /// Figures that a form prints side by side, each under a heading of its own.
  private func bindCells(
    _ layouts: [LayoutColumn], to headings: [Heading], _ binding: inout BlockBinding
  ) -> Int {
    var pairs: [(layout: Int, heading: Int, score: Int)] = []
    for (index, layout) in layouts.enumerated() {
      let name = ColumnName(layout.heading.map { UnitWords.split(folded($0)).label })
      for (position, heading) in headings.enumerated() {
        let score = score(heading, name)
        if score > 0 { pairs.append((index, position, score)) }
      }
    }
    pairs.sort { ($0.score, $1.heading) > ($1.score, $0.heading) }
    var total = 0
    var bound: Set<Int> = []
    var taken: Set<Int> = []
    for pair in pairs where !bound.contains(pair.layout) && !taken.contains(pair.heading) {
      guard case .cell(let row, let column) = layouts[pair.layout].content else { continue }
      bound.insert(pair.layout)
      taken.insert(pair.heading)
      binding.cells[row, default: [:]][column] = headings[pair.heading].column
      total += pair.score
    }
    return total
  }

  private static func names(
    of column: ColumnDefinition, in block: BlockDefinition, _ table: TableDefinition,
    _ profile: Profile
  ) -> [ColumnName] {
    var names = [[folded(column.key)]]
    for label in column.labels { names.append(label.split(separator: "/").map { folded($0) }) }
    for layout in profile.layouts where layout.table == table.key {
      for shown in layout.columns
      where shown.block == block.key && shown.content == .column(column.key) {
        let path = shown.heading.map { UnitWords.split(folded($0)).label }
        names.append(path)
        // Inside its own segment a block's group heading says nothing more.
        if block.key != nil, path.count > 1 { names.append(Array(path.dropFirst())) }
      }
    }
    return names.map { ColumnName($0) }
  }

  private func layoutColumns(of block: BlockDefinition) -> [LayoutColumn] {
    profile.layouts.filter { $0.table == table.key }.flatMap(\.columns)
      .filter { $0.block == block.key }
  }

  // Names that mean something only under their group.
  private static let general: Set<String> = ["合计", "小计", "总计", "预算数", "金额", "本年预算数", "项目"]

  private func score(_ heading: Heading, _ name: ColumnName) -> Int {
    guard let wanted = name.path.last else { return 0 }
    if heading.path == name.path { return 6 + 2 * name.path.count }
    let leaf = heading.leaf
    guard heading.isCurrent, !leaf.hasPrefix("上年") || wanted.hasPrefix("上年") else { return 0 }
    let equal = leaf == wanted || "本年" + wanted == leaf
    guard equal || heading.core == name.core else { return 0 }
    let base = equal ? 4 : 2
    if name.path.count == 1 { return base + (equal && heading.path.count == 1 ? 2 : 0) }
    // Groups must agree where both have them.
    if name.groupCores.contains(where: heading.groupCores.contains) { return base + 2 }
    let isAlone = heading.groupCores.isEmpty || equal
    return Self.general.contains(wanted) || !isAlone ? 0 : base - 1
  }

  // MARK: Labels and codes

  private func bindLabels(
    of block: BlockDefinition, to headings: [Heading], _ rows: ClosedRange<Int>,
    _ binding: inout BlockBinding
  ) {
    let free = headings.filter { !binding.columns.values.contains($0.column) }
    switch block.rows {
    case .fixed: binding.label = labelColumns[block.key]
    case .records:
      binding.label = labelHeading(of: block, in: free)?.column
    case .tree where labelColumns[block.key] != nil: binding.label = labelColumns[block.key]
    case .tree:
      let parts = free.filter { Self.codeParts.contains($0.path.last ?? "") }
      if parts.count > 1 {
        binding.codes = parts.map(\.column)
      } else if let code = free.first(where: { isCode($0.path) }) {
        binding.codes = [code.column]
      } else if let column = region.codeColumn(below: rows.upperBound) {
        binding.codes = [column]
      }
      binding.label =
        free.first { heading in
          !binding.codes.contains(heading.column)
            && (heading.path.last ?? "").hasSuffix("名称")
        }?.column
        ?? labelHeading(of: block, in: free.filter { !binding.codes.contains($0.column) })?.column
    }
  }

  private func isCode(_ path: [String]) -> Bool {
    guard let last = path.last else { return false }
    return last.hasSuffix("编码") || last.hasSuffix("代码") || last == "科目编号"
  }

  private func labelHeading(of block: BlockDefinition, in headings: [Heading]) -> Heading? {
    var names = block.labelHeadings.map { folded($0) }
    for layout in layoutColumns(of: block) where layout.content == .label {
      if let last = layout.heading.last { names.append(folded(last)) }
    }
    let exact = headings.first { heading in names.contains { heading.path.last == $0 } }
    return exact ?? headings.first { ["项目", "科目", "科目名称"].contains($0.path.last ?? "") }
  }
}

extension LayoutColumn.Content {
  fileprivate var isCell: Bool { if case .cell = self { true } else { false } }
}
