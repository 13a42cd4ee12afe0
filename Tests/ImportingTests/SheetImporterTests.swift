import Budget
import Importing
import Localization
import Profiles
import Sheets
import Testing

@Suite struct SheetImporterTests {
  @Test func `a platform export with a two-row merged header`() {
    let sheet = Sheet(
      """
      2020年部门预算支出明细表
      编制单位：361003 魏县社会保障中心||||||||单位：元
      序号|功能分类科目||部门预算支出经济分类科目||支出类别|项目名称|资金来源|预算数|
      |科目编码|科目名称|科目编码|科目名称||||本年预算|备注
      1|'2080109|社会保险经办机构|'30101|基本工资|基本支出||一般公共预算拨款|252700.28{#,##0.00}|
      2|'2080108|信息化建设|'30227|委托业务费|项目支出|信息系统|一般公共预算|12.5{#,##0.00}|备注
      合计||||||||=SUM(I5:I6)→252712.78{#,##0.00}|
      """,
      merges: ["A1:J1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "G3:G4", "H3:H4", "I3:J3", "A7:H7"])
    let result = sheet.imported(Schemas.budget)
    #expect(
      result.short(Schemas.budget) == [
        "2080109 30101 基本支出 ∅ 一般公共预算拨款 25270028",
        "2080108 30227 项目支出 信息系统 一般公共预算拨款 1250",
      ])
    #expect(result.kinds == ["unused-columns@J4"])
    #expect(!result.isIncomplete)
    #expect(result.counts.read == 7)
    #expect(result.statedTotals.map(\.status) == [.agree])
  }

  @Test func `two lines of one amount are two lines, even if the first leaves a code blank`() {
    let sheet = Sheet(
      """
      功能科目编码|经济科目编码|项目名称|金额（元）
      '2080109||甲|5
      '2080109|'30201|乙|5
      '2080109|'301|甲|5
      '2080109|'30101|乙|5
      """)
    #expect(
      sheet.imported(Schemas.loose).short(Schemas.loose) == [
        "2080109 ∅ 甲 500 10000 ∅", "2080109 30201 乙 500 10000 ∅", "2080109 301 甲 500 10000 ∅",
        "2080109 30101 乙 500 10000 ∅",
      ])
  }

  @Test func `a code that has no column does not stand for another`() {
    let schema = InputSchema(
      key: "k", title: "明细",
      fields: [
        InputField(
          key: "economic", kind: .code(list: "economic", lengths: [3, 5]), labels: ["经济"]),
        InputField(
          key: "function", kind: .code(list: "functional", lengths: [3, 5, 7]), labels: ["功能"]),
        InputField(key: "amount", kind: .money, labels: ["金额"]),
      ])
    let result = Sheet("功能|金额（元）\n'20801|3\n'2080108|1\n'2080109|2").imported(schema)
    #expect(result.short(schema) == ["· 2080108 100", "· 2080109 200"])
    #expect(result.statedTotals.map(\.status) == [.agree])
  }

  @Test(arguments: ["B", "金额（元）", "金额"])
  func `the user can settle which column is meant`(column: String) {
    let sheet = Sheet("科目编码|金额（元）|预算数（元）\n'2080109|1|2")
    var context = Schemas.context
    #expect(sheet.imported(Schemas.income).kinds == ["ambiguous-column@B1"])
    context.columns = ["amount": column]
    let result = SheetImporter(schema: Schemas.income, context: context).importing(sheet)
    #expect(result.short(Schemas.income) == ["2080109 100"])
  }

  @Test func `a settled column that is not there is told`() {
    let sheet = Sheet("科目编码|金额（元）\n'2080109|1")
    var context = Schemas.context
    context.columns = ["amount": "批复数"]
    let result = SheetImporter(schema: Schemas.income, context: context).importing(sheet)
    #expect(result.facts.isEmpty)
    #expect(result.kinds == ["missing-column@A1", "unused-columns@B1"])
  }

  @Test func `the user can settle the unit`() {
    let sheet = Sheet("科目编码|金额\n'2080109|1")
    var context = Schemas.context
    context.unit = .wanYuan
    let result = SheetImporter(schema: Schemas.income, context: context).importing(sheet)
    #expect(result.short(Schemas.income) == ["2080109 1000000"])
  }

  @Test func `a sheet is recognised by its header, title and content, with evidence`() {
    let sheet = Sheet("2020年部门预算收入表\n科目编码|金额（元）\n'2080109|1")
    let recognition = { (schema: InputSchema) in
      SheetImporter(schema: schema, context: Schemas.context).recognise(sheet)
    }
    #expect(recognition(Schemas.income).confidence > 0.95)
    #expect(recognition(Schemas.assets).confidence == 0)
    #expect(recognition(Schemas.budget).confidence < 0.5)
    #expect(
      recognition(Schemas.income).evidence.map(\.chinese) == [
        "表头第 2 行有：科目编码、金额（元）", "标题写有“部门预算收入”", "表头下前 1 行中有 1 行可作为明细",
      ])
  }

  @Test func `an empty sheet and one of another kind are refused`() {
    for drawing in ["", "通讯录\n姓名|电话\n张三|'123"] {
      let result = Sheet(drawing).imported(Schemas.income)
      #expect(result.isIncomplete)
      #expect(result.kinds == ["header-not-found@-"])
    }
  }
}
