import NoteWriting
import Profiles
import Sheets
import Testing

@Suite struct UnitTextTests {
  private let sections = [
    UnitTextSection(key: "职责", labels: ["主要职责", "部门职责"], hint: "职责"),
    UnitTextSection(key: "机构设置", labels: ["机构情况"], hint: "机构"),
  ]

  private func read(_ text: String) -> UnitText {
    var unitText = UnitText(sections: sections)
    unitText.add(text, file: "t.txt")
    return unitText
  }

  @Test(arguments: [
    "【职责】\n甲", "# 职责\n甲", "[主要职责]\n甲", "职责\n甲", "一、部门职责\n甲", "（一）职责：\n甲",
    "职责：甲", "　　职责：　甲", "\u{feff}【 职责 】\n\n　　甲　",
  ])
  func `a heading is recognised in many forms`(text: String) {
    let unitText = read(text)
    #expect(unitText.lines("职责").map(\.text) == ["甲"])
    #expect(unitText.flaws.isEmpty)
  }

  @Test func `numbered lines in a row are items, a single one is a paragraph`() {
    let unitText = read("【职责】\n1.甲\n2、乙\n（3）丙\n总之2.5倍\n【机构设置】\n1.丁；2.戊。")
    #expect(unitText.lines("职责").map(\.text) == ["甲", "乙", "丙", "总之2.5倍"])
    #expect(unitText.lines("职责").map(\.isItem) == [true, true, true, false])
    #expect(unitText.lines("机构设置").map(\.text) == ["1.丁；2.戊。"])
  }

  @Test func `what cannot be taken is told with its line`() {
    let unitText = read("开头\n再来\n【职责】\n甲\n【不认识】\n乙\n丙")
    #expect(unitText.lines("职责").map(\.text) == ["甲"])
    #expect(unitText.flaws.map(\.place.description) == ["t.txt:1", "t.txt:5"])
  }

  @Test func `a heading without text is not there`() {
    #expect(!read("【职责】\n\n【机构设置】\n甲").has("职责"))
  }
}
