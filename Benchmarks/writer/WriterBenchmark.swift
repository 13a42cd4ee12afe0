import Decimals
import Sheets
import XLSXWriter

/// Writes a detail sheet of as many rows as asked, ten cells each, through `WorkbookStream`.
@main struct WriterBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let rows = Int(arguments[2]) else {
      print("usage: writer-benchmark FILE ROWS")
      return
    }
    var stream = try WorkbookStream(to: arguments[1], created: 1_577_836_800)
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
