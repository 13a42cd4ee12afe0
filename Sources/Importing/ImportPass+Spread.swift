import Budget
import Localization
import Profiles
import Sheets

/// Lines whose amounts stand in a column for each value of a choice field.
extension ImportPass {
  /// Tells which columns are read so, and stops where two may be the same.
  mutating func checkSpread(_ spread: SpreadFields) {
    let name = schema.fields[spread.columns.choiceField].name
    for clash in spread.columns.clashes {
      block(.ambiguousColumn)
      let cells = clash.columns.map { named($0) }
      log.add(
        ImportNote(
          kind: .ambiguousColumn, severity: .error, place: place(of: clash.columns[0]),
          message: Message(
            zh: "“\(name)”为“\(clash.choice)”的可能是这些列：\(cells.joined(separator: "、"))，"
              + "不能确定是各为一部分还是重复；请改列标题，合计列写“小计”，或删去重复的列",
            en:
              "any of \(cells.joined(separator: ", ")) may be “\(name)” “\(clash.choice)”, parts of "
              + "it or the same twice; rename the headings (小计 for a sum) or delete what is double"
          )))
    }
    let parts = spread.columns.parts.map { "\(named($0.column))→\($0.choice)" }
    let totals = spread.columns.totals.map { named($0.column) }
    log.add(
      ImportNote(
        kind: .spreadColumns, severity: .info, place: place(of: spread.columns.parts[0].column),
        message: Message(
          zh: "“\(name)”没有单独的列，按这些金额列读取，每行每列一条：\(parts.joined(separator: "、"))"
            + (totals.isEmpty ? "" : "；只作核对的合计列：\(totals.joined(separator: "、"))"),
          en: "“\(name)” has no column of its own; each of these columns of amounts gives a fact a "
            + "row: \(parts.joined(separator: ", "))"
            + (totals.isEmpty
              ? "" : "; totals to be checked only: \(totals.joined(separator: ", "))")
        )))
  }

  /// Takes a line as one fact for each choice that it gives an amount to.
  mutating func accept(_ line: Line, spread: SpreadFields) {
    let amounts = spread.amounts(of: line)
    let outcomes = spread.totals.compactMap { compare($0, line, spread) }
    // A total that comes to the known choices shows that nothing else is part of it.
    let holding = outcomes.filter { [.agree, .rounding].contains($0.total.status) }.map(\.field)
    if let (field, cell) = spread.unknown(in: line, holding: holding) {
      // It is asked about once: the lines after this one are not taken either.
      block(.ambiguousColumn)
      return reject([unknownPart(field, cell, line, spread)])
    }
    let isNothing = amounts.allSatisfy { line.reading($0)?.amount.atoms == 0 }
    if isNothing, let only = outcomes.first(where: { $0.total.stated.amount.atoms != 0 }) {
      return reject([withoutParts(only.total.stated, spread)])
    }
    for outcome in outcomes {
      rowTotals.append(outcome.total)
      if let note = note(outcome, spread) { log.add(note) }
    }
    guard !amounts.isEmpty else {
      counts.blank += 1
      return
    }
    counts.taken += 1
    var cells = Array(line.values[..<schema.fields.count])
    for field in amounts {
      guard let cell = line.values[field] else { continue }
      let part = spread.columns.parts[field - spread.parts.lowerBound]
      let heading = header.heading(of: part.column)
      cells[spread.columns.choiceField] = FactCell(
        .text(part.choice), raw: heading?.printed ?? part.choice, address: heading?.address)
      cells[spread.columns.amountField] = cell
      facts.append(first: cell.address ?? line.first, level: 0, cells: cells)
    }
    ledger.add(line)
    if group != nil { resolveGroup() }
  }

  /// A total of a row beside the sum of its parts.
  private struct RowTotal {
    var field: Int
    var total: StatedTotal
  }

  private func compare(_ field: Int, _ line: Line, _ spread: SpreadFields) -> RowTotal? {
    guard let stated = line.reading(field) else { return nil }
    let column = spread.columns.totals[field - spread.totals.lowerBound]
    let key = schema.fields[spread.columns.amountField].key
    var outcomes: [RowTotal] = []
    for parts in column.candidates {
      var sum: Int128 = 0
      var spreads = Int128(reader.settledQuantum(of: stated, field: field))
      for part in parts {
        let index = spread.parts.lowerBound + part
        guard let reading = line.reading(index) else { continue }
        sum += Int128(reading.amount.atoms)
        spreads += Int128(reader.settledQuantum(of: reading, field: index))
      }
      var total = StatedTotal(
        label: header.heading(of: column.column)?.printed ?? "", field: key, stated: stated,
        sum: sum, spread: spreads)
      // A total that may be of other columns says nothing where these do not come to it.
      if total.status == .differs, !column.isCertain {
        total.status = .unchecked
        total.recomputed = nil
      }
      outcomes.append(RowTotal(field: field, total: total))
    }
    return outcomes.first { $0.total.status == .agree }
      ?? outcomes.first { $0.total.status == .rounding } ?? outcomes.first
  }

