public import Budget

/// A place's standard for the disclosure of department budgets (公开规范): all that differs between
/// places and years, as data.
public struct Profile: Sendable {
  /// The id, such as `hebei-2020`.
  public var id: String
  /// The Chinese name.
  public var name: String
  /// The document that prescribes it.
  public var source: String
  /// The budget years for which it holds.
  public var validYears: ClosedRange<Int>
  /// What it calls the body that publishes: 部门 or 单位.
  public var bodyWord: String
  /// How figures are rounded for print, unless the project says otherwise.
  public var rounding = RoundingPolicy.halfUp
  /// The tables in the order of the form.
  public var tables: [TableDefinition]
  /// The names of columns and rows of money that published tables have beside those of any form, as
  /// 用事业基金弥补收支差额.
  public var namesBeside: [String] = []
  /// How each table is laid out, in the order of the workbook.
  public var layouts: [SheetLayout]
  /// The wording of cover, contents and notes.
  public var wording: Wording
  /// Names for key figures, and charts.
  public var highlights = Highlights()
  /// The note; nil where the standard has none.
  public var note: NoteTemplate?
  /// The glossary in the order of the note.
  public var glossary: [GlossaryTerm] = []
  /// The sections of the unit's own text.
  public var unitText: [UnitTextSection] = []
  /// The rules in the order of the check sheet.
  public var rules: [Rule]
  /// The input roles.
  public var inputs: [InputSchema]
  /// The classification lists by key.
  public var codes: [String: CodeList]
  /// The categories of codes by list key.
  public var categories: [String: CategoryList]
  /// How notes speak of the figures.
  public var vocabulary = NoteVocabulary()
  /// How registers of assets are compared; nil where the standard has none.
  public var register: RegisterPlan?
  /// The codes that moved, by the key of their classification list.
  public var moves: [String: CodeMoves] = [:]

  /// The table with `key`, or nil.
  public func table(_ key: String) -> TableDefinition? {
    tables.first { $0.key == key }
  }

  /// The profile for a single unit, without the tables that only departments have.
  public func forSingleUnit() -> Profile {
    var profile = self
    profile.tables.removeAll(where: \.isForDepartments)
    profile.layouts.removeAll { layout in
      table(layout.table)?.isForDepartments ?? false
    }
    return profile
  }

  /// Adds a table, or puts it in the place of the one with its key.
  mutating func put(_ table: TableDefinition) {
    if let index = tables.firstIndex(where: { $0.key == table.key }) {
      tables[index] = table
    } else {
      tables.append(table)
    }
  }

  /// Adds a table's layout, or puts it in the place of the one that the table had.
  mutating func put(_ layout: SheetLayout) {
    if let index = layouts.firstIndex(where: { $0.table == layout.table }) {
      layouts[index] = layout
    } else {
      layouts.append(layout)
    }
  }

  /// The input role with `key`, or nil.
  public func input(_ key: String) -> InputSchema? {
    inputs.first { $0.key == key }
  }
}

/// Categories (资产大类) of codes by their longest listed prefix.
public struct CategoryList: Sendable {
  private var byPrefix: [String: String] = [:]
  private var longest = 0
  /// The categories, each once, in the order of the list.
  public private(set) var categories: [String] = []

  /// The category of codes that no prefix names, as tables by category call it.
  public static let unlisted = "未分类"

  /// An empty list.
  public init() {}

  /// Gives codes that begin with `prefix` the category.
  public mutating func add(prefix: String, category: String) {
    if !categories.contains(category) { categories.append(category) }
    byPrefix[prefix] = category
    longest = max(longest, prefix.count)
  }

  /// The category of `code`; nil where no prefix of it is listed.
  public func category(of code: String) -> String? {
    var prefix = code.prefix(longest)
    while !prefix.isEmpty {
      if let category = byPrefix[String(prefix)] { return category }
      prefix.removeLast()
    }
    return nil
  }
}
