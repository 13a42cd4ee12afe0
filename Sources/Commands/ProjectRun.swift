import Budget
import Disclosure
import Documents
import Importing
import Localization
import NoteReading
import Parallel
import Profiles
import Project
import Published
import Reading
import Reconciliation
import Reports
import Sheets
import Tabulation
import YAMLReading
import YearComparison

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One run over a project: everything from the input files to the findings.
struct ProjectRun {
  /// One input sheet as it was imported.
  struct Input {
    var role: String
    var period: Period
    var file: Project.InputFile
    var fileNotes: [Message]
    var sheetName: String
    var imported: ImportedSheet
    /// How surely the sheet is this input, and why.
    var recognition: Recognition
    /// The facts read as 元 where nothing says the unit, to compare magnitudes; else nil.
    var readAsYuan: [Fact]?
  }

  let project: Project
  let profile: Profile
  let inputs: [Input]
  /// The facts of the inputs; those of a department's units taken together.
  let facts: [Period: [String: FactTable]]
  /// The units that a department consolidates; none for a single unit.
  let units: [ProjectRun]
  /// The folder as the department names it; empty where the project was opened by itself.
  let folderName: String
  /// The registers of assets, matched where two were given; nil where there is none.
  let registers: AssetRegisters?
  /// Last year's published workbooks, read as statements; nil where none were given.
  let priorPublished: PublishedWorkbook?
  /// The body's own tables of the budget year; nil where none were given.
  let stated: PublishedWorkbook?
  /// The unit's own notes.
  let documents: [Document]

  /// Reads the project and imports all its inputs.
  ///
  /// - Parameters:
  ///   - profile: the standard to use instead of the one that the project names.
  ///   - allowsQuestions: whether to go on where the user has to decide what a sheet means.
  /// - Throws: `YAMLError`, `ReadError` or `InputError` where a file cannot be used at all.
  init(folder: String, profile override: String? = nil, allowsQuestions: Bool = false) throws {
    try self.init(
      folder: folder, profile: override, allowsQuestions: allowsQuestions, folderName: "")
  }

  /// Runs a unit of a department; its files are named from the department's folder.
  init(unit: Project.UnitFolder, of department: Project, allowsQuestions: Bool) throws {
    try self.init(
      folder: unit.path, profile: nil, allowsQuestions: allowsQuestions, folderName: unit.name
    ) { project throws(UnitError) in
      guard project.units.isEmpty else {
        let isItself = resolved(unit.path) == resolved(department.folder)
        throw UnitError(unit: unit, problem: isItself ? .itself : .nested)
      }
    }
  }

  private init(
    folder: String, profile override: String?, allowsQuestions: Bool, folderName: String,
    refusing check: (Project) throws(UnitError) -> Void = { _ in }
  ) throws {
    var loaded: Profile?
    self.folderName = folderName
    let prefix = folderName.isEmpty ? "" : folderName + "/"
    var project = try Project.load(folder: folder, prefix: prefix) { name throws(YAMLError) in
      let profile = try ProfileLoader.load(override ?? name)
      loaded = profile
      return profile.inputs.map(\.key)
    }
    try check(project)
    guard var profile = loaded else { throw InputError.noProfile }
    guard profile.validYears.contains(project.year) else {
      throw InputError.wrongYear(
        project.year, profile.id, profile.validYears, folder: folder)
    }
    if project.units.isEmpty { profile = profile.forSingleUnit() }
    try OwnCodes.add(project.codes, to: &profile)
    self.profile = profile
    var named: [(schema: InputSchema, period: Period, file: Project.InputFile)] = []
    for (period, roles) in [(Period.current, project.inputs), (.prior, project.priorInputs)] {
      for schema in profile.inputs {
        named += (roles[schema.key] ?? []).map { (schema, period, $0) }
      }
    }
    let (year, owner) = (project.year, project.unit)
    let whole = profile
    let inputs = try concurrently(named) { schema, period, file in
      try Self.imported(
        file, schema: schema, period: period, year: period == .prior ? year - 1 : year,
        of: owner, profile: whole)
    }
    let questions = ImportQuestions(profile: profile, inputs: inputs).messages
    guard allowsQuestions || questions.isEmpty else { throw InputError.undecided(questions) }
    self.inputs = inputs
    var own = FactTables(project: project, profile: profile, inputs: inputs).byPeriod
    registers = own.isEmpty ? nil : AssetRegisters(profile: profile, facts: &own)
    units = try Consolidation.units(
      of: project, profile: profile, allowsQuestions: allowsQuestions)
    if units.isEmpty {
      facts = own
    } else {
      let consolidation = Consolidation(
        project: project, profile: profile, own: own, units: units)
      facts = consolidation.facts
      project.unit.members = consolidation.bodies
    }
    self.project = project
    let roles = RoleCheck(profile: profile, year: project.year)
    priorPublished = try Self.published(project.priorPublished, profile, .prior, roles)
    stated = try Self.published(project.stated, profile, .stated, roles)?.foundTables
    documents = try project.notes.map { try Self.document($0) }
  }

