import Decimals
import Formulas
import Localization
import Sheets
import TestKit
import Testing

@Suite struct RecalculationTests {
  /// A sheet from lines such as `A3 = SUM(A1:A2) -> 3`, `A1 -> 1`, `A4 = A1`.
  private func sheet(_ name: String, _ lines: [String]) throws -> Sheet {
    var cells: [Cell] = []
    for line in lines {
      let halves = line.split(separator: "->").map {
        $0.split(separator: " ").joined(separator: " ")
      }
      let parts = halves[0].split(separator: "=", maxSplits: 1).map {
        $0.split(separator: " ").joined(separator: " ")
      }
      let stored: CellValue? = halves.dropFirst().first.map { text in
        if let number = ExactDecimal(text) { return .number(number) }
        return text.hasPrefix("#") ? .error(text) : .text(text)
      }
      cells.append(
        Cell(
          address: try #require(CellAddress(parts[0])), value: stored,
          formula: parts.count > 1 ? parts[1] : nil, text: "", raw: ""))
    }
    return Sheet(file: "预算.xlsx", name: name, cells: cells.sorted { $0.address < $1.address })
  }

  private func agreements(_ sheets: Sheet...) -> [String] {
    Recalculation(sheets).outcomes.map { outcome in
      guard case .cell(let address) = outcome.place.spot else { return "" }
      switch outcome.agreement {
      case .same: return "\(address) same"
      case .different: return "\(address) different"
      case .notStored: return "\(address) not stored"
      case .unknown(let obstacle): return "\(address) \(obstacle.message.english)"
      }
    }
  }

  @Test func `stale totals are found, with both figures`() throws {
    let sheet = try sheet(
      "明细", ["B1 -> 66.65", "B2 -> 9.6", "B3 = SUM(B1:B2) -> 76.26", "B4 = B3*2 -> 152.5"])
    let outcomes = Recalculation([sheet]).outcomes
    #expect(agreements(sheet) == ["B3 different", "B4 same"])
    #expect(outcomes[0].place.description == "预算.xlsx!明细!B3")
    #expect(
      outcomes[0].message?.chinese == "存的结果是 76.26，按公式 SUM(B1:B2) 应为 76.25：请在电子表格软件中重算并保存")
    #expect(outcomes[1].message == nil)
  }

  @Test func `results of doubles are the same as exact ones`() throws {
    let sheet = try sheet(
      "明细",
      [
        "A1 -> 0.1", "A2 -> 0.2", "A3 = A1+A2 -> 0.30000000000000004",
        "A4 = 1/3 -> 0.333333333333333",
        "A5 -> 12518.55", "A6 -> 12518.54", "A7 = A5-A6 -> 0.00999999999839929",
        "A8 = A7*1 -> 0.00999999999839929", "A9 = A1+A2 -> 0.3000001",
      ])
    #expect(
      agreements(sheet) == ["A3 same", "A4 same", "A7 same", "A8 same", "A9 different"])
  }

  @Test func `formulas are computed across sheets in any order`() throws {
    let first = try sheet("收支总表", ["A1 = '支出 总表'!B2+1 -> 6", "A2 = 不存在!A1 -> 3"])
    let second = try sheet("支出 总表", ["B1 = 收支总表!C9 -> 0", "B2 = B1+5"])
    #expect(
      agreements(first, second) == [
        "A1 same", "A2 there is no sheet \"不存在\"", "B1 same", "B2 not stored",
      ])
  }

  @Test func `circles and what hangs on them are not computed`() throws {
    let sheet = try sheet(
      "表", ["A1 = A2 -> 1", "A2 = A1 -> 1", "A3 = A3 -> 1", "A4 = A2+1 -> 2", "A5 = 1 -> 1"])
    let circle = "the formula refers to itself, directly or through other cells"
    #expect(
      agreements(sheet) == [
        "A1 \(circle)", "A2 \(circle)", "A3 \(circle)", "A4 \(circle)", "A5 same",
      ])
  }

  @Test func `what cannot be computed is unknown, and so is what needs it`() throws {
    let sheet = try sheet(
      "表",
      [
        "A1 = VLOOKUP(1,2,3) -> 5", "A2 = A1+1 -> 6", "A3 = SUM(A1 -> 7", "A4 = IF(TRUE,1,A1) -> 1",
        "B1 -> #SPILL!", "B2 = B1 -> #SPILL!",
      ])
    let lookup = "the function VLOOKUP cannot be computed here"
    #expect(
      agreements(sheet) == [
        "A1 \(lookup)", "A2 \(lookup)", "B2 the value of cell 表!B1 cannot be used",
        "A3 formula \"SUM(A1\", character 7: the formula ends where \",\" or \")\" is expected",
        "A4 same",
      ])
  }

  @Test func `a chain of a hundred thousand cells is computed`() {
    let count = 100_000
    let cells = (0..<count).map { row in
      Cell(
        address: CellAddress(row: row, column: 0), value: .number(ExactDecimal(row + 1)),
        // The chain runs upwards, against the reading order.
        formula: row == count - 1 ? "\(count)" : "A\(row + 2)-1", text: "", raw: "")
    }
    let outcomes = Recalculation([Sheet(file: "a", name: "s", cells: cells)]).outcomes
    #expect(outcomes.count == count && outcomes.allSatisfy { $0.agreement == .same })
  }

  @Test func `formulas over too many cells are left, and the rest is computed`() {
    let cells = (0..<1_000).map { row in
      Cell(
        address: CellAddress(row: row, column: 0), value: .number(.zero),
        formula: "SUM(B:XFD)+SUM(A1:A1000)*0", text: "", raw: "")
    }
    let sheet = Sheet(file: "a", name: "s", cells: cells)
    let outcomes = Recalculation([sheet], budget: 50_000).outcomes
    #expect(outcomes.contains { $0.agreement == .unknown(.overBudget) })
  }

  @Test func `workbooks of random formulas are computed, and always to the same`() {
    var random = RandomFormula(generator: SeededRandom(seed: 5))
    for _ in 0..<30 {
      let sheets = ["收支总表", "Sheet1"].map { name in
        let cells = (0..<60).map { index in
          Cell(
            address: CellAddress(row: index / 5, column: index % 5), value: .number(.zero),
            formula: random.formula(depth: 4).description, text: "", raw: "")
        }
        return Sheet(file: "a.xlsx", name: name, cells: cells)
      }
      let outcomes = Recalculation(sheets).outcomes
      #expect(outcomes.count == 120)
      #expect(outcomes == Recalculation(sheets).outcomes)
    }
  }

  @Test(arguments: [
    (SheetDate(precision: .date, year: 2019, month: 12, day: 31), "43830"),
    (SheetDate(precision: .date, year: 1900, month: 1, day: 1), "1"),
    (SheetDate(precision: .date, year: 1900, month: 2, day: 28), "59"),
    (SheetDate(precision: .date, year: 1900, month: 3, day: 1), "61"),
    (
      SheetDate(precision: .dateTime, year: 2000, month: 2, day: 29, milliseconds: 43_200_000),
      "36585.5"
    ),
    (SheetDate(precision: .time, milliseconds: 21_600_000), "0.25"),
  ])
  func `dates are day numbers`(date: SheetDate, number: String) {
    guard case .number(let value) = FormulaValue(.date(date)) else {
      Issue.record("no number")
      return
    }
    #expect(value.description == number)
  }
}
