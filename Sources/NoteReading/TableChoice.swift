import Budget
public import Documents
import Importing
public import Profiles
import Published
import Sheets

/// Chooses among the readings of tables that are laid out with blanks, by what their headings mean.
public struct TableChoice: Sendable {
  private let profile: Profile
  private let reader: PublishedReader
  /// The headings of the profile's tables, folded.
  private let layouts: Set<[[String]]>

  /// How many paragraphs above a table may hold its title.
  private static let reach = 4
  /// How many rows are looked at, and how many readings may name no table before none does.
  private static let rows = 12
  private static let mostReadings = 12
  private static let patience = 3

  /// A choice by the tables of `profile`.
  public init(profile: Profile) {
    self.profile = profile
    reader = PublishedReader(profile: profile)
    layouts = Set(profile.layouts.map { Self.plain($0.columns.map(\.heading)) })
  }

  /// The document with one reading for each such table: that with the headings of the profile's own
  /// form, else the one with the least that was not understood, and of those the one with the most
  /// figures.
  ///
  /// Where two give as many and others, and where the table is none of the profile's, it is told as
  /// not checked.
  public func settled(_ document: Document) -> Document {
    var result = document
    for (index, block) in document.blocks.enumerated() {
      guard case .table(let table) = block, !table.readings.isEmpty else { continue }
      let above = document.blocks[..<index].suffix(Self.reach)
      let reading =
        formal(table.readings) ?? fitting(table.readings, below: Array(above), of: document.file)
      var chosen = reading.map(table.read) ?? table
      chosen.readings = []
      chosen.isGuessed = reading == nil
      result.blocks[index] = .table(chosen)
    }
    return result
  }

  /// The only reading with the headings of a table of the profile.
  private func formal(_ readings: [DocumentTable.Reading]) -> DocumentTable.Reading? {
    let formal = readings.filter { layouts.contains(Self.plain($0.headings)) }
    return formal.count == 1 ? formal[0] : nil
  }

  private static func plain(_ headings: [[String]]) -> [[String]] {
    headings.map { $0.map { folded($0.replacing(/(20\d\d|\{year\})年度?/, with: "")) } }
  }

  private func fitting(
    _ readings: [DocumentTable.Reading], below above: [Document.Block], of file: String
  ) -> DocumentTable.Reading? {
    var best: (reading: DocumentTable.Reading, figures: Figures)?
    var isCertain = false
    var failures = 0
    for reading in readings.prefix(Self.mostReadings) {
      var table = DocumentTable(sheet: reading.sheet, places: reading.places)
      table.sheet.cells.removeAll { $0.address.row >= reading.firstRow + Self.rows }
      let part = Document(file: file, blocks: above + [.table(table)])
      let figures = Figures(reader.read([NoteTables(part, profile: profile).sheets]))
      guard figures.count > 0 else {
        failures += 1
        if best == nil, failures == Self.patience { return nil }
        continue
      }
      // All columns are named and nothing else is there: no other reading can be right.
      if figures.isComplete { return reading }
      guard let known = best, !(known.figures.rank < figures.rank) else {
        best = (reading, figures)
        isCertain = true
        continue
      }
      if figures.rank == known.figures.rank, figures.values != known.figures.values {
        isCertain = false
      }
    }
    return isCertain ? best?.reading : nil
  }
}

extension TableChoice {
  /// What a reading of a table comes to.
  private struct Figures {
    /// The figures that are not missing.
    var values: [FigureKey: Observation] = [:]
    /// How many figures the table should have and does not.
    var missing = 0
    /// How much the reader had to remark.
    let notes: Int
    /// Whether a table was found in which every column is known.
    let isComplete: Bool

    init(_ workbook: PublishedWorkbook) {
      let found = workbook.foundTables
      notes = found.notes.count
      isComplete = found.tables.count == 1 && notes == 0
      let statements = found.statements
      for statement in statements.statements {
        for key in statements.keys(of: statement) {
          guard let figure = statements[key] else { continue }
          if case .missing = figure.state {
            missing += 1
          } else {
            values[key] = figure.shown
          }
        }
      }
    }

    var count: Int { values.count }
    var rank: (Int, Int) { (-notes, count - missing) }
  }
}