  private static func document(_ file: Project.InputFile) throws -> Document {
    guard case .document(var document) = try InputDocument(path: file.path) else {
      throw InputError.notText(file.name, place: file.place)
    }
    document.file = file.name
    return document
  }

  private static func published(
    _ files: [Project.InputFile], _ profile: Profile, _ period: Period, _ roles: RoleCheck
  ) throws -> PublishedWorkbook? {
    guard !files.isEmpty else { return nil }
    let key = period == .prior ? "prior" : Project.statedRole
    let workbooks = try files.map { file in
      var sheets = try roles.workbook(file, under: key).sheets()
      if let name = file.sheet { sheets.removeAll { $0.name != name } }
      for index in sheets.indices { sheets[index].file = file.name }
      return sheets
    }
    let workbook = PublishedReader(profile: profile).read(workbooks, period: period)
    for file in files where !workbook.tables.contains(where: { $0.place.file == file.name }) {
      try roles.refuseInput(file, under: key)
    }
    guard !workbook.tables.isEmpty else { throw AuditError.nothing(files.map(\.name), profile) }
    return workbook
  }

  private static func imported(
    _ file: Project.InputFile, schema: InputSchema, period: Period, year: Int,
    of owner: BudgetUnit, profile: Profile
  ) throws -> Input {
    let importer = SheetImporter(
      schema: schema,
      context: ImportContext(
        year: year, codes: profile.codes, categories: profile.categories, columns: file.columns,
        unit: file.unit, owner: owner, rows: file.rows))
    if let field = file.columns.keys.sorted().first(where: { schema.field($0) == nil }) {
      throw InputError.unknownField(
        field, place: file.place, input: schema.key, known: schema.fields.map(\.key))
    }
    let sheets = try InputSheets(
      path: file.path, name: file.name,
      settled: SettledCells(cells: file.cells, sheet: file.sheet, place: file.place))
    if !file.cells.isEmpty, file.sheet == nil, sheets.entries.count > 1 {
      throw InputError.cellsWithoutSheet(
        file.name, place: file.place, all: sheets.entries.map(\.frame.name))
    }
    // A sheet that is not there is refused with the names of those that are.
    if let name = file.sheet { _ = try sheets.spreadsheet.stream(named: name) }
    let roles = RoleCheck(profile: profile, year: year)
    let entry: InputSheets.Entry
    do {
      entry =
        try sheets.entries.first { $0.frame.name == file.sheet }
        ?? found(in: sheets.entries, for: importer, file: file, schema: schema)
    } catch {
      try roles.refusePublished(sheets, file, as: schema, period, fitting: nil)
      throw error
    }
    let work = importer.begin(entry.head)
    let recognition = importer.recognise(entry.head, begun: work)
    // A body's published workbook has sheets that read as inputs, and many that do not.
    if recognition.confidence < 0.5 || file.sheet == nil && sheets.entries.count > 2 {
      try roles.refusePublished(
        sheets, file, as: schema, period,
        fitting: recognition.confidence < 0.5 ? nil : entry.frame.name)
    }
    let imported = try sheets.imported(entry, begun: work)
    return Input(
      role: schema.key, period: period, file: file, fileNotes: sheets.spreadsheet.notes,
      sheetName: entry.frame.name, imported: imported,
      recognition: recognition,
      readAsYuan: try sheets.readAsYuan(entry, imported, by: importer))
  }

  private static func found(
    in sheets: [InputSheets.Entry], for importer: SheetImporter, file: Project.InputFile,
    schema: InputSchema
  ) throws -> InputSheets.Entry {
    let filled = sheets.filter { !$0.head.cells.isEmpty }
    guard filled.count != 1 else { return filled[0] }
    guard !filled.isEmpty else { throw InputError.emptyFile(file.name, input: schema.title) }
    let ranked = filled.map { (sheet: $0, confidence: importer.recognise($0.head).confidence) }
    let best = ranked.map(\.confidence).max() ?? 0
    // A sheet that another one clearly outdoes is not what is meant.
    let fitting = ranked.filter { $0.confidence > 0 && $0.confidence > best - 0.1 }.map(\.sheet)
    guard fitting.count == 1 else {
      throw InputError.sheetUnclear(
        file: file.name, input: schema.title, fitting: fitting.map(\.frame.name),
        all: sheets.map(\.frame.name))
    }
    return fitting[0]
  }

