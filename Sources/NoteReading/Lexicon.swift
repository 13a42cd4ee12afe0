import Budget
import Profiles

/// The words of a vocabulary, the names of codes and the labels of rows, found in one walk.
struct Lexicon {
  /// What a word stands for; it can be several things at once.
  struct Entry: Sendable {
    /// The subject of the vocabulary, by its index.
    var subject: Int?
    /// The codes that have the name, by the index of their list in the vocabulary.
    var codes: [Int: [String]] = [:]
    /// The rows of statements whose rows are lines of input.
    var rows: [RowName] = []
    /// Its part in the sentence.
    var words: Set<NoteVocabulary.WordClass> = []

    /// Whether it names a figure.
    var isName: Bool { subject != nil || !codes.isEmpty || !rows.isEmpty }
  }

  /// A row of a statement.
  struct RowName: Hashable, Sendable {
    var statement: StatementKey
    var row: String
  }

  private struct Node {
    var next: [Unicode.Scalar: Int] = [:]
    var entry: Int?
  }

  private var nodes: [Node] = [Node()]
  private var entries: [Entry] = []
  private let noise: [[Unicode.Scalar]]
  /// The words for things that are counted.
  let counters: Set<String>
  /// How names of bodies end.
  let bodies: [[Unicode.Scalar]]
  /// What follows the year of a budget.
  let yearsOf: [[Unicode.Scalar]]

  init(_ vocabulary: NoteVocabulary, profile: Profile, statements: StatementSet?) {
    noise = (vocabulary.words[.noise] ?? []).map { FoldedText($0).scalars }
    counters = Set(vocabulary.words[.counter] ?? [])
    bodies = (vocabulary.words[.body] ?? []).map { FoldedText($0).scalars }
    yearsOf = (vocabulary.words[.yearOf] ?? []).map { FoldedText($0).scalars }
    var classes: [String: Set<NoteVocabulary.WordClass>] = [:]
    for (kind, words) in vocabulary.words where kind.isInSentences {
      for word in words { classes[word, default: []].insert(kind) }
    }
    for (word, kinds) in classes { add(word) { $0.words.formUnion(kinds) } }
    for (index, list) in vocabulary.codes.enumerated() {
      guard let codes = profile.codes[list.list] else { continue }
      for (name, codes) in codes.codesByName { add(name) { $0.codes[index] = codes.sorted() } }
    }
    for statement in statements?.statements ?? [] where statement.period == .current {
      guard let block = profile.table(statement.table)?.block(statement.block),
        case .records = block.rows
      else { continue }
      for row in statement.rows where row.isItem && row.label.count >= 4 {
        let name = RowName(
          statement: StatementKey(
            period: .current, table: statement.table, block: statement.block), row: row.key)
        add(row.label) { $0.rows.append(name) }
      }
    }
    for (index, subject) in vocabulary.subjects.enumerated() {
      for phrase in [subject.key] + subject.phrases {
        // The first subject of a phrase keeps it.
        add(phrase) { $0.subject = $0.subject ?? index }
      }
    }
  }

  private mutating func add(_ word: String, _ change: (inout Entry) -> Void) {
    var node = 0
    for scalar in withoutNoise(FoldedText(word).scalars) {
      if let next = nodes[node].next[scalar] {
        node = next
      } else {
        nodes.append(Node())
        nodes[node].next[scalar] = nodes.count - 1
        node = nodes.count - 1
      }
    }
    guard node != 0 else { return }
    if nodes[node].entry == nil {
      nodes[node].entry = entries.count
      entries.append(Entry())
    }
    if let entry = nodes[node].entry { change(&entries[entry]) }
  }

  /// Whether （类）, （款） or （项） stands at `index`: 住房保障（类）支出.
  private static func isLevelMark(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index + 2 < text.count, text[index] == "(", text[index + 2] == ")" else { return false }
    return text[index + 1] == "类" || text[index + 1] == "款" || text[index + 1] == "项"
  }

  private static func isBracket(_ scalar: Unicode.Scalar) -> Bool { scalar == "(" || scalar == ")" }

  private func withoutNoise(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < text.count {
      if let length = noiseLength(text, index), result.count + text.count - index > length {
        index += length
      } else {
        if !Self.isBracket(text[index]) { result.append(text[index]) }
        index += 1
      }
    }
    return result.isEmpty ? text : result
  }

  /// The length of the noise word at `index`; nil where there is none.
  func noiseLength(_ text: [Unicode.Scalar], _ index: Int) -> Int? {
    for word in noise where index + word.count <= text.count {
      if text[index..<index + word.count].elementsEqual(word) { return word.count }
    }
    return nil
  }

  /// The longest word that begins at `index`, noise and brackets inside it left out, and where it
  /// ends; nil where none begins.
  func longest(_ text: [Unicode.Scalar], at index: Int) -> (entry: Entry, end: Int)? {
    var node = 0
    var place = index
    var best: (Int, Int)?
    while place < text.count {
      if let next = nodes[node].next[text[place]] {
        node = next
        place += 1
        if let entry = nodes[node].entry { best = (entry, place) }
      } else if node != 0, let length = noiseLength(text, place) {
        place += length
      } else if node != 0, Self.isLevelMark(text, place) {
        place += 3
      } else if node != 0, Self.isBracket(text[place]) {
        place += 1
      } else {
        break
      }
    }
    return best.map { (entries[$0.0], $0.1) }
  }
}
