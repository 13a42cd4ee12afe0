import Budget
import Sheets

/// A budget line with its amounts of both years and the income that pays for it.
struct RandomLine {
  private let function: String
  private let fund: String
  private let economic: String
  private let kind: String
  private let amounts: [Period: Int64]

  private static let functions: [(code: String, fund: String)] = [
    ("2010301", "一般公共预算"), ("2010302", "一般公共预算"), ("2010350", "一般公共预算"),
    ("2050201", "一般公共预算"), ("2080501", "一般公共预算"), ("2080505", "一般公共预算"),
    ("2080506", "一般公共预算"), ("2101101", "一般公共预算"), ("2101103", "一般公共预算"),
    ("2120303", "一般公共预算"), ("2120801", "政府性基金"), ("2120803", "政府性基金"),
    ("2210201", "一般公共预算"), ("2210202", "一般公共预算"), ("2296002", "政府性基金"),
    ("2230105", "国有资本经营"),
  ]
  private static let economics = [
    "30101", "30102", "30103", "30107", "30108", "30110", "30112", "30113", "30201", "30205",
    "30211", "30213", "30226", "30228", "30231", "30239", "30301", "30302", "30305", "31002",
  ]

  init(_ random: inout SplitMix) {
    let place = Self.functions[Int.random(in: Self.functions.indices, using: &random)]
    function = place.code
    fund = place.fund
    economic = Self.economics[Int.random(in: Self.economics.indices, using: &random)]
    kind = fund == "一般公共预算" && Bool.random(using: &random) ? "基本支出" : "项目支出"
    // Half of the amounts are round, as budgets are.
    let unit: Int64 = Bool.random(using: &random) ? 1_000_000 : 1
    let amount = Int64.random(in: 1_000_000...2_000_000_000, using: &random) / unit * unit
    let change = Int64.random(in: 80...125, using: &random)
    amounts = [.current: amount, .prior: amount / 100 * change / unit * unit]
  }

  func expenditure(_ period: Period) throws -> Fact {
    Fact(
      place: Place(file: "random"),
      values: [
        "function": .text(function), "economic": .text(economic), "kind": .text(kind),
        "fund": .text(fund), "amount": .amount(try reading(period)),
      ])
  }

  func income(_ period: Period) throws -> Fact {
    Fact(
      place: Place(file: "random"),
      values: [
        "function": .text(function), "source": .text(fund), "amount": .amount(try reading(period)),
      ])
  }

  private func reading(_ period: Period) throws -> Reading {
    Reading(
      amount: try .fen(amounts[period] ?? 0), quantum: 0, unit: .yuan, raw: "",
      place: Place(file: "random"))
  }
}
