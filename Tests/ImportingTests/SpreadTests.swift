import Budget
import Importing
import Localization
import Profiles
import Sheets
import Testing

/// Sheets with a column of amounts a fund.
@Suite struct SpreadTests {
  @Test(arguments: cases) func `columns of funds give a fact each`(_ awkward: Awkward) {
    awkward.check()
  }

  private static let schema = InputSchema(
    key: "budget", title: "部门预算支出明细",
    fields: [
      InputField(
        key: "function", kind: .code(list: "functional", lengths: [3, 5, 7]),
        labels: ["功能分类科目编码", "功能分类科目/科目编码"], isRequired: true),
      InputField(
        key: "economic", kind: .code(list: "economic", lengths: [3, 5]),
        labels: ["经济分类编码", "经济分类科目/科目编码"]),
      InputField(
        key: "fund",
        kind: .choice([
          .init(name: "一般公共预算", synonyms: ["一般公共预算拨款"]),
          .init(name: "政府性基金", synonyms: ["政府性基金预算"]),
          .init(name: "一般公共预算结转", synonyms: ["上年结转/一般公共预算"]),
          .init(name: "单位资金", synonyms: ["事业收入", "其他收入"]),
        ]), labels: ["资金来源"], isRequired: true,
        spread: .init(
          parts: ["事业收入", "其他收入"], apart: ["结转"], beside: ["往年"],
          notAmounts: ["备注"], otherYears: ["上年预算"])),
      InputField(
        key: "amount", kind: .money, labels: ["金额", "预算数", "合计"], isRequired: true),
    ])

  private static func wide(
    _ trait: String, _ drawing: String, merges: [String] = [], csv: Bool = false, facts: [String],
    notes: [String] = [], twin: String? = nil, twinMerges: [String]? = nil, twinNotes: [String] = []
  ) -> Awkward {
    Awkward(
      trait, schema: schema, drawing, merges: merges, csv: csv, facts: facts, notes: notes,
      twin: twin, twinMerges: twinMerges, twinNotes: twinNotes)
  }

  private static let platform = """
    |||||单位：元
    功能分类科目编码|合计|本年拨款||单位资金|备注
    ||一般公共预算|政府性基金预算||
    合计|11|4|2|5|
    '2080109|6|4|2||见附件3
    '2080108|5|无||5|
    """
  private static let platformMerges = ["A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3"]
  private static let platformFacts = [
    "2080109 · 一般公共预算 400", "2080109 · 政府性基金 200", "2080108 · 单位资金 500",
  ]

