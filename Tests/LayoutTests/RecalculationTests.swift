import Foundation
import TestKit
import Testing

// Needs LibreOffice, and python3 with openpyxl: readers that share no code with us.
@Suite(
  .enabled(
    if: OutsideProgram.hasLibreOffice && OutsideProgram.hasOpenpyxl,
    "soffice or python3 with openpyxl is not installed"))
struct RecalculationTests {
  /// A project to export and recalculate.
  struct Case {
    var name: String
    var folder: String
  }

  // The examples, and for every standard random budgets: single 分, amounts near the limit, negative
  // adjustments, a hundred and more lines, nothing at all.
  private static func cases(in scratch: Scratch) throws -> [Case] {
    var cases = ["weixian-2020", "yuntai-2024", "songpu-2026", "songpu-library-2026"].map {
      Case(name: $0, folder: "\(projectFolder)/Fixtures/\($0)")
    }
    for (index, (profile, year)) in [
      ("hebei-2020", 2020), ("national-2016", 2024), ("shanghai-2026", 2026),
      ("shanghai-2026-unit", 2026),
    ].enumerated() {
      for seed in [index * 7 + 1, index * 7 + 5] {
        let name = "\(profile)-\(seed)"
        let budget = RandomBudget(seed: UInt64(seed))
        try budget.write(to: scratch, folder: name, profile: profile, year: year)
        cases.append(Case(name: name, folder: "\(scratch.path)/\(name)"))
      }
    }
    return cases
  }

  // One test for all projects: LibreOffice starts once.
  @Test
  func
    `LibreOffice recalculates workbooks to their cached values, and constants have their sources`()
    throws
  {
    let scratch = try Scratch()
    var workbooks: [String] = []
    for project in try Self.cases(in: scratch) {
      let output = "\(scratch.path)/exported/\(project.name)"
      _ = try Exported.export(project.folder, to: output)
      workbooks += ["公开", "底稿"].map { "\(output)/\($0).xlsx" }
      guard project.folder.hasPrefix(projectFolder) else { continue }
      let result = OutsideProgram.script("provenance.py", ["\(output)/底稿.xlsx", project.folder])
      #expect(result.status == 0, "\(project.name): \(result.output)")
    }
    let result = OutsideProgram.script("recalculate.py", ["\(scratch.path)/office"] + workbooks)
    #expect(result.status == 0, "\(result.output)")
  }
}

extension RandomBudget {
  /// Writes the budget as a project folder with CSV inputs.
  fileprivate func write(
    to scratch: Scratch, folder: String, profile: String, year: Int
  ) throws {
    try scratch.write(
      """
      unit: {code: "1", name: 某某市某某局, type: 行政}
      year: \(year)
      profile: \(profile)
      inputs: {budget: budget.csv, income: income.csv}
      """, to: "\(folder)/gouji.yaml")
    let lines = leaves.map {
      "\($0.function),\($0.economic),\($0.kind),\($0.fund),\(Self.yuan($0.fen))"
    }
    try scratch.write(
      (["功能科目编码,部门经济分类编码,支出类别,资金来源,预算数（元）"] + lines).joined(separator: "\n"),
      to: "\(folder)/budget.csv")
    try scratch.write(
      (["功能科目编码,收入来源,金额（元）"] + income.map { "\($0.function),\($0.source),\(Self.yuan($0.fen))" })
        .joined(separator: "\n"), to: "\(folder)/income.csv")
  }

  private static func yuan(_ fen: Int64) -> String {
    let part = fen.magnitude % 100
    return "\(fen < 0 ? "-" : "")\(fen.magnitude / 100).\(part < 10 ? "0" : "")\(part)"
  }
}
