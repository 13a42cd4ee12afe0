import Foundation
import TestKit
import Testing

/// A published set that arrives as several CSV files, one a table.
@Suite struct PublishedSetTests {
  private struct Cell: Decodable {
    var sheet: String
    var cell: String
    var value: String
    var text: String?
  }

  /// The public workbook of an example, and each of its sheets as a CSV file in GB18030, its cells as
  /// they are shown: what a spreadsheet program saves.
  private func published(_ example: String, _ scratch: Scratch) throws -> (
    workbook: String, tables: [String]
  ) {
    _ = try Program.run(["export", fixture(example), "-o", scratch.path + "/out"])
    let workbook = scratch.path + "/out/公开.xlsx"
    let cells = try Program.run(["cells", workbook]).output.split(separator: "\n").map {
      try JSONDecoder().decode(Cell.self, from: Data($0.utf8))
    }
    let iconv = try #require(Program.find("iconv"))
    let sheets = Dictionary(grouping: cells, by: \.sheet)
    #expect(sheets.count > 8)
    var tables: [String] = []
    for (number, sheet) in sheets.keys.sorted().enumerated() {
      let plain = try scratch.write(text(sheets[sheet] ?? []), to: "utf8-\(number).csv")
      let path = "\(scratch.path)/\(number)-\(sheet.filter { $0 != " " }).csv"
      let converted = try Program.run(
        executable: iconv, ["-f", "UTF-8", "-t", "GB18030", "-o", path, plain])
      #expect(converted.status == 0, "\(converted.errors)")
      tables.append(path)
    }
    return (workbook, tables)
  }

  private func text(_ cells: [Cell]) -> String {
    var rows: [Int: [Int: String]] = [:]
    for cell in cells {
      let letters = cell.cell.prefix { $0.isLetter }
      let column = letters.unicodeScalars.reduce(0) { $0 * 26 + Int($1.value) - 64 }
      let row = Int(cell.cell.dropFirst(letters.count)) ?? 0
      let text = (cell.text ?? cell.value).replacing("\"", with: "\"\"")
      rows[row, default: [:]][column] = "\"\(text)\""
    }
    let width = rows.values.flatMap(\.keys).max() ?? 1
    return (1...(rows.keys.max() ?? 1)).map { row in
      (1...width).map { rows[row]?[$0] ?? "" }.joined(separator: ",") + "\r\n"
    }.joined()
  }

  /// What an audit says: the verdict of every check by its id, and the summary.
  private func verdicts(_ arguments: [String]) throws -> (all: [String: String], summary: String) {
    let run = try Program.run(["audit"] + arguments + ["--format", "json", "--all"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
      "\(run.errors)")
    let findings = try #require(document["findings"] as? [[String: Any]])
    var all: [String: String] = [:]
    for finding in findings {
      let sides = [finding["left"], finding["right"]].map { side in
        ((side as? [String: Any])?["value"] as? String) ?? "-"
      }
      all[finding["id"] as? String ?? ""] =
        "\(finding["verdict"] as? String ?? "") \(sides.joined(separator: " "))"
    }
    return (all, "\(document["profile"] ?? "") \(document["unit"] ?? "") \(document["year"] ?? "")")
  }

  @Test(arguments: ["weixian-2020", "yuntai-2024", "songpu-2026", "songpu-library-2026"])
  func `the audit of the CSV files says what the audit of the workbook says`(
    example: String
  ) throws {
    let scratch = try Scratch()
    let (workbook, tables) = try published(example, scratch)
    // The same set as last year's says what the workbook as last year's says.
    let prior = tables.flatMap { ["--prior", $0] }
    let whole = try verdicts([workbook, "--prior", workbook])
    #expect(whole.all.values.count { $0.hasPrefix("agree") } > 100)
    let parts = try verdicts(tables + prior)
    #expect(parts.summary == whole.summary)
    let ids = Set(whole.all.keys).union(parts.all.keys)
    for id in ids.sorted() where whole.all[id] != parts.all[id] {
      Issue.record("\(id): \(whole.all[id] ?? "-"), as CSV \(parts.all[id] ?? "-")")
    }
  }
}
