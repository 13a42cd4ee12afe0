import Budget
import Disclosure
import Localization
import Profiles
import Published
import Reading
import Sheets
import Tabulation
import TestKit
import Testing
import XLSXWriter

/// A unit's statements and the public workbook made of them.
struct Published2020 {
  static let unit = BudgetUnit(code: "361003", name: "某县社会保障中心", kind: .institution)

  let profile: Profile
  let statements: StatementSet
  let year: Int

  /// A random budget, printed by a built-in standard.
  init(_ budget: RandomBudget, by standard: String = "hebei-2020") throws {
    profile = try #require(Self.standards[standard]).get()
    year = profile.validYears.upperBound
    statements = try Tabulator.tabulate(
      profile: profile, year: year, facts: [.current: budget.facts(for: standard)])
  }

  // Loading one takes longer than a small round trip.
  private static let standards = Dictionary(
    uniqueKeysWithValues: TemplateSource.builtInProfiles.map { id in
      (id, Result { try ProfileLoader.load(id) })
    })

  /// The project in a folder of Fixtures.
  init(fixture: String) throws {
    let sample = try SampleProject(folder: "\(projectFolder)/Fixtures/\(fixture)")
    profile = sample.profile
    year = sample.year
    statements = try Tabulator.tabulate(profile: profile, year: year, facts: sample.facts)
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
