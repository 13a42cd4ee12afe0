public import Budget
public import Localization
public import Reconciliation

/// Controlled rounding (平差): every cell of this year's tables, totals included, becomes one of the
/// two neighbours of its exact value, so that all sums still foot.
///
/// The whole disclosure is settled at once, so that a figure that several tables print is the same
/// in all. Last year's figures stay as they are, and what compares the years follows by formula.
public struct ControlledRounding: Sendable {
  /// Tables that could not be settled.
  public struct Refusal: Hashable, Sendable {
    /// The keys of the tables, in the order of the profile.
    public var tables: [String]
    /// Why.
    public var reason: Message
  }

  /// The rounded constant part of every figure that has one and was settled, in atoms.
  public private(set) var settled: [FigureKey: Int64] = [:]
  /// What keeps the default, rounding half up.
  public private(set) var refusals: [Refusal] = []
  /// Whether it is proved that the cells could not move less; false where the search for crossed
  /// dimensions ended at its limit with a solution.
  public private(set) var isLeast = true

  /// How many networks are solved for one group of connected figures before the search gives up.
  public static let searchLimit = 2_000

  /// Settles the figures of `statements`, which are rounded by the default, so that the equalities
  /// among `checks` that hold exactly hold in print too.
  public init(statements: StatementSet, checks: [Check], searchLimit: Int = Self.searchLimit) {
    let leaves = LeafTable(statements: statements)
    let sums = leaves.sums
    let equalities = checks.compactMap { leaves.equality($0) }
    for group in leaves.groups(sums: sums, equalities: equalities) {
      settle(group, leaves, sums, equalities, statements, searchLimit)
    }
  }

  private mutating func settle(
    _ group: LeafTable.Group, _ leaves: LeafTable, _ sums: [LeafTable.Sum],
    _ equalities: [[RoundingProblem.Term]], _ statements: StatementSet, _ limit: Int
  ) {
    let tables = Self.tables(group, leaves, sums, statements)
    let quanta = Set(
      group.leaves.map { leaves.leaves[$0].quantum } + group.sums.map { sums[$0].quantum })
    guard let quantum = quanta.first, quanta.count == 1 else {
      refusals.append(
        Refusal(
          tables: tables,
          reason: Message(
            zh: "这些表的计量单位或小数位数不同，但数字相加",
            en: "they add figures of different units or decimals")))
      return
    }
    let position = Dictionary(
      uniqueKeysWithValues: group.leaves.enumerated().map { ($0.element, $0.offset) })
    func local(_ terms: [RoundingProblem.Term]) -> [RoundingProblem.Term] {
      terms.map { RoundingProblem.Term(leaf: position[$0.leaf] ?? 0, factor: $0.factor) }
    }
    let problem = RoundingProblem(
      leaves: group.leaves.map { leaves.leaves[$0].exact }, quantum: quantum,
      sums: group.sums.map {
        RoundingProblem.Sum(terms: local(sums[$0].terms), cells: sums[$0].cells)
      }, equalities: group.equalities.map { local(equalities[$0]) })
    switch problem.solved(searchLimit: limit) {
    case .solved(let values, let isLeast):
      for (leaf, value) in zip(group.leaves, values) { settled[leaves.leaves[leaf].key] = value }
      self.isLeast = self.isLeast && isLeast
    case .none:
      refusals.append(
        Refusal(
          tables: tables,
          reason: Message(
            zh: "各维度交叉，没有使所有合计都相符的解",
            en: "their dimensions cross, and no solution makes all sums foot")))
    case .notFound:
      refusals.append(
        Refusal(
          tables: tables,
          reason: Message(
            zh: "各维度交叉，在 \(limit) 次求解内没有找到使所有合计都相符的解",
            en: "their dimensions cross, and \(limit) networks gave no solution")))
    }
  }

  private static func tables(
    _ group: LeafTable.Group, _ leaves: LeafTable, _ sums: [LeafTable.Sum],
    _ statements: StatementSet
  ) -> [String] {
    let keys =
      Set(group.leaves.map { leaves.leaves[$0].key.table })
      .union(group.sums.flatMap { sums[$0].tables })
    var seen: Set<String> = []
    return statements.statements.map(\.table).filter {
      keys.contains($0) && seen.insert($0).inserted
    }
  }
}
