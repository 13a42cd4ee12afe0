import Foundation
import TestKit
import Testing

/// `gouji import` on files of every kind, with and without a project.
@Suite struct ImportTests {
  private static let head =
    "unit: {code: \"412001\", name: 清河县林业和草原局, type: 行政}\nyear: 2020\nprofile: hebei-2020\n"

  private func sample(_ name: String) -> String { fixture("recognition/\(name)") }

  /// A project with one file of the recognition fixtures under a role.
  private func project(_ scratch: Scratch, _ inputs: String, files: [String]) throws -> String {
    for file in files {
      try FileManager.default.copyItem(atPath: sample(file), toPath: "\(scratch.path)/\(file)")
    }
    try scratch.write(Self.head + "inputs: {\(inputs)}\n", to: "gouji.yaml")
    return scratch.path
  }

  @Test func `a disclosure as it is exported is recognised whole, with every fact and its place`()
    throws
  {
    let scratch = try Scratch()
    _ = try Program.run(["export", fixture("weixian-2020-corrected"), "-o", scratch.path + "/out"])
    let run = try Program.run(["import", scratch.path + "/out", "-o", scratch.path + "/f.jsonl"])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    for part in [
      "profile hebei-2020, chosen by", "公开.xlsx!封面: a cover", "公开.xlsx!目录: a table of contents",
      "公开.xlsx!收入总表!A1: the published table T2 “部门预算收入总表” (hebei-2020, this year's 2020)",
      "公开.xlsx!绩效目标表!A1: the published table P", "公开.xlsx!政府采购预算表!A1: the published table G",
      "底稿.xlsx!勾稽核对: “勾稽核对” of a working paper", "说明.docx: a note (this year's 2020)",
      "说明.txt: a note (this year's 2020)", "were not read: ",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
    #expect(!run.output.contains("≠") && !run.output.contains("like none"))
    let facts = try scratch.read("f.jsonl")
    #expect(facts.contains("\"table\":\"T2\",\"block\":null,\"profile\":\"hebei-2020\""))
    #expect(facts.contains("\"raw\":\"12518.55\",\"fen\":12518550000,\"cell\":\"D6\""))
    #expect(facts.contains("\"note\":"))
    let lines = try Program.run([
      "import", scratch.path + "/out/公开.xlsx", "-o", scratch.path + "/f.csv",
    ])
    #expect(lines.status == 0)
    let rows = try scratch.read("f.csv")
    #expect(rows.contains("T1.收入,current,") && rows.contains(",合计,12518.55,万元,D6,12518.55\r\n"))
  }

  @Test(arguments: ["yuntai-2024", "songpu-2026", "songpu-water-2026"])
  func `every sheet of an export is known, texts that are still to be written included`(
    _ example: String
  ) throws {
    let scratch = try Scratch()
    _ = try Program.run(["export", fixture(example), "-o", scratch.path + "/out"])
    let run = try Program.run(["import", scratch.path + "/out"])
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(!lines.contains { $0.contains("like none") }, "\(run.output)")
    // Nothing of an export is an input.
    #expect(!lines.contains { $0.contains(": sangong ") || $0.contains(": budget ") })
    #expect(lines.contains { $0.contains("底稿.xlsx!比上年增减情况表: “") })
  }

  @Test func `a sheet that may be two things is asked about, and gouji.yaml settles it`() throws {
    let scratch = try Scratch()
    let file = "either-performance.xlsx"
    let open = try Program.run(["import", sample(file), "-o", scratch.path + "/f.jsonl"])
    #expect(open.status == 2)
    for part in [
      "the input performance 部门职责-工作活动绩效目标 100 %", "the published table P",
      "performance: \(file) (as this input)", "published: \(file) (as published)",
    ] {
      #expect(open.errors.contains(part), "\(part): \(open.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/f.jsonl"))
    let input = try project(scratch, "performance: \(file)", files: [file])
    #expect(try Program.run(["import", input]).output.contains("Sheet1: performance"))
    try scratch.write(
      Self.head + "inputs: {budget: 无, income: 无, published: \(file)}\n", to: "gouji.yaml")
    let table = try Program.run(["import", input])
    #expect(table.output.contains("\(file)!Sheet1!A1: the published table P"), "\(table.errors)")
    #expect(table.output.contains("published at "))
  }

  @Test(arguments: [
    ("published: input-budget.xlsx", "input-budget.xlsx", "budget: input-budget.xlsx"),
    ("prior: input-budget.xlsx", "input-budget.xlsx", "prior-budget: input-budget.xlsx"),
    (
      "budget: published-henan-general.xlsx", "published-henan-general.xlsx",
      "published: published-henan"
    ),
    (
      "prior-income: workbook-published.xlsx", "workbook-published.xlsx",
      "prior: workbook-published.xlsx"
    ),
    (
      "income: workbook-published.xlsx", "workbook-published.xlsx",
      "income: {file: workbook-published.xlsx, sheet: 收入总表}"
    ),
  ])
  func `a file under a role that it has not is told, with the line that is right`(
    inputs: String, file: String, way: String
  ) throws {
    let scratch = try Scratch()
    let run = try Program.run(["import", project(scratch, inputs, files: [file])])
    #expect(run.status == 2, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("gouji.yaml:4:") && run.errors.contains("stands under"))
    #expect(run.errors.contains(way), "\(run.errors)")
  }

  @Test func `beside a project other files are recognised for its year and standard`() throws {
    let scratch = try Scratch()
    let folder = try project(scratch, "income: 无, budget: 无", files: [])
    let run = try Program.run([
      "import", folder, sample("published-hebei-income.xlsx"), sample("note-last-year.txt"),
    ])
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    #expect(run.output.contains("T2 “部门预算收入总表” (hebei-2020, this year's 2020)"))
    #expect(run.output.contains("a note (of 2023, neither this year nor last: not taken)"))
  }

  @Test func `a damaged file of a folder is told, and the others are read`() throws {
    let scratch = try Scratch()
    try scratch.write("PK\u{03}\u{04}", to: "set/a.xlsx")
    try FileManager.default.copyItem(
      atPath: sample("input-income.csv"), toPath: "\(scratch.path)/set/b.csv")
    let run = try Program.run(["import", scratch.path + "/set"])
    #expect(run.status == 2)
    #expect(run.errors.contains("a.xlsx") && run.output.contains("b.csv!b: income"))
  }

  @Test func `a cell that could mean several things names them, and gouji.yaml settles it`() throws
  {
    let scratch = try Scratch()
    try scratch.write(
      """
      功能科目编码,功能科目名称,收入来源,金额（元）
      208104,,一般公共预算,待定
      2080109,,一般公共预算,5
      合计,,,9

      """, to: "income.csv")
    try scratch.write(Self.head + "inputs: {income: income.csv}\n", to: "gouji.yaml")
    let open = try Program.run(["import", scratch.path])
    #expect(open.status == 1)
    for part in [
      "it may be 2080104 or 2081004; or settle it in gouji.yaml with cells: {A2: VALUE}",
      "the amount, or 无 where there is none; or settle it in gouji.yaml with cells: {D2: VALUE}",
    ] {
      #expect(open.output.contains(part), "\(part): \(open.output)")
    }
    let input = "inputs: {income: {file: income.csv, cells: {A2: \"2080104\", D2: 4}}}\n"
    try scratch.write(Self.head + input, to: "gouji.yaml")
    let settled = try Program.run(["import", scratch.path, "-o", scratch.path + "/f.jsonl"])
    #expect(settled.status == 0, "\(settled.output)\(settled.errors)")
    #expect(settled.output.contains("D2: info: [settled-cell] taken as “4”, as cells at "))
    let facts = try scratch.read("f.jsonl")
    #expect(facts.contains("\"function\":\"2080104\"") && facts.contains("\"fen\":400"))
    try scratch.write(
      Self.head + "inputs: {income: {file: income.csv, cells: {Z0: 1}}}\n", to: "gouji.yaml")
    let wrong = try Program.run(["import", scratch.path])
    #expect(wrong.status == 2 && wrong.errors.contains("'Z0' is no address of a cell"))
  }
}
