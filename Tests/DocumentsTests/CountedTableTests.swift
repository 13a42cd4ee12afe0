import Sheets
import Testing

@testable import Documents

@Suite struct CountedTableTests {
  private func tables(_ text: String) -> [DocumentTable] {
    Document(text: text, file: "n.txt").blocks.compactMap {
      if case .table(let table) = $0 { table } else { nil }
    }
  }

  private static let header = "部门支出总表\n单位：万元\n科目编码   科目名称     合计   基本支出   项目支出\n"

  @Test func `rows with as many fields as the header tell their columns`() throws {
    let text =
      Self.header + "205   教育支出   30.00   20.00   10.00\n20502   普通教育   30.00   20.00   10.00\n"
      + "   合计     30.00   20.00   —\n\n以上为支出情况。\n"
    let table = try #require(tables(text).first)
    #expect(!table.isGuessed)
    let total = table.sheet.cells.filter { $0.address.row == 3 }
    #expect(total.map(\.address.column) == [1, 2, 3, 4])
    #expect(total.map(\.text) == ["合计", "30.00", "20.00", "—"])
    #expect(
      table.places[CellAddress(row: 1, column: 2)]
        == Place(file: "n.txt", spot: .line(4, column: 14)))
  }

  @Test(arguments: [
    // An empty cell: whether 基本支出 or 项目支出 is missing cannot be told.
    "205   教育支出   30.00   20.00   10.00\n20502   普通教育   30.00    20.00\n",
    // A name where the row above has a figure.
    "205   教育支出   30.00   20.00   10.00\n20502   普通教育   30.00 暂缓       10.00\n",
    // One row is no table.
    "205   教育支出   30.00   20.00   10.00\n",
  ])
  func `other rows leave the columns open`(rows: String) {
    #expect(tables(Self.header + rows).map(\.isGuessed).allSatisfy { $0 })
  }

  @Test func `two tables below each other are two`() {
    let rows = "205   教育支出   30.00   20.00   10.00\n20502   普通教育   30.00   20.00   10.00\n"
    let both = tables(Self.header + rows + Self.header + rows)
    #expect(both.map(\.isGuessed) == [false, false])
  }
}
