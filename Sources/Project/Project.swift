public import Budget
import Localization
public import Sheets
public import YAMLReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A project folder: `gouji.yaml` with the unit, the year and the inputs by role.
public struct Project: Sendable {
  /// The folder as the user named it.
  public var folder: String
  /// The body whose budget is published.
  public var unit: BudgetUnit
  /// The budget year.
  public var year: Int
  /// The profile's id, or the path of its folder.
  public var profile: String
  /// The inputs of the budget year by role.
  public var inputs: [String: [InputFile]]
  /// The inputs of the year before by role.
  public var priorInputs: [String: [InputFile]]
  /// Last year's published workbooks, from which the prior year is read where no input gives it.
  public var priorPublished: [InputFile]
  /// The unit's own text for the note (职责, 机构设置 …).
  public var unitText: [InputFile] = []
  /// How figures are rounded for print; nil leaves it to the profile.
  public var rounding: RoundingPolicy?
  /// The unit's own note (说明), to be held against the tables.
  public var notes: [InputFile] = []
  /// The reasons for changes against last year.
  public var reasons: [Reason]
  /// The findings that a person has accepted.
  public var accepted: [Acceptance]

  /// One input file.
  public struct InputFile: Sendable, Hashable {
    /// The path as `gouji.yaml` has it, relative to the project folder.
    public var name: String
    /// The path to open.
    public var path: String
    /// The sheet to take; nil lets the importer find it.
    public var sheet: String?
    /// The columns that the user has settled, by field key.
    public var columns: [String: String]
    /// The unit of money that the user has settled.
    public var unit: MeasureUnit?
    /// Where `gouji.yaml` names it.
    public var place: Place

    /// An input file made of its parts.
    public init(
      name: String, path: String, sheet: String?, columns: [String: String] = [:],
      unit: MeasureUnit? = nil, place: Place
    ) {
      self.name = name
      self.path = path
      self.sheet = sheet
      self.columns = columns
      self.unit = unit
      self.place = place
    }
  }

  /// Why an item changed against last year.
  public struct Reason: Sendable, Hashable {
    /// The item, such as 人员经费 or a code.
    public var item: String
    /// The reason, as the note prints it.
    public var text: String
    /// Where `gouji.yaml` gives it.
    public var place: Place
  }

  /// A finding that a person has accepted.
  public struct Acceptance: Sendable, Hashable {
    /// The finding's id.
    public var id: String
    /// What the finding rested on, as reports print it: it comes back open when that changes.
    public var figures: String
    /// Why it is in order.
    public var reason: String
    /// Who says so.
    public var name: String
    /// When, as written.
    public var date: String
  }

  /// The role of the unit's own text among the inputs.
  public static let unitTextRole = "unit-text"
  /// The role of the unit's own note.
  public static let noteRole = "note"
  /// The name of the project file.
  public static let fileName = "gouji.yaml"

