import Budget
import Localization
import Profiles
public import Sheets

extension SheetImporter {
  /// How surely `sheet` is an input of this schema, with what speaks for it and against it: its
  /// title, its header, and whether the lines under it hold what the columns promise.
  public func recognise(_ sheet: Sheet) -> Recognition { recognise(sheet, begun: begin(sheet)) }

  /// The same for a sheet whose import was begun, with no row taken yet.
  public func recognise(_ sheet: Sheet, begun work: SheetImport) -> Recognition {
    let grid = HeaderGrid(sheet)
    guard let header = work.headers.first else {
      return Recognition(
        confidence: 0,
        evidence: [Message(zh: "没有找到“\(schema.title)”的表头", en: "no header of “\(schema.title)”")])
    }
    var evidence: [Message] = []
    let named = header.map.columns
    let conflicting = Set(header.map.conflicts.map(\.field))
    let required = schema.fields.indices.filter {
      schema.fields[$0].isRequired && schema.fields[$0].defaultValue == nil
    }
    let optional = schema.fields.indices.filter { !required.contains($0) }
    let requiredShare = share(of: required) {
      header.map.holds($0) ? 1 : conflicting.contains($0) ? 0.5 : 0
    }
    let optionalShare = share(of: optional) { named[$0] != nil ? 1 : 0 }
    let columns = header.headings.filter { heading in
      named.values.contains { $0.contains(heading.column) }
    }.map(\.printed)
    evidence.append(
      Message(
        zh: "表头第 \(header.rows.lowerBound + 1) 行有：\(columns.joined(separator: "、"))",
        en: "the header in row \(header.rows.lowerBound + 1) has \(columns.joined(separator: ", "))"
      ))
    let missing = required.filter { !header.map.holds($0) }.map { schema.fields[$0].name }
    if !missing.isEmpty {
      evidence.append(
        Message(
          zh: "缺少：\(missing.joined(separator: "、"))",
          en: "missing: \(missing.joined(separator: ", "))"))
    }
    let hasTitle = titles(sheet, grid, above: header.rows.lowerBound).contains {
      $0.contains(folded(schema.title))
    }
    if hasTitle {
      evidence.append(
        Message(zh: "标题写有“\(schema.title)”", en: "the title says “\(schema.title)”"))
    }
    let taken = takenShare(sheet, below: header.rows.upperBound, by: work)
    if let taken {
      evidence.append(
        Message(
          zh: "表头下前 \(taken.rows) 行中有 \(taken.taken + taken.totals) 行可作为明细",
          en:
            "\(taken.taken + taken.totals) of the first \(taken.rows) rows under the header read as lines"
        ))
    }
    let content = taken.map { Double($0.taken + $0.totals) / Double($0.rows) } ?? 0.5
    var confidence =
      0.6 * requiredShare + 0.1 * optionalShare + 0.2 * content + (hasTitle ? 0.1 : 0)
    // Few headings alone are those of many lists: unless most rows read as lines, the title has to
    // say what it is; and a list whose lines may be any text needs more than its one heading.
    let hasLine = taken.map { $0.taken > 0 && content >= 0.5 } ?? false
    let isProven =
      hasTitle || hasLine && (!isLoose || optionalShare >= 0.25) || required.count >= 3
      || taken?.isAlmost ?? false
    if !missing.isEmpty || !isProven { confidence = min(confidence, 0.45) }
    return Recognition(
      confidence: confidence, evidence: evidence,
      columns: work.headers.map(\.columns),
      used: work.headers.reduce(into: []) { used, header in
        for columns in header.map.columns.values { used.formUnion(columns) }
        used.formUnion(header.map.names.values)
        used.formUnion(header.map.spread?.parts.map(\.column) ?? [])
      }, header: header.rows, hasTitle: hasTitle)
  }

  /// Whether any text at all makes a line of the input.
  private var isLoose: Bool {
    schema.fields.allSatisfy { !$0.isRequired || $0.kind == .text }
  }

  private func share(of fields: [Int], _ weight: (Int) -> Double) -> Double {
    fields.isEmpty ? 1 : fields.reduce(0) { $0 + weight($1) } / Double(fields.count)
  }

  private func titles(_ sheet: Sheet, _ grid: HeaderGrid, above row: Int) -> [String] {
    guard grid.first < row else { return [folded(sheet.name)] }
    return [folded(sheet.name)]
      + (grid.first..<row).flatMap { grid.own($0).values.map(\.folded) }
  }

  /// How many of the first rows under the header read as lines, and as totals; nil where there are
  /// none.
  private func takenShare(
    _ sheet: Sheet, below row: Int, by work: SheetImport
  ) -> (taken: Int, totals: Int, rows: Int, isAlmost: Bool)? {
    var work = work
    work.take(Array(sheet.cells.prefix { $0.address.row <= row + 20 }))
    let outcome = work.finish()
    let counts = outcome.counts
    // Lines of another unit or year are lines all the same.
    let others = outcome.rejections[.otherScope] ?? 0
    let good = counts.taken + counts.leftOut + others
    let rows = good + counts.subtotals + counts.rejected - others
    // A line whose amount or code alone could not be read is one of the input all the same.
    let isAlmost = outcome.rejections.keys.contains {
      ![.unknownChoice, .missingField, .otherScope].contains($0)
    }
    return rows == 0 ? nil : (good, counts.subtotals, rows, isAlmost)
  }
}
