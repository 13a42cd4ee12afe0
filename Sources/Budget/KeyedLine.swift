/// A line of an input or of a published table, as its key is made of it.
public struct KeyedLine: Sendable {
  /// The depth in the outline, 0 for the outermost.
  public var level: Int
  /// The printed label.
  public var label: String
  /// What is printed beside the label, column by column.
  public var texts: [String]
  /// What else tells the line from another; only lines that agree in it too are counted by order.
  public var rest: [String]

  /// A line made of its parts.
  public init(level: Int, label: String, texts: [String], rest: [String] = []) {
    self.level = level
    self.label = label
    self.texts = texts
    self.rest = rest
  }

  /// The keys of the `lines`, each with the position of the line above it in the outline.
  ///
  /// A key is the path of labels. Like-named lines under one parent are told apart by what stands on
  /// them, never by their order, so that keys stay when lines change places; the printed table gives
  /// the same keys as the input that it was made of.
  public static func keys(of lines: [KeyedLine]) -> [(key: String, parent: Int?)] {
    var path: [Int] = []
    var parents: [Int?] = []
    var alike: [Name: [Int]] = [:]
    for (index, line) in lines.enumerated() {
      let level = min(line.level, path.count)
      let parent = level == 0 ? nil : path[level - 1]
      path = path.prefix(level) + [index]
      parents.append(parent)
      alike[Name(parent: parent, label: line.label), default: []].append(index)
    }
    var marks = [String](repeating: "", count: lines.count)
    for members in alike.values where members.count > 1 {
      for (mark, twins) in Dictionary(grouping: members, by: { self.mark(lines[$0]) }) {
        let ranked = twins.sorted {
          (lines[$0].rest, $0) < (lines[$1].rest, $1)
        }
        for (number, line) in ranked.enumerated() {
          marks[line] = mark + (number == 0 ? "" : "#\(number + 1)")
        }
      }
    }
    var keys: [String] = []
    var taken: Set<String> = []
    for (index, line) in lines.enumerated() {
      var key = (parents[index].map { keys[$0] + "/" } ?? "") + line.label + marks[index]
      // A name may read like another's key.
      while !taken.insert(key).inserted { key += "#" }
      keys.append(key)
    }
    return zip(keys, parents).map { (key: $0, parent: $1) }
  }

  private struct Name: Hashable {
    var parent: Int?
    var label: String
  }

  private static func mark(_ line: KeyedLine) -> String {
    let words = line.texts.filter { !$0.isEmpty }
    return words.isEmpty ? "" : "（\(words.joined(separator: "，"))）"
  }
}

private func < (left: ([String], Int), right: ([String], Int)) -> Bool {
  left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
}
