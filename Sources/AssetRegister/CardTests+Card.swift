import Budget
import Decimals
import Localization
import Profiles
import Reconciliation
import Sheets

/// What a single card must hold.
extension CardTests {
  func numberOutcome(_ card: Int) -> TestOutcome? {
    guard column(.number) != nil, text(.number, card) == nil else { return nil }
    return outcome(
      card, [.number], zh: "没有资产编号；请补上，否则只能按凭证或名称、型号、日期和原值匹配",
      en: "has no asset number; add it, else it can only be matched by its description")
  }

  func dateOutcome(_ card: Int) -> TestOutcome? {
    for role in [RegisterPlan.Role.acquired, .inUse] {
      guard let date = date(role, card), date.isAfter(closing) else { continue }
      return outcome(
        card, [role], zh: "的日期 \(date) 晚于台账的截止日 \(closing)；它不属于本期，请核对日期或移出",
        en:
          "is dated \(date), after the register's last day \(closing); correct the date or leave it out"
      )
    }
    guard let acquired = date(.acquired, card), let match = register.match,
      match.current.standing[card] == .single
    else { return nil }
    // A card that is new must have come after the register before.
    guard !acquired.isAfter(closing(year - 2)) else { return nil }
    return outcome(
      card, [.acquired], zh: "是本期新增的卡片，取得日期却是 \(acquired)；请查明是补录、盘盈还是改了编号",
      en:
        "is new in the register but dated \(acquired); find out whether it was entered late, found in a stock-taking, or renumbered"
    )
  }

  func valueOutcome(_ card: Int) -> TestOutcome? {
    if let quantity = amount(.quantity, card), quantity <= 0 {
      return outcome(
        card, [.quantity], zh: "的数量不是正数", en: "has a quantity that is not above zero")
    }
    guard let cost = amount(.cost, card) else {
      return outcome(card, [.cost], zh: "没有原值", en: "has no cost")
    }
    if cost < 0 {
      return outcome(card, [.cost], zh: "的原值是负数", en: "has a cost below zero")
    }
    let isWorthless = [RegisterPlan.Role.valueKind, .depreciationState].contains { role in
      text(role, card).map { plan.notDepreciated.contains($0) } ?? false
    }
    guard cost == 0, !isWorthless else { return nil }
    return outcome(
      card, [.cost], zh: "的原值是 0，价值类型却不是名义金额或无价值",
      en: "has a cost of 0 but is not marked as of nominal or no value")
  }

  func netOutcome(_ card: Int) -> TestOutcome? {
    guard let cost = amount(.cost, card) else { return nil }
    let worn = amount(.depreciation, card)
    if let worn, worn < 0 || worn > cost {
      return outcome(
        card, [.depreciation, .cost], sides: sides(worn, cost, .depreciation),
        zh: "的累计折旧不在 0 和原值之间", en: "has a depreciation that is not between 0 and its cost")
    }
    guard let net = amount(.net, card) else { return nil }
    let expected = cost - (worn ?? 0) - (amount(.impairment, card) ?? 0)
    guard net != expected else { return nil }
    return outcome(
      card, [.net, .cost, .depreciation], sides: sides(net, expected, .net),
      zh: "的净值不等于原值减累计折旧和减值",
      en: "has a net value that is not cost less depreciation and impairment")
  }

  func areaOutcome(_ card: Int, _ test: RecordTest) -> TestOutcome? {
    guard let bucket = test.text("bucket"), self.bucket(card) == bucket, column(.area) != nil else {
      return nil
    }
    guard let area = amount(.area, card), area > 0 else {
      return outcome(card, [.area], zh: "没有面积；房屋卡片应有建筑面积", en: "has no area")
    }
    guard let cost = amount(.cost, card), cost > 0, let low = test.number("low"),
      let high = test.number("high"),
      let floor = try? MeasureUnit.yuan.amount(low).amount.atoms,
      let ceiling = try? MeasureUnit.yuan.amount(high).amount.atoms
    else { return nil }
    // 元 a ㎡ as 原值 against 面积 × 元, so that nothing is divided.
    let value = Int128(cost) * 10_000
    guard value < Int128(floor) * Int128(area) || value > Int128(ceiling) * Int128(area) else {
      return nil
    }
    let price = MeasureUnit.yuan.decimal(atoms: Int64(clamping: value / Int128(area)))
    return outcome(
      card, [.area, .cost], zh: "每平方米 \(price) 元，不在 \(low) 到 \(high) 元之间；请核对面积和原值的单位",
      en:
        "costs \(price) 元 a square metre, not between \(low) and \(high); check the units of area and cost"
    )
  }

  func batchOutcome(_ card: Int, _ test: RecordTest) -> TestOutcome? {
    guard let bucket = test.text("bucket"), self.bucket(card) == bucket,
      let quantity = amount(.quantity, card), quantity > 10_000, let cost = amount(.cost, card),
      let limit = test.number("amount"),
      let threshold = try? MeasureUnit.yuan.amount(limit).amount.atoms, cost >= threshold
    else { return nil }
    let price = MeasureUnit.yuan.decimal(
      atoms: Int64(clamping: Int128(cost) * 10_000 / Int128(quantity)))
    return outcome(
      card, [.quantity, .cost],
      zh:
        "是一批 \(store.text(card, column(.quantity) ?? 0)) 件的卡片，合计达到 \(limit) 元；按平均单价 \(price) 元归类，各件价格不同时请拆卡",
      en:
        "is a batch of \(store.text(card, column(.quantity) ?? 0)) that reaches \(limit) 元 together; it is classed by the average price \(price), split it if the pieces differ"
    )
  }

  func categoryOutcome(_ card: Int) -> TestOutcome? {
    guard let code = text(.category, card) else {
      return outcome(card, [.category], zh: "没有资产分类代码", en: "has no category")
    }
    guard categories.category(of: code) == nil else { return nil }
    return outcome(
      card, [.category], zh: "的分类代码 \(code) 不在资产分类表中，不能归入任何一类",
      en: "has the category \(code), which the list of categories does not know")
  }

  func pendingOutcome(_ card: Int) -> TestOutcome? {
    guard let status = text(.status, card), plan.pending.contains(status) else { return nil }
    return outcome(
      card, [.status], zh: "的状态是\(status)，仍计入期末数；年末应处理完毕",
      en: "is \(status) and still counted; it should be settled by the end of the year")
  }

  func bucket(_ card: Int) -> String? {
    text(.category, card).flatMap { categories.category(of: $0) }
  }
}
