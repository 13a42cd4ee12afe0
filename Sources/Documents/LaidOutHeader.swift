/// The headings over columns that are laid out with blanks, as trees of groups and columns.
///
/// Nothing but the place of a heading tells what it stands over: a heading over two lines and a group
/// over one column look alike, and a group may end a column sooner or later. All readings that the
/// places allow are kept, the best first; what the words mean decides later.
struct LaidOutHeader {
  /// A heading: words of one line.
  struct Field {
    var text: String
    var span: Range<Int>
    /// The line of the header, from 0 at the top.
    var level: Int
    var line: Int
    var offset: Int
  }

  /// A column with its heading, which may go over several lines, or a group over other nodes.
  struct Node {
    /// From the top.
    var fields: [Field]
    var children: [Node] = []
    /// The columns of all headings in it.
    var span: Range<Int>
    var levels: ClosedRange<Int>

    var text: String { fields.map(\.text).joined() }

    init(_ field: Field, over children: [Node] = []) {
      fields = [field]
      self.children = children
      span = children.reduce(field.span) { $0.hull($1.span) }
      levels = field.level...max(field.level, children.map(\.levels.upperBound).max() ?? 0)
    }

    mutating func put(_ field: Field) {
      fields.insert(field, at: 0)
      span = span.hull(field.span)
      levels = field.level...levels.upperBound
    }

    /// The columns below, with the groups above each.
    func leaves(under path: [Node] = []) -> [(leaf: Node, path: [Node])] {
      children.isEmpty ? [(self, path)] : children.flatMap { $0.leaves(under: path + [self]) }
    }
  }

  /// One way to read the header.
  struct Reading {
    var nodes: [Node]
    /// How far the headings stand from the middle of what they are over, in half columns.
    var doubt: Int

    var columns: [(leaf: Node, path: [Node])] { nodes.flatMap { $0.leaves() } }
    /// Tells readings apart.
    fileprivate var key: String { nodes.map(Self.key).joined(separator: "|") }

    private static func key(_ node: Node) -> String {
      node.text
        + (node.children.isEmpty ? "" : "{\(node.children.map(key).joined(separator: "|"))}")
    }
  }

  /// The readings, the best first; none where the lines make no header.
  let readings: [Reading]

  /// Headings of one letter, each with a column of its own: parts of a code, and grades.
  private static let letters: Set<String> = ["类", "款", "项", "优", "良", "中", "差"]
  /// How many unfinished readings are followed.
  private static let breadth = 48
  /// Half columns that a heading under others than its own is worth.
  private static let unequalLevels = 10

  /// - Parameters:
  ///   - lines: the lines of the header, from the top.
  ///   - runs: the columns that the rows below take.
  init(_ lines: [LaidOutLine], over runs: [Range<Int>]) {
    let levels = lines.enumerated().map { level, line in
      Self.fields(line, level: level, over: runs)
    }
    var states = [Reading(nodes: [], doubt: 0)]
    for fields in levels.reversed() {
      for (index, field) in fields.enumerated() {
        let others = fields.enumerated().filter { $0.offset != index }.map(\.element.span)
        states = states.flatMap { Self.placing(field, in: $0, beside: others, over: runs) }
        var seen: Set<String> = []
        states.sort { $0.doubt < $1.doubt }
        states.removeAll { !seen.insert($0.key).inserted }
        states = Array(states.prefix(Self.breadth))
      }
    }
    readings = states.filter { !$0.nodes.isEmpty }
  }

  /// The headings of a line: words, joined again where letters are set apart (合　计).
  private static func fields(
    _ line: LaidOutLine, level: Int, over runs: [Range<Int>]
  ) -> [Field] {
    var fields: [Field] = []
    var last: LaidOutLine.Word?
    for word in line.words {
      if let before = last, !fields.isEmpty, !letters.contains(word.text) {
        let gap = word.span.lowerBound - before.span.upperBound
        let isLetter = word.text.unicodeScalars.count == 1 || before.text.unicodeScalars.count == 1
        let isSpaced =
          word.text.unicodeScalars.count == 1 && before.text.unicodeScalars.count == 1 && gap <= 6
        let isYear = before.text.unicodeScalars.last.map { ("0"..."9").contains($0) } ?? false
        let isParted =
          runs.contains { $0.overlaps(before.span) && !$0.overlaps(word.span) }
          && runs.contains { $0.overlaps(word.span) }
        if gap <= 2 && (isLetter || isYear) && !isParted || isSpaced && !isParted {
          fields[fields.count - 1].text += word.text
          fields[fields.count - 1].span = fields[fields.count - 1].span.hull(word.span)
          last = word
          continue
        }
      }
      fields.append(
        Field(
          text: word.text, span: word.span, level: level, line: line.number, offset: word.offset))
      last = word
    }
    return fields
  }

  /// The readings that a heading above `state` makes.
  private static func placing(
    _ field: Field, in state: Reading, beside others: [Range<Int>], over runs: [Range<Int>]
  ) -> [Reading] {
    let nodes = state.nodes
    let below = nodes.indices.filter {
      nodes[$0].span.overlaps(field.span) && nodes[$0].levels.lowerBound > field.level
    }
    var results: [Reading] = []
    // The first node to the right of the heading.
    let position =
      nodes.firstIndex { $0.span.doubleCenter > field.span.doubleCenter } ?? nodes.count
    if below.isEmpty {
      let owned = runs.filter { run in nodes.contains { $0.span.overlaps(run) } }
      let isOverOthers = owned.contains { $0.overlaps(field.span) }
      let between =
        position > 0 && position < nodes.count
        && [nodes[position - 1], nodes[position]].allSatisfy {
          $0.levels.lowerBound > field.level
        }
      if !isOverOthers || !between {
        var reading = state
        reading.nodes.insert(Node(field), at: position)
        results.append(reading)
      }
    } else if below.count == 1, nodes[below[0]].children.isEmpty {
      var reading = state
      reading.doubt += abs(nodes[below[0]].span.doubleCenter - field.span.doubleCenter)
      reading.nodes[below[0]].put(field)
      results.append(reading)
    }
    let first = below.first ?? position - 1
    let last = below.last ?? position
    guard first >= 0, last < nodes.count else { return results }
    for start in stride(from: first, through: 0, by: -1) {
      guard nodes[start].levels.lowerBound > field.level else { break }
      for end in last..<nodes.count {
        guard nodes[end].levels.lowerBound > field.level else { break }
        let part = nodes[start...end]
        guard part.count > 1 || !part[start].children.isEmpty else { continue }
        guard part.allSatisfy({ $0.levels.lowerBound > field.level }) else { continue }
        let hull = part.dropFirst().reduce(part[start].span) { $0.hull($1.span) }
        let isCrossed = others.contains {
          2 * hull.lowerBound < $0.doubleCenter && $0.doubleCenter < 2 * hull.upperBound
        }
        guard !isCrossed else { continue }
        var reading = state
        reading.doubt += abs(hull.doubleCenter - field.span.doubleCenter)
        if !areLevel(part) { reading.doubt += unequalLevels }
        reading.nodes.replaceSubrange(start...end, with: [Node(field, over: Array(part))])
        results.append(reading)
      }
    }
    return results
  }

  /// Whether nodes stand at one height: by their middle, their top or their bottom.
  private static func areLevel(_ nodes: ArraySlice<Node>) -> Bool {
    func areEqual(_ height: (Node) -> Int) -> Bool { Set(nodes.map(height)).count == 1 }
    return areEqual { $0.levels.lowerBound + $0.levels.upperBound }
      || areEqual { $0.levels.lowerBound } || areEqual { $0.levels.upperBound }
  }
}