  private func note(_ outcome: RowTotal, _ spread: SpreadFields) -> ImportNote? {
    let total = outcome.total
    let unit = total.stated.unit
    let stated = "\(unit.decimal(total.stated.amount)) \(unit.name)"
    if total.status == .differs, let sum = total.recomputed {
      let parts = "\(unit.decimal(sum)) \(unit.name)"
      return ImportNote(
        kind: .statedTotal, severity: .error, place: total.stated.place,
        message: Message(
          zh: "本行“\(total.label)”写的是 \(stated)，所含各列之和是 \(parts)；"
            + "可能是合计有误，也可能是漏了或多了一列；请核对（各列已导入，合计不作为数据）",
          en:
            "the row's “\(total.label)” states \(stated), its columns come to \(parts): the total may be wrong, or a "
            + "column lacking or too many; check both (the columns were taken, the total is no data)"
        ), raw: total.stated.raw)
    }
    guard total.status == .unchecked else { return nil }
    return ImportNote(
      kind: .uncheckedTotal, severity: .warning, place: total.stated.place,
      message: Message(
        zh: "本行“\(total.label)”是 \(stated)，与相邻各列之和都不相等，不知它合计哪些列；请核对",
        en:
          "the row's “\(total.label)” is \(stated), which no columns beside it come to; it is not "
          + "known what it sums: check it"), raw: total.stated.raw)
  }

  private func unknownPart(
    _ field: Int, _ cell: FactCell, _ line: Line, _ spread: SpreadFields
  ) -> ImportNote {
    let column = spread.otherColumns[field - spread.others.lowerBound]
    let choice = schema.fields[spread.columns.choiceField]
    let heading = header.heading(of: column)
    let fitting = choice.choices(like: heading?.path ?? [])
    let address = heading.map { "\($0.address)" } ?? ""
    let number = "\(cell.address.map { "\($0)" } ?? "") \(cell.raw)"
    return ImportNote(
      kind: .ambiguousColumn, severity: .error, place: place(of: column),
      message: Message(
        zh: "列 \(named(column)) 有数字（\(number)），但列标题不是“\(choice.name)”的可选值，"
          + "也没有相符的合计说明它不是；可能是 \(fitting.joined(separator: "、"))，或不是本预算的金额；"
          + "请改列标题，或在 gouji.yaml 中为该输入写 cells: {\(address): \(fitting.first ?? "")} 等，不是金额的写 cells: {\(address): 备注}",
        en:
          "column \(named(column)) holds a number (\(number)), but its heading is none of the values of "
          + "“\(choice.name)”, and no total shows that it is none; it may be "
          + "\(fitting.joined(separator: ", ")), or no amount of this budget: rename it, or settle it in "
          + "gouji.yaml with cells: {\(address): \(fitting.first ?? "")} …, or cells: {\(address): 备注} for what is no amount"
      ),
      raw: cell.raw)
  }

  private func withoutParts(_ stated: Reading, _ spread: SpreadFields) -> ImportNote {
    let name = schema.fields[spread.columns.choiceField].name
    return ImportNote(
      kind: .missingField, severity: .error, place: stated.place,
      message: Message(
        zh: "合计是 \(stated.raw)，而各“\(name)”列都为空；请补上，整行未导入",
        en:
          "the total is \(stated.raw), but all columns of “\(name)” are blank; fill them in, the row "
          + "was not taken"), raw: stated.raw)
  }

  private func named(_ column: Int) -> String {
    header.heading(of: column).map { "\($0.address)“\($0.printed)”" } ?? ""
  }

  private func place(of column: Int) -> Place {
    sheet.place(
      header.heading(of: column)?.address
        ?? CellAddress(row: header.rows.lowerBound, column: column))
  }
}

extension InputField {
  /// The values that a column under `headings` may stand for: those with the words that set columns
  /// apart (结转) where the headings have them, else all others.
  fileprivate func choices(like headings: [String]) -> [String] {
    let apart = (spread?.apart ?? []).filter { word in headings.contains { $0.contains(word) } }
    let marks = spread?.apart ?? []
    let fitting = choiceNames.filter { name in
      apart.isEmpty ? !marks.contains(where: name.contains) : apart.contains(where: name.contains)
    }
    return fitting.isEmpty ? choiceNames : fitting
  }

  /// The names of a choice field's values; none for other fields.
  var choiceNames: [String] {
    guard case .choice(let choices) = kind else { return [] }
    return choices.map(\.name)
  }
}
