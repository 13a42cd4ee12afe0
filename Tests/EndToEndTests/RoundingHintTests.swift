import Foundation
import TestKit
import Testing

/// Two tables that print one amount, by function and by economic code, in 万元.
@Suite struct RoundingHintTests {
  private func exported(_ policy: String) throws -> String {
    let scratch = try Scratch()
    _ = try scratch.write(
      """
      unit: {code: "101001", name: 某县气象局, type: 行政}
      year: 2024
      profile: national-2016
      \(policy)
      inputs: {budget: 支出.csv, income: 收入.csv}
      """, to: "gouji.yaml")
    _ = try scratch.write(
      """
      单位：元
      功能分类科目编码,经济分类科目编码,支出类型,资金来源,本年预算数
      2010101,30101,基本支出,一般公共预算,10040
      2010101,30102,基本支出,一般公共预算,10040
      """, to: "支出.csv")
    _ = try scratch.write(
      "单位：元\n功能分类科目编码,收入来源,本年预算数\n2010101,一般公共预算拨款收入,20080\n", to: "收入.csv")
    let run = try Program.run(["export", scratch.path, "-o", "\(scratch.path)/out"])
    return run.output
  }

  @Test func `an export tells where its tables differ by rounding and what mends it`() throws {
    let output = try exported("")
    #expect(output.contains("rounding: 平差 in gouji.yaml makes them agree"), "\(output)")
  }

  @Test func `rounding that makes all tables agree is not told of`() throws {
    let output = try exported("rounding: 平差")
    #expect(output.contains("Made:"), "\(output)")
    #expect(!output.contains("makes them agree"))
  }
}
