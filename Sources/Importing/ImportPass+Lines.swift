import Budget
import Localization
import Profiles
import Sheets

/// What becomes of the rows under the header.
extension ImportPass {
  mutating func takeRemark(_ content: RowContent) {
    counts.notes += 1
    checkContext(content)
    guard let unit, let other = content.statedUnits.first(where: { $0.unit != unit }) else {
      return
    }
    block(.unitConflict)
    log.add(
      ImportNote(
        kind: .unitConflict, severity: .error, place: sheet.place(other.address),
        message: Message(
          zh: "此处改用单位\(other.unit.name)，表头上方是\(unit.name)；请把两部分分成两张表",
          en: "the unit changes here to \(other.unit.name), above the header it is \(unit.name); "
            + "put the two parts on two sheets"), raw: other.text))
  }

  private mutating func checkContext(_ content: RowContent) {
    let changed = content.context.keys.sorted().first { key in
      statedContext[key].map { $0.value != content.context[key]?.value } ?? false
    }
    guard let changed, let before = statedContext[changed]?.value,
      let now = content.context[changed]?.value
    else {
      return
    }
    block(.otherContext)
    log.add(
      ImportNote(
        kind: .otherContext, severity: .error, place: sheet.place(content.first.address),
        message: Message(
          zh: "此处“\(changed)”变为“\(now)”，表头上方是“\(before)”；请把两部分分成两张表，此行以下未导入",
          en: "“\(changed)” becomes “\(now)” here, above the header it is “\(before)”; "
            + "put the two parts on two sheets, the rows below were not taken"),
        raw: content.first.raw))
  }

  mutating func takeDeclaredEmpty(_ content: RowContent) {
    counts.notes += 1
    log.add(
      ImportNote(
        kind: .declaredEmpty, severity: .info, place: sheet.place(content.first.address),
        message: Message(
          zh: "“无”：本表声明没有内容", en: "“无”: the sheet declares that it has no lines"),
        raw: content.first.raw))
  }

  mutating func takeTotal(_ kind: RowWords.Total, _ content: RowContent) {
    flush()
    counts.subtotals += 1
    guard blockedBy == nil, !scope.leavesOut(content.cells) else { return }
    let (readings, notes) = reader.amounts(content.cells)
    for note in notes { log.add(note) }
    ledger.addTotal(
      content.label, kind: kind, place: sheet.place(content.first.address), readings: readings)
  }

  mutating func takeLine(_ content: RowContent) {
    guard blockedBy == nil else { return reject([]) }
    if scope.leavesOut(content.cells) { return leaveOut() }
    if content.hasFigures {
      if let blank = scope.blankChoice(content.cells) { return reject([unchosen(content, blank)]) }
      scope.observe(content.cells)
    }
    if let merged = content.mergedAmount { return reject([mergedAmount(merged)]) }
    var line = reader.line(row: content.row, first: content.first.address, cells: content.cells)
    if content.resemblesTotal {
      guard line.missing.isEmpty else { return takeTotal(.subtotal, content) }
      line.remarks.append(resemblesTotal(content, line))
    }
    if line.isOutsideChoices {
      flush()
      group = Group(line: line, label: content.label, start: ledger.mark)
      return
    }
    if let held = group, held.parts == 0 {
      group?.saysOfWhich = folded(content.label).hasPrefix("其中")
    }
    let isUnread = !line.problems.isEmpty || !line.missing.isEmpty
    if isUnread, content.words <= 1, !content.hasFigures {
      takeHeading(content)
    } else {
      place(line)
    }
  }

  private mutating func takeHeading(_ content: RowContent) {
    counts.notes += 1
    log.add(
      ImportNote(
        kind: .remark, severity: .info, place: sheet.place(content.first.address),
        message: Message(
          zh: "“\(content.label)”一行没有数字，视为说明或分组标题，未作为明细",
          en:
            "the row “\(content.label)” has no figures; taken as a remark or heading, not as a line"
        ),
        raw: content.first.raw))
  }

