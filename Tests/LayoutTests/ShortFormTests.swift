import Decimals
import Sheets
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The Shanghai forms have fewer rows and columns than the inputs have kinds of money: each kind has
/// one place all the same.
@Suite struct ShortFormTests {
  // Every source of income and every kind of expenditure once, as powers of ten, so that a sum
  // tells what it is made of.
  private static let income: [(source: String, amount: String)] = [
    ("一般公共预算", "1"), ("一般公共预算结转", "10"), ("政府性基金", "100"), ("政府性基金结转", "1000"),
    ("国有资本经营", "10000"), ("国有资本经营结转", "100000"), ("财政专户管理资金", "1000000"),
    ("事业收入", "10000000"), ("事业单位经营收入", "100000000"), ("上级补助收入", "2"),
    ("附属单位上缴收入", "20"), ("其他收入", "200"), ("非财政拨款结转", "2000"),
  ]
  private static let expenditure: [(kind: String, fund: String, amount: String)] = [
    ("基本支出", "一般公共预算", "1"), ("项目支出", "一般公共预算", "10"), ("项目支出", "政府性基金", "1100"),
    ("项目支出", "国有资本经营", "110000"), ("基本支出", "单位资金", "1000000"),
    ("上缴上级支出", "单位资金", "2222"), ("事业单位经营支出", "单位资金", "100000000"),
    ("对附属单位补助支出", "单位资金", "10000000"),
  ]

  @Test func `money of every kind stands in one place of the forms`() throws {
    let folder = temporaryFolderPath()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let project = """
      unit: {code: "257", name: 上海市松浦区文化馆, type: 事业}
      year: 2026
      profile: shanghai-2026
      inputs: {budget: budget.csv, income: income.csv, sangong: sangong.csv}
      """
    let income =
      ["功能科目编码,功能科目名称,收入来源,金额（元）"] + Self.income.map { "2070109,群众文化,\($0.source),\($0.amount)" }
    let budget =
      ["功能科目编码,功能科目名称,部门经济分类编码,部门经济分类名称,支出类别,资金来源,预算数（元）"]
      + Self.expenditure.map { "2070109,群众文化,30201,办公费,\($0.kind),\($0.fund),\($0.amount)" }
    let sangong = ["项目,预算数（万元）", "公务接待费,0"]
    for (name, lines) in [
      ("gouji.yaml", [project]), ("income.csv", income), ("budget.csv", budget),
      ("sangong.csv", sangong),
    ] {
      try lines.joined(separator: "\n").write(
        toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    let exported = try Exported(folder: folder)
    for (sheet, cell, value) in [
      ("部门收入总表", "E20", "111113333"), ("部门收入总表", "F20", "111111"),
      ("部门收入总表", "G20", "11000000"), ("部门收入总表", "H20", "100000000"),
      ("部门收入总表", "I20", "2222"), ("部门支出总表", "E20", "111113333"),
      ("部门支出总表", "F20", "1000001"), ("部门支出总表", "G20", "110113332"),
      ("部门收支总表", "B21", "111113333"), ("部门收支总表", "D21", "111113333"),
      ("部门财政拨款收支总表", "B21", "111111"), ("部门财政拨款收支总表", "D21", "111111"),
      ("部门财政拨款收支总表", "B9", "1100"), ("部门财政拨款收支总表", "F21", "1100"),
    ] {
      let found = exported.sheet(sheet)?.cell(cell)
      #expect(found?.value == .number(try #require(ExactDecimal(value))), "\(sheet)!\(cell)")
    }
    #expect(exported.findings.summary["mismatch"] == 0)
  }
}
