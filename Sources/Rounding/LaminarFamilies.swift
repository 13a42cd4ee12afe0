/// Sums sorted into two families of nested sets (两个嵌套族), which is what makes a network of them.
///
/// Two sets cross where they share leaves and neither holds the other. In one family no sets cross:
/// the codes' tree is one, the columns' tree the other. Two families exist exactly where the graph
/// of crossings can be coloured with two colours; sums that would break that are left over.
struct LaminarFamilies {
  /// The family of each set, 0 or 1; nil for those left over.
  let families: [Int?]

  /// Sorts `sets`, each of ascending leaves and no two alike; larger sets are placed first.
  init(_ sets: [[Int]], leaves: Int) {
    var holders: [[Int]] = Array(repeating: [], count: leaves)
    for (index, set) in sets.enumerated() {
      for leaf in set { holders[leaf].append(index) }
    }
    var colours = Colours(count: sets.count)
    var families: [Int?] = Array(repeating: nil, count: sets.count)
    var isPlaced = [Bool](repeating: false, count: sets.count)
    for index in sets.indices.sorted(by: { (-sets[$0].count, $0) < (-sets[$1].count, $1) }) {
      var shared: [Int: Int] = [:]
      for leaf in sets[index] {
        for other in holders[leaf] where isPlaced[other] { shared[other, default: 0] += 1 }
      }
      let crossing = shared.filter { other, count in
        count < min(sets[index].count, sets[other].count)
      }.keys.sorted()
      guard colours.canDiffer(index, from: crossing) else { continue }
      for other in crossing { colours.setDifferent(index, other) }
      isPlaced[index] = true
    }
    for index in sets.indices where isPlaced[index] { families[index] = colours.colour(of: index) }
    self.families = families
  }
}

/// A union–find over items of which pairs are told to have different colours.
private struct Colours {
  private var parent: [Int]
  private var differs: [Bool]

  init(count: Int) {
    parent = Array(0..<count)
    differs = Array(repeating: false, count: count)
  }

  private func root(of item: Int) -> (root: Int, differs: Bool) {
    var (item, parity) = (item, false)
    while parent[item] != item {
      parity = parity != differs[item]
      item = parent[item]
    }
    return (item, parity)
  }

  func colour(of item: Int) -> Int { root(of: item).differs ? 1 : 0 }

  /// Whether `item` can have a colour that none of `others` has.
  func canDiffer(_ item: Int, from others: [Int]) -> Bool {
    var seen: [Int: Bool] = [:]
    let own = root(of: item)
    seen[own.root] = !own.differs
    for other in others {
      let found = root(of: other)
      if let known = seen[found.root], known != found.differs { return false }
      seen[found.root] = found.differs
    }
    return true
  }

  mutating func setDifferent(_ first: Int, _ second: Int) {
    let (one, other) = (root(of: first), root(of: second))
    guard one.root != other.root else { return }
    parent[one.root] = other.root
    differs[one.root] = one.differs == other.differs
  }
}
