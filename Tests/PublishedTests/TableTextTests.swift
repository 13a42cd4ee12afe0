import Budget
import Profiles
import Published
import Sheets
import Testing

/// What stands around the tables of a published workbook, changed in one place.
@Suite struct TableTextTests {
  private static let empty = "国有资本经营支出表"

  /// The kinds of notes about a workbook whose texts were changed, those of the unchanged one left out.
  private func kinds(
    of change: (inout Sheet) -> Void, on name: String
  ) throws -> [String] {
    let made = try Published2020(fixture: "weixian-2020-corrected")
    var sheets = try made.sheets()
    let reader = PublishedReader(profile: made.profile.forPublished)
    #expect(reader.read([sheets]).notes.isEmpty)
    let index = try #require(sheets.firstIndex { $0.name == name })
    change(&sheets[index])
    return reader.read([sheets]).notes.map(\.kind)
  }

  private func replace(_ text: String, by other: String?, in sheet: inout Sheet) {
    for cell in sheet.cells where cell.text.contains(text) {
      sheet.put(other.map { cell.text.replacing(text, with: $0) }, at: cell.address)
    }
  }

  @Test(arguments: [
    ("2020", "2019", "支出总表", ["other-year"]),
    ("预算年度：2020", "202年", "支出总表", ["broken-year"]),
    ("预算年度：2020", "预算年度：202", "支出总表", ["broken-year"]),
    ("某县社会保障中心", "某县水利局", "支出总表", ["other-body"]),
    ("某县社会保障中心", "某县社会保障中心本级", "支出总表", []),
    ("国有资本经营预算财政拨款安排", "政府性基金预算财政拨款安排", empty, ["empty-note-fund"]),
    ("本部门2020年", "本部门2019年", empty, ["empty-note-year"]),
  ])
  func `a wrong word is found`(text: String, other: String, sheet: String, found: [String]) throws {
    #expect(try kinds(of: { replace(text, by: other, in: &$0) }, on: sheet) == found)
  }

  @Test func `a table without data and without a note is found`() throws {
    #expect(
      try kinds(of: { replace("本表无数据", by: nil, in: &$0) }, on: Self.empty)
        == ["empty-without-note"])
  }

  @Test func `a table with data that is called empty is found`() throws {
    let kinds = try kinds(
      of: {
        let row = ($0.cells.last?.address.row ?? 0) + 1
        $0.put("注：本部门2020年没有安排的支出，本表无数据。", at: CellAddress(row: row, column: 0))
      }, on: "支出总表")
    #expect(kinds == ["note-of-emptiness"])
  }

  @Test func `a table without its unit is one finding, not one a figure`() throws {
    let kinds = try kinds(of: { replace("单位：万元", by: nil, in: &$0) }, on: "支出总表")
    #expect(kinds == ["unreadable-figure"])
  }

  @Test func `a number kept as text among numbers is found, and read as what it says`() throws {
    let toText: (inout Sheet) -> Void = { sheet in
      for cell in sheet.cells.suffix(20) {
        if case .number = cell.value { return sheet.put(cell.text, at: cell.address) }
      }
    }
    #expect(try kinds(of: toText, on: "支出总表") == ["text-number"])
    let allToText: (inout Sheet) -> Void = { sheet in
      for cell in sheet.cells {
        if case .number = cell.value { sheet.put(cell.text, at: cell.address) }
      }
    }
    #expect(try !kinds(of: allToText, on: "支出总表").contains("text-number"))
  }

  @Test func `a hidden row with a text or a figure is found`() throws {
    let hide: (inout Sheet) -> Void = { $0.hiddenRows = Set($0.cells.suffix(1).map(\.address.row)) }
    #expect(try kinds(of: hide, on: Self.empty).contains("hidden-lines"))
    #expect(try !kinds(of: { $0.hiddenRows = [900] }, on: Self.empty).contains("hidden-lines"))
  }

  @Test func `a hidden sheet is found`() throws {
    #expect(try kinds(of: { $0.visibility = .hidden }, on: Self.empty) == ["hidden-sheet"])
  }
}
