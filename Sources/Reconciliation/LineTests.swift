public import Budget
import Localization
public import Profiles
import Sheets

/// Runs the record tests over lines of inputs and rows of tables.
public struct LineTests: RecordTestRunner {
  let profile: Profile
  let year: Int
  let facts: [Period: [String: FactTable]]
  let statements: StatementSet

  /// A runner over one unit's inputs and statements; a published workbook has no inputs.
  public init(
    profile: Profile, year: Int, facts: [Period: [String: FactTable]] = [:],
    statements: StatementSet
  ) {
    self.profile = profile
    self.year = year
    self.facts = facts
    self.statements = statements
  }

  /// Lines and rows.
  public var family: RecordTest.Family { .lines }

  /// What the test finds.
  public func outcomes(of test: RecordTest) -> [TestOutcome] {
    switch test.name {
    case .uniqueCode: rowOutcomes(test, uniqueCodes)
    case .ascendingCodes: rowOutcomes(test, ascendingCodes)
    case .uniqueLines: lineOutcomes(test) { uniqueLines($0, by: test.texts("fields")) }
    case .noNegative: rowOutcomes(test, negativeFigures)
    case .noNegativeLine:
      lineOutcomes(test) { negativeLines($0, field: test.text("field") ?? "") }
    case .decimalsWithinForm: rowOutcomes(test, finerFigures)
    case .rowProduct:
      rowOutcomes(test) {
        products($0, of: test.texts("factors"), result: test.text("result") ?? "")
      }
    case .lineProduct:
      lineOutcomes(test) {
        lineProducts($0, of: test.texts("factors"), result: test.text("result") ?? "")
      }
    case .partWithinWhole:
      lineOutcomes(test) {
        partsBeyondWhole($0, part: test.text("part") ?? "", whole: test.text("whole") ?? "")
      }
    case .fallingThresholds:
      rowOutcomes(test) { thresholds($0, columns: test.texts("columns")) }
    case .percentagesWithin100:
      rowOutcomes(test) { percentages($0, columns: test.texts("columns")) }
    case .nameOfCode: rowOutcomes(test) { names($0, list: test.text("list") ?? "") }
    case .lowestCodes: rowOutcomes(test) { undivided($0, list: test.text("list") ?? "") }
    // Tests of other families have runners of their own.
    default: []
    }
  }

  /// The lines of the input that the test names; one outcome instead where it was not given.
  func lineOutcomes(
    _ test: RecordTest, _ body: (FactTable) -> [TestOutcome]
  ) -> [TestOutcome] {
    guard let role = test.text("input"), let schema = profile.input(role) else { return [] }
    guard let table = facts[.current]?[role] else {
      return [
        TestOutcome(scope: role, verdict: .notChecked, message: schema.notGiven(in: .current))
      ]
    }
    if let reason = table.missing {
      return [TestOutcome(scope: role, verdict: .notChecked, message: reason)]
    }
    return body(table)
  }

  /// The statement that the test names; one outcome instead where it is not known.
  func rowOutcomes(
    _ test: RecordTest, _ body: (Statement) -> [TestOutcome]
  ) -> [TestOutcome] {
    guard let block = test.block("table") else { return [] }
    let name = StatementKey(period: .current, table: block.table, block: block.block)
    guard let statement = statements[name] else {
      return [
        TestOutcome(
          scope: block.text, verdict: .notChecked,
          message: Message(zh: "没有 \(block.text)", en: "there is no \(block.text)"))
      ]
    }
    if let reason = statement.missing ?? whyAllIsMissing(statement) {
      return [TestOutcome(scope: block.text, verdict: .notChecked, message: reason)]
    }
    return body(statement)
  }

  /// Why no figure of a statement is known, such as an input that was not given; nil where one is.
  private func whyAllIsMissing(_ statement: Statement) -> Message? {
    var reason: Message?
    for key in statements.keys(of: statement) {
      guard case .missing(let why) = statements[key]?.state else { return nil }
      reason = reason ?? why
    }
    return reason
  }

  /// The first input cell of a row's figures, which says where the row stands.
  func operand(of row: StatementRow, in statement: Statement) -> Operand? {
    for column in statement.columns {
      let key = statement.key(row: row.key, column: column)
      guard let reading = statements.contributions(of: key).first?.reading else { continue }
      return Operand(
        key: key, place: reading.place, raw: reading.raw,
        value: StatedAmount(amount: reading.amount, unit: reading.unit, decimals: 2))
    }
    return nil
  }
}

extension Statement {
  /// The statement's name as rules write it.
  var scope: String { BlockKey(table: table, block: block).text }
}
