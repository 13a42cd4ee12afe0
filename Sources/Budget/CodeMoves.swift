/// Codes that stand for the same matter under another code from some budget year on (科目调整).
public struct CodeMoves: Sendable {
  private struct Move: Hashable {
    var from: String
    var year: Int
  }

  private var moves: [Move: String] = [:]

  /// No moves.
  public init() {}

  /// Says that the matter of `from` stands under `to` from the budget of `year` on.
  public mutating func add(from: String, to: String, year: Int) {
    moves[Move(from: from, year: year)] = to
  }

  /// The code that holds in the budget of `year` what `code` held the year before; nil where it
  /// did not move.
  ///
  /// The move of a code above holds for a code that has none of its own: with 20115 → 20138 goes
  /// 2011550 → 2013850.
  public func successor(of code: String, year: Int) -> String? {
    var prefix = code[...]
    while !prefix.isEmpty {
      if let to = moves[Move(from: String(prefix), year: year)] {
        let moved = to + code.dropFirst(prefix.count)
        return moved == code ? nil : moved
      }
      prefix.removeLast()
    }
    return nil
  }

  /// The moves back: for comparing a year with the one after it.
  public var reversed: CodeMoves {
    var result = CodeMoves()
    // Of several codes that became one only the first can be gone back to.
    for (move, to) in moves.sorted(by: { ($0.key.year, $0.key.from) > ($1.key.year, $1.key.from) })
    {
      result.add(from: to, to: move.from, year: move.year)
    }
    return result
  }
}
