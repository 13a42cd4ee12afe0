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
      // The same as a part of a batch's texts, near their end and far from it.
      for after in [0, 80] {
        var batch = CellBatch()
        batch.arena = Array("前".utf8) + bytes + Array(repeating: 0xa0, count: after)
        let range = TextRange(start: 3, count: bytes.count)
        #expect(batch.scalarCount(range) == text.unicodeScalars.count, "\(text)")
      }
    }
    #expect([UInt8]().span.scalarCount == 0)
  }
}
