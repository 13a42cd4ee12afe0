import Budget
import Decimals
import Localization
import Profiles
import Sheets

extension LineTests {
  /// Rows whose thresholds do not fall from column to column, or whose last one is not the
  /// complement of the one before it (差 is below 中).
  func thresholds(_ statement: Statement, columns: [String]) -> [TestOutcome] {
    statement.rows.compactMap { row in
      let texts = columns.map { row.texts[$0] ?? "" }
      guard texts.contains(where: { !$0.isEmpty }) else { return nil }
      let bounds = texts.compactMap { Threshold($0) }
      // Criteria in words (优：按期完成) have no order to test.
      guard bounds.count == texts.count, let last = bounds.last else { return nil }
      let said = zip(columns, texts).map { "\($0)\($1)" }.joined(separator: "，")
      if let pair = zip(bounds.dropLast(), bounds.dropLast().dropFirst())
        .first(where: { !($1.number < $0.number) })
      {
        return thresholdOutcome(
          statement, row, texts,
          Message(
            zh: "\(said)：各档界限应逐档下降，而 \(pair.0.text) 之后是 \(pair.1.text)；请改正",
            en:
              "\(said): the bounds should fall from grade to grade, but \(pair.1.text) follows \(pair.0.text); correct them"
          ))
      }
      guard bounds.count > 1 else { return nil }
      let before = bounds[bounds.count - 2]
      guard last.isBelow, last.number == before.number, last.isInclusive != before.isInclusive
      else {
        let expected = "\(before.isInclusive ? "＜" : "≤")\(before.numberText)"
        return thresholdOutcome(
          statement, row, texts,
          Message(
            zh: "\(said)：最后一档应与前一档互补，即 \(expected)，现为 \(last.text)；请改正",
            en:
              "\(said): the last grade should be the complement of the one before it, \(expected), but is \(last.text); correct it"
          ))
      }
      return nil
    }
  }

  private func thresholdOutcome(
    _ statement: Statement, _ row: StatementRow, _ texts: [String], _ message: Message
  ) -> TestOutcome {
    TestOutcome(
      scope: statement.scope, row: row.key,
      message: Message(
        zh: "“\(row.label)”：\(message.chinese)", en: "'\(row.label)': \(message.english)"),
      operands: place(of: row, in: statement, raw: texts.joined(separator: " ")))
  }

  /// Percentages above 100.
  func percentages(_ statement: Statement, columns: [String]) -> [TestOutcome] {
    statement.rows.flatMap { row in
      columns.compactMap { column -> TestOutcome? in
        guard let text = row.texts[column],
          let number = Threshold.percentages(in: text).first(where: { ExactDecimal(100) < $0 })
        else { return nil }
        return TestOutcome(
          scope: statement.scope, row: row.key, column: column,
          message: Message(
            zh: "“\(row.label)”的“\(column)”写的是 \(number)%，百分比应不超过 100%；请核对",
            en:
              "'\(column)' of '\(row.label)' says \(number)%, expected at most 100 %; check it"),
          operands: place(of: row, in: statement, raw: text))
      }
    }
  }

  /// Rows whose name is not that of their code in the year.
  func names(_ statement: Statement, list: String) -> [TestOutcome] {
    guard let codes = profile.codes[list], year > 0 else { return [] }
    return statement.rows.compactMap { row in
      guard let code = row.code, let expected = codes.name(of: code, year: year) else { return nil }
      let found = Self.plain(row.label)
      guard found != Self.plain(expected), !found.isEmpty, found != Self.plain(code) else {
        return nil
      }
      let isOld = codes.names(of: code).contains { Self.plain($0) == found }
      return TestOutcome(
        scope: statement.scope, row: code,
        message: Message(
          zh:
            "\(code) 的名称是“\(row.label)”，\(year) 年应为“\(expected)”"
            + (isOld ? "（这是其他年度的名称）" : "") + "；请改用规范名称，或核对编码",
          en:
            "the name of \(code) is '\(row.label)', expected '\(expected)' in \(year)"
            + (isOld ? " (it is the name of other years)" : "")
            + "; use the official name, or check the code"),
        operands: place(of: row, in: statement, raw: row.label))
    }
  }

  // The row's first cell with figures, with the text that is meant as its excerpt.
  private func place(
    of row: StatementRow, in statement: Statement, raw: String
  ) -> [Operand] {
    operand(of: row, in: statement).map {
      [Operand(key: $0.key, place: $0.place, raw: raw, value: nil)]
    } ?? []
  }

  // Names without spaces, numbering such as 一、 or （二）, and the width of brackets.
  private static func plain(_ name: String) -> String {
    var text = name.filter { !$0.isWhitespace && $0 != "\u{3000}" }
      .replacing("（", with: "(").replacing("）", with: ")")
    if let lead = LeadingNumber(text.unicodeScalars),
      lead.style == .chinese || lead.style == .chineseBracket
    {
      text = String(text.unicodeScalars.dropFirst(lead.count))
    }
    return text
  }
}

/// A bound such as `≥90%` or `＜60`, as a performance table writes it.
struct Threshold {
  var number: ExactDecimal
  var numberText: String
  var isBelow: Bool
  var isInclusive: Bool
  var text: String

  /// The bound that the text is as a whole; nil for anything else.
  init?(_ text: String) {
    let plain = text.filter { !$0.isWhitespace && $0 != "\u{3000}" }
      .replacing("＜", with: "<").replacing("＞", with: ">").replacing("％", with: "%")
      .replacing("≧", with: "≥").replacing("≦", with: "≤")
      .replacing(">=", with: "≥").replacing("<=", with: "≤")
    guard let sign = plain.first, "<>≥≤".contains(sign) else { return nil }
    let rest = plain.dropFirst()
    let digits = rest.hasSuffix("%") ? rest.dropLast() : rest
    guard let number = ExactDecimal(digits) else { return nil }
    self.number = number
    numberText = String(rest)
    isBelow = sign == "<" || sign == "≤"
    isInclusive = sign == "≥" || sign == "≤"
    self.text = text
  }

  /// The numbers before a percent sign.
  static func percentages(in text: String) -> [ExactDecimal] {
    var found: [ExactDecimal] = []
    var digits = ""
    for character in text {
      if character.isASCII, character.isNumber || character == "." {
        digits.append(character)
      } else {
        if character == "%" || character == "％", let number = ExactDecimal(digits) {
          found.append(number)
        }
        digits = ""
      }
    }
    return found
  }
}
