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
}
