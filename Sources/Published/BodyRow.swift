import Budget
import Importing
import Profiles
import Sheets

/// A row of a statement and the row of the sheet on which it stands; nil where it was not found.
struct BodyRow {
  var row: StatementRow
  var line: Int?
  var fixed: FixedRow?
}

/// Finds the rows of a block under a table's header.
struct BodyReader {
  let profile: Profile
  let block: BlockDefinition
  let binding: BlockBinding
  let table: TableBinding
  let region: Region
  let year: Int
  /// The profile's title of the table, to let go of it where it is repeated.
  let titles: [String]

  /// What the rows of a block came to.
  struct Body {
    var rows: [BodyRow] = []
    /// Rows with figures that are none of the profile's.
    var strangers: [Stranger] = []
    /// How many rows with figures were read.
    var understood = 0
    /// Whether the rows should stand on several levels, and nothing tells which is on which.
    var lacksLevels = false
  }

  /// A row with figures that is not in the profile's form.
  struct Stranger {
    enum Kind {
      /// The label is none of the form's: it is kept under its own name.
      case unknownLabel
      /// A code or label that stands there already: it is kept as a second one.
      case duplicate
      /// Neither label nor code can be made out, or it is a subtotal: left out.
      case leftOut
    }

    var kind: Kind
    var line: Int
    var text: String
  }

  /// The rows of the block in the order of the profile.
  func body() -> Body {
    switch block.rows {
    case .fixed(let rows): fixed(rows)
    case .tree(let plan): tree(plan)
    case .records(let plan): records(plan)
    }
  }

  private var lines: [Int] {
    region.rowNumbers.filter { $0 > table.rows.upperBound && !isFurniture($0) }
  }

  // MARK: Form rows

  private func fixed(_ rows: [FixedRow]) -> Body {
    var body = Body()
    let labels = RowLabels(rows, profile: profile)
    var lineOf: [String: Int] = [:]
    var open: String?
    var pending: [(line: Int, text: String)] = []
    var extra: [(line: Int, text: String, kind: Stranger.Kind)] = []
    if !binding.cells.isEmpty {
      // A line without any figure is no row of the sheet, but it is there: declared empty.
      let line = lines.first(where: hasNumber) ?? lines.first ?? table.rows.upperBound + 1
      for row in rows { lineOf[row.key] = line }
    }
    for line in lines where binding.cells.isEmpty {
      guard let column = binding.label, let cell = region.cells[line]?[column] else { continue }
      let text = trimmed(cell.text)
      guard !text.isEmpty else { continue }
      let candidates = labels.matches(text)
      let free = candidates.filter { lineOf[$0.key] == nil }
      let parents = parentKeys(rows)
      let nested = free.first { row in open != nil && parents[row.key] == open }
      guard let row = nested ?? free.first(where: { $0.level == 0 }) ?? free.first else {
        if hasFigure(line) { pending.append((line, text)) }
        continue
      }
      lineOf[row.key] = line
      if row.level == 0 { open = row.key }
      // Rows between two of the form's belong to the table; rows below its last do not.
      for item in pending {
        let isKnown = !labels.matches(item.text).isEmpty
        let isPart = RowWords.total(item.text) != nil
        extra.append(
          (item.line, item.text, isKnown ? .duplicate : isPart ? .leftOut : .unknownLabel))
      }
      pending = []
    }
    var parents: [Int: String] = [:]
    var insertion = 0
    for row in rows {
      parents[row.level] = row.key
      // A form lists only the classes that have money: an absent one is nothing.
      if row.code != nil, lineOf[row.key] == nil { continue }
      body.rows.append(
        BodyRow(
          row: StatementRow(
            key: row.key, label: row.label, code: row.code, level: row.level,
            parent: row.level == 0 ? nil : parents[row.level - 1], isTotal: row.isTotal,
            isFoot: row.isFoot), line: lineOf[row.key], fixed: row))
      if !row.isTotal, !row.isFoot { insertion = body.rows.count }
    }
    var copies: [String: Int] = [:]
    for item in extra {
      body.strangers.append(Stranger(kind: item.kind, line: item.line, text: item.text))
      guard item.kind != .leftOut else { continue }
      copies[item.text, default: item.kind == .duplicate ? 1 : 0] += 1
      let copy = copies[item.text] ?? 1
      let key = copy == 1 ? item.text : "\(item.text)#\(copy)"
      body.rows.insert(
        BodyRow(row: StatementRow(key: key, label: item.text), line: item.line), at: insertion)
      insertion += 1
    }
    body.understood = lineOf.count
    return body
  }

