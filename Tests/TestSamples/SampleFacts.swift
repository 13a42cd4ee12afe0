public import Budget
import Sheets

/// Facts of a small unit for tests, written a line a fact.
public enum SampleFacts {
  /// Money in 元 as an exact reading of a cell that does not matter.
  public static func yuan(_ fen: Int64, row: Int = 0) throws -> Reading {
    Reading(
      amount: try .fen(fen), quantum: 0, unit: .yuan, raw: "\(fen)",
      place: Place(file: "t.csv", sheet: "t", spot: .cell(CellAddress(row: row, column: 0))))
  }

  /// Lines `function economic kind fund fen`, a line each, as the input role `budget`.
  public static func budget(_ lines: String) throws -> FactTable {
    FactTable(
      dataset: "budget",
      facts: try lines.split(separator: "\n").enumerated().map { row, line in
        let parts = line.split(separator: " ").map(String.init)
        return Fact(
          place: Place(file: "t.csv"),
          values: [
            "function": .text(parts[0]), "economic": .text(parts[1]), "kind": .text(parts[2]),
            "fund": .text(parts[3]), "unit-type": .text("行政"),
            "amount": .amount(try yuan(Int64(parts[4]) ?? 0, row: row)),
          ])
      })
  }

  /// Lines `function source fen`, a line each, as the input role `income`.
  public static func income(_ lines: String) throws -> FactTable {
    FactTable(
      dataset: "income",
      facts: try lines.split(separator: "\n").enumerated().map { row, line in
        let parts = line.split(separator: " ").map(String.init)
        return Fact(
          place: Place(file: "t.csv"),
          values: [
            "function": .text(parts[0]), "source": .text(parts[1]),
            "amount": .amount(try yuan(Int64(parts[2]) ?? 0, row: row)),
          ])
      })
  }
}
