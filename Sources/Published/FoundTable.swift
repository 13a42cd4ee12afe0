public import Budget
import Importing
import Localization
import Profiles
public import Sheets

/// A table of a profile as it stands on one sheet: what it is, its figures, and where its rows went.
public struct FoundTable: Sendable {
  /// A row with the figures that were read from cells.
  public struct Row: Sendable {
    /// The row as rules name it.
    public var row: StatementRow
    /// The cell in which it begins.
    public var place: Place
    /// The figures by column, in the order of the form, those that nothing was printed for included.
    public var figures: [(column: String, figure: Figure)]
  }

  /// Rows and columns that belong together.
  public struct Block: Sendable {
    /// The key; nil where the table has one block.
    public var key: String?
    /// The rows that the sheet prints.
    public var rows: [Row]
  }

  /// What it was recognised as, how surely and why.
  public var recognised: RecognisedTable
  /// The printed title; nil where it has none.
  public var title: String?
  /// How well the title agrees, from 0 to 1.
  public var titleScore: Double
  /// The share of the form's figure columns that the header names, from 0 to 1.
  public var share: Double
  /// The budget year that title, lines above the header and headings state; nil where none does.
  public var year: StatedYear?
  /// The blocks from left to right.
  public var blocks: [Block]
  /// Where every row went.
  public var account: RowAccount
  /// What could not be understood.
  public var notes: [PublishedNote]

  /// Whether a row or a figure could not be taken.
  public var isIncomplete: Bool {
    account.counts.rejected > 0
      || notes.contains { ["unreadable-figure", "unit-conflict"].contains($0.kind) }
  }

  /// Whether any row with a figure was understood.
  public var hasRows: Bool { account.counts.taken + account.counts.subtotals > 0 }
}

/// What one sheet holds of a profile's tables.
public struct TablesOnSheet: Sendable {
  /// The tables, from the top.
  public var tables: [FoundTable]
  /// Tables that the sheet may be alike; none where it is plain which.
  public var ambiguities: [PublishedNote]
}

extension PublishedReader {
  /// The tables on each sheet of a workbook, those of every sheet by themselves.
  ///
  /// - Parameter year: the budget year, for codes, where the workbook states none.
  public func tables(of sheets: [Sheet], year: Int, period: Period) -> [TablesOnSheet] {
    let stated = Preamble(sheets).year
    let finder = TableFinder(profile: profile, year: stated)
    return found(in: sheets, finder, year: stated ?? year, period: period).map { sheet in
      TablesOnSheet(tables: sheet.found.map(table), ambiguities: sheet.notes)
    }
  }

  private func table(_ found: Found) -> FoundTable {
    let region = found.site.region
    var account = RowAccount()
    for block in found.blocks { account.add(block.account) }
    return FoundTable(
      recognised: recognised(found), title: found.site.title, titleScore: found.site.titleScore,
      share: found.share,
      year: StatedYear(
        region.sheet, header: found.site.binding.rows, title: found.site.title),
      blocks: found.blocks.map { block($0, in: region.sheet) }, account: account,
      notes: found.notes)
  }

  private func block(_ read: TableReader.ReadBlock, in sheet: Sheet) -> FoundTable.Block {
    let statement = read.statement
    return FoundTable.Block(
      key: statement.block,
      rows: statement.rows.compactMap { row in
        guard let address = read.addresses[row.key] else { return nil }
        let figures = statement.columns.compactMap { column -> (String, Figure)? in
          guard let figure = read.figures[statement.key(row: row.key, column: column)],
            figure.isPrinted
          else { return nil }
          return (column, figure)
        }
        return FoundTable.Row(row: row, place: sheet.place(address), figures: figures)
      })
  }
}

extension Figure {
  /// Whether the figure was read from a cell and not worked out.
  fileprivate var isPrinted: Bool {
    if case .constant(let contributions) = derivation { return !contributions.isEmpty }
    return false
  }
}
