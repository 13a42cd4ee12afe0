import Budget
import Decimals
import Importing
import Localization
import Profiles
import Project
import Published
import Recognising
import Reports
import Sheets

/// Writes imported facts as JSON lines or CSV, every amount with its cell and raw text.
struct FactLines {
  let profile: Profile
  let parts: [ImportedPart]

  /// Writes the facts to `path`: CSV where it ends so, else JSON lines.
  func write(to path: String) throws(FileError) {
    let isCSV = path.lowercased().hasSuffix(".csv")
    var file = try TextFile(path: path)
    // With a byte order mark, so that Excel and WPS read it as UTF-8.
    if isCSV { try file.write("\u{FEFF}input,year,place,level,field,value,unit,cell,raw\r\n") }
    for part in parts {
      switch part {
      case .input:
        guard let input = part.input else { continue }
        for fact in input.imported.facts {
          try file.write(isCSV ? rows(fact, of: input) : json(fact, of: input).line + "\n")
        }
      case .table(let table):
        guard let period = table.period.period else { continue }
        for block in table.table.blocks {
          for row in block.rows {
            let line = TableLine(table: table, period: period, block: block.key, row: row)
            try file.write(isCSV ? rows(line) : json(line).line + "\n")
          }
        }
      case .note(let note):
        guard let period = note.year.period else { continue }
        for statement in note.note.statements {
          try file.write(
            isCSV ? rows(statement, period) : json(statement, period).line + "\n")
        }
      case .other: continue
      }
    }
    try file.finish()
  }

  private func json(_ fact: Fact, of input: ProjectRun.Input) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("input", .string(input.role)), ("year", .string(input.period.name)),
      ("file", .string(fact.place.file)), ("sheet", fact.place.sheet.map { .string($0) } ?? .null),
      ("place", .string(fact.place.description)), ("level", .integer(fact.level)),
    ]
    var sources: [(key: String, value: JSONText)] = []
    for field in profile.input(input.role)?.fields ?? [] {
      guard let value = fact[field.key] else { continue }
      pairs.append((field.key, json(value)))
      if case .amount = value { continue }
      guard let source = fact.source(field.key), let cell = source.place.cell else { continue }
      sources.append(
        (field.key, .object([("cell", .string(cell)), ("raw", .string(source.raw))])))
    }
    // Amounts have cell and raw text beside their value.
    pairs.append(("sources", .object(sources)))
    return .object(pairs)
  }

  private func json(_ value: FactValue) -> JSONText {
    switch value {
    case .text(let text): return .string(text)
    case .date(let date): return .string(date.description)
    case .empty: return .null
    case .amount(let reading): return json(reading)
    }
  }

  func json(_ reading: Budget.Reading) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("value", .string(reading.unit.decimal(reading.amount).description)),
      ("unit", .string(reading.unit.name)), ("raw", .string(reading.raw)),
    ]
    if reading.unit.dimension == .money {
      pairs.append(("fen", .number(String(reading.amount.atoms))))
    }
    if let cell = reading.place.cell { pairs.append(("cell", .string(cell))) }
    return .object(pairs)
  }

  /// One line a field.
  private func rows(_ fact: Fact, of input: ProjectRun.Input) -> String {
    var text = ""
    let head = [
      input.role, input.period.name, harmless(fact.place.description), String(fact.level),
    ].map(quoted).joined(separator: ",")
    for field in profile.input(input.role)?.fields ?? [] {
      guard let value = fact[field.key] else { continue }
      let source = fact.source(field.key)
      let cells = [
        field.key, plain(value), unit(value), source?.place.cell ?? "",
        harmless(source?.raw ?? ""),
      ]
      text += head + "," + cells.map(quoted).joined(separator: ",") + "\r\n"
    }
    return text
  }

  private func plain(_ value: FactValue) -> String {
    switch value {
    case .text(let text): harmless(text)
    case .date(let date): date.description
    case .empty: ""
    case .amount(let reading): reading.unit.decimal(reading.amount).description
    }
  }

  private func unit(_ value: FactValue) -> String {
    if case .amount(let reading) = value { return reading.unit.name }
    return ""
  }

  // Spreadsheet programs run a text that begins so as a formula (CWE-1236); numbers stay as they
  // are.
  func harmless(_ text: String) -> String {
    guard let first = text.first, "=+-@\t\r".contains(first), ExactDecimal(text) == nil else {
      return text
    }
    return "'" + text
  }

  func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

/// A file that could not be written.
struct FileError: LocalizedFailure {
  var path: String

  var message: Message {
    Message(
      zh: "\(path)：不能写入；请检查文件夹、权限和磁盘空间",
      en: "\(path): cannot be written; check folder, permissions and disk space")
  }
}

extension Place {
  /// The cell's address; nil where the place is none.
  var cell: String? {
    if case .cell(let address) = spot { return address.description }
    return nil
  }
}