  /// Reads the project in `folder`; `roles` are the input roles that the profile knows.
  ///
  /// - Throws: `YAMLError` with line and column, also where the file is not there.
  public static func load(
    folder: String, roles: (String) throws(YAMLError) -> [String]
  ) throws(YAMLError) -> Project {
    let path = folder == "." ? fileName : "\(folder)/\(fileName)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw YAMLError(
        at: Place(file: path),
        Message(
          zh: "找不到项目文件；请在含 \(fileName) 的文件夹中运行，或把该文件夹作为参数",
          en: "there is no project file; run in a folder with \(fileName), or name that folder"))
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw YAMLError(
        at: Place(file: path),
        Message(zh: "不是 UTF-8 文本；请另存为 UTF-8", en: "not UTF-8 text; save it as UTF-8"))
    }
    let fields = try YAMLValue(parsing: text, file: path).fields([
      "unit", "year", "profile", "inputs", "reasons", "accepted", "rounding",
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
    var project = Project(
      folder: folder, unit: try BudgetUnit(fields.required("unit")), year: year, profile: profile,
      inputs: [:], priorInputs: [:], priorPublished: [], reasons: [], accepted: [])
    if let value = fields["rounding"] {
      let name = try value.string()
      project.rounding = RoundingPolicy(rawValue: name)
      if project.rounding == nil {
        throw YAMLError(at: value.place, RoundingPolicy.unknown(name))
      }
    }
    try project.readInputs(fields.required("inputs"), roles: roles(profile))
    for item in fields.list("reasons") {
      let parts = try item.fields(["item", "text"])
      project.reasons.append(
        Reason(
          item: try parts.required("item").string(), text: try parts.required("text").string(),
          place: try parts.required("item").place))
    }
    for item in fields.list("accepted") {
      let parts = try item.fields(["id", "figures", "reason", "name", "date"])
      guard let figures = try parts.string("figures") else {
        throw item.error(
          zh: "缺少“figures”：接受的是哪些数字；用 gouji accept 接受，或照抄 gouji reconcile 所列的一行",
          en:
            "the key 'figures' is missing, which says what was accepted; use gouji accept, or copy the line that gouji reconcile prints"
        )
      }
      project.accepted.append(
        Acceptance(
          id: try parts.required("id").string(), figures: figures,
          reason: try parts.required("reason").string(),
          name: try parts.required("name").string(), date: try parts.required("date").string()))
    }
    return project
  }

  private mutating func readInputs(
    _ value: YAMLValue, roles: [String]
  ) throws(YAMLError) {
    let fields = try value.fields(
      roles + roles.map { "prior-\($0)" } + ["prior", Self.unitTextRole, Self.noteRole])
    if let files = fields[Self.noteRole] { notes = try inputFiles(files) }
    if let files = fields[Self.unitTextRole] { unitText = try inputFiles(files) }
    if let files = fields["prior"] { priorPublished = try inputFiles(files) }
    for role in roles {
      if let files = fields[role] { inputs[role] = try inputFiles(files) }
      if let files = fields["prior-\(role)"] { priorInputs[role] = try inputFiles(files) }
    }
  }

  private func inputFiles(_ value: YAMLValue) throws(YAMLError) -> [InputFile] {
    var files: [InputFile] = []
    for item in value.list() {
      var sheet: String?
      var columns: [String: String] = [:]
      var unit: MeasureUnit?
      var nameValue = item
      if case .mapping = item.content {
        let fields = try item.fields(["file", "sheet", "columns", "unit"])
        nameValue = try fields.required("file")
        sheet = try fields.string("sheet")
        for (field, heading) in try fields["columns"]?.pairs() ?? [] {
          columns[field] = try heading.string()
        }
        if let value = fields["unit"] {
          unit = try Self.moneyUnit(value)
        }
      }
      let name = try nameValue.string()
      let path = name.hasPrefix("/") || folder == "." ? name : "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: path) else {
        throw nameValue.error(
          zh: "找不到输入文件“\(name)”；请检查文件名，路径相对于 \(Self.fileName) 所在的文件夹",
          en:
            "the input file '\(name)' is not there; check its name, paths are relative to the folder of \(Self.fileName)"
        )
      }
      files.append(
        InputFile(
          name: name, path: path, sheet: sheet, columns: columns, unit: unit,
          place: nameValue.place))
    }
    return files
  }
}

extension Project {
  private static func moneyUnit(_ value: YAMLValue) throws(YAMLError) -> MeasureUnit {
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
  init(_ value: YAMLValue) throws(YAMLError) {
    let fields = try value.fields(["code", "name", "type"])
    let kindValue = try fields.required("type")
    let text = try kindValue.string()
    guard let kind = Kind(rawValue: text) else {
      let kinds = Kind.allCases.map(\.rawValue)
      throw kindValue.error(
        zh: "单位类型“\(text)”应为 \(kinds.joined(separator: "、")) 之一",
        en: "the unit's type '\(text)' should be one of \(kinds.joined(separator: ", "))")
    }
    self.init(
      code: try fields.required("code").string(), name: try fields.required("name").string(),
      kind: kind)
  }
}
