import Foundation
import TestKit
import Testing

@Suite struct InitTests {
  private func made(_ scratch: Scratch, _ extra: [String]) throws -> String {
    let folder = scratch.path + "/new"
    let run = try Program.run(["init", folder] + extra)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    return folder
  }

  @Test(
    arguments: [
      ("songpu-2026", "shanghai-2026", "2026", ["257", "上海市松浦区文化和旅游局", "行政"]),
      ("songpu-library-2026", "shanghai-2026-unit", "2026", ["257003", "上海市松浦区图书馆", "事业"]),
      ("yuntai-2024", "national-2016", "2024", ["207001", "云台县文化广电和旅游局", "行政"]),
      ("weixian-2020-corrected", "hebei-2020", "2020", ["361003", "魏县社会保障中心", "参公"]),
    ])
  func `the forms, filled in, give the public workbook of the example to the byte`(
    example: String, profile: String, year: String, unit: [String]
  ) throws {
    guard OutsideProgram.hasOpenpyxl else { return print("SKIPPED: openpyxl is not installed") }
    let scratch = try Scratch()
    let folder = try made(
      scratch,
      [
        "--profile", profile, "--year", year, "--code", unit[0], "--name", unit[1], "--type",
        unit[2],
      ])
    let filled = try Program.script("fill_in.py", [folder, fixture(example)])
    try #require(filled.status == 0, "\(filled.errors)")
    let run = try Program.run(["export", folder, "-o", scratch.path + "/out"])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    _ = try Program.run(["export", fixture(example), "-o", scratch.path + "/expected"])
    let files = FileManager.default
    #expect(
      files.contentsEqual(
        atPath: scratch.path + "/out/公开.xlsx", andPath: scratch.path + "/expected/公开.xlsx"))
  }

  @Test func `what is not filled in is told, form by form, and nothing counts as 0`() throws {
    let scratch = try Scratch()
    let folder = try made(scratch, ["--profile", "shanghai-2026"])
    let run = try Program.run(["reconcile", folder])
    #expect(run.status == 1)
    for text in [
      "[project-open] unit.name is still to be filled in",
      "[project-open] unit.type is still to be filled in",
      "2026年部门预算支出明细.xlsx!部门预算支出明细 is still to be filled in",
      "2025年部门预算收入明细.xlsx!部门预算收入明细 is still to be filled in",
    ] {
      #expect(run.output.contains(text), "\(text)\n\(run.output)")
    }
    let all = try Program.run(["reconcile", folder, "--all"]).output.split(separator: "\n")
    // No reason was given, so none contradicts.
    #expect(all.allSatisfy { !$0.contains("] agree") || $0.contains("[reason-direction]") })
    #expect(try Program.run(["export", folder, "--strict"]).status == 1)
    #expect(try Program.run(["export", folder]).status == 1)
    let table = try Program.run(["cells", folder + "/output/公开.xlsx", "--sheet", "部门收支总表"])
    #expect(table.output.contains("缺"))
  }

  @Test func `an input that is declared empty in gouji.yaml or in its form is known to be nothing`()
    throws
  {
    let scratch = try Scratch()
    let project = try copy("weixian-2020-corrected", to: scratch)
    let yaml = try scratch.read("weixian-2020-corrected/gouji.yaml")
    let line = "procurement: inputs/2020年政府采购预算.xlsx"
    try #require(yaml.contains(line))
    func findings(_ entry: String) throws -> String {
      try scratch.write(
        yaml.replacing(line, with: entry), to: "weixian-2020-corrected/gouji.yaml")
      return try Program.run(["reconcile", project, "--all"]).output
    }
    let declared = try findings("procurement: 无")
    #expect(declared.contains("[procurement-row] agree"), "\(declared)")
    try scratch.write("项目名称,采购物品名称,资金来源,金额（元）\n无,,,\n", to: "none.csv")
    try scratch.write("项目名称,采购物品名称,资金来源,金额（元）\n", to: "open.csv")
    #expect(
      try findings("procurement: \(scratch.path)/none.csv").contains("[procurement-row] agree"))
    let open = try findings("procurement: \(scratch.path)/open.csv")
    #expect(open.contains("[input-open]"), "\(open)")
    #expect(!open.contains("[procurement-row] agree"))
  }

  @Test func `nothing that is there is overwritten`() throws {
    let scratch = try Scratch()
    let file = try scratch.write("mine", to: "taken/gouji.yaml")
    let folder = try Program.run(["init", scratch.path + "/taken"])
    #expect(folder.status == 2)
    #expect(folder.errors.contains("exists and has files in it"))
    #expect(try Program.run(["init", file]).status == 2)
    #expect(try scratch.read("taken/gouji.yaml") == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["taken"])
  }

  @Test(arguments: [
    (["--profile", "atlantis"], "built in are: hebei-2020, national-2016, shanghai-2026"),
    (["--profile", "shanghai-2026", "--year", "2020"], "is valid for 2026–2026, not for 2020"),
  ])
  func `a wrong profile or year is told with what there is`(
    options: [String], message: String
  ) throws {
    let scratch = try Scratch()
    let run = try Program.run(["init", scratch.path + "/new"] + options)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }
}
