import Importing
import Testing

@Suite struct AwkwardHeaderTests {
  @Test(arguments: cases) func `the header is found and read`(_ awkward: Awkward) {
    awkward.check()
  }

  static let cases: [Awkward] = [
    Awkward(
      "title, unit of government and unit of money above",
      """
      2020年部门预算收入表||
      编制单位：魏县社会保障中心||单位：元
      科目编码|科目名称|金额
      '2080109|社会保险经办机构|12.50
      """, facts: ["2080109 1250"],
      twin: """
        2020年部门预算收入表||
        编制单位：魏县社会保障中心||
        科目编码|科目名称|金额
        '2080109|社会保险经办机构|12.50
        """, twinNotes: ["unit-unknown@C4"]),
    Awkward(
      "the table begins in column C, row 9",
      """




      ||单位：元


      ||科目编码|金额
      ||'2080109|12
      """, facts: ["2080109 1200"]),
    Awkward(
      "two header rows, groups merged", schema: Schemas.budget,
      """
      功能分类科目||经济分类科目||支出类别|金额（元）
      科目编码|科目名称|科目编码|科目名称||
      '2080109|社会保险经办机构|'30101|基本工资|基本支出|100
      """, merges: ["A1:B1", "C1:D1", "E1:E2", "F1:F2"],
      facts: ["2080109 30101 基本支出 · 一般公共预算拨款 10000"],
      twin: """
        科目||科目||支出类别|金额（元）
        科目编码|科目名称|科目编码|科目名称||
        '2080109|社会保险经办机构|'30101|基本工资|基本支出|100
        """, twinNotes: ["ambiguous-column@A2", "ambiguous-column@A2"]),
    Awkward(
      "two header rows as CSV leaves them", schema: Schemas.budget,
      """
      功能分类科目||经济分类科目||支出类别|金额（元）
      科目编码|科目名称|科目编码|科目名称||
      2080109|社会保险经办机构|30101|基本工资|基本支出|100
      """, csv: true, facts: ["2080109 30101 基本支出 · 一般公共预算拨款 10000"]),
    Awkward(
      "one group heading unmerged, the others not", schema: Schemas.budget,
      """
      功能分类科目||经济分类科目||支出类别|金额（元）
      科目编码|科目名称|科目编码|科目名称||
      '2080109|社会保险经办机构|'30101|基本工资|基本支出|100
      """, merges: ["A1:B1", "E1:E2", "F1:F2"],
      facts: ["2080109 30101 基本支出 · 一般公共预算拨款 10000"]),
    Awkward(
      "three header rows", schema: Schemas.budget,
      """
      预算||||||
      功能分类科目||经济分类科目||支出类别|预算数|
      科目编码|科目名称|科目编码|科目名称||本年预算（元）|备注
      '2080109|社会保险经办机构|'30101|基本工资|基本支出|100|
      """, merges: ["A1:G1", "A2:B2", "C2:D2", "E2:E3", "F2:G2"],
      facts: ["2080109 30101 基本支出 · 一般公共预算拨款 10000"]),
    Awkward(
      "full-width brackets, spaces and line breaks in headings",
      """
      科 目　编 码|金 额（ 元 ）
      '2080109|100
      """, facts: ["2080109 10000"]),
    Awkward(
      "a group and a heading that make one word", schema: Schemas.budget,
      """
      功能科目||经济分类科目||支出类别|金额（元）
      编码|名称|编码|名称||
      '2080109|社会保险经办机构|'30101|基本工资|基本支出|100
      """, merges: ["A1:B1", "C1:D1", "E1:E2", "F1:F2"],
      facts: ["2080109 30101 基本支出 · 一般公共预算拨款 10000"],
      twin: """
        科目||科目||支出类别|金额（元）
        编码|名称|编码|名称||
        '2080109|社会保险经办机构|'30101|基本工资|基本支出|100
        """, twinNotes: ["missing-column@A1"]),
    Awkward(
      "code and name in one column under the group's heading", schema: Schemas.budget,
      """
      功能分类科目|经济分类科目|支出类别|金额（元）
      2080109-社会保险经办机构|30101-基本工资|基本支出|100
      """, facts: ["2080109 30101 基本支出 · 一般公共预算拨款 10000"],
      twin: """
        功能分类科目|功能分类科目|经济分类科目|支出类别|金额（元）
        '2080109|社会保险经办机构|'30101|基本支出|100
        """, twinNotes: ["ambiguous-column@A1"]),
    Awkward(
      "marks of forms on headings",
      """
      *科目编码（必填）|金额（元）*
      '2080109|100
      """, facts: ["2080109 10000"]),
    Awkward(
      "half-width brackets and unit words",
      """
      科目编码|金额(单位:元)
      '2080109|100
      """, facts: ["2080109 10000"]),
    Awkward(
      "the year in the heading",
      """
      科目编码|2019年预算数（元）|2020年预算数（元）
      '2080109|90|100
      """, facts: ["2080109 10000"],
      twin: """
        科目编码|预算数（元）|金额（元）
        '2080109|90|100
        """, twinNotes: ["ambiguous-column@B1"]),
    Awkward(
      "columns in another order with strange ones between",
      """
      备注|金额（元）|经办人|科目编码
      见附件|100|张三|'2080109
      """, facts: ["2080109 10000"]),
    Awkward(
      "a row of column numbers under the header",
      """
      科目编码|科目名称|金额（元）
      栏次|1|2
      '2080109|社会保险经办机构|100
      """, facts: ["2080109 10000"]),
    Awkward(
      "column numbers in the format of the amounts",
      """
      科目编码|科目名称|金额（元）
      栏次|1{0.00}|2{0.00}
      '2080109|社会保险经办机构|100
      """, facts: ["2080109 10000"]),
    Awkward(
      "甲 乙 1 under the header",
      """
      科目编码|科目名称|金额（元）
      甲|乙|1
      '2080109|社会保险经办机构|100
      """, facts: ["2080109 10000"]),
    Awkward(
      "units in a row of their own",
      """
      科目编码|科目名称|金额
      ||万元
      '2080109|社会保险经办机构|1.5
      """, facts: ["2080109 1500000"]),
    Awkward(
      "title and header again after a page break",
      """
      部门预算收入表|
      编制单位：社保中心|单位：元
      科目编码|金额
      '2080109|100
      部门预算收入表|
      编制单位：社保中心|单位：元
      科目编码|金额
      '2080108|200
      第2页|
      """, facts: ["2080109 10000", "2080108 20000"],
      twin: """
        部门预算收入表|
        编制单位：社保中心|单位：元
        科目编码|金额
        '2080109|100
        部门预算收入表|
        编制单位：社保中心|单位：万元
        科目编码|金额
        '2080108|200
        """, twinNotes: ["unit-conflict@B6"]),
    Awkward(
      "the next page is another unit's",
      """
      编制单位：甲|单位：元
      科目编码|金额
      '2080109|100
      编制单位：甲|单位：元
      '2080108|200
      """, facts: ["2080109 10000", "2080108 20000"],
      twin: """
        编制单位：甲|单位：元
        科目编码|金额
        '2080109|100
        编制单位：乙|单位：元
        '2080108|200
        """, twinNotes: ["other-context@A4"]),
    Awkward(
      "the title of another year",
      """
      2019年部门预算收入表|
      科目编码|金额（元）
      '2080109|100
      """, facts: ["2080109 10000"], notes: ["other-year@A1"]),
    Awkward(
      "类 款 项 in three columns under a group",
      """
      功能分类科目编码|||科目名称|金额（元）
      类|款|项||
      '208|'01|'09|社会保险经办机构|100
      """, merges: ["A1:C1", "D1:D2", "E1:E2"], facts: ["2080109 10000"]),
    Awkward(
      "类 款 项 and 类 款 without groups", schema: Schemas.budget,
      """
      类|款|项|类|款|支出类别|金额（元）
      '208|'01|'09|'301|'01|基本支出|100
      """, facts: ["2080109 30101 基本支出 · 一般公共预算拨款 10000"]),
    Awkward(
      "a code's column without heading is no column",
      """
      |金额（元）
      '2080109|100
      """, facts: [], notes: ["header-not-found@-"]),
    Awkward(
      "two columns of amounts",
      """
      科目编码|金额（元）
      '2080109|100
      """, facts: ["2080109 10000"],
      twin: """
        科目编码|金额（元）|金额（元）
        '2080109|100|100
        """, twinNotes: ["ambiguous-column@B1"]),
    Awkward(
      "quotes and corner brackets in headings", schema: Schemas.sangong,
      """
      项目|一般公共预算财政拨款〔元〕|政府性基金预算财政拨款【元】
      公务接待费|100|0
      """, facts: ["公务接待费 10000 0"]),
    Awkward(
      "a heading merged down beside groups", schema: Schemas.performance,
      """
      职责活动|年度预算数|评价标准||
      ||优|良|差
      社会保障|30|≥90%|≥80%|＜60%
      """, merges: ["A1:A2", "B1:B2", "C1:E1"], facts: [],
      notes: ["unit-unknown@B3"]),
  ]
}
