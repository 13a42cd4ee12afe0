import Budget
import Localization
import Profiles
import Sheets

extension ImportPass {
  /// Tells which columns are missing or ambiguous, and blocks the sheet where they matter.
  mutating func checkHeader() {
    for conflict in header.map.conflicts { note(conflict) }
    for field in header.map.lookalikes.sorted() { noteGuess(field) }
    let conflicting = Set(header.map.conflicts.map(\.field))
    let missing = schema.fields.indices.filter {
      schema.fields[$0].isRequired && schema.fields[$0].defaultValue == nil
        && !header.map.holds($0) && !conflicting.contains($0)
    }
    guard !missing.isEmpty else { return }
    block(.missingColumn)
    let similar = missing.filter { !lookalikes(of: $0).isEmpty }
    for field in similar {
      note(ColumnMap.Conflict(field: field, columns: lookalikes(of: field)))
    }
    let absent = missing.filter { !similar.contains($0) }
    if !absent.isEmpty { noteMissing(absent) }
  }

  /// The columns without a field whose own heading is that of the field's column, but under another
  /// group: 科目编码 under 科目 instead of 功能分类科目.
  private func lookalikes(of field: Int) -> [Int] {
    let used = Set(header.map.columns.values.joined())
    let leaves = schema.fields[field].labelLeaves
    return header.headings.filter {
      !used.contains($0.column) && leaves.contains($0.path.last ?? "")
    }.map(\.column)
  }

  /// Tells for what a heading was taken that says less than the field is called.
  private mutating func noteGuess(_ field: Int) {
    guard let column = header.map.columns[field]?.first, let heading = header.heading(of: column)
    else { return }
    let name = schema.fields[field].name
    log.add(
      ImportNote(
        kind: .guessedColumn, severity: .info, place: sheet.place(heading.address),
        message: Message(
          zh: "列标题“\(heading.printed)”按“\(name)”读取：其他编码各有自己的列；如果不是，请改列标题",
          en:
            "“\(heading.printed)” is read as “\(name)”, since the other codes have columns of their "
            + "own; rename the heading if it is not"), raw: heading.printed))
  }

  private mutating func noteMissing(_ missing: [Int]) {
    let names = missing.map { schema.fields[$0].name }
    let found = header.headings.map(\.printed)
    let hint = spreadHint(missing)
    log.add(
      ImportNote(
        kind: .missingColumn, severity: .error, place: headerPlace,
        message: Message(
          zh: "“\(schema.title)”缺少这些列：\(names.joined(separator: "、"))；表头有："
            + "\(found.joined(separator: "、"))；请补上列，或改列标题"
            + (hint?.chinese ?? "")
            + "；列已有而标题不同的，在 gouji.yaml 中为该输入写 columns: {\(schema.fields[missing[0]].key): 列字母}",
          en:
            "“\(schema.title)” lacks the columns \(names.joined(separator: ", ")); the header has "
            + "\(found.joined(separator: ", ")); add them or rename the headings"
            + (hint?.english ?? "")
            + "; a column that is there under another heading is settled in "
            + "gouji.yaml with columns: {\(schema.fields[missing[0]].key): LETTER}")))
  }

  /// What may stand instead of the column of a missing field: a column of amounts for each value.
  private func spreadHint(_ missing: [Int]) -> Message? {
    let fields = missing.filter { schema.fields[$0].spread != nil }.map { schema.fields[$0] }
    guard let field = fields.first else { return nil }
    let names = field.choiceNames
    return Message(
      zh: "；“\(field.name)”也可以是两个以上的金额列，各以其可选值为标题（\(names.joined(separator: "、"))）",
      en: "; “\(field.name)” may also be two or more columns of amounts headed by its values "
        + "(\(names.joined(separator: ", ")))")
  }

