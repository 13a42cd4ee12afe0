import Budget
import Profiles
import Reconciliation
import TestKit

@testable import NoteReading

/// What is changed in a correct sentence.
enum Mutation: String, CaseIterable {
  case number, direction, unit, year, percent

  private static let turned = [
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "降低", "降低": "上升", "增幅": "降幅", "降幅": "增幅",
  ]

  /// `sentence` with one change of this kind; nil where it has nothing to change.
  ///
  /// Limits (单价50万元以上) and the words of reasons (人员增加) state no figure and are left alone.
  func applied(to sentence: String, _ random: inout SeededRandom) -> String? {
    switch self {
    case .number:
      replace(sentence, #/[0-9]+(?:\.[0-9]+)?万元(?!（含）|以上)/#, &random) { Self.digit($0, &$1) }
    case .percent: replace(sentence, #/[0-9]+\.[0-9]+%/#, &random) { Self.digit($0, &$1) }
    case .unit:
      replace(sentence, #/[1-9][0-9.]*万元(?!（含）|以上)/#, &random) { text, _ in
        text.replacing("万元", with: "元")
      }
    case .year:
      replace(sentence, #/20(?:20|19)年/#, &random) { _, random in
        "20\(Bool.random(using: &random) ? "17" : "18")年"
      }
    case .direction:
      replace(sentence, #/(?:增加|减少|增长|下降|上升|降低|增幅|降幅)(?=[了为]?[0-9])/#, &random) { text, _ in
        Self.turned[text] ?? text
      }
    }
  }

  /// Whether a finding names this kind of change.
  func isNamed(by test: RecordTest.Name, _ cause: Cause.Kind?) -> Bool {
    switch self {
    case .number:
      [.noteFigures, .noteChanges, .noteSums, .noteRepeats].contains(test) && cause != .direction
        && cause != .unit
    case .direction: test == .noteDirections || test == .noteReasons || cause == .direction
    case .unit: cause == .unit
    case .year: test == .noteYears || cause == .wrongYear
    case .percent: test == .noteRates || test == .noteShares
    }
  }

  private static func digit(_ text: String, _ random: inout SeededRandom) -> String {
    var characters = Array(text)
    let places = characters.indices.filter { characters[$0].isASCII && characters[$0].isNumber }
    guard let place = places.randomElement(using: &random) else { return text }
    let old = characters[place]
    let choices = (place == places.first ? "123456789" : "0123456789").filter { $0 != old }
    characters[place] = choices.randomElement(using: &random) ?? old
    return String(characters)
  }

  private func replace<Output>(
    _ text: String, _ pattern: Regex<Output>, _ random: inout SeededRandom,
    _ body: (String, inout SeededRandom) -> String
  ) -> String? {
    guard let match = text.matches(of: pattern).randomElement(using: &random) else { return nil }
    var result = text
    result.replaceSubrange(match.range, with: body(String(text[match.range]), &random))
    return result
  }
}

/// What became of changes made in correct sentences.
struct MutationOutcome {
  private(set) var made = 0
  private(set) var found = 0
  private(set) var named = 0
  private(set) var missed: [String] = []
  private(set) var misnamed: [String] = []

  /// Makes `count` changes, of each kind in turn, in sentences that are free of findings.
  init(_ sentences: [String], in budget: SampleBudget, count: Int, seed: UInt64) {
    let correct = sentences.filter { budget.mismatches($0).isEmpty }
    var random = SeededRandom(seed: seed)
    while made < count {
      let kind = Mutation.allCases[made % Mutation.allCases.count]
      let sentence = correct.randomElement(using: &random) ?? ""
      guard let changed = kind.applied(to: sentence, &random), changed != sentence else { continue }
      made += 1
      let outcomes = budget.mismatches(changed)
      guard !outcomes.isEmpty else {
        missed.append("\(kind): \(changed)")
        continue
      }
      found += 1
      if outcomes.contains(where: { kind.isNamed(by: $0.test, $0.outcome.causes.first?.kind) }) {
        named += 1
      } else {
        let found = outcomes.map {
          "\($0.test.rawValue) \($0.outcome.causes.first?.kind.rawValue ?? "-")"
        }
        misnamed.append("\(kind): \(changed) → \(found)")
      }
    }
  }
}
