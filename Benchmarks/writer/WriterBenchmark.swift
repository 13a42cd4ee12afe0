import Decimals
import Disclosure
import Parallel
import Reconciliation
import Sheets
import Tabulation
import TestSamples
import XLSXWriter

/// Writes a detail sheet of as many rows as asked, ten cells each, through `WorkbookStream`; or both
/// workbooks of a project, whose cells are drawn before, and prints the milliseconds of every run.
@main struct WriterBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.count == 3, let rows = Int(arguments[2]) {
      try writeRows(rows, to: arguments[1])
    } else if arguments.count == 5, arguments[1] == "disclosure", let runs = Int(arguments[4]) {
      try writeDisclosure(of: arguments[2], into: arguments[3], runs: runs)
    } else {
      print("usage: writer-benchmark FILE ROWS, or writer-benchmark disclosure PROJECT FOLDER RUNS")
    }
  }

  private static func writeDisclosure(of project: String, into folder: String, runs: Int) throws {
    let sample = try SampleProject(folder: project)
    let statements = try Tabulator.tabulate(
      profile: sample.profile, year: sample.year, facts: sample.facts)
    let checks = Reconciler(profile: sample.profile, unit: sample.unit, statements: statements)
      .checks()
    let disclosure = Disclosure(
      profile: sample.profile, unit: sample.unit, year: sample.year, statements: statements,
      checks: checks, openErrors: 0)
    let workingPaper = disclosure.workingPaper
    let publicWorkbook = disclosure.publicWorkbook
    for _ in 0..<runs {
      let time = try ContinuousClock().measure {
        _ = try together(
          { try write(workingPaper, to: "\(folder)/\(Disclosure.workingPaperName)") },
          { try write(publicWorkbook, to: "\(folder)/\(Disclosure.publicName)") })
      }
      print(time / .milliseconds(1))
    }
  }

  private static func writeRows(_ rows: Int, to path: String) throws {
    var stream = try WorkbookStream(to: path, created: 1_577_836_800)
    let text = try stream.style(CellStyle(border: .thin))
    let amount = try stream.style(CellStyle(border: .thin, numberFormat: "#,##0.00"))
    try stream.addSheet(named: "明细")
    var state: UInt64 = 1
    for row in 0..<rows {
      try stream.write(.text("2080801"), at: CellAddress(row: row, column: 0), style: text)
      try stream.write(
        .text("社会保障和就业支出 \(row)"), at: CellAddress(row: row, column: 1), style: text)
      for column in 2..<10 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let cents = ExactDecimal(significand: Int64(state >> 34), exponent: -2)
        try stream.write(.number(cents), at: CellAddress(row: row, column: column), style: amount)
      }
    }
    try stream.finish()
  }
}
