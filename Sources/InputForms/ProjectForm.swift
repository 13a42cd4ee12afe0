public import Budget
public import Profiles
import Project
public import YAMLReading

/// A new project: the project file and the forms for the inputs of a standard.
public struct ProjectForm {
  private let profile: Profile
  private let profileName: String
  private let year: Int

  /// A project for the budget of `year` by `profile`, which the project file calls `profileName`:
  /// its id, or the path of its folder; nil for the id.
  public init(profile: Profile, profileName: String? = nil, year: Int) {
    self.profile = profile
    self.profileName = profileName ?? profile.id
    self.year = year
  }

  /// The folder of the forms inside the project.
  public static let inputFolder = "inputs"

  /// The forms in the order of the profile's inputs, this year's first.
  public var forms: [InputForm] {
    profile.inputs.map { form($0, year) } + priorInputs.map { form($0, year - 1) }
  }

  /// The file for the unit's own words in the note.
  public static let textName = "单位文字.txt"

  /// The headings under which the unit writes its own words for the note, with nothing under them;
  /// nil where the standard's note asks for none.
  public var unitText: String? {
    let sections = textSections
    guard !sections.isEmpty else { return nil }
    return sections.map { "【\($0.key)】\n\n" }.joined()
  }

  private var textSections: [UnitTextSection] {
    let used = profile.note?.textSections ?? []
    return profile.unitText.filter { used.contains($0.key) }
  }

  private func form(_ schema: InputSchema, _ year: Int) -> InputForm {
    let closing = profile.register.flatMap { $0.input == schema.key ? $0.closing : nil }
    return InputForm(schema: schema, year: year, closing: closing, codes: profile.codes)
  }

  /// The inputs that are also asked for the year before: those that tables of that year are made of.
  var priorInputs: [InputSchema] {
    let datasets = Set(profile.tables.filter(\.hasPrior).flatMap(\.datasets))
    return profile.inputs.filter { datasets.contains($0.key) }
  }

  /// The text of `gouji.yaml`; what is nil is left to be filled in.
  ///
  /// - Throws: `YAMLError` where the template is not there.
  public func projectFile(
    code: String?, name: String?, type: BudgetUnit.Kind?
  ) throws(YAMLError) -> String {
    let template = try ProjectTemplate.text()
    let open = Project.openMark
    return Wording.fill(
      template,
      [
        "code": code.map(escaped) ?? "\(open)预算编码", "name": name.map(escaped) ?? "\(open)单位全称",
        "type": type?.rawValue ?? "\(open)（行政、参公 或 事业）", "year": String(year),
        "prior-year": String(year - 1), "profile": profileName, "profile-name": profile.name,
        "empty-example": profile.inputs.last?.key ?? "budget",
        "roles": lines(profile.inputs, year, prefix: ""),
        "prior-roles": lines(priorInputs, year - 1, prefix: "prior-"), "unit-text": textLines,
      ])
  }

  private func lines(_ inputs: [InputSchema], _ year: Int, prefix: String) -> String {
    inputs.map { schema in
      let form = form(schema, year)
      return "  # \(form.time)\(schema.title)。\n"
        + "  \(prefix)\(schema.key): \(Self.inputFolder)/\(form.fileName)"
    }.joined(separator: "\n")
  }

  private var textLines: String {
    guard !textSections.isEmpty else { return "" }
    return "  # 说明中由单位自己写的文字，写在各个小标题下，没有的留空。\n"
      + textSections.map { "  #   【\($0.key)】\($0.hint)\n" }.joined()
      + "  \(Project.unitTextRole): \(Self.textName)\n"
  }

  // For a text in double quotes.
  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}

extension TableDefinition {
  /// The input roles that its figures and rows are made of.
  var datasets: [String] {
    blocks.flatMap { block in
      var expressions = block.columns.compactMap(\.figures)
        .flatMap { [$0.leaf, $0.formula].compactMap(\.self) }
      var datasets: [String] = []
      var fixedRows: [FixedRow] = []
      switch block.rows {
      case .fixed(let rows): fixedRows = rows
      case .tree(let plan):
        datasets = plan.queries.map(\.dataset)
        fixedRows = plan.fixedRows
      case .records(let plan): datasets = [plan.dataset]
      }
      for row in fixedRows {
        expressions += row.cells.values
        if let formula = row.formula { expressions.append(formula) }
      }
      return datasets
        + expressions.flatMap(\.terms).compactMap { term in
          if case .facts(let query) = term.operand { query.dataset } else { nil }
        }
    }
  }
}
