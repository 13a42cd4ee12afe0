import Budget
import Decimals
import Localization
import Profiles
import Sheets

/// How each kind of field is read.
extension LineReader {
  mutating func readAmount(_ index: Int, _ cells: RowCells, into line: inout Line) {
    let position = plans[index].positions[0]
    guard let cell = cells.cells[position] else {
      blankAmount(index, cells.isMerged[position], into: &line)
      return
    }
    do throws(Refusal) {
      let place = sheet.place(cell.address)
      switch try plans[index].amount?.read(cell, place: place, isTextual: isTextual) {
      case .reading(let reading, let remarks):
        line.values[index] = FactCell(.amount(reading), raw: reading.raw, address: cell.address)
        for remark in remarks { line.remarks.append(note(remark, at: cell)) }
      case .empty, nil:
        line.values[index] = FactCell(.empty, raw: cell.raw, address: cell.address)
      }
    } catch {
      // A total that is no data keeps no row from being a line.
      if let spread, spread.totals.contains(index), error.kind != .unitUnknown {
        line.remarks.append(note(Remark(.uncheckedTotal, .warning, error.message), at: cell))
      } else {
        line.problems.append(note(Remark(error.kind, .error, error.message), at: cell))
      }
    }
  }

  private func blankAmount(_ index: Int, _ isMerged: Bool, into line: inout Line) {
    let field = plans[index].field
    line.values[index] = FactCell(.empty)
    guard field.isRequired, !isMerged else { return }
    // A heading of several rows is known by its lowest one.
    let name = field.name.split(separator: "/").last.map(String.init) ?? field.name
    let message = Message(
      zh: "“\(name)”为空，按 0 计；没有的请写“无”，漏填的请补上",
      en: "“\(name)” is blank and counts as 0; write 无 where there is none, fill it in if forgotten"
    )
    line.remarks.append(
      ImportNote(kind: .blankAmount, severity: .warning, place: line.place, message: message))
  }

  mutating func readCode(_ index: Int, _ cells: RowCells, into line: inout Line) {
    // No copy of the plan is held here: its code column must be able to grow in place.
    let positions = plans[index].positions
    let parts = positions.map { cells.cells[$0].map { $0.plainText } ?? "" }
    let first = positions.lazy.compactMap { cells.cells[$0] }.first
    switch plans[index].code?.read(parts) {
    case .code(let code):
      line.codes.append(code.code)
      lastValues[index] = code.code
      line.values[index] = FactCell(
        .text(code.code), raw: parts.filter { !$0.isEmpty }.joined(separator: " "),
        address: first?.address)
      guard let first else { return }
      for remark in code.remarks { line.remarks.append(note(remark, at: first)) }
      if code.isTranslated { return }
      let named = plans[index].name.flatMap { cells.cells[$0] }
      if let name = code.name ?? named.map({ trimmed($0.plainText) }),
        let remark = plans[index].code?.remark(name: name, of: code.code)
      {
        line.remarks.append(note(remark, at: code.name == nil ? named ?? first : first))
      }
    case .refused(let message):
      line.codes.append(nil)
      if let first {
        line.problems.append(note(Remark(.malformedCode, .error, message), at: first))
      }
    case .empty, nil:
      line.codes.append(nil)
      let name = plans[index].name.flatMap { cells.cells[$0] }.map { $0.plainText }
      noteEmpty(
        index, named: name.flatMap { plans[index].code?.codes(named: $0) } ?? [], into: &line)
    }
  }

  mutating func readChoice(_ index: Int, _ cells: RowCells, into line: inout Line) {
    let field = plans[index].field
    guard let cell = cells.cells[plans[index].positions[0]] else {
      return noteEmpty(index, into: &line)
    }
    let text = cell.plainText
    if let name = plans[index].choices?.name(text) {
      line.values[index] = FactCell(.text(name), raw: cell.raw, address: cell.address)
    } else if declaresNothing(unfolded: text) {
      noteEmpty(index, into: &line)
    } else {
      let names = plans[index].choices?.names ?? []
      line.problems.append(
        note(
          Remark(
            .unknownChoice, .error,
            Message(
              zh: "“\(trimmed(text))”不是“\(field.name)”的可选值，"
                + "应为：\(names.joined(separator: "、"))；请更正，整行未导入",
              en:
                "“\(trimmed(text))” is none of the values of “\(field.name)”: "
                + "\(names.joined(separator: ", ")); correct it, the row was not taken")), at: cell)
      )
    }
  }

