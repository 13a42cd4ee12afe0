import Sheets
import Testing

@Suite struct LeadingNumberTests {
  @Test(arguments: [
    ("一、收入", LeadingNumber.Style.chinese, "一", 2), ("十二．支出", .chinese, "十二", 3),
    ("第三，保障", .chinese, "三", 3), ("（四）办公费", .chineseBracket, "四", 3),
    ("(10) 其他", .arabicBracket, "10", 4), ("　3.预算", .arabic, "3", 2), ("7、其他", .arabic, "7", 2),
    ("⑤其他", .circled, "⑤", 1),
  ])
  func `a number in front is read`(
    text: String, style: LeadingNumber.Style, digits: String, count: Int
  ) throws {
    let number = try #require(LeadingNumber(text.unicodeScalars))
    #expect(number.style == style)
    #expect(number.digits == digits)
    #expect(number.count == count)
  }

  @Test(arguments: [
    "12.5万元", "一般公共预算", "2020年", "1，200", "2080505、机关", "（一", "", "  ", "三公经费", "一，二",
  ])
  func `other beginnings are none`(text: String) {
    #expect(LeadingNumber(text.unicodeScalars) == nil)
  }
}
