import Budget
import Importing
import Profiles
import Sheets

/// Rows of lines, such as projects, and the levels on which they stand.
extension BodyReader {
  func records(_ plan: RecordPlan) -> Body {
    var body = Body()
    guard let column = binding.label else {
      body.strangers = lines.filter(hasFigure).map {
        Stranger(kind: .leftOut, line: $0, text: words($0).joined(separator: " "))
      }
      return body
    }
    var keyed: [KeyedLine] = []
    var printed: [(line: Int, texts: [String: String])] = []
    var total: Int?
    for line in lines {
      guard let cell = region.cells[line]?[column], case let text = trimmed(cell.text),
        !text.isEmpty
      else {
        if hasFigure(line) {
          body.strangers.append(Stranger(kind: .leftOut, line: line, text: ""))
        }
        continue
      }
      if let word = RowWords.total(text) {
        if word == .total {
          if plan.total != nil { total = total ?? line }
        } else if hasFigure(line) {
          body.strangers.append(Stranger(kind: .leftOut, line: line, text: text))
        }
        continue
      }
      var texts: [String: String] = [:]
      for column in block.columns where column.figures == nil {
        if let position = binding.columns[column.key], let cell = region.cells[line]?[position],
          !trimmed(cell.text).isEmpty
        {
          texts[column.key] = trimmed(cell.text)
        }
      }
      keyed.append(
        KeyedLine(
          level: outlineLevel(cell), label: text,
          texts: block.columns.compactMap { texts[$0.key] }))
      printed.append((line, texts))
    }
    for (index, line) in KeyedLine.keys(of: keyed).enumerated() {
      let parent = line.parent.map { body.rows[$0].row }
      body.rows.append(
        BodyRow(
          row: StatementRow(
            key: line.key, label: keyed[index].label, level: parent.map { $0.level + 1 } ?? 0,
            parent: parent?.key, texts: printed[index].texts),
          line: printed[index].line))
    }
    body.understood = body.rows.count
    // A text file has no alignment; where no name is set in by spaces either, levels are lost.
    body.lacksLevels =
      block.levels.count > 1 && body.rows.count > 1 && region.sheet.isText
      && body.rows.allSatisfy { $0.row.level == 0 }
    if let name = plan.total {
      body.rows.append(
        BodyRow(row: StatementRow(key: name, label: name, isTotal: true), line: total))
    }
    return body
  }

  /// 职责 stands at the edge, its 工作活动 is indented, by the cell's alignment or by spaces.
  private func outlineLevel(_ cell: Cell) -> Int {
    guard block.levels.count > 1 else { return 0 }
    if cell.indent > 0 { return min(cell.indent, block.levels.count - 1) }
    guard case .text(let text) = cell.value, let first = text.unicodeScalars.first else { return 0 }
    return isSpace(first) ? 1 : 0
  }
}
