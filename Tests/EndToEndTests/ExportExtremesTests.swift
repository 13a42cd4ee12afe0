import Foundation
import TestKit
import Testing

/// Exports of amounts beyond the limit and below zero.
@Suite struct ExportExtremesTests {
  private static let budget = "功能科目编码,部门经济分类编码,支出类别,资金来源,预算数（元）"
  private static let income = "功能科目编码,收入来源,金额（元）"

  private func write(_ scratch: Scratch, _ yaml: String, _ files: [String: [String]]) throws {
    try scratch.write(
      "unit: {code: \"1\", name: 某局, type: 行政}\nyear: 2020\nprofile: hebei-2020\n" + yaml,
      to: "project/gouji.yaml")
    for (name, lines) in files {
      try scratch.write(lines.joined(separator: "\n"), to: "project/\(name)")
    }
  }

  /// Exports a budget of two lines of expenditure, in 元.
  private func export(
    _ scratch: Scratch, _ rounding: String, expenditure: (String, String), income: String
  ) throws -> Program.Outcome {
    try write(
      scratch, "rounding: \(rounding)\ninputs: {budget: b.csv, income: i.csv}\n",
      [
        "b.csv": [
          Self.budget, "2010301,30101,基本支出,一般公共预算,\(expenditure.0)",
          "2010301,30102,基本支出,一般公共预算,\(expenditure.1)",
        ],
        "i.csv": [Self.income, "2010301,一般公共预算,\(income)"],
      ])
    return try Program.run(["export", "\(scratch.path)/project", "-o", "\(scratch.path)/out"])
  }

  // Each line is below 9×10¹³ 元, both together are not.
  @Test(arguments: ["四舍五入", "平差"])
  func `a total beyond the limit is refused and nothing is written`(rounding: String) throws {
    let scratch = try Scratch()
    let amount = "50000000000000.00"
    let run = try export(scratch, rounding, expenditure: (amount, amount), income: amount)
    #expect(run.status == 2)
    #expect(run.errors.contains("the amount is beyond the limit of 9×10¹³ 元"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/out"))
  }

  @Test(arguments: ["四舍五入", "平差"])
  func `a total just below the limit is exported to the last 分`(rounding: String) throws {
    let scratch = try Scratch()
    let run = try export(
      scratch, rounding, expenditure: ("49999999999999.99", "40000000000000.00"),
      income: "89999999999999.99")
    #expect(run.status != 2, "\(run.errors)")
    let cells = try Program.run([
      "cells", "\(scratch.path)/out/底稿.xlsx", "--sheet", "尾差", "--format", "csv",
    ])
    #expect(cells.output.contains("9000000000,8999999999.999999"), "\(cells.output)")
  }

  // From 280 down over zero to −500, then up to −450: the helper cells behind the columns.
  @Test func `a waterfall that crosses zero has a part above and a part below`() throws {
    let scratch = try Scratch()
    try write(
      scratch,
      "inputs: {budget: b.csv, income: i.csv, prior-budget: pb.csv, prior-income: pi.csv}\n",
      [
        "b.csv": [
          Self.budget, "2010301,30101,基本支出,一般公共预算,-5500000",
          "2050201,30201,项目支出,一般公共预算,1000000",
        ],
        "i.csv": [Self.income, "2010301,一般公共预算,-4500000"],
        "pb.csv": [
          Self.budget, "2010301,30101,基本支出,一般公共预算,2300000",
          "2050201,30201,项目支出,一般公共预算,500000",
        ],
        "pi.csv": [Self.income, "2010301,一般公共预算,2800000"],
      ])
    _ = try Program.run(["export", "\(scratch.path)/project", "-o", "\(scratch.path)/out"])
    let run = try Program.run([
      "cells", "\(scratch.path)/out/底稿.xlsx", "--sheet", "图示", "--format", "csv",
    ])
    let rows = run.output.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).suffix(10).joined(separator: ",")
    }
    // 项目, 金额, 步前, 步后, 底, 合计, 增加, 增加（零下）, 减少, 减少（零下）
    for row in [
      "上年预算数,280,,280,,280,,,,", "人员经费,-780,280,-500,0,,0,0,280,-500",
      "公用经费,0,-500,-500,-500,,0,0,0,0", "项目支出,50,-500,-450,-450,,0,-50,0,0",
      "本年预算数,-450,,-450,,-450,,,,",
    ] { #expect(rows.contains(row), "\(row) is not among \(rows)") }
  }
}