  /// The statements, checks and findings.
  ///
  /// - Throws: `TabulationError`, or `YAMLError` where a reason is given for an item that no
  ///   comparison with last year has.
  func reconciled() throws -> Reconciled { try reconciled(tabulated()) }

  /// The same for statements that are made already.
  func reconciled(_ tabulated: Tabulated) throws -> Reconciled {
    let statements = tabulated.statements
    let comparison = YearComparison(
      profile: profile, year: project.year, statements: statements,
      reasons: Dictionary(
        project.reasons.map { ($0.item, $0.text) }, uniquingKeysWith: { first, _ in first }))
    try project.checkReasons(comparison, note: profile.note)
    let profile = asked
    let reconciler = Reconciler(profile: profile, unit: project.unit, statements: statements)
    let checks = reconciler.checks()
    let (checked, (tests, coverage)) = together(
      {
        checkFindings(
          checks, unit: project.unit, year: project.year, statements: statements,
          unitLines: unitLines)
      },
      {
        let tests = self.tests(by: reconciler, profile, statements, comparison)
        let coverage = Coverage(
          profile: profile, statements: statements, checks: checks, tests: tests)
        return (tests, coverage)
      })
    var findings = openEntries() + importFindings() + tabulated.findings
    if let stated {
      findings += AuditRun.noteFindings(stated.notes, stated)
    }
    if let priorPublished {
      findings += AuditRun.noteFindings(priorPublished.notes, priorPublished)
    }
    findings += checked
    findings += tests.flatMap { $0.findings(unit: project.unit, year: project.year) }
    accept(&findings)
    let report = Report(
      unit: project.unit, year: project.year, profile: profile.id, findings: findings,
      coverage: coverage,
      lacksMandatoryCheck: lacksMandatory(checks, tests), folder: folderName,
      units: try unitReports())
    return Reconciled(
      statements: statements, comparison: comparison, checks: checks, tests: tests, report: report)
  }

  /// The profile without what nothing is asked of: without a note, its rules for notes.
  private var asked: Profile {
    var profile = profile
    if documents.isEmpty { profile.rules.removeAll { $0.test?.name.family == .text } }
    return profile
  }

  private func tests(
    by reconciler: Reconciler, _ profile: Profile, _ statements: StatementSet,
    _ comparison: YearComparison
  ) -> [TestResult] {
    let notes = documents.map {
      Note(
        $0, profile: profile, statements: statements, year: project.year,
        unitName: project.unit.name)
    }
    var runners: [any RecordTestRunner] = [
      LineTests(profile: profile, year: project.year, facts: facts, statements: statements),
      ChangeTests(
        profile: profile, year: project.year, comparison: comparison, statements: statements,
        published: priorPublished?.statements, reasons: project.changeReasons),
      NoteAudit(notes: notes, profile: profile, statements: statements, hasTables: true),
    ]
    if let registers { runners.append(registers.tests(year: project.year)) }
    // Records are tested unit by unit: equal lines of two units are no duplicates, and the lines of
    // several files stand in no order.
    return reconciler.tests(runners).filter {
      units.isEmpty || $0.rule.test.map { ![.lines, .cards].contains($0.name.family) } ?? true
    }
  }

  /// For each input sheet that says its unit in one place, that place.
  private var unitLines: [Place: Place] {
    var lines: [Place: Place] = [:]
    for input in allInputs {
      lines[Place(file: input.file.name, sheet: input.sheetName)] = input.imported.unitLine
    }
    return lines
  }

  /// Marks the findings that a person has accepted.
  func accept(_ findings: inout [Finding]) {
    Acceptances(accepted: project.accepted).apply(to: &findings)
  }

  private func unitReports() throws -> [Report] {
    var reports: [Report] = []
    for unit in units { reports.append(try unit.reconciled().report) }
    return reports
  }

  /// The inputs of the project and of its units.
  var allInputs: [Input] { inputs + units.flatMap(\.inputs) }

  /// What the checks came to.
  struct Reconciled {
    var statements: StatementSet
    /// The budget against the year before, with the project's reasons.
    var comparison: YearComparison
    var checks: [Check]
    var tests: [TestResult]
    var report: Report
  }

