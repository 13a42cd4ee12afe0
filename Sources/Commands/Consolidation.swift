import Budget
import Localization
import Profiles
import Project
import Sheets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The units of a department, run each by itself, and their facts taken together.
///
/// The department's tables are made of the lines of all units, so that every figure of them is the
/// sum of the units' figures and leads back to the units' own cells.
struct Consolidation {
  /// One part of a department: a unit, or the department's body with inputs of its own.
  private struct Part {
    var unit: BudgetUnit
    /// The unit's folder; empty for the department's own inputs.
    var folder: String
    var facts: [Period: [String: FactTable]]
  }

  private let parts: [Part]
  private let profile: Profile

  /// The parts of `project`: its own inputs where it has any, then its units in their order.
  init(
    project: Project, profile: Profile, own: [Period: [String: FactTable]], units: [ProjectRun]
  ) {
    self.profile = profile
    let ownParts =
      own.isEmpty ? [] : [Part(unit: project.unit, folder: "", facts: own)]
    parts =
      ownParts
      + units.map { Part(unit: $0.project.unit, folder: $0.folderName, facts: $0.facts) }
  }

  /// The bodies that are taken together.
  var bodies: [BudgetUnit] { parts.map(\.unit) }

  /// The lines of all parts by year and role.
  ///
  /// A role that one part does not give, or not wholly, is
  /// missing for the department: a sum of the others would be too small without a word.
  var facts: [Period: [String: FactTable]] {
    var result: [Period: [String: FactTable]] = [:]
    for period in [Period.current, .prior] {
      let roles = Set(parts.flatMap { ($0.facts[period] ?? [:]).keys })
      for role in roles {
        var table = FactTable(dataset: role, facts: [])
        for part in parts {
          guard let own = part.facts[period]?[role] else {
            table.missing = table.missing ?? lacking(role, period, part)
            continue
          }
          table.facts += own.facts
          if let reason = own.missing ?? (own.isIncomplete ? incomplete(role) : nil) {
            table.missing = table.missing ?? named(reason, part)
          }
        }
        result[period, default: [:]][role] = table
      }
    }
    return result
  }

  private func named(_ reason: Message, _ part: Part) -> Message {
    Message(
      zh: "\(part.unit.code) \(part.unit.name)：\(reason.chinese)",
      en: "\(part.unit.code) \(part.unit.name): \(reason.english)")
  }

  private func lacking(_ role: String, _ period: Period, _ part: Part) -> Message {
    let title = profile.input(role)?.title ?? role
    let key = period == .prior ? "prior-\(role)" : role
    let file = part.folder.isEmpty ? Project.fileName : "\(part.folder)/\(Project.fileName)"
    return named(
      Message(
        zh:
          "没有提供输入“\(title)”；请在 \(file) 的 inputs 中写明 \(key) 的文件，没有这一项的写 \(key): \(Project.emptyMark)",
        en:
          "the input '\(key)' (\(title)) was not given; name its file in the inputs of \(file), or write \(key): \(Project.emptyMark) where there is none"
      ), part)
  }

  private func incomplete(_ role: String) -> Message {
    let title = profile.input(role)?.title ?? role
    return Message(
      zh: "输入“\(title)”中有未能采用的行",
      en: "some lines of the input '\(role)' (\(title)) could not be taken")
  }
}

extension Consolidation {
  /// Runs each unit of `project`, after seeing that it can be part of the department.
  ///
  /// - Throws: `UnitError` at the place where the department names the unit, or what the unit's own
  ///   files are refused for.
  static func units(
    of project: Project, profile: Profile, allowsQuestions: Bool
  ) throws -> [ProjectRun] {
    var runs: [ProjectRun] = []
    var seen: [String: Project.UnitFolder] = [:]
    for unit in project.units {
      let run = try ProjectRun(unit: unit, of: project, allowsQuestions: allowsQuestions)
      if let problem = problem(of: run, in: project, profile: profile) {
        throw UnitError(unit: unit, problem: problem)
      }
      let code = run.project.unit.code
      if let other = seen[code] {
        throw UnitError(unit: unit, problem: .twice(code: code, other: other.name))
      }
      seen[code] = unit
      runs.append(run)
    }
    return runs
  }

