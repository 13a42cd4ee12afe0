import Budget
import Localization
import Profiles
import Reconciliation

@testable import NoteReading

/// Errors that inspectors find (reference E01–E28), three of each kind at least.
enum ErrorCatalogue {
  /// One of them.
  struct Case {
    /// Its number in the reference.
    var error: String
    /// The note.
    var text: String
    /// The tests of which one finds it.
    var tests: [RecordTest.Name]
    /// What they say of it.
    var verdict = Verdict.mismatch
    /// Whether the note is held against tables.
    var withTables = true
    /// What is named, for findings about what is not there.
    var row: String?

    /// The tests that find it.
    func found(in budget: SampleBudget) -> [RecordTest.Name] {
      budget.outcomes(text, withTables: withTables).filter {
        $0.outcome.verdict == verdict && (row == nil || $0.outcome.row == row)
      }.map(\.test)
    }

    func isFound(in budget: SampleBudget) -> Bool {
      let found = found(in: budget)
      return tests.contains { found.contains($0) }
    }
  }

  /// What the errors are.
  static let names = [
    "E01": "digit slip", "E02": "the note on an empty table names another fund",
    "E03": "a list does not add up to its total", "E04": "其它 for 其他, names of another year",
    "E05": "the reason goes the other way", "E06": "level word of another template",
    "E07": "one figure with two values", "E08": "rate on the wrong base",
    "E09": "parts do not sum; percentage left blank", "E10": "subtotal 0 above parts that are not",
    "E11": "三公 smaller than its own part", "E12": "text and fund table differ",
    "E13": "the same indicator twice, different", "E14": "no per cent sign",
    "E15": "a rate where last year was 0", "E16": "减少为0，与上年持平",
    "E17": "broken year", "E18": "公务用车购置费 not told separately",
    "E19": "0.01 residue, which is rounding and no error", "E20": "元 for 万元",
    "E21": "usage of another code", "E22": "code with a digit too many",
    "E23": "doubled words, placeholders", "E24": "two versions with different totals",
    "E25": "no word about an empty fund table", "E26": "a section that is not there",
    "E27": "本部门 and 本单位 mixed", "E28": "a missing fact printed as 0",
  ]

  static let cases =
    sentences.map { Case(error: $0.0, text: $0.1, tests: $0.2) } + residues + gaps

  /// E19: what rounding explains.
  private static let residues = [
    "支出预算1367.76万元，其中：基本支出1000.33万元，项目支出367.42万元。",
    "基本支出14.44万元，其中：人员经费13.94万元，公用经费0.49万元。",
    "财政拨款收入100.01万元，其中：一般公共预算拨款收入60.00万元，政府性基金预算拨款收入30.00万元，国有资本经营预算拨款收入10.00万元。",
  ].map {
    Case(error: "E19", text: $0, tests: [.noteSums], verdict: .rounding, withTables: false)
  }

  /// E25, E26: what is not there, in notes that have all else.
  private static let gaps: [Case] = {
    guard let budget = try? SampleBudget.shared.get() else { return [] }
    let sections = budget.profile.vocabulary.sections
    let statements = budget.profile.vocabulary.statements
    func note(without name: String) -> String {
      (sections + statements).filter { $0.name != name && !$0.words[0].isEmpty }
        .map { "\($0.words[0])\n\n内容。" }.joined(separator: "\n\n")
    }
    let lacking =
      statements.map { ($0.name, "E25", RecordTest.Name.noteStatements) }
      + sections.suffix(6).map { ($0.name, "E26", RecordTest.Name.noteSections) }
    return lacking.map { name, error, test in
      Case(error: error, text: note(without: name), tests: [test], row: name)
    }
  }()