  private func mergedAmount(_ cell: Cell) -> ImportNote {
    ImportNote(
      kind: .mergedAmount, severity: .error, place: sheet.place(cell.address),
      message: Message(
        zh: "金额单元格与其他行或其他金额列合并，无法确定各自的金额；请取消合并并分别填写，整行未导入",
        en:
          "the amount's cell is merged with other rows or columns of amounts; unmerge it and give "
          + "each its own, the row was not taken"), raw: cell.raw)
  }

  private func resemblesTotal(_ content: RowContent, _ line: Line) -> ImportNote {
    ImportNote(
      kind: .resemblesTotal, severity: .warning, place: line.place,
      message: Message(
        zh: "“\(content.label)”像是合计，但编码等各项齐全，已作为明细导入；如是合计，请删去编码",
        en: "“\(content.label)” is named like a total but complete like a line, and was taken as "
          + "one; if it is a total, remove its codes"), raw: content.label)
  }

  /// Puts a line among the codes: it is a total of lines after it, or stands for itself.
  private mutating func place(_ line: Line) {
    guard line.problems.isEmpty else {
      // It may have been a part of any line that waits; none of those is a line of its own then.
      for index in pending.indices { pending[index].children += 1 }
      for note in line.remarks { log.add(note) }
      return reject(line.problems + line.missing)
    }
    // How deep a line of an outline stands may show in the lines after it only.
    if schema.outlineField != nil { return outline.append(line) }
    while let last = pending.last {
      guard let standing = last.line.standing(above: line, sharing: reader.distinguishingFields)
      else {
        resolve()
        continue
      }
      let wasByGaps = last.children == 0 || last.isAboveByGaps
      pending[pending.count - 1].isAboveByGaps = wasByGaps && standing == .byGaps
      break
    }
    for index in pending.indices { pending[index].children += 1 }
    if mayBeTotal(line) {
      pending.append(Pending(line: line, start: ledger.mark))
    } else {
      accept(line)
    }
  }

  /// Whether a line may be the total of the lines after it.
  ///
  /// It has a code above the deepest level, or lacks a field that every line needs. A code that
  /// lines may leave blank says nothing.
  private func mayBeTotal(_ line: Line) -> Bool {
    guard schema.outlineField == nil else { return false }
    let present = zip(line.codes, reader.deepestCodes).compactMap { code, deepest in
      code.map { $0.utf8.count < deepest ?? 0 }
    }
    return present.contains(true) || (!present.isEmpty && !line.missing.isEmpty)
  }

  /// Decides about all lines that wait.
  mutating func flush() {
    acceptOutline()
    while !pending.isEmpty { resolve() }
    if let group { reject(group.line.problems + group.line.missing) }
    group = nil
  }

  /// Takes the held line for a total as soon as the lines after it come to its amounts: at once if
  /// they are said to be its parts, else from two lines and an amount that is not 0 on.
  mutating func resolveGroup() {
    group?.parts += 1
    guard let held = group else { return }
    guard ledger.comes(to: held.line.readings, since: held.start) else {
      if held.parts >= Group.mostParts { flush() }
      return
    }
    let isZero = held.line.readings.values.allSatisfy { $0.amount.atoms == 0 }
    guard held.saysOfWhich || (held.parts > 1 && !isZero) else { return }
    counts.subtotals += 1
    ledger.addParent(
      held.label, place: held.line.place, readings: held.line.readings, since: held.start)
    group = nil
  }

  private mutating func resolve() {
    let last = pending.removeLast()
    guard last.children > 0 else { return accept(last.line) }
    // A line that only lacks what others have is their total if several come to its amounts, else
    // something was forgotten in it.
    if last.isAboveByGaps,
      last.children < 2 || !ledger.comes(to: last.line.readings, since: last.start)
    {
      return accept(last.line)
    }
    counts.subtotals += 1
    // That its code stands above the lines is no news, and an unknown one gives no fact.
    for note in last.line.remarks where ![.shallowCode, .unknownCode].contains(note.kind) {
      log.add(note)
    }
    ledger.addParent(
      last.line.codes.compactMap { $0 }.joined(separator: "/"), place: last.line.place,
      readings: last.line.readings, since: last.start)
  }

