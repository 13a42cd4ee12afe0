import Budget
import Localization
import Sheets
public import YAMLReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Project {
  /// Reads the project in `folder`; `roles` are the input roles that the profile knows.
  ///
  /// - Parameter prefix: what goes before the names of input files in places: the unit's folder
  ///   where the project belongs to a department.
  /// - Throws: `YAMLError` with line and column, also where the file is not there.
  public static func load(
    folder: String, prefix: String = "", roles: (String) throws(YAMLError) -> [String]
  ) throws(YAMLError) -> Project {
    let path = Self.path(of: fileName, in: folder)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw YAMLError(
        at: Place(file: path),
        Message(
          zh: "找不到项目文件；请在含 \(fileName) 的文件夹中运行，或把该文件夹作为参数；gouji init 可以新建一个",
          en:
            "there is no project file; run in a folder with \(fileName), or name that folder; gouji init makes a new one"
        ))
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw YAMLError(
        at: Place(file: path),
        Message(zh: "不是 UTF-8 文本；请另存为 UTF-8", en: "not UTF-8 text; save it as UTF-8"))
    }
    let fields = try YAMLValue(parsing: text, file: path).fields([
      "unit", "year", "profile", "inputs", "units", "codes", "reasons", "accepted",
      "rounding",
    ])
    let yearValue = try fields.required("year")
    let year = try yearValue.integer()
    guard (2000...2100).contains(year) else {
      throw yearValue.error(
        zh: "预算年度 \(year) 不在 2000 到 2100 之间", en: "the budget year \(year) is not in 2000…2100")
    }
    let profileValue = try fields.required("profile")
    let name = try profileValue.string()
    // A folder of that name in the project goes before a built-in profile.
    let own = "\(folder)/\(name)"
    let profile = FileManager.default.fileExists(atPath: "\(own)/profile.yaml") ? own : name
    let (unit, open) = try BudgetUnit.read(fields.required("unit"))
    var project = Project(
      folder: folder, unit: unit, year: year, profile: profile, inputs: [:], priorInputs: [:],
      emptyInputs: [], emptyPriorInputs: [], priorPublished: [], reasons: [], accepted: [],
      units: [], codes: [], open: open)
    if let value = fields["rounding"] {
      let name = try value.string()
      project.rounding = RoundingPolicy(rawValue: name)
      if project.rounding == nil {
        throw YAMLError(at: value.place, RoundingPolicy.unknown(name))
      }
    }
    let reader = InputReader(folder: folder, prefix: prefix)
    try project.readUnits(fields.list("units"))
    // A department may have inputs of its own; a single unit must.
    if fields["inputs"] != nil || project.units.isEmpty {
      try project.readInputs(fields.required("inputs"), roles: roles(profile), reader)
    } else {
      _ = try roles(profile)
    }
    for (list, file) in try fields["codes"]?.pairs() ?? [] {
      try file.refuse(["columns", "rows", "unit", "cells"], in: "codes", takenBy: roles(profile))
      project.codes.append((list, try reader.file(file)))
    }
    try project.readPeople(fields)
    return project
  }

  /// A sheet that is named twice would be counted twice, and compared with itself where it is named for
  /// both years.
  private func refuseRepetition(_ role: String) throws(YAMLError) {
    let files = (inputs[role] ?? []) + (priorInputs[role] ?? [])
    for (index, file) in files.enumerated() {
      let isNamedBefore = files[..<index].contains {
        $0.path == file.path && $0.sheet == file.sheet && $0.columns == file.columns
          && $0.rows == file.rows
      }
      guard isNamedBefore else { continue }
      throw YAMLError(
        at: file.place,
        Message(
          zh: "“\(file.name)”写了两次；请删去一处，或用 sheet、columns、rows 写明两处各取哪一部分",
          en:
            "'\(file.name)' is named twice; remove one, or say with sheet, columns or rows which part each means"
        ))
    }
  }

  private mutating func readPeople(_ fields: YAMLFields) throws(YAMLError) {
    for item in fields.list("reasons") {
      let parts = try item.fields(["item", "text"])
      reasons.append(
        Reason(
          item: try parts.required("item").string(), text: try parts.required("text").string(),
          place: try parts.required("item").place))
    }
    for item in fields.list("accepted") {
      let parts = try item.fields(["id", "figures", "reason", "name", "date"])
      guard let figures = try parts.string("figures") else {
        throw item.error(
          zh: "缺少“figures”：接受的是哪些数字；用 gouji accept 接受，或照抄 findings.json 中这一项的 figures",
          en:
            "the key 'figures' is missing, which says what was accepted; use gouji accept, or copy its 'figures' from findings.json"
        )
      }
      for key in ["reason", "name"] {
        let value = try parts.required(key)
        guard try value.string().allSatisfy(\.isWhitespace) else { continue }
        throw value.error(
          zh: "接受一项发现须写明理由和姓名，“\(key)”是空的",
          en: "who accepts a finding gives a reason and a name; '\(key)' is empty")
      }
      accepted.append(
        Acceptance(
          id: try parts.required("id").string(), figures: figures,
          reason: try parts.required("reason").string(),
          name: try parts.required("name").string(), date: try parts.required("date").string()))
    }
  }

  private mutating func readUnits(_ items: [YAMLValue]) throws(YAMLError) {
    for item in items {
      var name = try item.string()
      while name.count > 1, name.hasSuffix("/") { name.removeLast() }
      let path = Self.path(of: name, in: folder)
      guard FileManager.default.fileExists(atPath: "\(path)/\(Self.fileName)") else {
        throw item.error(
          zh: "“\(name)”不是项目文件夹：其中没有 \(Self.fileName)；请检查文件夹名，或用 gouji init 新建",
          en:
            "'\(name)' is no project folder: it has no \(Self.fileName); check the folder's name, or make one with gouji init"
        )
      }
      units.append(UnitFolder(name: name, path: path, place: item.place))
    }
  }

  private mutating func readInputs(
    _ value: YAMLValue, roles: [String], _ reader: InputReader
  ) throws(YAMLError) {
    let fields = try value.fields(
      roles + roles.map { "prior-\($0)" } + [
        "prior", Self.statedRole, Self.unitTextRole, Self.noteRole,
      ])
    // These have no lines: what picks or reads the lines of an input would be passed over in silence.
    for role in [Self.statedRole, Self.noteRole, Self.unitTextRole, "prior"] {
      for item in fields.list(role) {
        try item.refuse(["columns", "rows", "unit", "cells"], in: role, takenBy: roles)
      }
    }
    if let files = fields[Self.statedRole] { stated = try reader.files(files) }
    if let files = fields[Self.noteRole] { notes = try reader.files(files) }
    if let files = fields[Self.unitTextRole] { unitText = try reader.files(files) }
    if let files = fields["prior"] { priorPublished = try reader.files(files) }
    for role in roles {
      if let files = fields[role] {
        if files.isEmptyMark {
          emptyInputs.insert(role)
        } else {
          inputs[role] = try reader.files(files)
        }
      }
      if let files = fields["prior-\(role)"] {
        if files.isEmptyMark {
          emptyPriorInputs.insert(role)
        } else {
          priorInputs[role] = try reader.files(files)
        }
      }
      try refuseRepetition(role)
    }
  }
}

