import Foundation
import TestKit
import Testing

@Suite struct RoundingPolicyTests {
  // Three amounts of 0.004 万元: by itself each rounds to nothing, together they are 0.01.
  private func project(rounding: String?) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      """
      unit: {code: "1", name: 某局, type: 行政}
      year: 2020
      profile: hebei-2020
      \(rounding.map { "rounding: \($0)\n" } ?? "")inputs:
        budget: budget.csv
        income: income.csv
      """, to: "gouji.yaml")
    try scratch.write(
      """
      功能科目编码,功能科目名称,经济科目编码,经济科目名称,支出类别,资金来源,金额（元）
      2010301,行政运行,30101,基本工资,基本支出,一般公共预算,40.00
      2080501,行政单位离退休,30102,津贴补贴,基本支出,一般公共预算,40.00
      2101101,行政单位医疗,30110,职工基本医疗保险缴费,基本支出,一般公共预算,40.00
      """, to: "budget.csv")
    try scratch.write(
      """
      功能科目编码,功能科目名称,收入来源,金额（元）
      2010301,行政运行,一般公共预算拨款,40.00
      2080501,行政单位离退休,一般公共预算拨款,80.00
      """, to: "income.csv")
    return scratch
  }

  private func findings(_ scratch: Scratch) throws -> (rounding: Int, rules: Set<String>) {
    let run = try Program.run(["reconcile", scratch.path, "--format", "json"])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let summary = try #require(json["summary"] as? [String: Int])
    let found = try #require(json["findings"] as? [[String: Any]])
    return (summary["rounding"] ?? -1, Set(found.compactMap { $0["rule"] as? String }))
  }

  @Test func `平差 makes income and expenditure foot in print where rounding half up does not`()
    throws
  {
    let halfUp = try findings(project(rounding: nil))
    #expect(halfUp.rounding > 0 && halfUp.rules.contains("balance"))
    let controlled = try findings(project(rounding: "平差"))
    #expect(controlled.rounding == 0)
    #expect(!controlled.rules.contains("balance"))
  }

  @Test func `the moves are listed with their exact values`() throws {
    let scratch = try project(rounding: "平差")
    _ = try Program.run(["export", scratch.path, "-o", "\(scratch.path)/out"])
    let moves = try Program.run([
      "cells", "\(scratch.path)/out/底稿.xlsx", "--sheet", "尾差", "--format", "csv",
    ]).output
    // The exact 0.004 is printed as 0 or as 0.01; the total of 0.012 as 0.01.
    #expect(moves.contains("末级,万元,0.01,0.004,0.006,0,0.01"), "\(moves)")
    #expect(moves.contains("合计,万元,0.01,0.012,-0.002,0.01,0"), "\(moves)")
  }

  @Test func `a rounding that there is not is an error with its line`() throws {
    let scratch = try project(rounding: "随意")
    let english = try Program.run(["reconcile", scratch.path])
    #expect(english.status == 2)
    #expect(english.errors.contains("gouji.yaml:4:11"), "\(english.errors)")
    #expect(english.errors.contains("it can be: 四舍五入, 平差"), "\(english.errors)")
    let chinese = try Program.run(["reconcile", scratch.path], language: "zh")
    #expect(chinese.errors.contains("没有舍入方式“随意”；可以是：四舍五入、平差"))
  }
}
