/// Words that say which way an amount went (方向词), as a profile lists them.
public struct DirectionWords: Sendable {
  /// Words of an increase: 增加, 增长, 上升.
  public var up: [String]
  /// Words of a decrease: 减少, 压减, 下降.
  public var down: [String]
  /// Words before one of these that take its meaning away: 不, 未, 没有.
  public var negation: [String]
  /// Words that put it into another year, so that it says nothing of this one: 上年, 去年.
  public var past: [String]

  /// Word lists made of their parts.
  public init(up: [String], down: [String], negation: [String], past: [String]) {
    self.up = up
    self.down = down
    self.negation = negation
    self.past = past
  }

  /// Which directions a text speaks of.
  public struct Directions: OptionSet, Sendable {
    /// The bits.
    public let rawValue: Int
    /// An increase.
    public static let up = Directions(rawValue: 1)
    /// A decrease.
    public static let down = Directions(rawValue: 2)

    /// Directions by their bits.
    public init(rawValue: Int) {
      self.rawValue = rawValue
    }
  }

  /// The first word of a direction that stands in `text`, and all directions it speaks of.
  ///
  /// A word counts where no negation stands right before it and no word of another year before it
  /// in its clause.
  public func directions(in text: String) -> (all: Directions, first: String?) {
    var all: Directions = []
    var first: String?
    for clause in text.split(whereSeparator: { "，。；、,;！!：:".contains($0) }) {
      var rest = clause
      while let found = nextWord(in: rest) {
        let before = clause[..<found.range.lowerBound]
        let isDenied = negation.contains { before.hasSuffix($0) }
        if !isDenied, !past.contains(where: { before.contains($0) }) {
          all.insert(found.direction)
          first = first ?? String(rest[found.range])
        }
        rest = rest[found.range.upperBound...]
      }
    }
    return (all, first)
  }

  /// Whether a reason that speaks of `directions` only contradicts a change of this sign.
  public static func contradict(_ directions: Directions, change: Int64) -> Bool {
    switch directions {
    case .up: change <= 0
    case .down: change >= 0
    default: false
    }
  }

  private func nextWord(
    in text: Substring
  ) -> (range: Range<Substring.Index>, direction: Directions)? {
    var start = text.startIndex
    while start < text.endIndex {
      for (words, direction) in [(up, Directions.up), (down, .down)] {
        // The longest word that begins here is the one that is meant.
        let word = words.filter { text[start...].hasPrefix($0) }.max { $0.count < $1.count }
        if let word { return (start..<text.index(start, offsetBy: word.count), direction) }
      }
      start = text.index(after: start)
    }
    return nil
  }
}
