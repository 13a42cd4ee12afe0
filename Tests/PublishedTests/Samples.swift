import Budget
import Disclosure
import Importing
import Localization
import Profiles
import Project
import Published
import Reading
import Sheets
import Tabulation
import TestKit
import Testing
import XLSXWriter
import YAMLReading

/// SplitMix64: the same random numbers on every run.
struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A unit's statements and the public workbook made of them.
struct Published2020 {
  static let unit = BudgetUnit(code: "361003", name: "某县社会保障中心", kind: .institution)

  let profile: Profile
  let statements: StatementSet
  let year: Int

  init(_ facts: [String: FactTable]) throws {
    profile = try ProfileLoader.load("hebei-2020")
    year = 2020
    statements = try Tabulator.tabulate(
      profile: profile, year: 2020, facts: [.current: facts])
  }

  /// The project in a folder of Fixtures.
  init(fixture: String) throws {
    var loaded: Profile?
    let project = try Project.load(folder: "\(projectFolder)/Fixtures/\(fixture)") {
      name throws(YAMLError) in
      let profile = try ProfileLoader.load(name)
      loaded = profile
      return profile.inputs.map(\.key)
    }
    profile = try #require(loaded)
    year = project.year
    var facts: [Period: [String: FactTable]] = [:]
    for (period, inputs) in [(Period.current, project.inputs), (.prior, project.priorInputs)] {
      for (role, files) in inputs {
        let schema = try #require(profile.input(role))
        let year = period == .prior ? project.year - 1 : project.year
        let importer = SheetImporter(
          schema: schema,
          context: ImportContext(year: year, codes: profile.codes, categories: profile.categories))
        for file in files {
          let sheets = try SpreadsheetFile(path: file.path).sheets().filter { !$0.cells.isEmpty }
          let imported = sheets.map { importer.importing($0) }
            .first { $0.noteCounts[.headerNotFound] == nil }
          facts[period, default: [:]][role] = FactTable(
            dataset: role, facts: try #require(imported).facts)
        }
      }
    }
    statements = try Tabulator.tabulate(profile: profile, year: project.year, facts: facts)
  }

  /// The sheets of the public workbook, written and read again.
  func sheets() throws -> [Sheet] {
    let scratch = try Scratch()
    let path = scratch.path + "/公开.xlsx"
    let disclosure = Disclosure(
      profile: profile, unit: Self.unit, year: year, statements: statements, checks: [],
      openErrors: 0)
    try write(disclosure.publicWorkbook, to: path)
    return try SpreadsheetFile(path: path).sheets()
  }

  func read(_ sheets: [Sheet]) -> PublishedWorkbook {
    PublishedReader(profile: profile.forPublished).read([sheets])
  }

  /// Where a published statement set differs from this one; nothing where it is the same.
  func differences(from read: StatementSet) -> [String] {
    var differences: [String] = []
    let published = Set(profile.tables.filter { !$0.isWorkingPaper }.map(\.key))
    for statement in statements.statements
    where statement.period == .current && published.contains(statement.table) {
      let key = StatementKey(period: .current, table: statement.table, block: statement.block)
      guard let other = read[key], other.missing == nil else {
        differences.append("\(statement.table).\(statement.block ?? ""): not there")
        continue
      }
      if other.rows != statement.rows {
        for row in statement.rows where other.row(row.key) != row {
          differences.append(
            "\(statement.table): \(row) read \(String(describing: other.row(row.key)))")
        }
        if other.rows.map(\.key) != statement.rows.map(\.key) {
          differences.append("\(statement.table): rows \(other.rows.map(\.key))")
        }
      }
      for row in statement.rows {
        for column in statement.columns {
          let key = statement.key(row: row.key, column: column)
          let left = statements[key].map(Self.text)
          let right = read[key].map(Self.text)
          if left != right { differences.append("\(key): \(left ?? "-") read \(right ?? "-")") }
        }
      }
    }
    return differences
  }

  private static func text(_ figure: Figure) -> String {
    let state =
      switch figure.state {
      case .missing: "missing"
      case .empty: "empty"
      case .value: "value"
      case .notComparable: "not comparable"
      }
    return "\(state) \(figure.shown.atoms) \(figure.unit.name) \(figure.decimals)"
  }
}

/// Random facts of a small unit.
enum RandomFacts {
  static func tables(_ random: inout Random) throws -> [String: FactTable] {
    let functions = [
      "2010101", "2010102", "2050201", "2080109", "2080505", "2080506", "2080899", "2101101",
      "2101102", "2130101", "2130399", "2210201", "2210203",
    ]
    let economics = [
      "30101", "30102", "30108", "30110", "30113", "30201", "30217", "30231", "30299", "30305",
      "31002",
    ]
    let funds = ["一般公共预算", "一般公共预算", "一般公共预算", "政府性基金", "国有资本经营", "单位资金"]
    var budget: [String] = []
    var income: [String] = []
    for _ in 0..<Int.random(in: 1...25, using: &random) {
      let function = functions.randomElement(using: &random) ?? "2010101"
      let fund = funds.randomElement(using: &random) ?? "一般公共预算"
      let kind = Bool.random(using: &random) ? "基本支出" : "项目支出"
      let economic = economics.randomElement(using: &random) ?? "30101"
      let fen = Int.random(in: 1...900_000_000, using: &random)
      budget.append("\(function) \(economic) \(kind) \(fund) \(fen)")
      let source = fund == "单位资金" ? "事业收入" : fund
      income.append("\(function) \(source) \(fen)")
    }
    var tables = [
      "budget": try SampleFacts.budget(budget.joined(separator: "\n")),
      "income": try SampleFacts.income(income.joined(separator: "\n")),
    ]
    tables["sangong"] = FactTable(
      dataset: "sangong",
      facts: try ["因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"].map { item in
        let fen = Bool.random(using: &random) ? 0 : Int64.random(in: 1...9_000_000, using: &random)
        return Fact(
          place: Place(file: "t"),
          values: [
            "item": .text(item),
            "general": fen == 0 ? .empty : .amount(try SampleFacts.yuan(fen)),
          ])
      })
    var duties: [Fact] = []
    for duty in 0..<Int.random(in: 0...3, using: &random) {
      for (level, name) in [(0, "职责\(duty)"), (1, "活动甲"), (1, "活动乙")] {
        duties.append(
          Fact(
            place: Place(file: "t"), level: level,
            values: [
              "duty": .text(name), "content": .text("内容\(duty)"), "excellent": .text("≥90%"),
              "poor": .text("＜60%"),
              "amount": .amount(
                try SampleFacts.yuan(Int64.random(in: 1...90_000_000, using: &random))),
            ]))
      }
    }
    tables["performance"] = FactTable(dataset: "performance", facts: duties)
    var items: [Fact] = []
    for item in 0..<Int.random(in: 0...4, using: &random) {
      items.append(
        Fact(
          place: Place(file: "t"),
          values: [
            "project": .text("项目\(item)"), "item": .text("物品"), "measure": .text("台"),
            "fund": .text("一般公共预算"),
            "quantity": .amount(
              Reading(
                amount: try Amount(
                  atoms: Int64.random(in: 1...50, using: &random) * 10_000, dimension: .count),
                quantum: 0, unit: MeasureUnit(named: "台") ?? .yuan, raw: "", place: Place(file: "t")
              )),
            "price": .amount(
              try SampleFacts.yuan(Int64.random(in: 1...900_000, using: &random))),
            "amount": .amount(
              try SampleFacts.yuan(Int64.random(in: 1...90_000_000, using: &random))),
          ]))
    }
    tables["procurement"] = FactTable(dataset: "procurement", facts: items)
    return tables
  }
}
