import Budget
import Localization
import Profiles
import Reconciliation
import Testing

@testable import NoteReading

@Suite struct WordingTests {
  @Test func `correct sentences in the wording of many places give no error and are bound`() throws
  {
    let budget = try SampleBudget.shared.get()
    let sentences = Wording.sentences()
    #expect(sentences.count >= 200)
    var wrong: [String] = []
    var bound = 0
    var all = 0
    for sentence in sentences {
      let errors = budget.mismatches(sentence).filter { isError($0.test, budget) }
      if !errors.isEmpty {
        wrong.append(
          "\(sentence) → \(errors.map { "\($0.test.rawValue): \($0.outcome.message.chinese)" })")
      }
      let counts = budget.note(sentence).bound
      bound += counts.bound
      all += counts.all
      if counts.bound < counts.all { print("unbound: \(sentence)") }
    }
    print(
      "wording: \(sentences.count) sentences, \(wrong.count) with errors, \(bound) of \(all) bound")
    #expect(wrong.count * 100 <= sentences.count, "\(wrong.joined(separator: "\n"))")
    #expect(bound * 100 >= all * 95)
  }

  private func isError(_ test: RecordTest.Name, _ budget: SampleBudget) -> Bool {
    budget.profile.rules.contains { $0.test?.name == test && $0.severity == .error }
  }
}
