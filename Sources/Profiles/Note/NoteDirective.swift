/// What a slot begins with when it is no figure and no name.
struct NoteDirective {
  /// The words; those below `phrase` stand on a line of their own.
  enum Keyword: String, CaseIterable {
    case `if`
    case elseIf = "else if"
    case `else`
    case end
    case `for`
    case phrase
    case table
    case text
    case terms
    case tables
    case sheet
  }

  var keyword: Keyword
  /// What follows the word.
  var argument: String

  /// The directive that `slot` is; nil for a figure or a name.
  init?(_ slot: String) {
    let text = slot.trimmed
    // `else if` goes before `else`.
    let found = Keyword.allCases.filter { text == $0.rawValue || text.hasPrefix($0.rawValue + " ") }
    guard let keyword = found.max(by: { $0.rawValue.count < $1.rawValue.count }) else { return nil }
    self.keyword = keyword
    argument = String(text.dropFirst(keyword.rawValue.count)).trimmed
  }
}
