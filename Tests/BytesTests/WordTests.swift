import Bytes
import Testing

@Suite struct WordTests {
  @Test func `eight bytes give their leading digits, whatever follows`() {
    // Every byte behind every number of digits, and digits of every value.
    for count in 0...8 {
      let text = Array("90817263".utf8.prefix(count))
      let value = text.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - 0x30) }
      for byte in UInt8.min...UInt8.max where count == 8 || !(0x30...0x39).contains(byte) {
        let bytes = text + Array(repeating: byte, count: 16)
        let found = bytes.span.digits(at: 0)
        #expect(found == (count, value), "\(count) digits before \(byte)")
      }
    }
    #expect(Array("x12345678".utf8).span.digits(at: 1) == (8, 12_345_678))
  }

  @Test func `a run beyond ASCII ends before the first eight bytes with an ASCII one`() {
    let text = Array("社会保障和就业,12".utf8)
    #expect(text.span.beyondASCIIEnd(0) == 16)
    #expect(Array("abc".utf8).span.beyondASCIIEnd(0) == 0)
    #expect([UInt8](repeating: 0x80, count: 24).span.beyondASCIIEnd(0) == 24)
  }
}
