import Budget
import Decimals
import Importing
import Localization
import Profiles
import Sheets

/// Columns of the year before that tables print beside this year's, and what the year has added:
/// 2023年执行数, 增减额, 增减%.
extension TableReader {
  /// Where such columns stand; nil for those that the header does not have, or has twice.
  private struct YearColumns {
    var last: Int?
    var change: Int?
    var percent: Int?
  }

  /// A row with what it prints of both years.
  private struct YearRow {
    var row: StatementRow
    var line: Int
    var current: StatedCell?
    var last: StatedCell?
  }

  /// What contradicts itself in them: sums of last year's amounts, and changes between the years.
  func lastYearNotes(
    _ block: BlockDefinition, _ columns: BlockBinding, _ rows: [BodyRow], _ statement: Statement,
    unit: MeasureUnit?, figures lastYear: inout [LastYearFigure]
  ) -> [PublishedNote] {
    guard table.blocks.count == 1, case .tree(let plan) = block.rows, let total = plan.total,
      let current = columns.columns[total]
    else { return [] }
    let found = yearColumns()
    guard let last = found.last else { return [] }
    func amount(_ line: Int, _ position: Int) -> StatedCell? {
      if case .amount(let stated) = money(line, position, tableUnit: unit) { return stated }
      return nil
    }
    let read = rows.compactMap { row in
      row.line.map {
        YearRow(row: row.row, line: $0, current: amount($0, current), last: amount($0, last))
      }
    }
    let isBudget = !(binding.headings[last]?.printed ?? []).contains {
      $0.contains("执行") || $0.contains("决算")
    }
    if isBudget { lastYear = read.compactMap { figure($0, statement, total, at: last) } }
    var notes = sums(of: read, statement, total: total, at: last)
    for row in read {
      if let position = found.change, let printed = amount(row.line, position) {
        notes += [changeNote(row, printed, at: position)].compactMap(\.self)
      }
      if let position = found.percent, let cell = region.cells[row.line]?[position] {
        notes += [percentNote(row, cell, at: position)].compactMap(\.self)
      }
    }
    return notes
  }

  private func figure(
    _ row: YearRow, _ statement: Statement, _ total: String, at position: Int
  ) -> LastYearFigure? {
    guard let last = row.last else { return nil }
    return LastYearFigure(
      table: table.title, key: statement.key(row: row.row.key, column: total), row: row.row,
      shown: Observation(atoms: last.shown.atoms, quantum: last.quantum), unit: last.unit,
      decimals: last.decimals ?? 2,
      place: region.sheet.place(CellAddress(row: row.line, column: position)), raw: last.cell.raw)
  }

  private func yearColumns() -> YearColumns {
    var last: [Int] = []
    var change: [Int] = []
    var percent: [Int] = []
    for (position, heading) in binding.headings where !binding.used.contains(position) {
      let text = heading.printed.joined()
      if ["增减", "增长", "增加", "比上年"].contains(where: text.contains) {
        let isRatio = ["%", "幅度", "比例", "率", "百分比"].contains {
          heading.printed.last?.contains($0) ?? false
        }
        if isRatio { percent.append(position) } else { change.append(position) }
      } else if isTotalOfLastYear(heading) {
        last.append(position)
      }
    }
    return YearColumns(
      last: last.count == 1 ? last[0] : nil, change: change.count == 1 ? change[0] : nil,
      percent: percent.count == 1 ? percent[0] : nil)
  }

  private func isTotalOfLastYear(_ heading: Heading) -> Bool {
    let years = Set(heading.printed.flatMap { Names.years(in: $0) })
    let isOfLast = heading.printed.contains { $0.hasPrefix("上年") && !$0.contains("结") }
    guard years == [year - 1] || years.isEmpty && isOfLast else { return false }
    let rest = heading.printed.map { Names.withoutYears($0) }
      .filter { !$0.isEmpty && !["预算", "预算数", "执行数", "决算数", "预算执行数", "年初预算数"].contains($0) }
      .filter { !($0.hasPrefix("上年") && !$0.contains("结")) }
    return rest.isEmpty || rest.count == 1 && ["合计", "小计", "总计", "金额"].contains(rest[0])
  }

  // MARK: Sums

