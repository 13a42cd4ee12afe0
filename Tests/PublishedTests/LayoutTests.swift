import Budget
import Published
import Sheets
import TestKit
import Testing

@Suite struct LayoutTests {
  @Test(arguments: 0..<12)
  func `order, tabs, blank rows and columns and split codes make no difference`(
    seed: Int
  ) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let made = try Published2020(RandomBudget(seed: UInt64(seed) &+ 1000))
    let sheets = try made.sheets().shuffled(using: &random).enumerated().map { index, sheet in
      var changed = sheet.withoutFormulas
      changed.name = "Sheet\(index + 1)"
      if seed % 2 == 0 { changed = changed.withSplitCodes }
      return changed.spread(3, using: &random)
    }
    let read = made.read(sheets)
    #expect(made.differences(from: read.statements) == [])
  }

  @Test func `the order of the three public expenses makes no difference`() throws {
    let made = try Published2020(fixture: "weixian-2020-corrected")
    let sheets = try made.sheets().map { sheet in
      guard sheet.name.contains("三公"), let reception = sheet.row(of: "公务接待费"),
        let vehicles = sheet.row(of: "公务用车购置及运维费")
      else { return sheet }
      return sheet.withoutFormulas.moved(
        row: { row in
          row == reception ? vehicles : (vehicles..<reception).contains(row) ? row + 1 : row
        }, column: { $0 })
    }
    let read = made.read(sheets)
    #expect(made.differences(from: read.statements) == [])
  }

  @Test func `two tables on one sheet, one below the other and side by side, are both read`() throws
  {
    let made = try Published2020(fixture: "weixian-2020-corrected")
    let sheets = try made.sheets().map(\.withoutFormulas)
    let upper = try #require(sheets.first { $0.name == "支出总表" })
    let lower = try #require(sheets.first { $0.name == "收支总表" })
    let beside = try #require(sheets.first { $0.name == "基本支出表" })
    var joined = upper
    let below = lower.moved(row: { $0 + 60 }, column: { $0 })
    let right = beside.moved(row: { $0 }, column: { $0 + 12 })
    joined.cells = (upper.cells + below.cells + right.cells).sorted { $0.address < $1.address }
    joined.merges += below.merges + right.merges
    let read = made.read(
      [joined] + sheets.filter { ![upper.name, lower.name, beside.name].contains($0.name) })
    #expect(made.differences(from: read.statements) == [])
  }

  @Test func `a header repeated after a page break is no line`() throws {
    let made = try Published2020(fixture: "weixian-2020-corrected")
    let sheets = try made.sheets().map { sheet -> Sheet in
      guard sheet.name == "支出总表" || sheet.name == "绩效目标表" else { return sheet }
      // Title and header stand once more from row 9 on.
      var changed = sheet.withoutFormulas.moved(row: { $0 >= 9 ? $0 + 4 : $0 }, column: { $0 })
      let head = sheet.withoutFormulas.cells.filter { $0.address.row < 4 }.map { cell in
        var cell = cell
        cell.address = CellAddress(row: cell.address.row + 9, column: cell.address.column)
        return cell
      }
      changed.cells = (changed.cells + head).sorted { $0.address < $1.address }
      return changed
    }
    let read = made.read(sheets)
    #expect(made.differences(from: read.statements) == [])
  }
}
