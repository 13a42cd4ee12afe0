import Budget
import Importing
import Localization
import Profiles
import Sheets

/// A table of the profile that was found on a sheet.
struct TableSite {
  var table: TableDefinition
  var binding: TableBinding
  var region: Region
  /// The cell of the title, or else of the header.
  var address: CellAddress
  /// The printed title; nil where the table has none.
  var title: String?
  /// How well the title agrees, from 0 to 1.
  var titleScore: Double
  /// Whether the sheet's tab is named like the table.
  var isTabNamed: Bool
}

/// Finds the tables on a sheet by their titles and headers.
struct TableFinder {
  let profile: Profile
  let year: Int?
  private let names: [TableName]

  /// A name of a table as it is compared.
  private struct TableName {
    var table: TableDefinition
    /// Folded, without years.
    var plain: String
    /// Without what differs from place to place.
    var core: String
    /// Whether it is the name of the tab, which is never a title by itself.
    var isTab: Bool
  }

  init(profile: Profile, year: Int?) {
    self.profile = profile
    self.year = year
    names = profile.tables.filter { !$0.isWorkingPaper }.flatMap { table in
      let layouts = profile.layouts.filter { $0.table == table.key }
      let titles =
        [table.title] + table.aliases
        + layouts.map { Names.removing("{year}年", from: $0.title) }
      return (titles.map { ($0, false) } + layouts.map { ($0.sheet, true) }).map { name, isTab in
        TableName(
          table: table, plain: Names.withoutYears(folded(name)), core: Names.title(name),
          isTab: isTab)
      }
    }
  }

  // Titles stand at most this many rows above the header, and are at most this long.
  private static let titleDistance = 14
  private static let titleLength = 60
  // Sheets without any title are looked at as a table only up to this many cells.
  private static let untitledCells = 50_000

  private struct Title {
    var address: CellAddress
    var text: String
    var tables: [(table: TableDefinition, score: Double)]
  }

  /// The tables on `sheet`, and what is ambiguous.
  func sites(on sheet: Sheet) -> (sites: [TableSite], notes: [PublishedNote]) {
    guard let first = sheet.cells.first, let last = sheet.cells.last else { return ([], []) }
    let lastRow = max(first.address.row, last.address.row)
    let titles = titles(on: sheet)
    var starts: [(title: Title, band: Range<Int>, site: TableSite)] = []
    for (index, title) in titles.enumerated() {
      let band = band(of: title, among: titles, on: sheet)
      let next = titles.dropFirst(index + 1).first {
        $0.address.row > title.address.row && band.contains($0.address.column)
      }
      let end = min(
        next.map { $0.address.row - 1 } ?? lastRow, title.address.row + Self.titleDistance + 400)
      guard end > title.address.row else { continue }
      let region = Region(sheet, rows: title.address.row...end, columns: band)
      if let site = best(title, region, sheet) { starts.append((title, band, site)) }
    }
    guard !starts.isEmpty else { return untitled(sheet, lastRow: lastRow) }
    var sites: [TableSite] = []
    for (index, start) in starts.enumerated() {
      // The same table going on after a page break keeps its first title.
      if let previous = sites.last, previous.table.key == start.site.table.key,
        starts[index - 1].band == start.band
      {
        continue
      }
      let next = starts.dropFirst(index + 1).first {
        $0.title.address.row > start.title.address.row && $0.band.overlaps(start.band)
          && $0.site.table.key != start.site.table.key
      }
      let end = max(start.title.address.row, next.map { $0.title.address.row - 1 } ?? lastRow)
      // A line with the unit may stand above the title.
      let top = index == 0 ? first.address.row : start.title.address.row
      var site = start.site
      site.region = Region(sheet, rows: top...end, columns: start.band)
      let binder = ColumnBinder(
        profile: profile, table: site.table,
        region: Region(sheet, rows: start.title.address.row...end, columns: start.band), year: year)
      if let binding = binder.binding() { site.binding = binding }
      sites.append(site)
    }
    return (sites, [])
  }

  // MARK: Titles

  private func titles(on sheet: Sheet) -> [Title] {
    var titles: [Title] = []
    for cell in sheet.cells {
      guard case .text(let text) = cell.value, text.count <= Self.titleLength else { continue }
      let tables = tables(titled: text)
      if !tables.isEmpty {
        titles.append(Title(address: cell.address, text: trimmed(text), tables: tables))
      }
    }
    return titles
  }

