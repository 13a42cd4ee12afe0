import TestKit
import Testing

/// A unit's own code list, as `codes:` of gouji.yaml names it.
@Suite struct OwnCodesTests {
  /// A project with one income line under the code 2070988, and the list that is given.
  private func run(_ list: String?, entry: String = "functional") throws -> Program.Outcome {
    let scratch = try Scratch()
    try scratch.write(
      "功能科目编码,功能科目名称,收入来源,金额（元）\n2070988,区级文化专项,一般公共预算,100.00\n", to: "income.csv")
    var yaml = """
      unit: {code: "1", name: 某局, type: 行政}
      year: 2026
      profile: shanghai-2026
      inputs: {income: income.csv}

      """
    if let list {
      try scratch.write(list, to: "own.csv")
      yaml += "codes: {\(entry): own.csv}\n"
    }
    try scratch.write(yaml, to: "gouji.yaml")
    let run = try Program.run(["reconcile", scratch.path])
    let messages = (run.output + run.errors).replacing(scratch.path + "/", with: "")
    return Program.Outcome(status: run.status, output: messages, errors: "")
  }

  @Test func `a code of the own list is known, and its name is checked`() throws {
    #expect(try run(nil).output.contains("[import-unknown-code]"))
    let known = try run("code,name,from,to\n2070988,区级文化专项,2026,\n").output
    #expect(!known.contains("[import-unknown-code]") && !known.contains("[import-name-mismatch]"))
    #expect(
      try run("code,name,from,to\n2070988,其他专项,2026,2026\n").output
        .contains("[import-name-mismatch]"))
  }

  @Test func `an own name goes before that of the profile`() throws {
    let scratch = try Scratch()
    let project = try copy("songpu-2026", to: scratch)
    try scratch.write(
      "code,name,from,to\n2070109,市民文化活动,2026,\n", to: "songpu-2026/own.csv")
    let yaml = try scratch.read("songpu-2026/gouji.yaml")
    try scratch.write(yaml + "codes:\n  functional: own.csv\n", to: "songpu-2026/gouji.yaml")
    _ = try Program.run(["export", project, "-o", scratch.path + "/out"])
    let table = try Program.run(
      ["cells", scratch.path + "/out/公开.xlsx", "--sheet", "部门支出总表"])
    #expect(table.output.contains("市民文化活动"))
  }

  @Test(arguments: [
    (
      "functional", "code,name\n1,a\n", "own.csv!own!A1: the first line should be code,name,from,to"
    ),
    ("functional", "code,name,from,to\n2070988,a,二〇二六,\n", "own.csv!own!C2: '二〇二六' is no year"),
    ("functional", "code,name,from,to\n2070988,a,2026,2020\n", "own.csv!own!D2: '2020' is no year"),
    ("functional", "code,name,from,to\n207-09,a,2026,\n", "own.csv!own!A2: '207-09' is no code"),
    (
      "functional", "code,name,from,to\n2070988,,2026,\n",
      "own.csv!own!B2: the code 2070988 has no name"
    ),
    (
      "functional", "code,name,from,to\n2070988,a,2020,\n2070988,b,2026,\n",
      "own.csv!own!A3: the years of code 2070988 overlap those of “a” above"
    ),
    (
      "functions", "code,name,from,to\n",
      "gouji.yaml:5:20: the profile has no code list 'functions'; there are:"
    ),
  ])
  func `a list that is wrong is told with its cell`(
    entry: String, list: String, message: String
  ) throws {
    let run = try run(list, entry: entry)
    #expect(run.status == 2)
    #expect(run.output.contains(message), "\(run.output)")
  }
}
