import Budget
import Localization
import Sheets
import Testing

@testable import Diagnosis

/// Sheets whose amounts are all in another unit than they say.
@Suite struct SheetUnitsTests {
  /// Three cells of a detail sheet, their total in two other files.
  private func faults(
    detail: [Int64], read: MeasureUnit, totals: [(file: String, atoms: Int64)],
    bounds: Int64 = 0, limit: Int64? = nil
  ) -> [SheetUnits.Fault] {
    var entries: [CellTable.Entry] = []
    func add(_ file: String, _ row: Int, _ atoms: Int64, _ unit: MeasureUnit) -> Int {
      let address = CellAddress(row: row, column: 1)
      entries.append(
        CellTable.Entry(
          reference: .place(Place(file: file, sheet: "表", spot: .cell(address))),
          key: FigureKey(period: .current, table: "T", row: "\(row)", column: "c"), unit: unit,
          decimals: 2, value: atoms, step: 1))
      return entries.count - 1
    }
    let cells = detail.enumerated().map { add("明细.xlsx", $0.offset, $0.element, read) }
    var identities: [IdentitySystem.Identity] = []
    for (row, total) in totals.enumerated() {
      let cell = add(total.file, row, total.atoms, .yuan)
      identities.append(
        IdentitySystem.Identity(
          terms: cells.map { .init(cell: $0, factor: 1) } + [.init(cell: cell, factor: -1)],
          residual: detail.reduce(0, +) - total.atoms,
          bounds: Observation(atoms: 0, spread: bounds)))
    }
    let limits: [IdentitySystem.Identity] =
      limit.map { atoms in
        let least = add("公务接待.xlsx", 9, atoms, .yuan)
        return [
          .init(
            terms: [.init(cell: least, factor: 1), .init(cell: cells[0], factor: -1)],
            residual: atoms - detail[0], bounds: Observation(atoms: 0))
        ]
      } ?? []
    return SheetUnits(
      entries: entries, identities: identities,
      limits: limits,
      failed: Set(identities.indices.filter { identities[$0].residual != 0 }),
      unitLines: [
        Place(file: "明细.xlsx", sheet: "表"): Place(
          file: "明细.xlsx", sheet: "表", spot: .cell(CellAddress(row: 1, column: 8)))
      ]
    ).faults()
  }

  @Test func `a sheet of 元 that says 万元 is named once, by its unit line`() throws {
    let found = faults(
      detail: [120_000_000, 30_000_000, 50_000], read: .wanYuan,
      totals: [("甲.xlsx", 15_005), ("乙.xlsx", 15_005)])
    let fault = try #require(found.first)
    #expect(found.count == 1 && fault.repaired == [0, 1])
    #expect(fault.cause.kind == .unit)
    #expect(fault.cause.cells.map(\.description) == ["明细.xlsx!表!I2"])
    #expect(fault.cause.explanation.chinese.contains("写的是万元，应为元"))
  }

  @Test func `a sheet of 万元 that says 元 is named, with the rounding of its figures`() throws {
    let found = faults(
      detail: [1_200_000, 300_000, 100], read: .yuan,
      totals: [("甲.xlsx", 15_001_000_040), ("乙.xlsx", 15_001_000_000)], bounds: 1)
    #expect(found.map(\.repaired) == [[0, 1]])
    #expect(found.first?.cause.explanation.chinese.contains("应为万元") ?? false)
  }

  @Test func `a difference within one sheet is no matter of its unit`() {
    let found = faults(
      detail: [9_000, 9_000, 9_000], read: .wanYuan, totals: [("明细.xlsx", 28), ("明细.xlsx", 29)],
      bounds: 10)
    #expect(found.isEmpty)
  }

  /// Two sheets that only meet each other: each could be the wrong one, unless a limit tells.
  @Test(
    arguments: [(nil, ["收入", "明细"]), (9_000, ["收入", "明细"]), (20_000, ["收入"])]
      as [(Int64?, [String])])
  func `a limit tells which of two sheets that only meet each other is wrong`(
    limit: Int64?, names: [String]
  ) {
    let found = faults(
      detail: [100_000_000, 200_000_000, 300_000_000], read: .wanYuan,
      totals: (0..<3).map { _ in ("收入.xlsx", 60_000) }, limit: limit)
    #expect(found.count == names.count)
    for (fault, name) in zip(found, names) {
      #expect(fault.cause.explanation.chinese.contains("\(name).xlsx"))
    }
  }

  @Test(
    arguments: [
      ("one figure is wrong by more", [120_000_000, 30_000_000, 50_000], [15_005, 15_006]),
      (
        "a check that agrees would fail", [120_000_000, 30_000_000, 50_000], [15_005, 150_050_000]
      ),
      ("only one check fails", [120_000_000, 30_000_000, 50_000], [15_005]),
      ("only two cells are moved", [120_000_000, 30_000_000], [15_000, 15_000]),
      ("the factor is no unit's", [1_500, 300, 200], [20, 20]),
    ] as [(String, [Int64], [Int64])])
  func `no sheet is blamed without proof`(trait: String, detail: [Int64], totals: [Int64]) {
    let found = faults(
      detail: detail, read: .wanYuan,
      totals: totals.enumerated().map { ("\($0.offset).xlsx", $0.element) })
    #expect(found.isEmpty, "\(trait)")
  }
}