  private func sums(
    of rows: [YearRow], _ statement: Statement, total: String, at position: Int
  ) -> [PublishedNote] {
    let amounts = Dictionary(rows.map { ($0.row.key, $0) }) { first, _ in first }
    return rows.compactMap { row in
      let parts =
        row.row.isTotal
        ? row.row.key == total
          ? statement.rows.filter { $0.level == 0 && $0.isItem }.map(\.key) : []
        : statement.children(of: row.row.key)
      guard !parts.isEmpty, let stated = row.last,
        parts.allSatisfy({ amounts[$0] != nil })
      else { return nil }
      let known = parts.compactMap { amounts[$0]?.last }
      guard
        let sum = known.map(\.shown.atoms).reduce(
          Int64?.some(0),
          { sum, part in
            sum.flatMap { (sum: Int64) -> Int64? in
              let (next, overflow) = sum.addingReportingOverflow(part)
              return overflow ? nil : next
            }
          }),
        Int64(known.count + 1) * stated.quantum / 2 < abs(sum - stated.shown.atoms)
      else { return nil }
      return note(
        "last-year-sum", .error, .mismatch, CellAddress(row: row.line, column: position),
        Message(
          zh: "《\(table.title)》上年数中，“\(row.row.label)”是 \(stated.printed)，所含各行之和是 "
            + "\(stated.printed(sum))；请核对",
          en:
            "of last year's amounts in “\(table.title)”, “\(row.row.label)” is \(stated.printed), "
            + "and its parts come to \(stated.printed(sum))"), raw: stated.cell.raw)
    }
  }

  // MARK: Changes

  private func changeNote(
    _ row: YearRow, _ printed: StatedCell, at position: Int
  ) -> PublishedNote? {
    let (now, before) = (row.current?.shown.atoms ?? 0, row.last?.shown.atoms ?? 0)
    let quantum = [printed.quantum, row.current?.quantum ?? 0, row.last?.quantum ?? 0].reduce(0, +)
    guard row.current != nil || row.last != nil,
      abs(printed.shown.atoms - (now - before)) > quantum / 2
    else { return nil }
    return note(
      "change-amount", .error, .mismatch, CellAddress(row: row.line, column: position),
      Message(
        zh: "《\(table.title)》“\(row.row.label)”的增减额是 \(printed.printed)，而本年 "
          + "\(printed.printed(now)) 减上年 \(printed.printed(before)) 是 \(printed.printed(now - before))；请核对",
        en:
          "the change of “\(row.row.label)” in “\(table.title)” is \(printed.printed), but this year's "
          + "\(printed.printed(now)) less last year's \(printed.printed(before)) is "
          + "\(printed.printed(now - before))"), raw: printed.cell.raw)
  }

  private func percentNote(_ row: YearRow, _ cell: Cell, at position: Int) -> PublishedNote? {
    guard let now = row.current, let before = row.last, before.shown.atoms > 0,
      let number = NumberText(cell.text), number.unit == nil || number.unit == "%"
    else { return nil }
    let places = min(number.decimals, 6)
    // Printed as 2.33 or 2.33%, or as the share 0.0233.
    for power in number.unit == "%" ? [2] : [2, 0] {
      guard let (printed, exact) = number.value.scaled(by: places), exact else { return nil }
      let unit = (0..<places).reduce(Int128(1)) { power, _ in power * 10 } * (power == 2 ? 100 : 1)
      // |printed ∕ unit − (now − before) ∕ before| within half of its last place and the rounding
      // of both amounts, all times unit × before × 2.
      let base = Int128(before.shown.atoms)
      let change = Int128(now.shown.atoms) - base
      let gap = (Int128(printed) * base - change * unit).magnitude * 2
      let rounding = Int128(now.quantum + before.quantum) * unit * 2
      if gap <= UInt128(base + rounding) { return nil }
    }
    let base = Int128(before.shown.atoms)
    let hundreds = (Int128(now.shown.atoms) - base) * 1_000_000
    let atoms = (hundreds.magnitude * 2 + base.magnitude) / (base.magnitude * 2)
    guard let percent = MeasureUnit(named: "%"),
      let rate = try? Amount(
        atoms: (hundreds < 0 ? -1 : 1) * Int64(clamping: atoms), dimension: .ratio)
    else { return nil }
    let shown = percent.text(rate, decimals: min(max(places, 2), 4))
    return note(
      "change-percent", .error, .mismatch, CellAddress(row: row.line, column: position),
      Message(
        zh: "《\(table.title)》“\(row.row.label)”的增减百分比是 \(trimmed(cell.text))，按本年 \(now.printed)、"
          + "上年 \(before.printed) 应为 \(shown)%；请核对",
        en:
          "the change of “\(row.row.label)” in “\(table.title)” is \(trimmed(cell.text)) per cent, by "
          + "\(now.printed) and \(before.printed) it should be \(shown)"), raw: cell.raw)
  }
}

extension StatedCell {
  /// The step of its last printed place.
  fileprivate var quantum: Int64 { unit.quantum(decimals: decimals ?? 2) }

  /// The amount as it is printed, with its unit.
  fileprivate var printed: String { printed(shown.atoms) }

  /// An amount in the unit and with the places of this one.
  fileprivate func printed(_ atoms: Int64) -> String {
    unit.printed(atoms, decimals: decimals ?? 2)
  }
}
