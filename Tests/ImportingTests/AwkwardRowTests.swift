import Budget
import Importing
import Sheets
import Testing

@Suite struct AwkwardRowTests {
  @Test(arguments: cases) func `rows are lines, totals or remarks`(_ awkward: Awkward) {
    awkward.check()
  }

  /// Rows under a header of code, name and amount in 元.
  private static func rows(
    _ trait: String, _ rows: String, _ facts: [String], _ notes: [String] = [],
    twin: String? = nil, _ twinNotes: [String] = []
  ) -> Awkward {
    let header = "科目编码|科目名称|金额（元）\n"
    return Awkward(
      trait, header + rows, facts: facts, notes: notes, twin: twin.map { header + $0 },
      twinNotes: twinNotes)
  }

  static let cases: [Awkward] = [
    rows(
      "合计 at the foot", "'2080109||1\n'2080108||2\n合计||3", ["2080109 100", "2080108 200"],
      twin: "'2080109||1\n'2080108||2\n合计||4", ["stated-total@C4"]),
    rows(
      "合计 at the head", "|合　计|3\n'2080109||1\n'2080108||2", ["2080109 100", "2080108 200"],
      twin: "|合　计|4\n'2080109||1\n'2080108||2", ["stated-total@C2"]),
    rows(
      "小计 after each block and 总计", "'2080109||1\n'2080108||2\n|小计|3\n'2210201||4\n|小计|4\n|总计|7",
      ["2080109 100", "2080108 200", "2210201 400"],
      twin: "'2080109||1\n'2080108||2\n|小计|3\n'2210201||4\n|小计|4\n|总计|11", ["stated-total@C7"]),
    rows(
      "小计 before each block", "|小计|3\n'2080109||1\n'2080108||2\n|小计|4\n'2210201||4",
      ["2080109 100", "2080108 200", "2210201 400"]),
    rows(
      "本页合计 on each page", "'2080109||1\n|本页合计|1\n'2080108||2\n|本页合计|2\n|合计|3",
      ["2080109 100", "2080108 200"]),
    rows(
      "a named total", "'2080109||1\n'2080108||2\n|社会保障和就业支出小计|3",
      ["2080109 100", "2080108 200"]),
    rows(
      "a line named like a total", "'2080109|项目合计|1", ["2080109 100"],
      ["resembles-total@A2", "name-mismatch@B2"]),
    rows("其中 is counted elsewhere", "'2080109||5\n|其中：人员经费|3", ["2080109 500"]),
    rows(
      "类 and 款 rows above their 项",
      "'208|社会保障和就业支出|3\n'20801||3\n'2080108||1\n'2080109||2\n'221||4\n'2210201||4",
      ["2080108 100", "2080109 200", "2210201 400"],
      twin: "'208||3\n'20801||3\n'2080108||1\n'2080109||5", ["stated-total@C2", "stated-total@C3"]),
    rows(
      "a 款 row without 项 rows", "'20801||3\n'2210201||4", ["20801 300", "2210201 400"],
      ["shallow-code@A2"]),
    rows("blank rows between", "'2080109||1\n\n\n'2080108||2", ["2080109 100", "2080108 200"]),
    rows("rows of a form left blank", "'2080109||1\n|␣|\n|　|\n…|…|…", ["2080109 100"]),
    rows(
      "footnotes", "'2080109||1\n注：本表数据来源于批复。||\n注1、含上年结转||\n制表人：张三||审核人：李四",
      ["2080109 100"]),
    rows("a remark over the whole row", "'2080109||1\n以上数据经会议通过||", ["2080109 100"], ["remark@A3"]),
    rows("a heading between the lines", "一、基本支出||\n'2080109||1", ["2080109 100"], ["remark@A2"]),
    rows("无", "无||", [], ["declared-empty@A2"]),
    rows("无 with zeros", "无||0", [], ["declared-empty@A2"]),
    rows("no rows at all", "", []),
    rows(
      "a figure without a code", "'2080109||1\n||2", ["2080109 100"], ["missing-field@A3"],
      twin: "'2080109||1\n|社会保险|2", ["missing-field@A3"]),
    rows(
      "a total over a rejected row", "'2080109||1\n'2080108||一千\n合计||1001", ["2080109 100"],
      ["text-amount@C3", "unchecked-total@C4"]),
    Awkward(
      "a 项 row above its sources", schema: Schemas.budget,
      """
      功能科目编码|经济分类科目编码|支出类别|金额（元）
      '2080109|'30101||3
      '2080109|'30101|基本支出|1
      '2080109|'30101|项目支出|2
      '2210201|'30101|基本支出|4
      """,
      facts: [
        "2080109 30101 基本支出 · 一般公共预算拨款 100", "2080109 30101 项目支出 · 一般公共预算拨款 200",
        "2210201 30101 基本支出 · 一般公共预算拨款 400",
      ],
      twin: """
        功能科目编码|经济分类科目编码|支出类别|金额（元）
        '2080109|'30101||1
        '2080109|'30101|基本支出|1
        '2210201|'30101|基本支出|4
        """, twinNotes: ["missing-field@C2"]),
    Awkward(
      "an amount merged over two lines",
      """
      科目编码|金额（元）
      '2080109|1
      '2080108|
      '2210201|2
      """, merges: ["B2:B3"], facts: ["2210201 200"],
      notes: ["merged-amount@B2", "merged-amount@B2"]),
    Awkward(
      "an amount merged over two funds", schema: Schemas.sangong,
      """
      项目|一般公共预算财政拨款（元）|政府性基金预算财政拨款（元）
      公务接待费|5|
      公务用车购置费|6|7
      """, merges: ["B2:C2"], facts: ["公务用车购置费 600 700"], notes: ["merged-amount@B2"]),
    Awkward(
      "lines that are two rows high",
      """
      科目编码|金额（元）
      '2080109|1
      |
      '2080108|2
      """, merges: ["A2:A3", "B2:B3"], facts: ["2080109 100", "2080108 200"]),
    Awkward(
      "an outline by spaces", schema: Schemas.performance,
      """
      职责活动|年度预算数（万元）|优|差
      社会保障|30{0.00}|≥90%|＜60%
      　　基金管理|10{0.00}|≥90%|＜60%
      　　　　专户|5{0.00}||
      　　稽核||≥90%|＜60%
      机关事业|5{0.00}|≥90%|＜60%
      合计|35{0.00}||
      """,
      facts: [
        "社会保障 30000000 ≥90% ＜60%", "1> 基金管理 10000000 ≥90% ＜60%", "2> 专户 5000000 ∅ ∅",
        "1> 稽核 ∅ ≥90% ＜60%", "机关事业 5000000 ≥90% ＜60%",
      ],
      twin: """
        职责活动|年度预算数（万元）|优|差
        社会保障|30{0.00}|≥90%|＜60%
        　　基金管理|10{0.00}|≥90%|＜60%
        合计|40{0.00}||
        """, twinNotes: ["stated-total@B4"]),
    Awkward(
      "an outline by numbers", schema: Schemas.performance,
      """
      职责活动|年度预算数（万元）|优|差
      一、社会保障|30{0.00}||
      基金管理|10{0.00}||
      稽核|20{0.00}||
      二、机关事业|5{0.00}||
      养老|5{0.00}||
      合计|35{0.00}||
      """,
      facts: [
        "一、社会保障 30000000 ∅ ∅", "1> 基金管理 10000000 ∅ ∅", "1> 稽核 20000000 ∅ ∅",
        "二、机关事业 5000000 ∅ ∅", "1> 养老 5000000 ∅ ∅",
      ], notes: ["remark@A2"]),
    Awkward(
      "an outline by sums", schema: Schemas.performance,
      """
      职责活动|年度预算数（万元）|优|差
      社会保障|30{0.00}||
      基金管理|10{0.00}||
      稽核|20{0.00}||
      机关事业|5{0.00}||
      养老|3{0.00}||
      医疗|2{0.00}||
      合计|35{0.00}||
      """,
      facts: [
        "社会保障 30000000 ∅ ∅", "1> 基金管理 10000000 ∅ ∅", "1> 稽核 20000000 ∅ ∅",
        "机关事业 5000000 ∅ ∅", "1> 养老 3000000 ∅ ∅", "1> 医疗 2000000 ∅ ∅",
      ], notes: ["remark@A2"],
      twin: """
        职责活动|年度预算数（万元）|优|差
        社会保障|30{0.00}||
        基金管理|10{0.00}||
        稽核|21{0.00}||
        合计|31{0.00}||
        """, twinNotes: ["stated-total@B5"]),
    Awkward(
      "三公 with 其中", schema: Schemas.sangong,
      """
      项目|一般公共预算财政拨款（万元）
      合计|0.2{0.00}
      1、因公出国（境）费|0{0.00}
      2、公务用车购置费|0{0.00}
      其中：公务用车运行费|0{0.00}
      3、公务接待费|0.2{0.00}
      """,
      facts: ["因公出国（境）费 0 ·", "公务用车购置费 0 ·", "公务用车运行维护费 0 ·", "公务接待费 200000 ·"]),
    Awkward(
      "三公 with the two parts of the cars under their sum", schema: Schemas.sangong,
      """
      项目|一般公共预算财政拨款（元）
      因公出国（境）费|1
      公务用车购置及运行费|5
      其中：公务用车购置费|2
      公务用车运行费|3
      公务接待费|4
      合计|10
      """,
      facts: ["因公出国（境）费 100 ·", "公务用车购置费 200 ·", "公务用车运行维护费 300 ·", "公务接待费 400 ·"],
      twin: """
        项目|一般公共预算财政拨款（元）
        因公出国（境）费|1
        公务用车购置及运行费|6
        其中：公务用车购置费|2
        公务用车运行费|3
        公务接待费|4
        """, twinNotes: ["unknown-choice@A3"]),
    Awkward(
      "asset cards with dates, areas and counts", schema: Schemas.assets,
      """
      单位：元|||||
      资产编号|资产名称|数量|建筑面积（平方米）|取得日期|原值
      'ZC001|办公楼|1|'1,728.60|2019/12/31|'1,086,000.00
      'ZC002|计算机|2台||2019年5月|4980
      20190003|交换机|4||20190812|152
      """,
      facts: [
        "ZC001 办公楼 10000 17286000 2019-12-31 108600000",
        "ZC002 计算机 20000 ∅ 2019-05-01 498000", "20190003 交换机 40000 ∅ 2019-08-12 15200",
      ],
      notes: ["repaired-number@D3", "repaired-number@F3", "repaired-number@C4"],
      twin: """
        单位：元|||||
        资产编号|资产名称|数量|建筑面积（平方米）|取得日期|原值
        'ZC001|办公楼|若干|1728.60|2019-12-31|1086000
        """, twinNotes: ["text-amount@C3"]),
  ]

