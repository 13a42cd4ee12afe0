import Budget
import Importing
import Sheets
import Testing

/// The same lines, multiples of 100 元, as different systems lay them out: the facts must be the
/// same but for their quanta.
@Suite struct LayoutTests {
  private struct Entry {
    var function: String
    var economic: String
    var kind: String
    var yuan: Int
  }

  private static let entries = [
    Entry(function: "2080108", economic: "30227", kind: "项目支出", yuan: 12_300),
    Entry(function: "2080109", economic: "30101", kind: "基本支出", yuan: 1_234_500),
    Entry(function: "2080109", economic: "30102", kind: "基本支出", yuan: 600),
    Entry(function: "2080109", economic: "30201", kind: "基本支出", yuan: 78_900),
    Entry(function: "2080505", economic: "30101", kind: "基本支出", yuan: 45_000),
    Entry(function: "2210201", economic: "30102", kind: "基本支出", yuan: 100),
  ]

  private static let expected = entries.map {
    "\($0.function) \($0.economic) \($0.kind) · 一般公共预算拨款 \($0.yuan * 100)"
  }

  @Test func `a flat export in 元`() {
    check(
      ["功能科目编码|经济分类科目编码|支出类别|金额（元）"]
        + Self.entries.map { "'\($0.function)|'\($0.economic)|\($0.kind)|\($0.yuan){#,##0.00}" })
  }

  @Test func `the same as CSV with thousands separators`() {
    let rows =
      ["功能科目编码,经济分类科目编码,支出类别,金额（元）"]
      + Self.entries.map { "\($0.function),\($0.economic),\($0.kind),\($0.yuan).00" }
    check(rows.map { $0.replacing(",", with: "|") }, asText: true)
  }

  @Test func `in 万元 with two decimals, the unit above the header`() {
    check(
      ["|||单位：万元", "功能科目编码|经济分类科目编码|支出类别|金额"]
        + Self.entries.map {
          let wan = "\($0.yuan / 10_000).\(String($0.yuan / 100 % 100 + 100).dropFirst())"
          return "'\($0.function)|'\($0.economic)|\($0.kind)|\(wan){0.00}"
        })
  }

  @Test func `codes in columns of their own, as numbers`() {
    check(
      ["功能分类科目编码|||经济分类科目编码||支出类别|金额（元）", "类|款|项|类|款||"]
        + Self.entries.map { entry in
          let function = [
            entry.function.prefix(3), entry.function.dropFirst(3).prefix(2),
            entry.function.suffix(2),
          ]
          let economic = [entry.economic.prefix(3), entry.economic.suffix(2)]
          return (function + economic).compactMap { Int($0).map(String.init) }.joined(
            separator: "|")
            + "|\(entry.kind)|\(entry.yuan)"
        }, merges: ["A1:C1", "D1:E1", "F1:F2", "G1:G2"])
  }

  @Test func `a tree with 合计, 类, 款 and 项 rows above their lines`() {
    var rows = ["功能科目编码|经济分类科目编码|支出类别|金额（元）"]
    rows.append("合计|||\(Self.entries.reduce(0) { $0 + $1.yuan })")
    var seen: Set<String> = []
    for entry in Self.entries {
      for length in [3, 5, 7] {
        let code = String(entry.function.prefix(length))
        guard seen.insert(code).inserted else { continue }
        let sum = Self.entries.filter { $0.function.hasPrefix(code) }.reduce(0) { $0 + $1.yuan }
        rows.append("'\(code)|||\(sum)")
      }
      rows.append("'\(entry.function)|'\(entry.economic)|\(entry.kind)|\(entry.yuan)")
    }
    let result = check(rows)
    #expect(result.statedTotals.count == 10)
    #expect(result.statedTotals.allSatisfy { $0.status == .agree })
  }

  @Test func `codes merged over their lines, pages with their own totals`() {
    let header = "功能科目编码|经济分类科目编码|支出类别|金额（元）"
    var rows = [header]
    for (index, entry) in Self.entries.enumerated() {
      let isCovered = index == 2 || index == 3
      rows.append(
        "\(isCovered ? "" : "'" + entry.function)|'\(entry.economic)|\(entry.kind)|\(entry.yuan)")
      if index == 3 {
        rows.append("本页小计|||\(Self.entries[...3].reduce(0) { $0 + $1.yuan })")
        rows.append(header)
      }
    }
    check(rows, merges: ["A3:A5"])
  }

  @discardableResult
  private func check(
    _ rows: [String], merges: [String] = [], asText: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> ImportedSheet {
    let sheet = Sheet(rows.joined(separator: "\n"), merges: merges)
    let result = (asText ? sheet.asText : sheet).imported(Schemas.budget)
    #expect(result.short(Schemas.budget) == Self.expected, sourceLocation: sourceLocation)
    #expect(!result.isIncomplete, sourceLocation: sourceLocation)
    #expect(
      result.notes.allSatisfy { $0.severity == .info }, "\(result.kinds)",
      sourceLocation: sourceLocation)
    return result
  }
}
