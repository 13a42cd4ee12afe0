import Localization
import Testing

@Suite struct QuotesTests {
  @Test(arguments: [
    ("“合计”不是数字", "“合计”不是数字"),
    ("缺少““三公”经费预算”", "缺少“‘三公’经费预算”"),
    ("“甲”和“乙”", "“甲”和“乙”"),
    ("“a“b“c”d”e”", "“a‘b“c”d’e”"),
    ("“收‘支’表”", "“收‘支’表”"),
    ("‘“三公”经费’", "“‘三公’经费”"),
    ("《““三公”经费”表》", "《“‘三公’经费”表》"),
    ("「“三公”经费」和“一般「公共」预算”", "「“三公”经费」和“一般「公共」预算”"),
    // What does not match stays: nobody can tell what is inside of what.
    ("““三公经费”", "““三公经费”"), ("”三公“和“甲“乙”丙”", "”三公“和“甲“乙”丙”"),
    ("the unit’s “‘own’ table”", "the unit’s “‘own’ table”"),
  ])
  func `quotes inside of quotes alternate`(text: String, expected: String) {
    let message = Message(zh: text, en: text)
    #expect(message.chinese == expected)
    #expect(message.english == expected)
    // Once more changes nothing.
    #expect(Message(message.chinese).chinese == expected)
  }
}
