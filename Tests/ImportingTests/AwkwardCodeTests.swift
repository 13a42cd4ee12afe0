import Importing
import Testing

@Suite struct AwkwardCodeTests {
  @Test(arguments: cases) func `codes are understood or refused`(_ awkward: Awkward) {
    awkward.check()
  }

  /// A functional code as `text`, what becomes of it, and the notes at A2.
  private static func code(
    _ trait: String, _ text: String, _ code: String?, _ notes: [String] = [], twin: String? = nil,
    _ twinNote: String = "malformed-code"
  ) -> Awkward {
    func drawing(_ text: String) -> String { "科目编码|金额（元）\n\(text)|1" }
    return Awkward(
      trait, drawing(text), facts: code.map { ["\($0) 100"] } ?? [],
      notes: notes.map { "\($0)@A2" }, twin: twin.map(drawing), twinNotes: ["\(twinNote)@A2"])
  }

  /// A code in three columns.
  private static func split(
    _ trait: String, _ parts: String, _ code: String?, _ notes: [String] = [], twin: String? = nil
  ) -> Awkward {
    func drawing(_ parts: String) -> String {
      "功能分类科目编码|||金额（元）\n类|款|项|\n\(parts)|1"
    }
    return Awkward(
      trait, drawing(parts), merges: ["A1:C1", "D1:D2"], facts: code.map { ["\($0) 100"] } ?? [],
      notes: notes.map { "\($0)@A3" }, twin: twin.map(drawing), twinNotes: ["malformed-code@A3"])
  }

  /// A code with its name beside it, and the notes at B2.
  private static func named(
    _ trait: String, _ code: String, _ name: String, _ notes: [String] = []
  ) -> Awkward {
    Awkward(
      trait, "科目编码|科目名称|金额（元）\n\(code)|\(name)|1", facts: ["\(code.dropFirst()) 100"],
      notes: notes)
  }

  static let cases: [Awkward] = [
    code("seven digits", "'2080109", "2080109"),
    code("a number cell", "2080109", "2080109"),
    code("hyphens", "208-01-09", "2080109", twin: "208-1-9x"),
    code("as a CSV keeps its zeros", "=\"2080109\"", "2080109"),
    code("two codes in one cell", "2080109、2080108", nil, ["malformed-code"]),
    code("a space", "20801␣09", "2080109"),
    code("points", "'208.01.09", "2080109"),
    code("full-width digits", "２０８０１０９", "2080109"),
    code("the name behind it", "2080109社会保险经办机构", "2080109"),
    code("the name behind a hyphen", "2080109-社会保险经办机构", "2080109"),
    code("in brackets before the name", "[2080109]社会保险经办机构", "2080109"),
    code("another code's name behind it", "2080109信息化建设", "2080109", ["name-mismatch"]),
    code("a zero lost inside", "208019", "2080109", ["repaired-code"], twin: "280109"),
    code("filled up with zeros", "2080000", "208", ["shallow-code", "repaired-code"]),
    code("unknown", "2089998", "2089998", ["unknown-code"]),
    code("of other years", "2080301", "2080301", ["unknown-code"]),
    code("letters", "20801A9", nil, ["malformed-code"]),
    code("a letter before", "A080109", nil, ["malformed-code"]),
    code("too long", "'208010912", nil, ["malformed-code"]),
    code("words", "社会保险", nil, ["malformed-code"]),
    split("three columns of text", "'208|'01|'09", "2080109"),
    split("lost zeros in columns", "208|1|9", "2080109", ["repaired-code"], twin: "208||9"),
    split("each column with the whole code so far", "208|20801|2080109", "2080109"),
    split("a class alone", "'208||", "208", ["shallow-code"], twin: "'20||"),
    named("its name of the year", "'20805", "行政事业单位养老支出", ["shallow-code@A2"]),
    named("its name of other years", "'20805", "行政事业单位离退休", ["shallow-code@A2", "old-name@B2"]),
    named("a name that never was its own", "'2080109", "信息化建设", ["name-mismatch@B2"]),
    named("its name with spaces in front", "'2080109", "　　社会保险经办机构"),
    Awkward(
      "codes merged over their lines", schema: Schemas.budget,
      """
      功能科目编码|经济分类科目编码|支出类别|金额（元）
      '2080109|'30101|基本支出|1
      |'30102||2
      |'30201||3
      """, merges: ["A2:A4", "C2:C4"],
      facts: [
        "2080109 30101 基本支出 · 一般公共预算拨款 100", "2080109 30102 基本支出 · 一般公共预算拨款 200",
        "2080109 30201 基本支出 · 一般公共预算拨款 300",
      ],
      twin: """
        功能科目编码|经济分类科目编码|支出类别|金额（元）
        '2080109|'30101|基本支出|1
        |'30102|基本支出|2
        """, twinMerges: [], twinNotes: ["missing-field@A3"]),
    Awkward(
      "choices by their other names", schema: Schemas.budget,
      """
      功能科目编码|经济分类科目编码|支出类型|资金来源|金额（元）
      '2080109|'30101|基 本|11-一般公共预算|1
      '2080109|'30101|项目支出|政府性基金|2
      """,
      facts: ["2080109 30101 基本支出 · 一般公共预算拨款 100", "2080109 30101 项目支出 · 政府性基金预算拨款 200"],
      twin: """
        功能科目编码|经济分类科目编码|支出类型|资金来源|金额（元）
        '2080109|'30101|其他支出|公共预算|1
        """, twinNotes: ["unknown-choice@C2"]),
  ]
}
