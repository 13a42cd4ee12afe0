import Budget
import Importing
import Sheets
import Testing

@Suite struct SideBySideTests {
  @Test(arguments: cases) func `tables side by side are read each for itself`(_ awkward: Awkward) {
    awkward.check()
  }

  static let cases: [Awkward] = [
    Awkward(
      "one table whose columns begin again",
      """
      收入表|||单位：元
      科目编码|金额|科目编码|金额
      '2080108|1|'2080505|3
      '2080109|2|'2210201|4
      合计|3|合计|7
      """,
      facts: ["2080108 100", "2080109 200", "2080505 300", "2210201 400"],
      notes: ["side-by-side@A2", "side-by-side@C2"],
      twin: """
        收入表|||单位：元
        科目编码|金额|金额|科目名称
        '2080108|1|3|信息化建设
        """, twinNotes: ["ambiguous-column@B2"]),
    Awkward(
      "with a free column between, one side longer",
      """
      科目编码|金额（元）||科目编码|金额（元）
      '2080108|1||'2080505|3
      ||
      |||'2210201|4
      """,
      facts: ["2080108 100", "2080505 300", "2210201 400"],
      notes: ["side-by-side@A1", "side-by-side@D1"]),
    Awkward(
      "each with serial numbers and names",
      """
      |||||单位：元
      序号|科目编码|金额|序号|科目编码|金额
      1|'2080108|1|3|'2080505|3
      2|'2080109|2||||
      """,
      facts: ["2080108 100", "2080109 200", "2080505 300"],
      notes: ["side-by-side@A2", "side-by-side@D2"]),
    Awkward(
      "income left and expenditure right under their groups",
      """
      |||单位：元
      收入||支出|
      科目编码|金额|科目编码|金额
      '2080108|1|'2080505|3
      """, merges: ["A2:B2", "C2:D2"],
      facts: ["2080108 100"], notes: ["side-by-side@A3"],
      twin: """
        |||单位：元
        上年||本年|
        科目编码|金额|科目编码|金额
        '2080108|1|'2080505|3
        """, twinNotes: ["ambiguous-column@A3", "ambiguous-column@B3"]),
    Awkward(
      "expenditure right of another table", schema: Schemas.budget,
      """
      |||||||单位：元
      收入||支出|||||
      科目编码|金额|功能科目编码|经济分类科目编码|支出类别|资金来源|项目名称|金额
      '2080108|9|'2080109|'30101|基本支出|一般公共预算||3
      """, merges: ["A2:B2", "C2:H2"],
      facts: ["2080109 30101 基本支出 ∅ 一般公共预算拨款 300"], notes: ["side-by-side@C3"]),
  ]
}
