import Budget
import Localization
import Profiles
import Reconciliation

@testable import NoteReading

/// What the audit makes of correct sentences.
struct ReadSentences {
  /// The sentences in which it finds an error, with what it says.
  private(set) var wrong: [String] = []
  /// The sentences with amounts or percentages that are not bound.
  private(set) var unbound: [String] = []
  /// How many amounts and percentages are bound, of how many.
  private(set) var bound = 0
  private(set) var all = 0

  init(_ sentences: [String], in budget: SampleBudget) {
    // What one sentence leaves out may stand in the rest of its note.
    let errors = Set(
      budget.profile.rules.filter { $0.severity == .error }.compactMap { $0.test?.name }
    ).subtracting([.noteParts])
    for sentence in sentences {
      let found = budget.mismatches(sentence).filter { errors.contains($0.test) }
      if !found.isEmpty {
        let said = found.map { "\($0.test.rawValue): \($0.outcome.message.chinese)" }
        wrong.append("\(sentence) → \(said.joined(separator: "; "))")
      }
      let counts = budget.note(sentence).bound
      bound += counts.bound
      all += counts.all
      if counts.bound < counts.all { unbound.append(sentence) }
    }
  }
}
