import Testing

@Suite struct NoteMutationTests {
  @Test(arguments: [20_201_231, 1, 2, 3])
  func `one change in a sentence made from forms is found and named`(seed: UInt64) throws {
    try expect(
      MutationOutcome(Wording.sentences(), in: SampleBudget.shared.get(), count: 250, seed: seed))
  }

  @Test(arguments: [20_201_231, 1, 2, 3])
  func `one change in a sentence as provinces word it is found and named`(seed: UInt64) throws {
    try expect(
      MutationOutcome(
        Wording.groundedProvinces.get(), in: SampleBudget.shared.get(), count: 250, seed: seed))
  }

  private func expect(_ outcome: MutationOutcome) throws {
    print("mutation: \(outcome.found) of \(outcome.made) found, \(outcome.named) named right")
    #expect(
      outcome.found * 100 >= outcome.made * 98, "\(outcome.missed.joined(separator: "\n"))")
    #expect(
      outcome.named * 100 >= outcome.made * 90, "\(outcome.misnamed.joined(separator: "\n"))")
  }
}
