import Testing
import YearComparison

@Suite struct DirectionWordsTests {
  private let words = DirectionWords(
    up: ["增加", "增长", "新增", "提高"], down: ["减少", "压减", "下降"],
    negation: ["不", "未", "没有", "不再"], past: ["上年", "去年"])

  @Test(arguments: [
    ("在职人员正常晋升，工资相应增加", Int64(66), false),
    ("在职人员正常晋升，工资相应增加", -66, true),
    ("按要求压减一般性支出", -1, false),
    ("按要求压减一般性支出", 1, true),
    // Both directions: one of them fits.
    ("人员减少，但工资标准提高", 5, false),
    ("人员减少，但工资标准提高", -5, false),
    // Nothing is said of a direction.
    ("项目已经完成", -5, false),
    // Denied, or of another year.
    ("本年没有增加人员", -5, false),
    ("不再新增设备", -5, false),
    ("上年新增的一次性项目已完成", -5, false),
    ("上年新增的项目已完成，本年减少", 5, true),
    // No change, but a reason for one.
    ("人员增加", 0, true),
  ])
  func `a reason contradicts the sign when it speaks of the other direction only`(
    text: String, change: Int64, contradicts: Bool
  ) {
    let found = words.directions(in: text)
    #expect(DirectionWords.contradict(found.all, change: change) == contradicts)
  }
}
