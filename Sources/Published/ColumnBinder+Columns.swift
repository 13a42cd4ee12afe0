import Importing
import Profiles
import Sheets

/// How headings are held against the columns of the profile.
extension ColumnBinder {
  // MARK: Figure and text columns

  func bindColumns(
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

  /// Figures that a form prints side by side, each under a heading of its own: as the layout has it,
  /// or called like the row.
  func bindCells(
    _ layouts: [LayoutColumn], of block: BlockDefinition, to headings: [Heading],
    _ binding: inout BlockBinding
  ) -> Int {
    var pairs: [(layout: Int, heading: Int, score: Int)] = []
    for (index, layout) in layouts.enumerated() {
      let names = cellNames(layout, of: block)
      for (position, heading) in headings.enumerated() {
        let score = names.map { self.score(heading, $0) }.max() ?? 0
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
      let rivals = pairs.filter {
        $0.layout == pair.layout && $0.score == pair.score && !taken.contains($0.heading)
      }
      // Which of several it is nobody can tell: the figure stays missing.
      guard rivals.count == 1 else { continue }
      taken.insert(pair.heading)
      binding.cells[row, default: [:]][column] = headings[pair.heading].column
      total += pair.score
    }
    return total
  }

  private func cellNames(_ layout: LayoutColumn, of block: BlockDefinition) -> [ColumnName] {
    var names = [ColumnName(layout.heading.map { UnitWords.split(folded($0)).label })]
    if case .cell(let key, _) = layout.content, case .fixed(let rows) = block.rows,
      let row = rows.first(where: { $0.key == key })
    {
      names += ([row.key, row.label] + row.labels).map { ColumnName([Names.row($0)]) }
    }
    return names
  }

  static func names(
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

  func layoutColumns(of block: BlockDefinition) -> [LayoutColumn] {
    profile.layouts.filter { $0.table == table.key }.flatMap(\.columns)
      .filter { $0.block == block.key }
  }

  // Names that mean something only under their group.
  private static let general: Set<String> = ["合计", "小计", "总计", "预算数", "金额", "本年预算数", "项目"]

  private func score(_ heading: Heading, _ name: ColumnName) -> Int {
    guard let wanted = name.path.last else { return 0 }
    if heading.printed == name.path { return 6 + 2 * name.path.count }
    let leaf = heading.leaf
    guard heading.isCurrent, !leaf.hasPrefix("上年") || wanted.hasPrefix("上年") else { return 0 }
    if heading.path == name.path { return 6 + 2 * name.path.count }
    // What was carried over, by source, is no income of the year.
    guard !heading.isOfCarryOver || name.path.contains(where: { $0.contains("结转") }) else {
      return 0
    }
    if name.path.count == 1, let group = heading.totalOf, !Self.general.contains(wanted) {
      return group == wanted ? 3 : Names.column(group) == name.core ? 1 : 0
    }
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

  func bindLabels(
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
      let parts = free.filter { CodeHeadings.parts.contains($0.path.last ?? "") }
      if !parts.isEmpty {
        // 款 without 类, or two 款, is no code.
        let ordered = CodeHeadings.parts.prefix(parts.count).map { name in
          parts.filter { $0.path.last == name }
        }
        if ordered.allSatisfy({ $0.count == 1 }) {
          binding.codes = ordered.map { $0[0].column }
        } else {
          binding.unclearCodes = parts.map(\.column)
        }
      } else if let code = free.first(where: { CodeHeadings.isCode($0.path.last ?? "") }) {
        binding.codes = [code.column]
      } else {
        let bodies = headings.filter { CodeHeadings.isOfBody($0.path.last ?? "") }.map(\.column)
        if let column = region.codeColumn(
          below: rows.upperBound, without: bodies + binding.columns.values)
        {
          binding.codes = [column]
        }
      }
      let used = binding.codes + binding.unclearCodes
      binding.label =
        free.first { heading in
          !used.contains(heading.column)
            && (heading.path.last ?? "").hasSuffix("名称")
        }?.column
        ?? labelHeading(of: block, in: free.filter { !used.contains($0.column) })?.column
        ?? free.first { heading in
          !used.contains(heading.column) && !Self.saysNothing(heading.path.last ?? "")
            && heading.column < binding.columns.values.min() ?? 0
        }?.column
    }
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
  /// Whether the column shows a single figure.
  var isCell: Bool { if case .cell = self { true } else { false } }
}
