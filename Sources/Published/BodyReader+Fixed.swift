import Budget
import Importing
import Profiles
import Sheets

/// Rows that the form lists.
extension BodyReader {
  func fixed(_ rows: [FixedRow]) -> Body {
    var body = Body()
    let labels = RowLabels(rows, profile: profile)
    var lineOf: [String: Int] = [:]
    var open: String?
    var pending: [(line: Int, text: String)] = []
    var extra: [(line: Int, text: String, kind: Stranger.Kind)] = []
    if !binding.cells.isEmpty {
      // A line without any figure is no row of the sheet, but it is there: declared empty.
      let filled = lines.filter(hasNumber)
      let line = filled.first ?? lines.first ?? table.rows.upperBound + 1
      for row in rows { lineOf[row.key] = line }
      // Under a total stand the bodies that it is the total of.
      let isTotal = words(line).contains { RowWords.total($0) == .total }
      for line in filled.dropFirst() {
        let text = words(line).filter { NumberText($0) == nil }.joined(separator: " ")
        body.strangers.append(
          Stranger(kind: isTotal ? .ofWhich : .leftOut, line: line, text: text))
      }
    }
    // How deep the last 其中 stands that is no row of the form: what follows as deep is of it too.
    var ofWhich: Int?
    for line in lines where binding.cells.isEmpty {
      guard let column = binding.label else { continue }
      let cell = region.cells[line]?[column]
      let text = trimmed(cell?.text ?? "")
      guard !text.isEmpty else {
        if hasFigure(line), hasNumber(line) { pending.append((line, text)) }
        continue
      }
      let candidates = labels.matches(text)
      let free = candidates.filter { lineOf[$0.key] == nil }
      let parents = parentKeys(rows)
      let nested = free.first { row in open != nil && parents[row.key] == open }
      guard let row = nested ?? free.first(where: { $0.level == 0 }) ?? free.first else {
        let depth = cell.map(depth) ?? 0
        if RowWords.total(text) == .ofWhich {
          ofWhich = depth
        } else if depth < ofWhich ?? .max {
          ofWhich = nil
        }
        if ofWhich != nil {
          if hasFigure(line), hasNumber(line) {
            body.strangers.append(Stranger(kind: .ofWhich, line: line, text: text))
          }
        } else if hasFigure(line) {
          pending.append((line, text))
        }
        continue
      }
      ofWhich = nil
      lineOf[row.key] = line
      if row.level == 0 { open = row.key }
      // Rows between two of the form's belong to the table; rows below its last do not.
      for item in pending {
        let isKnown = !labels.matches(item.text).isEmpty
        let isPart = item.text.isEmpty || RowWords.total(item.text) != nil
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
      // A row under the sum of the items, such as 上年结转 of some kind, is none of them.
      if let foot = body.rows.lastIndex(where: { $0.row.isFoot && $0.line ?? .max < item.line }) {
        body.rows.insert(
          BodyRow(
            row: StatementRow(key: key, label: item.text, isFoot: true), line: item.line),
          at: foot + 1)
        continue
      }
      body.rows.insert(
        BodyRow(row: StatementRow(key: key, label: item.text), line: item.line), at: insertion)
      insertion += 1
    }
    body.understood = lineOf.count
    return body
  }

  func parentKeys(_ rows: [FixedRow]) -> [String: String] {
    var parents: [Int: String] = [:]
    var result: [String: String] = [:]
    for row in rows {
      parents[row.level] = row.key
      if row.level > 0 { result[row.key] = parents[row.level - 1] }
    }
    return result
  }
}
