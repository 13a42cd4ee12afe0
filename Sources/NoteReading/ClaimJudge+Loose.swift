import Budget
import Documents
import Localization
import Profiles
import Reconciliation
import Sheets

/// Numbers and years that are part of no claim.
extension ClaimJudge {
  /// Numbers without a subject or a unit.
  mutating func judgeLoose(_ part: Note.Part, _ index: Int) {
    for (number, reason) in part.reading.unbound { judgeUnbound(number, reason, index) }
    for number in part.reading.unitless {
      add(
        .noteUnits, index, number.range, row: "\(number.value)",
        Message(
          zh: "“\(number.value)”后面没有单位（元、万元、%）；请补上",
          en: "'\(number.value)' has no unit (元, 万元, %); add it"),
        kind: .unit)
    }
    for range in part.reading.bareSigns {
      add(
        .noteUnits, index, range, row: "%",
        Message(zh: "百分号前没有数；请补上", en: "no number stands before the per cent sign; add it"),
        kind: .templateResidue)
    }
  }

  /// A year in front of amounts that are this year's by the tables is this year, too.
  private mutating func judgeLooseYears(_ part: Note.Part, _ index: Int) {
    for (year, sentence, range) in part.reading.looseYears
    where confirmed[index]?.contains(where: { sentence.contains($0.lowerBound) }) == true {
      addWrongYear(year, index, range)
    }
  }

  private mutating func addWrongYear(_ found: Int, _ index: Int, _ range: Range<Int>) {
    guard let year = note.year else { return }
    let isBroken = !(1949...2100).contains(found)
    add(
      .noteYears, index, range, row: "budget", column: "\(found)",
      Message(
        zh: isBroken ? "年份“\(found)”不完整；应为 \(year)" : "写的是 \(found) 年，预算年度是 \(year) 年",
        en: isBroken
          ? "the year '\(found)' is broken; expected \(year)"
          : "it says \(found), the budget year is \(year)"), kind: .wrongYear)
  }

  mutating func judgeUnbound(
    _ number: NoteNumber, _ reason: ParagraphReading.Loose, _ index: Int
  ) {
    guard number.kind != .bare else { return }
    let why =
      switch reason {
      case .noSubject:
        Message(zh: "本分句中没有认出指标", en: "no known figure is named in its clause")
      case .noAspect:
        Message(zh: "看不出百分比是什么的百分比", en: "it is not clear what it is a percentage of")
      }
    let operand = note.operand(index, number.range)
    append(
      .noteBinding,
      TestOutcome(
        scope: "说明", row: operand.raw, column: operand.quotation?.sentence, verdict: .notChecked,
        message: Message(
          zh: "“\(operand.raw)”：\(why.chinese)", en: "'\(operand.raw)': \(why.english)"),
        operands: [operand]))
  }

  mutating func judgeYears(_ part: Note.Part, _ index: Int) {
    guard let year = note.year else { return }
    for (found, range) in part.reading.comparedYears where found != year - 1 {
      add(
        .noteYears, index, range, row: "compared", column: "\(found)",
        Message(
          zh: "与 \(found) 年对比；\(year) 年预算应与 \(year - 1) 年对比",
          en: "compared with \(found); the budget of \(year) is compared with \(year - 1)"),
        kind: .wrongYear)
    }
    judgeLooseYears(part, index)
    for (found, range) in part.reading.budgetYears where found != year && found != year - 1 {
      addWrongYear(found, index, range)
    }
  }

  /// Tables that are laid out with spaces: their numbers are not held against anything.
  mutating func judgeGuessedTables() {
    for table in note.tables where table.isGuessed {
      let cells = table.sheet.cells
      guard let first = cells.first else { continue }
      let numbers = cells.count { $0.text.unicodeScalars.contains(where: FoldedText.isDigit) }
      append(
        .noteBinding,
        TestOutcome(
          scope: "说明", row: table.sheet.name, verdict: .notChecked,
          message: Message(
            zh: "这里是用空格排成的表，\(numbers) 个单元格有数字，栏目不能确定，没有核对；请给出表的 xlsx 文件",
            en:
              "a table laid out with spaces: \(numbers) cells with digits were not checked, because their columns are uncertain; give the tables as xlsx"
          ),
          operands: [
            Operand(
              key: nil, place: table.places[first.address] ?? table.sheet.place(first.address),
              raw: first.text, value: nil)
          ]))
    }
  }
}
