import Foundation
import TestKit
import Testing

/// The package of every exported workbook, part by part; needs python3.
@Suite(.enabled(if: Program.find("python3") != nil, "python3 is not installed"))
struct PackageTests {
  private static let projects = [
    "weixian-2020", "weixian-2020-corrected", "yuntai-2024", "songpu-2026", "songpu-library-2026",
  ]

  @Test(arguments: projects)
  func `the package is one that Excel opens, and nothing internal is public`(
    project: String
  ) throws {
    let scratch = try Scratch()
    _ = try Program.run(["export", fixture(project), "-o", "\(scratch.path)/out"])
    for arguments in [["公开.xlsx", "--public"], ["底稿.xlsx"]] {
      let run = try Program.script(
        "package.py", ["\(scratch.path)/out/\(arguments[0])"] + arguments.dropFirst())
      #expect(run.status == 0, "\(arguments[0]): \(run.output)\(run.errors)")
    }
    // The control: the working paper is full of what must not be public.
    let run = try Program.script(
      "package.py", ["\(scratch.path)/out/底稿.xlsx", "--public"])
    #expect(run.status == 1)
  }

  @Test(
    .enabled(if: OutsideProgram.hasOpenpyxl && Program.hasCalamine, "openpyxl or calamine missing"),
    arguments: projects)
  func `openpyxl, calamine and gouji read the same`(project: String) throws {
    let scratch = try Scratch()
    _ = try Program.run(["export", fixture(project), "-o", "\(scratch.path)/out"])
    for name in ["公开.xlsx", "底稿.xlsx"] {
      let path = "\(scratch.path)/out/\(name)"
      let own = try Program.run(["cells", path])
      try scratch.write(own.output, to: "own.jsonl")
      let run = try Program.script("readback.py", [path, "\(scratch.path)/own.jsonl"])
      #expect(run.status == 0, "\(name): \(run.output)\(run.errors)")
    }
  }
}

/// A constant of the working paper is changed and LibreOffice recalculates.
@Suite(
  .serialized,
  .enabled(
    if: OutsideProgram.hasLibreOffice && OutsideProgram.hasOpenpyxl,
    "LibreOffice or openpyxl missing"))
struct LiveFormulaTests {
  private func change(_ project: String, _ change: String) throws -> [String] {
    let scratch = try Scratch()
    _ = try Program.run(["export", fixture(project), "-o", "\(scratch.path)/out"])
    let run = try Program.script(
      "change.py", ["\(scratch.path)/out/底稿.xlsx", scratch.path, change])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    return run.output.split(separator: "\n").map(String.init)
  }

  // 0.01 万元 is well inside what rounding could explain.
  @Test(arguments: ["+0.01", "+100"])
  func `a changed leaf carries through and breaks the balance`(amount: String) throws {
    let lines = try change("weixian-2020-corrected", "收入总表!F9=\(amount)")
    #expect(lines.first?.hasPrefix("勾稽不符：不符 4 项") == true, "\(lines)")
    for sheet in ["收支总表", "收入总表", "财政拨款收支总表", "比上年增减情况表", "勾稽核对"] {
      #expect(lines.contains("changed \(sheet)"), "\(sheet)")
    }
    #expect(lines.contains("balance: 相符 → 不符"))
  }

  @Test func `a mended constant turns its check to agreement`() throws {
    let lines = try change("weixian-2020", "绩效目标表!B5=5064.7")
    #expect(lines.first?.hasPrefix("勾稽不符：不符 1 项") == true, "\(lines)")
    #expect(lines.contains("performance-parents: 不符 → 相符"))
  }

  @Test func `an expenditure leaf reaches the charts`() throws {
    let lines = try change("weixian-2020-corrected", "一般公共预算支出表!F9=+5")
    #expect(lines.contains("changed 图示"))
    #expect(lines.contains("changed 支出总表"))
    #expect(lines.contains { $0.hasSuffix("相符 → 不符") })
  }
}
