import Budget
import Documents
import Localization
import Profiles
import Reconciliation
import Sheets

/// Looks at the performance tables inside a note: grades, columns, the numbering in their cells.
struct GradeJudge {
  let note: Note

  func found() -> [RecordTest.Name: [TestOutcome]] {
    var found: [RecordTest.Name: [TestOutcome]] = [:]
    for table in note.tables {
      let rows = Dictionary(grouping: table.sheet.cells, by: \.address.row)
        .sorted { $0.key < $1.key }.map {
          $0.value.sorted { $0.address.column < $1.address.column }
        }
      for row in rows {
        if let outcome = grades(row, table) { found[.noteGrades, default: []].append(outcome) }
        for cell in row {
          found[.noteNumbering, default: []] += numbering(cell, table)
        }
      }
      if let outcomes = shifted(rows, table) { found[.noteShiftedColumns, default: []] += outcomes }
    }
    return found
  }

  // MARK: Grades

  private func grades(_ row: [Cell], _ table: DocumentTable) -> TestOutcome? {
    let grades = row.compactMap { cell -> (mark: Unicode.Scalar, value: Int, cell: Cell)? in
      let text = FoldedText(cell.text)
      guard text.count <= 7, let mark = text.scalars.first,
        "≥≤<>≧≦".unicodeScalars.contains(mark)
      else { return nil }
      let digits = text.scalars.dropFirst().prefix { FoldedText.isDigit($0) }
      guard !digits.isEmpty else { return nil }
      return (mark, digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }, cell)
    }
    guard grades.count >= 3, let last = grades.last else { return nil }
    let upper = grades.dropLast()
    let falls = zip(upper, upper.dropFirst()).allSatisfy { $0.value > $1.value }
    let marksFit =
      upper.allSatisfy { $0.mark == "≥" || $0.mark == "≧" || $0.mark == ">" }
      && (last.mark == "<" || last.mark == "≤" || last.mark == "≦")
    let meets = upper.last.map { $0.value == last.value } ?? false
    guard !falls || !marksFit || !meets else { return nil }
    let shown = grades.map(\.cell.text).map { FoldedText($0) }.map { $0.text(0..<$0.count) }.joined(
      separator: " ")
    return TestOutcome(
      scope: "说明", row: row.first.map { FoldedText($0.text) }.map { $0.text(0..<$0.count) },
      message: Message(
        zh: "评价标准为“\(shown)”；应依次递减，差与中相接",
        en: "the grades are '\(shown)'; they should fall and the last should meet the one before"),
      operands: [operand(last.cell, table)])
  }

  // MARK: Columns

  /// Rows whose texts stand in other columns than those of most rows.
  ///
  /// Duties begin with 负责; a row that has its duties where others have something else is shifted.
  private func shifted(_ rows: [[Cell]], _ table: DocumentTable) -> [TestOutcome]? {
    let texts = rows.map { row in
      row.filter { $0.address.column >= 2 && $0.text.unicodeScalars.count > 12 }
    }
    func duty(_ row: [Cell]) -> Int? {
      let counted = row.map { cell in (cell.address.column, cell.text.ranges(of: "负责").count) }
      guard let most = counted.max(by: { $0.1 < $1.1 }), most.1 >= 2 else { return nil }
      return most.0
    }
    var columns: [Int: Int] = [:]
    for row in texts { if let column = duty(row) { columns[column, default: 0] += 1 } }
    guard let usual = columns.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), usual.value >= 3
    else {
      return nil
    }
    return zip(rows, texts).compactMap { row, texts in
      guard let column = duty(texts), column != usual.key,
        let cell = row.first(where: { $0.address.column == column }), let label = row.first
      else { return nil }
      let name = FoldedText(label.text)
      return TestOutcome(
        scope: "说明", row: name.text(0..<name.count),
        message: Message(
          zh: "“\(name.text(0..<name.count))”的内容描述在第 \(column + 1) 列，其他行在第 \(usual.key + 1) 列；各列错位",
          en:
            "the duties of '\(name.text(0..<name.count))' stand in column \(column + 1), in other rows in column \(usual.key + 1)"
        ),
        operands: [operand(cell, table)])
    }
  }

  // MARK: Numbering inside cells

  private func numbering(_ cell: Cell, _ table: DocumentTable) -> [TestOutcome] {
    let printed = Array(cell.text.unicodeScalars)
    guard printed.count > 8 else { return [] }
    let place = table.places[cell.address] ?? table.sheet.place(cell.address)
    return ItemNumbers(printed).faults().map { fault in
      let (quotation, raw) = Note.quotation(fault.mark.range, in: printed)
      return TestOutcome(
        scope: "说明", row: raw, column: quotation.sentence, message: fault.message,
        operands: [Operand(key: nil, place: place, raw: raw, value: nil, quotation: quotation)],
        causes: [
          Cause(
            kind: .numbering, cells: [.place(place)],
            explanation: Message(zh: "编号错", en: "the numbering is wrong"))
        ])
    }
  }

  private func operand(_ cell: Cell, _ table: DocumentTable) -> Operand {
    Operand(
      key: nil, place: table.places[cell.address] ?? table.sheet.place(cell.address),
      raw: cell.text, value: nil)
  }
}
