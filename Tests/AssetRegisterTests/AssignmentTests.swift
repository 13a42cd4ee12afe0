import Testing

@testable import AssetRegister

@Suite struct AssignmentTests {
  @Test func `the best pairing and its certain pairs are those of exhaustive search`() {
    var state: UInt64 = 3
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<1000 {
      let size = 1 + random(5)
      let weights = (0..<size).map { _ in (0..<size).map { _ in random(5) } }
      let found = Assignment(weights: weights)
      var best = -1
      var all: [[Int]] = []
      for order in permutations(Array(0..<size)) {
        let sum = order.indices.reduce(0) { $0 + weights[$1][order[$1]] }
        if sum > best {
          best = sum
          all = []
        }
        if sum == best { all.append(order) }
      }
      #expect(all.contains(found.partners))
      for row in 0..<size {
        let isAlone = found.groups.count { $0 == found.groups[row] } == 1
        #expect(isAlone == (Set(all.map { $0[row] }).count == 1))
      }
    }
  }

  private func permutations(_ items: [Int]) -> [[Int]] {
    guard let first = items.first else { return [[]] }
    return permutations(Array(items.dropFirst())).flatMap { rest in
      (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
    }
  }
}