extension YAMLValue {
  fileprivate var isEmptyMark: Bool {
    if case .scalar(Project.emptyMark) = content { true } else { false }
  }

  /// An error at the first of `keys` that an input file of a role without lines is given.
  fileprivate func refuse(
    _ keys: [String], in role: String, takenBy roles: [String]
  ) throws(YAMLError) {
    guard case .mapping(let pairs) = content else { return }
    for (key, _) in pairs {
      let name = try key.string()
      guard keys.contains(name) else { continue }
      throw key.error(
        zh:
          "“\(role)”不用“\(name)”，请删去；用它的有：\(roles.joined(separator: "、"))（及其 prior-）",
        en:
          "'\(role)' does not take '\(name)', remove it; these do: \(roles.joined(separator: ", ")) (and prior- of each)"
      )
    }
  }
}

/// Reads the input files that a project names.
struct InputReader {
  let folder: String
  let prefix: String

  func files(_ value: YAMLValue) throws(YAMLError) -> [Project.InputFile] {
    var files: [Project.InputFile] = []
    for item in value.list() { files.append(try file(item)) }
    return files
  }

  func file(_ item: YAMLValue) throws(YAMLError) -> Project.InputFile {
    var sheet: String?
    var columns: [String: String] = [:]
    var unit: MeasureUnit?
    var rows: [String: [String]] = [:]
    var cells: [CellAddress: String] = [:]
    var nameValue = item
    if case .mapping = item.content {
      let fields = try item.fields(["file", "sheet", "columns", "unit", "rows", "cells"])
      nameValue = try fields.required("file")
      sheet = try fields.string("sheet")
      for (field, heading) in try fields["columns"]?.pairs() ?? [] {
        columns[field] = try heading.string()
      }
      for (column, values) in try fields["rows"]?.pairs() ?? [] {
        let wanted = try values.strings()
        guard !wanted.isEmpty else {
          throw values.error(
            zh: "“\(column)”没有写值；应写要采用的行在该列的值",
            en: "'\(column)' has no value; give what the lines to be taken have in that column")
        }
        rows[column] = wanted
      }
      for (cell, value) in try fields["cells"]?.pairs() ?? [] {
        guard let address = CellAddress(cell) else {
          throw value.error(
            zh: "“\(cell)”不是单元格地址；应如 C2",
            en: "'\(cell)' is no address of a cell; expected one such as C2")
        }
        cells[address] = try value.string()
      }
      if let value = fields["unit"] { unit = try moneyUnit(value) }
    }
    let name = try nameValue.string()
    let path = Project.path(of: name, in: folder)
    guard FileManager.default.fileExists(atPath: path) else {
      throw nameValue.error(
        zh: "找不到输入文件“\(name)”；请检查文件名，路径相对于 \(Project.fileName) 所在的文件夹",
        en:
          "the input file '\(name)' is not there; check its name, paths are relative to the folder of \(Project.fileName)"
      )
    }
    return Project.InputFile(
      name: prefix + name, path: path, sheet: sheet, columns: columns, unit: unit,
      rows: rows, cells: cells, place: nameValue.place)
  }

