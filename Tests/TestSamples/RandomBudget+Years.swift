import Budget

extension RandomBudget {
  /// A budget of `size` lines as most are: amounts from 1 万元 to 2 000 万元, nothing negative and
  /// nothing carried over, in whole multiples of `unit` 分.
  public static func ordinary(
    lines size: Int, unit: Int64, _ random: inout SeededRandom
  ) -> RandomBudget {
    let model = RandomBudget(seed: random.next(), size: size)
    let leaves = model.leaves.map { leaf in
      var leaf = leaf
      if leaf.kind != "基本支出" { leaf.kind = "项目支出" }
      leaf.fen = amount(upTo: 2_000_000_000, unit, &random)
      return leaf
    }
    let duties = model.duties.map { $0.map { _ in amount(upTo: 100_000_000, unit, &random) } }
    return RandomBudget(
      leaves: leaves, income: received(leaves), duties: duties,
      procurement: model.procurement.map { _ in amount(upTo: 100_000_000, unit, &random) },
      assets: model.assets.map { _ in amount(upTo: 100_000_000, unit, &random) })
  }

  /// The budget of the year before: nine lines in ten were there, each with 80 % to 125 % of its
  /// amount, in whole multiples of `unit` 分.
  public func yearBefore(unit: Int64, _ random: inout SeededRandom) -> RandomBudget {
    func before(_ fen: Int64) -> Int64 {
      max(fen / 100 * Int64.random(in: 80...125, using: &random) / unit, 1) * unit
    }
    let kept = leaves.filter { _ in Int.random(in: 0..<10, using: &random) > 0 }.map { leaf in
      var leaf = leaf
      leaf.fen = before(leaf.fen)
      return leaf
    }
    return RandomBudget(
      leaves: kept, income: Self.received(kept), duties: duties.map { $0.map(before) },
      procurement: procurement.map(before), assets: assets.map(before))
  }

  private static func amount(
    upTo largest: Int64, _ unit: Int64, _ random: inout SeededRandom
  ) -> Int64 {
    max(Int64.random(in: 1_000_000...largest, using: &random) / unit, 1) * unit
  }

  // What is spent under a function is received under it, fund by fund.
  static func received(_ leaves: [Leaf]) -> [Income] {
    var lines: [Income] = []
    for leaf in leaves {
      let source = leaf.fund == "单位资金" ? "事业收入" : leaf.fund
      if let index = lines.firstIndex(where: {
        $0.function == leaf.function && $0.source == source
      }) {
        lines[index].fen += leaf.fen
      } else {
        lines.append(Income(function: leaf.function, source: source, fen: leaf.fen))
      }
    }
    return lines
  }
}
