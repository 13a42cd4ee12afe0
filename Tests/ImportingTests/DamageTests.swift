import Budget
import Importing
import Sheets
import TestKit
import Testing

/// Random single damages to a good input.
///
/// The facts stay the same, or the importer says that it did
/// not understand. It must never give other facts in silence.
@Suite struct DamageTests {
  private enum Outcome: String, CaseIterable {
    case same, sameAndTold, otherAndTold, refused, silentlyOther
  }

  @Test(arguments: [false, true])
  func `500 single damages of the listed kinds never give other facts in silence`(asText: Bool) {
    damage(by: Damage.listed, rounds: 500, asText)
  }

  @Test(arguments: [false, true])
  func `250 other single damages never give other facts in silence`(asText: Bool) {
    damage(by: Damage.allCases.filter { !Damage.listed.contains($0) }, rounds: 250, asText)
  }

  private func damage(by kinds: [Damage], rounds: Int, _ asText: Bool) {
    var random = SeededRandom(seed: 20_201_123)
    let good = facts(of: DrawnSheet.good, asText)
    #expect(good.count == 12)
    var outcomes: [Outcome: Int] = [:]
    var table: [Damage: [Outcome: Int]] = [:]
    for round in 0..<rounds {
      let damage = kinds[round % kinds.count]
      let damaged = DrawnSheet.good.damaged(by: damage, &random)
      let sheet = asText ? damaged.sheet.asText : damaged.sheet
      let result = sheet.imported(Schemas.budget)
      #expect(result.isBalanced)
      #expect(result.rowsRead == (sheet.cells.last?.address.row ?? -1) + 1)
      let isTold = result.notes.contains { $0.severity > .info || $0.kind == .absentColumns }
      let isSame = result.short(Schemas.budget).sorted() == good
      let outcome: Outcome =
        isSame
        ? isTold ? .sameAndTold : .same
        : result.isIncomplete ? .refused : isTold ? .otherAndTold : .silentlyOther
      outcomes[outcome, default: 0] += 1
      table[damage, default: [:]][outcome, default: 0] += 1
      if outcome == .silentlyOther {
        Issue.record(
          "round \(round), \(damage): \(result.short(Schemas.budget))\n\(damaged.drawing)")
      }
    }
    let name = asText ? "CSV" : "XLSX"
    for damage in kinds {
      let counts = Outcome.allCases.map { "\($0.rawValue) \(table[damage]?[$0] ?? 0)" }
      print("damage of \(name), \(damage.rawValue): \(counts.joined(separator: ", "))")
    }
    print(
      "\(rounds) damages of \(name): "
        + Outcome.allCases.map { "\($0.rawValue) \(outcomes[$0, default: 0])" }
        .joined(separator: ", "))
    #expect(outcomes.values.reduce(0, +) == rounds)
    #expect(outcomes[.silentlyOther, default: 0] == 0)
  }

  private func facts(of drawn: DrawnSheet, _ asText: Bool) -> [String] {
    let result = (asText ? drawn.sheet.asText : drawn.sheet).imported(Schemas.budget)
    #expect(result.notes.allSatisfy { $0.severity == .info })
    return result.short(Schemas.budget).sorted()
  }
}

@Suite struct GarbageTests {
  @Test func `sheets of random cells are taken to their end, with every row counted`() {
    var random = SeededRandom(seed: 7)
    let pieces = [
      "科目编码", "金额（元）", "金额", "类", "款", "项", "功能分类科目编码", "单位：万元", "单位：", "'2080109", "208",
      "合计", "小计", "其中：", "无", "—", "…", "12.5", "1,2", "(3)", "=A1→", "=A1→5", "#REF!", "TRUE",
      "2020-01-02d", "注：", "　　", "12{0.00\"万元\"}", "9999999999999999999", "基本支出", "项目", "",
      "公务接待费", "资产编号", "原值", "职责活动", "编制单位：甲", "2019年预算", "1e9", "(", ")", "-", "¥",
    ]
    let schemas = [
      Schemas.budget, Schemas.income, Schemas.assets, Schemas.performance, Schemas.sangong,
      Schemas.loose,
    ]
    for _ in 0..<60 {
      let rows = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        (0..<Int.random(in: 1...8, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined(separator: "|")
      }
      let merges = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        CellRange(
          CellAddress(
            row: .random(in: 0...30, using: &random), column: .random(in: 0...8, using: &random)),
          CellAddress(
            row: .random(in: 0...40, using: &random),
            column: .random(in: 0...20_000, using: &random))
        ).description
      }
      let sheet = Sheet(rows.joined(separator: "\n"), merges: merges)
      for schema in schemas {
        let result = sheet.imported(schema)
        let first = sheet.cells.first?.address.row ?? 0
        let last = sheet.cells.last?.address.row ?? -1
        #expect(result.counts.read == last - first + 1)
        #expect(result.counts.taken == result.facts.count)
        #expect(result.counts.rejected == 0 || result.isIncomplete)
        let confidence = SheetImporter(schema: schema, context: Schemas.context)
          .recognise(sheet).confidence
        #expect((0...1).contains(confidence))
      }
    }
  }
}

