import Budget
import Documents
import Localization
import NoteReading
import Profiles
import Reconciliation
import Testing

/// What we write is read back with nothing to find.
@Suite struct ReadBackTests {
  @Test(arguments: TemplateSource.builtInProfiles)
  func `a note written from a random budget is read back with no finding, all numbers bound`(
    id: String
  ) throws {
    let profile = try ProfileLoader.load(id)
    for seed in UInt64(1)...10 {
      let random = try RandomNote(profile, seed: seed)
      let note = NoteReading.Note(
        Document(text: random.text, file: "说明.txt"), profile: profile,
        statements: random.statements, year: random.year)
      let audit = NoteAudit(
        notes: [note], profile: profile, statements: random.statements, hasTables: true)
      for rule in profile.rules {
        guard let test = rule.test, test.name.family == .text else { continue }
        for outcome in audit.outcomes(of: test) {
          // What the unit has yet to supply is marked on purpose.
          if outcome.operands.contains(where: {
            $0.quotation?.sentence.contains("待补充") ?? false
          }) {
            continue
          }
          #expect(
            outcome.verdict == .agree || outcome.verdict == .rounding
              || outcome.verdict == .notChecked && test.name != .noteBinding,
            "seed \(seed) \(rule.id): \(outcome.message.english) \(outcome.operands.first?.quotation?.sentence ?? "")"
          )
        }
      }
      #expect(note.bound.bound == note.bound.all, "seed \(seed)")
    }
  }
}
