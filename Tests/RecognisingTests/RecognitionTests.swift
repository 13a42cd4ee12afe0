import Budget
import Documents
import Importing
import Localization
import Profiles
import Published
import Reading
import Recognising
import Sheets
import TestKit
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The sheets in `Fixtures/recognition`, each recognised without a project and without a standard.
@Suite struct RecognitionTests {
  /// A line of `expected.jsonl`.
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var file: String
    var sheet: String?
    var kind: String
    var keys: [String]
    var period: String

    var testDescription: String { sheet.map { "\(file)!\($0)" } ?? file }
  }

  static let folder = "\(projectFolder)/Fixtures/recognition"
  static let cases: [Case] = {
    let text = (try? String(contentsOfFile: "\(folder)/expected.jsonl", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Case.self, from: Data($0.utf8))
    }
  }()
  static let profiles = TemplateSource.builtInProfiles.compactMap { try? ProfileLoader.load($0) }

  @Test func `there are enough of them, half of them written by openpyxl`() {
    #expect(Self.cases.count >= 30)
    #expect(Self.cases.count { $0.file.hasSuffix(".xlsx") } * 2 >= Self.cases.count)
    #expect(Self.cases.count { $0.kind == "unknown" } >= 10)
  }

  @Test(arguments: cases)
  func `each sheet is what it is, whatever it is called`(one: Case) throws {
    // Nothing in the file's name may help.
    let source = try Self.source(one.file, named: "a")
    let year = one.period == "prior" ? 2024 : nil
    let outcome = Recogniser(profiles: Self.profiles, year: year).recognise([source])
    let sheet = try #require(
      outcome.sheets.first { $0.place.sheet == one.sheet || source.isText },
      "\(outcome.sheets.map(\.place.description))")
    let told = Self.told(sheet.kind)
    #expect(told.kind == one.kind && told.keys == one.keys.sorted(), "\(told)")
    if ["table", "input", "note"].contains(one.kind) {
      #expect(sheet.period.period?.name == one.period, "\(sheet.period.year ?? 0)")
    }
    if case .tables(let tables) = sheet.kind {
      for table in tables {
        #expect(table.account.isBalanced && table.account.rowsRead > 0)
        #expect(!table.recognised.evidence.isEmpty)
      }
    }
  }

  @Test func `a mixed folder is recognised sheet by sheet`() throws {
    let names = [
      "published-last-year.csv", "input-budget.xlsx", "input-assets-gb18030.csv",
      "note-gb18030.txt",
      "none-menu.csv",
    ]
    let outcome = Recogniser(profiles: Self.profiles, year: nil)
      .recognise(try names.map { try Self.source($0, named: "folder/\($0)") })
    #expect(outcome.year == 2024)
    #expect(
      outcome.sheets.map { Self.told($0.kind).kind } == [
        "table", "input", "input", "note", "unknown",
      ])
    #expect(outcome.sheets[0].period.period == .prior)
  }

  @Test func `a set of published files settles what one of them alone leaves open`() throws {
    let set = ["published-henan-general.xlsx", "published-hubei-expenditure.csv"]
    let alone = "either-income-without-title.csv"
    let published = Recogniser(profiles: Self.profiles, year: nil)
      .recognise(try (set + [alone]).map { try Self.source($0, named: "set/\($0)") })
    #expect(Self.told(published.sheets[2].kind) == ("table", ["T2"]))
    let inputs = Recogniser(profiles: Self.profiles, year: nil)
      .recognise(
        try ["input-budget.xlsx", alone].map { try Self.source($0, named: "set/\($0)") })
    #expect(Self.told(inputs.sheets[1].kind) == ("input", ["income"]))
    let apart = Recogniser(profiles: Self.profiles, year: nil).recognise([
      try Self.source(set[0], named: "elsewhere/x"), try Self.source(alone, named: "set/y"),
    ])
    #expect(Self.told(apart.sheets[1].kind).kind == "ambiguous")
  }

  // MARK: Reading

  private static func source(_ file: String, named name: String) throws -> FileSource {
    let path = "\(folder)/\(file)"
    if file.hasSuffix(".txt"), !file.contains("tabs"),
      case .document(var document) = try InputDocument(path: path)
    {
      document.file = name
      return FileSource(name: name, content: .document(document))
    }
    let sheets = try SpreadsheetFile(path: path).sheets().map { sheet in
      var sheet = sheet
      sheet.file = name
      // Of a text file the tab is called as the file is.
      if !file.hasSuffix(".xlsx") { sheet.name = "a" }
      return FileSource.Tab(sheet)
    }
    return FileSource(name: name, content: .workbook(sheets))
  }

  private static func told(_ kind: RecognisedSheet.Kind) -> (kind: String, keys: [String]) {
    switch kind {
    case .inputs(let found): ("input", found.map(\.schema.key).sorted())
    case .tables(let tables): ("table", tables.map(\.recognised.table).sorted())
    case .ambiguous(let choices):
      (
        "ambiguous",
        choices.map { choice in
          switch choice {
          case .input(let input): input.schema.key
          case .table(let table): table.recognised.table
          }
        }.sorted()
      )
    case .unclearTable(let notes): ("ambiguous", notes.map(\.message.chinese))
    case .part(let part):
      switch part.kind {
      case .cover: ("cover", [])
      case .contents: ("contents", [])
      case .text: ("text", [])
      }
    case .workingPaper: ("working", [])
    case .note(let note): (note.kind == .note ? "note" : "unit-text", [])
    case .empty: ("empty", [])
    case .unknown: ("unknown", [])
    }
  }
}

extension FileSource {
  /// Whether it is a text file or a document, which has one part.
  fileprivate var isText: Bool {
    switch content {
    case .document: true
    case .workbook(let tabs): tabs.count == 1
    }
  }
}