  /// The tables that may have `text` as title: the names that agree in most letters.
  func tables(titled text: String) -> [(table: TableDefinition, score: Double)] {
    // Most texts are no titles: they are let go before anything is compared.
    let plain = Names.withoutYears(folded(text))
    guard plain.contains("表") || names.contains(where: { $0.plain == plain }) else { return [] }
    let core = Names.title(text)
    guard core.count >= 2 else { return [] }
    let isTable = core.hasSuffix("表")
    var best: [(table: TableDefinition, score: Double, length: Int)] = []
    for name in names where !name.isTab {
      let score: Double
      if plain == name.plain {
        score = 1
      } else if isTable, name.core == core {
        score = 0.9
      } else if isTable, name.core.hasSuffix("表"), name.core.count >= 4, core.hasSuffix(name.core) {
        score = 0.6
      } else {
        continue
      }
      let index = best.firstIndex { $0.table.key == name.table.key }
      if let index {
        if (score, name.core.count) > (best[index].score, best[index].length) {
          best[index].score = score
          best[index].length = name.core.count
        }
      } else {
        best.append((name.table, score, name.core.count))
      }
    }
    guard let top = best.max(by: { ($0.score, $0.length) < ($1.score, $1.length) }) else {
      return []
    }
    return best.filter { $0.score == top.score && $0.length == top.length }.map {
      ($0.table, $0.score)
    }
  }

  /// The columns that belong to a title: all, or its share where titles stand side by side.
  private func band(of title: Title, among titles: [Title], on sheet: Sheet) -> Range<Int> {
    let row = titles.filter { $0.address.row == title.address.row }
    guard row.count > 1 else { return 0..<CellAddress.columnLimit }
    let edges = row.dropFirst().map { other in
      // The table's left edge: the first column after the blank one left of its title.
      let left = row.last { $0.address.column < other.address.column }?.address.column ?? 0
      let filled = Set(
        sheet.cells.filter {
          ($0.address.row - title.address.row) > 0
            && ($0.address.row - title.address.row) <= Self.titleDistance
        }.map(\.address.column))
      let blank = (left..<max(left + 1, other.address.column)).last { !filled.contains($0) }
      return (blank ?? other.address.column - 1) + 1
    }
    let start = edges.last { $0 <= title.address.column } ?? 0
    let end = edges.first { $0 > title.address.column } ?? CellAddress.columnLimit
    return start..<max(end, start + 1)
  }

  private func best(_ title: Title, _ region: Region, _ sheet: Sheet) -> TableSite? {
    var best: TableSite?
    for (table, score) in title.tables {
      guard
        let binding = ColumnBinder(profile: profile, table: table, region: region, year: year)
          .binding(),
        binding.rows.lowerBound > title.address.row,
        binding.rows.lowerBound <= title.address.row + Self.titleDistance
      else { continue }
      let site = TableSite(
        table: table, binding: binding, region: region, address: title.address, title: title.text,
        titleScore: score, isTabNamed: isNamed(sheet, table))
      if best.map({ binding.score > $0.binding.score }) ?? true { best = site }
    }
    return best
  }

  private func isNamed(_ sheet: Sheet, _ table: TableDefinition) -> Bool {
    let tab = Names.title(sheet.name)
    return names.contains { $0.table.key == table.key && $0.core == tab }
  }

  // MARK: Without a title

  private func untitled(_ sheet: Sheet, lastRow: Int) -> (
    sites: [TableSite], notes: [PublishedNote]
  ) {
    guard let first = sheet.cells.first, sheet.cells.count <= Self.untitledCells else {
      return ([], [])
    }
    let region = Region(
      sheet, rows: first.address.row...lastRow, columns: 0..<CellAddress.columnLimit)
    var found: [TableSite] = []
    for table in profile.tables where !table.isWorkingPaper {
      guard
        let binding = ColumnBinder(profile: profile, table: table, region: region, year: year)
          .binding(),
        binding.found == binding.wanted, binding.unbound.isEmpty,
        binding.blocks.values.allSatisfy({ $0.label != nil || !$0.codes.isEmpty })
      else { continue }
      found.append(
        TableSite(
          table: table, binding: binding, region: region,
          address: CellAddress(row: binding.rows.lowerBound, column: 0), title: nil, titleScore: 0,
          isTabNamed: isNamed(sheet, table)))
    }
    let named = found.filter(\.isTabNamed)
    if named.count == 1 { return (named, []) }
    // More columns found say more.
    let most = found.map(\.binding.found).max() ?? 0
    let top = found.filter { $0.binding.found == most }
    guard top.count > 1 else { return (top, []) }
    let choices = top.map { "《\($0.table.title)》" }
    return (
      [],
      [
        PublishedNote(
          kind: "ambiguous-table", severity: .warning, verdict: .notChecked,
          place: Place(file: sheet.file, sheet: sheet.name),
          message: Message(
            zh: "工作表没有表题，可能是\(choices.joined(separator: "或"))；请写明表题，本表未采用",
            en:
              "the sheet has no title and may be \(choices.joined(separator: " or ")); write its title, it was not taken"
          ), raw: "")
      ]
    )
  }
}
