import Foundation
import TestKit
import Testing

/// The exported workbooks in the hands of other programs.
///
/// Each test is skipped, and says so, where
/// that program is not installed.
@Suite(.serialized) struct CounterpartTests {
  private func export(_ name: String, to scratch: Scratch) throws -> String {
    let folder = "\(scratch.path)/out"
    _ = try Program.run(["export", fixture(name), "-o", folder])
    return folder
  }

  @Test(
    .enabled(
      if: OutsideProgram.hasLibreOffice && OutsideProgram.hasOpenpyxl,
      "LibreOffice or openpyxl missing"),
    arguments: [
      ("weixian-2020", "公开.xlsx"), ("weixian-2020", "底稿.xlsx"),
      ("weixian-2020-corrected", "底稿.xlsx"), ("codes-and-errors/text-amount", "底稿.xlsx"),
      ("codes-and-errors/unknown-code", "底稿.xlsx"), ("yuntai-2024", "底稿.xlsx"),
      ("songpu-2026", "公开.xlsx"), ("songpu-library-2026", "底稿.xlsx"),
    ])
  func `LibreOffice recalculates every formula to its cached value`(
    project: String, workbook: String
  ) throws {
    let scratch = try Scratch()
    let folder = try export(project, to: scratch)
    let run = try Program.script("recalculate.py", [scratch.path, "\(folder)/\(workbook)"])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test(
    .enabled(
      if: OutsideProgram.hasLibreOffice && OutsideProgram.hasOpenpyxl,
      "LibreOffice or openpyxl missing"))
  func `the recalculation finds a wrong cached value`() throws {
    let scratch = try Scratch()
    let folder = try export("weixian-2020", to: scratch)
    let spoilt = "\(scratch.path)/spoilt.xlsx"
    #expect(try Program.script("spoil.py", ["\(folder)/公开.xlsx", spoilt]).status == 0)
    let run = try Program.script("recalculate.py", [scratch.path, spoilt])
    #expect(run.status == 1)
    #expect(run.output.contains("1 differ"), "\(run.output)\(run.errors)")
  }

  @Test(
    .enabled(if: OutsideProgram.hasOpenpyxl, "openpyxl missing"),
    arguments: [
      "weixian-2020", "weixian-2020-corrected", "codes-and-errors/unknown-code", "yuntai-2024",
      "songpu-2026", "songpu-library-2026",
    ])
  func `every constant comes from the cells that 来源 lists`(project: String) throws {
    let scratch = try Scratch()
    let folder = try export(project, to: scratch)
    let run = try Program.script("provenance.py", ["\(folder)/底稿.xlsx", fixture(project)])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }
}
