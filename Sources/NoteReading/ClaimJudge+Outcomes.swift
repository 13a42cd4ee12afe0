import Budget
import Localization
import Profiles
import Reconciliation

/// How findings about claims are worded.
extension ClaimJudge {
  func noPrior(_ claim: Claim) -> Message {
    Message(
      zh: "没有“\(claim.name.printed)”的上年数；可用 --prior 给出上年的公开表",
      en:
        "last year's figure of '\(claim.name.printed)' is not known; give last year's workbook with --prior"
    )
  }

  func notSure(_ claim: Claim, _ value: FigureValue, _ unit: MeasureUnit) -> Message {
    Message(
      zh: "“\(claim.name.printed)”在句中另有限定，表中算得 \(text(value, unit))，不能断定是同一指标",
      en:
        "'\(claim.name.printed)' is qualified in the sentence; the tables give \(text(value, unit)), which need not be the same"
    )
  }

  func text(_ value: FigureValue, _ unit: MeasureUnit) -> String {
    guard let amount = try? Amount(atoms: value.atoms, dimension: unit.dimension) else { return "" }
    return StatedAmount(amount: amount, unit: unit, decimals: 2).number + unit.name
  }

  mutating func uncertain(
    _ test: RecordTest.Name, _ claim: Claim, _ index: Int, _ reason: Message
  ) {
    let operand = note.operand(index, claim.range)
    append(
      test,
      TestOutcome(
        scope: "说明", row: claim.name.id, column: operand.raw, verdict: .notChecked,
        message: Message(
          zh: "“\(operand.raw)”：\(reason.chinese)", en: "'\(operand.raw)': \(reason.english)"),
        operands: [operand]))
  }

  /// An outcome about an amount and the figure that it should be.
  mutating func add(
    _ test: RecordTest.Name, _ claim: Claim, _ index: Int, _ figure: FigureValue,
    _ verdict: Verdict, kind: Cause.Kind? = nil, factor: Int64 = 1
  ) {
    let unit = claim.number?.unit ?? figure.unit
    let decimals = claim.number?.decimals ?? figure.decimals
    var sides: TestOutcome.Sides?
    if let right = try? Amount(atoms: figure.atoms, dimension: unit.dimension) {
      let printed = factor * (claim.number?.observation?.atoms ?? 0)
      if let left = try? Amount(atoms: printed, dimension: unit.dimension),
        let difference = try? Amount(atoms: printed - figure.atoms, dimension: unit.dimension)
      {
        sides = TestOutcome.Sides(
          left: StatedAmount(amount: left, unit: unit, decimals: decimals),
          right: StatedAmount(amount: right, unit: unit, decimals: decimals),
          difference: StatedAmount(amount: difference, unit: unit, decimals: decimals))
      }
    }
    let operand = note.operand(index, claim.range, value: sides?.left)
    let expected = sides?.right.number ?? ""
    let causes = Self.causes(kind, at: operand, repair: sides?.right)
    append(
      test,
      TestOutcome(
        scope: "说明", row: claim.name.id, column: claim.aspect.id, verdict: verdict,
        message: Message(
          zh:
            "“\(claim.name.printed)”写的是“\(operand.raw)”，按 \(figure.label) 应为 \(expected) \(unit.name)",
          en:
            "'\(claim.name.printed)' says '\(operand.raw)'; by \(figure.label) it should be \(expected) \(unit.name)"
        ),
        operands: [operand] + cells(figure.keys), sides: sides, causes: causes))
  }

  private static func causes(
    _ kind: Cause.Kind?, at operand: Operand, repair: StatedAmount?
  ) -> [Cause] {
    guard let kind else { return [] }
    return [
      Cause(
        kind: kind, cells: [.place(operand.place)], repair: repair, explanation: explanation(kind))
    ]
  }

  mutating func addRate(
    _ claim: Claim, _ index: Int, _ pair: FigurePair,
    _ verdict: Verdict, expected: Int64?, test: RecordTest.Name = .noteRates,
    kind: Cause.Kind? = nil
  ) {
    addPercent(
      test, claim, index, verdict, expected: expected, kind: kind,
      keys: pair.current.keys + pair.prior.keys,
      basis: "(\(pair.current.label) - \(pair.prior.label)) / \(pair.prior.label)")
  }

