import Foundation
import TestKit
import Testing

@Suite struct ReconcileTests {
  private func document(_ folder: String, _ extra: [String] = []) throws -> [String: Any] {
    let run = try Program.run(["reconcile", folder, "--format", "json"] + extra)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func findings(_ folder: String, _ extra: [String] = []) throws -> [[String: Any]] {
    try #require(try document(folder, extra)["findings"] as? [[String: Any]])
  }

  @Test func `the example has two errors, with both sides, their cells and the difference`() throws
  {
    let run = try Program.run(["reconcile", fixture("weixian-2020")])
    #expect(run.status == 1)
    let errors = try findings(fixture("weixian-2020")).filter {
      $0["severity"] as? String == "error"
    }
    try #require(errors.count == 2)
    let parents = try #require(errors.first { $0["rule"] as? String == "performance-parents" })
    let projects = try #require(
      errors.first { $0["rule"] as? String == "performance-within-projects" })
    #expect((parents["difference"] as? [String: Any])?["fen"] as? Int == -5_034_700_000)
    #expect((projects["left"] as? [String: Any])?["value"] as? String == "16238.00")
    #expect((projects["right"] as? [String: Any])?["value"] as? String == "12442.30")
    #expect((projects["difference"] as? [String: Any])?["value"] as? String == "3795.70")
    #expect((projects["message"] as? String)?.contains("21272.70") == true)
    #expect(
      (parents["operands"] as? [[String: Any]])?.first?["exported"] as? String
        == "绩效目标表!B5")
    let cells = try #require(projects["operands"] as? [[String: Any]]).map {
      "\($0["file"] ?? "")!\($0["cell"] ?? "")"
    }
    #expect(cells.contains("inputs/2020年绩效目标.xlsx!B5"))
    #expect(cells.contains { $0.hasPrefix("inputs/2020年部门预算支出明细.xlsx!I") })
  }

  @Test(arguments: [["reconcile"], ["import"], ["explain"]])
  func `a project may be named by its file`(_ command: [String]) throws {
    let cell = command == ["explain"] ? ["支出总表!D6"] : []
    let byFolder = try Program.run(command + [fixture("weixian-2020")] + cell)
    let byFile = try Program.run(command + [fixture("weixian-2020/gouji.yaml")] + cell)
    #expect(byFile.output == byFolder.output)
    #expect(byFile.status == byFolder.status)
    #expect(!byFile.output.isEmpty)
  }

  @Test(arguments: [
    ("balance", "12518.55"), ("parts-of-expenditure", "12518.55"), ("running-costs", "9.60"),
    ("assets-total", "249.00"), ("change-parts", "-3151.34"), ("change-classes", "-3151.34"),
    ("prior-balance", "15669.89"), ("prior-total", "15669.89"), ("income-tables", "12518.55"),
  ])
  func `every identity of the published note that holds agrees`(rule: String, left: String) throws {
    let found = try findings(fixture("weixian-2020"), ["--all"])
      .filter { $0["rule"] as? String == rule }
    try #require(!found.isEmpty)
    for finding in found {
      #expect(finding["verdict"] as? String == "agree")
      #expect((finding["left"] as? [String: Any])?["value"] as? String == left)
    }
  }

  @Test func `the corrected twin is clean`() throws {
    let run = try Program.run(["reconcile", fixture("weixian-2020-corrected")])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test func `a rule added to a copy of the profile shows everywhere, and is gone when removed`()
    throws
  {
    let scratch = try Scratch()
    let project = try copy("weixian-2020-corrected", to: scratch)
    let rule = """
      rules:
        - id: own-rule
          says: 支出总表合计不超过一百万元
          severity: error
          check: "T3[合计, 合计] <= T9[合计, 合计]"

      """
    try scratch.write(
      "id: mine\nextends: hebei-2020\nrules: [own.yaml]\n",
      to: "weixian-2020-corrected/mine/profile.yaml")
    try scratch.write(rule, to: "weixian-2020-corrected/mine/own.yaml")
    let yaml = try scratch.read("weixian-2020-corrected/gouji.yaml")
    try scratch.write(
      yaml.replacing("profile: hebei-2020", with: "profile: mine"),
      to: "weixian-2020-corrected/gouji.yaml")
    let before = try #require(
      try document(fixture("weixian-2020-corrected"))["coverage"] as? [String: Any])
    let after = try #require(try document(project)["coverage"] as? [String: Any])
    #expect((after["rules"] as? Int ?? 0) == (before["rules"] as? Int ?? 0) + 1)
    #expect(try findings(project).contains { $0["rule"] as? String == "own-rule" })
    #expect(
      try Program.run(["profiles", "show", project + "/mine"]).output.contains("支出总表合计不超过一百万元"))
    #expect(try Program.run(["reconcile", project]).status == 1)
    _ = try Program.run(["export", project, "-o", scratch.path + "/out"])
    let checks = try Program.run(["cells", scratch.path + "/out/底稿.xlsx", "--sheet", "勾稽核对"])
    #expect(checks.output.contains("own-rule"))
    #expect(
      try Program.run(
        ["reconcile", fixture("weixian-2020-corrected"), "--profile", project + "/mine"]
      ).status == 1)
    try scratch.write("rules: []\n", to: "weixian-2020-corrected/mine/own.yaml")
    #expect(try Program.run(["reconcile", project]).status == 0)
    #expect(
      try !Program.run(["profiles", "show", project + "/mine"]).output.contains("own-rule"))
  }

  @Test func `an accepted finding no longer counts, and comes back when its figures change`()
    throws
  {
    let scratch = try Scratch()
    let project = try copy("weixian-2020", to: scratch)
    let errors = try findings(project).filter { $0["severity"] as? String == "error" }
    for finding in errors {
      let id = try #require(finding["id"] as? String)
      let run = try Program.run([
        "accept", project, id, "--reason", "已核实", "--name", "张三", "--date", "2020-03-01",
      ])
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try Program.run(["reconcile", project]).status == 0)
    let accepted = try findings(project).filter { $0["status"] as? String == "accepted" }
    #expect(accepted.count == errors.count)
    #expect(accepted.first?["accepted"] as? String == "已核实（张三，2020-03-01）")
    let yaml = try scratch.read("weixian-2020/gouji.yaml")
    try scratch.write(
      yaml.replacing("3795.70 #", with: "3795.69 #").replacing("16238.00 / ", with: "16237.00 / "),
      to: "weixian-2020/gouji.yaml")
    let changed = try Program.run(["reconcile", project])
    #expect(changed.status == 1)
    #expect(
      changed.output.contains(
        "was accepted (已核实; 张三, 2020-03-01), but its figures have changed, then 16237.00 / "))
  }

  @Test func `what cannot be accepted is told`() throws {
    let scratch = try Scratch()
    let project = try copy("weixian-2020-corrected", to: scratch)
    let none = try Program.run(["accept", project, "x", "--reason", "r", "--name", "n"])
    #expect(none.status == 2)
    #expect(none.errors.contains("there is no finding 'x'; gouji reconcile prints the id"))
    let part = try Program.run([
      "accept", project, "card-pending", "--reason", "r", "--name", "n",
    ])
    #expect(part.errors.contains("did you mean: 361003/2020/card-pending/"))
    let yaml = try scratch.read("weixian-2020-corrected/gouji.yaml")
    try scratch.write(
      yaml + "\naccepted:\n  - {id: x, reason: r, name: n, date: d}\n",
      to: "weixian-2020-corrected/gouji.yaml")
    let old = try Program.run(["reconcile", project])
    #expect(old.status == 2)
    #expect(old.errors.contains("the key 'figures' is missing, which says what was accepted"))
  }

  @Test func `a mandatory check that cannot be made is status 3`() throws {
    let scratch = try Scratch()
    let project = try copy("weixian-2020-corrected", to: scratch)
    let yaml = try scratch.read("weixian-2020-corrected/gouji.yaml")
    let lines = yaml.split(separator: "\n").filter { !$0.hasPrefix("  income:") }
    try scratch.write(lines.joined(separator: "\n"), to: "weixian-2020-corrected/gouji.yaml")
    #expect(try Program.run(["reconcile", project]).status == 3)
  }

  @Test(
    arguments: [
      (
        "missing-file", 2,
        "gouji.yaml:8:11: the input file 'inputs/2020年部门预算支出明细.xlsx' is not there"
      ),
      ("wrong-sheet", 2, "2020年部门预算支出明细.xlsx"),
      ("text-amount", 1, "支出明细!I8: error: [import-text-amount]"),
      ("unknown-code", 0, "支出明细!B10: warning: [import-unknown-code]"),
    ] as [(String, Int32, String)])
  func `bad inputs are told with file, sheet and cell`(
    name: String, status: Int32, text: String
  ) throws {
    let run = try Program.run(["reconcile", fixture("codes-and-errors/\(name)")])
    #expect(run.status == status, "\(run.output)\(run.errors)")
    #expect((run.output + run.errors).contains(text), "\(run.output)\(run.errors)")
  }

  @Test func `files without a project are recognised by their content`() throws {
    let scratch = try Scratch()
    let run = try Program.run([
      "import", fixture("weixian-2020/inputs"), "--year", "2020", "-o", scratch.path + "/f.csv",
    ])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    for line in [
      "2020年部门预算支出明细.xlsx!支出明细: budget", "2020年收入预算.csv!2020年收入预算: income",
      "2020年三公经费预算.xlsx!三公经费: sangong", "2020年绩效目标.xlsx!职责活动绩效目标: performance",
      "2020年政府采购预算.xlsx!政府采购预算: procurement", "2019年末固定资产卡片.csv!2019年末固定资产卡片: assets",
    ] {
      #expect(run.output.contains(line), "\(line)")
    }
    #expect(try scratch.read("f.csv").contains("amount,252700.28,元,I5,252700.28\r\n"))
  }

  @Test func `an amount without a unit stops, and gouji.yaml settles it`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "功能科目编码,功能科目名称,收入来源,预算\n2080109,社会保险经办机构,一般公共预算拨款收入,100.00\n", to: "income.csv")
    let head = "unit: {code: \"1\", name: 某局, type: 行政}\nyear: 2020\nprofile: hebei-2020\n"
    try scratch.write(head + "inputs: {income: income.csv}\n", to: "gouji.yaml")
    let open = try Program.run(["import", scratch.path])
    #expect(open.status == 1, "\(open.output)\(open.errors)")
    try scratch.write(
      head + "inputs: {income: {file: income.csv, unit: 万元, columns: {amount: 预算}}}\n",
      to: "gouji.yaml")
    let settled = try Program.run(["import", scratch.path, "-o", scratch.path + "/facts.jsonl"])
    #expect(settled.status == 0, "\(settled.output)\(settled.errors)")
    #expect(try scratch.read("facts.jsonl").contains("\"fen\":100000000"))
  }

  @Test(arguments: ["import", "reconcile", "export"])
  func `a sheet without a unit stops the run with the choices and the evidence`(
    command: String
  ) throws {
    let scratch = try Scratch()
    let project = try copy("weixian-2020-corrected", to: scratch)
    let path = "weixian-2020-corrected/inputs/2020年收入预算.csv"
    try scratch.write(
      """
      功能科目编码,功能科目名称,收入来源,金额
      2080108,信息化建设,一般公共预算拨款收入,19.03
      2080109,社会保险经办机构,一般公共预算拨款收入,115.49

      """, to: path)
    let open = try Program.run([command, project])
    #expect(open.status == 2, "\(open.output)\(open.errors)")
    for part in ["D2", "元, 千元, 万元", "would fit 万元", "unit: 万元"] {
      #expect(open.errors.contains(part), "\(part): \(open.errors)")
    }
    let yaml = try scratch.read("weixian-2020-corrected/gouji.yaml")
    try scratch.write(
      yaml.replacing(
        " income: inputs/2020年收入预算.csv",
        with: " income: {file: inputs/2020年收入预算.csv, unit: 万元}"),
      to: "weixian-2020-corrected/gouji.yaml")
    #expect(try Program.run([command, project]).status < 2)
  }

  @Test
  func `lines of several units and drafts stop the run, and gouji.yaml settles which are meant`()
    throws
  {
    let scratch = try Scratch()
    try scratch.write(
      """
      单位编码,预算版本,功能科目编码,收入来源,金额（元）
      257001,一上,2080109,一般公共预算,1
      257001,二下,2080109,一般公共预算,2
      257002,二下,2080109,一般公共预算,4
      合计,,,,7

      """, to: "income.csv")
    let head = "unit: {code: \"257001\", name: 某局, type: 行政}\nyear: 2020\nprofile: hebei-2020\n"
    try scratch.write(head + "inputs: {income: income.csv}\n", to: "gouji.yaml")
    let open = try Program.run(["reconcile", scratch.path])
    #expect(open.status == 2)
    for part in [
      "income.csv!income!A4", "257001 (2 rows), 257002 (1 rows)", "income.csv!income!B3",
      "rows: {单位编码: \"257001\"}",
    ] {
      #expect(open.errors.contains(part), "\(part): \(open.errors)")
    }
    try scratch.write(
      head + "inputs: {income: {file: income.csv, rows: {单位编码: 257001, 预算版本: 二下}}}\n",
      to: "gouji.yaml")
    let settled = try Program.run(["import", scratch.path, "-o", scratch.path + "/facts.jsonl"])
    #expect(settled.status == 0, "\(settled.output)\(settled.errors)")
    #expect(settled.output.contains("1 taken + 1 subtotals + 0 rejected"), "\(settled.output)")
    #expect(settled.output.contains("2 not chosen by rows: = 5 rows read"), "\(settled.output)")
    let facts = try scratch.read("facts.jsonl")
    #expect(facts.contains("\"fen\":200") && facts.split(separator: "\n").count == 1)
  }

  @Test func `a sheet like no input is told and nothing taken`() throws {
    let scratch = try Scratch()
    let file = try scratch.write("菜名,价格\n豆腐,3\n", to: "menu.csv")
    let run = try Program.run(["import", file])
    #expect(run.status == 1)
    #expect(run.output.contains("menu: like none of the inputs of hebei-2020"))
  }

  @Test func `messages are Chinese or English as asked`() throws {
    let chinese = try Program.run(["reconcile", fixture("weixian-2020")], language: "zh")
    #expect(chinese.output.contains("2 项错误"))
    let english = try Program.run(["reconcile", fixture("weixian-2020")])
    #expect(english.output.contains("2 errors"))
  }

  @Test func `wrong usage is status 64`() throws {
    #expect(try Program.run(["reconcile", "--format", "xml"]).status == 64)
  }
}
