import Budget
import Importing
import Sheets
import Testing

@Suite struct AwkwardUnitTests {
  @Test(arguments: cases) func `the unit is found or asked for`(_ awkward: Awkward) {
    awkward.check()
  }

  private static func unit(
    _ trait: String, _ top: String, heading: String = "金额", value: String = "1.5", fen: Int64?,
    notes: [String] = [], twin: String? = nil, _ twinNotes: [String] = []
  ) -> Awkward {
    func drawing(_ top: String) -> String { "\(top)\n科目编码|\(heading)\n'2080109|\(value)" }
    return Awkward(
      trait, drawing(top), facts: fen.map { ["2080109 \($0)"] } ?? [], notes: notes,
      twin: twin.map(drawing), twinNotes: twinNotes)
  }

  static let cases: [Awkward] = [
    unit("单位：万元", "收入表|单位：万元", fen: 1_500_000, twin: "收入表|单位：", ["unit-unknown@B3"]),
    unit("金额单位：元", "收入表|金额单位：元", fen: 150),
    unit("单位:人民币万元", "收入表|单位:人民币万元", fen: 1_500_000),
    unit("（单位：千元）", "收入表|（单位：千元）", fen: 150_000),
    unit("单位：万元人民币", "收入表|单位：万元人民币", fen: 1_500_000),
    unit("（人民币：万元）", "收入表（人民币：万元）|", fen: 1_500_000),
    unit("以万元为单位", "本表以万元为单位|", fen: 1_500_000),
    unit("with the unit of areas", "单位：万元、平方米|", fen: 1_500_000),
    unit("in the title", "2020年收入表（万元）|", fen: 1_500_000),
    unit("label and unit in two cells", "单位：|万元", fen: 1_500_000),
    unit(
      "the same unit twice", "收入表（万元）|单位：万元", fen: 1_500_000,
      twin: "收入表（元）|单位：万元", ["unit-conflict@B1"]),
    unit("编制单位 is no unit of money", "编制单位：元氏县财政局|", fen: nil, notes: ["unit-unknown@B3"]),
    unit("the heading is nearer than the line", "收入表|单位：元", heading: "金额（万元）", fen: 1_500_000),
    unit(
      "the number format is nearer than the line", "收入表|单位：元", value: "1.5{0.00\"万元\"}",
      fen: 1_500_000),
    unit("only the number format says", "收入表|", value: "1.5{#,##0.00_ \"万元\"}", fen: 1_500_000),
    unit(
      "a format that only shows 万元", "收入表|单位：元", value: "15000{0!.0,\"万元\"}", fen: 1_500_000,
      twin: "收入表|", ["unit-unknown@B3"]),
    unit(
      "a currency format names no unit", "收入表|", value: "15000{¥#,##0.00}", fen: nil,
      notes: ["unit-unknown@B3"]),
  ]

  @Test(
    arguments: [
      // unit, amounts with their formats, quanta in 分
      ("元", "100", "2.5", [0, 0]),
      ("万元", "30{#,##0.00}", "5064.7{#,##0.00}", [10_000, 10_000]),
      ("万元", "30{#,##0}", "5064.7{#,##0}", [1_000_000, 0]),
      ("万元", "30", "5064.72", [10_000, 10_000]),
      ("万元", "'30", "'5064.70", [10_000, 10_000]),
      ("万元", "30", "0.123456", [0, 0]),
      ("万元", "12.345{0.00}", "12.34{0.00}", [0, 10_000]),
      ("千元", "12.3", "4", [10_000, 10_000]),
      ("亿元", "1.5{0.0}", "2{0.0}", [1_000_000_000, 1_000_000_000]),
    ] as [(String, String, String, [Int64])])
  func `a rounded column carries its quantum`(
    unit: String, first: String, second: String, quanta: [Int64]
  ) {
    let sheet = Sheet("科目编码|金额（\(unit)）\n'2080109|\(first)\n'2080108|\(second)")
    let result = sheet.imported(Schemas.income)
    #expect(result.facts.compactMap { $0.reading("amount")?.quantum } == quanta)
  }

  @Test func `the place of a reading is its own cell, that of a fact the first of its row`() {
    let result = Sheet("科目编码|金额（元）\n'2080109|'12").imported(Schemas.income)
    #expect(result.facts.map(\.place.cellName) == ["A2"])
    #expect(result.facts.compactMap { $0.reading("amount")?.place.cellName } == ["B2"])
    #expect(result.facts.compactMap { $0.reading("amount")?.raw } == ["12"])
  }
}
