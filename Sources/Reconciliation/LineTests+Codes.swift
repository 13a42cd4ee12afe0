import Budget
import Localization
import Profiles
import Sheets

extension LineTests {
  /// No code, and no total, stands on two rows.
  func uniqueCodes(_ statement: Statement) -> [TestOutcome] {
    var rows: [String: [StatementRow]] = [:]
    var order: [String] = []
    for row in statement.rows {
      guard let name = row.code ?? (row.isTotal ? row.label : nil) else { continue }
      if rows[name] == nil { order.append(name) }
      rows[name, default: []].append(row)
    }
    return order.compactMap { name in
      guard let same = rows[name], same.count > 1 else { return nil }
      let operands = same.compactMap { operand(of: $0, in: statement) }
      let places = operands.map(\.place.description)
      return TestOutcome(
        scope: statement.scope, row: name,
        message: Message(
          zh:
            "\(statement.scope) 中“\(name)”有 \(same.count) 行，应只有一行；请合并或删去多余的一行（\(places.joined(separator: "、"))）",
          en:
            "'\(name)' stands on \(same.count) rows of \(statement.scope), expected one; join them or remove what is too much (\(places.joined(separator: ", ")))"
        ), operands: operands,
        causes: [
          Cause(
            kind: .duplicateRow, cells: operands.map { .place($0.place) },
            explanation: Message(zh: "重行", en: "the row is there twice"))
        ])
    }
  }

  /// The codes rise from row to row of the sheet that states them.
  func ascendingCodes(_ statement: Statement) -> [TestOutcome] {
    let stated = statement.rows.compactMap { row -> (code: String, operand: Operand, line: Int)? in
      guard let code = row.code, let operand = operand(of: row, in: statement),
        case .cell(let address) = operand.place.spot
      else { return nil }
      return (code, operand, address.row)
    }
    // A table made of inputs is sorted by construction.
    guard facts.isEmpty else { return [] }
    let printed = stated.sorted { $0.line < $1.line }
    return zip(printed, printed.dropFirst()).compactMap { before, after in
      guard after.code < before.code else { return nil }
      return TestOutcome(
        scope: statement.scope, row: after.code,
        message: Message(
          zh: "\(statement.scope) 中 \(after.code) 排在 \(before.code) 之后，应按编码从小到大排列；请调整行的次序",
          en:
            "\(after.code) stands below \(before.code) in \(statement.scope), expected rising codes; move the row"
        ), operands: [after.operand, before.operand])
    }
  }

  /// Rows with money whose code the year's list divides further, and nothing stands under them; one
  /// outcome for all, for a table that stops too early mostly does so throughout.
  func undivided(_ statement: Statement, list: String) -> [TestOutcome] {
    guard let codes = profile.codes[list], year > 0 else { return [] }
    let rows = statement.rows.filter { row in
      guard let code = row.code, statement.children(of: row.key).isEmpty else { return false }
      return hasMoney(row, in: statement) && codes.divides(code, year: year)
    }
    guard !rows.isEmpty else { return [] }
    let names = rows.prefix(3).map { "\($0.code ?? "") \($0.label)" }
    let more = rows.count - names.count
    return [
      TestOutcome(
        scope: statement.scope,
        message: Message(
          zh: "“\(names.joined(separator: "”“"))”"
            + (more > 0 ? "等 \(rows.count) 行" : "") + "下面没有列下级科目；请列到最低一级科目",
          en: "nothing stands under \(names.map { "'\($0)'" }.joined(separator: ", "))"
            + (more > 0 ? " and \(more) more rows" : "")
            + ", which the classification divides further; list the lowest codes"
        ), operands: rows.compactMap { operand(of: $0, in: statement) })
    ]
  }

  private func hasMoney(_ row: StatementRow, in statement: Statement) -> Bool {
    statement.columns.contains { column in
      let figure = statements[statement.key(row: row.key, column: column)]
      return figure?.state == .value && figure?.shown.atoms != 0
    }
  }
}
