import Budget
import Localization
import Profiles
import Published
import Reading
import Reconciliation
import Sheets

/// The published workbooks of the units that a department consolidates, beside its own.
struct AuditUnits {
  /// One unit's workbook.
  struct Member {
    var file: String
    var workbook: PublishedWorkbook
  }

  private let members: [Member]

  /// Reads `files`, each the workbook of one unit, with the standard that fits it best.
  ///
  /// - Throws: `ReadError`, or `AuditError` for a file without tables or with tables of another form.
  init(_ files: [String], of profile: Profile) throws {
    // Units have forms of their own in some places (Shanghai), with the tables of the department.
    let others = try TemplateSource.builtInProfiles.filter { $0 != profile.id }
      .map { try ProfileLoader.load($0).forPublished }
      .filter { other in profile.tables.allSatisfy { $0.isWorkingPaper || other.has($0) } }
    members = try files.enumerated().map { index, file in
      let sheets = try SpreadsheetFile(path: file).sheets()
      func read(by profile: Profile) -> PublishedWorkbook {
        PublishedReader(profile: profile).read([sheets], period: .unit(index + 1))
      }
      let best = others.map(read).reduce(read(by: profile)) { $1.fit > $0.fit ? $1 : $0 }
      guard !best.tables.isEmpty else { throw AuditError.nothing([file], profile) }
      return Member(file: file, workbook: best)
    }
  }

  /// The units, named as their workbooks do.
  var units: [BudgetUnit] {
    members.map { member in
      BudgetUnit(
        code: member.workbook.unitCode ?? "", name: member.workbook.unitName ?? member.file,
        kind: .administrative)
    }
  }

  /// The tables of all units; one that a workbook lacks says in which.
  var statements: StatementSet {
    var set = StatementSet()
    for member in members {
      let own = member.workbook.statements
      for var statement in own.statements {
        statement.missing = statement.missing.map { reason in
          Message(
            zh: "\(member.file)：\(reason.chinese)", en: "\(member.file): \(reason.english)")
        }
        set.add(statement, from: own)
      }
    }
    return set
  }

  /// What the readers could not understand, and workbooks that cannot be added to the department's.
  func findings(beside department: PublishedWorkbook) -> [Finding] {
    var findings: [Finding] = []
    var seen: [String: String] = [:]
    for member in members {
      findings += AuditRun.noteFindings(member.workbook.notes, member.workbook)
      if let year = member.workbook.year, let expected = department.year, year != expected {
        findings.append(
          problem(
            member, "year", in: department, raw: "\(year)",
            Message(
              zh: "所属单位的工作簿是 \(year) 年的，部门的是 \(expected) 年的；请换成同一年度的",
              en:
                "this unit's workbook is of \(year), the department's of \(expected); give that year's"
            )))
      }
      guard let name = member.workbook.unitName else { continue }
      if let other = seen[name] {
        findings.append(
          problem(
            member, "twice", in: department, raw: name,
            Message(
              zh: "与 \(other) 是同一单位“\(name)”，加了两次；请去掉一个",
              en: "this is the unit '\(name)' of \(other), added twice; take one away")))
      }
      seen[name] = member.file
    }
    return findings
  }

  /// That a unit was probably not given: nearly everywhere the department has more than the units.
  func lacking(_ checks: [Check], beside department: PublishedWorkbook) -> Finding? {
    let made = checks.filter { check in
      check.isDecided && check.rule.selectors.contains(where: \.isOfUnits)
        && (check.left.shown != 0 || check.right.shown != 0)
    }
    let failed = made.filter { $0.verdict == .mismatch }
    let short = failed.filter { $0.left.shown > $0.right.shown }
    // A slip here or there falls on both sides, and leaves most figures alone.
    guard let first = members.first, short.count > 4, short.count == failed.count,
      short.count * 3 > made.count
    else { return nil }
    return problem(
      first, "lacking", in: department, raw: "",
      Message(
        zh:
          "\(made.count) 个数中有 \(short.count) 个部门大于所给 \(members.count) 个单位之和，多半是还有单位没有给出；请用 --unit 给出全部所属单位",
        en:
          "the department has more than its \(members.count) units in \(short.count) of \(made.count) figures, so that a unit is probably not given; give all of them with --unit"
      ))
  }

  private func problem(
    _ member: Member, _ kind: String, in department: PublishedWorkbook, raw: String,
    _ message: Message
  ) -> Finding {
    let rule = "published-unit-\(kind)"
    let place = member.workbook.tables.first?.place ?? Place(file: member.file)
    let year = department.year.map(String.init) ?? "-"
    return Finding(
      id: "\(department.unitCode ?? "-")/\(year)/\(rule)/\(member.file)", rule: rule,
      severity: .error, verdict: .mismatch, message: message,
      operands: [Operand(key: nil, place: place, raw: raw, value: nil)])
  }
}
