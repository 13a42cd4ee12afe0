import Budget
import Localization
import Profiles
import Published
import Reading
import Reconciliation
import Reports
import Sheets

/// One run over published workbooks: everything from the files to the findings.
struct AuditRun {
  let profile: Profile
  /// Why this profile; nil where the user named it.
  let choice: Message?
  let workbook: PublishedWorkbook
  let prior: PublishedWorkbook?
  let report: Report

  /// Reads the workbooks and makes every check of the profile that is given or fits best.
  ///
  /// - Throws: `ReadError`, `YAMLError`, or `AuditError` where no table is recognised.
  init(files: [String], prior: [String], profile name: String?) throws {
    let workbooks = try files.map { try SpreadsheetFile(path: $0).sheets() }
    let best: (profile: Profile, workbook: PublishedWorkbook)
    if let name {
      let profile = try ProfileLoader.load(name).forPublished
      best = (profile, PublishedReader(profile: profile).read(workbooks))
      choice = nil
    } else {
      (best, choice) = try Self.fitting(workbooks)
    }
    guard !best.workbook.tables.isEmpty else { throw AuditError.nothing(files, best.profile) }
    profile = best.profile
    workbook = best.workbook
    if prior.isEmpty {
      self.prior = nil
    } else {
      let sheets = try prior.map { try SpreadsheetFile(path: $0).sheets() }
      let read = PublishedReader(profile: profile).read(sheets, period: .prior)
      guard !read.tables.isEmpty else { throw AuditError.nothing(prior, profile) }
      self.prior = read
    }
    report = Self.report(profile, workbook, self.prior)
  }

