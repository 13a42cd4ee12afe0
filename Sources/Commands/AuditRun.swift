import Budget
import Documents
import Localization
import NoteReading
import Parallel
import Profiles
import Published
import Reading
import Reconciliation
import Reports
import Sheets
import YAMLReading

/// One run over published workbooks: everything from the files to the findings.
struct AuditRun {
  let profile: Profile
  /// Why this profile; nil where the user named it.
  let choice: Message?
  let workbook: PublishedWorkbook
  let prior: PublishedWorkbook?
  let report: Report

  /// Reads workbooks and notes and makes every check of the profile that is given or fits best.
  ///
  /// - Throws: `ReadError`, `YAMLError`, or `AuditError` where nothing is recognised.
  init(
    files: [String], prior: [String] = [], units: [String] = [], profile name: String?
  ) throws {
    var inputs = try AuditInputs(files)
    let best: Fit
    if let name {
      let profile = try ProfileLoader.load(name).forPublished
      inputs = inputs.settled(for: profile)
      best = Fit(
        profile: profile, inputs: inputs,
        workbook: PublishedReader(profile: profile).read(inputs.sheets(for: profile)))
      choice = nil
    } else {
      (best, choice) = try Self.fitting(inputs)
      inputs = best.inputs
    }
    guard !best.workbook.tables.isEmpty || !inputs.documents.isEmpty else {
      throw AuditError.nothing(files, best.profile)
    }
    profile = best.profile
    var read = best.workbook
    if prior.isEmpty {
      self.prior = nil
    } else {
      let sheets = try prior.map { try SpreadsheetFile(path: $0).sheets() }
      let read = PublishedReader(profile: profile).read(sheets, period: .prior)
      guard !read.tables.isEmpty else { throw AuditError.nothing(prior, profile) }
      self.prior = read
    }
    if let prior = self.prior { read.notes += read.differences(from: prior, profile) }
    // Inside a note its sentences say that a table has no data.
    let documents = Set(inputs.documents.map(\.file))
    read.notes.removeAll { $0.kind == "empty-without-note" && documents.contains($0.place.file) }
    let notes = inputs.notes(for: profile, workbook: read)
    if let silent = notes.first(where: { !$0.saysAnything && $0.tables.isEmpty }) {
      throw AuditError.noStatement(silent.document.file)
    }
    if inputs.workbooks.isEmpty {
      // Without a workbook the note says which year and body it is about, and lacks no table.
      read.year = notes.first?.year ?? read.year
      read.unitName = notes.first?.unitName ?? read.unitName
      read.notes.removeAll { $0.kind == "missing-table" }
      read.otherSheets = []
    }
    workbook = read
    report = NoteReport(
      profile: profile, workbook: read, prior: self.prior, notes: notes, inputs: inputs,
      units: units.isEmpty ? nil : try AuditUnits(units, of: profile)
    ).report()
  }

  /// A profile, and the files as its tables.
  private struct Fit {
    var profile: Profile
    var inputs: AuditInputs
    var workbook: PublishedWorkbook
    /// How well it fits.
    var share = 0.0
  }

  /// The built-in profile whose tables and sections the files have, and why.
  private static func fitting(_ inputs: AuditInputs) throws -> (best: Fit, choice: Message) {
    let profiles = try concurrently(TemplateSource.builtInProfiles) { id throws(YAMLError) in
      try ProfileLoader.load(id).forPublished
    }
    // The words for year and headings are the same in all built-in standards.
    let previews = inputs.previews(profiles[0].vocabulary)
    var fits = concurrently(profiles) { profile in
      // Where a workbook is given it tells; a note's own tables are read once that is known.
      let sheets = inputs.workbooks.isEmpty ? inputs.sheets(for: profile) : inputs.workbooks
      let workbook = PublishedReader(profile: profile).read(sheets)
      let share =
        inputs.workbooks.isEmpty ? inputs.fit(of: profile, workbook, previews) : workbook.fit
      return Fit(profile: profile, inputs: inputs, workbook: workbook, share: share)
    }
    // Of two that fit alike, the one that is valid in the workbook's year.
    fits.sort { left, right in
      let valid = [left, right].map { fit in
        (fit.workbook.year ?? previews.first?.year).map(fit.profile.validYears.contains) == true
          ? 1 : 0
      }
      return (left.share, valid[0]) > (right.share, valid[1])
    }
    let shares = fits.map { "\($0.profile.id) \(percent($0.share))" }
    var best = fits[0]
    if !inputs.documents.isEmpty {
      best.inputs = inputs.settled(for: best.profile)
      best.workbook = PublishedReader(profile: best.profile).read(
        best.inputs.sheets(for: best.profile))
    }
    return (
      best,
      Message(
        zh:
          "规范 \(best.profile.id)：按表题、表头和行（只有说明的，按应有的部分）的符合程度选定（\(shares.joined(separator: "，"))）；可用 --profile 指定",
        en:
          "profile \(best.profile.id), chosen by how titles, headers and rows (of a note: its sections) fit (\(shares.joined(separator: ", "))); --profile names another"
      )
    )
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

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

  static func yearMismatch(
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

/// Why nothing can be audited.
enum AuditError: LocalizedFailure {
  /// No table and no note at all.
  case nothing([String], Profile)
  /// A document without a word.
  case noText(String)
  /// A document whose words say nothing of any figure.
  case noStatement(String)

  var message: Message {
    switch self {
    case .noText(let file):
      return Message(
        zh: "\(file)：文件里没有文字（可能是空文件、扫描件或只有图片），无法核对；请给出可以选取文字的 docx 或 txt",
        en:
          "\(file): there is no text in it (empty, a scan or pictures only), so nothing can be checked; give a docx or txt whose text can be selected"
      )
    case .noStatement(let file):
      return Message(
        zh: "\(file)：没有认出一个预算数，应有如“2020年收入预算100.00万元”的句子或公开表；请检查是否给错了文件",
        en:
          "\(file): no budget figure was recognised; expected sentences such as “2020年收入预算100.00万元”, or tables: check whether it is the right file"
      )
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