  private func parentKeys(_ rows: [FixedRow]) -> [String: String] {
    var parents: [Int: String] = [:]
    var result: [String: String] = [:]
    for row in rows {
      parents[row.level] = row.key
      if row.level > 0 { result[row.key] = parents[row.level - 1] }
    }
    return result
  }

  // MARK: Codes

  private func tree(_ plan: TreePlan) -> Body {
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
      if let row = words.lazy.flatMap({ listed.matches($0) }).first {
        leadingLines[row.key] = line
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

  // MARK: Lines

  private func records(_ plan: RecordPlan) -> Body {
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

  // MARK: Rows that are no lines

  /// Whether another block stands beside this one.
  private var isBeside: Bool { table.blocks.count > 1 }

  /// The texts of a row outside the figure columns, or in the column of labels.
  private func words(_ line: Int) -> [String] {
    if isBeside, let label = binding.label {
      return [region.cells[line]?[label]].compactMap { $0.map { trimmed($0.text) } }
        .filter { !$0.isEmpty }
    }
    let figures = Set(binding.columns.values)
    return (region.cells[line] ?? [:]).filter { !figures.contains($0.key) }
      .sorted { $0.key < $1.key }.map { trimmed($0.value.text) }.filter { !$0.isEmpty }
  }

  private func hasNumber(_ line: Int) -> Bool {
    (Array(binding.columns.values) + binding.cells.values.flatMap(\.values)).contains { column in
      guard let cell = region.cells[line]?[column] else { return false }
      return cell.value != nil && NumberText(cell.text) != nil
    }
  }

  private func hasFigure(_ line: Int) -> Bool {
    binding.columns.contains { key, column in
      guard block.column(key)?.figures != nil, let cell = region.cells[line]?[column] else {
        return false
      }
      return !declaresNothing(folded(cell.text)) && !RowWords.isPlaceholder(cell.text)
    }
  }

  /// Whether a row is a header repeated, column numbers, a title, a footnote or placeholders.
  private func isFurniture(_ line: Int) -> Bool {
    let cells = (region.cells[line] ?? [:]).sorted { $0.key < $1.key }
    let texts = cells.map { folded($0.value.text) }.filter { !$0.isEmpty }
    guard let first = texts.first else { return true }
    let repeated = texts.count { table.texts.contains(UnitWords.split($0).label) }
    if repeated > 1, repeated * 2 >= texts.count || !texts.contains(where: { Double($0) != nil }) {
      return true
    }
    if isColumnNumbers(texts) { return true }
    if RowWords.isRemark(cells.first { !folded($0.value.text).isEmpty }?.value.text ?? "") {
      return true
    }
    if texts.contains(where: { UnitWords.statedMoney(in: $0) != nil && $0.contains("单位") }) {
      return true
    }
    if texts.count == 1, titles.contains(Names.title(first)) { return true }
    return texts.allSatisfy { RowWords.isPlaceholder($0) }
  }

  // 栏次 | 1 | 2 | 3, or 甲 | 乙 | 1 | 2=3+4.
  private func isColumnNumbers(_ texts: [String]) -> Bool {
    let rest = texts.filter { !["栏次", "行次", "序号", "甲", "乙", "丙", "丁"].contains($0) }
    guard texts.count > 1 else { return false }
    let numbers = rest.compactMap { text in Int(text.prefix { $0.isNumber }) }
    guard numbers.count == rest.count, let first = numbers.first else { return false }
    guard rest.count < texts.count || first == 1 else { return false }
    return numbers.enumerated().allSatisfy { $0.element == first + $0.offset } && first <= 2
  }
}
