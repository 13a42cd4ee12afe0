import AssetRegister
import Budget
import Profiles
import Testing

@Suite struct RegisterMatchTests {
  private let plan: RegisterPlan
  private let categories: CategoryList

  init() throws {
    let profile = try ProfileLoader.load("hebei-2020")
    plan = try #require(profile.register)
    categories = try #require(profile.categories[plan.categories])
  }

  /// Cards `number name model category date voucher place fen status`, a line each; `-` is blank.
  private func store(_ text: String) -> CardStore {
    let keys = [
      "number", "name", "model", "category", "acquired", "voucher", "location", "cost", "status",
    ]
    var store = CardStore(
      columns: keys.map { key in
        let kind: CardStore.Kind =
          key == "cost" ? .amount(.yuan) : key == "acquired" ? .date : .text
        return CardStore.Column(key: key, label: key, kind: kind)
      })
    store.begin(file: "cards.csv", sheet: nil)
    for (row, line) in text.split(separator: "\n").enumerated() {
      store.addCard(row: row)
      for (column, part) in line.split(separator: " ").enumerated() where part != "-" {
        if keys[column] == "cost" {
          store.set(column, atoms: Int64(part) ?? 0)
        } else {
          let bytes = Array(part.utf8)
          store.set(column, text: bytes.span)
        }
      }
    }
    return store
  }

  private func match(_ prior: String, _ current: String) -> RegisterMatch {
    RegisterMatch(prior: store(prior), current: store(current), plan: plan)
  }

  @Test(arguments: [
    // The same card; a date written otherwise and full-width forms make no difference.
    (
      "1 桌 A1 6010200 2015-03-01 记1 201室 100 在用",
      "1 桌 Ａ1 6010200 2015/3/1 记1 201室 100 在用", RegisterMatch.Standing.unchanged, [String]()
    ),
    (
      "1 桌 A1 6010200 2015-03-01 记1 201室 100 在用",
      "1 桌 A1 6010200 2015-03-01 记1 202室 120 在用", .changed, ["location", "cost"]
    ),
    // Without a number, by the voucher; without that too, by the description.
    (
      "1 桌 A1 6010200 2015-03-01 记1 201室 100 在用",
      "- 桌 A1 6010200 2015-03-01 记1 201室 100 在用", .changed, ["number"]
    ),
    (
      "1 桌 A1 6010200 2015-03-01 - 201室 100 在用",
      "- 桌 A1 6010200 2015-03-01 - 201室 100 在用", .changed, ["number"]
    ),
    (
      "1 桌 A1 6010200 2015-03-01 记1 201室 100 在用",
      "2 椅 B1 6010300 2019-03-01 记2 201室 50 在用", .single, []
    ),
  ])
  func `a card finds its partner`(
    prior: String, current: String, standing: RegisterMatch.Standing, fields: [String]
  ) {
    let found = match(prior, current)
    #expect(found.current.standing == [standing])
    #expect(found.changedFields(0).map(\.key) == fields)
    #expect(found.prior.partner == (standing == .single ? [-1] : [0]))
  }

  @Test func `what is left of alike cards decides, and where it does not they are undecided`() {
    let found = match(
      """
      1 电脑 X 2010104 2015-03-01 记1 201室 100 在用
      2 电脑 X 2010104 2015-03-01 记1 202室 100 在用
      3 电脑 Y 2010104 2016-03-01 记2 203室 100 在用
      4 电脑 Y 2010104 2016-03-01 记2 203室 100 在用
      """,
      """
      - 电脑 X 2010104 2015-03-01 记1 202室 100 在用
      - 电脑 X 2010104 2015-03-01 记1 201室 100 在用
      - 电脑 Y 2010104 2016-03-01 记2 203室 100 在用
      """)
    #expect(found.current.partner == [1, 0, -1])
    #expect(found.current.standing[2] == .undecided)
    #expect(found.prior.standing[2...] == [.undecided, .undecided])
    #expect(found.ties.count == 1)
  }

  @Test func `one voucher and name alone make no card the other`() {
    let found = match(
      "1 电脑 X 2010104 2015-03-01 记1 201室 100 在用",
      "- 电脑 Y 2010104 2019-06-01 记1 201室 900 在用")
    #expect(found.current.standing == [.single])
    #expect(found.prior.standing == [.single])
  }

