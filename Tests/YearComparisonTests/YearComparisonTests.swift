import Budget
import Localization
import Profiles
import Tabulation
import TestKit
import Testing
import YearComparison

@Suite struct YearComparisonTests {
  private let profile: Profile

  init() throws {
    profile = try ProfileLoader.load("hebei-2020")
  }

  private func comparison(
    last: String, this: String, year: Int = 2020, of profile: Profile? = nil,
    reasons: [String: String] = [:]
  ) throws -> YearComparison {
    let profile = profile ?? self.profile
    let statements = try Tabulator.tabulate(
      profile: profile, year: year,
      facts: [
        .current: ["budget": try SampleFacts.budget(this)],
        .prior: ["budget": try SampleFacts.budget(last)],
      ])
    return YearComparison(
      profile: profile, year: year, statements: statements, reasons: reasons)
  }

  @Test(arguments: [
    ("100000000", "", YearChange.Kind.ceased, "-100.00", "-100.00"),
    ("", "100000000", .new, "100.00", "不可比"),
    ("100000000", "100000000", .unchanged, "0.00", "0.00"),
    ("300000000", "200000000", .changed, "-100.00", "-33.33"),
    // Half up, and on last year's base.
    ("80000000", "80010000", .changed, "0.01", "0.01"),
    ("40000000", "40050000", .changed, "0.05", "0.13"),
  ])
  func `an item is new, ceased, changed or not, in percent of last year`(
    last: String, this: String, kind: YearChange.Kind, change: String, rate: String
  ) throws {
    func line(_ fen: String) -> String {
      fen.isEmpty ? "" : "2080109 30227 项目支出 一般公共预算 \(fen)"
    }
    let found = try comparison(
      last: line(last) + "\n2080101 30101 基本支出 一般公共预算 100",
      this: line(this) + "\n2080101 30101 基本支出 一般公共预算 100")
    let item = try #require(found["2080109"])
    #expect(item.kind == kind)
    #expect(item.change.number == change)
    switch item.rate {
    case .percent(let ratio):
      #expect(MeasureUnit(named: "%")?.text(ratio, decimals: 2) == rate)
    case .notComparable: #expect(rate == "不可比")
    case .none: Issue.record("no rate")
    }
  }

  @Test func `a code that moved is reclassified, and what moved nets to nothing`() throws {
    // 20115 工商行政管理事务 went to 20138 in 2019; 2011550 has no entry of its own beside it.
    let found = try comparison(
      last: """
        2011550 30101 基本支出 一般公共预算 50000000
        2011504 30227 项目支出 一般公共预算 7000000
        """,
      this: "2013850 30101 基本支出 一般公共预算 60000000", year: 2019)
    let old = try #require(found["2011550"])
    let new = try #require(found["2013850"])
    #expect((old.kind, new.kind) == (.reclassified, .reclassified))
    #expect((old.moved.number, new.moved.number) == ("-50.00", "50.00"))
    #expect((old.counterparts, new.counterparts) == (["2013850"], ["2011550"]))
    #expect(found["2011504"]?.kind == .ceased)
  }

  @Test func `a renamed project of the same amount is reclassified`() throws {
    func line(_ name: String, _ fen: Int64) throws -> Fact {
      var fact = try SampleFacts.budget("2080109 30227 项目支出 一般公共预算 \(fen)").facts[0]
      fact.values["project"] = .text(name)
      return fact
    }
    let facts: [Period: [String: FactTable]] = [
      .prior: [
        "budget": FactTable(
          dataset: "budget",
          facts: [try line("社会保险档案数字化", 8_739_776), try line("大厅搬迁", 5_000_000)])
      ],
      .current: [
        "budget": FactTable(
          dataset: "budget",
          facts: [try line("社会保险档案数字化二期", 8_739_776), try line("信息系统升级", 5_000_000)])
      ],
    ]
    let found = YearComparison(
      profile: profile, year: 2020,
      statements: try Tabulator.tabulate(profile: profile, year: 2020, facts: facts))
    #expect(found["社会保险档案数字化"]?.kind == .reclassified)
    #expect(found["社会保险档案数字化二期"]?.counterparts == ["社会保险档案数字化"])
    // The same amount alone does not make two names one project.
    #expect(found["大厅搬迁"]?.kind == .ceased)
    #expect(found["信息系统升级"]?.kind == .new)
  }

