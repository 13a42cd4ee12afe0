import Budget
import Documents
import Profiles
import Reconciliation

@testable import NoteReading

/// A small budget of two years, and notes about it.
struct SampleBudget {
  /// Amounts in 万元 × 100: this year's and last year's, by cell.
  private static let cells: [(String, String?, String, String, Int64, Int64)] = [
    ("T1", "收入", "收入总计", "预算数", 234_560, 220_000),
    ("T1", "收入", "本年收入合计", "预算数", 234_560, 220_000),
    ("T1", "支出", "支出总计", "预算数", 234_560, 220_000),
    ("T1", "支出", "本年支出合计", "预算数", 234_560, 220_000),
    ("T2", nil, "合计", "合计", 234_560, 220_000),
    ("T2", nil, "合计", "财政拨款小计", 214_560, 202_000),
    ("T2", nil, "合计", "一般公共预算", 204_560, 193_000),
    ("T2", nil, "合计", "政府性基金", 10_000, 9_000),
    ("T2", nil, "合计", "国有资本经营", 0, 0), ("T2", nil, "合计", "事业收入", 15_000, 13_000),
    ("T2", nil, "合计", "其他收入", 5_000, 5_000),
    ("T3", nil, "合计", "合计", 234_560, 220_000), ("T3", nil, "合计", "基本支出", 124_560, 121_000),
    ("T3", nil, "合计", "项目支出", 110_000, 99_000),
    ("T4", "收入", "收入总计", "金额", 214_560, 202_000),
    ("T4", "收入", "一般公共预算拨款", "金额", 204_560, 193_000),
    ("T4", "收入", "政府性基金预算拨款", "金额", 10_000, 9_000),
    ("T4", "收入", "国有资本经营预算拨款", "金额", 0, 0),
    ("T4", "支出", "支出总计", "合计", 214_560, 202_000),
    ("T4", "支出", "支出总计", "一般公共预算", 204_560, 193_000),
    ("T4", "支出", "支出总计", "政府性基金", 10_000, 9_000),
    ("T4", "支出", "支出总计", "国有资本经营", 0, 0),
    ("T5", nil, "合计", "合计", 204_560, 193_000), ("T5", nil, "合计", "基本支出", 124_560, 121_000),
    ("T5", nil, "合计", "项目支出", 80_000, 72_000),
    ("T5", nil, "208", "合计", 30_050, 29_000), ("T5", nil, "20805", "合计", 30_050, 29_000),
    ("T5", nil, "210", "合计", 12_000, 11_800), ("T5", nil, "21011", "合计", 12_000, 11_800),
    ("T5", nil, "213", "合计", 142_510, 133_200), ("T5", nil, "21303", "合计", 142_510, 133_200),
    ("T5", nil, "221", "合计", 20_000, 19_000), ("T5", nil, "22102", "合计", 20_000, 19_000),
    ("T5", nil, "2080505", "合计", 20_050, 19_500), ("T5", nil, "2080506", "合计", 10_000, 9_500),
    ("T5", nil, "2101101", "合计", 12_000, 11_800), ("T5", nil, "2130301", "合计", 70_010, 68_000),
    ("T5", nil, "2130305", "合计", 72_500, 65_200), ("T5", nil, "2210201", "合计", 20_000, 19_000),
    ("T6", nil, "合计", "合计", 10_000, 9_000), ("T7", nil, "合计", "合计", 0, 0),
    ("T8", nil, "合计", "合计", 124_560, 121_000), ("T8", nil, "合计", "人员经费", 105_035, 101_000),
    ("T8", nil, "合计", "公用经费", 19_525, 20_000), ("T8", nil, "301", "合计", 100_035, 96_500),
    ("T8", nil, "302", "合计", 19_525, 20_000), ("T8", nil, "303", "合计", 5_000, 4_500),
    ("T8", nil, "30201", "合计", 6_000, 6_100),
    ("T8", nil, "30211", "合计", 4_000, 4_000),
    ("T9", nil, "合计", "合计", 2_800, 3_000), ("T9", nil, "因公出国（境）费", "合计", 0, 0),
    ("T9", nil, "公务用车购置及运维费", "合计", 2_500, 2_600),
    ("T9", nil, "公务用车购置费", "合计", 0, 0), ("T9", nil, "公务用车运行维护费", "合计", 2_500, 2_600),
    ("T9", nil, "公务接待费", "合计", 300, 400), ("G", nil, "合计", "总计", 32_000, 30_000),
    ("A", nil, "资产总额", "价值", 560_000, 540_000), ("A", nil, "房屋", "价值", 300_000, 300_000),
  ]

  let profile: Profile
  let statements: StatementSet
  private let lexicon: Lexicon
  /// The words for a note without tables.
  private let bareLexicon: Lexicon

  init() throws {
    profile = try ProfileLoader.load("hebei-2020")
    var set = StatementSet()
    var rows: [StatementKey: [StatementRow]] = [:]
    var order: [StatementKey] = []
    for period in [Period.current, .prior] {
      for cell in Self.cells {
        let key = StatementKey(period: period, table: cell.0, block: cell.1)
        if rows[key] == nil { order.append(key) }
        guard rows[key]?.contains(where: { $0.key == cell.2 }) != true else { continue }
        let isCode = Int(cell.2) != nil
        rows[key, default: []].append(
          StatementRow(
            key: cell.2, label: cell.2, code: isCode ? cell.2 : nil, isTotal: !isCode))
      }
    }
    for key in order {
      let columns = profile.table(key.table)?.block(key.block)?.columns.map(\.key) ?? []
      set.add(
        Statement(
          period: key.period, table: key.table, block: key.block, rows: rows[key] ?? [],
          columns: columns))
    }
    for period in [Period.current, .prior] {
      for cell in Self.cells {
        let atoms = (period == .current ? cell.4 : cell.5) * 10_000
        set[
          FigureKey(period: period, table: cell.0, block: cell.1, row: cell.2, column: cell.3)] =
          Figure(
            state: .value, shown: Observation(atoms: atoms), exact: Observation(atoms: atoms),
            unit: .wanYuan, decimals: 2, derivation: .constant([]))
      }
    }
    statements = set
    lexicon = Lexicon(profile.vocabulary, profile: profile, statements: set)
    bareLexicon = Lexicon(profile.vocabulary, profile: profile, statements: nil)
  }

  static let shared = Result { () throws -> SampleBudget in try SampleBudget() }

  /// The note that a text makes, under the unit's title.
  func note(_ text: String, withTables: Bool = true) -> Note {
    Note(
      Document(text: text, file: "说明.txt"), profile: profile,
      lexicon: withTables ? lexicon : bareLexicon, year: 2020, unitName: "青县水务局")
  }

  /// What is found in a text: the tests that found something, with what they found.
  func outcomes(
    _ text: String, withTables: Bool = true
  ) -> [(test: RecordTest.Name, outcome: TestOutcome)] {
    let audit = NoteAudit(
      notes: [note(text, withTables: withTables)], profile: profile,
      statements: withTables ? statements : StatementSet(), hasTables: withTables)
    return RecordTest.Name.allCases.flatMap { name in
      audit.outcomes(of: RecordTest(name, [:])).map { (name, $0) }
    }
  }

  /// Those that contradict something.
  func mismatches(
    _ text: String, withTables: Bool = true
  ) -> [(test: RecordTest.Name, outcome: TestOutcome)] {
    outcomes(text, withTables: withTables).filter { $0.outcome.verdict == .mismatch }
  }
}
