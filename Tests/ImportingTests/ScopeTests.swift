import Budget
import Importing
import Localization
import Profiles
import Sheets
import Testing

/// Whose lines a sheet holds: columns and lines above the header that name a unit, a year or a draft
/// are held against the project's.
@Suite struct ScopeTests {
  /// A sheet of income lines and what must come of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sheet: Sheet
    var rows: [String: [String]] = [:]
    /// The amounts taken, in 分.
    var amounts: [Int64]
    /// The notes as `kind@cell`, those about unused and absent columns left out.
    var notes: [String] = []
    /// What the first note says.
    var says: [String] = []

    init(
      _ name: String, _ drawing: String, merges: [String] = [], rows: [String: [String]] = [:],
      amounts: [Int64], notes: [String] = [], says: [String] = []
    ) {
      testDescription = name
      sheet = Sheet(drawing, merges: merges)
      self.rows = rows
      self.amounts = amounts
      self.notes = notes
      self.says = says
    }
  }

  static let owner: BudgetUnit = {
    var unit = BudgetUnit(code: "012001", name: "某县林业和草原局", kind: .administrative)
    unit.aliases = ["某县林业局", "990012001"]
    return unit
  }()

  /// Lines of the code column `heading` with each of `values`, of 1 元, 2 元, ….
  private static func lines(_ heading: String, _ values: [String], above: String = "") -> String {
    var rows = above.isEmpty ? [] : [above]
    rows.append("\(heading)|科目编码|金额（元）")
    for (index, value) in values.enumerated() { rows.append("\(value)|'2080109|\(index + 1)") }
    return rows.joined(separator: "\n")
  }

  static let cases: [Case] = [
    Case(
      "all lines are the unit's own", lines("单位编码", ["'012001", "'012001"]), amounts: [100, 200]),
    Case(
      "a code that lost its zero as a number", lines("单位编码", ["12001", "'012001"]),
      amounts: [100, 200]),
    Case(
      "the code of another system that the project knows", lines("单位编码", ["'990012001"]),
      amounts: [100]),
    Case(
      "code and name in one cell", lines("预算单位", ["012001-某县林业和草原局", "[012001]某县林业和草原局"]),
      amounts: [100, 200]),
    Case("a former name that the project knows", lines("单位名称", ["某县林业局"]), amounts: [100]),
    Case(
      "a short name is taken, and told", lines("单位名称", ["县林草局"]), amounts: [100],
      notes: ["other-scope@A2"], says: ["县林草局", "aliases: [\"县林草局\"]"]),
    Case(
      "a code below the unit's, as 本级 has, is taken, and told",
      lines("单位编码", ["'012001001", "'012001001"]), amounts: [100, 200], notes: ["other-scope@A2"]),
    Case(
      "lines of two units", lines("单位编码", ["'012001", "'012002", "'012002"]), amounts: [],
      notes: ["other-scope@A3"],
      says: ["012001（1 行）", "012002（2 行）", "某县林业和草原局", "rows: {单位编码: \"012001\"}"]),
    Case(
      "all lines are another unit's", lines("单位编码", ["'012009", "'012009"]), amounts: [],
      notes: ["other-scope@A2"], says: ["“012009”", "012001 某县林业和草原局", "aliases: [\"012009\"]"]),
    Case(
      "a unit below whose name begins with the unit's", lines("单位名称", ["某县林业和草原局林场"]), amounts: [],
      notes: ["other-scope@A2"]),
    Case(
      "another code before the unit's full name", lines("预算单位", ["779-某县林业和草原局"]), amounts: [100]),
    Case(
      "the code counts before the name",
      """
      单位编码|单位名称|科目编码|金额（元）
      '012001|某县林草局（本级）|'2080109|1
      """, amounts: [100]),
    Case(
      "the name counts where the code is blank",
      """
      单位编码|单位名称|科目编码|金额（元）
      '012001|某县林业和草原局|'2080109|1
      |某县水利局|'2080109|2
      """, amounts: [], notes: ["other-scope@B3"]),
    Case(
      "a unit merged over its lines",
      "单位编码|科目编码|金额（元）\n'012001|'2080109|1\n|'2080108|2\n'012002|'2080109|3",
      merges: ["A2:A3"], rows: ["单位编码": ["012001"]], amounts: [100, 200]),
    Case(
      "units of measure are no units of government", lines("单位", ["元", "台"]), amounts: [100, 200]),
    Case(
      "单位 over names of bodies", lines("单位", ["某县林业和草原局", "某县水利局"]), amounts: [],
      notes: ["other-scope@A3"]),
    Case(
      "the project's year", lines("年度", ["2020", "2020年度", "2020-01-01d"]),
      amounts: [100, 200, 300]),
    Case(
      "lines of two years", lines("年度", ["2020", "2019"]), amounts: [], notes: ["other-scope@A3"],
      says: ["2020（1 行）", "2019（1 行）", "2020 年的数据"]),
    Case(
      "all lines are another year's", lines("年度", ["2019", "2019"]), amounts: [],
      notes: ["other-scope@A2"], says: ["各行都是 2019", "2020 年的数据"]),
    Case("one draft", lines("预算版本", ["二下", "二下"]), amounts: [100, 200]),
    Case(
      "lines of two drafts", lines("预算版本", ["二下", "一上"]), amounts: [], notes: ["other-scope@A3"],
      says: ["rows: {预算版本: \"二下\"}"]),
    Case("what is blank says nothing", lines("预算版本", ["二下", "", "-"]), amounts: [100, 200, 300]),
    Case(
      "the user has chosen the unit's lines", lines("单位编码", ["'012001", "'012002", "'012001"]),
      rows: ["单位编码": ["012001"]], amounts: [100, 300]),
    Case(
      "the user has chosen both, by the column's letter", lines("单位编码", ["'012001", "'012002"]),
      rows: ["A": ["012001", "012002"]], amounts: [100, 200]),
    Case(
      "the user has chosen by one column, another still asks",
      """
      预算版本|年度|科目编码|金额（元）
      二下|2020|'2080109|1
      一上|2019|'2080109|2
      二下|2019|'2080109|3
      """, rows: ["预算版本": ["二下"]], amounts: [], notes: ["other-scope@B4"]),
    Case(
      "a chosen value that no line has", lines("单位编码", ["'012001", "'012002"]),
      rows: ["单位编码": ["012003"]], amounts: [], notes: ["other-scope@A1"],
      says: ["“012003”", "012001（1 行）、012002（1 行）"]),
    Case(
      "a chosen column that is not there", lines("单位编码", ["'012001"]), rows: ["单位": ["012001"]],
      amounts: [], notes: ["missing-column@A1"], says: ["按“单位”选行"]),
    Case(
      "a line without the value by which lines are chosen", lines("单位编码", ["'012001", ""]),
      rows: ["单位编码": ["012001"]], amounts: [100], notes: ["missing-field@A3"]),
    Case(
      "the total over lines that were not chosen is not compared",
      "单位编码|科目编码|金额（元）\n'012001|'2080109|1\n'012002|'2080109|2\n合计||3",
      rows: ["单位编码": ["012001"]], amounts: [100]),
    Case(
      "the unit above the header", lines("序号", [""], above: "编制单位：某县林业和草原局　　单位：元"), amounts: [100]),
    Case(
      "another unit above the header", lines("序号", [""], above: "单位：412009 某县水利局|单位：元"),
      amounts: [], notes: ["other-scope@A1"], says: ["412009某县水利局", "aliases: [\"某县水利局\"]"]),
    Case(
      "another unit beside its label", lines("序号", [""], above: "编制单位：|某县水利局"), amounts: [],
      notes: ["other-scope@A1"]),
    Case("measures above the header", lines("序号", [""], above: "单位：台、平方米、万元"), amounts: [100]),
    Case(
      "another budget year above the header", lines("序号", [""], above: "预算年度：2019"), amounts: [],
      notes: ["other-scope@A1"], says: ["2019", "2020 年的数据"]),
  ]

  @Test(arguments: cases)
  func `lines of others are never taken in silence`(_ one: Case) {
    var context = Schemas.context
    context.owner = Self.owner
    context.rows = one.rows
    let result = SheetImporter(schema: Schemas.income, context: context).importing(one.sheet)
    #expect(result.facts.compactMap { $0.reading("amount")?.amount.atoms } == one.amounts)
    let told = result.notes.filter { ![.unusedColumns, .absentColumns].contains($0.kind) }
    #expect(told.map { "\($0.kind.rawValue)@\($0.place.cellName)" } == one.notes)
    for part in one.says {
      #expect(told.first?.message.chinese.contains(part) ?? false, "\(part): \(told)")
    }
    #expect(result.isBalanced)
    #expect(result.isIncomplete == told.contains { $0.severity == .error })
    // What the user has to decide stops the run.
    let isQuestion = told.contains { $0.kind == .otherScope && $0.severity == .error }
    #expect(result.questions.isEmpty != isQuestion)
  }

  @Test func `where no project says whose lines they are, only several are a question`() {
    for (drawing, kinds) in [
      (Self.lines("单位编码", ["'77", "'77"]), []), (Self.lines("年度", ["2011"]), []),
      (Self.lines("单位编码", ["'77", "'78"]), ["other-scope@A3"]),
    ] {
      #expect(Sheet(drawing).imported(Schemas.income).kinds == kinds)
    }
  }

  @Test func `lines of another unit are recognised as lines all the same`() {
    let own = Sheet(Self.lines("单位编码", ["'012001", "'012001"]))
    let mixed = Sheet(Self.lines("单位编码", ["'012001", "'012002"]))
    var context = Schemas.context
    context.owner = Self.owner
    let importer = SheetImporter(schema: Schemas.income, context: context)
    #expect(importer.recognise(own).confidence == importer.recognise(mixed).confidence)
  }
}
