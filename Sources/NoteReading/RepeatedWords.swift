import Profiles

/// Finds words that stand there twice running.
struct RepeatedWords {
  /// Words of two characters whose doubling is a slip; 一步一步 and the like are none.
  private let pairs: Set<[Unicode.Scalar]>
  /// Characters whose doubling is a slip: 的的.
  private let particles: Set<Unicode.Scalar>

  init(_ vocabulary: NoteVocabulary) {
    let classes: [NoteVocabulary.WordClass] = [
      .increase, .decrease, .flat, .compare, .reason, .none, .money, .doubled,
    ]
    pairs = Set(
      classes.flatMap { vocabulary.words[$0] ?? [] }.map { Array($0.unicodeScalars) }
        .filter { $0.count == 2 })
    particles = Set((vocabulary.words[.particle] ?? []).flatMap(\.unicodeScalars))
  }

  /// The places in `printed`; words of three and four characters count whatever they are.
  func found(in printed: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index + 3 < printed.count {
      if let length = doubled(printed, at: index) {
        found.append(index..<index + 2 * length)
        index += 2 * length
        continue
      }
      // 实事求是是 is no slip.
      if printed[index] == printed[index + 1], particles.contains(printed[index]),
        !(printed[index] == "是" && index > 0 && printed[index - 1] == "求")
      {
        found.append(index..<index + 2)
        index += 1
      }
      index += 1
    }
    return found
  }

  /// The length of the word that stands twice at `index`; nil where none does.
  private func doubled(_ printed: [Unicode.Scalar], at index: Int) -> Int? {
    for length in [4, 3, 2] where index + 2 * length <= printed.count {
      guard printed[index] == printed[index + length],
        (1..<length).allSatisfy({ printed[index + $0] == printed[index + length + $0] }),
        (0..<length).allSatisfy({ (0x4e00...0x9fff).contains(printed[index + $0].value) }),
        (1..<length).contains(where: { printed[index + $0] != printed[index] })
      else { continue }
      if length > 2 || pairs.contains([printed[index], printed[index + 1]]) { return length }
    }
    return nil
  }
}