  static let cases: [Awkward] = [
    wide(
      "merged groups, totals of rows and columns", platform, merges: platformMerges,
      facts: platformFacts, notes: ["spread-columns@C3"],
      twin: platform.replacing("政府性基金预算", with: "一般公共预算拨款"),
      twinNotes: ["ambiguous-column@C3", "spread-columns@C3"]),
    wide(
      "as CSV", platform, csv: true, facts: platformFacts, notes: ["spread-columns@C3"]),
    wide(
      "no total", "功能分类科目编码|一般公共预算（元）|单位资金（万元）\n'2080109|3|4",
      facts: ["2080109 · 一般公共预算 300", "2080109 · 单位资金 4000000"],
      notes: ["spread-columns@B1"],
      twin: "功能分类科目编码|一般公共预算（元）|单位资金（元）|上年结转（元）\n'2080109|3|4|5",
      twinNotes: ["spread-columns@B1", "ambiguous-column@D1"]),
    wide(
      "a planted wrong total", platform.replacing("'2080109|6", with: "'2080109|7"),
      merges: platformMerges, facts: platformFacts,
      notes: ["spread-columns@C3", "stated-total@B4", "stated-total@B5"]),
    wide(
      "a wrong total of a column", platform.replacing("|11|4|2|5|", with: "|11|4|3|5|"),
      merges: platformMerges, facts: platformFacts, notes: ["spread-columns@C3", "stated-total@D4"]),
    wide(
      "a total that shows that another column is none",
      "功能分类科目编码|合计（元）|一般公共预算（元）|单位资金（元）|其中：采购（元）\n'2080109|7|3|4|2",
      facts: ["2080109 · 一般公共预算 300", "2080109 · 单位资金 400"], notes: ["spread-columns@C1"],
      twin: "功能分类科目编码|合计（元）|一般公共预算（元）|单位资金（元）|专项（元）\n'2080109|9|3|4|2",
      twinNotes: ["spread-columns@C1", "ambiguous-column@E1"]),
    wide(
      "amounts in the total only", "功能分类科目编码|合计（元）|一般公共预算（元）|单位资金（元）\n'2080109|7||\n'2080108|3|3|",
      facts: ["2080108 · 一般公共预算 300"], notes: ["spread-columns@C1", "missing-field@B2"]),
    wide(
      "carried over under its group",
      """
      功能分类科目编码|本年（元）||上年结转（元）
      |一般公共预算|单位资金|一般公共预算
      '2080109|1|2|3
      """, merges: ["A1:A2", "B1:C1"],
      facts: [
        "2080109 · 一般公共预算 100", "2080109 · 单位资金 200", "2080109 · 一般公共预算结转 300",
      ], notes: ["spread-columns@B2"],
      twin: """
        功能分类科目编码|本年（元）||年末结转（元）
        |一般公共预算|单位资金|一般公共预算
        '2080109|1|2|3
        """, twinNotes: ["spread-columns@B2", "ambiguous-column@D2"]),
    wide(
      "parts of one fund under its heading",
      """
      功能分类科目编码|一般公共预算（元）|单位资金（元）||
      ||小计|事业收入|其他收入
      '2080109|1|5|2|3
      """, merges: ["A1:A2", "B1:B2", "C1:E1"],
      facts: [
        "2080109 · 一般公共预算 100", "2080109 · 单位资金 200", "2080109 · 单位资金 300",
      ], notes: ["spread-columns@B1"],
      twin: """
        功能分类科目编码|一般公共预算（元）|单位资金（元）|事业收入（元）
        '2080109|1|5|2
        """, twinMerges: [], twinNotes: ["spread-columns@B1", "ambiguous-column@C1"]),
    wide(
      "a total of the year says nothing of what was carried over",
      "功能分类科目编码|本年收入合计（元）|一般公共预算（元）|单位资金（元）|上年结转（元）\n'2080109|3|1|2|",
      facts: ["2080109 · 一般公共预算 100", "2080109 · 单位资金 200"], notes: ["spread-columns@C1"],
      twin: "功能分类科目编码|本年收入合计（元）|一般公共预算（元）|单位资金（元）|上年结转（元）\n'2080109|3|1|2|8",
      twinNotes: ["spread-columns@C1", "ambiguous-column@E1"]),
    wide(
      "the same fund of the year before beside the year's",
      """
      功能分类科目编码|合计（元）|本年（元）||往年（元）|
      |||一般公共预算|单位资金|一般公共预算|单位资金
      """.replacing("|||", with: "||") + "\n'2080109|10|1|2|3|4",
      merges: ["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
      facts: [
        "2080109 · 一般公共预算 100", "2080109 · 单位资金 200", "2080109 · 一般公共预算 300",
        "2080109 · 单位资金 400",
      ], notes: ["spread-columns@C2"]),
    wide(
      "last year's columns beside",
      """
      功能分类科目编码|本年预算数（元）||上年预算数（元）|
      |一般公共预算|单位资金|一般公共预算|单位资金
      '2080109|1|2|8|9
      """, merges: ["A1:A2", "B1:C1", "D1:E1"],
      facts: ["2080109 · 一般公共预算 100", "2080109 · 单位资金 200"],
      notes: ["spread-columns@B2"]),
    wide(
      "a column of its own stays the field",
      "功能分类科目编码|资金来源|金额（元）|一般公共预算（元）|单位资金（元）\n'2080109|单位资金|2|1|1",
      facts: ["2080109 · 单位资金 200"]),
    wide(
      "classes above their items",
      "功能分类科目编码|一般公共预算（元）|单位资金（元）\n'20801|3|4\n'2080108|1|4\n'2080109|2|0",
      facts: [
        "2080108 · 一般公共预算 100", "2080108 · 单位资金 400", "2080109 · 一般公共预算 200",
      ], notes: ["spread-columns@B1"]),
    wide(
      "numbers that are remarks need no total, others are asked about once",
      "功能分类科目编码|一般公共预算（元）|单位资金（元）|备注\n'2080109|3|4|7\n'2080108|1||8",
      facts: [
        "2080109 · 一般公共预算 300", "2080109 · 单位资金 400", "2080108 · 一般公共预算 100",
      ], notes: ["spread-columns@B1"],
      twin: "功能分类科目编码|一般公共预算（元）|单位资金（元）|往来\n'2080109|3|4|7\n'2080108|1||8",
      twinNotes: ["spread-columns@B1", "ambiguous-column@D1"]),
    wide(
      "a line of zeros is a line, zeros beside an amount say nothing",
      "功能分类科目编码|一般公共预算（元）|单位资金（元）\n'2080109|0|\n'2080108|1|0",
      facts: ["2080109 · 一般公共预算 0", "2080108 · 一般公共预算 100"], notes: ["spread-columns@B1"]),
    wide(
      "one candidate for a code", "科目编码|经济分类编码|资金来源|金额（元）\n'2080109|'30101|单位资金|2",
      facts: ["2080109 30101 单位资金 200"], notes: ["guessed-column@A1"],
      twin: "科目编码|资金来源|金额（元）\n'2080109|单位资金|2", twinNotes: ["ambiguous-column@A1"]),
  ]

  @Test func `the message about a missing column says what may stand instead`() throws {
    let sheet = Sheet("功能分类科目编码|金额（元）\n'2080109|1")
    let note = try #require(
      sheet.imported(Self.schema).notes.first { $0.kind == .missingColumn })
    #expect(note.message.chinese.contains("一般公共预算、政府性基金"))
    #expect(note.message.chinese.contains("columns: {fund:"))
  }

  @Test
  func `a column that may be a fund is asked about by its number, its choices and what settles it`()
    throws
  {
    let result = Sheet("功能分类科目编码|一般公共预算（元）|单位资金（元）|上年结转结余（元）\n'2080109|3|4|5\n'2080108|1||6")
      .imported(Self.schema)
    let notes = result.questions
    #expect(notes.count == 1 && result.isBalanced && result.facts.isEmpty)
    let message = try #require(notes.first?.message.chinese)
    for part in ["D2 5", "可能是 一般公共预算结转", "cells: {D1: 一般公共预算结转}", "cells: {D1: 备注}"] {
      #expect(message.contains(part), "\(message)")
    }
  }

  @Test func `a fact's place is the amount's cell, and its fund's the heading`() throws {
    let result = Sheet(Self.platform, merges: Self.platformMerges).imported(Self.schema)
    let fact = try #require(result.facts.dropFirst().first)
    #expect(fact.place.cellName == "D5")
    #expect(fact.source("fund")?.place.cellName == "D3")
    #expect(fact.source("amount")?.place.cellName == "D5")
    #expect(result.isBalanced)
  }
}
