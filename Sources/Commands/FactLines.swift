import Budget
import Decimals
import Importing
import Localization
import Profiles
import Project
import Reports
import Sheets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes imported facts as JSON lines or CSV, every amount with its cell and raw text.
struct FactLines {
  let profile: Profile
  let inputs: [ProjectRun.Input]

  func write(to path: String) throws {
    do {
      try (path.hasSuffix(".csv") ? csv : jsonLines)
        .write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw FileError(path: path)
    }
  }

  private var jsonLines: String {
    inputs.reduce(into: "") { text, input in
      for fact in input.imported.facts { text += json(fact, of: input).line + "\n" }
    }
  }

  private func json(_ fact: Fact, of input: ProjectRun.Input) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("input", .string(input.role)), ("year", .string(input.period.rawValue)),
      ("file", .string(fact.place.file)), ("sheet", fact.place.sheet.map { .string($0) } ?? .null),
      ("place", .string(fact.place.description)), ("level", .integer(fact.level)),
    ]
    for field in profile.input(input.role)?.fields ?? [] {
      if let value = fact.values[field.key] { pairs.append((field.key, json(value))) }
    }
    return .object(pairs)
  }

  private func json(_ value: FactValue) -> JSONText {
    switch value {
    case .text(let text): return .string(text)
    case .date(let date): return .string(date.description)
    case .empty: return .null
    case .amount(let reading):
      var pairs: [(key: String, value: JSONText)] = [
        ("value", .string(reading.unit.decimal(reading.amount).description)),
        ("unit", .string(reading.unit.name)), ("raw", .string(reading.raw)),
      ]
      if reading.unit.dimension == .money {
        pairs.append(("fen", .number(String(reading.amount.atoms))))
      }
      if case .cell(let address) = reading.place.spot {
        pairs.append(("cell", .string("\(address)")))
      }
      return .object(pairs)
    }
  }

  /// One line a field; with a byte order mark, so that Excel and WPS read it as UTF-8.
  private var csv: String {
    var text = "\u{FEFF}input,year,place,level,field,value,unit,cell,raw\r\n"
    for input in inputs {
      for fact in input.imported.facts {
        for field in profile.input(input.role)?.fields ?? [] {
          guard let value = fact.values[field.key] else { continue }
          let head = [
            input.role, input.period.rawValue, fact.place.description, String(fact.level),
            field.key,
          ].map(quoted)
          text += (head + columns(value)).joined(separator: ",") + "\r\n"
        }
      }
    }
    return text
  }

  private func columns(_ value: FactValue) -> [String] {
    switch value {
    case .text(let text): return [quoted(harmless(text)), "", "", ""]
    case .date(let date): return [date.description, "", "", ""]
    case .empty: return ["", "", "", ""]
    case .amount(let reading):
      var cell = ""
      if case .cell(let address) = reading.place.spot { cell = address.description }
      return [
        reading.unit.decimal(reading.amount).description, reading.unit.name, cell,
        quoted(harmless(reading.raw)),
      ]
    }
  }

  // Spreadsheet programs run a text that begins so as a formula (CWE-1236); numbers stay as they
  // are.
  private func harmless(_ text: String) -> String {
    guard let first = text.first, "=+-@\t\r".contains(first), ExactDecimal(text) == nil else {
      return text
    }
    return "'" + text
  }

  private func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

/// A file that could not be written.
struct FileError: LocalizedFailure {
  var path: String

  var message: Message {
    Message(
      zh: "\(path)：不能写入；请检查文件夹和权限", en: "\(path): cannot be written; check folder and permissions")
  }
}
