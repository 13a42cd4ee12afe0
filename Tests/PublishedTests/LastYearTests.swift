import Budget
import Localization
import Profiles
import Published
import Reading
import TestKit
import Testing

/// Columns of last year and of the change, printed beside this year's amounts.
@Suite struct LastYearTests {
  private let profile: Profile

  init() throws {
    profile = try ProfileLoader.load("national-2016").forPublished
  }

  private func kinds(_ table: String) throws -> [String] {
    let scratch = try Scratch()
    let path = "\(scratch.path)/支出.csv"
    try write(Array(table.utf8), to: path)
    let read = PublishedReader(profile: profile).read([try SpreadsheetFile(path: path).sheets()])
    return read.notes.filter { $0.kind.hasPrefix("last-year") || $0.kind.hasPrefix("change-") }.map
    {
      #expect($0.verdict == .mismatch)
      return $0.kind
    }
  }

  private static func table(
    last: String = "80.00", group: String = "100.00", change: String = "20.00",
    percent: String = "25.00", lastYear: String = "2023年执行数", rate: String = "增减%"
  ) -> String {
    """
    一般公共预算支出表,,,,,,,
    部门：某局　2024年,,,,,,,单位：万元
    科目编码,科目名称,\(lastYear),2024年预算数,,,比上年增减,
    ,,,小计,基本支出,项目支出,增减额,\(rate)
    213,农林水支出,\(group),130.00,60.00,70.00,30.00,30.00
    21302,林业和草原,100.00,130.00,60.00,70.00,30.00,30.00
    2130204,事业机构,20.00,30.00,,30.00,10.00,50.00
    2130205,森林资源培育,\(last),100.00,60.00,40.00,\(change),\(percent)
    合计,,100.00,130.00,60.00,70.00,30.00,30.00
    """
  }

  @Test(arguments: [
    ("2023年执行数", "增减%", "25.00"), ("上年预算数", "增减幅度", "25.0"), ("2023年预算数", "增减比例", "0.25"),
    ("2023年执行数", "增减%", "25%"), ("2023年执行数", "增减%", "—"),
  ])
  func `columns that are right say nothing`(_ year: String, rate: String, percent: String) throws {
    #expect(try kinds(Self.table(percent: percent, lastYear: year, rate: rate)) == [])
  }

  @Test func `a wrong change is found`() throws {
    #expect(try kinds(Self.table(change: "-20.00")) == ["change-amount"])
    #expect(try kinds(Self.table(change: "20.02")) == ["change-amount"])
    // As rounding may have it.
    #expect(try kinds(Self.table(change: "20.01")) == [])
  }

  @Test(arguments: ["20.00", "-25.00", "25.10", "2.5"])
  func `a wrong percentage is found`(_ percent: String) throws {
    #expect(try kinds(Self.table(percent: percent)) == ["change-percent"])
  }

  @Test func `a sum of last year's amounts that does not add up is found`() throws {
    #expect(try kinds(Self.table(group: "101.00")).contains("last-year-sum"))
    #expect(
      try kinds(Self.table(last: "81.00", change: "19.00", percent: "23.46")) == ["last-year-sum"])
  }

  @Test func `a column of another year than the last is left alone`() throws {
    #expect(try kinds(Self.table(group: "555.00", lastYear: "2022年决算数")) == [])
  }

  /// The table of a year with its total and 行政运行, beside `last` year's under `heading`.
  private static func general(_ year: Int, _ amount: String, last: String, code: String) -> String {
    """
    \(year)年一般公共预算支出表,,,,,
    部门：某局,,,,,单位：万元
    科目编码,科目名称,\(year - 1)年预算数,合计,基本支出,项目支出
    208,社会保障和就业支出,\(last),\(amount),\(amount),
    \(code.prefix(5)),款,\(last),\(amount),\(amount),
    \(code),项,\(last),\(amount),\(amount),
    合计,,\(last),\(amount),\(amount),
    """
  }

  private func differences(last: String, before: String) throws -> [String] {
    let scratch = try Scratch()
    let books = try [
      Self.general(2023, before, last: "1.00", code: "2080505"),
      Self.general(2024, "120.00", last: last, code: "2080505"),
    ].enumerated().map { number, text in
      let path = "\(scratch.path)/\(number).csv"
      try write(Array(text.utf8), to: path)
      return [try SpreadsheetFile(path: path).sheets()]
    }
    let reader = PublishedReader(profile: profile)
    return reader.read(books[1]).differences(
      from: reader.read(books[0], period: .prior), profile
    ).map { "\($0.kind) \($0.raw)" }.sorted()
  }

  @Test func `last year's budget is held against what was published last year`() throws {
    #expect(try differences(last: "100.00", before: "100.00") == [])
    #expect(
      try differences(last: "100.00", before: "101.00") == [
        "last-year-published 208", "last-year-published 20805", "last-year-published 2080505",
        "last-year-published 合计",
      ])
  }
}
