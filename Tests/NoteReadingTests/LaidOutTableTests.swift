import Budget
import Disclosure
import Documents
import NoteReading
import Profiles
import Published
import Reading
import Sheets
import Tabulation
import TestKit
import Testing
import XLSXWriter

/// Published tables laid out with blanks are read back, or told.
@Suite struct LaidOutTableTests {
  private static let standards = Dictionary(
    uniqueKeysWithValues: TemplateSource.builtInProfiles.map { id in
      (id, Result { try ProfileLoader.load(id) })
    })

  /// A budget's tables and the sheets that print them.
  private struct Sample {
    let profile: Profile
    let statements: StatementSet
    let sheets: [Sheet]

    init(_ standard: String, seed: Int) throws {
      profile = try #require(LaidOutTableTests.standards[standard]).get()
      let year = profile.validYears.upperBound
      statements = try Tabulator.tabulate(
        profile: profile, year: year,
        facts: [.current: RandomBudget(seed: UInt64(seed)).facts(for: standard)])
      let scratch = try Scratch()
      let path = scratch.path + "/公开.xlsx"
      let unit = BudgetUnit(code: "361003", name: "某县社会保障中心", kind: .institution)
      try write(
        Disclosure(
          profile: profile, unit: unit, year: year, statements: statements, checks: [],
          openErrors: 0
        ).publicWorkbook, to: path)
      sheets = try SpreadsheetFile(path: path).sheets()
    }

    /// The rows of a sheet's headings: those from the first merged or labelled one to the first with
    /// a figure or a code.
    func header(of sheet: Sheet) -> ClosedRange<Int>? {
      let rows = Dictionary(grouping: sheet.cells.filter { !$0.text.isEmpty }, by: \.address.row)
      guard
        let unit = rows.filter({ $0.value.contains { $0.text.contains("单位：") } }).keys.max(),
        let first = rows.keys.filter({ $0 > unit }).min(),
        let body = rows.filter({ row in
          row.key > unit
            && row.value.contains { cell in
              if case .number = cell.value { return true }
              return cell.text.first?.isASCII == true && cell.text.first?.isNumber == true
                || cell.text.hasPrefix("一、")
                || cell.text == "合计"
                  && !sheet.merges.contains { $0.first.row < row.key && $0.last.row >= row.key }
                  && row.value.count == 1
            }
        }).keys.min(), first < body
      else { return nil }
      return first...(body - 1)
    }

    /// Figures that were read and are others; how many of this were read at all.
    func check(_ text: String) -> (wrong: [String], read: Int) {
      let document = TableChoice(profile: profile).settled(Document(text: text, file: "说明.txt"))
      let read = PublishedReader(profile: profile.forPublished)
        .read([NoteTables(document, profile: profile).sheets]).foundTables.statements
      var wrong: [String] = []
      var count = 0
      for statement in read.statements {
        for key in read.keys(of: statement) {
          guard let figure = read[key], figure.amount != nil else { continue }
          count += 1
          let own = statements[key]?.shown.atoms ?? 0
          if figure.shown.atoms != own {
            wrong.append("\(key) is \(own), read \(figure.shown.atoms)")
          }
        }
      }
      return (wrong, count)
    }
  }

  @Test(
    arguments: ["hebei-2020", "national-2016", "shanghai-2026", "shanghai-2026-unit"], 0..<3)
  func `a table is read back to the same figures, or to fewer`(
    standard: String, seed: Int
  ) throws {
    let sample = try Sample(standard, seed: seed)
    var random = SeededRandom(seed: UInt64(seed) + 77)
    var counts = (read: 0, plain: 0)
    for sheet in sample.sheets {
      guard let header = sample.header(of: sheet) else { continue }
      let layout = TextLayout(&random)
      let text = layout.text(of: sheet, header: header, &random)
      let (wrong, read) = sample.check(text)
      #expect(wrong.isEmpty, "\(layout)\n\(text)")
      counts.read += read
      var plain = TextLayout()
      plain.wideWidth = layout.wideWidth
      let second = sample.check(plain.text(of: sheet, header: header, &random))
      #expect(second.wrong.isEmpty)
      counts.plain += second.read
    }
    // Most of them are read; more where nothing is drawn at random.
    #expect(counts.read * 2 > counts.plain, "\(counts)")
    #expect(counts.plain > 30, "\(counts)")
  }
}
