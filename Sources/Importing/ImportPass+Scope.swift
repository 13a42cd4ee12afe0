import Budget
import Localization
import Profiles
import Sheets

/// Whose lines they are: what the sheet says is held against the project's unit and year.
extension ImportPass {
  /// Tells what the lines above the header say about another unit or year, and which columns of
  /// `rows:` there are not.
  mutating func checkScope() {
    for name in scope.unknown { noteUnknownChoice(name) }
    guard let owner else { return }
    let names = UnitNames(owner)
    let statements = statedContext.sorted { $0.value.address < $1.value.address }.map(\.value)
    let units = statements.filter { [.unitCode, .unitName].contains($0.scope.kind) }
    let relations = units.map { names.relation(to: $0.value) }
    if !relations.contains(.own), let first = units.first {
      let isSimilar = relations.contains(.similar)
      if !isSimilar { block(.otherScope) }
      log.add(
        ImportNote(
          kind: .otherScope, severity: isSimilar ? .warning : .error,
          place: sheet.place(first.address), message: otherUnit(first.value, owner, isSimilar),
          raw: first.text))
    }
    for statement in statements where statement.scope.kind == .year {
      guard let stated = ScopeCheck.year(statement.value), stated != year else { continue }
      block(.otherScope)
      log.add(
        ImportNote(
          kind: .otherScope, severity: .error, place: sheet.place(statement.address),
          message: Message(
            zh: "表头上方写的预算年度是 \(stated)，这里应是 \(year) 年的数据；请检查是否选错了文件，或改正表头",
            en: "the line above the header says the budget year \(stated), expected the figures of "
              + "\(year); check whether it is the right file, or correct the line"),
          raw: statement.text))
    }
  }

  /// Tells what the lines say of whose they are; where they are not all the project's own, none is
  /// taken until the user has decided.
  mutating func finishScope() {
    var notes = scope.choices.filter { !$0.unseen.isEmpty }.map { unseen($0) }
    for subject in scope.subjects {
      if let note = note(on: subject) { notes.append(note) }
    }
    for note in notes { log.add(note) }
    guard notes.contains(where: { $0.severity == .error }) else { return }
    isIncomplete = true
    if counts.taken > 0 { rejections[.otherScope, default: 0] += counts.taken }
    counts.rejected += counts.taken
    counts.taken = 0
    facts = FactStoreBuilder(file: sheet.file, sheet: sheet.name, keys: schema.fields.map(\.key))
  }

  /// Passes over a line that the user has not chosen; totals over it are not compared.
  mutating func leaveOut() {
    counts.leftOut += 1
    ledger.addRejected()
  }

  /// Why a line is rejected whose cell in `heading` is blank, where lines are chosen by it.
  func unchosen(_ content: RowContent, _ heading: ColumnHeading) -> ImportNote {
    let name = heading.printed
    return ImportNote(
      kind: .missingField, severity: .error,
      place: sheet.place(CellAddress(row: content.row, column: heading.column)),
      message: Message(
        zh: "“\(name)”为空，而 gouji.yaml 按它选行（rows）；请补上，整行未导入",
        en: "“\(name)” is blank, but rows: in gouji.yaml chooses lines by it; fill it in, the row "
          + "was not taken"))
  }

  // MARK: What lines say

  private func note(on subject: ScopeCheck.Subject) -> ImportNote? {
    let values = subject.values
    guard let first = values.first else { return nil }
    var own: [Int] = []
    var similar: [Int] = []
    if let owner {
      for (index, value) in values.enumerated() {
        switch subject.scope.kind {
        case .unitCode, .unitName:
          switch UnitNames(owner).relation(to: value.compared) {
          case .own: own.append(index)
          case .similar: similar.append(index)
          case .other: break
          }
        case .year:
          if value.compared == String(year) { own.append(index) }
        case .single: break
        }
      }
    }
    if own.count == values.count { return nil }
    if values.count > 1 || subject.more > 0 { return mixed(subject, own: own) }
    guard let owner else { return nil }
    let name = subject.heading(of: first)?.printed ?? ""
    func note(_ severity: Severity, _ message: Message) -> ImportNote {
      ImportNote(
        kind: .otherScope, severity: severity, place: sheet.place(first.first),
        message: Message(
          zh: "“\(name)”列：" + message.chinese, en: "column “\(name)”: " + message.english),
        raw: first.printed)
    }
    switch subject.scope.kind {
    case .single: return nil
    case .unitCode, .unitName:
      let isSimilar = !similar.isEmpty
      return note(isSimilar ? .warning : .error, otherUnit(first.printed, owner, isSimilar))
    case .year:
      guard ScopeCheck.year(first.compared) != nil else { return nil }
      let key = subject.key(of: first)
      return note(
        .error,
        Message(
          zh: "各行都是 \(first.printed)，这里应是 \(year) 年的数据；请检查是否选错了文件，"
            + "确要采用的，在 gouji.yaml 中为该输入写 rows: {\(key): \"\(first.printed)\"}",
          en:
            "all lines say \(first.printed), expected the figures of \(year); check whether it is "
            + "the right file, or settle it in gouji.yaml with rows: {\(key): \"\(first.printed)\"}"
        ))
    }
  }

