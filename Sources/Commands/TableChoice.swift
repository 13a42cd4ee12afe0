import Budget
import Documents
import NoteReading
import Profiles
import Published
import Sheets

/// Chooses among the readings of tables that are laid out with blanks, by what their headings mean.
struct TableChoice {
  let profile: Profile
  private let reader: PublishedReader

  /// How many paragraphs above a table may hold its title.
  private static let reach = 4

  init(profile: Profile) {
    self.profile = profile
    reader = PublishedReader(profile: profile)
  }

  /// The document with one reading for each such table: the one that gives a table of the profile the
  /// most figures.
  ///
  /// Where two give as many and others, and where the table is none of the profile's, it is told as
  /// not checked.
  func settled(_ document: Document) -> Document {
    var result = document
    for (index, block) in document.blocks.enumerated() {
      guard case .table(let table) = block, table.isLaidOut else { continue }
      let above = document.blocks[..<index].suffix(Self.reach)
      result.blocks[index] = .table(chosen(table, below: Array(above), in: document))
    }
    return result
  }

  private func chosen(
    _ table: DocumentTable, below above: [Document.Block], in document: Document
  ) -> DocumentTable {
    var best: (table: DocumentTable, figures: Figures)?
    var isCertain = false
    for reading in table.readings {
      let part = Document(file: document.file, blocks: above + [.table(reading)])
      let figures = Figures(reader.read([NoteTables(part, profile: profile).sheets]))
      guard figures.count > 0 else { continue }
      guard let known = best, figures.rank <= known.figures.rank else {
        best = (reading, figures)
        isCertain = true
        continue
      }
      if figures.rank == known.figures.rank, figures.values != known.figures.values {
        isCertain = false
      }
    }
    var chosen = best?.table ?? table
    chosen.isGuessed = !isCertain
    return chosen
  }
}

extension TableChoice {
  /// What a reading of a table comes to.
  private struct Figures {
    /// The figures that are not missing.
    var values: [FigureKey: Observation] = [:]
    /// How many figures the table should have and does not.
    var missing = 0

    init(_ workbook: PublishedWorkbook) {
      let found = workbook.foundTables.statements
      for statement in found.statements {
        for key in found.keys(of: statement) {
          guard let figure = found[key] else { continue }
          if case .missing = figure.state {
            missing += 1
          } else {
            values[key] = figure.shown
          }
        }
      }
    }

    var count: Int { values.count }
    var rank: Int { count - missing }
  }
}
