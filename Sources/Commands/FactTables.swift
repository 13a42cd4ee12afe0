import Budget
import Importing
import Localization
import Profiles
import Project
import Sheets

/// The facts of a project's inputs, one table a role and year, with what is known of their being
/// whole.
struct FactTables {
  let byPeriod: [Period: [String: FactTable]]

  init(project: Project, profile: Profile, inputs: [ProjectRun.Input]) {
    func schema(_ role: String) -> InputSchema? { profile.input(role) }
    var tables: [Period: [String: FactTable]] = [:]
    for (period, roles) in [
      (Period.current, project.emptyInputs), (.prior, project.emptyPriorInputs),
    ] {
      for role in roles { tables[period, default: [:]][role] = FactTable(dataset: role, facts: []) }
    }
    for input in inputs {
      var table =
        tables[input.period]?[input.role] ?? FactTable(dataset: input.role, facts: [])
      if input.isUnfilled {
        // Nothing filled in is not the same as nothing there.
        table.missing = table.missing ?? input.unfilled
      } else {
        table.facts += input.imported.facts.map { $0.of(project.unit, schema(input.role)) }
      }
      table.isIncomplete = table.isIncomplete || input.imported.isIncomplete
      tables[input.period, default: [:]][input.role] = table
    }
    byPeriod = tables
  }
}

extension ProjectRun.Input {
  /// Whether the file has the columns but no line with an amount, and does not declare that there
  /// is none, be it with 无 or with a dash in the place of each amount.
  var isUnfilled: Bool {
    guard !imported.isIncomplete, imported.noteCounts[.declaredEmpty] == nil else { return false }
    return (imported.noteCounts[.blankAmount] ?? 0) >= imported.facts.count
      && imported.facts.allSatisfy { fact in
        fact.values.values.allSatisfy { value in
          if case .amount(let reading) = value { reading.unit.dimension != .money } else { true }
        }
      }
  }

  /// What is to be done about a file without lines.
  var unfilled: Message {
    Message(
      zh: "\(file.name)!\(sheetName) 还没有填写，没有一行有金额；请填写，本单位没有这一项的，在表头下写“\(Project.emptyMark)”",
      en:
        "\(file.name)!\(sheetName) is still to be filled in, no line has an amount; fill it in, or write \(Project.emptyMark) under the header where there is none"
    )
  }
}

extension ProjectRun {
  /// What `gouji init` left open and nobody has filled in yet: entries of the project file and
  /// whole forms.
  func openEntries() -> [Finding] {
    let entries = project.open.map { entry in
      Finding(
        id: "\(project.unit.code)/\(project.year)/project-open/\(entry.key)", rule: "project-open",
        severity: .error, verdict: .notChecked,
        message: Message(
          zh: "\(entry.key) 还没有填写，请在 \(Project.fileName) 中填写",
          en: "\(entry.key) is still to be filled in, in \(Project.fileName)"),
        operands: [
          Operand(key: nil, place: entry.place, raw: Project.openMark, value: nil)
        ])
    }
    let forms = inputs.filter { input in
      // Last year's published workbook stands for what was not filled in.
      input.isUnfilled && (input.period == .current || project.priorPublished.isEmpty)
    }.map { input in
      let role = input.period == .prior ? "prior-\(input.role)" : input.role
      return Finding(
        id: "\(project.unit.code)/\(project.year)/input-open/\(role)/\(input.file.name)",
        rule: "input-open", severity: .error, verdict: .notChecked, message: input.unfilled,
        operands: [
          Operand(
            key: nil, place: Place(file: input.file.name, sheet: input.sheetName), raw: "",
            value: nil)
        ])
    }
    return entries + forms
  }
}
