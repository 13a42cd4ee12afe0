import Sheets

/// A page of a table that is laid out with blanks: its headings, and its rows under them.
struct LaidOutPage {
  /// A cell's words.
  struct Item {
    var text: String
    var line: Int
    var offset: Int
    var span: Range<Int>
    var indent: Int
    /// Whether it is a number or a mark for none.
    var isFigure: Bool
  }

  struct Row {
    /// By the number of the column's heading.
    var cells: [Int: Item]
    var followsBlank: Bool
  }

  /// One way to read the header, and the rows under it.
  struct Reading {
    var header: LaidOutHeader.Reading
    var rows: [Row]
    /// The columns that hold words.
    var texts: [Int: Range<Int>]

    /// The headings by which pages of one table are known.
    var names: [String] {
      header.columns.map { ($0.path + [$0.leaf]).map(\.text).joined(separator: "/") }
    }
  }

  /// The lines above the header: title, body and unit of money.
  let preamble: [LaidOutLine]
  let readings: [Reading]
  /// How many columns of figures end at one place.
  let flushness: Int

  private static let mostReadings = 40

  /// - Parameter lines: from the title or the header on, without page numbers.
  init?(_ lines: [LaidOutLine]) {
    guard let (above, start) = Self.frame(of: lines) else { return nil }
    preamble = Array(lines[..<above])
    // A title or a unit further down is that of another table, and words alone on top of a page are
    // another header.
    guard
      !lines[start...].contains(where: {
        Self.isTitle($0) || Self.namesUnit($0)
          || $0.startsPage && $0.words.count > 1 && !$0.words.contains(where: \.isFigure)
      })
    else { return nil }
    let body = lines[start...].filter { !$0.numbersColumns }
    let columns = LaidOutColumns(body)
    guard columns.arePlain else { return nil }
    flushness = columns.flushness
    let header = LaidOutHeader(Array(lines[above..<start]), over: columns.runs.map(\.span))
    readings = Array(
      header.readings.compactMap { Self.reading($0, columns, body) }.prefix(Self.mostReadings))
    guard !readings.isEmpty else { return nil }
  }

  /// The first line of the header and the first of the rows; nil where either lacks.
  static func frame(of lines: [LaidOutLine]) -> (header: Int, rows: Int)? {
    guard let rows = lines.firstIndex(where: isRow) ?? lines.firstIndex(where: isTotal) else {
      return nil
    }
    let top = lines[..<rows]
    let above = top.lastIndex(where: namesUnit) ?? top.lastIndex(where: isTitle)
    let header = above.map { $0 + 1 } ?? 0
    return header < rows ? (header, rows) : nil
  }

  private static func reading(
    _ header: LaidOutHeader.Reading, _ columns: LaidOutColumns, _ body: [LaidOutLine]
  ) -> Reading? {
    let leaves = header.columns.map { column in
      column.leaf.fields.dropFirst().reduce(column.leaf.fields[0].span) { $0.hull($1.span) }
    }
    let names = header.columns.map(\.leaf.text)
    guard leaves.count >= 2, let found = columns.headings(leaves, named: names) else { return nil }
    var rows = body.map { Row(cells: [:], followsBlank: $0.followsBlank) }
    var texts: [Int: Range<Int>] = [:]
    for (run, leaf) in zip(columns.runs, found) {
      if !run.isOfFigures { texts[leaf] = run.span }
      for (row, words) in run.rows.enumerated() {
        guard let first = words.first else { continue }
        rows[row].cells[leaf] = Item(
          text: words.map(\.text).joined(separator: " "), line: body[row].number,
          offset: first.offset,
          span: first.span.lowerBound..<words[words.count - 1].span.upperBound,
          indent: first.indent, isFigure: first.isFigure)
      }
    }
    return Reading(
      header: header, rows: LaidOutLabels(texts: texts).joined(rows), texts: texts)
  }

  /// Whether a line is the first of the rows: it has a number, or begins with that of an item.
  private static func isRow(_ line: LaidOutLine) -> Bool {
    !namesUnit(line) && !isTitle(line)
      && line.words.contains { $0.isNumber || LaidOutLabels.startsItem($0.text) }
  }