  @Test func `a reason is found by label, key or code`() throws {
    let line = "2080109 30227 项目支出 一般公共预算 100000000"
    let found = try comparison(
      last: line, this: "2080109 30227 项目支出 一般公共预算 90000000",
      reasons: ["2080109": "按要求压减", "项目支出": "任务减少"])
    #expect(found["2080109"]?.reason == "按要求压减")
    #expect(found.changes(in: "Y").first { $0.item == "项目支出" }?.reason == "任务减少")
  }

  @Test func `without last year's lines the table is missing and says which input`() throws {
    let statements = try Tabulator.tabulate(
      profile: profile, year: 2020,
      facts: [
        .current: [
          "budget": try SampleFacts.budget("2080109 30227 项目支出 一般公共预算 100")
        ]
      ])
    let found = YearComparison(profile: profile, year: 2020, statements: statements)
    #expect(Set(found.missing.keys) == ["Y", "YE", "YP"])
    #expect(found.missing["YE"]?.english.contains("prior-budget") == true)
    #expect(found.changes.isEmpty)
  }

  @Test func `swapping the years mirrors every sign and every move`() throws {
    var generator = SeededRandom(seed: 7)
    var backwards = profile
    backwards.moves = profile.moves.mapValues(\.reversed)
    for _ in 0..<100 {
      let (last, this) = (randomBudget(&generator), randomBudget(&generator))
      let forward = try comparison(last: last, this: this, year: 2019)
      let backward = try comparison(last: this, this: last, year: 2019, of: backwards)
      #expect(forward.changes.count == backward.changes.count)
      for change in forward.changes {
        let mirrored = try #require(
          backward.changes.first { $0.table == change.table && $0.item == change.item })
        #expect(mirrored.change.amount.atoms == -change.change.amount.atoms)
        #expect(mirrored.moved.amount.atoms == -change.moved.amount.atoms)
        #expect(mirrored.contribution?.amount.atoms == change.contribution.map { -$0.amount.atoms })
        #expect(mirrored.kind == change.kind.mirrored)
      }
    }
  }

  @Test func `contributions add up to the printed change and rate of the whole`() throws {
    var generator = SeededRandom(seed: 11)
    for _ in 0..<100 {
      let found = try comparison(
        last: randomBudget(&generator), this: randomBudget(&generator), year: 2019)
      for (table, wholeKey) in [("YE", "合计"), ("Y", "支出总计")] {
        let rows = found.changes(in: table)
        guard let whole = rows.first(where: { $0.item == wholeKey }) else { continue }
        let parts = rows.filter(\.isLeaf)
        let sum = parts.reduce(0) { $0 + ($1.contribution?.amount.atoms ?? 0) }
        #expect(sum == whole.change.amount.atoms)
        #expect(parts.reduce(0) { $0 + $1.moved.amount.atoms } == 0)
        guard case .percent(let rate) = whole.rate else { continue }
        #expect(parts.reduce(0) { $0 + ($1.points?.atoms ?? 0) } == rate.atoms)
      }
    }
  }

  // Codes that keep their place, and pairs of which the second took the first's in 2019.
  private func randomBudget(_ generator: inout SeededRandom) -> String {
    let codes = ["2080101", "2080109", "2080505", "2010409", "2110108", "2011006", "2080905"]
    return codes.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }.map { code in
      let economic = ["30101", "30201", "30227"].randomElement(using: &generator) ?? "30101"
      let amount = Int64.random(in: 1..<900_000_000, using: &generator)
      return "\(code) \(economic) 项目支出 一般公共预算 \(amount)"
    }.joined(separator: "\n") + "\n2101101 30110 基本支出 一般公共预算 4000000"
  }
}

extension YearChange.Kind {
  fileprivate var mirrored: YearChange.Kind {
    switch self {
    case .new: .ceased
    case .ceased: .new
    default: self
    }
  }
}
