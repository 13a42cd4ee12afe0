import Decimals
import Localization
import Reading
import Reports
import Sheets

/// Writes a file's cells to standard output in the forms of `gouji cells`.
struct CellsOutput {
  let input: SpreadsheetFile
  private let limits: ReadLimits
  var output = StandardOutput()
  /// Whether CSV is meant for a spreadsheet program, which would run a text as a formula.
  var escapesFormulas = false

  init(_ input: SpreadsheetFile, limits: ReadLimits) {
    self.input = input
    self.limits = limits
    notes = input.notes
  }

  /// What a user should know about the file and, once they were written, its sheets.
  var notes: [Message]

  /// Tells of `told`, which is about the sheet called `sheet`.
  mutating func tell(_ told: [SheetNote], sheet: String) {
    notes += told.map { note in
      let place = note.place(file: input.path, sheet: sheet)
      return Message(
        zh: "\(place)：\(note.message.chinese)", en: "\(place): \(note.message.english)")
    }
  }

  // MARK: - jsonl

  /// One JSON object for each cell that holds something, in reading order.
  mutating func writeLines(sheet name: String?) throws(ReadError) {
    for sheetName in name.map({ [$0] }) ?? input.sheetNames {
      let sheet = try input.sheet(named: sheetName)
      tell(sheet.notes, sheet: sheetName)
      let merges = Dictionary(
        sheet.merges.map { ($0.first, $0) }, uniquingKeysWith: { first, _ in first })
      for cell in sheet.cells {
        output.write(
          line(
            cell, sheet: sheetName, merged: merges[cell.address],
            isHidden: sheet.hides(cell.address)
          ))
      }
    }
    output.flush()
  }

  private func line(
    _ cell: Cell, sheet: String, merged: CellRange?, isHidden: Bool
  ) -> String {
    var line =
      "{\"sheet\":\(JSONText.quoted(sheet)),\"cell\":\"\(cell.address)\",\(valueFields(cell.value))"
    if let formula = cell.formula { line += ",\"formula\":\(JSONText.quoted(formula))" }
    if let format = cell.format { line += ",\"format\":\(JSONText.quoted(format))" }
    // A text that is shown as it stands is not said twice.
    if cell.value != .text(cell.text), cell.value != nil {
      line += ",\"text\":\(JSONText.quoted(cell.text))"
    }
    if let merged { line += ",\"merged\":\"\(merged)\"" }
    if isHidden { line += ",\"hidden\":true" }
    return line + "}\n"
  }

  private func valueFields(_ value: CellValue?) -> String {
    switch value {
    case nil: "\"kind\":null,\"value\":null"
    case .number(let number): "\"kind\":\"number\",\"value\":\"\(number)\""
    case .text(let text): "\"kind\":\"text\",\"value\":\(JSONText.quoted(text))"
    case .boolean(let flag): "\"kind\":\"boolean\",\"value\":\(flag)"
    case .error(let name): "\"kind\":\"error\",\"value\":\(JSONText.quoted(name))"
    case .date(let date): "\"kind\":\"date\",\"value\":\"\(date)\""
    }
  }

  private func plainText(_ value: CellValue) -> String {
    switch value {
    case .number(let number): "\(number)"
    case .text(let text): text
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .error(let name): name
    case .date(let date): "\(date)"
    }
  }

  // MARK: - csv

  /// One sheet as RFC 4180: values, numbers as shortest decimals; of a CSV file the fields as they
  /// stand.
  mutating func writeCSV(sheet name: String?, mainTableOnly: Bool) throws(ReadError) {
    guard let sheetName = name ?? input.sheetNames.first else { return }
    let sheet = try input.sheet(named: sheetName)
    tell(sheet.notes, sheet: sheetName)
    if mainTableOnly {
      if let table = MainTable(of: sheet, text: shownText) {
        for record in [table.header] + table.records { writeRecord(record) }
      }
      output.flush()
      return
    }
    let rows = (sheet.cells.last?.address.row ?? -1) + 1
    let columns = (sheet.cells.map(\.address.column).max() ?? -1) + 1
    guard rows * columns <= limits.rectangle else {
      throw ReadError(
        .overBudget, at: Place(file: input.path, sheet: sheetName), limits.exceeded(\.rectangle))
    }
    var index = 0
    for row in 0..<rows {
      var fields = [String](repeating: "", count: columns)
      while index < sheet.cells.count, sheet.cells[index].address.row == row {
        let cell = sheet.cells[index]
        fields[cell.address.column] = shownText(cell)
        index += 1
      }
      writeRecord(fields)
    }
    output.flush()
  }

  private func shownText(_ cell: Cell) -> String {
    input.kind == .csv ? cell.raw : cell.value.map(plainText) ?? ""
  }

  private mutating func writeRecord(_ fields: [String]) {
    output.write(fields.map(csvField).joined(separator: ",") + "\r\n")
  }

  private func csvField(_ value: String) -> String {
    let text = escapesFormulas && value.startsLikeFormula ? "'" + value : value
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0a || $0 == 0x0d
    }
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  // MARK: - none

  /// One JSON object for each sheet: how much there is, and the sum of its numbers.
  mutating func writeSummaries(sheet name: String?) throws(ReadError) {
    for sheetName in name.map({ [$0] }) ?? input.sheetNames {
      let summary = try input.summary(ofSheet: sheetName)
      tell(summary.notes, sheet: sheetName)
      output.write(
        "{\"sheet\":\(JSONText.quoted(sheetName)),\"rows\":\(summary.rows)"
          + ",\"columns\":\(summary.columns),\"cells\":\(summary.cells)"
          + ",\"numbers\":\(summary.numbers),\"texts\":\(summary.texts)"
          + ",\"characters\":\(summary.characters),\"sum\":\"\(summary.sum.description)\"}\n")
    }
    output.flush()
  }
}

extension String {
  /// Whether a spreadsheet program could take the text for a formula (CWE-1236); a number, a lone
  /// sign or a dash is none.
  fileprivate var startsLikeFormula: Bool {
    guard let first = unicodeScalars.first else { return false }
    switch first {
    case "=", "@", "\t", "\r", "＝", "＠": return true
    case "+", "-", "＋", "－":
      let rest = dropFirst()
      return !rest.allSatisfy { "-－".contains($0) }
        && ExactDecimal(rest.replacing(",", with: "")) == nil
    default: return false
    }
  }
}