/// What can happen to a sheet on its way.
enum Damage: String, CaseIterable {
  case fullWidthDigit, unitLineRemoved, headerUnmerged, subtotalInserted, columnMoved, zeroLost
  case blankRow, headerRepeated, textNumber, rowRemoved, rowDoubled, digitChanged, amountBlanked
  case codeBlanked, choiceMisspelt, headingRenamed, spacesAdded, rowsSwapped, totalRemoved
  case columnRemoved, amountAsWords, columnInserted, footnoteAdded, codeAsNumber, dashForAmount

  /// The kinds that every reader of spreadsheets meets; of the others some change the facts, as
  /// removing a row does.
  static let listed: [Damage] = [
    .fullWidthDigit, .unitLineRemoved, .headerUnmerged, .subtotalInserted, .columnMoved, .zeroLost,
    .blankRow, .headerRepeated,
  ]
}

/// A sheet as rows of drawn cells, so that it can be damaged.
struct DrawnSheet {
  var rows: [[String]]
  var merges: [String]
  private let firstLine = 4

  static let good = DrawnSheet(
    rows: """
      2020年部门预算支出明细表|||||||
      编制单位：社会保障中心|||||||单位：元
      序号|功能分类科目||经济分类科目||支出类别|项目名称|预算数
      |科目编码|科目名称|科目编码|科目名称|||本年预算
      1|'2080109|社会保险经办机构|'30101|基本工资|基本支出||252700.28
      2|'2080109|社会保险经办机构|'30102|津贴补贴|基本支出||97229.33
      3|'2080109|社会保险经办机构|'30201|办公费|基本支出||71340.14
      4|'2080505|机关事业单位基本养老保险缴费支出|'30101|基本工资|基本支出||19915.32
      5|'2210201|住房公积金|'30102|津贴补贴|基本支出||4150.18
      6|'2080109|社会保险经办机构|'30227|委托业务费|项目支出|档案数字化|13743.56
      7|'2080108|信息化建设|'30227|委托业务费|项目支出|系统维护|1234.23
      8|'2080108|信息化建设|'30201|办公费|项目支出|系统维护|72083.29
      9|'2080109|社会保险经办机构|'30201|办公费|项目支出|大厅运行|35806.16
      10|'2080109|社会保险经办机构|'30227|委托业务费|项目支出|大厅运行|30273.96
      11|'2080109|社会保险经办机构|'30201|办公费|项目支出|稽核|10496.11
      12|'2080108|信息化建设|'30227|委托业务费|项目支出|专线|57527.44
      合计|||||||666500.00
      """.split(separator: "\n").map {
        $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      },
    merges: ["A1:H1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "G3:G4", "A17:G17"])

  var drawing: String { rows.map { $0.joined(separator: "|") }.joined(separator: "\n") }
  var sheet: Sheet { Sheet(drawing, merges: merges) }

  private var lines: Range<Int> { firstLine..<(rows.count - 1) }

  func damaged(by damage: Damage, _ random: inout SeededRandom) -> DrawnSheet {
    var copy = self
    let line = Int.random(in: lines, using: &random)
    let code = Bool.random(using: &random) ? 1 : 3
    let amount = 7
    switch damage {
    case .fullWidthDigit:
      let column = Bool.random(using: &random) ? amount : code
      copy.edit(line, column) { text in
        text.replacingRandom(of: "0123456789", &random) { Self.fullWidth($0) }
      }
    case .unitLineRemoved: copy.rows[1][amount] = ""
    case .headerUnmerged: copy.merges.remove(at: Int.random(in: 0..<merges.count, using: &random))
    case .subtotalInserted:
      var row = Array(repeating: "", count: 8)
      row[Int.random(in: 0...2, using: &random)] =
        ["小计", "合　计", "本页小计", "基本支出小计"]
        .randomElement(using: &random) ?? "小计"
      row[amount] = "\(Int.random(in: 1...99_999, using: &random)).5"
      copy.insert(row, at: line)
    case .columnMoved:
      // Cells under the same group move together, as a user would move them.
      let order = [[0], [1, 2], [3, 4], [5], [6], [7]].shuffled(using: &random).flatMap { $0 }
      copy.rows = rows.enumerated().map { index, row in
        index < 2 ? row : order.map { row[$0] }
      }
      copy.merges = ["A1:H1"]
      copy.rows[rows.count - 1] = rows[rows.count - 1].enumerated().map { position, _ in
        rows[rows.count - 1][order[position]]
      }
    case .zeroLost:
      copy.edit(line, code) { $0.replacingRandom(of: "0", &random) { _ in "" } }
    case .blankRow: copy.insert(Array(repeating: "", count: 8), at: line)
    case .headerRepeated:
      copy.insert(rows[3], at: line)
      copy.insert(rows[2], at: line)
      if Bool.random(using: &random) { copy.insert(rows[1], at: line) }
    case .textNumber: copy.edit(line, amount) { "'" + $0 }
    case .rowRemoved: copy.rows.remove(at: line)
    case .rowDoubled: copy.insert(rows[line], at: line)
    case .digitChanged:
      copy.edit(line, amount) { text in
        text.replacingRandom(of: "0123456789", &random) {
          String(((Int(String($0)) ?? 0) + 1) % 10)
        }
      }
    case .amountBlanked: copy.rows[line][amount] = ""
    case .codeBlanked: copy.rows[line][code] = ""
    case .choiceMisspelt: copy.rows[line][5] = "基本支"
    case .headingRenamed:
      let column = [1, 3].randomElement(using: &random) ?? 1
      copy.rows[3][column] = "编号"
    case .spacesAdded:
      let column = Int.random(in: 1...5, using: &random)
      copy.rows[line][column] = "　" + rows[line][column] + "␣"
    case .rowsSwapped: copy.rows.swapAt(line, Int.random(in: lines, using: &random))
    case .totalRemoved: copy.rows.removeLast()
    case .columnRemoved:
      let column = Int.random(in: 0...7, using: &random)
      copy.rows = rows.enumerated().map { index, row in
        var row = row
        if index > 1 { row.remove(at: column) }
        return row
      }
      copy.merges = []
    case .amountAsWords: copy.rows[line][amount] = "一千元"
    case .columnInserted:
      let column = Int.random(in: 0...7, using: &random)
      copy.rows = rows.enumerated().map { index, row in
        var row = row
        row.insert(index == 2 ? "上年数" : index > 3 ? "\(index * 100)" : "", at: column)
        return row
      }
      copy.merges = []
    case .footnoteAdded: copy.rows.append(["注：含上年结转 100 元", "", "", "", "", "", "", ""])
    case .codeAsNumber: copy.edit(line, code) { $0.replacing("'", with: "") }
    case .dashForAmount: copy.rows[line][amount] = "—"
    }
    return copy
  }

  private mutating func insert(_ row: [String], at index: Int) {
    rows.insert(row, at: index)
    merges.removeAll { $0 == "A17:G17" }
  }

  private mutating func edit(_ row: Int, _ column: Int, _ change: (String) -> String) {
    rows[row][column] = change(rows[row][column])
  }

  private static func fullWidth(_ digit: Character) -> String {
    let value = (digit.unicodeScalars.first?.value ?? 0) + 0xFEE0
    return Unicode.Scalar(value).map { String($0) } ?? String(digit)
  }
}

extension String {
  fileprivate func replacingRandom(
    of characters: String, _ random: inout SeededRandom, with change: (Character) -> String
  ) -> String {
    let places = indices.filter { characters.contains(self[$0]) }
    guard let place = places.randomElement(using: &random) else { return self }
    return self[..<place] + change(self[place]) + self[index(after: place)...]
  }
}
