import Budget
import Localization

/// Writes explanations as causes, with their numbers.
struct CauseWriter {
  let entries: [CellTable.Entry]
  let statements: StatementSet

  func cause(_ explanation: Explanation) -> Cause {
    let cells = explanation.cells.map { entries[$0].reference }
    let amounts = zip(explanation.cells, explanation.repairs).map { amount($1, like: $0) }
    let isKnown = explanation.cells.count == 1
    let isNowhere = cells.allSatisfy { if case .figure = $0 { true } else { false } }
    var message =
      isNowhere && explanation.kind == .textNumber ? Self.nothing : Self.done(explanation.kind)
    let values = explanation.cells.indices.map { index -> (zh: String, en: String) in
      let cell = explanation.cells[index]
      let now = amount(entries[cell].value, like: cell)?.number ?? "\(entries[cell].value)"
      let next = text(amounts[index], explanation.repairs[index])
      let place = isKnown ? "" : "\(entries[cell].reference) "
      let range = explanation.ranges[index]
      let (low, high) = (ends(range, cell).0, ends(range, cell).1)
      guard range.count > 1, explanation.kind == .unknown || explanation.kind == .staleTotal,
        low != high
      else {
        return ("\(place)现为 \(now)，应为 \(next)", "\(place)is \(now), should be \(next)")
      }
      return (
        "\(place)现为 \(now)，应为 \(next) 左右（四舍五入后可在 \(low) 至 \(high) 之间）",
        "\(place)is \(now), should be about \(next) (with rounding, from \(low) to \(high))"
      )
    }
    message.chinese += "：" + values.map(\.zh).joined(separator: "；")
    message.english += ": " + values.map(\.en).joined(separator: "; ")
    if let accident = explanation.accident {
      message.chinese += "（偶然相等的可能不超过 \(max(accident, 1))‰）"
      message.english += " (the chance of a coincidence is at most \(max(accident, 1)) in 1000)"
    }
    return Cause(
      kind: explanation.kind, cells: cells, repair: isKnown ? amounts[0] : nil,
      explanation: message)
  }

  /// Which further check would tell the first two explanations apart.
  func decider(_ explanations: [Explanation]) -> Message? {
    guard explanations.count > 1,
      let first = explanations[0].cells.first(where: { !explanations[1].cells.contains($0) }),
      let second = explanations[1].cells.first(where: { !explanations[0].cells.contains($0) })
    else { return nil }
    let (left, right) = (entries[first], entries[second])
    let decider: Message
    if left.key.table == right.key.table, left.key.period == right.key.period,
      left.key.row == right.key.row, left.key.column != right.key.column
    {
      decider = Message(
        zh: "加一条按列的核对（“\(left.key.column)”列合计或上级科目）即可分清",
        en: "a check down the column '\(left.key.column)' (its total or parent row) would decide")
    } else if left.key.table == right.key.table, left.key.period == right.key.period,
      left.key.column == right.key.column, hasSeveralColumns(left.key)
    {
      decider = Message(
        zh: "加一条按行的核对（“\(left.key.row)”行合计等于各列之和）即可分清",
        en: "a check along the row '\(left.key.row)' (its total against its columns) would decide")
    } else {
      decider = Message(
        zh: "把 \(left.reference) 与其来源或另一处同一数字核对即可分清",
        en: "checking \(left.reference) against its source, or another printing of it, would decide"
      )
    }
    return Message(
      zh: "与 \(right.reference) 仅凭现有勾稽分不清，\(decider.chinese)",
      en: "the present checks cannot tell it from \(right.reference): \(decider.english)")
  }

  private func hasSeveralColumns(_ key: FigureKey) -> Bool {
    let name = StatementKey(period: key.period, table: key.table, block: key.block)
    return (statements[name]?.columns.count ?? 0) > 1
  }

  private func ends(_ range: ClosedRange<Int128>, _ cell: Int) -> (String, String) {
    let ends = [range.lowerBound, range.upperBound].map { Int64(clamping: $0) }
    return (text(amount(ends[0], like: cell), ends[0]), text(amount(ends[1], like: cell), ends[1]))
  }

  private func amount(_ atoms: Int64, like cell: Int) -> StatedAmount? {
    let entry = entries[cell]
    return (try? Amount(atoms: atoms, dimension: entry.unit.dimension)).map {
      StatedAmount(amount: $0, unit: entry.unit, decimals: entry.decimals)
    }
  }

  private func text(_ amount: StatedAmount?, _ atoms: Int64) -> String {
    amount.map { "\($0.number) \($0.unit.name)" } ?? "\(atoms)"
  }

  /// For a figure that no cell of a file belongs to, where a number kept as text would have been read.
  private static let nothing = Message(
    zh: "没有行计入这里，可能漏了行或留了空白", en: "no line counts here; one may be missing or left blank")

  private static func done(_ kind: Cause.Kind) -> Message {
    switch kind {
    case .unit: Message(zh: "单位错（元与万元，差一万倍）", en: "wrong unit (元 for 万元 or the reverse)")
    case .slide: Message(zh: "小数点错位", en: "the decimal point slid")
    case .transposition: Message(zh: "两位数字颠倒", en: "two digits changed places")
    case .sign: Message(zh: "正负号错", en: "wrong sign")
    case .digit: Message(zh: "一位数字错", en: "one digit is wrong")
    case .missingRow: Message(zh: "合计漏加了行", en: "the total leaves out a row")
    case .duplicateRow: Message(zh: "同一行重复", en: "a row stands or counts twice")
    case .interchange: Message(zh: "两个单元格的数互换了", en: "the two cells hold each other's amounts")
    case .staleTotal: Message(zh: "合计没有随分项更新", en: "the total does not follow its parts")
    case .shortRange:
      Message(zh: "求和区域没有包括首尾的行", en: "the sum leaves out rows at an end of its range")
    case .priorYearValue: Message(zh: "填的是上年的数", en: "last year's amount was entered")
    case .textNumber:
      Message(zh: "空白，或数字存成了文本，没有计入", en: "blank, or a number kept as text and not counted")
    default: Message(zh: "改动这里即可全部相符，原因不明", en: "changing this explains all; the slip is not known")
    }
  }
}
