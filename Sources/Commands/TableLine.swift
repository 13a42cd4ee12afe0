import Budget
import Decimals
import NoteReading
import Published
import Recognising
import Reports
import Sheets

/// A row of a published table on its way to a file of facts.
struct TableLine {
  let table: ImportedTable
  let period: Period
  let block: String?
  let row: FoundTable.Row

  /// The table's key, with the block's where it has several.
  var name: String {
    let key = table.table.recognised.table
    return block.map { "\(key).\($0)" } ?? key
  }
}

extension FoundTable.Row {
  /// The reading of each figure that has a cell; nil where the cell declares that there is none.
  var readings: [(column: String, reading: Budget.Reading?)] {
    figures.compactMap { column, figure in
      guard case .constant(let contributions) = figure.derivation,
        let reading = contributions.first?.reading
      else { return nil }
      if case .missing = figure.state { return nil }
      return (column, figure.state == .empty ? nil : reading)
    }
  }
}

extension FactLines {
  /// One object a row of a table.
  func json(_ line: TableLine) -> JSONText {
    let row = line.row.row
    let place = line.row.place
    return .object([
      ("table", .string(line.table.table.recognised.table)),
      ("block", line.block.map { .string($0) } ?? .null),
      ("profile", .string(line.table.profile)), ("year", .string(line.period.name)),
      ("file", .string(place.file)), ("sheet", place.sheet.map { .string($0) } ?? .null),
      ("place", .string(place.description)), ("level", .integer(row.level)),
      ("row", .string(row.key)), ("code", row.code.map { .string($0) } ?? .null),
      ("label", .string(row.label)), ("total", .boolean(row.isTotal)),
      ("texts", .object(row.texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
      (
        "figures",
        .object(line.row.readings.map { ($0.column, $0.reading.map(json) ?? .null) })
      ),
    ])
  }

  /// One line a figure, and one for each text of the row.
  func rows(_ line: TableLine) -> String {
    let row = line.row.row
    let place = line.row.place
    let head = [line.name, line.period.name, harmless(place.description), String(row.level)]
    var fields = [["row", harmless(row.label), "", place.cell ?? "", harmless(row.label)]]
    if let code = row.code { fields.append(["code", code, "", "", ""]) }
    for (key, text) in row.texts.sorted(by: { $0.key < $1.key }) {
      fields.append([key, harmless(text), "", "", ""])
    }
    for (column, reading) in line.row.readings {
      guard let reading else { continue }
      fields.append([
        column, reading.unit.decimal(reading.amount).description, reading.unit.name,
        reading.place.cell ?? "", harmless(reading.raw),
      ])
    }
    return fields.map { (head + $0).map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  /// One object a number of a note.
  func json(_ statement: NoteStatement, _ period: Period) -> JSONText {
    .object([
      ("note", .string(statement.subject)), ("year", .string(period.name)),
      ("place", .string(statement.place.description)), ("aspect", .string(statement.aspect)),
      ("value", .string(statement.number.value.description)),
      ("unit", .string(statement.number.unit?.name ?? "%")), ("raw", .string(statement.raw)),
      ("sentence", .string(statement.sentence)),
    ])
  }

  /// One line a number of a note.
  func rows(_ statement: NoteStatement, _ period: Period) -> String {
    let fields = [
      "note", period.name, harmless(statement.place.description), "0",
      harmless(statement.subject), statement.number.value.description,
      statement.number.unit?.name ?? "%", "", harmless(statement.raw),
    ]
    return fields.map(quoted).joined(separator: ",") + "\r\n"
  }
}
