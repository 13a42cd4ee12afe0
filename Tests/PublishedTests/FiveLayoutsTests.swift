import Budget
import Importing
import Profiles
import Published
import Reading
import Sheets
import Tabulation
import TestKit
import Testing
import XLSXWriter

/// The same figures in five layouts, as workbooks and as GB18030 CSV: Hebei, national, Shanghai
/// department and unit, and the flat detail of a platform.
@Suite struct FiveLayoutsTests {
  private static let standards = [
    "hebei-2020", "national-2016", "shanghai-2026", "shanghai-2026-unit",
  ]

  @Test(arguments: 0..<8) func `random figures are the same in every layout that carries them`(
    seed: Int
  ) throws {
    let budget = RandomBudget(seed: UInt64(seed)).comparable()
    var known: [String: Int64] = [:]
    for standard in Self.standards {
      let made = try Published2020(budget, by: standard)
      let expected = figures(made.statements, made.profile)
      // Where two layouts carry a figure, it is the same.
      for (key, atoms) in expected {
        if let other = known[key] {
          #expect(other == atoms, "\(standard) \(key)")
        } else {
          known[key] = atoms
        }
      }
      let sheets = try made.sheets()
      let workbook = made.read(sheets)
      #expect(
        differences(figures(workbook.statements, made.profile), expected) == [], "\(standard)")
      let tables = PublishedReader(profile: made.profile.forPublished).read(
        try asCSV(sheets, asShown: seed % 2 == 0))
      #expect(
        differences(figures(tables.statements, made.profile), expected) == [], "\(standard) CSV")
      // As shown, a CSV file says everything that the workbook says.
      if seed % 2 == 0 {
        #expect(made.differences(from: tables.statements) == [], "\(standard) CSV")
      }
      for isCSV in [false, true] {
        let detail = try figures(
          Tabulator.tabulate(
            profile: made.profile, year: made.year,
            facts: [.current: try detailFacts(budget, made, isCSV: isCSV)]), made.profile)
        // The detail has no 三公 plan.
        #expect(
          differences(
            detail.filter { !$0.key.hasPrefix("T9") }, expected.filter { !$0.key.hasPrefix("T9") })
            == [], "\(standard) detail")
      }
    }
    #expect(!known.isEmpty || budget.leaves.isEmpty)
  }

  // MARK: Figures that layouts have in common

  /// The figures in 分 under names that do not depend on the layout: table, code or key of the row,
  /// column.
  ///
  /// Blank and 0 are the same figure.
  private func figures(_ set: StatementSet, _ profile: Profile) -> [String: Int64] {
    var figures: [String: Int64] = [:]
    for statement in set.statements where statement.period == .current {
      guard profile.table(statement.table)?.isWorkingPaper == false else { continue }
      for key in set.keys(of: statement) {
        guard let figure = set[key], let row = statement.row(key.row),
          let column = Self.common(key, in: profile)
        else { continue }
        guard figure.unit.dimension == .money else { continue }
        let name = "\(key.table).\(key.block ?? "")[\(row.code ?? row.key), \(column)]"
        if case .missing = figure.state { continue }
        if figure.shown.atoms != 0 { figures[name] = figure.shown.atoms }
      }
    }
    return figures
  }

  /// The name of a column in common; nil where other layouts have no such column, or mean another
  /// thing by it.
  private static func common(_ key: FigureKey, in profile: Profile) -> String? {
    guard key.table == "T9" else { return key.column }
    guard let block = profile.table("T9")?.blocks.first, block.columns.count > 1 else {
      return key.column
    }
    return key.column == "一般公共预算" ? "合计" : nil
  }

  private func differences(_ left: [String: Int64], _ right: [String: Int64]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted().map {
      "\($0): \(left[$0].map(String.init) ?? "-") \(right[$0].map(String.init) ?? "-")"
    }
  }

  // MARK: Files

  /// Each sheet written as a CSV file of its own and read again: the cells as they are shown in
  /// GB18030, or as they are stored in UTF-8, as spreadsheet programs save it.
  private func asCSV(_ sheets: [Sheet], asShown: Bool) throws -> [[Sheet]] {
    let scratch = try Scratch()
    return try sheets.map {
      try TextTable($0, asShown: asShown).read(scratch, inGB18030: asShown)
    }
  }

  /// The budget's lines as a platform exports them, imported again.
  private func detailFacts(
    _ budget: RandomBudget, _ made: Published2020, isCSV: Bool
  ) throws -> [String: FactTable] {
    let spending = budget.leaves.map { [$0.function, $0.economic, $0.kind, $0.fund, yuan($0.fen)] }
    let income = budget.income.map { [$0.function, $0.source, yuan($0.fen)] }
    return [
      "budget": try imported(
        "budget", [["功能分类科目编码", "支出经济分类科目编码", "支出类别", "资金来源", "金额（元）"]] + spending, made, isCSV),
      "income": try imported(
        "income", [["功能分类科目编码", "收入来源", "金额（元）"]] + income, made, isCSV),
    ]
  }

  private func imported(
    _ role: String, _ rows: [[String]], _ made: Published2020, _ isCSV: Bool
  ) throws -> FactTable {
    let scratch = try Scratch()
    var path = scratch.path + "/detail.csv"
    if isCSV {
      let text = rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
      try write(gb18030(text), to: path)
    } else {
      path = scratch.path + "/detail.xlsx"
      var sheet = SheetDraft(name: "明细")
      for (row, texts) in rows.enumerated() {
        for (column, text) in texts.enumerated() {
          sheet[CellAddress(row: row, column: column)] = DraftCell(.text(text))
        }
      }
      var workbook = WorkbookDraft(newYearOf: made.year)
      workbook.sheets = [sheet]
      try XLSXWriter.write(workbook, to: path)
    }
    let importer = SheetImporter(
      schema: try #require(made.profile.input(role)),
      context: ImportContext(year: made.year, codes: made.profile.codes))
    let imported = importer.importing(try #require(try SpreadsheetFile(path: path).sheets().first))
    #expect(!imported.isIncomplete)
    return FactTable(dataset: role, facts: imported.facts)
  }

  private func yuan(_ fen: Int64) -> String { "\(fen / 100).00" }
}
