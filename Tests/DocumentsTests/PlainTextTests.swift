import Documents
import Sheets
import Testing

@Suite struct PlainTextTests {
  private func paragraphs(_ text: String) -> [String] {
    Document(text: text, file: "说明.txt").blocks.compactMap {
      if case .paragraph(let paragraph) = $0 { paragraph.text } else { nil }
    }
  }

  private func tables(_ text: String) -> [DocumentTable] {
    Document(text: text, file: "说明.txt").blocks.compactMap {
      if case .table(let table) = $0 { table } else { nil }
    }
  }

  @Test func `lines broken at the margin are joined, headings and items are not`() {
    let text = """
      　　2025年收入预算共计1200.50万元，其中财政拨款收入1000.00万元，比上年预算增加
      20.00万元；事业收入200.50万元。
      二、机关运行经费
      1.办公费3万元
      2.差旅费4万元
      """
    #expect(
      paragraphs(text) == [
        "2025年收入预算共计1200.50万元，其中财政拨款收入1000.00万元，比上年预算增加20.00万元；事业收入200.50万元。",
        "二、机关运行经费", "1.办公费3万元", "2.差旅费4万元",
      ])
  }

  @Test func `a number broken between its digits is one number`() {
    #expect(
      paragraphs("本年支出预算合计为125\n18.55万元，全部是财政拨款。") == ["本年支出预算合计为12518.55万元，全部是财政拨款。"])
  }

  @Test func `a place names the line and the column of the file`() {
    let document = Document(text: "甲：\n  收入预算，\n支出预算100万元。", file: "说明.txt")
    guard case .paragraph(let paragraph) = document.blocks[1] else {
      Issue.record("expected a paragraph")
      return
    }
    #expect(
      paragraph.place(of: 0, in: "说明.txt") == Place(file: "说明.txt", spot: .line(2, column: 3)))
    #expect(
      paragraph.place(of: 6, in: "说明.txt") == Place(file: "说明.txt", spot: .line(3, column: 2)))
  }

  @Test func `a table of one cell a line has as many rows as labels`() {
    let text = """
      绩效目标指标
      \t评价标准

      \t
      \t
      \t优
      \t良
      \t中
      \t差

      \t职责甲
      \t30
      \t1、做事
      \t≥90%

      \t≥80%
      \t≥60%
      \t＜60%

      \t　　活动乙
      \t
      \t1、做别的事
      \t≥90%
      \t≥80%
      \t≥60%
      \t＜60%

      六、其他
      """
    let found = tables(text)
    #expect(found.count == 1)
    let rows = Dictionary(grouping: found[0].sheet.cells, by: \.address.row)
    #expect(rows[1]?.map(\.text) == ["职责甲", "30", "1、做事", "≥90%", "≥80%", "≥60%", "＜60%"])
    #expect(rows[2]?.first?.text == "　　活动乙")
    #expect(rows[2]?.map(\.address.column) == [0, 2, 3, 4, 5, 6])
    #expect(paragraphs(text) == ["绩效目标指标", "六、其他"])
  }

  @Test func `columns of spaces are a table whose columns are only guessed`() {
    let text = """
      编制单位：某局                        单位：元
      201   一般公共服务支出        1,200      1,200
      205   教育支出                  300        300
            合计                    1,500      1,500
      """
    #expect(tables(text).map(\.isGuessed) == [true])
  }
}