  private static func problem(
    of run: ProjectRun, in project: Project, profile: Profile
  ) -> UnitError.Problem? {
    if run.project.year != project.year {
      return .otherYear(run.project.year, project.year)
    }
    let ownInputs = !project.inputs.isEmpty || !project.emptyInputs.isEmpty
    if ownInputs, run.project.unit.code == project.unit.code {
      return .twice(code: project.unit.code, other: Project.fileName)
    }
    guard run.profile.id != profile.id else { return nil }
    if let table = profile.tables.first(where: { !$0.isWorkingPaper && !run.profile.has($0) }) {
      return .otherTables(run.profile.id, profile.id, table.key + " " + table.title)
    }
    let schema = profile.inputs.first { schema in
      run.profile.input(schema.key)?.fields.map(\.key) != schema.fields.map(\.key)
    }
    return schema.map { .otherInputs(run.profile.id, profile.id, $0.title) }
  }
}

/// A unit and the folder from which its files are named.
struct UnitNaming {
  var folder: String
  var code: String
  var name: String
}

extension ProjectRun {
  /// The unit as its department names it.
  var naming: UnitNaming {
    UnitNaming(folder: folderName, code: project.unit.code, name: project.unit.name)
  }
}

extension Profile {
  /// Whether a table of another standard has the same blocks and all its columns here.
  func has(_ other: TableDefinition) -> Bool {
    guard let table = table(other.key) else { return false }
    return other.blocks.allSatisfy { block in
      guard let own = table.block(block.key) else { return false }
      return block.columns.allSatisfy { own.column($0.key) != nil }
    }
  }
}

/// Why a unit cannot be part of a department.
struct UnitError: LocalizedFailure {
  enum Problem {
    case itself
    case nested
    case otherYear(Int, Int)
    case otherTables(String, String, String)
    case otherInputs(String, String, String)
    case twice(code: String, other: String)
  }

  var unit: Project.UnitFolder
  var problem: Problem

  var message: Message {
    Message(
      zh: "\(unit.place)：单位“\(unit.name)”：\(detail.chinese)",
      en: "\(unit.place): the unit '\(unit.name)': \(detail.english)")
  }

  private var detail: Message {
    switch problem {
    case .itself:
      Message(
        zh: "就是部门自己；部门本级的数据写在部门的 inputs 中，或另建一个文件夹",
        en:
          "is the department itself; give the body's own data under inputs, or a folder of its own"
      )
    case .nested:
      Message(
        zh: "它自己也汇总单位，不支持多级汇总；请在部门的 units 中直接列出基层单位",
        en: "consolidates units itself, which is not supported; list its units here directly")
    case .otherYear(let year, let expected):
      Message(
        zh: "是 \(year) 年度的，部门是 \(expected) 年度；请换成同一年度的文件夹",
        en: "is for \(year), the department for \(expected); name the folder of the same year")
    case .otherTables(let id, let expected, let table):
      Message(
        zh: "采用规范 \(id)，没有部门规范 \(expected) 的表“\(table)”或其各列，不能相加；请采用同一地区的规范",
        en:
          "follows \(id), which has not the table '\(table)' of \(expected) with all its columns, so that they cannot be added; use the same place's profile"
      )
    case .otherInputs(let id, let expected, let input):
      Message(
        zh: "采用规范 \(id)，其输入“\(input)”与部门规范 \(expected) 的不同，不能相加；请采用同一地区的规范",
        en:
          "follows \(id), whose input '\(input)' differs from that of \(expected), so that they cannot be added; use the same place's profile"
      )
    case .twice(let code, let other):
      Message(
        zh: "编码 \(code) 与“\(other)”的相同，同一单位不能汇总两次；请删去一个，或改正编码",
        en:
          "has the code \(code) of '\(other)'; a unit cannot be added twice: remove one, or correct the code"
      )
    }
  }
}
