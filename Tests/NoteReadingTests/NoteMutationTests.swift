import Budget
import Localization
import Profiles
import Reconciliation
import Testing

@testable import NoteReading

@Suite struct NoteMutationTests {
  /// What is changed in a correct sentence.
  private enum Change: String, CaseIterable {
    case number, direction, unit, year, percent
  }

  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private static let turned = [
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "降低", "降低": "上升", "增幅": "降幅", "降幅": "增幅",
  ]

  @Test func `one change in five hundred is found and named`() throws {
    let budget = try SampleBudget.shared.get()
    let sentences = Wording.sentences().filter { budget.mismatches($0).isEmpty }
    var random = Random(state: 20_201_231)
    var found = 0
    var named = 0
    var made = 0
    var missed: [String] = []
    var misnamed: [String] = []
    while made < 500 {
      let kind = Change.allCases[made % Change.allCases.count]
      let sentence = sentences.randomElement(using: &random) ?? ""
      guard let changed = change(sentence, kind, &random), changed != sentence else { continue }
      made += 1
      let outcomes = budget.mismatches(changed)
      guard !outcomes.isEmpty else {
        missed.append("\(kind): \(changed)")
        continue
      }
      found += 1
      if outcomes.contains(where: { names($0.test, $0.outcome.causes.first?.kind, kind) }) {
        named += 1
      } else {
        misnamed.append(
          "\(kind): \(changed) → \(outcomes.map { "\($0.test.rawValue) \($0.outcome.causes.first?.kind.rawValue ?? "-")" })"
        )
      }
    }
    print("mutation: \(found) of \(made) found, \(named) named right")
    print(missed.prefix(12).joined(separator: "\n"))
    print(misnamed.prefix(12).joined(separator: "\n"))
    #expect(found * 100 >= made * 98, "\(missed.joined(separator: "\n"))")
    #expect(named * 100 >= made * 90, "\(misnamed.joined(separator: "\n"))")
  }

  private func names(_ test: RecordTest.Name, _ kind: Cause.Kind?, _ change: Change) -> Bool {
    switch change {
    case .number:
      [.noteFigures, .noteChanges, .noteSums, .noteRepeats].contains(test) && kind != .direction
        && kind != .unit
    case .direction: test == .noteDirections || test == .noteReasons || kind == .direction
    case .unit: kind == .unit
    case .year: test == .noteYears || kind == .wrongYear
    case .percent: test == .noteRates || test == .noteShares
    }
  }

  private func change(_ sentence: String, _ kind: Change, _ random: inout Random) -> String? {
    switch kind {
    case .number:
      return replace(sentence, #/[0-9]+(?:\.[0-9]+)?万元/#, &random) { text, random in
        digit(text, &random)
      }
    case .percent:
      return replace(sentence, #/[0-9]+\.[0-9]+%/#, &random) { text, random in digit(text, &random)
      }
    case .unit:
      return replace(sentence, #/[0-9]万元/#, &random) { text, _ in
        text.hasPrefix("0") ? text.replacing("万元", with: "元") : text.replacing("万元", with: "元")
      }
    case .year:
      return replace(sentence, #/20(?:20|19)年/#, &random) { text, random in
        "20\(Bool.random(using: &random) ? "17" : "18")年"
      }
    case .direction:
      return replace(sentence, #/增加|减少|增长|下降|上升|降低|增幅|降幅/#, &random) { text, _ in
        Self.turned[text] ?? text
      }
    }
  }

  private func digit(_ text: String, _ random: inout Random) -> String {
    var characters = Array(text)
    let places = characters.indices.filter { characters[$0].isASCII && characters[$0].isNumber }
    guard let place = places.randomElement(using: &random) else { return text }
    let old = characters[place]
    let choices = (place == places.first ? "123456789" : "0123456789").filter { $0 != old }
    characters[place] = choices.randomElement(using: &random) ?? old
    return String(characters)
  }

  private func replace<Output>(
    _ text: String, _ pattern: Regex<Output>, _ random: inout Random,
    _ body: (String, inout Random) -> String
  ) -> String? {
    let matches = text.matches(of: pattern)
    guard let match = matches.randomElement(using: &random) else { return nil }
    var result = text
    result.replaceSubrange(match.range, with: body(String(text[match.range]), &random))
    return result
  }
}
