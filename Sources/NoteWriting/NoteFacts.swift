public import Budget
public import Profiles

/// All that a note is written from.
public struct NoteFacts: Sendable {
  /// The standard, with the note's template.
  public var profile: Profile
  /// The unit.
  public var unit: BudgetUnit
  /// The budget year.
  public var year: Int
  /// The statements, whose printed figures the note quotes.
  public var statements: StatementSet
  /// The input roles that the project gives for the budget year.
  public var inputs: Set<String>
  /// The reasons for changes by item.
  public var reasons: [String: String]
  /// The unit's own text.
  public var unitText: UnitText

  /// Facts made of their parts.
  public init(
    profile: Profile, unit: BudgetUnit, year: Int, statements: StatementSet, inputs: Set<String>,
    reasons: [String: String], unitText: UnitText
  ) {
    self.profile = profile
    self.unit = unit
    self.year = year
    self.statements = statements
    self.inputs = inputs
    self.reasons = reasons
    self.unitText = unitText
  }

  func text(of name: NoteTemplate.Name) -> String {
    switch name {
    case .unit: unit.name
    case .code: unit.code
    case .year: String(year)
    case .priorYear: String(year - 1)
    case .body: profile.bodyWord
    }
  }
}