  private static let sentences: [(String, String, [RecordTest.Name])] = [
    ("E01", "2020年支出预算2354.60万元。", [.noteFigures]),
    ("E01", "人员经费1050.53万元。", [.noteFigures]),
    ("E01", "农林水支出（类）水利（款）行政运行（项）710.10万元。", [.noteFigures]),
    ("E02", "八、政府性基金预算支出情况\n　　本部门2020年没有使用国有资本经营预算安排的支出，本表无数据。", [.noteNothing]),
    ("E02", "国有资本经营预算支出表\n　　注：本部门2020年没有政府性基金预算安排的支出，故本表为空表。", [.noteNothing]),
    ("E02", "本部门2020年无政府性基金预算支出。", [.noteNothing]),
    ("E03", "公用经费195.25万元，包括：办公费60.00万元，差旅费40.00万元，其他费用80.25万元。", [.noteSums]),
    (
      "E03", "培训支出10.00万元，包括：讲课费3.00万元、场地费4.00万元、其他4.00万元；公务接待费3.00万元，包括：餐费1.00万元、住宿费1.50万元。",
      [.noteSums]
    ),
    (
      "E03", "收入预算2345.60万元，其中：财政拨款收入2145.60万元，事业收入150.00万元，事业单位经营收入0万元，其他收入60.00万元。",
      [.noteSums, .noteFigures]
    ),
    ("E03", "政府采购预算320.00万元，其中：货物预算120.00万元、工程预算100.00万元、服务预算110.00万元。", [.noteSums]),
    ("E04", "其它支出（类）其它支出（款）100.00万元。", [.noteNames, .noteWording]),
    ("E04", "“医疗卫生与计划生育支出”科目120.00万元。", [.noteNames]),
    ("E04", "“其它社会保障和就业支出”科目为0。", [.noteNames, .noteWording]),
    ("E05", "公务接待费3.00万元，比2019年减少1.00万元，主要原因是接待经费增加。", [.noteReasons]),
    ("E05", "人员经费比上年增加40.35万元，原因是压减工资支出。", [.noteReasons]),
    ("E05", "公用经费比2019年减少4.75万元，主要是由于办公费用增加。", [.noteReasons]),
    ("E06", "县级财政拨款收入2145.60万元。\n县级财政当年拨付的资金。\n县级预算主管部门审核。\n市级财政当年拨付的资金。", [.noteLevels]),
    ("E06", "指县级财政安排的资金。\n由县级财政拨付。\n报县级部门批准。\n使用区级财政资金。", [.noteLevels]),
    ("E06", "纳入县级预算管理。\n县级财政负担。\n县级财政安排。\n省级部门批复的预算。", [.noteLevels]),
    ("E07", "基本支出1245.60万元。\n三、基本支出情况\n　　基本支出1254.60万元。", [.noteRepeats, .noteFigures]),
    ("E07", "项目支出1100.00万元，用于各项工作。\n本年项目支出1010.00万元。", [.noteRepeats, .noteFigures]),
    ("E07", "政府采购预算320.00万元。\n六、政府采购\n　　2020年政府采购预算302.00万元。", [.noteRepeats, .noteFigures]),
    ("E08", "支出预算2345.60万元，比2019年增加145.60万元，增长6.21%。", [.noteRates]),
    ("E08", "公务接待费3.00万元，比上年减少1.00万元，下降33.33%。", [.noteRates]),
    ("E08", "项目支出比2019年增加110.00万元，增长10.00%。", [.noteRates]),
    ("E09", "基本支出1245.60万元，其中：人员经费1050.35万元，占基本支出预算%。", [.noteUnits]),
    ("E09", "人员经费1050.35万元，公用经费195.25万元，占支出预算的%。", [.noteUnits]),
    ("E09", "支出预算2345.60万元，其中：基本支出1245.60万元，项目支出1000.00万元。", [.noteSums, .noteFigures]),
    ("E10", "公务用车购置及运行费0万元（其中：公务用车购置费0万元，公务用车运行维护费25.00万元）。", [.noteSums, .noteFigures]),
    ("E10", "“三公”经费0万元，其中：因公出国（境）费0万元，公务用车购置及运行费25.00万元，公务接待费3.00万元。", [.noteSums, .noteFigures]),
    ("E10", "公务用车购置及运行费为0，其中：公务用车购置费0万元、公务用车运行费25.00万元。", [.noteSums, .noteFigures]),
    (
      "E11", "“三公”经费2.00万元，其中：因公出国（境）费0万元，公务用车购置及运行费25.00万元，公务接待费3.00万元。",
      [.noteSums, .noteFigures]
    ),
    ("E11", "公务接待费0.30万元。", [.noteFigures]),
    ("E11", "公务用车运行维护费19.56万元。", [.noteFigures]),
    ("E12", "政府性基金预算支出130.00万元。", [.noteFigures]),
    ("E12", "2020年政府性基金预算拨款收入10.00万元。", [.noteFigures]),
    ("E12", "国有资本经营预算支出12.00万元。", [.noteFigures]),
    ("E13", "机关运行经费195.25万元。\n机关运行经费共计195.26万元。", [.noteRepeats, .noteFigures]),
    ("E13", "事业收入150.00万元。\n2020年事业收入150.10万元。", [.noteRepeats, .noteFigures]),
    ("E13", "面向中小企业预留200.00万元。\n面向中小企业预留210.00万元。", [.noteRepeats]),
    ("E14", "基本支出1245.60万元，占53.10，项目支出1100.00万元。", [.noteUnits]),
    ("E14", "人员经费占基本支出的84.32。", [.noteUnits]),
    ("E14", "支出预算2345.60万元，比上年增长6.62。", [.noteUnits]),
    ("E15", "因公出国（境）费0万元，比2019年增长100%。", [.noteRates]),
    ("E15", "国有资本经营预算支出0万元，较上年下降100%。", [.noteRates]),
    ("E15", "公务用车购置费0万元，比上年增长100.00%。", [.noteRates]),
    ("E16", "公务接待费减少为0.00万元，与上年持平。", [.noteDirections, .noteFigures]),
    ("E16", "公务用车运行维护费25.00万元，与上年持平。", [.noteDirections]),
    ("E16", "项目支出1100.00万元，与2019年预算持平。", [.noteDirections]),
    ("E17", "青县水务局202 年度部门预算", [.noteYears]),
    ("E17", "青县水务局20200年部门预算", [.noteYears]),
    ("E17", "2018年部门收支总体情况表和2018年部门预算", [.noteYears]),
    ("E18", "“三公”经费28.00万元，其中：因公出国（境）费0万元，公务用车购置及运行费25.00万元，公务接待费3.00万元。", [.noteParts]),
    ("E18", "“三公”经费28.00万元，其中：公务用车运行维护费25.00万元，公务接待费3.00万元。", [.noteParts]),
    ("E18", "2020年“三公”经费预算28.00万元，全部为公务接待费和公务用车运行维护费。", [.noteParts]),
    ("E20", "住房公积金（项）200.00元。", [.noteFigures]),
    ("E20", "人员经费1050.35元，公用经费195.25万元。", [.noteFigures]),
    ("E20", "“三公”经费28.00亿元。", [.noteFigures]),
    ("E21", "“住房公积金”科目200.00万元，主要用于缴纳在职人员基本医疗保险。", [.noteUsages]),
    ("E21", "行政单位医疗（项）120.00万元，主要用于缴存住房公积金。", [.noteUsages]),
    ("E21", "机关事业单位职业年金缴费支出（项）100.00万元，主要用于发放购房补贴。", [.noteUsages]),
    ("E22", "22102010住房公积金200.00万元。", [.noteNames]),
    ("E22", "（21303010）行政运行（项）700.10万元。", [.noteNames]),
    ("E22", "20805055机关事业单位基本养老保险缴费支出200.50万元。", [.noteNames]),
    ("E23", "支出预算比上年增加增加145.60万元。", [.noteRepeatedWords]),
    ("E23", "本单位××年收入预算2345.60万元。。", [.noteLeftovers]),
    ("E23", "比上年增加（减少）145.60万元，主要原因是。", [.noteLeftovers, .noteCutOff]),
    ("E24", "2019年支出预算2300.00万元。", [.noteFigures]),
    ("E24", "2019年“三公”经费预算数为35.00万元。", [.noteFigures]),
    ("E24", "项目支出由上年的909.00万元调整为1100.00万元。", [.noteFigures]),
    ("E27", "本部门2020年收入预算2345.60万元，本单位没有政府采购。", [.noteBodyWord]),
    ("E27", "我单位预算已经批复。\n本部门支出预算2345.60万元。", [.noteBodyWord]),
    ("E27", "现将我部门预算公开如下。本单位无车辆。", [.noteBodyWord]),
    (
      "E28", "财政拨款收入2145.60万元，其中：一般公共预算拨款收入0.00万元，政府性基金预算拨款收入0.00万元，国有资本经营预算拨款收入0.00万元。",
      [.noteSums, .noteFigures]
    ),
    ("E28", "一般公共预算拨款收入0.00万元，比上年减少1930.00万元。", [.noteFigures, .noteChanges]),
    ("E28", "一般公共预算支出为0。", [.noteFigures]),
  ]
}