  mutating func addShare(
    _ claim: Claim, _ index: Int, _ part: FigureValue, _ whole: FigureValue, _ verdict: Verdict,
    expected: Int64?
  ) {
    addPercent(
      .noteShares, claim, index, verdict, expected: expected,
      kind: verdict == .mismatch ? .unknown : nil, keys: part.keys + whole.keys,
      basis: "\(part.label) / \(whole.label)")
  }

  mutating func addPercent(
    _ test: RecordTest.Name, _ claim: Claim, _ index: Int, _ verdict: Verdict, expected: Int64?,
    kind: Cause.Kind?, keys: [FigureKey], basis: String
  ) {
    let unit = MeasureUnit(named: "%") ?? .wanYuan
    let decimals = claim.number?.decimals ?? 2
    let right = expected.flatMap { try? Amount(atoms: $0, dimension: .ratio) }
      .map { StatedAmount(amount: $0, unit: unit, decimals: decimals) }
    let operand = note.operand(index, claim.range)
    let causes = Self.causes(kind, at: operand, repair: right)
    append(
      test,
      TestOutcome(
        scope: "说明", row: claim.name.id, column: claim.aspect.id, verdict: verdict,
        message: Message(
          zh: "“\(claim.name.printed)”写的是“\(operand.raw)”，按 \(basis) 应为 \(right?.number ?? "") %",
          en:
            "'\(claim.name.printed)' says '\(operand.raw)'; by \(basis) it should be \(right?.number ?? "") %"
        ),
        operands: [operand] + cells(keys), causes: causes))
  }

  /// The cells of the tables that the figures come from.
  func cells(_ keys: [FigureKey]) -> [Operand] {
    keys.compactMap { key in
      guard let reading = audit.statements.contributions(of: key).first?.reading else { return nil }
      return Operand(
        key: key, place: reading.place, raw: reading.raw,
        value: StatedAmount(amount: reading.amount, unit: reading.unit, decimals: 2))
    }
  }

  static func explanation(_ kind: Cause.Kind) -> Message {
    switch kind {
    case .unit: Message(zh: "单位错：元与万元相差一万倍", en: "元 for 万元 or the reverse: 10 000 times apart")
    case .slide: Message(zh: "小数点错位", en: "the decimal point has moved")
    case .transposition: Message(zh: "两位数字颠倒", en: "two digits changed places")
    case .digit: Message(zh: "数字写错", en: "a digit is wrong")
    case .sign: Message(zh: "正负号错", en: "the sign is wrong")
    case .direction: Message(zh: "增减方向写反", en: "the direction is wrong")
    case .percentBase:
      Message(
        zh: "百分比的基数错：应以上年数为基数", en: "the percentage is on the wrong base: it should be last year's")
    case .stale: Message(zh: "是上年的数，没有更新", en: "it is last year's number")
    case .wrongYear: Message(zh: "年度写错", en: "the year is wrong")
    case .interchange: Message(zh: "误用了另一个数", en: "another figure's number")
    case .templateResidue: Message(zh: "模板没有改", en: "the template was left as it was")
    default: Message(zh: "数字不是表中的数；请与表核对", en: "the number is not that of the tables; check it")
    }
  }

  mutating func add(
    _ test: RecordTest.Name, _ index: Int, _ range: Range<Int>, row: String, column: String? = nil,
    _ message: Message, kind: Cause.Kind
  ) {
    let operand = note.operand(index, range)
    append(
      test,
      TestOutcome(
        scope: "说明", row: row, column: column, message: message,
        operands: [operand],
        causes: [
          Cause(kind: kind, cells: [.place(operand.place)], explanation: Self.explanation(kind))
        ]))
  }

  mutating func append(_ test: RecordTest.Name, _ outcome: TestOutcome) {
    found[test, default: []].append(outcome)
  }
}