  private mutating func acceptOutline() {
    let lines = outline
    outline = []
    let isSetIn = lines.contains { $0.indent > 0 } || !indents.isEmpty
    let told = isSetIn ? nil : levels(of: lines)
    if let first = lines.first, told != nil {
      log.add(
        ImportNote(
          kind: .remark, severity: .info, place: first.place,
          message: Message(
            zh: "各行没有缩进，按编号或金额之和分出了上下级；不对的，请在下级文字前加两个全角空格",
            en:
              "no line is set in; numbering or sums of amounts tell which lines are parts of which: where that is wrong, put two full-width spaces before the lower ones"
          )))
    }
    for (index, line) in lines.enumerated() {
      guard isSetIn else {
        accept(line, level: told?[index] ?? 0)
        continue
      }
      while let last = indents.last, last >= line.indent { indents.removeLast() }
      accept(line, level: line.indent == 0 ? 0 : max(1, indents.count))
      indents.append(line.indent)
    }
  }

  private func levels(of lines: [Line]) -> [Int]? {
    guard let field = schema.fields.firstIndex(where: { $0.key == schema.outlineField }),
      let money = schema.fields.firstIndex(where: { $0.kind == .money })
    else { return nil }
    return OutlineLevels.levels(
      labels: lines.map { line in
        if case .text(let text) = line.values[field]?.value { text } else { "" }
      }, amounts: lines.map { $0.reading(money)?.amount.atoms })
  }

  private mutating func accept(_ line: Line, level: Int = 0) {
    for note in line.remarks { log.add(note) }
    guard line.missing.isEmpty else { return reject(line.missing) }
    if let spread { return accept(line, spread: spread) }
    counts.taken += 1
    facts.append(first: line.first, level: level, cells: line.values)
    if level == 0 { ledger.add(line) }
    if group != nil { resolveGroup() }
  }

  mutating func reject(_ problems: [ImportNote]) {
    counts.rejected += 1
    rejections[problems.first?.kind ?? blockedBy ?? .missingField, default: 0] += 1
    isIncomplete = true
    ledger.addRejected()
    for note in problems where note.kind != .unitUnknown || isFirstOfColumn(note) { log.add(note) }
  }

  private mutating func isFirstOfColumn(_ note: ImportNote) -> Bool {
    guard case .cell(let address) = note.place.spot else { return true }
    return columnsWithoutUnit.insert(address.column).inserted
  }
}

extension Line {
  /// Whether nothing is wrong with the line but a value outside a closed list.
  var isOutsideChoices: Bool {
    missing.isEmpty && problems.count == 1 && problems[0].kind == .unknownChoice
      && !readings.isEmpty && codes.allSatisfy { $0 == nil }
  }

  /// The amounts by field, as positions in the schema.
  var readings: [Int: Reading] {
    var readings: [Int: Reading] = [:]
    for index in values.indices { readings[index] = reading(index) }
    return readings
  }

  /// The amount of a field; nil where it has none.
  func reading(_ index: Int) -> Reading? {
    if case .amount(let reading) = values[index]?.value { return reading }
    return nil
  }

  /// How a line stands above another in the classification.
  enum Standing {
    /// By a shorter code.
    case byCode
    /// By the same codes, with a field blank that every line needs and the other has.
    case byGaps
  }

  /// How this line's codes stand above those of `other`, if none of `fields` tells them apart; nil
  /// where they do not.
  func standing(above other: Line, sharing fields: [Int]) -> Standing? {
    var isShorter = false
    for (own, below) in zip(codes, other.codes) {
      guard let below else {
        if own != nil { return nil }
        continue
      }
      let own = own ?? ""
      guard below.hasPrefix(own) else { return nil }
      if own.utf8.count < below.utf8.count { isShorter = true }
    }
    guard isShorter || (!missing.isEmpty && other.missing.isEmpty) else { return nil }
    let isShared = fields.allSatisfy { field in
      guard case .text(let own) = values[field]?.value,
        case .text(let below) = other.values[field]?.value
      else {
        return true
      }
      return own == below
    }
    guard isShared else { return nil }
    return isShorter ? .byCode : .byGaps
  }
}
