public import Budget
public import Sheets

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
  /// The roles of the budget year that are declared empty (无): the unit has none of it.
  public var emptyInputs: Set<String>
  /// The roles of the year before that are declared empty.
  public var emptyPriorInputs: Set<String>
  /// Last year's published workbooks, from which the prior year is read where no input gives it.
  public var priorPublished: [InputFile]
  /// The body's own tables of the budget year, such as a workbook that was already published: they
  /// are compared with those made of the inputs.
  public var stated: [InputFile] = []
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
  /// The folders of the units that a department consolidates; empty for a single unit.
  public var units: [UnitFolder]
  /// The unit's own code lists by the key of the profile's list: they add to it and go before it.
  public var codes: [(list: String, file: InputFile)]
  /// What `gouji init` left open in the project file and nobody has filled in yet.
  public var open: [OpenEntry]

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
    /// The lines that the user has settled on: for a column the values of the lines to be taken.
    public var rows: [String: [String]]
    /// The cells that the user has settled, with what they hold.
    public var cells: [CellAddress: String]
    /// Where `gouji.yaml` names it.
    public var place: Place

    /// An input file made of its parts.
    public init(
      name: String, path: String, sheet: String?, columns: [String: String] = [:],
      unit: MeasureUnit? = nil, rows: [String: [String]] = [:],
      cells: [CellAddress: String] = [:], place: Place
    ) {
      self.name = name
      self.path = path
      self.sheet = sheet
      self.columns = columns
      self.unit = unit
      self.rows = rows
      self.cells = cells
      self.place = place
    }
  }

  /// The folder of a unit that a department consolidates.
  public struct UnitFolder: Sendable, Hashable {
    /// The folder as `gouji.yaml` has it, relative to the department's folder.
    public var name: String
    /// The path to open.
    public var path: String
    /// Where `gouji.yaml` names it.
    public var place: Place
  }

  /// An entry of the project file that still says 请填写.
  public struct OpenEntry: Sendable, Hashable {
    /// The key, such as `unit.name`.
    public var key: String
    /// Where it stands.
    public var place: Place
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

  /// The role of the body's own tables among the inputs.
  public static let statedRole = "published"
  /// The role of the unit's own text among the inputs.
  public static let unitTextRole = "unit-text"
  /// The role of the unit's own note.
  public static let noteRole = "note"
  /// The name of the project file.
  public static let fileName = "gouji.yaml"

  /// The folder of the project that a user names: by its folder or by its project file.
  public static func folder(named path: String) -> String {
    guard path == fileName || path.hasSuffix("/" + fileName) else { return path }
    let folder = path.dropLast(fileName.utf8.count)
    return folder.isEmpty ? "." : folder == "/" ? "/" : String(folder.dropLast())
  }
  /// What stands in a project file where something is to be filled in.
  public static let openMark = "请填写"
  /// What declares an input role empty: the unit has none of it.
  public static let emptyMark = "无"

  /// The path of `name`, relative to the folder of a project file.
  static func path(of name: String, in folder: String) -> String {
    name.hasPrefix("/") || folder == "." ? name : "\(folder)/\(name)"
  }
}
