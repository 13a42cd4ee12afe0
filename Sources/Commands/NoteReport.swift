import Budget
import Documents
import Localization
import NoteReading
import Profiles
import Published
import Reconciliation
import Reports
import Sheets

/// Makes the checks on published workbooks and notes.
struct NoteReport {
  let profile: Profile
  let workbook: PublishedWorkbook
  let prior: PublishedWorkbook?
  let notes: [Note]
  let inputs: AuditInputs
  var units: AuditUnits?

  private static let noType = Message(
    zh: "工作簿没有说明单位性质（行政、参公、事业）", en: "a published workbook does not state the unit's type")

  /// Whether most tables of the form stand in the note itself.
  private var hasMostTables: Bool {
    workbook.tables.count * 2 > profile.tables.count { !$0.isWorkingPaper }
  }

  /// The report over all files.
  func report() -> Report {
    var unit = BudgetUnit(
      code: workbook.unitCode ?? "", name: workbook.unitName ?? "（未注明单位）", kind: .administrative)
    if let units { unit.members = units.units }
    let joined = workbook.joined(prior: prior).joined(with: units?.statements)
    let isNoteAlone = inputs.workbooks.isEmpty && !hasMostTables
    let stated = isNoteAlone ? StatedFigures(notes, profile: profile, tables: joined) : nil
    let statements = stated?.statements ?? joined
    var profile = profile
    // Without a note nothing is asked of one.
    if notes.isEmpty { profile.rules.removeAll { $0.test?.name.family == .text } }
    let reconciler = Reconciler(profile: profile, unit: unit, statements: statements)
    let year = workbook.year ?? 0
    var tests = reconciler.tests([
      LineTests(profile: profile, year: year, statements: statements),
      NoteAudit(
        notes: notes, profile: profile, statements: joined, hasTables: !isNoteAlone,
        tableTitles: workbook.tables.map(\.title)),
    ])
    // Nothing is asked of tables that a note need not have.
    if isNoteAlone {
      tests.removeAll { test in
        test.rule.test?.name.family == .lines
          && test.outcomes.allSatisfy { $0.verdict == .notChecked }
      }
    }
    var checks = reconciler.checks()
    var left = 0
    if let stated { (checks, left) = stated.settled(checks) }
    for index in checks.indices where checks[index].rule.asksForUnitType {
      checks[index].verdict = .notChecked
      checks[index].reason = Self.noType
    }
    for index in tests.indices where tests[index].rule.asksForUnitType {
      tests[index].outcomes = [
        TestOutcome(
          scope: tests[index].outcomes[0].scope, verdict: .notChecked, message: Self.noType)
      ]
    }
    var findings = AuditRun.noteFindings(workbook.notes + (prior?.notes ?? []), workbook)
    if let mismatch = AuditRun.yearMismatch(workbook, prior) { findings.append(mismatch) }
    if let units {
      findings += units.findings(beside: workbook)
      if let lacking = units.lacking(checks, beside: workbook) { findings.append(lacking) }
    }
    if left > 0 { findings.append(leftOut(left, year)) }
    findings += checkFindings(checks, unit: unit, year: year, statements: statements)
    findings += tests.flatMap { $0.findings(unit: unit, year: year) }
    let tables = inputs.documents.map { NoteTables($0, profile: profile) }
    for index in findings.indices { findings[index].replacePlaces(tables) }
    return Report(
      unit: unit, year: workbook.year, profile: profile.id, findings: findings,
      coverage: Coverage(
        profile: profile, statements: statements, checks: checks, tests: tests),
      lacksMandatoryCheck: !isNoteAlone && lacksMandatory(checks, tests))
  }

  /// The checks that a note alone says nothing about.
  private func leftOut(_ count: Int, _ year: Int) -> Finding {
    Finding(
      id: "\(workbook.unitCode ?? "-")/\(year)/note-without-tables", rule: "note-without-tables",
      severity: .info, verdict: .notChecked,
      message: Message(
        zh: "没有给出公开表：另有 \(count) 项勾稽涉及说明没有写的指标，未能核对；请把公开表与说明一起核对",
        en:
          "no tables were given: \(count) more checks need figures that the note does not state; audit the workbook together with the note"
      ),
      operands: inputs.documents.prefix(1).map {
        Operand(key: nil, place: Place(file: $0.file), raw: "", value: nil)
      })
  }
}

extension Rule {
  var asksForUnitType: Bool {
    conditions.contains { if case .unitType = $0 { true } else { false } }
  }
}

extension Finding {
  /// Cells of tables inside text files stand on lines, which are shown.
  mutating func replacePlaces(_ tables: [NoteTables]) {
    var operands = operands
    for index in operands.indices {
      for table in tables {
        guard let place = table.place(of: operands[index].place) else { continue }
        operands[index].quotation =
          operands[index].quotation ?? table.quotation(of: operands[index].place)
        operands[index].place = place
      }
    }
    self.operands = operands
    for index in causes.indices {
      causes[index].cells = causes[index].cells.map { cell in
        guard case .place(let place) = cell else { return cell }
        return tables.lazy.compactMap { $0.place(of: place) }.first.map { .place($0) } ?? cell
      }
    }
  }
}