  @Test func `a date that is none leaves the line and is told`() {
    let result = Sheet("资产编号|资产名称|取得日期|原值（元）\n'1|楼|43830|1").imported(Schemas.assets)
    #expect(result.short(Schemas.assets) == ["1 楼 · · · 100"])
    #expect(result.kinds == ["bad-date@C2"])
  }

  @Test func `hidden rows and columns are read and told`() {
    var sheet = Sheet("科目编码|金额（元）\n'2080109|1\n'2080108|2")
    sheet.hiddenRows = [2]
    sheet.hiddenColumns = [1]
    let result = sheet.imported(Schemas.income)
    #expect(result.short(Schemas.income) == ["2080109 100", "2080108 200"])
    #expect(result.kinds == ["hidden@B1", "hidden@A3"])
  }

  @Test func `where every row went is told`() {
    let result = Sheet(
      """
      收入表|
      |单位：元
      科目编码|金额

      '2080109|1
      '2080108|一千
      合计|1
      注：无
      """
    ).imported(Schemas.income)
    var counts = RowCounts()
    counts.header = 1
    counts.taken = 1
    counts.rejected = 1
    counts.subtotals = 1
    counts.blank = 1
    counts.notes = 3
    #expect(result.counts == counts)
  }

  @Test func `of each kind of note 200 are kept and all counted`() {
    let rows = (0..<300).map { _ in "'2080109|一千" }.joined(separator: "\n")
    let result = Sheet("科目编码|金额（元）\n" + rows).imported(Schemas.income)
    #expect(result.notes.count == 200)
    #expect(result.noteCounts[.textAmount] == 300)
  }

  @Test func `totals of rounded lines may be off by their rounding`() {
    let result = Sheet(
      """
      科目编码|金额（万元）
      '2080109|1.01{0.00}
      '2080108|2.02{0.00}
      合计|3.04{0.00}
      """
    ).imported(Schemas.income)
    #expect(result.statedTotals.map(\.status) == [.rounding])
    #expect(result.notes.isEmpty)
  }
}
