import Budget
import Decimals
import Profiles
import Reconciliation
import Sheets
import Tabulation
import TestKit
import Testing

/// A fixture's disclosure as if it had been published: every figure stands for itself at a cell of
/// its own, so that one can be damaged alone.
struct PublishedSample {
  var profile: Profile
  var unit: BudgetUnit
  let year: Int
  var facts: [Period: [String: FactTable]]
  var statements: StatementSet

  init(fixture: String) throws {
    let sample = try SampleProject(folder: "\(projectFolder)/Fixtures/\(fixture)")
    profile = sample.profile
    unit = sample.unit
    year = sample.year
    facts = sample.facts
    statements = StatementSet()
    // Registers and procurement that fit the 三公 table, where the fixture has none.
    let scratch = try Scratch()
    let buys = facts[.current]?["sangong"]?.facts.contains { fact in
      fact.text("item") == "公务用车购置费"
        && ["general", "amount"].contains { (fact.reading($0)?.amount.atoms ?? 0) > 0 }
    }
    for (role, text) in [
      ("assets", Self.cards), ("procurement", Self.procurement + (buys == true ? Self.car : "")),
    ] where facts[.current]?[role] == nil {
      let path = try scratch.write(text, to: "\(role).csv")
      let schema = try #require(profile.input(role))
      facts[.current, default: [:]][role] = FactTable(
        dataset: role, facts: try sample.facts(of: schema, in: path, period: .current))
    }
    statements = Self.published(
      try Tabulator.tabulate(profile: profile, year: year, facts: facts), profile)
  }

  private static let cards = """
    资产编号,资产名称,资产分类代码,数量,建筑面积（平方米）,取得日期,原值（元）,使用状况,车辆用途
    1,办公楼,A01010100,1,1200,2005-06-30,3600000,在用,
    2,轿车,A02030500,1,,2018-03-01,180000,在用,应急保障用车
    3,越野车,A02030500,1,,2019-03-01,260000,在用,执法执勤用车
    4,服务器,A02010104,1,,2020-05-01,1200000,在用,
    """
  private static let procurement = """
    采购物品名称,采购目录编码,数量,单价（元）,金额（元）,资金来源
    台式计算机,A02010105,4,5000,20000,一般公共预算
    物业管理服务,C21040001,,,80000,一般公共预算
    """
  private static let car = "\n执法车,A02030599,1,180000,180000,一般公共预算"

  private static func published(_ set: StatementSet, _ profile: Profile) -> StatementSet {
    var result = StatementSet()
    for statement in set.statements {
      let filled = withRows(statement)
      result.add(filled)
      for (line, row) in filled.rows.enumerated() {
        for (column, name) in filled.columns.enumerated() {
          let key = filled.key(row: row.key, column: name)
          let added = statement.row(row.key) == nil ? blank(filled, name, profile) : nil
          guard var figure = set[key] ?? added else { continue }
          figure.shown = Observation(
            atoms: figure.shown.atoms, quantum: figure.unit.quantum(decimals: figure.decimals))
          figure.exact = nil
          figure.derivation = .constant([reading(filled, figure, line, column)])
          result[key] = figure
        }
      }
    }
    return result
  }

  private static func blank(
    _ statement: Statement, _ column: String, _ profile: Profile
  ) -> Figure? {
    let block = profile.table(statement.table)?.block(statement.block)
    return block?.column(column)?.figures.map { definition in
      Figure(
        state: .value, shown: Observation(atoms: 0), exact: nil, unit: definition.format.unit,
        decimals: definition.format.decimals, derivation: .constant([]))
    }
  }

  // A table that the fixture leaves empty gets rows without money.
  private static func withRows(_ statement: Statement) -> Statement {
    guard !statement.rows.contains(where: \.isItem) else { return statement }
    let added: [StatementRow] =
      switch statement.table {
      case "T6", "T7":
        [
          StatementRow(key: "212", label: "", code: "212"),
          StatementRow(key: "21208", label: "", code: "21208", level: 1, parent: "212"),
          StatementRow(key: "2120801", label: "", code: "2120801", level: 2, parent: "21208"),
        ]
      case "G": [StatementRow(key: "台式计算机", label: "台式计算机")]
      default: []
      }
    return Statement(
      period: statement.period, table: statement.table, block: statement.block,
      rows: added + statement.rows, columns: statement.columns, missing: statement.missing)
  }

  private static func reading(
    _ statement: Statement, _ figure: Figure, _ line: Int, _ column: Int
  ) -> Contribution {
    Contribution(
      factor: 1,
      reading: Reading(
        amount: figure.amount ?? .zero(figure.unit.dimension), quantum: 0, unit: figure.unit,
        raw: "",
        place: Place(
          file: "公开.xlsx", sheet: statement.table,
          spot: .cell(CellAddress(row: line, column: column)))))
  }

  /// What `rule` alone finds.
  func findings(of rule: String) -> [Finding] {
    var profile = profile
    profile.rules = profile.rules.filter { $0.id == rule }
    let reconciler = Reconciler(profile: profile, unit: unit, statements: statements)
    let isAboutLines = profile.rules.first?.test?.text("input") != nil
    let runner = LineTests(
      profile: profile, year: year, facts: isAboutLines ? facts : [:], statements: statements)
    return reconciler.checks().map { $0.finding(unit: unit, year: year, statements: statements) }
      + reconciler.tests([runner]).flatMap { $0.findings(unit: unit, year: year) }
  }
}

