public import Budget
import Sheets

/// A random budget that balances exactly: what is spent under a function is also received under it,
/// fund by fund.
///
/// Sizes run from nothing to 200 expenditure lines, amounts from single 分 to totals just below the
/// limit of 9×10¹³ 元, and about one budget in three has negative adjustments (冲减). The same seed
/// gives the same budget. As printed in 万元 the tables need not foot across each other: that is
/// what the tests of rounding want.
public struct RandomBudget: Sendable {
  /// One expenditure line in 分.
  public struct Leaf: Hashable, Sendable {
    /// The code of the functional classification, seven digits.
    public var function: String
    /// The code of the economic classification, five digits.
    public var economic: String
    /// 基本支出, 项目支出 or one of the three kinds outside them.
    public var kind: String
    /// The fund, as the input role `budget` names it.
    public var fund: String
    /// The amount in 分; negative for an adjustment, never 0.
    public var fen: Int64
  }

  /// One income line in 分.
  public struct Income: Hashable, Sendable {
    /// The code of the functional classification, seven digits.
    public var function: String
    /// The source, as the input role `income` names it.
    public var source: String
    /// The amount in 分.
    public var fen: Int64
  }

  /// The expenditure lines in the order of the input.
  public let leaves: [Leaf]
  /// The income lines in the order of the input.
  public let income: [Income]
  /// The 职责 with the amounts of their 工作活动 in 分; nothing where none are written.
  public let duties: [[Int64]]
  /// The amounts of procurement lines in 分.
  public let procurement: [Int64]
  /// The costs of asset cards in 分.
  public let assets: [Int64]

  /// The budget of `seed`.
  ///
  /// - Parameter size: how many expenditure lines it has, 0 to 200; nil draws one, small ones more
  ///   often than large ones.
  public init(seed: UInt64, size: Int? = nil) {
    var random = SeededRandom(seed: seed)
    let count = size ?? [0, 1, 3, 10, 10, 30, 30, 80, 200].randomElement(using: &random) ?? 0
    let hasAdjustments = Int.random(in: 0..<3, using: &random) == 0
    // The largest line, in 分: so many of them stay below the limit together.
    let ceiling = Self.ceilings.randomElement(using: &random) ?? 1
    let largest = min(ceiling, (Amount.limit - 1_000_000_000) / Int64(max(count, 1)))
    leaves = (0..<count).map { _ in Self.leaf(upTo: largest, hasAdjustments, &random) }
    income = Self.income(for: leaves, &random)
    // Their totals stay below the limit too.
    let part = max(largest / 20, 1)
    duties = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in .random(in: 0...part, using: &random) }
    }
    procurement = (0..<Int.random(in: 0...5, using: &random)).map { _ in
      .random(in: 1...part, using: &random)
    }
    assets = (0..<Int.random(in: 0...8, using: &random)).map { _ in
      .random(in: 1...part, using: &random)
    }
  }

  private static func leaf(
    upTo largest: Int64, _ hasAdjustments: Bool, _ random: inout SeededRandom
  ) -> Leaf {
    var fen = Int64.random(in: 1...largest, using: &random)
    // Whole 元, whole 百元 and halves of the printed place are commoner than chance has them.
    switch Int.random(in: 0..<6, using: &random) {
    case 0: fen = max(fen / 10_000 * 10_000, 1)
    case 1: fen = max(fen / 10_000 * 10_000 + 5_000, 1)
    default: break
    }
    if hasAdjustments, Int.random(in: 0..<5, using: &random) == 0 { fen = -fen }
    let kind = kinds.randomElement(using: &random) ?? "基本支出"
    return Leaf(
      function: functions.randomElement(using: &random) ?? "2010101",
      economic: economics.randomElement(using: &random) ?? "30101", kind: kind,
      fund: kind == "基本支出" || kind == "项目支出"
        ? funds.randomElement(using: &random) ?? "一般公共预算" : "单位资金",
      fen: min(fen, largest))
  }

  // One line a function and source, of which a part may be carried over from last year.
  private static func income(for leaves: [Leaf], _ random: inout SeededRandom) -> [Income] {
    var lines = received(leaves)
    for index in lines.indices where Int.random(in: 0..<8, using: &random) == 0 {
      guard lines[index].fen > 1, let carried = carriedOver[lines[index].source] else { continue }
      let part = Int64.random(in: 1..<lines[index].fen, using: &random)
      lines[index].fen -= part
      lines.append(Income(function: lines[index].function, source: carried, fen: part))
    }
    return lines.filter { $0.fen != 0 }
  }

  private static let ceilings: [Int64] = [
    99, 9_999, 900_000_000, 900_000_000, 900_000_000, 9_000_000_000_000, Amount.limit,
  ]
  private static let functions = [
    "2010101", "2010102", "2050201", "2080109", "2080505", "2080506", "2080899", "2101101",
    "2101102", "2130101", "2130399", "2210201", "2210203",
  ]
  private static let economics = [
    "30101", "30102", "30108", "30110", "30113", "30201", "30212", "30217", "30231", "30299",
    "30305", "31002", "31013",
  ]
  private static let kinds = [
    "基本支出", "基本支出", "基本支出", "项目支出", "项目支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出",
  ]
  private static let funds = ["一般公共预算", "一般公共预算", "一般公共预算", "政府性基金", "国有资本经营", "单位资金"]
  private static let carriedOver = [
    "一般公共预算": "一般公共预算结转", "政府性基金": "政府性基金结转", "国有资本经营": "国有资本经营结转", "事业收入": "非财政拨款结转",
  ]
}