  // Hints about repaired cells are for `gouji import`; warnings and errors are findings.
  private func importFindings() -> [Finding] {
    var copies: [String: Int] = [:]
    // A form that is still to be filled in is one finding, not one a line.
    return inputs.filter { !$0.isUnfilled }.flatMap { input in
      input.imported.notes.filter { $0.severity > .info }.map { note in
        let rule = "import-\(note.kind.rawValue)"
        let role = input.period == .prior ? "prior-\(input.role)" : input.role
        let name = "\(project.unit.code)/\(project.year)/\(rule)/\(role)/\(note.raw)"
        let copy = copies[name, default: 0]
        copies[name] = copy + 1
        return Finding(
          id: copy == 0 ? name : "\(name)#\(copy + 1)", rule: rule, severity: note.severity,
          verdict: note.kind.verdict, message: note.message,
          operands: [Operand(key: nil, place: note.place, raw: note.raw, value: nil)])
      }
    }
  }
}

extension ImportNoteKind {
  /// Contradictions in the data are mismatches; what could not be taken is not checked.
  fileprivate var verdict: Verdict {
    switch self {
    case .statedTotal, .unknownCode, .nameMismatch, .unitConflict, .formulaDiffers: .mismatch
    default: .notChecked
    }
  }
}

/// A path without links and dots, by which two names of one folder are known.
private func resolved(_ path: String) -> String {
  URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
}

/// Why the inputs of a project cannot be used at all.
enum InputError: LocalizedFailure {
  case noProfile
  case wrongYear(Int, String, ClosedRange<Int>, folder: String)
  case unknownField(String, place: Place, input: String, known: [String])
  case emptyFile(String, input: String)
  case sheetUnclear(file: String, input: String, fitting: [String], all: [String])
  case undecided([Message])
  case notText(String, place: Place)
  case cellsWithoutSheet(String, place: Place, all: [String])

  var message: Message {
    switch self {
    case .noProfile:
      Message(zh: "没有规范", en: "there is no profile")
    case .wrongYear(let year, let id, let years, let folder):
      Message(
        zh:
          "\(folder)/\(Project.fileName)：规范 \(id) 适用于 \(years.lowerBound)–\(years.upperBound) 年度，项目是 \(year) 年度；请改用适合的规范",
        en:
          "\(folder)/\(Project.fileName): profile \(id) is valid for \(years.lowerBound)–\(years.upperBound), the project is for \(year); choose a fitting profile"
      )
    case .unknownField(let field, let place, let input, let known):
      Message(
        zh: "\(place)：输入 \(input) 没有字段“\(field)”；有：\(known.joined(separator: "、"))",
        en:
          "\(place): input \(input) has no field '\(field)'; there are: \(known.joined(separator: ", "))"
      )
    case .notText(let file, let place):
      Message(
        zh: "\(place)：“\(file)”不是说明；应为 .docx 或 .txt，公开表写在 \(Project.statedRole) 下",
        en:
          "\(place): '\(file)' is no note; expected .docx or .txt, published tables stand under \(Project.statedRole)"
      )
    case .cellsWithoutSheet(let file, let place, let all):
      Message(
        zh: "\(place)：“\(file)”有几张工作表（\(all.joined(separator: "、"))）；写了 cells 的，请用 sheet 写明是哪一张",
        en:
          "\(place): '\(file)' has several sheets (\(all.joined(separator: ", "))); with cells, name the one with sheet"
      )
    case .emptyFile(let file, let title):
      Message(
        zh: "\(file)：文件是空的，没有一个单元格有内容，应为“\(title)”；请重新另存或换成正确的文件",
        en:
          "\(file): the file is empty, no cell holds anything; expected “\(title)”: save it again, or name the right file"
      )
    case .undecided(let questions):
      Message(
        zh: "有 \(questions.count) 处须由您决定，运行停止\n"
          + questions.map { "  " + $0.chinese }.joined(separator: "\n"),
        en: "\(questions.count) points are for you to decide, the run stops\n"
          + questions.map { "  " + $0.english }.joined(separator: "\n"))
    case .sheetUnclear(let file, let input, let fitting, let all):
      fitting.isEmpty
        ? Message(
          zh:
            "\(file)：没有一张工作表像“\(input)”；工作表有：\(all.joined(separator: "、"))。请检查文件，或在 gouji.yaml 中写明 sheet",
          en:
            "\(file): no sheet looks like “\(input)”; the sheets are: \(all.joined(separator: ", ")). Check the file, or name the sheet in gouji.yaml"
        )
        : Message(
          zh:
            "\(file)：有几张工作表都像“\(input)”：\(fitting.joined(separator: "、"))。请在 gouji.yaml 中用 {file: …, sheet: …} 指定一张",
          en:
            "\(file): several sheets look like “\(input)”: \(fitting.joined(separator: ", ")). Name one in gouji.yaml with {file: …, sheet: …}"
        )
    }
  }
}
