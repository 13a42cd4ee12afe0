import Budget
import Localization
import NoteWriting
import Profiles
import Tabulation
import TestKit
import Testing

/// The note of two random budgets, last year's and this year's.
struct RandomNote {
  let statements: StatementSet
  let note: Note
  let text: String
  let budget: RandomBudget
  let year: Int

  init(_ profile: Profile, seed: UInt64, kind: BudgetUnit.Kind = .administrative) throws {
    budget = RandomBudget(seed: seed)
    // Every third year changes nothing.
    let prior = seed % 3 == 0 ? budget : RandomBudget(seed: seed + 1_000)
    year = profile.validYears.upperBound
    let facts: [Period: [String: FactTable]] = [
      .current: try budget.facts(for: profile.id), .prior: try prior.facts(for: profile.id),
    ]
    statements = try Tabulator.tabulate(profile: profile, year: year, facts: facts)
    note = try #require(
      NoteWriter.note(
        NoteFacts(
          profile: profile, unit: BudgetUnit(code: "1", name: "某局", kind: kind), year: year,
          statements: statements, inputs: Set(facts[.current]?.keys.map(\.self) ?? []),
          reasons: [:],
          unitText: UnitText(sections: profile.unitText))))
    text = note.text(mark: nil)
  }

  /// The printed value of a figure, in 分; 0 where the table has no such row.
  func fen(
    _ table: String, _ row: String, _ column: String, block: String? = nil,
    _ period: Period = .current
  ) -> Int64 {
    let key = FigureKey(period: period, table: table, block: block, row: row, column: column)
    return statements[key]?.shown.atoms ?? 0
  }

  /// Whether no cell of the table prints anything but 0.
  func isEmpty(_ table: String) -> Bool {
    let name = StatementKey(period: .current, table: table, block: nil)
    guard let statement = statements[name] else { return true }
    return statements.keys(of: statement).allSatisfy { statements[$0]?.shown.atoms == 0 }
  }

  /// The words that a note must have for a figure in 万元, made without the writer's code.
  static func amount(_ fen: Int64) -> String {
    let digits = String(fen.magnitude)
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    var fraction = String(padded.suffix(6))
    while fraction.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(fen < 0 ? "-" : "")\(padded.dropLast(6)).\(fraction)万元"
  }

  /// The words that a note must have for a change, made without the writer's code.
  static func change(_ current: Int64, _ prior: Int64, year: Int) -> String {
    let difference = Int128(current) - Int128(prior)
    if difference == 0 { return "与\(year - 1)年预算持平" }
    let word = difference > 0 ? "增加" : "减少"
    let start = "比\(year - 1)年预算\(word)\(amount(Int64(difference.magnitude)))"
    if prior == 0, current > 0 { return start + "，\(year - 1)年无此项预算，增长率不可比" }
    guard prior > 0 else { return start }
    // In hundredths of a percent, half up.
    let hundredths = (Int128(difference.magnitude) * 20_000 + Int128(prior)) / (Int128(prior) * 2)
    // A rate of more digits than amounts have is not told.
    guard hundredths > 0, hundredths * 100 <= Int128(Amount.limit) else { return start }
    let fraction = String(Int(hundredths % 100) + 100).dropFirst()
    return start + "，\(difference > 0 ? "增长" : "下降")\(hundredths / 100).\(fraction)%"
  }

  /// A figure and its change as sentences have them.
  func figureAndChange(_ table: String, _ row: String, _ column: String, block: String? = nil)
    -> String
  {
    let current = fen(table, row, column, block: block)
    let prior = fen(table, row, column, block: block, .prior)
    return Self.amount(current) + "，" + Self.change(current, prior, year: year)
  }
}