extension RandomBudget {
  /// The facts for the inputs of a built-in standard, by input role.
  ///
  /// 三公 items are what the budget says of them. Every reading has a cell of its own.
  ///
  /// - Throws: `AmountError` never happens for the budgets that `init` makes.
  public func facts(for profile: String) throws -> [String: FactTable] {
    var tables = [
      "budget": try SampleFacts.budget(
        leaves.map { "\($0.function) \($0.economic) \($0.kind) \($0.fund) \($0.fen)" }
          .joined(separator: "\n")),
      "income": try SampleFacts.income(
        income.map { "\($0.function) \($0.source) \($0.fen)" }.joined(separator: "\n")),
      "sangong": try sangong(inOneColumn: profile.hasPrefix("shanghai")),
    ]
    guard profile.hasPrefix("hebei") else { return tables }
    tables["performance"] = try performanceFacts()
    tables["procurement"] = try procurementFacts()
    tables["assets"] = try assetFacts()
    return tables
  }

  private func sangong(inOneColumn: Bool) throws -> FactTable {
    let items = [
      ("因公出国（境）费", "30212"), ("公务用车购置费", "31013"), ("公务用车运行维护费", "30231"), ("公务接待费", "30217"),
    ]
    var facts: [Fact] = []
    for (row, (item, economic)) in items.enumerated() {
      var values: [String: FactValue] = ["item": .text(item)]
      for (column, fund) in [("general", "一般公共预算"), ("fund", "政府性基金"), ("capital", "国有资本经营")] {
        let fen = leaves.filter { $0.economic == economic && $0.fund == fund }
          .reduce(0) { $0 + $1.fen }
        values[column] = fen == 0 ? .empty : .amount(try SampleFacts.yuan(fen, row: row))
      }
      if inOneColumn { values = ["item": .text(item), "amount": values["general"] ?? .empty] }
      facts.append(Fact(place: Place(file: "t.csv"), values: values))
    }
    if inOneColumn {
      let running = leaves.filter {
        $0.fund == "一般公共预算" && $0.kind == "基本支出"
          && ["302", "310"].contains(String($0.economic.prefix(3)))
      }.reduce(0) { $0 + $1.fen }
      facts.append(
        Fact(
          place: Place(file: "t.csv"),
          values: [
            "item": .text("机关运行经费"), "amount": .amount(try SampleFacts.yuan(running, row: 5)),
          ]))
    }
    return FactTable(dataset: "sangong", facts: facts)
  }

