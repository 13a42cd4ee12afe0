import Budget

/// Counts headings and items as official documents do: 一、 then （一） then 1.
struct NoteNumbering {
  /// The heading level that is numbered 一、; levels above it have no number.
  let top: Int
  private var headings = [0, 0, 0, 0]
  private var items = 0

  init(top: Int = 0) {
    self.top = top
  }

  /// The number before a line of that kind, in the order of the text; empty for one without.
  mutating func number(_ kind: Note.Kind) -> String {
    guard case .item = kind else {
      items = 0
      guard case .heading(let level) = kind, level >= top else { return "" }
      let depth = min(level - top, headings.count - 1)
      headings[depth] += 1
      for deeper in (depth + 1)..<max(headings.count, depth + 1) { headings[deeper] = 0 }
      switch depth {
      case 0: return "\(chineseNumeral(headings[0]))、"
      case 1: return "（\(chineseNumeral(headings[1]))）"
      default: return "\(headings[depth])."
      }
    }
    items += 1
    return "\(items)."
  }

  /// Ends a list that is under way.
  mutating func endList() { items = 0 }
}
