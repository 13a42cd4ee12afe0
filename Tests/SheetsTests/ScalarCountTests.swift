import Sheets
import Testing

@Suite struct ScalarCountTests {
  @Test func `scalars are counted in texts of any length and any mixture`() {
    let pieces = ["a", "é", "预", "𠀀", "算", "7"]
    var text = ""
    for step in 0..<60 {
      text += pieces[step * step % pieces.count]
      let bytes = Array(text.utf8)
      #expect(bytes.span.scalarCount == text.unicodeScalars.count, "\(text)")
    }
    #expect([UInt8]().span.scalarCount == 0)
  }
}
