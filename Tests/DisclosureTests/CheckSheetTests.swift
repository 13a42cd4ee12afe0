import Budget
import Formulas
import Profiles
import Reconciliation
import Sheets
import TestKit
import Testing
import XLSXWriter

@testable import Disclosure

/// The check sheet's own formulas against the verdicts of `Reconciliation`.
@Suite struct CheckSheetTests {
  // Residuals at, below and beyond every bound, on both sides, for every relation; each sum of
  // figures in 0.01 万元 is one whose interval is open, or reaches its lower or its upper end.
  private func checks() throws -> [Check] {
    let rules = try ProfileLoader.load("hebei-2020").rules
    let rule = try #require(rules.first)
    var comparison = try #require(rules.lazy.compactMap(\.comparison).first)
    var checks: [Check] = []
    for relation in [Relation.equal, .atMost, .atLeast] {
      comparison.relation = relation
      for parts in [[Int64]](
        arrayLiteral: [1, -1], [1, 1], [-1, -1], Array(repeating: 1, count: 14))
      {
        var bounds = Observation(atoms: 0)
        for part in parts { try bounds.add(Observation(atoms: part * 10_000, quantum: 10_000)) }
        for steps in Int64(-9)...9 {
          for exact in [nil, Int64(0), 1, -1] {
            let side = CheckSide(form: LinearForm(), shown: 0, exact: nil)
            var check = Check(
              rule: rule, comparison: comparison, left: side, right: side, unit: .wanYuan,
              decimals: 2,
              roundingBounds: bounds.rounding, exactIsKnown: exact != nil, verdict: .notChecked,
              supplements: [])
            check.right.shown = 70_000
            check.left.shown = check.right.shown + steps * 10_000
            if let exact {
              (check.left.exact, check.right.exact) = (exact, 0)
              // What the printed figures differ by beside equal exact ones is rounding.
              guard abs(steps) * 20_000 < bounds.spread || !relation.holds(exact, 0) else {
                continue
              }
            }
            check.judge()
            checks.append(check)
          }
        }
      }
    }
    return checks
  }

  private func drawn() throws -> SheetDraft {
    CheckSheet(checks: try checks(), tests: [], book: AddressBook([]), set: StatementSet()).drawn()
  }

  @Test func `the live verdict is that of the engine, at every bound`() throws {
    let draft = try drawn()
    let cells = draft.cells.compactMap { address, cell -> Cell? in
      switch cell.content {
      case .number(let number):
        Cell(address: address, value: .number(number), text: "", raw: "")
      case .text(let text): Cell(address: address, value: .text(text), text: text, raw: text)
      case .formula(let formula, .number(let number)):
        Cell(address: address, value: .number(number), formula: formula, text: "", raw: "")
      case .formula(let formula, .text(let text)):
        Cell(address: address, value: .text(text), formula: formula, text: text, raw: text)
      case .blank, .link: nil
      }
    }
    let outcomes = Recalculation([Sheet(file: "x", name: draft.name, cells: cells)]).outcomes
    #expect(outcomes.count > 1_000)
    for outcome in outcomes { #expect(outcome.agreement == .same, "\(outcome)") }
    let verdicts = Set(outcomes.map(\.computed).map { "\($0)" })
    for word in ["相符", "尾差", "可疑尾差", "不符"] {
      #expect(verdicts.contains { $0.contains("\"\(word)\"") }, "\(word) is not among the cases")
    }
  }

  @Test(
    .enabled(
      if: OutsideProgram.hasLibreOffice && OutsideProgram.hasOpenpyxl,
      "soffice or python3 with openpyxl is not installed"))
  func `LibreOffice comes to the same verdicts`() throws {
    let scratch = try Scratch()
    var workbook = WorkbookDraft(created: 1)
    workbook.sheets = [try drawn()]
    try write(workbook, to: "\(scratch.path)/checks.xlsx")
    let run = OutsideProgram.script(
      "recalculate.py", [scratch.path, "\(scratch.path)/checks.xlsx"])
    #expect(run.status == 0, "\(run.output)")
  }
}
