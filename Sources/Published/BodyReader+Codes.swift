import Budget
import Importing
import Profiles
import Sheets

/// Rows of classification codes, with the total and the rows that the form lists beside them.
extension BodyReader {
  func tree(_ plan: TreePlan) -> Body {
    var body = Body()
    var codes = CodeColumn(list: profile.codes[plan.list], lengths: plan.lengths, year: year)
    let listed = RowLabels(plan, profile: profile)
    var leadingLines: [String: Int] = [:]
    var totalLine: Int?
    var furtherTotals: [Int] = []
    var found: [(key: String, code: String, label: String, line: Int)] = []
    var seen: [String: Int] = [:]
    for line in lines {
      let words = words(line)
      if let total = plan.total, words.contains(where: { isTotal($0, total) }) {
        if totalLine == nil {
          totalLine = line
        } else if hasFigure(line) {
          furtherTotals.append(line)
        }
        continue
      }
      let fixed = words.flatMap { listed.matches($0) }
      if let row = fixed.first(where: { leadingLines[$0.key] == nil }) {
        leadingLines[row.key] = line
        continue
      }
      if let row = fixed.first {
        // The same row once more without figures, as after a page break, is nothing new.
        if hasFigure(line) {
          body.strangers.append(Stranger(kind: .leftOut, line: line, text: row.label))
        }
        continue
      }
      var isCoded = false
      var parts = binding.codes.map { region.cells[line]?[$0]?.text ?? "" }
      // Without a column of codes the names begin with them, or say which are meant.
      if parts.isEmpty {
        isCoded = words.first.map { startsWithCode($0, &codes) } ?? false
        parts = [
          isCoded ? words[0] : words.lazy.compactMap { listed.code(named: $0) }.first ?? ""
        ]
      }
      guard case .code(let code) = codes.read(parts) else {
        // A row of the form that says no more than 2080… is no line.
        if hasFigure(line), !words.isEmpty || hasNumber(line), !isBeside || !words.isEmpty {
          body.strangers.append(
            Stranger(kind: .leftOut, line: line, text: words.joined(separator: " ")))
        }
        continue
      }
      let name =
        isCoded ? "" : binding.label.flatMap { region.cells[line]?[$0]?.text }.map(trimmed) ?? ""
      let copy = seen[code.code, default: 0] + 1
      seen[code.code] = copy
      let key = copy == 1 ? code.code : "\(code.code)#\(copy)"
      if copy > 1 {
        // The same row once more without figures, as after a page break, is nothing new.
        guard hasFigure(line) else { continue }
        body.strangers.append(
          Stranger(kind: .duplicate, line: line, text: name.isEmpty ? code.code : name))
      }
      found.append((key, code.code, name.isEmpty ? code.name ?? "" : name, line))
    }
    body.understood = found.count + (totalLine == nil ? 0 : 1)
    // Under a table that says it has none, nothing stands for the total: it is declared empty.
    if found.isEmpty, totalLine == nil, body.strangers.isEmpty, !isBeside, saysEmpty {
      totalLine = (region.rowNumbers.last ?? table.rows.upperBound) + 1
    }
    body.rows = treeRows(plan, found, leading: leadingLines, total: totalLine)
    for (number, line) in furtherTotals.enumerated() {
      guard let total = plan.total else { break }
      body.rows.append(
        BodyRow(
          row: StatementRow(
            key: "\(total)#\(number + 2)", label: total, isTotal: true, isFoot: !plan.totalFirst),
          line: line))
    }
    return body
  }

  /// Whether a name begins with its code, as `[20805]行政事业单位养老支出` does: in brackets, or one of
  /// the list.
  private func startsWithCode(_ word: String, _ codes: inout CodeColumn) -> Bool {
    guard case .code(let code) = codes.read([word]), code.name != nil else { return false }
    return folded(word).hasPrefix("(") || code.isListed
  }

  private func treeRows(
    _ plan: TreePlan, _ found: [(key: String, code: String, label: String, line: Int)],
    leading: [String: Int], total: Int?
  ) -> [BodyRow] {
    var rows: [BodyRow] = []
    func listed(_ fixed: [FixedRow]) -> [BodyRow] {
      let parents = parentKeys(fixed)
      return fixed.map { row in
        BodyRow(
          row: StatementRow(
            key: row.key, label: row.label, code: row.code, level: row.level,
            parent: parents[row.key], isTotal: row.isTotal, isFoot: row.isFoot),
          line: leading[row.key], fixed: row)
      }
    }
    rows += listed(plan.leading)
    let totalRow = plan.total.map {
      BodyRow(
        row: StatementRow(key: $0, label: $0, isTotal: true, isFoot: !plan.totalFirst), line: total)
    }
    if let totalRow, plan.totalFirst { rows.append(totalRow) }
    var all = found.map { (key: $0.key, code: $0.code, label: $0.label, line: Int?.some($0.line)) }
    var known = Set(found.map(\.code))
    for item in found {
      // A level that is not printed is not known, and its sums are not checked.
      for ancestor in CodeList.ancestors(of: item.code, lengths: plan.lengths)
      where known.insert(ancestor).inserted {
        all.append((ancestor, ancestor, "", nil))
      }
    }
    for item in all.sorted(by: { ($0.code, $0.key) < ($1.code, $1.key) }) {
      let ancestors = CodeList.ancestors(of: item.code, lengths: plan.lengths)
      let name = profile.codes[plan.list]?.name(of: item.code, year: year)
      let label = item.label.isEmpty ? name ?? "（未列名科目）" : item.label
      rows.append(
        BodyRow(
          row: StatementRow(
            key: item.key, label: label, code: item.code, level: ancestors.count,
            parent: ancestors.last), line: item.line))
    }
    if let totalRow, !plan.totalFirst { rows.append(totalRow) }
    rows += listed(plan.closing)
    return rows
  }

  private func isTotal(_ word: String, _ total: String) -> Bool {
    Names.row(word) == folded(total) || RowWords.total(word) == .total
  }
}
