import Budget
import Importing
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
}
