import Budget
import Localization
import Profiles
import Published
import Reading
import TestKit
import Testing

/// How other places word the rows and columns of the tables.
@Suite struct PublishedNameTests {
  private static func figures(_ text: String) throws -> [String: Int64] {
    let scratch = try Scratch()
    let path = "\(scratch.path)/t.csv"
    try write(Array(text.utf8), to: path)
    let profile = try ProfileLoader.load("national-2016").forPublished
    let read = PublishedReader(profile: profile).read([try SpreadsheetFile(path: path).sheets()])
    let rows = read.notes.filter { $0.kind.hasPrefix("row-") }.map(\.message.chinese)
    #expect(rows == [])
    var figures: [String: Int64] = [:]
    for statement in read.statements.statements {
      for key in read.statements.keys(of: statement) where !statement.isAbsent(key) {
        guard let figure = read.statements[key], figure.state == .value else { continue }
        figures["\(key.row)/\(key.column)"] = figure.shown.atoms / 1_000_000
      }
    }
    return figures
  }

  @Test(arguments: [
    ["一、本年收入", "一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "二、上年结转"],
    ["一、本年收入", "（一）一般公共预算财政拨款", "（二）政府性基金预算财政拨款", "（三）国有资本经营预算财政拨款", "二、上年结余"],
    ["一、本年财政拨款收入", "1.一般公共预算收入", "2.政府性基金收入", "3.国有资本经营预算收入", "二、上年结转和结余"],
    ["本年收入合计", "一、一般公共预算", "二、政府性基金预算", "三、国有资本经营预算", "四、年初财政拨款结转和结余"],
  ])
  func `the left block of the appropriation summary`(labels: [String]) throws {
    let figures = try Self.figures(
      """
      2021年财政拨款收支总表,,,
      单位：万元,,,
      收入,,支出,
      项目,预算数,项目,合计
      \(labels[0]),60,一、本年支出,66
      \(labels[1]),30,农林水支出,66
      \(labels[2]),20,,
      \(labels[3]),10,,
      \(labels[4]),6,二、结转下年,
      收　入　总　计,66,支　出　总　计,66
      """)
    #expect(
      figures.filter { $0.key.hasSuffix("/金额") } == [
        "本年收入合计/金额": 60, "一般公共预算拨款/金额": 30, "政府性基金预算拨款/金额": 20, "国有资本经营预算拨款/金额": 10,
        "上年财政拨款结转结余/金额": 6, "收入总计/金额": 66,
      ])
  }

  @Test(arguments: [
    ["一般公共预算财政拨款收入", "财政专户核拨资金", "经营收入", "其他收入资金", "上年结转", "结转下年"],
    ["一般公共预算拨款", "专户资金", "事业单位经营收入", "其他收入", "上年结转（结余）", "年末结转和结余"],
    ["一般公共预算收入", "财政专户管理资金", "经营收入", "其他", "年初结转和结余", "年终结转结余"],
    ["一般公共预算当年拨款收入", "财政专户管理的资金收入", "经营收入", "其他收入", "上年结余、结转", "结转下年支出"],
  ])
  func `the summary of income and expenditure`(labels: [String]) throws {
    let figures = try Self.figures(
      """
      2021年部门收支预算总表,,,
      单位：万元,,,
      收入,,支出,
      项目,预算数,项目,预算数
      一、\(labels[0]),30,一、农林水支出,50
      二、\(labels[1]),8,,
      三、\(labels[2]),7,,
      四、\(labels[3]),5,,
      本年收入小计,50,本年支出小计,50
      五、\(labels[4]),3,二、\(labels[5]),3
      收入总计,53,支出总计,53
      """)
    #expect(
      figures == [
        "一般公共预算拨款收入/预算数": 30, "财政专户管理资金收入/预算数": 8, "事业单位经营收入/预算数": 7, "其他收入/预算数": 5,
        "本年收入合计/预算数": 50, "上年结转结余/预算数": 3, "收入总计/预算数": 53, "213/预算数": 50, "本年支出合计/预算数": 50,
        "年终结转结余/预算数": 3, "支出总计/预算数": 53,
      ])
  }

  @Test(arguments: [
    ["财政拨款收入", "事业收入（不含专户资金）", "上级单位补助收入", "上年结转"],
    ["财政拨款收入小计", "事业收入资金", "上级补助收入", "上年结余"],
    ["财政拨款合计", "事业收入", "上级补助收入资金", "上年结转收入"],
    ["财政拨款", "事业收入", "上级补助", "年初结转和结余"],
  ])
  func `the columns of the income table`(headings: [String]) throws {
    let figures = try Self.figures(
      """
      2021年部门收入总表,,,,,
      单位：万元,,,,,
      科目编码,科目名称,总计,\(headings.joined(separator: ","))
      ,合计,10,4,3,2,1
      213,农林水支出,10,4,3,2,1
      """)
    #expect(
      figures.filter { $0.key.hasPrefix("合计/") } == [
        "合计/合计": 10, "合计/财政拨款小计": 4, "合计/事业收入": 3, "合计/上级补助收入": 2, "合计/上年结转结余": 1,
      ])
  }

  @Test(arguments: [
    ["“三公”经费合计", "因公出国（境）费用", "公务用车购置及运行维护费", "公务用车购置", "公务用车运行维护费", "公务接待"],
    ["合计", "因公出国（境）经费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行费", "公务接待费"],
    ["“三公”经费预算合计", "因公出国(境)费", "公务用车购置和运行费", "公务用车购置支出", "公务用车运行维护支出", "公务接待费支出"],
  ])
  func `the 三公 costs, side by side and below each other`(labels: [String]) throws {
    let expected: [String: Int64] = [
      "合计/合计": 10, "因公出国（境）费/合计": 1, "公务用车购置及运维费/合计": 7, "公务用车购置费/合计": 4, "公务用车运行维护费/合计": 3,
      "公务接待费/合计": 2,
    ]
    let beside = try Self.figures(
      """
      2021年一般公共预算“三公”经费支出表,,,,,
      单位：万元,,,,,
      \(labels[0]),\(labels[1]),\(labels[2]),,,\(labels[5])
      ,,小计,\(labels[3]),\(labels[4]),
      10,1,7,4,3,2
      """)
    #expect(beside == expected)
    let below = try Self.figures(
      """
      2021年一般公共预算“三公”经费支出表,
      单位：万元,
      项目,\(labels[0].hasPrefix("“") ? labels[0] : "预算数")
      合计,10
      1.\(labels[1]),1
      2.\(labels[5]),2
      3.\(labels[2]),7
      其中：\(labels[3]),4
      \(labels[4]),3
      """)
    #expect(below == expected)
  }
}
