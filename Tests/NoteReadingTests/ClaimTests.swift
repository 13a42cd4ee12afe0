import Budget
import Decimals
import Profiles
import Testing

@testable import NoteReading

@Suite struct ClaimTests {
  private static let words = Result { () throws -> (Profile, Lexicon) in
    let profile = try ProfileLoader.load("hebei-2020")
    return (profile, Lexicon(profile.vocabulary, profile: profile, statements: nil))
  }

  private func reading(_ text: String) throws -> ParagraphReading {
    let (profile, lexicon) = try Self.words.get()
    let folded = FoldedText(text)
    let reader = ClaimReader(
      vocabulary: profile.vocabulary, lexicon: lexicon, year: 2020,
      unitName: FoldedText("青县水务局").scalars)
    return reader.read(folded, Tokenizer(lexicon: lexicon).tokens(folded))
  }

  /// The claims as `subject aspect number`, loose ones with a question mark.
  private func claims(_ text: String) throws -> [String] {
    try reading(text).claims.map { claim in
      "\(claim.name.id) \(claim.aspect.id) \(claim.number.map { $0.value.description } ?? "-")"
        + (claim.isPrior ? " prior" : "") + (claim.isStrict ? "" : " ?")
    }
  }

  @Test(arguments: [
    ("2020年收入预算共计12518.55万元。", ["收入总计 level 12518.55"]),
    (
      "2020年，青县水务局收入预算为1,234.50 万元，其中：财政拨款收入1,000.00万元；事业收入234.50万元。",
      ["收入总计 level 1234.5", "财政拨款收入 level 1000", "事业收入 level 234.5"]
    ),
    ("支出预算100万元，比2019年减少２０万元，下降16.67%。", ["支出总计 level 100", "支出总计 change 20", "支出总计 rate 16.67"]),
    ("公务接待费0.2万元，与上年持平。", ["公务接待费 level 0.2", "公务接待费 flat -"]),
    ("人员经费66万元，占支出总额的53.2%。", ["人员经费 level 66", "人员经费 share 53.2"]),
    ("2019年支出预算为120万元。", ["支出总计 level 120 prior"]),
    ("养老保险信息系统建设项目支出20万元。", ["项目支出 level 20 ?"]),
    ("公务用车运行维护费由上年的5万元减少到3万元。", ["公务用车运行维护费 level 5 prior", "公务用车运行维护费 level 3"]),
    (
      "“社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）”8.5万元。",
      ["机关事业单位职业年金缴费支出 level 8.5"]
    ),
    ("政府性基金预算支出为0。", ["政府性基金预算支出 level 0"]),
    ("本单位2020年无政府性基金预算支出。", ["政府性基金预算支出 nothing -"]),
    ("项目支出三百二十万元。", ["项目支出 level 320"]),
    ("办公费、邮电费、差旅费共10万元。", ["差旅费 level 10 ?"]),
  ])
  func `numbers are bound to the subject of their clause`(text: String, expected: [String]) throws {
    #expect(try claims(text) == expected)
  }

  @Test func `years, dates, limits and targets are no amounts`() throws {
    let found = try reading("截至2019年12月31日，单价100万元（含）以上设备的完好率达到95%，按〔2016〕143号文件执行。")
    #expect(found.claims.isEmpty)
    #expect(found.unbound.isEmpty)
    #expect(found.outside.count == 1)
  }

  @Test func `what has no subject stays unbound`() throws {
    #expect(try reading("各项工作任务共需120万元。").unbound.count == 1)
  }
}
