import Sheets
import Testing

@Suite struct CellAddressTests {
  @Test(arguments: [
    ("A1", 0, 0), ("$B$7", 6, 1), ("z10", 9, 25), ("AA1", 0, 26), ("XFD1048576", 1_048_575, 16_383),
  ])
  func `addresses are read`(text: String, row: Int, column: Int) {
    #expect(CellAddress(text) == CellAddress(row: row, column: column))
  }

  @Test(arguments: ["", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A1B", "A-1", "LOG10A"])
  func `what is no address is refused`(text: String) {
    #expect(CellAddress(text) == nil)
  }

  @Test func `printing and reading agree over all columns`() {
    for column in 0..<CellAddress.columnLimit {
      let address = CellAddress(row: 11, column: column)
      #expect(CellAddress(address.description) == address)
    }
  }

  @Test func `ranges take their corners in any order`() {
    #expect(CellRange("D2:A5")?.description == "A2:D5")
    #expect(CellRange("C3")?.description == "C3")
    #expect(CellRange("A1:B2:C3") == nil)
  }
}
