import ArgumentParser
import Budget
import Disclosure
import Localization
import Project
import Reports
import Sheets

/// `gouji explain [PROJECT] SHEET!CELL`: where an exported figure comes from.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "说明导出工作簿中任一单元格、或说明中一行的各个数字的来历。Tell where any cell of the exported workbooks, or the numbers of a line of the note, come from."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var standard: ProfileOption

  @Argument(help: "[项目文件夹] 工作表!单元格，如 支出总表!F7，或 说明!行号，如 说明!12。[PROJECT] SHEET!CELL or 说明!LINE.")
  var arguments: [String]

  func validate() throws {
    guard (1...2).contains(arguments.count), arguments.last?.contains("!") == true else {
      throw ValidationError(
        "用法：gouji explain [项目文件夹] 工作表!单元格。Usage: gouji explain [PROJECT] SHEET!CELL.")
    }
  }

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      let name = arguments[arguments.count - 1]
      let run = try ProjectRun(
        folder: arguments.count == 2 ? Project.folder(named: arguments[0]) : ".",
        profile: standard.profile)
      let result = try run.reconciled()
      let disclosure = Disclosure(
        profile: run.profile, unit: run.project.unit, year: run.project.year,
        statements: result.statements, checks: result.checks, tests: result.tests,
        textSheets: try NoteRun(run, result.statements).note?.textSheets ?? [], openErrors: 0)
      let split = name.lastIndex(of: "!") ?? name.endIndex
      let sheet = String(name[..<split])
      let explanation = Explanation(
        statements: result.statements, disclosure: disclosure, units: run.units.map(\.naming),
        language: language)
      if sheet == NoteExplanation.sheet, let number = Int(name[split...].dropFirst()),
        let note = try NoteRun(run, result.statements).note
      {
        let errors = result.report.open(atLeast: .error).count
        let trace = NoteExplanation(
          note: note, mark: errors > 0 ? "" : nil, figures: explanation)
        writeOutput(try trace.text(of: number))
        return
      }
      let cell = try NamedCell(name, in: disclosure.workingPaper)
      writeOutput(explanation.text(of: cell))
    }
  }
}

/// The chain from a figure down to the input cells, indented by depth.
struct Explanation {
  let statements: StatementSet
  let disclosure: Disclosure
  /// The units of a department, by the folders from which their files are named.
  var units: [UnitNaming] = []
  let language: Language

  func text(of key: FigureKey) -> String {
    var text = ""
    var open: [(key: FigureKey, factor: Int64, depth: Int)] = [(key, 1, 0)]
    while let (key, factor, depth) = open.popLast() {
      guard let figure = statements[key] else { continue }
      let indent = String(repeating: "  ", count: depth)
      text += "\(indent)\(sign(factor, depth))\(line(key, figure))\n"
      var own: [Contribution] = []
      switch figure.derivation {
      case .constant(let contributions): own = contributions
      case .formula(let form, let contributions):
        own = contributions
        open += form.terms.reversed().map { ($0.key, $0.factor, depth + 1) }
      case .ratio(let of, let by): open += [(by, 1, depth + 1), (of, 1, depth + 1)]
      }
      text += cells(own, indent: indent)
    }
    return text
  }

  // Of a department the cells stand under the unit whose they are, with what the unit adds.
  private func cells(_ contributions: [Contribution], indent: String) -> String {
    var text = ""
    for unit in units {
      let own = contributions.filter { $0.reading.place.file.hasPrefix(unit.folder + "/") }
      guard let unitOfMoney = own.first?.reading.unit else { continue }
      let atoms = own.reduce(Int64(0)) { $0 + $1.reading.amount.atoms * $1.factor }
      text +=
        "\(indent)  + \(unit.code) \(unit.name)：\(unitOfMoney.decimal(atoms: atoms)) \(unitOfMoney.name)\n"
      text += lines(own, indent: indent + "    ")
    }
    let rest = contributions.filter { contribution in
      !units.contains { contribution.reading.place.file.hasPrefix($0.folder + "/") }
    }
    return text + lines(rest, indent: indent + "  ")
  }

  private func lines(_ contributions: [Contribution], indent: String) -> String {
    contributions.map { contribution in
      let reading = contribution.reading
      return
        "\(indent)\(sign(contribution.factor, 1))\(reading.place)  \(reading.raw)（\(reading.unit.name)）\n"
    }.joined()
  }

  func sign(_ factor: Int64, _ depth: Int) -> String {
    guard depth > 0 else { return "" }
    switch factor {
    case 1: return "+ "
    case -1: return "- "
    default: return "\(factor) × "
    }
  }

  private func line(_ key: FigureKey, _ figure: Figure) -> String {
    let cell = disclosure.cellName(of: key).map { "\($0)  " } ?? ""
    var value: String
    switch figure.state {
    case .missing(let reason):
      value = Message(zh: "缺", en: "missing").text(in: language) + "：" + reason.text(in: language)
    case .notComparable: value = "不可比"
    case .empty, .value:
      value =
        figure.amount.map { figure.unit.text($0, decimals: figure.decimals, grouped: true) } ?? ""
      value += " \(figure.unit.name)"
      if let exact = figure.exact, exact.atoms != figure.shown.atoms,
        let amount = try? Amount(atoms: exact.atoms, dimension: figure.unit.dimension)
      {
        let label = Message(zh: "精确数", en: "exactly").text(in: language)
        value += "（\(label) \(figure.unit.decimal(amount)) \(figure.unit.name)）"
      }
    }
    return "\(cell)\(key) = \(value)"
  }
}
