import Budget
import Decimals
import Localization
import Profiles
import Project
import Reading
import Sheets

/// A unit's own code lists (`codes:` in gouji.yaml): they add to the profile's list and go before it.
struct OwnCodes {
  /// The columns, as in the built-in lists.
  static let header = ["code", "name", "from", "to"]

  /// Adds the project's lists to `profile`.
  ///
  /// - Throws: `OwnCodesError` with the cell, or `ReadError` where a file cannot be read.
  static func add(_ codes: [(list: String, file: Project.InputFile)], to profile: inout Profile)
    throws
  {
    for (list, file) in codes {
      guard var known = profile.codes[list] else {
        throw OwnCodesError(
          place: file.place, problem: .unknownList(list, profile.codes.keys.sorted()))
      }
      for entry in try entries(of: file) {
        known.putFirst(
          code: entry.code, name: entry.name, from: entry.years.lowerBound,
          to: entry.years.upperBound)
      }
      profile.codes[list] = known
    }
  }

  private typealias Entry = (code: String, name: String, years: ClosedRange<Int>)

  private static func entries(of file: Project.InputFile) throws -> [Entry] {
    let spreadsheet = try SpreadsheetFile(path: file.path)
    let sheet =
      try file.sheet.map { try spreadsheet.sheet(named: $0) } ?? spreadsheet.sheets().first
    var rows: [Int: [Int: Cell]] = [:]
    for cell in sheet?.cells ?? [] {
      rows[cell.address.row, default: [:]][cell.address.column] = cell
    }
    func place(_ row: Int, _ column: Int) -> Place {
      Place(
        file: file.name, sheet: sheet?.name, spot: .cell(CellAddress(row: row, column: column)))
    }
    func text(_ row: Int, _ column: Int) -> String {
      (rows[row]?[column]?.raw ?? "").strippedOfBlanks
    }
    let first = rows.keys.min() ?? 0
    guard header.indices.allSatisfy({ text(first, $0) == header[$0] }) else {
      throw OwnCodesError(place: place(first, 0), problem: .header)
    }
    var entries: [Entry] = []
    for row in rows.keys.sorted().dropFirst() {
      let code = text(row, 0)
      if header.indices.allSatisfy({ text(row, $0).isEmpty }) { continue }
      guard !code.isEmpty, code.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter) }) else {
        throw OwnCodesError(place: place(row, 0), problem: .code(code))
      }
      guard !text(row, 1).isEmpty else {
        throw OwnCodesError(place: place(row, 1), problem: .name(code))
      }
      guard let from = Int(text(row, 2)), (1900...9999).contains(from) else {
        throw OwnCodesError(place: place(row, 2), problem: .year(text(row, 2)))
      }
      let end = text(row, 3)
      guard let to = end.isEmpty ? 9999 : Int(end), to >= from else {
        throw OwnCodesError(place: place(row, 3), problem: .year(end))
      }
      if let twin = entries.first(where: { $0.code == code && $0.years.overlaps(from...to) }) {
        throw OwnCodesError(place: place(row, 0), problem: .twice(code, twin.name))
      }
      entries.append((code, text(row, 1), from...to))
    }
    return entries
  }
}

extension String {
  fileprivate var strippedOfBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// Why a unit's own code list cannot be used.
struct OwnCodesError: LocalizedFailure {
  enum Problem {
    case unknownList(String, [String])
    case header
    case code(String)
    case name(String)
    case year(String)
    case twice(String, String)
  }

  var place: Place
  var problem: Problem

  var message: Message {
    Message(zh: "\(place)：\(detail.chinese)", en: "\(place): \(detail.english)")
  }

  private var detail: Message {
    switch problem {
    case .unknownList(let list, let known):
      Message(
        zh: "规范没有代码表“\(list)”；有：\(known.joined(separator: "、"))",
        en: "the profile has no code list '\(list)'; there are: \(known.joined(separator: ", "))")
    case .header:
      Message(
        zh: "首行应为 \(OwnCodes.header.joined(separator: ","))",
        en: "the first line should be \(OwnCodes.header.joined(separator: ","))")
    case .code(let code):
      Message(
        zh: "“\(code)”不是代码；应为数字或字母", en: "'\(code)' is no code; use digits and letters")
    case .name(let code):
      Message(zh: "代码 \(code) 没有名称", en: "the code \(code) has no name")
    case .year(let text):
      Message(
        zh: "“\(text)”不是年度；from 为起始年度，to 为终止年度（可空，不早于 from）",
        en:
          "'\(text)' is no year; from is the first budget year, to the last one (may be empty, not before from)"
      )
    case .twice(let code, let name):
      Message(
        zh: "代码 \(code) 的年度与前面的“\(name)”重叠；请分开年度或删去一行",
        en:
          "the years of code \(code) overlap those of “\(name)” above; part them, or remove a line")
    }
  }
}