  private func performanceFacts() throws -> FactTable {
    var facts: [Fact] = []
    func add(_ name: String, level: Int, _ fen: Int64) throws {
      facts.append(
        Fact(
          place: Place(file: "t.csv"), level: level,
          values: [
            "duty": .text(name), "content": .text("内容\(facts.count)"), "excellent": .text("≥90%"),
            "poor": .text("＜60%"), "amount": .amount(try SampleFacts.yuan(fen, row: facts.count)),
          ]))
    }
    for (number, activities) in duties.enumerated() {
      try add("职责\(number + 1)", level: 0, activities.reduce(0, +))
      for (index, fen) in activities.enumerated() {
        try add("活动\(index + 1)", level: 1, fen)
      }
    }
    return FactTable(dataset: "performance", facts: facts)
  }

  private func procurementFacts() throws -> FactTable {
    FactTable(
      dataset: "procurement",
      facts: try procurement.enumerated().map { row, fen in
        Fact(
          place: Place(file: "t.csv"),
          values: [
            "project": .text("项目\(row + 1)"), "item": .text("物品"), "measure": .text("台"),
            "fund": .text(row % 3 == 0 ? "政府性基金" : "一般公共预算"),
            "quantity": .amount(try Self.pieces(Int64(row + 1), row: row)),
            "price": .amount(try SampleFacts.yuan(fen / Int64(row + 1), row: row)),
            "amount": .amount(try SampleFacts.yuan(fen, row: row)),
          ])
      })
  }

  private func assetFacts() throws -> FactTable {
    let categories = ["1020300", "2010104", "2030500", "6010100"]
    return FactTable(
      dataset: "assets",
      facts: try assets.enumerated().map { row, fen in
        Fact(
          place: Place(file: "t.csv"),
          values: [
            "number": .text("ZC\(row)"), "category": .text(categories[row % categories.count]),
            "quantity": .amount(try Self.pieces(1, row: row)), "area": .empty,
            "cost": .amount(try SampleFacts.yuan(fen, row: row)), "status": .text("在用"),
          ])
      })
  }

  private static func pieces(_ count: Int64, row: Int) throws -> Reading {
    Reading(
      amount: try Amount(atoms: count * 10_000, dimension: .count), quantum: 0,
      unit: MeasureUnit(named: "个") ?? .yuan, raw: "\(count)",
      place: Place(file: "t.csv", sheet: "t", spot: .cell(CellAddress(row: row, column: 1))))
  }
}

extension RandomBudget {
  /// The same lines in whole 100 元 (0.01 万元), with what all standards print alike: 基本支出 and
  /// 项目支出, and nothing carried over from last year.
  public func comparable() -> RandomBudget {
    RandomBudget(
      leaves: leaves.map { leaf in
        var leaf = leaf
        if leaf.kind != "基本支出" { leaf.kind = "项目支出" }
        leaf.fen = Self.hundreds(leaf.fen)
        return leaf
      },
      income: income.map { line in
        var line = line
        line.source = Self.carriedOver.first { $0.value == line.source }?.key ?? line.source
        line.fen = Self.hundreds(line.fen)
        return line
      }, duties: [], procurement: [], assets: [])
  }

  init(
    leaves: [Leaf], income: [Income], duties: [[Int64]], procurement: [Int64], assets: [Int64]
  ) {
    self.leaves = leaves
    self.income = income
    self.duties = duties
    self.procurement = procurement
    self.assets = assets
  }

  private static func hundreds(_ fen: Int64) -> Int64 {
    let whole = fen / 10_000 * 10_000
    return whole == 0 ? fen.signum() * 10_000 : whole
  }
}
