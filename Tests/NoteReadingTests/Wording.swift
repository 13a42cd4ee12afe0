import TestKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Correct sentences in the wording of many places, made from forms and subjects.
enum Wording {
  /// A subject as places call it, with its amounts in 万元 × 100.
  struct Subject {
    var name: String
    var now: Int64
    var before: Int64
  }

  static let subjects = [
    Subject(name: "支出预算", now: 234_560, before: 220_000),
    Subject(name: "一般公共预算财政拨款支出", now: 204_560, before: 193_000),
    Subject(name: "人员经费", now: 105_035, before: 101_000),
    Subject(name: "公务接待费", now: 300, before: 400),
    Subject(name: "公务用车运行维护费", now: 2_500, before: 2_600),
  ]

  /// Forms with slots: S the subject, A the amount, B last year's, D the change in words, P the
  /// change in percent in words, Y and Z the years.
  static let forms = [
    "YS为A。",
    "YS共计A，比Z年D，P。",
    "Y年，青县水务局SA，较上年D，P。",
    "Y年度SA，与Z年预算B相比D，P。",
    "S：Y年预算A，较Z年预算数D，主要原因是政策性调整。",
    "Y年安排SA，同比P。",
    "本部门Y年S预算为A，较上年预算数B，D。",
    "我局Y年S安排A，比上年D，P。",
    "经批复，Y年SA。",
    "Y年S预算数为A，Z年预算数为B，D，P。",
    "按照综合预算的原则，Y年S预算总额为A。",
    "Y年度部门预算安排SA，比上年年初预算数D。",
    "SYuan。",
    "S预算A（Z年为B），D。",
    "Y年本单位S总计A，相比Z年D，变动幅度不大。",
    "2020年预算安排S A，较2019年D（P）。",
    "（一）S A，比Z年预算D，P。",
    "1.S A，较上年D。",
    "Y年S预算为A，全部在本级。",
    "S由上年的B调整为A。",
    "与Z年相比，SD，P。",
    "Y年S当年安排A，与上年年初预算B相比D。",
    "Y年，S共安排A。",
    "S支出A，较Z年D，P，主要是人员和项目变化。",
    "全年S预算 A ，比上年 D 。",
    "Y年部门S预算规模为A，同比D。",
    "Y年S为A；Z年S为B。",
    "S（含基本支出和项目支出安排的部分）A。",
    "Y年S年初预算A，较上年年初预算P。",
    "Y年度本级S预算A，较Z年度D，P。",
    "“S”A，与上年预算相比D。",
    "S合计A，比上年同期D。",
    "Y年财政安排S共A，较上年P。",
    "Y年S预算数A，比Z年预算数B，D，P。",
    "S预算Wan，较上年D。",
    "YS预算为A，比上年预算D，P。主要原因是：政策调整。",
    "Y年，本部门S预算A，比Z年D，原因是落实有关政策。",
  ]

  /// Sentences that have no subject slot, of many kinds.
  static let fixed = [
    "2020年收支总预算2345.60万元。", "收入预算2345.60万元，其中：财政拨款收入2145.60万元，事业收入150.00万元，其他收入50.00万元。",
    "本年收入合计2345.60万元，其中：一般公共预算拨款收入2045.60万元，占87.21%；政府性基金预算拨款收入100.00万元，占4.26%。",
    "支出预算2345.60万元，包括：基本支出1245.60万元，占53.10%；项目支出1100.00万元，占46.90%。",
    "基本支出1245.60万元，其中：人员经费1050.35万元，公用经费195.25万元。",
    "“三公”经费预算28.00万元，其中：因公出国（境）费0万元；公务用车购置及运行费25.00万元（其中：公务用车购置费0万元，公务用车运行维护费25.00万元）；公务接待费3.00万元。",
    "因公出国（境）费0万元，与上年持平。", "国有资本经营预算支出为0，与2019年持平。", "本部门2020年无国有资本经营预算支出。",
    "2020年没有使用国有资本经营预算安排的支出。", "农林水支出（类）水利（款）行政运行（项）2020年预算数为700.10万元，比2019年增加20.10万元，增长2.96%。",
    "农林水支出（类）水利（款）水利工程建设（项）725.00万元，主要用于农村饮水工程。",
    "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）200.50万元，主要用于缴纳基本养老保险。",
    "住房保障支出（类）住房改革支出（款）住房公积金（项）200.00万元，比上年增加10.00万元，主要用于按规定为职工缴存住房公积金。",
    "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）120万元。",
    "办公费60万元，差旅费40万元。", "2020年政府采购预算320.00万元。", "2020年本部门政府采购预算总额320万元。",
    "截至2019年12月31日，固定资产总额5600.00万元，其中：房屋3000.00万元。", "财政拨款收支总预算2145.60万元。",
    "2020年收入预算23456000元。", "支出预算0.2346亿元。", "收入预算2,345.60万元，支出预算2，345.60万元。",
    "项目支出１１００．００万元。", "项目支出1100万元，占支出预算的46.9%。", "人员经费占基本支出的84.32%。",
    "机关运行经费195.25万元，比2019年减少4.75万元，下降2.38%。", "其他收入50.00万元，与上年一致。", "差旅费40.00万元，与2019年相同。",
  ]

  /// Sentences as notes of other provinces word them, from `Sentences/provinces.txt`.
  static let provinces = Result { () throws -> [String] in
    try lines().map { $0.hasPrefix("~") ? String($0.dropFirst()) : $0 }
  }

  /// Those of them whose figures the tables or the sentence itself have a second time.
  static let groundedProvinces = Result { () throws -> [String] in
    try lines().filter { !$0.hasPrefix("~") }
  }

  private static func lines() throws -> [String] {
    let path = projectFolder + "/Tests/NoteReadingTests/Sentences/provinces.txt"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map(String.init)
  }

  static func sentences() -> [String] {
    var sentences = fixed
    for (number, form) in forms.enumerated() {
      for subject in subjects { sentences.append(filled(form, subject, number)) }
    }
    return sentences
  }

  private static func filled(_ form: String, _ subject: Subject, _ number: Int) -> String {
    let change = subject.now - subject.before
    let direction = change > 0 ? ["增加", "增长了", "上升"][number % 3] : ["减少", "下降了", "降低"][number % 3]
    let rate = change > 0 ? ["增长", "增幅", "增长率为"][number % 3] : ["下降", "降幅", "下降率为"][number % 3]
    // Hundredths of a percent, half up.
    let percent = (abs(change) * 20_000 + subject.before) / (2 * subject.before)
    return
      form
      .replacing("SYuan", with: "S\(subject.now * 100)元")
      .replacing(
        "Wan",
        with: "\(subject.now / 100)\(subject.now % 100 == 0 ? "" : "." + two(subject.now % 100))万元"
      )
      .replacing("YS", with: "2020年S").replacing("Y年", with: "2020年").replacing("Z年", with: "2019年")
      .replacing("S", with: subject.name).replacing("D", with: direction + amount(abs(change)))
      .replacing("P", with: "\(rate)\(percent / 100).\(two(percent % 100))%")
      .replacing("A", with: amount(subject.now)).replacing("B", with: amount(subject.before))
  }

  private static func amount(_ cents: Int64) -> String { "\(cents / 100).\(two(cents % 100))万元" }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
