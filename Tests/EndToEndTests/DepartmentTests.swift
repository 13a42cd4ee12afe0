import Foundation
import TestKit
import Testing

/// A department with a government body, a body managed like one, and a public institution.
@Suite struct DepartmentTests {
  private static let name = "songpu-water-2026"
  private static let units = ["局机关", "水政监察支队", "河道管理所"]

  private func json(_ folder: String, _ extra: [String] = []) throws -> [String: Any] {
    let run = try Program.run(["reconcile", folder, "--format", "json"] + extra)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
      "\(run.errors)")
  }

  private func findings(_ document: [String: Any]) throws -> [[String: Any]] {
    try #require(document["findings"] as? [[String: Any]])
  }

  private func edit(_ path: String, _ change: (String) -> String) throws {
    try change(String(contentsOfFile: path, encoding: .utf8)).write(
      toFile: path, atomically: true, encoding: .utf8)
  }

  /// The cells of a sheet of an exported workbook, by address.
  private func cells(_ workbook: String, _ sheet: String) throws -> [String: String] {
    let run = try Program.run(["cells", workbook, "--sheet", sheet])
    var cells: [String: String] = [:]
    for line in run.output.split(separator: "\n") {
      let cell = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      cells[cell?["cell"] as? String ?? ""] = "\(cell?["value"] ?? "")"
    }
    return cells
  }

  @Test func `the department and each of its units are clean, each under its name`() throws {
    let run = try Program.run(["reconcile", fixture(Self.name)])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    for text in [
      "== unit 401003 上海市松浦区河道管理所（河道管理所）", "== department 401 上海市松浦区水务局",
      "上海市松浦区水务局 2026: 0 errors",
    ] {
      #expect(run.output.contains(text), "\(text)")
    }
    let document = try json(fixture(Self.name))
    #expect((document["units"] as? [[String: Any]])?.map { $0["folder"] as? String } == Self.units)
  }

  @Test func `every figure of the department is the sum of its units' figures`() throws {
    let scratch = try Scratch()
    func exported(_ folder: String, _ sheet: String) throws -> [String: Int] {
      let output = "\(scratch.path)/\(folder.split(separator: "/").last ?? "")"
      let run = try Program.run(["export", folder, "-o", output])
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      let cells = try cells(output + "/公开.xlsx", sheet)
      // 款 and 项 stand in columns of their own; the label tells rows of one code apart.
      var sums: [String: Int] = [:]
      for row in 9...200 {
        // The label stands in the fourth column, that of the total in the first.
        guard let label = [cells["D\(row)"], cells["A\(row)"]].compactMap(\.self).first else {
          continue
        }
        for column in ["E", "F", "G"] {
          guard let value = cells["\(column)\(row)"].flatMap(Int.init) else { continue }
          sums["\(label)/\(column)", default: 0] += value
        }
      }
      return sums
    }
    let department = try exported(fixture(Self.name), "部门支出总表")
    var sums: [String: Int] = [:]
    for unit in Self.units {
      let own = try exported("\(fixture(Self.name))/\(unit)", "单位支出总表")
      sums.merge(own, uniquingKeysWith: +)
    }
    #expect(!department.isEmpty)
    #expect(department == sums)
  }

  @Test func `the working paper tells the units apart, the public workbook does not`() throws {
    let scratch = try Scratch()
    _ = try Program.run(["export", fixture(Self.name), "-o", scratch.path + "/out"])
    let sheet = "支出分单位明细表"
    let detail = try cells(scratch.path + "/out/底稿.xlsx", sheet).values
    for text in ["401001", "上海市松浦区水政监察支队", "河道管理所", "2130306", "25817350", "52682700"] {
      #expect(detail.contains { $0.contains(text) }, "\(text)")
    }
    let sheets = try Program.run(
      ["cells", scratch.path + "/out/公开.xlsx", "--format", "none"]
    ).output
    #expect(!sheets.contains(sheet))
    let single = try Program.run(["export", fixture("songpu-2026"), "-o", scratch.path + "/one"])
    #expect(single.status == 0)
    #expect(
      try !Program.run(["cells", scratch.path + "/one/底稿.xlsx", "--format", "none"]).output
        .contains(sheet))
  }

  @Test func `explain leads through the units to their cells`() throws {
    let run = try Program.run(["explain", fixture(Self.name), "支出分单位明细表!D5"])
    #expect(run.output.contains("U[401001, 合计] = 25,817,350 元"), "\(run.output)\(run.errors)")
    let table = try Program.run(["explain", fixture(Self.name), "部门“三公”经费和机关运行费预算表!G7"])
    for text in [
      "= 193.16 万元", "+ 401001 上海市松浦区水务局（本级）：126.76 万元",
      "局机关/inputs/2026年三公经费预算.xlsx!三公经费!B8", "+ 401002 上海市松浦区水政监察支队：66.4 万元",
      "河道管理所/inputs/2026年三公经费预算.xlsx!三公经费!B8",
    ] {
      #expect(table.output.contains(text), "\(text)\n\(table.output)")
    }
  }

  @Test func `running costs are those of the government bodies alone`() throws {
    let found = try findings(json(fixture(Self.name), ["--all"]))
    func verdicts(_ rule: String) -> [String?] {
      found.filter { $0["rule"] as? String == rule }.map { $0["verdict"] as? String }
    }
    #expect(verdicts("running-costs-of-units") == ["agree"])
    #expect(verdicts("running-costs") == ["not-applicable"])
    #expect(verdicts("running-costs-of-institutions") == ["not-applicable"])
  }

  @Test func `a slip in one unit is found there and in the department, and nowhere else`() throws {
    let scratch = try Scratch()
    let project = try copy(Self.name, to: scratch)
    let path = project + "/水政监察支队/inputs/2026年收入预算.csv"
    // 5 650 200 becomes 5 560 200, in GB18030.
    var bytes = try Data(contentsOf: URL(filePath: path))
    let digits = try #require(bytes.firstRange(of: Data("5650200".utf8)))
    bytes.replaceSubrange(digits, with: Data("5560200".utf8))
    try bytes.write(to: URL(filePath: path))
    let before = try json(fixture(Self.name))
    let after = try json(project)
    let units = try #require(after["units"] as? [[String: Any]])
    let old = try #require(before["units"] as? [[String: Any]])
    #expect(try Program.run(["reconcile", project]).status == 1)
    for (index, unit) in Self.units.enumerated() {
      let errors = try findings(units[index]).filter { $0["severity"] as? String == "error" }
      if unit == "水政监察支队" {
        #expect(errors.contains { $0["rule"] as? String == "balance" })
      } else {
        #expect(NSDictionary(dictionary: units[index]) == NSDictionary(dictionary: old[index]))
      }
    }
    let balance = try #require(
      findings(after).first { $0["rule"] as? String == "balance" })
    #expect((balance["difference"] as? [String: Any])?["value"] as? String == "-90000")
    let files = try #require(balance["operands"] as? [[String: Any]]).compactMap {
      $0["file"] as? String
    }
    #expect(Set(files).contains("水政监察支队/inputs/2026年收入预算.csv"))
  }

  @Test func `one unit more changes no finding of the others`() throws {
    let scratch = try Scratch()
    let project = try copy(Self.name, to: scratch)
    try edit(project + "/gouji.yaml") { $0.replacing("  - 河道管理所\n", with: "") }
    let two = try #require(try json(project)["units"] as? [[String: Any]])
    let three = try #require(try json(fixture(Self.name))["units"] as? [[String: Any]])
    #expect(two.count == 2)
    for index in two.indices {
      #expect(NSDictionary(dictionary: two[index]) == NSDictionary(dictionary: three[index]))
    }
    // Without a public institution the running costs are all of 公用经费.
    let found = try findings(json(project, ["--all"]))
    #expect(
      found.contains {
        $0["rule"] as? String == "running-costs" && $0["verdict"] as? String == "agree"
      })
  }

  @Test func `an input that one unit lacks is missing for the department, never left out`() throws {
    let scratch = try Scratch()
    let project = try copy(Self.name, to: scratch)
    try edit(project + "/局机关/gouji.yaml") {
      $0.replacing("  sangong: inputs/2026年三公经费预算.xlsx\n", with: "")
    }
    let run = try Program.run(["reconcile", project])
    #expect(run.output.contains("401001 上海市松浦区水务局（本级）: the input 'sangong'"), "\(run.output)")
    try edit(project + "/局机关/gouji.yaml") {
      $0.replacing("inputs:\n", with: "inputs:\n  sangong: 无\n")
    }
    #expect(!(try Program.run(["reconcile", project]).output.contains("the input 'sangong'")))
  }

  @Test func `the department's own published tables are compared row by row`() throws {
    let scratch = try Scratch()
    let project = try copy(Self.name, to: scratch)
    _ = try Program.run(["export", project, "-o", scratch.path + "/out"])
    try FileManager.default.copyItem(
      atPath: scratch.path + "/out/公开.xlsx", toPath: project + "/公开表.xlsx")
    try edit(project + "/gouji.yaml") { $0 + "inputs:\n  published: 公开表.xlsx\n" }
    let same = try Program.run(["reconcile", project])
    #expect(same.status == 0, "\(same.output)\(same.errors)")
    let document = try findings(json(project, ["--all"]))
    #expect(
      document.count {
        $0["rule"] as? String == "stated-expenditure-table" && $0["verdict"] as? String == "agree"
      }
        > 20)
    // A unit's line changes after the department has published.
    try edit(project + "/gouji.yaml") { $0.replacing("  - 河道管理所\n", with: "") }
    let other = try findings(json(project)).filter {
      $0["rule"] as? String == "stated-expenditure-table"
    }
    #expect(!other.isEmpty && other.allSatisfy { $0["verdict"] as? String == "mismatch" })
  }

  @Test func `the department's own inputs are one part more`() throws {
    let scratch = try Scratch()
    let project = try copy(Self.name, to: scratch)
    // The body's data stand with the department instead of in a folder of their own.
    try FileManager.default.moveItem(
      atPath: project + "/局机关/inputs", toPath: project + "/inputs")
    let own = try String(contentsOfFile: project + "/局机关/gouji.yaml", encoding: .utf8)
    let inputs = try #require(own.range(of: "inputs:"))
    try edit(project + "/gouji.yaml") {
      $0.replacing("  - 局机关\n", with: "") + String(own[inputs.lowerBound...])
    }
    let run = try Program.run(["reconcile", project])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    _ = try Program.run(["export", project, "-o", scratch.path + "/own"])
    _ = try Program.run(["export", fixture(Self.name), "-o", scratch.path + "/folder"])
    #expect(
      FileManager.default.contentsEqual(
        atPath: scratch.path + "/own/公开.xlsx", andPath: scratch.path + "/folder/公开.xlsx"))
  }

  /// A department that is wrong in one way: the file that is changed, the change and the message.
  private static let wrong: [(file: String, old: String, new: String, message: String)] = [
    (
      "gouji.yaml", "- 河道管理所", "- 船闸所",
      "gouji.yaml:10:5: '船闸所' is no project folder: it has no gouji.yaml"
    ),
    (
      "河道管理所/gouji.yaml", "year: 2026", "year: 2025",
      "河道管理所/gouji.yaml: profile shanghai-2026-unit is valid for 2026–2026, the project is for 2025"
    ),
    (
      "河道管理所/gouji.yaml", "year: 2026\nprofile: shanghai-2026-unit",
      "year: 2025\nprofile: national-2016",
      "gouji.yaml:10:5: the unit '河道管理所': is for 2025, the department for 2026"
    ),
    (
      "河道管理所/gouji.yaml", "profile: shanghai-2026-unit", "profile: national-2016",
      "gouji.yaml:10:5: the unit '河道管理所': follows national-2016, whose input"
    ),
    (
      "河道管理所/gouji.yaml", "code: \"401003\"", "code: \"401002\"\n  aliases: [\"401003\"]",
      "gouji.yaml:10:5: the unit '河道管理所': has the code 401002 of '水政监察支队'"
    ),
    (
      "gouji.yaml", "- 河道管理所", "- 水政监察支队",
      "gouji.yaml:10:5: the unit '水政监察支队': has the code 401002 of '水政监察支队'"
    ),
    ("gouji.yaml", "- 河道管理所", "- .", "gouji.yaml:10:5: the unit '.': is the department itself"),
    (
      "河道管理所/gouji.yaml", "inputs:", "units: [../局机关]\ninputs:",
      "gouji.yaml:10:5: the unit '河道管理所': consolidates units itself"
    ),
    (
      "河道管理所/gouji.yaml", "inputs:", "units: [..]\ninputs:",
      "gouji.yaml:10:5: the unit '河道管理所': consolidates units itself"
    ),
    (
      "河道管理所/gouji.yaml", "  income:", "  incomes:",
      "河道管理所/gouji.yaml:9:3: unknown key 'incomes'"
    ),
  ]

  @Test(arguments: wrong.indices)
  func `a department that is wrong is refused with the place`(index: Int) throws {
    let (file, old, new, message) = Self.wrong[index]
    let scratch = try Scratch()
    let project = try copy(Self.name, to: scratch)
    try edit("\(project)/\(file)") { $0.replacing(old, with: new) }
    let run = try Program.run(["reconcile", project])
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
  }
}
