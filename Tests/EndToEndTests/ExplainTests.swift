import TestKit
import Testing

/// `gouji explain` for cells of every kind.
@Suite struct ExplainTests {
  struct Case: Sendable {
    var cell: String
    /// What the output must contain.
    var parts: [String]
    var status: Int32 = 0
  }

  @Test(arguments: [
    Case(
      cell: "支出总表!E10",
      parts: [
        "formula ='一般公共预算支出表'!E10", "T3[2080109, 基本支出] = 55.63 万元",
        "inputs/2020年部门预算支出明细.xlsx!支出明细!I5  252700.28（元）",
      ]),
    Case(cell: "'支出总表'!$E$10", parts: ["T3[2080109, 基本支出]"]),
    Case(cell: "公开.xlsx!支出总表!e10", parts: ["T3[2080109, 基本支出]"]),
    Case(cell: "收入总表!F9", parts: ["inputs/2020年收入预算.csv!2020年收入预算!F2  190331.19（元）"]),
    Case(cell: "比上年增减情况表!G8", parts: ["formula =IF(D8=0,", "Y[人员经费, 增减额]"]),
    Case(cell: "勾稽核对!E5", parts: ["formula ='收支总表'!C35+0", "T1.收入[本年收入合计, 预算数]"]),
    Case(cell: "图示!N4", parts: ["formula ='支出总表'!D7+0", "inputs/"]),
    Case(cell: "支出总表!A1", parts: ["merged range A1:I1", "'部门预算支出总表", "a text"]),
    Case(cell: "支出总表!B1", parts: ["content in A1", "'部门预算支出总表"]),
    Case(cell: "目录!B3", parts: ["leads to internal:'收入总表'!A1"]),
    Case(cell: "支出总表!J10", parts: ["an empty cell", "the figures of this sheet lie in D6:I26"]),
    Case(cell: "支出总表!ZZ99", parts: ["lies outside the table", "A1:K26"], status: 2),
    Case(cell: "支出总表!foo", parts: ["'foo'", "SHEET!CELL"], status: 2),
    Case(cell: "没有!A1", parts: ["there is no sheet '没有'", "支出总表", "图示"], status: 2),
  ])
  func `any cell is explained down to the inputs, or the error helps`(expected: Case) throws {
    let run = try Program.run(["explain", fixture("weixian-2020"), expected.cell])
    #expect(run.status == expected.status, "\(run.errors)")
    for part in expected.parts {
      #expect((run.output + run.errors).contains(part), "\(expected.cell): \(run.output)")
    }
  }

  @Test func `a tab that ends with a space is found without it`() throws {
    let run = try Program.run(["explain", fixture("songpu-2026"), "部门国有资本经营预算拨款表!G21"])
    #expect(run.status == 0)
    #expect(run.output.contains("386,000"))
  }
}
