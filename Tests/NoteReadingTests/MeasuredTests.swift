import Budget
import Profiles
import TestKit
import Testing

@testable import NoteReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The measurements in docs/NOTE-ACCURACY.md are those of this code.
@Suite struct MeasuredTests {
  @Test func `the page of measurements is current`() throws {
    let path = projectFolder + "/docs/NOTE-ACCURACY.md"
    let text = try page()
    let old = try? String(contentsOfFile: path, encoding: .utf8)
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded docs/NOTE-ACCURACY.md")
    } else if text != old {
      Issue.record(
        "docs/NOTE-ACCURACY.md is not current (RECORD=1 to accept):\n\(lineDifference(from: old ?? "", to: text))"
      )
    }
  }

  private func page() throws -> String {
    """
    # How well notes are read

    Written by `RECORD=1 swift test --filter MeasuredTests`; a test holds it current. All sentences are
    about one sample budget of two years (`Tests/NoteReadingTests/SampleBudget.swift`).

    ## Errors that inspectors find

    E01–E28 are the errors of inspection reports; each stands here in sentences or tables of our own.

    | error | what it is | made | found |
    | --- | --- | --- | --- |
    \(try catalogue())

    ## Correct sentences

    The first set is made from forms; the second was written from how notes of other provinces are
    worded, before the reader was tried on it: then 10 of 111 had an error and 397 of 442 amounts and
    percentages were bound. It has been mended on them since, so that they are no fresh sample any more.

    | sentences | made | with a false error | amounts and percentages bound |
    | --- | --- | --- | --- |
    \(try wording())

    ## One change in a correct sentence

    One number, direction word, unit, year or percentage is changed. Limits (单价50万元以上), the words
    of reasons, and sentences with figures that neither the tables nor the sentence have a second time
    are left alone: no check can find a change in them.

    | sentences | seed | changes | found | named as what it is |
    | --- | --- | --- | --- | --- |
    \(try mutations())

    """
  }

  private func catalogue() throws -> String {
    let budget = try SampleBudget.shared.get()
    return Dictionary(grouping: ErrorCatalogue.cases, by: \.error).sorted { $0.key < $1.key }
      .map { error, cases in
        let found = cases.count { $0.isFound(in: budget) }
        return "| \(error) | \(ErrorCatalogue.names[error] ?? "") | \(cases.count) | \(found) |"
      }.joined(separator: "\n")
  }

  private func wording() throws -> String {
    let budget = try SampleBudget.shared.get()
    return try [("forms", Wording.sentences()), ("provinces", Wording.provinces.get())]
      .map { name, sentences in
        let read = ReadSentences(sentences, in: budget)
        return
          "| \(name) | \(sentences.count) | \(read.wrong.count) | \(read.bound) of \(read.all) |"
      }.joined(separator: "\n")
  }

  private func mutations() throws -> String {
    let budget = try SampleBudget.shared.get()
    let sets = [
      ("forms", Wording.sentences()), ("provinces", try Wording.groundedProvinces.get()),
    ]
    return sets.flatMap { name, sentences in
      [UInt64(1), 2].map { seed in
        let outcome = MutationOutcome(sentences, in: budget, count: 250, seed: seed)
        return
          "| \(name) | \(seed) | \(outcome.made) | \(outcome.found) | \(outcome.named) |"
      }
    }.joined(separator: "\n")
  }
}