  private func moneyUnit(_ value: YAMLValue) throws(YAMLError) -> MeasureUnit {
    let name = try value.string()
    guard let unit = MeasureUnit(named: name), unit.dimension == .money else {
      throw value.error(
        zh: "“\(name)”不是金额单位；应为元、千元、万元等",
        en: "'\(name)' is no unit of money; use 元, 千元, 万元 …")
    }
    return unit
  }
}

extension BudgetUnit {
  /// The unit that a project file describes, and what of it is still to be filled in.
  static func read(
    _ value: YAMLValue
  ) throws(YAMLError) -> (unit: BudgetUnit, open: [Project.OpenEntry]) {
    let fields = try value.fields(["code", "name", "type", "aliases"])
    var open: [Project.OpenEntry] = []
    func text(_ key: String) throws(YAMLError) -> String {
      let entry = try fields.required(key)
      let text = try entry.string()
      if text.hasPrefix(Project.openMark) {
        open.append(Project.OpenEntry(key: "unit.\(key)", place: entry.place))
      }
      return text
    }
    let code = try text("code")
    let name = try text("name")
    let type = try text("type")
    // A type that is still open is told as a finding, so that all that is open is told at once.
    guard let kind = Kind(rawValue: type) ?? (open.last?.key == "unit.type" ? .administrative : nil)
    else {
      let kinds = Kind.allCases.map(\.rawValue)
      throw try fields.required("type").error(
        zh: "单位类型“\(type)”应为 \(kinds.joined(separator: "、")) 之一",
        en: "the unit's type '\(type)' should be one of \(kinds.joined(separator: ", "))")
    }
    var unit = BudgetUnit(code: code, name: name, kind: kind)
    unit.aliases = try fields.strings("aliases")
    return (unit, open)
  }
}