  private func otherUnit(_ found: String, _ owner: BudgetUnit, _ isSimilar: Bool) -> Message {
    let alias = "aliases: [\"\(UnitNames.name(in: found))\"]"
    return isSimilar
      ? Message(
        zh: "写的单位是“\(found)”，项目的单位是 \(owner.code) \(owner.name)，视为同一单位采用；请确认，"
          + "并在 gouji.yaml 的 unit 下写 \(alias)",
        en:
          "the unit is said to be “\(found)”, the project's is \(owner.code) \(owner.name); taken "
          + "for the same: make sure of it, and write \(alias) under unit in "
          + "gouji.yaml")
      : Message(
        zh: "写的单位是“\(found)”，而项目的单位是 \(owner.code) \(owner.name)；请检查是否选错了文件，"
          + "如是同一单位，在 gouji.yaml 的 unit 下写 \(alias)",
        en: "the unit is said to be “\(found)”, but the project's is \(owner.code) \(owner.name); "
          + "check whether it is the right file; if it is the same unit, write \(alias) under unit "
          + "in gouji.yaml")
  }

  private func mixed(_ subject: ScopeCheck.Subject, own: [Int]) -> ImportNote {
    let values = subject.values
    let other = values.indices.first { !own.contains($0) && (!own.isEmpty || $0 > 0) } ?? 0
    let cell = values[other]
    let name = subject.heading(of: cell)?.printed ?? ""
    let expected: Message
    switch (subject.scope.kind, owner) {
    case (.unitCode, let owner?), (.unitName, let owner?):
      expected = Message(
        zh: "，项目的单位是 \(owner.code) \(owner.name)",
        en: ", the project's unit is \(owner.code) \(owner.name)")
    case (.year, _?):
      expected = Message(zh: "，这里应是 \(year) 年的数据", en: ", expected the figures of \(year)")
    default: expected = Message(zh: "", en: "")
    }
    let chosen = values[own.first ?? 0]
    let key = subject.key(of: chosen)
    let all = values.prefix(8).map { "\"\($0.printed)\"" }.joined(separator: ", ")
    return ImportNote(
      kind: .otherScope, severity: .error, place: sheet.place(cell.first),
      message: Message(
        zh: "“\(name)”列有几种值：\(subject.list("、") { "\($0)（\($1) 行）" })\(expected.chinese)；"
          + "请在 gouji.yaml 中为该输入写明采用哪些行，如 rows: {\(key): \"\(chosen.printed)\"}，"
          + "都要采用的写 rows: {\(key): [\(all)]}",
        en: "column “\(name)” holds several values: \(subject.list(", ") { "\($0) (\($1) rows)" })"
          + "\(expected.english); settle in gouji.yaml which lines are meant, with rows: "
          + "{\(key): \"\(chosen.printed)\"} at this input, or rows: {\(key): [\(all)]} for all"),
      raw: cell.printed)
  }

  // MARK: What the user has chosen

  private mutating func noteUnknownChoice(_ name: String) {
    block(.missingColumn)
    let found = header.headings.map(\.printed)
    log.add(
      ImportNote(
        kind: .missingColumn, severity: .error,
        place: sheet.place(CellAddress(row: header.rows.lowerBound, column: 0)),
        message: Message(
          zh:
            "gouji.yaml 的 rows 按“\(name)”选行，表头中应有一列是它；表头有：\(found.joined(separator: "、"))；请改为其中一列的标题或列字母",
          en: "rows: in gouji.yaml chooses lines by “\(name)”, which should be one column of the "
            + "header; it has: \(found.joined(separator: ", ")); name one of them by its heading or letters"
        )))
  }

  private func unseen(_ choice: ScopeCheck.Choice) -> ImportNote {
    let missing = choice.unseen.joined(separator: "、")
    let others = choice.others.list("、") { "\($0)（\($1) 行）" }
    let left = choice.others.list(", ") { "\($0) (\($1) rows)" }
    return ImportNote(
      kind: .otherScope, severity: .error, place: sheet.place(choice.heading.address),
      message: Message(
        zh: "gouji.yaml 的 rows 要的“\(missing)”，“\(choice.heading.printed)”列中没有；"
          + "没有选的值有：\(others.isEmpty ? "无" : others)；请改正 rows",
        en: "rows: in gouji.yaml asks for “\(missing)”, which column “\(choice.heading.printed)” "
          + "does not hold; not chosen were: \(left.isEmpty ? "none" : left); correct rows:"))
  }
}

extension ScopeCheck.Subject {
  /// The heading of the column that says `value` first.
  func heading(of value: ScopeCheck.Value) -> ColumnHeading? {
    headings.first { $0.column == value.first.column } ?? headings.first
  }

  /// The name of that column in `gouji.yaml`: its heading, or its letters where the heading has
  /// signs that YAML gives a meaning.
  func key(of value: ScopeCheck.Value) -> String {
    guard let heading = heading(of: value) else { return "" }
    let isPlain = heading.printed.allSatisfy { $0.isLetter || $0.isNumber || $0 == "/" }
    return isPlain ? heading.printed : CellAddress.letters(ofColumn: heading.column)
  }

  /// The first values with their numbers of lines.
  func list(_ separator: String, _ item: (String, Int) -> String) -> String {
    let shown = values.prefix(8).map { item($0.printed, $0.lines) }
    return shown.joined(separator: separator) + (values.count > shown.count || more > 0 ? "……" : "")
  }
}
