import Profiles

/// Finds tables that stand side by side under one header: income left and expenditure right, or
/// one table whose columns begin again.
///
/// The columns are parted where the groups above them change, where a column is left free, or where
/// the first heading comes again. A parting counts only if every part is a table of its own, with
/// headings that name its lines: two columns of amounts are an ambiguous heading and no second table.
struct Blocks {
  let schema: InputSchema
  let labels: FieldLabels
  let context: ImportContext

  /// What the columns of one part hold.
  private struct Part {
    var headings: [ColumnHeading]
    var map: ColumnMap
    var isComplete: Bool
    /// The group over all of them; nil where there is none.
    var group: String?
  }

  /// The blocks of this schema among the columns of `header`, from left to right: `header` itself
  /// where it is one table or cannot be parted with certainty.
  func blocks(of header: Header) -> [Header] {
    guard !header.map.conflicts.isEmpty, labels.settled.isEmpty else { return [header] }
    let first = header.headings.first?.path.last
    let firstNamed = header.headings.first { !RowWords.isSerial($0) }?.path.last
    let partings: [(ColumnHeading, ColumnHeading) -> Bool] = [
      { $0.path.count > 1 && $1.path.count > 1 && $0.path.first != $1.path.first },
      { $1.column > $0.column + 1 },
      { $1.path.last == first },
      { $1.path.last == firstNamed },
    ]
    for parts in partings.map({ parts(header.headings, startingWhere: $0) }) where parts.count > 1 {
      guard parts.allSatisfy(isTable), let chosen = chosen(among: parts) else { continue }
      return chosen.map { index in
        var block = header
        block.headings = parts[index].headings
        block.map = parts[index].map
        let start = index == 0 ? 0 : parts[index].headings[0].column
        let end = index + 1 < parts.count ? parts[index + 1].headings[0].column - 1 : Int.max
        block.columns = start...end
        block.texts = header.texts.map { $0.filter { (start...end).contains($0.key) } }
        block.isOneOfSeveral = true
        return block
      }
    }
    return [header]
  }

  private func parts(
    _ headings: [ColumnHeading], startingWhere starts: (ColumnHeading, ColumnHeading) -> Bool
  ) -> [Part] {
    var runs: [[ColumnHeading]] = []
    for heading in headings {
      if let last = runs.last?.last, !starts(last, heading) {
        runs[runs.count - 1].append(heading)
      } else {
        runs.append([heading])
      }
    }
    return runs.map { run in
      let map = ColumnMap(headings: run, schema: schema, labels: labels, context: context)
      let isComplete =
        map.conflicts.isEmpty
        && schema.fields.indices.allSatisfy {
          !schema.fields[$0].isRequired || schema.fields[$0].defaultValue != nil
            || map.holds($0)
        }
      let groups = Set(run.map { $0.path.count > 1 ? $0.path[0] : "" })
      return Part(
        headings: run, map: map, isComplete: isComplete,
        group: groups.count == 1 ? groups.first.flatMap { $0.isEmpty ? nil : $0 } : nil)
    }
  }

  /// Whether a part names lines and gives amounts or words for them.
  private func isTable(_ part: Part) -> Bool {
    guard part.headings.count > 1 else { return false }
    let names = part.map.columns.keys.contains { schema.fields[$0].kind.dimension == nil }
    return names
      || part.headings.contains { heading in
        ["编码", "代码", "名称", "项目", "科目"].contains { heading.path.last?.hasSuffix($0) ?? false }
      }
  }

  /// The parts that are this schema's; nil where that cannot be told.
  private func chosen(among parts: [Part]) -> [Int]? {
    let complete = parts.indices.filter { parts[$0].isComplete }
    // A part that is let go must be another table, and none that lacks what stands left of it.
    let isApart = parts.allSatisfy { part in
      part.isComplete || part.group != nil
        || part.map.columns.keys.contains {
          schema.fields[$0].isRequired && schema.fields[$0].kind.dimension == nil
        }
    }
    guard isApart else { return nil }
    guard complete.count > 1 else { return complete.isEmpty ? nil : complete }
    let groups = complete.map { parts[$0].group }
    if Set(complete.map { shape(parts[$0]) }).count == 1, Set(groups).count == 1 {
      return complete
    }
    // Groups such as 收入 and 支出 say which part is the one that the title names.
    let title = folded(schema.title)
    let titled = complete.filter { parts[$0].group.map { title.contains($0) } ?? false }
    if titled.count == 1 { return titled }
    guard groups.allSatisfy({ $0 == nil }) else { return nil }
    // Else the part whose headings this schema knows best.
    let unused = complete.map { index in
      let used = Set(parts[index].map.columns.values.joined())
        .union(parts[index].map.names.values)
      return parts[index].headings.count { !used.contains($0.column) && !RowWords.isSerial($0) }
    }
    let fewest = unused.min() ?? 0
    let best = complete.indices.filter { unused[$0] == fewest }.map { complete[$0] }
    return best.count == 1 ? best : nil
  }

  /// The headings of a part, by which it is told that a table begins again.
  private func shape(_ part: Part) -> [String] {
    part.headings.filter { !RowWords.isSerial($0) }.map { $0.path.last ?? "" }
  }
}
