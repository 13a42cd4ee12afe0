import Foundation
import TestKit
import Testing

/// A published set that arrives as several CSV files, one a table.
@Suite struct PublishedSetTests {
  /// The public workbook of an example, and each of its sheets as a CSV file in GB18030.
  private func published(_ example: String, _ scratch: Scratch) throws -> (
    workbook: String, tables: [String]
  ) {
    _ = try Program.run(["export", fixture(example), "-o", scratch.path + "/out"])
    let workbook = scratch.path + "/out/公开.xlsx"
    let sheets = try Program.run(["cells", workbook, "--format", "none"]).output
      .split(separator: "\n").compactMap { line in
        try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["sheet"]
          as? String
      }
    let iconv = try #require(Program.find("iconv"))
    var tables: [String] = []
    for (number, sheet) in sheets.enumerated() {
      let csv = try Program.run(["cells", workbook, "--format", "csv", "--sheet", sheet]).output
      let plain = try scratch.write(csv, to: "utf8-\(number).csv")
      let path = "\(scratch.path)/\(number)-\(sheet.filter { $0 != " " }).csv"
      let converted = try Program.run(
        executable: iconv, ["-f", "UTF-8", "-t", "GB18030", "-o", path, plain])
      #expect(converted.status == 0, "\(converted.errors)")
      tables.append(path)
    }
    return (workbook, tables)
  }

  @Test(arguments: ["yuntai-2024"])
  func `the audit of the CSV files says what the audit of the workbook says`(
    example: String
  ) throws {
    let scratch = try Scratch()
    let (workbook, tables) = try published(example, scratch)
    func summary(_ files: [String]) throws -> [String: Int] {
      let run = try Program.run(["audit"] + files + ["--format", "json"])
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
        "\(run.errors)")
      return try #require(document["summary"] as? [String: Int])
    }
    let whole = try summary([workbook])
    #expect((whole["agree"] ?? 0) > 100)
    #expect(try summary(tables) == whole)
  }
}