extension PublishedSample {
  /// Does one damage of `rule-cases.txt`; false where the disclosure has no such cell.
  mutating func apply(_ damage: String) -> Bool {
    let words = damage.split(separator: " ").map(String.init)
    if words[0] == "unit" {
      guard let kind = BudgetUnit.Kind(rawValue: words[1]) else { return false }
      unit.kind = kind
      return true
    }
    if let table = facts[.current]?[words[0]] { return damageLine(table, words[1]) }
    guard let open = damage.firstIndex(of: "["), let close = damage.firstIndex(of: "]") else {
      return false
    }
    let name = damage[..<open].split(separator: "@")
    let parts = name[0].split(separator: ".").map(String.init)
    let key = StatementKey(
      period: name.count > 1 ? .prior : .current, table: parts[0],
      block: parts.count > 1 ? parts[1] : nil)
    let inner = damage[damage.index(after: open)..<close].split(separator: ",")
      .map { $0.trimmingPrefix(" ") }.map(String.init)
    let rest = damage[damage.index(after: close)...].split(separator: " ").map(String.init)
    guard let statement = statements[key], let row = row(inner[0], of: statement) else {
      return false
    }
    if inner.count == 1 { return damageRow(row, of: statement, rest) }
    return damageFigure(statement.key(row: row.key, column: inner[1]), rest)
  }

  private func row(_ name: String, of statement: Statement) -> StatementRow? {
    switch name {
    case "leaf":
      statement.rows.first {
        $0.isItem && statement.children(of: $0.key).isEmpty && $0.code?.count != 3
      }
    case "parent": statement.rows.first { $0.isItem && !statement.children(of: $0.key).isEmpty }
    case "class": statement.rows.first { $0.isItem && $0.level == 0 }
    default: statement.row(named: name)
    }
  }

  private mutating func damageFigure(_ key: FigureKey, _ words: [String]) -> Bool {
    guard var figure = statements[key] else { return false }
    let text = words.dropFirst().joined(separator: " ")
    let atoms: Int64
    if let other = statements[figureKey(text) ?? key], figureKey(text) != nil {
      atoms = other.shown.atoms
    } else if let amount = try? figure.unit.amount(text) {
      atoms = amount
    } else {
      return false
    }
    let damaged =
      switch words[0] {
      case "+": figure.shown.atoms + atoms
      case "-": figure.shown.atoms - atoms
      default: atoms
      }
    figure.shown = Observation(atoms: damaged, quantum: figure.shown.spread)
    figure.state = .value
    statements[key] = figure
    return true
  }

  // `T3[合计, 合计]` as the value of another cell.
  private func figureKey(_ text: String) -> FigureKey? {
    guard let open = text.firstIndex(of: "["), text.hasSuffix("]") else { return nil }
    let inner = text[text.index(after: open)...].dropLast().split(separator: ",")
      .map { String($0.trimmingPrefix(" ")) }
    return FigureKey(
      period: .current, table: String(text[..<open]), row: inner[0], column: inner[1])
  }

  private mutating func damageRow(
    _ row: StatementRow, of statement: Statement, _ words: [String]
  ) -> Bool {
    var rows = statement.rows
    guard let index = rows.firstIndex(where: { $0.key == row.key }) else { return false }
    switch words[0] {
    case "twice":
      var copy = row
      copy.key += "#2"
      rows.append(copy)
      for column in statement.columns {
        statements[statement.key(row: copy.key, column: column)] =
          statements[statement.key(row: row.key, column: column)]
      }
    case "last":
      for column in statement.columns {
        let key = statement.key(row: row.key, column: column)
        guard let figure = statements[key] else { continue }
        statements[key]?.derivation = .constant([
          Self.reading(statement, figure, 10_000, 0)
        ])
      }
    case "bare":
      // Parents stand before what is under them.
      var gone: Set<String> = [row.key]
      for other in rows where gone.contains(other.parent ?? "") { gone.insert(other.key) }
      rows.removeAll { $0.key != row.key && gone.contains($0.key) }
    case "named": rows[index].label = words[1]
    default: rows[index].texts[words[0]] = words[1]
    }
    statements.add(
      Statement(
        period: statement.period, table: statement.table, block: statement.block, rows: rows,
        columns: statement.columns))
    return true
  }

  private mutating func damageLine(_ table: FactTable, _ word: String) -> Bool {
    var table = table
    switch word {
    case "twice": table.facts.append(table.facts[0])
    default:
      guard var reading = table.facts[0].reading("amount"),
        let amount = try? Amount.fen(
          word == "negative" ? -reading.amount.atoms : reading.amount.atoms + 100)
      else { return false }
      reading.amount = amount
      table.facts[0].values["amount"] = .amount(reading)
    }
    facts[.current]?[table.dataset] = table
    return true
  }
}

extension MeasureUnit {
  fileprivate func amount(_ text: String) throws -> Int64 {
    try amount(#require(ExactDecimal(text))).amount.atoms
  }
}
