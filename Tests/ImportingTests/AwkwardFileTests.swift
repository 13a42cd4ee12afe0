import Budget
import Importing
import Localization
import Profiles
import Reading
import Sheets
import TestKit
import Testing
import YAMLReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The sheets in `Fixtures/awkward`, one trait each, written by openpyxl, LibreOffice and Python.
///
/// The facts that must come of them are written by hand beside them (`expected.jsonl`); what else is
/// told is a golden file. Each has a twin in which the trait is truly ambiguous.
@Suite struct AwkwardFileTests {
  /// A line of `expected.jsonl`.
  struct Case: Decodable, Sendable {
    var file: String
    var by: String
    var twin: String
    var profile: String
    var year: Int
    var role: String
    var facts: [[String: Value]]
  }

  /// A value of a fact: atoms of an amount, a text, or declared empty.
  enum Value: Decodable, Sendable, Hashable {
    case atoms(Int64)
    case text(String)
    case empty

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .empty
      } else if let atoms = try? container.decode(Int64.self) {
        self = .atoms(atoms)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  static let folder = "\(projectFolder)/Fixtures/awkward"
  static let cases: [Case] = {
    let text = (try? String(contentsOfFile: "\(folder)/expected.jsonl", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Case.self, from: Data($0.utf8))
    }
  }()

  @Test func `there are enough of them, and at least half of the workbooks are not ours`() {
    #expect(Self.cases.count >= 60)
    let workbooks = Self.cases.filter { $0.file.hasSuffix(".xlsx") }
    let others = workbooks.count { ["openpyxl", "libreoffice"].contains($0.by) }
    #expect(others * 2 >= workbooks.count)
    #expect(workbooks.contains { $0.by == "libreoffice" })
  }

  @Test func `every awkward sheet gives its facts, and no twin is guessed at`() throws {
    var told = ""
    var profiles: [String: Profile] = [:]
    for one in Self.cases {
      let profile = try profiles[one.profile] ?? ProfileLoader.load(one.profile)
      profiles[one.profile] = profile
      let good = try Self.imported(one.file, one, profile)
      let schema = try #require(profile.input(one.role))
      #expect(facts(good.sheet, schema, like: one.facts) == one.facts, "\(one.file)")
      #expect(good.sheet.questions.isEmpty, "\(one.file)")
      #expect(
        good.role.split(separator: "+").contains(one.role[...]),
        "\(one.file) is recognised as \(good.role)")
      told += description(good, of: one.file)
      let twin = try Self.imported(one.twin, one, profile)
      #expect(
        twin.sheet.notes.contains { $0.severity == .error }, "\(one.twin) is taken in silence")
      let named = twin.sheet.notes.contains { $0.severity == .error && Self.namesChoices($0) }
      #expect(named, "\(one.twin): \(twin.sheet.notes.map(\.message.chinese))")
      told += description(twin, of: one.twin)
    }
    try expectGolden(told, named: "awkward.txt")
  }

  /// Whether a note says what may be meant, and what settles it.
  private static func namesChoices(_ note: ImportNote) -> Bool {
    // Which units there are, and `unit:`, is added where the other inputs are known, too.
    if note.kind == .unitUnknown { return true }
    return note.message.chinese.contains("gouji.yaml")
      && note.message.english.contains("gouji.yaml")
      && ["可能是", "可选", "应为：", "有几种值", "表头有："].contains(where: note.message.chinese.contains)
  }

  private struct Outcome {
    var role: String
    var sheet: ImportedSheet
  }

  private static func imported(_ file: String, _ one: Case, _ profile: Profile) throws -> Outcome {
    let sheets = FormulaCells(
      try SpreadsheetFile(path: "\(folder)/\(file)").sheets().map { sheet in
        var sheet = sheet
        sheet.file = file
        return sheet
      })
    let context = ImportContext(
      year: one.year, codes: profile.codes, categories: profile.categories)
    let schema = try #require(profile.input(one.role))
    let importer = SheetImporter(schema: schema, context: context)
    let sheet = try #require(
      sheets.sheets.max {
        importer.recognise($0).confidence < importer.recognise($1).confidence
      })
    var imported = importer.importing(sheet)
    for note in sheets.notes(on: sheet.name) { imported.notes.append(note) }
    let role: String
    switch SheetRecogniser(schemas: profile.inputs, context: context).recognise(sheet) {
    case .inputs(let found): role = found.map(\.schema.key).sorted().joined(separator: "+")
    case .ambiguous(let rivals): role = rivals.map(\.schema.key).joined(separator: "|")
    case .unknown: role = "unknown"
    }
    return Outcome(role: role, sheet: imported)
  }

  /// The facts in the fields that are expected, and in all others that hold amounts, codes or choices.
  private func facts(
    _ sheet: ImportedSheet, _ schema: InputSchema, like expected: [[String: Value]]
  ) -> [[String: Value]] {
    let named = Set(expected.flatMap(\.keys))
    return sheet.facts.map { fact in
      var values: [String: Value] = [:]
      if named.contains("level") { values["level"] = .atoms(Int64(fact.level)) }
      for field in schema.fields where field.kind != .text || named.contains(field.key) {
        switch fact[field.key] {
        case .amount(let reading): values[field.key] = .atoms(reading.amount.atoms)
        case .text(let text): values[field.key] = .text(text)
        case .date(let date): values[field.key] = .text("\(date)")
        case .empty where named.contains(field.key): values[field.key] = .empty
        case .empty, nil: break
        }
      }
      // A text that only some lines have is expected where it is there.
      for field in schema.fields where field.kind == .text && values[field.key] == .empty {
        values[field.key] = nil
      }
      return values
    }
  }

  private func description(_ outcome: Outcome, of file: String) -> String {
    let counts = outcome.sheet.counts
    var text =
      "\(file): \(outcome.role); \(counts.read) rows: \(counts.taken) taken, "
      + "\(counts.subtotals) totals, \(counts.rejected) rejected, \(counts.blank) blank, "
      + "\(counts.header) header, \(counts.notes) notes\n"
    for note in outcome.sheet.notes where note.kind != .absentColumns {
      text += "    \(note.place.cellName) \(note.severity.rawValue) \(note.kind.rawValue): "
      text += note.message.chinese + "\n"
    }
    return text
  }
}
