import Budget
import Foundation
import Localization
import Profiles
import Published
import Reading
import TestKit
import Testing

/// One body's figures as provinces print them: other titles, numbers of tables, codes, groups of
/// headings, units and totals, as workbooks and as GB18030 CSV.
@Suite struct ProvinceTests {
  private struct Expected: Decodable {
    var file: String
    var figures: [String: Int64]
  }

  private static let folder = "\(projectFolder)/Fixtures/provinces"

  private static func expected() throws -> [Expected] {
    let text = try String(contentsOfFile: folder + "/expected.jsonl", encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(Expected.self, from: Data($0.utf8))
    }
  }

  @Test func `sheets laid out as provinces do are read figure by figure`() throws {
    let reader = PublishedReader(profile: try ProfileLoader.load("national-2016").forPublished)
    var told: [String] = []
    let all = try Self.expected()
    #expect(all.count == 15)
    for expected in all {
      let sheets = try SpreadsheetFile(path: "\(Self.folder)/\(expected.file)").sheets()
      let workbook = reader.read([sheets])
      var figures: [String: Int64] = [:]
      for statement in workbook.statements.statements {
        for key in workbook.statements.keys(of: statement) where !statement.isAbsent(key) {
          guard let figure = workbook.statements[key], figure.state == .value,
            figure.shown.atoms != 0
          else { continue }
          let block = key.block.map { ".\($0)" } ?? ""
          figures["\(key.table)\(block)[\(key.row), \(key.column)]"] = figure.shown.atoms
        }
      }
      for key in Set(figures.keys).union(expected.figures.keys).sorted()
      where figures[key] != expected.figures[key] {
        Issue.record(
          "\(expected.file) \(key): read \(figures[key] ?? 0), printed \(expected.figures[key] ?? 0)"
        )
      }
      let tables = Set(workbook.tables.map(\.table)).sorted().joined(separator: " ")
      told.append("\(expected.file): \(tables)")
      for note in workbook.notes where note.kind != "missing-table" {
        told.append("  \(note.kind): \(note.message.english)")
      }
    }
    try expectGolden(told.joined(separator: "\n") + "\n", named: "provinces.txt")
  }
}
