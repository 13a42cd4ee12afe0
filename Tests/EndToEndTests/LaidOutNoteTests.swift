import Foundation
import TestKit
import Testing

/// Tables laid out with blanks in a note: the checks hold for them as for those of a workbook.
@Suite struct LaidOutNoteTests {
  private static let expenditure = """
                    2020年部门支出总表
    部门：青县水务局                                          单位：万元
    科目编码    科目名称                  合计    基本支出    项目支出
    208         社会保障和就业支出      300.50      300.50
    20805       行政事业单位养老支出    300.50      300.50
    2080505     机关事业单位基本养老    300.50      300.50
                保险缴费支出
    213         农林水支出            1,425.10      700.10      725.00
    21303       水利                  1,425.10      700.10      725.00
    2130301     行政运行                700.10      700.10
    2130305     水利工程建设            725.00                  725.00
                合计                  1,725.60    1,000.60      725.00
    """

  private static let sides = """
                         2020年收支预算总表
    部门：青县水务局                                           单位：万元
                  收入                              支出
    项目                    预算数    项目                      预算数
    一、财政拨款收入      1,725.60    一、社会保障和就业支出    300.50
    二、事业收入                      二、农林水支出          1,425.10
    收入总计              1,725.60    支出总计                1,725.60
    """

  private func audit(_ text: String) throws -> Program.Outcome {
    let scratch = try Scratch()
    let path = scratch.path + "/公开.txt"
    try Data(text.utf8).write(to: URL(filePath: path))
    return try Program.run(["audit", path, "--profile", "national-2016", "--format", "json"])
  }

  @Test func `right tables have no error`() throws {
    let run = try audit(Self.sides + "\n\n" + Self.expenditure)
    #expect(run.status == 0, "\(run.output)")
    #expect(!run.output.contains("\"severity\": \"error\""))
  }

  @Test(arguments: [
    // An amount of 项目支出 that slid under 基本支出.
    ("725.00                  725.00", "725.00      725.00             ", "expenditure-parents"),
    // One that was left out, and one that went to the line below.
    (
      "2130301     行政运行                700.10      700.10",
      "2130301     行政运行                700.10", "expenditure-row"
    ),
    (
      "213         农林水支出            1,425.10      700.10      725.00",
      "213         农林水支出            1,425.10      725.00      700.10", "expenditure-parents"
    ),
    // Codes that stop at 款.
    (
      "2130301     行政运行                700.10      700.10\n2130305     水利工程建设            725.00                  725.00\n",
      "", "lowest-codes-expenditure"
    ),
  ])
  func `columns that slid, amounts left out and codes that stop are found`(
    right: String, wrong: String, rule: String
  ) throws {
    let text = (Self.sides + "\n\n" + Self.expenditure).replacing(right, with: wrong)
    #expect(text != Self.sides + "\n\n" + Self.expenditure)
    let run = try audit(text)
    #expect(run.output.contains("\"\(rule)\""), "\(run.output)")
  }

  @Test func `a finding shows the row and where in it the figure stands`() throws {
    let text = Self.sides.replacing("二、农林水支出          1,425.10", with: "二、农林水支出          1,452.10")
    let run = try audit(text)
    #expect(run.status == 1)
    #expect(run.output.contains("公开.txt\", \"line\": 6") || run.output.contains("\"line\": 6"))
    #expect(run.output.contains("二、事业收入                      二、农林水支出          1,452.10"))
  }
}