  private mutating func note(_ conflict: ColumnMap.Conflict) {
    let field = schema.fields[conflict.field]
    // A remark that stands in either of two columns loses no figure.
    let matters = field.isRequired || field.kind != .text
    if matters { block(.ambiguousColumn) }
    let cells = conflict.columns.compactMap { column in
      header.heading(of: column).map { "\($0.address)“\($0.printed)”" }
    }
    guard !cells.isEmpty else {
      log.add(
        ImportNote(
          kind: .missingColumn, severity: matters ? .error : .warning, place: headerPlace,
          message: Message(
            zh: "gouji.yaml 为“\(field.name)”指定的列不在表头中；请核对列标题",
            en:
              "the column that gouji.yaml names for “\(field.name)” is not in the header; check its heading"
          )))
      return
    }
    let first = conflict.columns.first.flatMap { header.heading(of: $0)?.address }
    log.add(
      ImportNote(
        kind: .ambiguousColumn, severity: matters ? .error : .warning,
        place: first.map { sheet.place($0) } ?? headerPlace,
        message: Message(
          zh: "“\(field.name)”可能是这些列：\(cells.joined(separator: "、"))；"
            + "请改列标题，或在 gouji.yaml 中为该输入写 columns: {\(field.key): 列字母}",
          en: "“\(field.name)” may be any of \(cells.joined(separator: ", ")); rename the "
            + "headings, or settle it in gouji.yaml with columns: {\(field.key): LETTER}")))
  }

  /// Blocks the sheet where different units stand above its header.
  mutating func checkUnits(_ stated: [SheetUnit]) {
    guard stated.count > 1 else { return }
    block(.unitConflict)
    let names = stated.map { "\($0.address) \($0.unit.name)" }
    log.add(
      ImportNote(
        kind: .unitConflict, severity: .error, place: sheet.place(stated[1].address),
        message: Message(
          zh:
            "表头上方写了不同的金额单位，可能是 \(names.joined(separator: " 或 "))；请只保留正确的一个，或在 gouji.yaml 中写 unit: \(stated[0].unit.name)",
          en:
            "different units stand above the header: it may be \(names.joined(separator: " or ")); "
            + "keep the right one only, or write unit: \(stated[0].unit.name) in gouji.yaml"),
        raw: stated[1].text))
  }

  /// Warns where the titles name other budget years only.
  mutating func checkYear(_ titles: [HeaderGrid.Entry]) {
    var named: [(years: Set<Int>, title: HeaderGrid.Entry)] = []
    for title in titles {
      let years = SheetContext.budgetYears(in: title.folded)
      if !years.isEmpty { named.append((years, title)) }
    }
    guard let first = named.first, !named.contains(where: { $0.years.contains(year) }) else {
      return
    }
    let years = first.years.sorted().map(String.init).joined(separator: "、")
    log.add(
      ImportNote(
        kind: .otherYear, severity: .warning, place: sheet.place(first.title.origin),
        message: Message(
          zh: "标题写的是 \(years) 年，而这里应是 \(year) 年的数据；请检查是否选错了文件",
          en:
            "the title says \(years), expected the figures of \(year); check whether it is the right file"
        ),
        raw: first.title.text))
  }

  /// From here on no row becomes a line: it is not known what its cells mean.
  mutating func block(_ reason: ImportNoteKind) {
    blockedBy = blockedBy ?? reason
    isIncomplete = true
  }

  private var headerPlace: Place {
    sheet.place(
      CellAddress(row: header.rows.lowerBound, column: header.headings.first?.column ?? 0))
  }
}

extension InputField {
  /// The heading by which messages call the field.
  var name: String { labels.first ?? key }

  /// What the labels with a group say below it, folded: 科目编码 of 功能分类科目/科目编码.
  var labelLeaves: Set<String> {
    Set(
      labels.compactMap { label in
        let parts = label.split(separator: "/")
        return parts.count > 1 ? parts.last.map { folded($0) } : nil
      })
  }
}
