public import Budget
import Formulas
import Importing
import Localization
public import Profiles
public import Sheets

/// Reads published disclosure workbooks as the statements of a profile.
public struct PublishedReader: Sendable {
  let profile: Profile

  /// A reader for workbooks of `profile`'s form.
  public init(profile: Profile) {
    self.profile = profile
  }

  /// The tables of `workbooks`, each a list of sheets, as the statements of one year.
  ///
  /// Nothing is thrown: what is not there is missing, what was not understood is in the notes.
  public func read(_ workbooks: [[Sheet]], period: Period = .current) -> PublishedWorkbook {
    let preamble = Preamble(workbooks.flatMap(\.self))
    let finder = TableFinder(profile: profile, year: preamble.year)
    let year = preamble.year ?? profile.validYears.upperBound
    var result = PublishedWorkbook(
      tables: [], statements: StatementSet(), unitName: preamble.unitName,
      unitCode: preamble.unitCode, year: preamble.year, notes: [], otherSheets: [], fit: 0)
    var found: [String: [Found]] = [:]
    for sheet in workbooks.flatMap({ self.found(in: $0, finder, year: year, period: period) }) {
      if period != .prior, let note = Self.hidden(sheet.sheet) { result.notes.append(note) }
      result.notes += sheet.notes
      if sheet.found.isEmpty {
        result.otherSheets.append(Place(file: sheet.sheet.file, sheet: sheet.sheet.name))
      } else {
        result.notes += Self.flaws(of: sheet.sheet)
      }
      for one in sheet.found { found[one.site.table.key, default: []].append(one) }
    }
    collect(found, period: period, into: &result)
    return result
  }

  /// A sheet with the tables that were found on it, and what was ambiguous.
  struct SheetTables {
    var sheet: Sheet
    var found: [Found]
    var notes: [PublishedNote]
  }

  /// The tables on each sheet of one workbook.
  func found(
    in sheets: [Sheet], _ finder: TableFinder, year: Int, period: Period
  ) -> [SheetTables] {
    var formulas: [String: [CellAddress: Recalculation.Outcome]]?
    return sheets.map { sheet in
      let (sites, notes) = finder.sites(on: sheet)
      let found = sites.map { site in
        // Formulas are computed once, and only where there is a table.
        let known = formulas ?? Self.formulas(sheets)
        formulas = known
        let reader = TableReader(
          profile: profile, table: site.table, binding: site.binding, region: site.region,
          figures: FigureReader(formulas: known[sheet.name] ?? [:]), year: year, period: period)
        let (blocks, notes) = reader.read()
        return Found(
          site: site, blocks: blocks, notes: notes + staleFormulas(site, known[sheet.name]),
          isVisible: sheet.visibility == .visible)
      }
      return SheetTables(sheet: sheet, found: found, notes: notes)
    }
  }

  /// A hidden sheet goes out with the file, and anyone can show it.
  private static func hidden(_ sheet: Sheet) -> PublishedNote? {
    guard sheet.visibility != .visible else { return hiddenLines(of: sheet) }
    guard !sheet.cells.isEmpty else { return nil }
    return PublishedNote(
      kind: "hidden-sheet", severity: .warning, verdict: .mismatch,
      place: Place(file: sheet.file, sheet: sheet.name),
      message: Message(
        zh: "这张工作表是隐藏的，公开后人人可以取消隐藏；请删去，或取消隐藏",
        en: "this sheet is hidden, and whoever gets the file can show it; delete it, or show it"),
      raw: sheet.name)
  }

  /// So do hidden rows and columns, whose amounts are read like all others.
  private static func hiddenLines(of sheet: Sheet) -> PublishedNote? {
    let hidden = sheet.cells.filter { sheet.hides($0.address) && !$0.raw.isEmpty }
    guard let first = hidden.first else { return nil }
    let rows = Set(hidden.map(\.address.row)).intersection(sheet.hiddenRows).sorted()
    let columns = Set(hidden.map(\.address.column)).intersection(sheet.hiddenColumns).sorted()
    let zh =
      (rows.isEmpty ? [] : ["第 \(rows.map { "\($0 + 1)" }.joined(separator: "、")) 行"])
      + columns.map { "\(CellAddress.letters(ofColumn: $0)) 列" }
    let en =
      (rows.isEmpty ? [] : ["row \(rows.map { "\($0 + 1)" }.joined(separator: ", "))"])
      + columns.map { "column \(CellAddress.letters(ofColumn: $0))" }
    return PublishedNote(
      kind: "hidden-lines", severity: .warning, verdict: .mismatch,
      place: sheet.place(first.address),
      message: Message(
        zh: "\(zh.joined(separator: "、"))是隐藏的，其中有内容，数已读取；公开后人人可以取消隐藏；请删去，或取消隐藏",
        en:
          "\(en.joined(separator: ", ")): hidden with content, whose figures were read; whoever gets the file can show it; delete it, or show it"
      ),
      raw: first.raw)
  }

  /// A table as it was read.
  struct Found {
    var site: TableSite
    var blocks: [TableReader.ReadBlock]
    var notes: [PublishedNote]
    var isVisible: Bool

    var share: Double {
      let binding = site.binding
      return binding.wanted == 0 ? 0 : Double(binding.found) / Double(binding.wanted)
    }

    /// Title 0.5, columns 0.3, rows 0.15, tab 0.05.
    var confidence: Double {
      let understood = blocks.reduce(0) { $0 + $1.understood }
      let lines = blocks.reduce(0) { $0 + $1.lines }
      let rows = lines == 0 ? 0.5 : Double(understood) / Double(lines)
      return min(
        1,
        0.5 * site.titleScore + 0.3 * share + 0.15 * rows
          + (site.isTabNamed ? site.titleScore > 0 ? 0.05 : 0.2 : 0))
    }

