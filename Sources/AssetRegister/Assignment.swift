/// The best way to pair rows with columns one to one (指派问题), and which pairs are certain.
struct Assignment {
  /// For each row the column it is paired with.
  var partners: [Int]
  /// The name of the group in which the row could change partners at no loss; a row that is alone
  /// in its group has the same partner in every best pairing.
  var groups: [Int]

  /// Pairs each row of a square matrix of weights with a column so that the sum is largest.
  ///
  /// The Hungarian method with potentials in whole numbers, O(n³). A pair stands in every best
  /// pairing unless a cycle of other tight pairs leads back to it.
  init(weights: [[Int]]) {
    let count = weights.count
    // Rows and columns from 1; column 0 holds the row that looks for a partner.
    var rowPotential = [Int](repeating: 0, count: count + 1)
    var columnPotential = rowPotential
    var rowOf = rowPotential
    var way = rowPotential
    for row in 1..<count + 1 {
      rowOf[0] = row
      var column = 0
      var least = [Int](repeating: .max, count: count + 1)
      var isDone = [Bool](repeating: false, count: count + 1)
      repeat {
        isDone[column] = true
        let current = rowOf[column]
        var delta = Int.max
        var next = 0
        for other in 1..<count + 1 where !isDone[other] {
          let slack =
            -weights[current - 1][other - 1] - rowPotential[current] - columnPotential[other]
          if slack < least[other] {
            least[other] = slack
            way[other] = column
          }
          if least[other] < delta {
            delta = least[other]
            next = other
          }
        }
        for other in 0..<count + 1 {
          if isDone[other] {
            rowPotential[rowOf[other]] += delta
            columnPotential[other] -= delta
          } else if least[other] < .max {
            least[other] -= delta
          }
        }
        column = next
      } while rowOf[column] != 0
      repeat {
        let previous = way[column]
        rowOf[column] = rowOf[previous]
        column = previous
      } while column != 0
    }
    var partners = [Int](repeating: 0, count: count)
    for column in 1..<count + 1 { partners[rowOf[column] - 1] = column - 1 }
    self.partners = partners
    // Row → the rows whose partners it could have instead at no loss.
    var arcs = [[Int]](repeating: [], count: count)
    for row in 0..<count {
      for other in 0..<count where other != row {
        let column = partners[other]
        let potential: Int = rowPotential[row + 1] + columnPotential[column + 1]
        if -weights[row][column] == potential { arcs[row].append(other) }
      }
    }
    groups = Self.components(arcs)
  }

  /// The strongly connected component of each node, after Tarjan, without recursion.
  static func components(_ arcs: [[Int]]) -> [Int] {
    var component = [Int](repeating: -1, count: arcs.count)
    var order = component
    var low = component
    var stack: [Int] = []
    var calls: [(node: Int, next: Int)] = []
    var counter = 0
    for start in arcs.indices where order[start] < 0 {
      calls.append((start, 0))
      while let (node, next) = calls.last {
        if next == 0 {
          order[node] = counter
          low[node] = counter
          counter += 1
          stack.append(node)
        }
        if next < arcs[node].count {
          calls[calls.count - 1].next += 1
          let target = arcs[node][next]
          if order[target] < 0 {
            calls.append((target, 0))
          } else if component[target] < 0 {
            low[node] = min(low[node], order[target])
          }
          continue
        }
        calls.removeLast()
        if let parent = calls.last?.node { low[parent] = min(low[parent], low[node]) }
        guard low[node] == order[node] else { continue }
        while let member = stack.popLast() {
          component[member] = node
          if member == node { break }
        }
      }
    }
    return component
  }
}
