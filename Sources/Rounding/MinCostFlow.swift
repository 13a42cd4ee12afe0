/// A circulation of least cost in a network whose arcs have bounds on their flow; exact, in whole
/// numbers.
///
/// Successive shortest paths with potentials: all arcs begin at the bound that their cost prefers,
/// and the excesses of nodes then travel to the deficits along paths that cost least.
struct MinCostFlow {
  /// One arc; its flow is from `lower` to `upper`, each unit costs `cost`.
  struct Arc {
    var from: Int
    var to: Int
    var lower: Int
    var upper: Int
    var cost: Int128
  }

  private struct Edge {
    var to: Int
    var room: Int
    var cost: Int128
  }

  private var edges: [Edge] = []
  private var leaving: [[Int]]
  private var excess: [Int]
  private var arcs: [Arc] = []

  /// A network of `nodes` nodes without arcs.
  init(nodes: Int) {
    leaving = Array(repeating: [], count: nodes)
    excess = Array(repeating: 0, count: nodes)
  }

  /// Adds an arc; its index is the number of arcs before it.
  mutating func add(_ arc: Arc) {
    // Edge 2i is arc i, edge 2i + 1 takes its flow back.
    let flow = arc.cost < 0 ? arc.upper : arc.lower
    arcs.append(arc)
    leaving[arc.from].append(edges.count)
    edges.append(Edge(to: arc.to, room: arc.upper - flow, cost: arc.cost))
    leaving[arc.to].append(edges.count)
    edges.append(Edge(to: arc.from, room: flow - arc.lower, cost: -arc.cost))
    excess[arc.from] -= flow
    excess[arc.to] += flow
  }

  /// The flow of every arc; nil where no circulation keeps all bounds.
  mutating func solve() -> [Int]? {
    guard arcs.allSatisfy({ $0.lower <= $0.upper }) else { return nil }
    var potential = [Int128](repeating: 0, count: leaving.count)
    while excess.contains(where: { $0 > 0 }) {
      guard let path = shortestPath(&potential) else { return nil }
      augment(path)
    }
    return arcs.indices.map { arcs[$0].lower + edges[2 * $0 + 1].room }
  }

  private mutating func augment(_ path: (source: Int, target: Int, edges: [Int])) {
    var amount = min(excess[path.source], -excess[path.target])
    for edge in path.edges { amount = min(amount, edges[edge].room) }
    for edge in path.edges {
      edges[edge].room -= amount
      edges[edge ^ 1].room += amount
    }
    excess[path.source] -= amount
    excess[path.target] += amount
  }

  /// The cheapest path from any node with excess to any with a deficit, by Dijkstra's algorithm.
  private func shortestPath(
    _ potential: inout [Int128]
  ) -> (source: Int, target: Int, edges: [Int])? {
    var distance = [Int128?](repeating: nil, count: leaving.count)
    var arrival = [Int?](repeating: nil, count: leaving.count)
    var isDone = [Bool](repeating: false, count: leaving.count)
    var open = Heap()
    for node in excess.indices where excess[node] > 0 {
      distance[node] = 0
      open.push(0, node)
    }
    var target: Int?
    while let (length, node) = open.pop() {
      guard !isDone[node] else { continue }
      isDone[node] = true
      if excess[node] < 0 {
        target = node
        break
      }
      for index in leaving[node] where edges[index].room > 0 {
        let edge = edges[index]
        let next = length + edge.cost + potential[node] - potential[edge.to]
        if distance[edge.to].map({ next < $0 }) ?? true {
          distance[edge.to] = next
          arrival[edge.to] = index
          open.push(next, edge.to)
        }
      }
    }
    guard let target, let reach = distance[target] else { return nil }
    for node in leaving.indices {
      potential[node] += isDone[node] ? min(distance[node] ?? reach, reach) : reach
    }
    var path: [Int] = []
    var node = target
    while let edge = arrival[node] {
      path.append(edge)
      node = edges[edge ^ 1].to
    }
    return (node, target, path)
  }
}

/// A binary heap of nodes by distance; equal distances by node, so that results are deterministic.
private struct Heap {
  private var items: [(length: Int128, node: Int)] = []

  mutating func push(_ length: Int128, _ node: Int) {
    items.append((length, node))
    var index = items.count - 1
    while index > 0, items[index] < items[(index - 1) / 2] {
      items.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func pop() -> (length: Int128, node: Int)? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return first }
    items[0] = last
    var index = 0
    while 2 * index + 1 < items.count {
      var child = 2 * index + 1
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      guard items[child] < items[index] else { break }
      items.swapAt(index, child)
      index = child
    }
    return first
  }
}