    var place: Place { site.region.sheet.place(site.address) }
  }

  /// What the sheet's file format does not allow.
  private static func flaws(of sheet: Sheet) -> [PublishedNote] {
    sheet.notes.map { note in
      PublishedNote(
        kind: "file-flaw", severity: .warning, verdict: .notChecked,
        place: note.place(file: sheet.file, sheet: sheet.name), message: note.message,
        raw: note.raw)
    }
  }

  private static func formulas(
    _ sheets: [Sheet]
  ) -> [String: [CellAddress: Recalculation.Outcome]] {
    guard sheets.contains(where: { $0.cells.contains { $0.formula != nil } }) else { return [:] }
    var outcomes: [String: [CellAddress: Recalculation.Outcome]] = [:]
    for outcome in Recalculation(sheets).outcomes {
      guard case .cell(let address) = outcome.place.spot, let sheet = outcome.place.sheet else {
        continue
      }
      outcomes[sheet, default: [:]][address] = outcome
    }
    return outcomes
  }

  /// Formulas of a table whose stored result is not what they give.
  private func staleFormulas(
    _ site: TableSite, _ outcomes: [CellAddress: Recalculation.Outcome]?
  ) -> [PublishedNote] {
    guard let outcomes else { return [] }
    return site.region.sheet.cells.compactMap { cell in
      guard let outcome = outcomes[cell.address], outcome.agreement == .different,
        let message = outcome.message
      else { return nil }
      return PublishedNote(
        kind: "stale-formula", severity: .warning, verdict: .mismatch, place: outcome.place,
        message: message, raw: cell.raw)
    }
  }

  // MARK: One table each

  private func collect(
    _ found: [String: [Found]], period: Period, into result: inout PublishedWorkbook
  ) {
    var confidences = 0.0
    let tables = profile.tables.filter { !$0.isWorkingPaper && (period != .prior || $0.hasPrior) }
    for table in tables {
      let candidates = (found[table.key] ?? []).sorted {
        ($0.isVisible ? 1 : 0, $0.confidence) > ($1.isVisible ? 1 : 0, $1.confidence)
      }
      guard let best = candidates.first else {
        add(table, period, missing: absent(table), to: &result)
        // A table without data has to be published all the same, empty.
        if let place = result.otherSheets.first ?? result.tables.first?.place {
          result.notes.append(
            PublishedNote(
              kind: "missing-table", severity: .warning, verdict: .notChecked,
              place: Place(file: place.file), message: absent(table), raw: table.key))
        }
        continue
      }
      for other in candidates.dropFirst() {
        let twins = TwinTables(taken: best.blocks, other: other.blocks)
        guard let found = twins.difference() else { continue }
        result.notes.append(
          PublishedNote(
            kind: "table-twice", severity: .warning, verdict: .mismatch,
            place: found.place ?? other.place,
            message: Message(
              zh:
                "《\(table.title)》有两张而数字不同（\(found.message.chinese)）；采用了 \(best.place)，请核对这一张",
              en:
                "“\(table.title)” is there twice with different figures (\(found.message.english)); \(best.place) was taken, check this one"
            ), raw: ""))
      }
      confidences += best.confidence
      result.tables.append(recognised(best))
      result.notes += best.notes
      if period != .prior {
        result.notes +=
          TableTexts(
            profile: profile, site: best.site, blocks: best.blocks, year: result.year,
            unitName: result.unitName
          ).notes
      }
      for block in best.blocks {
        result.statements.add(block.statement)
        for (key, figure) in block.figures { result.statements[key] = figure }
        result.lastYear += block.lastYear
      }
    }
    result.fit = tables.isEmpty ? 0 : confidences / Double(tables.count)
  }

  private func absent(_ table: TableDefinition) -> Message {
    Message(
      zh: "工作簿中没有找到《\(table.title)》",
      en: "the workbook has no table “\(table.title)”")
  }

  private func add(
    _ table: TableDefinition, _ period: Period, missing: Message, to result: inout PublishedWorkbook
  ) {
    for block in table.blocks {
      result.statements.add(
        Statement(
          period: period, table: table.key, block: block.key, rows: [],
          columns: block.columns.filter { $0.figures != nil }.map(\.key), missing: missing))
    }
  }

  /// What a table was recognised as.
  func recognised(_ found: Found) -> RecognisedTable {
    RecognisedTable(
      table: found.site.table.key, title: found.site.table.title, place: found.place,
      confidence: found.confidence, evidence: evidence(found))
  }

  private func evidence(_ found: Found) -> [Message] {
    let binding = found.site.binding
    var evidence: [Message] = []
    if let title = found.site.title {
      evidence.append(Message(zh: "表题“\(title)”", en: "the title “\(title)”"))
    }
    evidence.append(
      Message(
        zh: "表头第 \(binding.rows.lowerBound + 1) 行，\(binding.wanted) 个数字列中认出 \(binding.found) 列",
        en:
          "the header in row \(binding.rows.lowerBound + 1) names \(binding.found) of \(binding.wanted) figure columns"
      ))
    let rows = found.blocks.reduce(0) { $0 + $1.understood }
    evidence.append(Message(zh: "认出 \(rows) 行", en: "\(rows) rows understood"))
    if found.site.isTabNamed {
      evidence.append(Message(zh: "工作表名相同", en: "the tab has its name"))
    }
    return evidence
  }
}