  /// Whether a line is that of a total and nothing else, as the only one of an empty table is.
  private static func isTotal(_ line: LaidOutLine) -> Bool {
    LaidOutLine.totals.contains(line.plain)
  }

  private static func namesUnit(_ line: LaidOutLine) -> Bool {
    let plain = line.plain
    return ["单位：", "单位:", "部门：", "部门:", "名称：", "名称:"].contains { plain.contains($0) }
  }

  static func isTitle(_ line: LaidOutLine) -> Bool {
    let plain = line.plain
    return line.words.count <= 2 && plain.unicodeScalars.count >= 5
      && (plain.hasSuffix("表") || plain.hasSuffix("表（续）") || plain.hasSuffix("表(续)"))
  }
}

/// Labels that go over more than one line.
struct LaidOutLabels {
  /// The columns that hold words.
  var texts: [Int: Range<Int>]

  /// How near to the end of its column a broken line ends.
  private static let slack = 3

  /// Whether a text begins with the number of an item, as labels do that stand under each other.
  static func startsItem(_ text: String) -> Bool { LeadingNumber(text.unicodeScalars) != nil }

  /// The rows with the lines of broken labels joined.
  ///
  /// A line of nothing but a label is the rest of the one above where that filled its column, and
  /// the labels around it have numbers or codes while it has none. Where a row of figures without a
  /// label stands between two such lines they are its label.
  func joined(_ rows: [LaidOutPage.Row]) -> [LaidOutPage.Row] {
    let isNumbered =
      rows.filter { isNamed($0) }.count {
        $0.cells.values.contains { !isLabel($0) && $0.isFigure } && hasMark($0)
      } * 10 >= rows.filter { isNamed($0) && hasFigures($0) }.count * 7
    guard isNumbered else { return rows }
    var result: [LaidOutPage.Row] = []
    var index = 0
    while index < rows.count {
      var row = rows[index]
      if let column = lone(row), index + 2 < rows.count, !rows[index + 1].followsBlank,
        !rows[index + 2].followsBlank, rows[index + 1].cells[column] == nil,
        hasFigures(rows[index + 1]), let rest = lone(rows[index + 2]), rest == column,
        !hasMark(rows[index + 2]), let head = row.cells[column],
        let tail = rows[index + 2].cells[column]
      {
        row = rows[index + 1]
        row.cells[column] = joined(head, tail)
        result.append(row)
        index += 3
        continue
      }
      if let column = lone(row), !hasMark(row), !row.followsBlank, var last = result.last,
        let head = last.cells[column], let tail = row.cells[column], hasFigures(last),
        let end = texts[column]?.upperBound, head.span.upperBound + Self.slack >= end
      {
        last.cells[column] = joined(head, tail)
        result[result.count - 1] = last
      } else {
        result.append(row)
      }
      index += 1
    }
    return result
  }

  private func joined(_ head: LaidOutPage.Item, _ tail: LaidOutPage.Item) -> LaidOutPage.Item {
    var item = head
    item.text += tail.text
    return item
  }

  private func isLabel(_ item: LaidOutPage.Item) -> Bool { !item.isFigure }

  /// The only column with anything in it, where that is one of words.
  private func lone(_ row: LaidOutPage.Row) -> Int? {
    guard row.cells.count == 1, let column = row.cells.keys.first, texts[column] != nil else {
      return nil
    }
    return column
  }

  private func isNamed(_ row: LaidOutPage.Row) -> Bool {
    row.cells.keys.contains { texts[$0] != nil }
  }

  private func hasFigures(_ row: LaidOutPage.Row) -> Bool {
    row.cells.contains { texts[$0.key] == nil && $0.value.isFigure }
  }

  /// Whether the row's label begins with an item's number, or the row with a code.
  private func hasMark(_ row: LaidOutPage.Row) -> Bool {
    let first = row.cells.min { $0.key < $1.key }
    guard let first else { return false }
    return first.value.isFigure
      && first.value.text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
      || Self.startsItem(first.value.text)
  }
}
