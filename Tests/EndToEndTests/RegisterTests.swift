import Foundation
import TestKit
import Testing

@Suite struct RegisterTests {
  private func fixture(_ name: String) -> String { "\(projectFolder)/Fixtures/\(name)" }

  private func findings(_ name: String) throws -> [[String: Any]] {
    let run = try Program.run(["reconcile", fixture(name), "--format", "json"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    return try #require(document["findings"] as? [[String: Any]])
  }

  private static let cardRules: Set<String> = [
    "card-number", "card-duplicate", "card-undecided", "card-changed", "card-date", "card-value",
    "card-net", "card-depreciation", "card-life", "card-area", "card-batch", "card-category",
    "register-total", "register-houses", "register-vehicles", "vehicles-carried-forward",
    "purchases-within-budget", "vehicles-within-budget", "purchases-within-procurement",
    "cars-without-running-costs",
  ]

  @Test func `every planted defect of a register is found, by its rule and with its cell`() throws {
    let found = try findings("weixian-2020-register-defects").filter {
      $0["verdict"] as? String == "mismatch"
    }
    func cells(_ rule: String) -> Set<String> {
      Set(
        found.filter { $0["rule"] as? String == rule }.compactMap { finding in
          (finding["operands"] as? [[String: Any]])?.first?["cell"] as? String
        })
    }
    // Row n + 1 has card n; A is the number, L the cost, O depreciation, P net, G area, F quantity.
    #expect(cells("card-area") == ["G5"])
    #expect(cells("card-changed").isSuperset(of: ["L6", "F45"]))
    #expect(cells("card-depreciation") == ["O8", "O66"])
    #expect(cells("card-number").count == 3)
    #expect(!cells("card-undecided").isEmpty)
    #expect(cells("card-net") == ["P33"])
    #expect(cells("card-duplicate") == ["A37", "A62", "A63"])
    #expect(cells("card-value") == ["F45"])
    #expect(cells("card-category").count == 1)
    #expect(cells("card-batch") == ["F63"])
    #expect(cells("card-date").count == 2)
    #expect(cells("card-life") == ["M67"])
    for rule in [
      "vehicles-within-budget", "purchases-within-budget", "cars-without-running-costs",
    ] {
      #expect(!cells(rule).isEmpty, "\(rule)")
    }
  }

  @Test func `the register without planted defects has none`() throws {
    let found = try findings("weixian-2020-corrected").filter { finding in
      (finding["rule"] as? String).map { Self.cardRules.contains($0) } ?? false
        && finding["verdict"] as? String != "agree"
    }
    #expect(found.compactMap { $0["message"] as? String } == [])
  }

  @Test func `without the earlier register its rules are not checked and say what is missing`()
    throws
  {
    let folder = try Scratch()
    let copy = "\(folder.path)/project"
    try FileManager.default.copyItem(atPath: fixture("weixian-2020-corrected"), toPath: copy)
    let path = "\(copy)/gouji.yaml"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    try lines.filter { !$0.contains("prior-assets") }.joined(separator: "\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try Program.run(["reconcile", copy, "--format", "json"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let found = try #require(document["findings"] as? [[String: Any]])
    for rule in ["card-undecided", "roll-forward-cost", "register-total"] {
      let finding = try #require(found.first { $0["rule"] as? String == rule })
      #expect(finding["verdict"] as? String == "not-checked")
      #expect((finding["message"] as? String)?.contains("prior-assets") == true)
    }
  }

  @Test func `two registers alone are compared, as text and as JSON`() throws {
    let inputs = fixture("weixian-2020/inputs")
    let arguments = [
      "assets", "\(inputs)/2018年末固定资产卡片.csv", "\(inputs)/2019年末固定资产卡片.csv",
    ]
    let text = try Program.run(arguments)
    #expect(text.status == 0)
    #expect(text.output.contains("unchanged 56, changed 0, added 4, disposed 2"))
    let json = try Program.run(arguments + ["--format", "json"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let roll = try #require(document["roll-forward"] as? [[String: Any]])
    let cost = try #require(roll.first { $0["field"] as? String == "cost" })
    let total = try #require(cost["total"] as? [String: Any])
    #expect(total["opening"] as? String == "2443974")
    #expect(total["closing"] as? String == "2490000")
  }

  @Test func `a register of Shanghai closes on 31 August, and its vehicles are counted by use`()
    throws
  {
    let folder = try Scratch()
    let project = "\(folder.path)/project"
    try FileManager.default.copyItem(atPath: fixture("songpu-2026"), toPath: project)
    try """
    资产编号,资产名称,资产分类代码,数量,取得日期,原值（元）,使用状况,车辆用途
    1,轿车,A02030500,1,2025-08-31,180000,在用,执法执勤用车
    2,越野车,A02030500,1,2025-09-01,260000,在用,
    """.write(toFile: "\(project)/inputs/卡片.csv", atomically: true, encoding: .utf8)
    try """
    采购物品名称,采购目录编码,数量,单价（元）,金额（元）,资金来源
    执法车,A02030599,1,250000,250001,一般公共预算
    """.write(toFile: "\(project)/inputs/采购.csv", atomically: true, encoding: .utf8)
    let path = "\(project)/gouji.yaml"
    let yaml = try String(contentsOfFile: path, encoding: .utf8)
    try yaml.replacing(
      "inputs:\n", with: "inputs:\n  assets: inputs/卡片.csv\n  procurement: inputs/采购.csv\n"
    ).write(toFile: path, atomically: true, encoding: .utf8)
    let run = try Program.run(["reconcile", project, "--format", "json"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let found = try #require(document["findings"] as? [[String: Any]])
    func cells(_ rule: String) -> [String] {
      found.filter { $0["rule"] as? String == rule && $0["verdict"] as? String == "mismatch" }
        .compactMap { ($0["operands"] as? [[String: Any]])?.first?["cell"] as? String }
    }
    #expect(cells("card-date").map { $0.hasSuffix("3") } == [true])
    #expect(cells("vehicles-by-use").count == 1)
    #expect(cells("procurement-line-product").count == 1)
    func message(_ rule: String) -> String {
      found.first { $0["rule"] as? String == rule }?["message"] as? String ?? ""
    }
    let product = message("procurement-line-product")
    #expect(product.matches(of: /[0-9] 元/).count == 3, "\(product)")
    #expect(message("card-depreciation").contains("“累计折旧”"))
    #expect(message("card-life").contains("“折旧年限"))
    #expect(cells("vehicle-costs-without-plan").isEmpty)
    // The fixture has words of its own on its assets, which the note would take.
    let words = "\(project)/单位文字.txt"
    let own = try String(contentsOfFile: words, encoding: .utf8)
    let start = try #require(own.firstRange(of: "【国有资产】")).lowerBound
    let end = try #require(own.firstRange(of: "【支出用途】")).lowerBound
    try (own[..<start] + own[end...]).write(toFile: words, atomically: true, encoding: .utf8)
    let export = try Program.run(["export", project, "-o", "\(folder.path)/out"])
    #expect(export.status != 2)
    let note = try String(contentsOfFile: "\(folder.path)/out/说明.txt", encoding: .utf8)
    #expect(note.contains("截至2025年8月31日"))
    #expect(note.contains("执法执勤用车1辆"))
    #expect(note.contains("拟购置车辆1辆"))
  }

  @Test func `lines of procurement keep their ids when they change places`() throws {
    let lines = [
      "台式计算机,甲项目,A02010105,2,5000,-10000,一般公共预算",
      "台式计算机,乙项目,A02010105,2,5000,-10000,一般公共预算",
      "台式计算机,乙项目,A02010105,3,5000,-15000,一般公共预算",
      "打印机,甲项目,A02021000,1,2000,-2000,一般公共预算",
    ]
    let ids = try [lines, lines.reversed()].map { lines -> Set<String> in
      let folder = try Scratch()
      let project = "\(folder.path)/project"
      try FileManager.default.copyItem(atPath: fixture("weixian-2020-corrected"), toPath: project)
      let head = "采购物品名称,项目名称,采购目录编码,数量,单价（元）,金额（元）,资金来源"
      try ([head] + lines).joined(separator: "\n")
        .write(toFile: "\(project)/inputs/采购.csv", atomically: true, encoding: .utf8)
      let path = "\(project)/gouji.yaml"
      try String(contentsOfFile: path, encoding: .utf8)
        .replacing("inputs/2020年政府采购预算.xlsx", with: "inputs/采购.csv")
        .write(toFile: path, atomically: true, encoding: .utf8)
      let run = try Program.run(["reconcile", project, "--format", "json"])
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let found = try #require(document["findings"] as? [[String: Any]])
      return Set(
        found.filter { $0["rule"] as? String == "procurement-product" }
          .compactMap { finding in
            (finding["operands"] as? [[String: Any]])?.compactMap { $0["raw"] as? String }
              .joined(separator: " ").appending(" \(finding["id"] as? String ?? "")")
          })
    }
    #expect(ids[0].count == 4)
    #expect(ids[0] == ids[1])
  }
}
