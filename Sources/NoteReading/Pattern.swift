import Profiles

/// A flaw of the vocabulary, ready to be looked for.
struct Pattern {
  let flaw: NoteVocabulary.Flaw
  let found: [Unicode.Scalar]
  let unless: [[Unicode.Scalar]]

  init(_ flaw: NoteVocabulary.Flaw) {
    self.flaw = flaw
    found = Array(flaw.found.unicodeScalars)
    unless = flaw.unless.map { Array($0.unicodeScalars) }
  }
}

/// Patterns by their first character.
struct PatternIndex {
  private var byFirst: [Unicode.Scalar: [Pattern]] = [:]

  init(_ patterns: [Pattern]) {
    for pattern in patterns {
      if let first = pattern.found.first { byFirst[first, default: []].append(pattern) }
    }
  }

  func matches(in text: [Unicode.Scalar]) -> [(range: Range<Int>, pattern: Pattern)] {
    var matches: [(range: Range<Int>, pattern: Pattern)] = []
    var covered = 0
    for index in text.indices {
      guard index >= covered, let patterns = byFirst[text[index]] else { continue }
      for pattern in patterns
      where index + pattern.found.count <= text.count
        && text[index..<index + pattern.found.count].elementsEqual(pattern.found)
      {
        let range = index..<index + pattern.found.count
        guard !isExcepted(pattern, range, text) else { continue }
        matches.append((range, pattern))
        covered = range.upperBound
        break
      }
    }
    return matches
  }

  /// Whether one of the texts in which the pattern is right stands around it.
  private func isExcepted(_ pattern: Pattern, _ range: Range<Int>, _ text: [Unicode.Scalar]) -> Bool
  {
    pattern.unless.contains { around in
      guard around.count <= text.count else { return false }
      let first = max(0, range.upperBound - around.count)
      let last = min(range.lowerBound, text.count - around.count)
      guard first <= last else { return false }
      return (first...last).contains { text[$0..<$0 + around.count].elementsEqual(around) }
    }
  }
}
