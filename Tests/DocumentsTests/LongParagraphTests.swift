import Sheets
import Testing

@testable import Documents

@Suite struct LongParagraphTests {
  @Test(arguments: [0, 1, 9, 10, 19, 45]) func `parts of a line keep their places`(length: Int) {
    let text = String((0..<length).map { $0 % 7 == 6 ? "。" : "字" })
    let paragraph = Paragraph(lines: [.init(text: text, number: 3, indent: 2)])
    let parts = paragraph.parts(ofAbout: 10)
    #expect(parts.map(\.text).joined() == text)
    #expect(parts.allSatisfy { $0.lines[0].count <= 20 })
    var offset = 0
    for part in parts {
      #expect(part.place(of: 0, in: "a") == paragraph.place(of: offset, in: "a"))
      offset += part.lines[0].count
    }
  }
}