  @Test func `cards with one number are reported and never paired by their order`() {
    let found = match(
      "7 桌 A 6010200 2015-03-01 记1 a 100 在用\n7 桌 A 6010200 2015-03-01 记1 b 100 在用",
      "7 桌 A 6010200 2015-03-01 记1 a 100 在用\n7 桌 A 6010200 2015-03-01 记1 b 100 在用")
    #expect(found.current.standing == [.duplicate, .duplicate])
    #expect(found.prior.standing == [.duplicate, .duplicate])
    #expect(found.duplicates.map(\.prior) == [[0, 1]])
  }

  @Test func `a card whose status says it is gone counts as disposed`() {
    let found = match(
      "1 桌 A 6010200 2015-03-01 记1 a 100 在用", "1 桌 A 6010200 2015-03-01 记1 a 100 已报废")
    #expect(found.prior.standing == [.single])
    #expect(found.current.standing == [.gone])
  }

  @Test func `the roll-forward closes for every bucket`() {
    let prior = store(
      """
      1 桌 A 6010200 2015-03-01 记1 a 100 在用
      2 车 A 2030500 2015-03-01 记2 a 5000 在用
      3 椅 A 6010300 2015-03-01 记3 a 70 在用
      """)
    let current = store(
      """
      1 桌 A 2010104 2015-03-01 记1 a 130 在用
      3 椅 A 6010300 2015-03-01 记3 a 70 已处置
      4 楼 A 1020000 2019-03-01 记9 a 9000 在用
      """)
    let found = RegisterMatch(prior: prior, current: current, plan: plan)
    let summary = RegisterSummary(
      found, prior: prior, current: current, measure: "cost",
      buckets: RegisterSummary.Buckets(
        prior: prior, current: current, plan: plan, categories: categories))
    for (bucket, line) in summary.lines {
      #expect(
        line.opening + line.added - line.disposed + line.changed + line.undecided == line.closing,
        "\(bucket)")
    }
    #expect(summary.total.opening == 5170)
    #expect(summary.total.added == 9000)
    #expect(summary.total.disposed == 5070)
    #expect(summary.total.changed == 30)
    #expect(summary.total.closing == 9130)
  }

  @Test func `numbers used twice are grouped in the order of the registers, whatever else matches`()
  {
    // So many numbers that both parts of their hashes have pairs, copies and copies of one side.
    func lines(_ numbers: [Int]) -> String {
      numbers.map { "N\($0) 桌 A 6010200 2015-03-01 记\($0) a 100 在用" }.joined(separator: "\n")
    }
    let prior = Array(0..<200) + [7, 150, 30]
    let current = [300, 301, 300] + (0..<200).reversed() + [30, 8]
    let found = match(lines(prior), lines(current))
    #expect(found.duplicates.map(\.prior) == [[7, 200], [8], [30, 202], [150, 201], []])
    #expect(found.duplicates.map(\.current) == [[195], [194, 204], [172, 203], [52], [0, 2]])
    #expect(found.prior.count(.duplicate) == 7)
    #expect(found.current.count(.unchanged) == 196)
    #expect(found.current.standing[1] == .single)
    for card in 0..<200 where found.prior.standing[card] == .unchanged {
      #expect(current[Int(found.prior.partner[card])] == card)
    }
  }

  @Test func `a register matched with itself finds nothing, swapped all is mirrored`() {
    let one = (0..<300).map {
      "\($0) 桌 A\($0 % 7) 6010200 2015-03-0\(1 + $0 % 9) 记\($0 % 40) a\($0 % 5) \(100 + $0) 在用"
    }
    let two =
      one.enumerated().compactMap { index, line in
        index % 9 == 0 ? nil : index % 7 == 0 ? line.replacing("a", with: "b") : line
      } + ["900 车 B 2030500 2019-03-01 记99 a 100 在用"]
    let same = match(one.joined(separator: "\n"), one.joined(separator: "\n"))
    #expect(same.current.standing.allSatisfy { $0 == .unchanged })
    let forward = match(one.joined(separator: "\n"), two.joined(separator: "\n"))
    let backward = match(two.joined(separator: "\n"), one.joined(separator: "\n"))
    #expect(forward.prior.standing == backward.current.standing)
    #expect(forward.current.standing == backward.prior.standing)
    #expect(forward.prior.partner == backward.current.partner)
  }
}
