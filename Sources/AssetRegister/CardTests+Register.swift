import Budget
import Decimals
import Localization
import Profiles
import Reconciliation
import Sheets

/// What the cards must be to each other, over both registers and over time.
extension CardTests {
  func duplicates() -> [TestOutcome] {
    var outcomes: [TestOutcome] = []
    for (store, role) in [(register.current, plan.input), (register.prior, "prior-\(plan.input)")] {
      guard let store, let column = store.column(plan.number) else { continue }
      var holders: [String: [Int]] = [:]
      for card in 0..<store.count {
        let number = store.text(card, column)
        if !number.isEmpty { holders[number, default: []].append(card) }
      }
      for (number, cards) in holders.sorted(by: { $0.value[0] < $1.value[0] })
      where cards.count > 1 {
        let places = cards.map { "\(store.place($0, column))" }.joined(separator: "、")
        outcomes.append(
          TestOutcome(
            scope: role, row: number, column: plan.number,
            message: Message(
              zh: "资产编号 \(number) 有 \(cards.count) 张卡片（\(places)）；请删去重复的，或改正编号。它们没有参加匹配",
              en:
                "the asset number \(number) has \(cards.count) cards (\(places)); remove the copies or correct the numbers. They were not matched"
            ), operands: cards.map { store.operand($0, column) }))
      }
    }
    return outcomes + reusedNumbers()
  }

  private func reusedNumbers() -> [TestOutcome] {
    guard let match = register.match, let prior = register.prior,
      let before = prior.column(plan.number), let after = column(.number)
    else { return [] }
    return match.reused.map { group in
      let (old, new) = (group.prior[0], group.current[0])
      return TestOutcome(
        scope: plan.input, row: store.text(new, after), column: plan.number,
        message: Message(
          zh:
            "\(name(new, in: store))用了上一期另一项资产的编号（\(prior.place(old, before)) \(name(old, in: prior))），名称、日期和原值都不同；编号不应重用。按一增一减处理",
          en:
            "\(name(new, in: store)) has the number of another asset (\(prior.place(old, before)) \(name(old, in: prior))) of another name, date and cost; numbers are not used again. Taken as one addition and one disposal"
        ), operands: [store.operand(new, after), prior.operand(old, before)])
    }
  }

  private var notMatched: TestOutcome {
    TestOutcome(
      scope: plan.input, verdict: .notChecked,
      message: Message(
        zh: "没有提供上一期的固定资产卡片（gouji.yaml 的 prior-\(plan.input)）",
        en: "the earlier register was not given (prior-\(plan.input) in gouji.yaml)"))
  }

  func undecided() -> [TestOutcome] {
    guard let match = register.match, let prior = register.prior else { return [notMatched] }
    return match.ties.map { group in
      let sides = [(prior, group.prior), (store, group.current)]
      let places = sides.map { store, cards in
        cards.map { "\(store.place($0))" }.joined(separator: "、")
      }
      return TestOutcome(
        scope: plan.input, row: group.current.first.map { key($0, in: store) },
        message: Message(
          zh:
            "期初 \(group.prior.count) 张、期末 \(group.current.count) 张卡片分不清谁是谁，列为待定（期初 \(places[0])；期末 \(places[1])）；补上资产编号即可确定",
          en:
            "\(group.prior.count) cards before and \(group.current.count) after cannot be told apart and stay undecided (before \(places[0]); after \(places[1])); their asset numbers would decide"
        ),
        operands: sides.flatMap { store, cards in
          cards.map { card in
            store.column(plan.field(.name)).map { store.operand(card, $0) }
              ?? Operand(key: nil, place: store.place(card), raw: "", value: nil)
          }
        })
    }
  }

  func changed(_ test: RecordTest) -> [TestOutcome] {
    guard let match = register.match, let prior = register.prior else { return [notMatched] }
    let watched = test.texts("fields")
    return (0..<store.count).flatMap { card in
      match.changedFields(card).filter { watched.contains($0.key) }.compactMap { field in
        guard match.current.standing[card] == .changed else { return nil }
        let before = Int(match.current.partner[card])
        let (old, new) = (prior.text(before, field.prior), store.text(card, field.current))
        return TestOutcome(
          scope: plan.input, row: key(card, in: store), column: field.key,
          message: Message(
            zh:
              "\(name(card, in: store))的\(field.label)由“\(old)”变为“\(new)”；请查明有无批准或评估的文件",
            en:
              "\(name(card, in: store)): \(field.label) was “\(old)” and is “\(new)”; find the approval or valuation for it"
          ), operands: [store.operand(card, field.current), prior.operand(before, field.prior)])
      }
    }
  }

  func depreciation(_ test: RecordTest) -> [TestOutcome] {
    guard column(.depreciation) != nil else { return [lacking(.depreciation)] }
    let computed = Depreciation(
      store: store, plan: plan, year: closing.year, month: closing.month)
    let percent = test.number("percent")?.scaled(by: 4)?.value ?? 0
    return (0..<store.count).compactMap { card in
      guard !isGone(card), let cost = amount(.cost, card), cost > 0,
        let recorded = amount(.depreciation, card)
      else { return nil }
      guard let expected = computed.expected(card) else { return nil }
      let gap = Int128(recorded) - Int128(expected.atoms)
      // A share of the expected amount, in millionths; what is not depreciated must have none.
      guard
        gap.magnitude * 1_000_000 > Int128(expected.atoms).magnitude * UInt128(percent.magnitude),
        gap.magnitude > 100
      else { return nil }
      let distance = Int64(clamping: gap.magnitude)
      func yuan(_ atoms: Int64) -> String { MeasureUnit.yuan.decimal(atoms: atoms).description }
      guard expected.life > 0 else {
        return outcome(
          card, [.depreciation, .category], sides: sides(recorded, 0, .depreciation),
          zh: "不计提折旧，却有累计折旧", en: "is of a kind that is not depreciated, but has depreciation")
      }
      return outcome(
        card, [.depreciation, .cost, .life, .lifeYears, .inUse],
        sides: sides(recorded, expected.atoms, .depreciation),
        zh:
          "的累计折旧应为 \(yuan(expected.atoms)) 元（原值 × \(expected.months) 个月 ÷ \(expected.life) 个月），\(gap > 0 ? "多" : "少")提 \(yuan(distance)) 元",
        en:
          "should have a depreciation of \(yuan(expected.atoms)) 元 (cost × \(expected.months) of \(expected.life) months), it is \(yuan(distance)) 元 too \(gap > 0 ? "much" : "little")"
      )
    }
  }

  func lives() -> [TestOutcome] {
    guard column(.life) != nil || column(.lifeYears) != nil else { return [lacking(.life)] }
    let computed = Depreciation(
      store: store, plan: plan, year: closing.year, month: closing.month)
    return (0..<store.count).compactMap { card in
      guard !isGone(card), !computed.isExempt(card), let life = computed.life(card),
        let code = text(.category, card), let least = plan.lives.months(of: code), life < least
      else { return nil }
      return outcome(
        card, [.life, .lifeYears, .category], zh: "的折旧年限 \(life) 个月低于该类的最低年限 \(least) 个月",
        en: "has a life of \(life) months, below the shortest of its category, \(least) months")
    }
  }

  private func lacking(_ role: RegisterPlan.Role) -> TestOutcome {
    let field = plan.field(role) ?? role.rawValue
    let label = schema.field(field)?.labels.first ?? field
    return TestOutcome(
      scope: plan.input, column: field, verdict: .notChecked,
      message: Message(
        zh: "\(schema.title)没有“\(label)”列", en: "the register has no column “\(label)”"))
  }
}