  func readText(_ index: Int, _ cells: RowCells, into line: inout Line) {
    let field = plans[index].field
    guard let cell = cells.cells[plans[index].positions[0]] else {
      return noteEmpty(index, into: &line)
    }
    if case .error(let code) = cell.value {
      line.problems.append(
        note(
          Remark(
            .errorCell, .error,
            Message(
              zh: "单元格是错误值 \(code)，应为文字；请更正后再导入",
              en: "the cell holds the error \(code), expected a text; correct it")), at: cell))
      return
    }
    let text = cell.plainText
    // A step of the cell's alignment counts as one U+3000.
    if field.key == outlineField { line.indent = Self.indent(of: text) + 2 * cell.indent }
    let content = trimmed(text)
    if declaresNothing(unfolded: content) {
      noteEmpty(index, into: &line)
    } else {
      line.values[index] = FactCell(.text(content), raw: cell.raw, address: cell.address)
    }
  }

  func readDate(_ index: Int, _ cells: RowCells, into line: inout Line) {
    let field = plans[index].field
    guard let cell = cells.cells[plans[index].positions[0]] else {
      return noteEmpty(index, into: &line)
    }
    if case .date(let date) = cell.value {
      line.values[index] = FactCell(.date(date), raw: cell.raw, address: cell.address)
      return
    }
    let text = cell.plainText
    if declaresNothing(unfolded: text) {
      noteEmpty(index, into: &line)
    } else if let date = DateText.date(text) {
      line.values[index] = FactCell(.date(date), raw: cell.raw, address: cell.address)
    } else {
      // The line stays: its amounts are known, only what rests on the date cannot be checked.
      let severity: Severity = field.isRequired ? .error : .warning
      let remark = Remark(
        .badDate, severity,
        Message(
          zh: "“\(text)”不是日期，应如 2019-12-31；请更正，否则依赖该日期的核对不能进行",
          en: "“\(text)” is no date, expected one such as 2019-12-31; checks on it cannot be made"))
      if field.isRequired {
        line.problems.append(note(remark, at: cell))
      } else {
        line.remarks.append(note(remark, at: cell))
      }
    }
  }

  /// `named` are the codes that the row's name may stand for.
  private func noteEmpty(
    _ index: Int, named: [String] = [], into line: inout Line
  ) {
    let field = plans[index].field
    line.values[index] = FactCell(.empty)
    guard field.isRequired else { return }
    let label = field.name
    var message = Message(
      zh: "缺少“\(label)”；请补上，整行未导入",
      en: "“\(label)” is missing; fill it in, the row was not taken")
    let names = plans[index].choices?.names ?? []
    if !named.isEmpty {
      message.chinese += "；按名称可能是 \(named.joined(separator: " 或 "))"
      message.english += "; by its name it may be \(named.joined(separator: " or "))"
    } else if !names.isEmpty {
      message.chinese += "；可能是 \(names.joined(separator: "、")) 之一"
      message.english += "; it may be one of \(names.joined(separator: ", "))"
    } else if let last = lastValues[index] {
      message.chinese += "；可能是与上一行相同的 \(last)，也可能漏填"
      message.english += "; it may be \(last) as in the line above, or was forgotten"
    } else {
      message.chinese += "；可选：是明细的，补上；是标题、小计或注的，清空金额"
      message.english +=
        "; the choices: a line, to be filled in, or a heading, subtotal or footnote, whose amount is to be cleared"
    }
    let place = plans[index].positions.first.map {
      sheet.place(CellAddress(row: line.row, column: columns.all[$0]))
    }
    line.missing.append(
      ImportNote(
        kind: .missingField, severity: .error, place: place ?? line.place, message: message))
  }

  func note(_ remark: Remark, at cell: Cell) -> ImportNote {
    ImportNote(
      kind: remark.kind, severity: remark.severity, place: sheet.place(cell.address),
      message: remark.message, raw: cell.raw)
  }

  private static func indent(of text: String) -> Int {
    text.unicodeScalars.prefix { isSpace($0) }.reduce(0) { $0 + ($1.value == 0x3000 ? 2 : 1) }
  }
}

extension Cell {
  /// The cell's text: a number in plain digits, unless its format is there to show leading zeros.
  var plainText: String {
    switch value {
    case .text(let text): unwrapped(text)
    case .number(let number):
      !text.isEmpty && text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        ? text : number.description
    default: text
    }
  }
}