  /// The built-in profile whose tables the workbooks have, and why.
  private static func fitting(
    _ workbooks: [[Sheet]]
  ) throws -> (best: (profile: Profile, workbook: PublishedWorkbook), choice: Message) {
    var fits: [(profile: Profile, workbook: PublishedWorkbook)] = []
    for id in TemplateSource.builtInProfiles {
      let profile = try ProfileLoader.load(id).forPublished
      fits.append((profile, PublishedReader(profile: profile).read(workbooks)))
    }
    // Of two that fit alike, the one that is valid in the workbook's year.
    fits.sort { left, right in
      let valid = [left, right].map { fit in
        fit.workbook.year.map(fit.profile.validYears.contains) == true ? 1 : 0
      }
      return (left.workbook.fit, valid[0]) > (right.workbook.fit, valid[1])
    }
    let shares = fits.map { "\($0.profile.id) \(percent($0.workbook.fit))" }
    let best = fits[0]
    return (
      best,
      Message(
        zh:
          "规范 \(best.profile.id)：按表题、表头和行的符合程度选定（\(shares.joined(separator: "，"))）；可用 --profile 指定",
        en:
          "profile \(best.profile.id), chosen by how titles, headers and rows fit (\(shares.joined(separator: ", "))); --profile names another"
      )
    )
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

  private static func report(
    _ profile: Profile, _ workbook: PublishedWorkbook, _ prior: PublishedWorkbook?
  ) -> Report {
    let unit = BudgetUnit(
      code: workbook.unitCode ?? "", name: workbook.unitName ?? "（未注明单位）", kind: .administrative)
    let statements = workbook.joined(prior: prior)
    let reconciler = Reconciler(profile: profile, unit: unit, statements: statements)
    let year = workbook.year ?? 0
    var tests = reconciler.tests([
      LineTests(profile: profile, year: year, statements: statements)
    ])
    var checks = reconciler.checks()
    let noType = Message(
      zh: "工作簿没有说明单位性质（行政、参公、事业）", en: "a published workbook does not state the unit's type")
    for index in checks.indices where checks[index].rule.asksForUnitType {
      checks[index].verdict = .notChecked
      checks[index].reason = noType
    }
    for index in tests.indices where tests[index].rule.asksForUnitType {
      tests[index].outcomes = [
        TestOutcome(
          scope: tests[index].outcomes[0].scope, verdict: .notChecked, message: noType)
      ]
    }
    var findings = noteFindings(workbook.notes + (prior?.notes ?? []), workbook)
    if let mismatch = yearMismatch(workbook, prior) { findings.append(mismatch) }
    findings += checkFindings(checks, unit: unit, year: year, statements: statements)
    findings += tests.flatMap { $0.findings(unit: unit, year: year) }
    return Report(
      unit: unit, year: workbook.year, profile: profile.id, findings: findings,
      coverage: Coverage(
        profile: profile, statements: statements, checks: checks, tests: tests),
      lacksMandatoryCheck: lacksMandatory(checks, tests))
  }

  /// What the reader could not understand, as findings; also used for a project's prior workbook.
  static func noteFindings(_ notes: [PublishedNote], _ workbook: PublishedWorkbook) -> [Finding] {
    var copies: [String: Int] = [:]
    return notes.map { note in
      let rule = "published-\(note.kind)"
      let year = workbook.year.map(String.init) ?? "-"
      let name =
        "\(workbook.unitCode ?? "-")/\(year)/\(rule)/\(note.place.sheet ?? "-")/\(note.raw)"
      let copy = copies[name, default: 0]
      copies[name] = copy + 1
      return Finding(
        id: copy == 0 ? name : "\(name)#\(copy + 1)", rule: rule, severity: note.severity,
        verdict: note.verdict, message: note.message,
        operands: [Operand(key: nil, place: note.place, raw: note.raw, value: nil)])
    }
  }

  private static func yearMismatch(
    _ workbook: PublishedWorkbook, _ prior: PublishedWorkbook?
  ) -> Finding? {
    guard let year = workbook.year, let prior, let before = prior.year, before != year - 1,
      let place = prior.tables.first?.place
    else { return nil }
    return Finding(
      id: "\(workbook.unitCode ?? "-")/\(year)/published-prior-year/-/\(before)",
      rule: "published-prior-year", severity: .warning, verdict: .mismatch,
      message: Message(
        zh: "作为上年的工作簿是 \(before) 年的，本年是 \(year) 年；上年应为 \(year - 1) 年",
        en:
          "the workbook given as last year's is of \(before), this year is \(year); expected \(year - 1)"
      ), operands: [Operand(key: nil, place: place, raw: "\(before)", value: nil)])
  }

  /// What was recognised, for the terminal.
  func summary(language: Language) -> String {
    var lines: [Message] = []
    if let choice { lines.append(choice) }
    lines.append(
      Message(
        zh:
          "单位：\(workbook.unitName ?? "工作簿未写明")；年度：\(workbook.year.map(String.init) ?? "工作簿未写明，或写法不一")",
        en:
          "unit: \(workbook.unitName ?? "not stated"); year: \(workbook.year.map(String.init) ?? "not stated, or not alike")"
      ))
    if let year = workbook.year, !profile.validYears.contains(year) {
      lines.append(
        Message(
          zh:
            "注意：规范 \(profile.id) 适用于 \(profile.validYears.lowerBound)–\(profile.validYears.upperBound) 年度",
          en:
            "note: profile \(profile.id) is valid for \(profile.validYears.lowerBound)–\(profile.validYears.upperBound)"
        ))
    }
    for (label, book) in [
      (Message(zh: "本年", en: "this year"), Optional(workbook)),
      (Message(zh: "上年", en: "last year"), prior),
    ] {
      for table in book?.tables ?? [] {
        let chinese = table.evidence.map(\.chinese).joined(separator: "；")
        let english = table.evidence.map(\.english).joined(separator: "; ")
        let confidence = Self.percent(table.confidence)
        lines.append(
          Message(
            zh:
              "  \(table.place)：\(table.table)（\(label.chinese)）《\(table.title)》，把握 \(confidence)：\(chinese)",
            en:
              "  \(table.place): \(table.table) (\(label.english)) “\(table.title)”, \(confidence): \(english)"
          ))
      }
    }
    let others = workbook.otherSheets.map(\.description)
    if !others.isEmpty {
      lines.append(
        Message(
          zh: "没有表的工作表：\(others.joined(separator: "、"))",
          en: "sheets without a table: \(others.joined(separator: ", "))"))
    }
    return lines.map { $0.text(in: language) + "\n" }.joined()
  }
}

extension Rule {
  fileprivate var asksForUnitType: Bool {
    conditions.contains { if case .unitType = $0 { true } else { false } }
  }
}

/// Why nothing can be audited.
enum AuditError: LocalizedFailure {
  case nothing([String], Profile)

  var message: Message {
    switch self {
    case .nothing(let files, let profile):
      let titles = profile.tables.filter { !$0.isWorkingPaper }.prefix(3).map(\.title)
      return Message(
        zh:
          "\(files.joined(separator: "、"))：没有认出任何公开表；应有表题如“\(titles.joined(separator: "”“"))”和相应的表头，请检查是否给错了文件，或用 --profile 指定规范",
        en:
          "\(files.joined(separator: ", ")): no disclosure table was recognised; expected titles such as “\(titles.joined(separator: "”, “"))” with their headers: check the file, or name a standard with --profile"
      )
    }
  }
}
