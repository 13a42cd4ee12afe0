import Budget
import Localization
import Project
import TestKit
import Testing
import YAMLReading

@Suite struct ProjectTests {
  private func error(_ yaml: String) throws -> String {
    let scratch = try Scratch()
    try scratch.write("x", to: "a.csv")
    try scratch.write(yaml, to: "gouji.yaml")
    do {
      _ = try Project.load(folder: scratch.path) { (_: String) throws(YAMLError) in
        ["budget", "income"]
      }
      return "no error"
    } catch {
      return error.message.english.replacing(scratch.path + "/", with: "")
    }
  }

  private let head = "unit: {code: \"1\", name: 某局, type: 行政}\nyear: 2020\nprofile: p\n"

  @Test func `inputs are read by role, for this year and the last`() throws {
    let scratch = try Scratch()
    try scratch.write("x", to: "a.csv")
    try scratch.write(
      head + "inputs:\n  budget: [a.csv, {file: a.csv, sheet: 明细}]\n  prior-income: a.csv\n",
      to: "gouji.yaml")
    let project = try Project.load(folder: scratch.path) { (_: String) throws(YAMLError) in
      ["budget", "income"]
    }
    #expect(project.inputs["budget"]?.map(\.sheet) == [nil, "明细"])
    #expect(project.priorInputs["income"]?.map(\.name) == ["a.csv"])
    #expect(project.inputs["income"] == nil)
  }

  @Test(arguments: [
    (
      "inputs: {bugdet: a.csv}",
      "gouji.yaml:4:10: unknown key 'bugdet'; the valid keys are: budget, income, prior-budget, prior-income, prior, published, unit-text, note"
    ),
    (
      "inputs: {budget: b.csv}",
      "gouji.yaml:4:18: the input file 'b.csv' is not there; check its name, paths are relative to the folder of gouji.yaml"
    ),
    (
      "inputs: {budget: [a.csv, a.csv]}",
      "gouji.yaml:4:26: 'a.csv' is named twice; remove one, or say with sheet, columns or rows which part each means"
    ),
    (
      "inputs: {budget: a.csv, prior-budget: a.csv}",
      "gouji.yaml:4:39: 'a.csv' is named twice; remove one, or say with sheet, columns or rows which part each means"
    ),
    ("", "gouji.yaml:1:1: the key 'inputs' is missing"),
    (
      "inputs: {budget: a.csv, published: {file: a.csv, unit: 元}}",
      "gouji.yaml:4:50: 'published' does not take 'unit', remove it; these do: budget, income (and prior- of each)"
    ),
    (
      "inputs: {budget: a.csv, prior: [a.csv, {file: a.csv, rows: {年度: 2019}}]}",
      "gouji.yaml:4:54: 'prior' does not take 'rows', remove it; these do: budget, income (and prior- of each)"
    ),
    (
      "inputs: {budget: a.csv}\ncodes: {functional: {file: a.csv, unit: 元}}",
      "gouji.yaml:5:35: 'codes' does not take 'unit', remove it; these do: budget, income (and prior- of each)"
    ),
    (
      "inputs: {budget: a.csv, note: {file: a.csv, columns: {x: y}}}",
      "gouji.yaml:4:45: 'note' does not take 'columns', remove it; these do: budget, income (and prior- of each)"
    ),
    (
      "inputs: {budget: {file: a.csv, rows: {单位编码: []}}}",
      "gouji.yaml:4:45: '单位编码' has no value; give what the lines to be taken have in that column"
    ),
  ])
  func `mistakes are told with line and column`(rest: String, message: String) throws {
    #expect(try error(head + rest + "\n") == message)
  }

  @Test func `other names of the unit and the lines that are meant are read`() throws {
    let scratch = try Scratch()
    try scratch.write("x", to: "a.csv")
    try scratch.write(
      """
      unit: {code: "1", name: 某局, type: 行政, aliases: [某某局, 007]}
      year: 2020
      profile: p
      inputs: {budget: {file: a.csv, rows: {单位编码: 001, 版本: [一下, 二下]}}}

      """, to: "gouji.yaml")
    let project = try Project.load(folder: scratch.path) { (_: String) throws(YAMLError) in
      ["budget", "income"]
    }
    #expect(project.unit.aliases == ["某某局", "007"])
    #expect(project.inputs["budget"]?.first?.rows == ["单位编码": ["001"], "版本": ["一下", "二下"]])
  }

  @Test func `the lines of both years may stand in one sheet`() throws {
    let inputs =
      "inputs: {budget: {file: a.csv, rows: {年度: 2020}}, prior-budget: {file: a.csv, rows: {年度: 2019}}}"
    #expect(try error(head + inputs + "\n") == "no error")
  }

  @Test func `a byte order mark, as Notepad writes it, is no part of the text`() throws {
    #expect(try error("\u{FEFF}" + head + "inputs: {budget: a.csv}\n") == "no error")
  }

  @Test(arguments: ["reason: ' ', name: n", "reason: r, name: ''"])
  func `who accepts a finding gives a reason and a name`(keys: String) throws {
    let yaml =
      head + "inputs: {budget: a.csv}\naccepted:\n  - {id: x, figures: f, \(keys), date: d}\n"
    #expect(try error(yaml).contains("who accepts a finding gives a reason and a name"))
  }

  @Test func `the unit's kind is one of three`() throws {
    #expect(
      try error("unit: {code: \"1\", name: a, type: 企业}\nyear: 2020\nprofile: p\ninputs: {}\n")
        == "gouji.yaml:1:34: the unit's type '企业' should be one of 行政, 参公, 事业")
  }

  @Test func `a folder without a project says what to do`() throws {
    let scratch = try Scratch()
    #expect(throws: YAMLError.self) {
      try Project.load(folder: scratch.path) { (_: String) throws(YAMLError) in [] }
    }
  }
}
