import Budget
import Decimals
import Importing
import Localization
import Profiles
import Reports
import Sheets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes the facts of a run as JSON lines, every amount with its cell and raw text.
struct FactLines {
  let run: ProjectRun

  func write(to path: String) throws {
    var text = ""
    for input in run.inputs {
      for fact in input.imported.facts { text += line(fact, of: input).line + "\n" }
    }
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw FileError(path: path)
    }
  }

  private func line(_ fact: Fact, of input: ProjectRun.Input) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("input", .string(input.role)), ("year", .string(input.period.rawValue)),
      ("file", .string(fact.place.file)), ("sheet", fact.place.sheet.map { .string($0) } ?? .null),
      ("place", .string(fact.place.description)), ("level", .integer(fact.level)),
    ]
    for field in run.profile.input(input.role)?.fields ?? [] {
      guard let value = fact.values[field.key] else { continue }
      pairs.append((field.key, json(value)))
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
}

/// A file that could not be written.
struct FileError: LocalizedFailure {
  var path: String

  var message: Message {
    Message(
      zh: "\(path)：不能写入；请检查文件夹和权限", en: "\(path): cannot be written; check folder and permissions")
  }
}
