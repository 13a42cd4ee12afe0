import Budget
import Decimals
import Localization
import Profiles
import Published
import Reading
import Reconciliation
import Sheets
import TestKit
import Testing

/// Whole sets of tables as places print them that leave the ministry's forms: right ones are not told
/// to be wrong, and wrong figures are found.
@Suite struct ProvinceSetTests {
  private let profile: Profile

  init() throws {
    profile = try ProfileLoader.load("national-2016").forPublished
  }

  private func sheets(_ name: String) throws -> [Sheet] {
    try SpreadsheetFile(path: "\(projectFolder)/Fixtures/provinces/set-\(name).xlsx").sheets()
  }

  private func checks(_ sheets: [Sheet]) -> [Check] {
    let workbook = PublishedReader(profile: profile).read([sheets])
    return Reconciler(
      profile: profile, unit: BudgetUnit(code: "1", name: "青原市体育局", kind: .administrative),
      statements: workbook.statements
    ).checks()
  }

  @Test(arguments: [("guangdong", 90), ("chongqing", 350), ("hunan", 160), ("central", 400)])
  func `a set that is right agrees wherever it can be checked`(_ name: String, atLeast: Int) throws
  {
    let checks = checks(try sheets(name))
    let wrong = checks.filter { $0.verdict == .mismatch }.map(\.message.chinese)
    #expect(wrong == [])
    let agreeing = checks.count { $0.verdict == .agree }
    #expect(agreeing >= atLeast)
  }

  /// Figures whose damage nothing in their set can show: last year's, 支出 by its kinds, 行政经费, what
  /// breaks down a column of the form, the lines of single units.
  private static let uncovered: [String: Set<String>] = [
    "chongqing": ["表二!C", "表四!A", "表四!C", "表四!E", "表四!F"],
    "hunan": [
      "部门收支总表!F", "部门支出总表!G", "部门支出总表!H", "部门支出总表!K", "一般公共预算支出表!E",
      "一般公共预算支出表!F", "三公!B6", "三公!D6", "三公!F6", "三公!G6",
    ],
    "central": ["5!C", "5!G", "5!H", "7!A", "7!C", "7!E", "7!F"],
    "guangdong": ["01!D", "03!B6", "03!B7", "03!B15", "08!B5"],
  ]

  @Test(arguments: ["guangdong", "chongqing", "hunan", "central"])
  func `a figure that is wrong by 1 is found`(_ name: String) throws {
    let whole = try sheets(name)
    var missed: [String] = []
    var tried = 0
    for (index, sheet) in whole.enumerated() {
      let numbers = sheet.cells.indices.filter { position in
        let cell = sheet.cells[position]
        let place = "\(sheet.name)!\(cell.address)"
        guard case .number(let number) = cell.value, number != .zero, cell.format != nil else {
          return false
        }
        return !(Self.uncovered[name] ?? []).contains { place.hasPrefix($0) }
      }
      // Every third one, for time.
      for position in numbers where position % 3 == 0 {
        tried += 1
        var damaged = whole
        damaged[index].cells[position] = sheet.cells[position].increased
        if !checks(damaged).contains(where: { $0.verdict == .mismatch }) {
          missed.append("\(sheet.name)!\(sheet.cells[position].address)")
        }
      }
    }
    #expect(tried > 20)
    #expect(missed == [])
  }
}

extension Cell {
  /// The cell with its number more by 1.
  fileprivate var increased: Cell {
    guard case .number(let number) = value, let (cents, _) = number.scaled(by: 2) else {
      return self
    }
    var cell = self
    let digits = String(cents + 100)
    let text = digits.dropLast(2) + "." + digits.suffix(2)
    cell.text = String(text)
    cell.raw = cell.text
    cell.value = ExactDecimal(cell.text).map { .number($0) }
    return cell
  }
}
