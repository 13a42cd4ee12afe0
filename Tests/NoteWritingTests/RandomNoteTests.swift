import Budget
import NoteWriting
import Profiles
import Tabulation
import TestKit
import Testing

@Suite struct RandomNoteTests {
  private static let profiles: [String: Profile] = {
    var profiles: [String: Profile] = [:]
    for id in TemplateSource.builtInProfiles { profiles[id] = try? ProfileLoader.load(id) }
    return profiles
  }()

  private func notes(_ id: String, count: UInt64) throws -> [RandomNote] {
    let profile = try #require(Self.profiles[id])
    return try (1...count).map { try RandomNote(profile, seed: $0) }
  }

  @Test(arguments: TemplateSource.builtInProfiles)
  func `every number is bound to figures that give it`(id: String) throws {
    for random in try notes(id, count: 12) {
      for line in random.note.lines(mark: nil) {
        for span in line.spans {
          switch span.origin {
          case .figure(let form, let stated):
            let sum = form.terms.reduce(Int64(0)) {
              $0 + $1.factor * (random.statements[$1.key]?.shown.atoms ?? 0)
            }
            #expect(stated.amount.atoms == sum || stated.amount.atoms == -sum, "\(line.text)")
            if stated.unit == .wanYuan, span.text.hasSuffix("万元") {
              #expect(span.text == RandomNote.amount(stated.amount.atoms))
            }
          case .count(let name, let rows):
            let statement = random.statements[name]
            #expect(rows.allSatisfy { statement?.row($0) != nil })
            #expect(span.text.hasPrefix("\(rows.count)"))
          case .wording:
            // Limits such as 单价20万元以上 are no figures; 2026年, 100万元 have no point.
            #expect(!span.text.contains(/[0-9]\.[0-9]/), "\(span.text)")
          case .rate, .unitText, .gap: break
          }
        }
      }
    }
  }

  @Test func `Hebei's sentences quote the figures they name, with the change that they had`() throws
  {
    for random in try notes("hebei-2020", count: 25) {
      let text = random.text
      for (words, sentence) in [
        ("年支出预算", RandomNote.amount(random.fen("T1", "支出总计", "预算数", block: "支出")) + "，其中："),
        ("支出中：人员经费", random.figureAndChange("T8", "合计", "人员经费")),
        ("；公用经费", random.figureAndChange("T8", "合计", "公用经费")),
        ("；项目支出", random.figureAndChange("T3", "合计", "项目支出")),
        ("“三公”经费预算", random.figureAndChange("T9", "合计", "合计")),
        ("1.因公出国（境）费", random.figureAndChange("T9", "因公出国（境）费", "合计")),
        ("2.公务用车购置及运维费", random.figureAndChange("T9", "公务用车购置及运维费", "合计")),
        ("其中：公务用车购置费", random.figureAndChange("T9", "公务用车购置费", "合计")),
        ("；公务用车运行维护费", random.figureAndChange("T9", "公务用车运行维护费", "合计")),
        ("3.公务接待费", random.figureAndChange("T9", "公务接待费", "合计")),
        ("固定资产账面原值合计", RandomNote.amount(random.fen("A", "资产总额", "价值"))),
      ] {
        let isThere = text.contains(words + sentence)
        #expect(isThere, "\(words)\(sentence)")
      }
      #expect(text.contains("没有使用政府性基金预算") == random.isEmpty("T6"))
      #expect(text.contains("没有安排政府采购预算") == random.isEmpty("G"))
    }
  }

  @Test func `the items of running costs are the non-zero rows, and foot`() throws {
    for random in try notes("hebei-2020", count: 25) {
      guard
        let line = random.text.split(separator: "\n").first(where: {
          $0.contains("商品和服务支出") && $0.contains("机关运行经费安排")
        })
      else {
        #expect(random.fen("R", "302", "金额") == 0)
        continue
      }
      let list = line.split(separator: "包括：")[1].split(separator: "。")[0]
      let expected = Set(
        random.budget.leaves.filter {
          $0.economic.hasPrefix("302") && $0.kind == "基本支出" && $0.fund == "一般公共预算"
        }.map(\.economic)
      ).sorted().filter { random.fen("R", $0, "金额") != 0 }
      let parts = list.split(separator: "、")
      #expect(parts.count == expected.count)
      for (part, code) in zip(parts, expected) {
        #expect(part.hasSuffix(RandomNote.amount(random.fen("R", code, "金额"))))
      }
      let sum = expected.reduce(Int64(0)) { $0 + random.fen("R", $1, "金额") }
      #expect(line.contains("商品和服务支出" + RandomNote.amount(sum)))
    }
  }

  @Test(arguments: ["hebei-2020", "national-2016", "shanghai-2026", "shanghai-2026-unit"])
  func `every leaf of the expenditure table is told once, and the leaves foot`(id: String) throws {
    for random in try notes(id, count: 10) {
      let name = StatementKey(period: .current, table: "T5", block: nil)
      let statement = try #require(random.statements[name])
      let leaves = statement.rows.filter { $0.isItem && statement.children(of: $0.key).isEmpty }
      let told = random.note.lines(mark: nil).flatMap(\.spans).compactMap { span -> String? in
        guard case .figure(let form, _) = span.origin, form.terms.count == 1,
          let key = form.terms.first?.key, key.table == "T5", key.column == "合计", key.row != "合计"
        else { return nil }
        return key.row
      }
      // A change on nothing is a figure of this year alone and tells the row again.
      let rows = told.indices.filter { $0 == 0 || told[$0] != told[$0 - 1] }.map { told[$0] }
      #expect(rows == (random.isEmpty("T5") ? [] : leaves.map(\.key)))
      let sum = leaves.reduce(Int64(0)) { $0 + random.fen("T5", $1.key, "合计") }
      #expect(sum == random.fen("T5", "合计", "合计"))
    }
  }

  @Test func `a public institution has no running costs of government bodies`() throws {
    let profile = try #require(Self.profiles["hebei-2020"])
    let random = try RandomNote(profile, seed: 5, kind: .institution)
    #expect(random.text.contains("没有机关运行经费"))
    #expect(!random.text.contains("机关运行经费安排2") && !random.text.contains("商品和服务支出"))
  }

  @Test func `without last year's inputs every change is a gap, none a number`() throws {
    let profile = try #require(Self.profiles["hebei-2020"])
    let budget = RandomBudget(seed: 7)
    let statements = try Tabulator.tabulate(
      profile: profile, year: 2020, facts: [.current: try budget.facts(for: profile.id)])
    let note = try #require(
      NoteWriter.note(
        NoteFacts(
          profile: profile, unit: BudgetUnit(code: "1", name: "某局", kind: .administrative),
          year: 2020, statements: statements, inputs: [], reasons: [:],
          unitText: UnitText(sections: profile.unitText))))
    let text = note.text(mark: nil)
    #expect(!text.contains("比2019年预算") && !text.contains("与2019年预算持平"))
    #expect(text.contains("【待补充：2019年部门预算"))
    #expect(note.gaps.count { $0.what.hasPrefix("2019年") } >= 8)
  }
}
