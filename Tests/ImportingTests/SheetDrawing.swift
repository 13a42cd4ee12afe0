import Decimals
import Sheets

extension Sheet {
  /// A sheet drawn as text: a line for each row, cells between `|`.
  ///
  /// A cell that reads as a number is a number; `'12` is the text 12; `12{#,##0.00}` has a number
  /// format; `=A1→12` is a formula with its stored result, `=A1→` one without; `#REF!` is an error,
  /// `TRUE` a boolean, `2019-12-31d` a date; `␣` is a space, `　` stays what it is.
  init(_ drawing: String, merges: [String] = [], file: String = "测试.xlsx", name: String = "表") {
    var cells: [Cell] = []
    for (row, line) in drawing.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      for (column, piece) in line.split(separator: "|", omittingEmptySubsequences: false)
        .enumerated()
      {
        let drawn = piece.trimmingSpaces
        guard !drawn.isEmpty else { continue }
        cells.append(Cell(drawn: drawn, at: CellAddress(row: row, column: column)))
      }
    }
    self.init(
      file: file, name: name, cells: cells, merges: merges.compactMap { CellRange($0) })
  }

  /// The same sheet as a CSV reader gives it: every cell a text, nothing merged or formatted.
  var asText: Sheet {
    var copy = self
    copy.file = "测试.csv"
    copy.merges = []
    copy.cells = cells.map {
      Cell(address: $0.address, value: .text($0.text), text: $0.text, raw: $0.text)
    }
    return copy
  }
}

extension Cell {
  fileprivate init(drawn: String, at address: CellAddress) {
    var text = drawn
    var format: String?
    var formula: String?
    if text.hasPrefix("="), let arrow = text.firstIndex(of: "→") {
      formula = String(text[text.index(after: text.startIndex)..<arrow])
      text = String(text[text.index(after: arrow)...])
    }
    if text.hasSuffix("}"), let brace = text.firstIndex(of: "{") {
      format = String(text[text.index(after: brace)...].dropLast())
      text = String(text[..<brace])
    }
    let value: CellValue?
    if text.isEmpty {
      value = nil
    } else if text.hasPrefix("'") {
      text = String(text.dropFirst())
      value = .text(text)
    } else if text.hasPrefix("#"), text.hasSuffix("!") {
      value = .error(text)
    } else if text == "TRUE" {
      value = .boolean(true)
    } else if text.hasSuffix("d"), let date = SheetDate(iso: text.dropLast()) {
      value = .date(date)
    } else if let number = ExactDecimal(text) {
      value = .number(number)
      if format == "0.00", !text.contains(".") { text += ".00" }
    } else {
      text = text.replacing("␣", with: " ")
      value = .text(text)
    }
    self.init(
      address: address, value: value, formula: formula, format: format, text: text, raw: text)
  }
}

extension SheetDate {
  init?(iso: some StringProtocol) {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    self.init(precision: .date, year: parts[0], month: parts[1], day: parts[2])
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var rest = self
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
