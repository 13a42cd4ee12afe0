import Budget
import Localization
import Profiles
import Reconciliation
import Testing

@testable import Diagnosis

@Suite struct LocalizerTests {
  @Test func `a wrong cell of a published table is named with its slip and its repair`() throws {
    var set = published()
    // 10.79 printed as 10.97.
    let wrong = key("2080505", "基本支出")
    set[wrong]?.shown = Observation(atoms: 10_970_000, quantum: 10_000)
    let found = try localised(set)
    #expect(!found.isEmpty)
    for localisation in found.values {
      let first = try #require(localisation.causes.first)
      #expect(first.cells == [.figure(wrong)])
      #expect(first.kind == .transposition)
      #expect(first.repair?.number == "10.79")
      #expect(localisation.alternatives.count == 1)
    }
  }

  @Test func `a total with a wrong sign is told from its rows`() throws {
    var set = published()
    let wrong = key("20805", "项目支出")
    let atoms = try #require(set[wrong]?.shown.atoms)
    set[wrong]?.shown = Observation(atoms: -atoms, quantum: 10_000)
    let found = try localised(set)
    let first = try #require(found.values.first?.causes.first)
    #expect(first.kind == .sign)
    #expect(first.cells == [.figure(wrong)])
  }

  @Test func `a missing row is told from its mark in every column of the sum`() throws {
    let found = try localised(published(without: "2080506"))
    #expect(found.count == 3)
    for localisation in found.values {
      let first = try #require(localisation.causes.first)
      #expect(first.kind == .missingRow)
      #expect(first.explanation.english.contains("合计 404.33 万元, 基本支出 3.58 万元"), "\(first)")
    }
  }

  @Test func `a row that stands twice is told with both places`() throws {
    let found = try localised(published(doubling: "2080506"))
    #expect(found.count == 3)
    for localisation in found.values {
      let first = try #require(localisation.causes.first)
      #expect(first.kind == .duplicateRow)
      #expect(
        first.cells
          == ["合计", "基本支出", "项目支出"].map { .figure(key("2080506#2", $0)) })
    }
  }

  @Test func `a clean table has nothing to localise`() throws {
    #expect(try localised(published()).isEmpty)
  }

  private func localised(_ set: StatementSet) throws -> [Int: CheckDiagnosis] {
    let profile = try ProfileLoader.load("hebei-2020")
    let unit = BudgetUnit(code: "1", name: "单位", kind: .administrative)
    let checks = Reconciler(profile: profile, unit: unit, statements: set).checks()
    return Localizer(statements: set, checks: checks).localisations()
  }

  private func key(_ row: String, _ column: String) -> FigureKey {
    FigureKey(period: .current, table: "T3", row: row, column: column)
  }

  /// An expenditure table of two classes in 万元, every cell an observation of its own; perhaps with
  /// one row left out or copied.
  private func published(
    without missing: String? = nil, doubling double: String? = nil
  ) -> StatementSet {
    var rows = [
      StatementRow(key: "合计", label: "合计", isTotal: true),
      StatementRow(key: "208", label: "社会保障", code: "208"),
      StatementRow(key: "20805", label: "养老", code: "20805", level: 1, parent: "208"),
      StatementRow(key: "2080505", label: "养老缴费", code: "2080505", level: 2, parent: "20805"),
      StatementRow(key: "2080506", label: "年金", code: "2080506", level: 2, parent: "20805"),
      StatementRow(key: "210", label: "卫生健康", code: "210"),
    ]
    let leaves: [String: (Int64, Int64)] = [
      "2080505": (1_079, 52_310), "2080506": (358, 40_075), "210": (408, 93_046),
    ]
    let parents = [
      "合计": ["2080505", "2080506", "210"], "208": ["2080505", "2080506"],
      "20805": ["2080505", "2080506"],
    ]
    rows.removeAll { $0.key == missing }
    if let index = rows.firstIndex(where: { $0.key == double }) {
      var copy = rows[index]
      copy.key += "#2"
      copy.code = nil
      rows.insert(copy, at: index + 1)
    }
    var set = StatementSet()
    let statement = Statement(
      period: .current, table: "T3", block: nil, rows: rows, columns: ["合计", "基本支出", "项目支出"])
    set.add(statement)
    for row in rows {
      let name = row.key.replacing("#2", with: "")
      let parts = (parents[name] ?? [name]).compactMap { leaves[$0] }
      let basic = parts.map(\.0).reduce(0, +)
      let project = parts.map(\.1).reduce(0, +)
      for (column, steps) in [("合计", basic + project), ("基本支出", basic), ("项目支出", project)] {
        set[statement.key(row: row.key, column: column)] = Figure(
          state: .value, shown: Observation(atoms: steps * 10_000, quantum: 10_000), exact: nil,
          unit: .wanYuan, decimals: 2, derivation: .constant([]))
      }
    }
    return set
  }
}
