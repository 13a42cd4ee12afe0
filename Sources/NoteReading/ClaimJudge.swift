import Budget
import Decimals
import Documents
import Localization
import Profiles
import Reconciliation
import Sheets

/// Holds every claim of a note against the figures.
struct ClaimJudge {
  let audit: NoteAudit
  let note: Note
  private(set) var found: [RecordTest.Name: [TestOutcome]] = [:]
  /// The subjects with a number that is not what it should be.
  private(set) var wrongSubjects: Set<String> = []
  /// What the note itself states, for figures that no table has.
  private var stated: [Key: FigureValue] = [:]

  private struct Key: Hashable {
    var name: String
    var period: Period
    var dimension: Dimension
  }

  init(audit: NoteAudit, note: Note) {
    self.audit = audit
    self.note = note
  }

  mutating func judgeAll() {
    for part in note.parts {
      for claim in part.reading.claims where claim.aspect == .level && claim.isStrict {
        guard let number = claim.number, let unit = number.unit,
          let observation = number.observation
        else { continue }
        let key = Key(
          name: claim.name.id, period: claim.isPrior ? .prior : .current, dimension: unit.dimension)
        if stated[key] == nil {
          stated[key] = FigureValue(
            label: claim.name.printed, keys: [], atoms: observation.atoms, shown: observation.atoms,
            spread: observation.spread, unit: unit, decimals: number.decimals)
        }
      }
    }
    for (index, part) in note.parts.enumerated() {
      for claim in part.reading.claims { judge(claim, index) }
      for (number, reason) in part.reading.unbound { judgeUnbound(number, reason, index) }
      for number in part.reading.unitless {
        add(
          .noteUnits, index, number.range, row: "\(number.value)",
          Message(
            zh: "“\(number.value)”后面没有单位（元、万元、%）；请补上",
            en: "'\(number.value)' has no unit (元, 万元, %); add it"),
          kind: .unit)
      }
      for range in part.reading.bareSigns {
        add(
          .noteUnits, index, range, row: "%",
          Message(zh: "百分号前没有数；请补上", en: "no number stands before the per cent sign; add it"),
          kind: .templateResidue)
      }
      judgeYears(part, index)
    }
    judgeGuessedTables()
  }

  /// Tables that are laid out with spaces: their numbers are not held against anything.
  private mutating func judgeGuessedTables() {
    for table in note.tables where table.isGuessed {
      let cells = table.sheet.cells
      guard let first = cells.first else { continue }
      let numbers = cells.count { $0.text.unicodeScalars.contains(where: FoldedText.isDigit) }
      append(
        .noteBinding,
        TestOutcome(
          scope: "说明", row: table.sheet.name, verdict: .notChecked,
          message: Message(
            zh: "这里是用空格排成的表，\(numbers) 个单元格有数字，栏目不能确定，没有核对；请给出表的 xlsx 文件",
            en:
              "a table laid out with spaces: \(numbers) cells with digits were not checked, because their columns are uncertain; give the tables as xlsx"
          ),
          operands: [
            Operand(
              key: nil, place: table.places[first.address] ?? table.sheet.place(first.address),
              raw: first.text, value: nil)
          ]))
    }
  }

  // MARK: One claim

  private mutating func judge(_ claim: Claim, _ index: Int) {
    switch claim.aspect {
    case .level: judgeLevel(claim, index)
    case .change(let sign): judgeChange(claim, sign, index)
    case .rate(let sign): judgeRate(claim, sign, index)
    case .share: judgeShare(claim, index)
    case .flat: judgeFlat(claim, index)
    case .nothing: judgeNothing(claim, index)
    }
  }

  private mutating func judgeLevel(_ claim: Claim, _ index: Int) {
    guard let number = claim.number, let unit = number.unit else { return }
    guard let observation = number.observation else {
      return uncertain(.noteFigures, claim, index, AmountError.tooLarge.message)
    }
    let period: Period = claim.isPrior ? .prior : .current
    let candidates = audit.values.values(claim.name, period, unit.dimension)
    guard !candidates.isEmpty else {
      if audit.hasTables {
        uncertain(
          .noteFigures, claim, index,
          Message(
            zh: "表中没有“\(claim.name.printed)”\(period == .prior ? "的上年数" : "")可以对照",
            en:
              "the tables have no figure for '\(claim.name.printed)'\(period == .prior ? " of last year" : "")"
          ))
      }
      return
    }
    let quantum = observation.spread
    let verdicts = candidates.map { Comparison.verdict(observation.atoms, quantum: quantum, $0) }
    if let place = verdicts.firstIndex(of: .agree) ?? verdicts.firstIndex(of: .rounding) {
      return add(.noteFigures, claim, index, candidates[place], verdicts[place])
    }
    guard audit.hasTables || claim.name.subject == nil else { return }
    guard claim.isStrict else {
      return uncertain(
        .noteFigures, claim, index,
        Message(
          zh: "“\(claim.name.printed)”在句中另有限定，表中的数是 \(text(candidates[0], unit))，不能断定是同一指标",
          en:
            "'\(claim.name.printed)' is qualified in the sentence; the tables have \(text(candidates[0], unit)), which need not be the same"
        ))
    }
    wrongSubjects.insert(claim.name.id)
    let expected = candidates[0]
    let other: Period = claim.isPrior ? .current : .prior
    let swapped = audit.values.values(claim.name, other, unit.dimension).first {
      $0.atoms != 0 && Comparison.verdict(observation.atoms, quantum: quantum, $0) == .agree
    }
    let step = max(quantum, 1)
    var kind = Comparison.slip(
      observation.atoms / step, Comparison.rounded(expected.atoms, step) / step)
    // 元 for 万元: four more places are cut off, so the amounts themselves tell.
    if Self.isUnitSlip(observation, expected) { kind = .unit }
    if swapped != nil { kind = claim.isPrior ? .wrongYear : .stale }
    add(.noteFigures, claim, index, expected, .mismatch, kind: kind)
  }

  /// Whether the amounts are 10⁴ or 10⁸ apart.
  static func isUnitSlip(_ printed: Observation, _ figure: FigureValue) -> Bool {
    for power: Int128 in [10_000, 100_000_000] {
      let small = min(printed.atoms.magnitude, figure.atoms.magnitude)
      let large = max(printed.atoms.magnitude, figure.atoms.magnitude)
      guard small > 0 else { continue }
      let spread = Int128(max(printed.spread, figure.spread, 1))
      let scaled = Int128(small) * power
      let slack =
        printed.atoms.magnitude < figure.atoms.magnitude
        ? Int128(printed.spread) * power : spread * 1
      if abs(scaled - Int128(large)) * 2 <= slack + Int128(figure.spread)
        * (printed.atoms.magnitude < figure.atoms.magnitude ? 1 : power)
      {
        return true
      }
    }
    return false
  }

  /// The figure that a name has, from the tables or from the note itself.
  private func figure(
    _ name: Claim.Name, _ period: Period, _ dimension: Dimension
  ) -> [FigureValue] {
    let values = audit.values.values(name, period, dimension)
    if !values.isEmpty { return values }
    return stated[Key(name: name.id, period: period, dimension: dimension)].map { [$0] } ?? []
  }

  private func pairs(
    _ name: Claim.Name, _ dimension: Dimension
  ) -> [(current: FigureValue, prior: FigureValue)] {
    let now = figure(name, .current, dimension)
    let before = figure(name, .prior, dimension)
    var pairs: [(current: FigureValue, prior: FigureValue)] = []
    // The same cell of both years first.
    for current in now {
      if let same = before.first(where: { value in
        value.keys.map { $0.withoutPeriod } == current.keys.map { $0.withoutPeriod }
      }) {
        pairs.append((current, same))
      }
    }
    if pairs.isEmpty, let current = now.first, let prior = before.first {
      pairs.append((current, prior))
    }
    return pairs
  }

  private mutating func judgeChange(_ claim: Claim, _ sign: Int, _ index: Int) {
    guard let number = claim.number, let unit = number.unit, let observation = number.observation
    else { return }
    let printed = Int64(sign) * observation.atoms
    if observation.atoms == 0 {
      add(
        .noteZeroChange, index, claim.range, row: claim.name.id,
        Message(
          zh: "“\(claim.name.printed)”\(sign > 0 ? "增加" : "减少") 0；没有增减的应写“持平”",
          en: "'\(claim.name.printed)' changes by 0: write 持平"), kind: .direction)
    }
    let pairs = pairs(claim.name, unit.dimension)
    guard !pairs.isEmpty else {
      if audit.hasTables { uncertain(.noteChanges, claim, index, noPrior(claim)) }
      return
    }
    let quantum = observation.spread
    let verdicts = pairs.map {
      Comparison.verdict(printed, quantum: quantum, from: $0.prior, to: $0.current)
    }
    if let place = verdicts.firstIndex(of: .agree) ?? verdicts.firstIndex(of: .rounding) {
      add(
        .noteChanges, claim, index, difference(pairs[place]), verdicts[place], factor: Int64(sign))
      return
    }
    guard claim.isStrict else {
      return uncertain(.noteChanges, claim, index, notSure(claim, difference(pairs[0]), unit))
    }
    wrongSubjects.insert(claim.name.id)
    let turned = pairs.first {
      Comparison.verdict(-printed, quantum: quantum, from: $0.prior, to: $0.current) == .agree
    }
    if let turned {
      add(
        .noteDirections, claim, index, difference(turned), .mismatch, kind: .direction,
        factor: Int64(sign))
      return
    }
    let expected = difference(pairs[0])
    let step = max(quantum, 1)
    var kind = Comparison.slip(
      observation.atoms / step, Comparison.rounded(abs(expected.atoms), step) / step)
    if Self.isUnitSlip(observation, expected) { kind = .unit }
    // Of the year's own amount, by mistake.
    if Comparison.verdict(observation.atoms, quantum: quantum, pairs[0].current) == .agree {
      kind = .interchange
    }
    add(.noteChanges, claim, index, expected, .mismatch, kind: kind, factor: Int64(sign))
  }

  private func difference(_ pair: (current: FigureValue, prior: FigureValue)) -> FigureValue {
    FigureValue(
      label: "\(pair.current.label) - \(pair.prior.label)",
      keys: pair.current.keys + pair.prior.keys,
      atoms: pair.current.atoms - pair.prior.atoms, shown: pair.current.shown - pair.prior.shown,
      spread: pair.current.spread + pair.prior.spread, unit: pair.current.unit,
      decimals: pair.current.decimals)
  }

  private mutating func judgeFlat(_ claim: Claim, _ index: Int) {
    let pairs = pairs(claim.name, .money)
    guard let pair = pairs.first else { return }
    let isFlat = pairs.contains { pair in
      pair.current.shown == pair.prior.shown
        || 2 * (Int128(pair.current.atoms) - Int128(pair.prior.atoms)).magnitude
          < UInt128(pair.current.spread + pair.prior.spread)
    }
    if isFlat { return add(.noteDirections, claim, index, difference(pair), .agree) }
    guard claim.isStrict else { return }
    wrongSubjects.insert(claim.name.id)
    add(.noteDirections, claim, index, difference(pair), .mismatch, kind: .direction)
  }

  private mutating func judgeNothing(_ claim: Claim, _ index: Int) {
    let candidates = figure(claim.name, .current, .money)
    guard let wrong = candidates.first(where: { $0.atoms != 0 }) else {
      if let value = candidates.first { add(.noteNothing, claim, index, value, .agree) }
      return
    }
    guard claim.isStrict, candidates.allSatisfy({ $0.atoms != 0 }) else { return }
    wrongSubjects.insert(claim.name.id)
    add(.noteNothing, claim, index, wrong, .mismatch, kind: .templateResidue)
  }

  // MARK: Percentages

  private mutating func judgeRate(_ claim: Claim, _ sign: Int, _ index: Int) {
    guard let number = claim.number, let observation = number.observation else { return }
    let printed = Int64(sign) * observation.atoms
    var pairs = pairs(claim.name, .money)
    if pairs.isEmpty, let derived = derivedPair(claim, index) { pairs = [derived] }
    guard let first = pairs.first else {
      return uncertain(.noteRates, claim, index, noPrior(claim))
    }
    for pair in pairs {
      let change = pair.current.atoms - pair.prior.atoms
      let shownChange = pair.current.shown - pair.prior.shown
      let exact = Comparison.percent(change, of: pair.prior.atoms, decimals: number.decimals)
      let shown = Comparison.percent(shownChange, of: pair.prior.shown, decimals: number.decimals)
      if exact == printed || shown == printed {
        return addRate(claim, index, pair, .agree, expected: exact)
      }
    }
    for pair in pairs where pair.current.spread + pair.prior.spread > 0 {
      if Comparison.percentIsPossible(
        printed, quantum: observation.spread, part: pair.current.atoms - pair.prior.atoms,
        partSpread: pair.current.spread + pair.prior.spread, base: pair.prior.atoms,
        baseSpread: pair.prior.spread)
      {
        return addRate(claim, index, pair, .rounding, expected: nil)
      }
    }
    guard claim.isStrict else {
      return uncertain(
        .noteRates, claim, index,
        Message(
          zh: "“\(claim.name.printed)”在句中另有限定，不能断定是同一指标",
          en: "'\(claim.name.printed)' is qualified in the sentence and need not be the same figure"
        ))
    }
    wrongSubjects.insert(claim.name.id)
    let change = first.current.atoms - first.prior.atoms
    guard
      let expected = Comparison.percent(change, of: first.prior.atoms, decimals: number.decimals)
    else {
      return add(
        .noteRates, index, claim.range, row: claim.name.id, column: "rate",
        Message(
          zh: "“\(claim.name.printed)”上年为 0，增减幅度不可比；应写明“上年无此项预算”，不写百分比",
          en:
            "'\(claim.name.printed)' was 0 last year, so there is no rate: say so and write no percentage"
        ),
        kind: .percentBase)
    }
    var kind = Comparison.slip(
      observation.atoms / max(observation.spread, 1), abs(expected) / max(observation.spread, 1))
    if expected == -printed, printed != 0 {
      return addRate(
        claim, index, first, .mismatch, expected: expected, test: .noteDirections, kind: .direction)
    }
    let onCurrent = Comparison.percent(change, of: first.current.atoms, decimals: number.decimals)
    if onCurrent == printed || onCurrent == -printed { kind = .percentBase }
    let ofLast = Comparison.percent(
      first.current.atoms, of: first.prior.atoms, decimals: number.decimals)
    if ofLast == printed { kind = .percentBase }
    addRate(claim, index, first, .mismatch, expected: expected, kind: kind)
  }

  /// This year's figure and last year's, as the change beside the rate tells it.
  private func derivedPair(
    _ claim: Claim, _ index: Int
  ) -> (current: FigureValue, prior: FigureValue)? {
    let claims = note.parts[index].reading.claims
    guard
      let change = claims.last(where: {
        $0.name.isSame(as: claim.name) && $0.aspect.isChange
          && $0.range.upperBound <= claim.range.lowerBound
      }), case .change(let sign) = change.aspect, let number = change.number, number.isMoney,
      let moved = number.observation, let unit = number.unit,
      let current = figure(claim.name, .current, .money).first
    else { return nil }
    var prior = current
    prior.atoms -= Int64(sign) * moved.atoms
    prior.shown -= Int64(sign) * moved.atoms
    prior.spread += moved.spread
    prior.unit = unit
    prior.label = "\(current.label) - (\(note.operand(index, change.range).raw))"
    return (current, prior)
  }

  private mutating func judgeShare(_ claim: Claim, _ index: Int) {
    guard let number = claim.number, let observation = number.observation,
      let wholeName = claim.whole
    else { return }
    let parts = figure(claim.name, .current, .money)
    let wholes = figure(wholeName, .current, .money)
    guard let part = parts.first, let whole = wholes.first else {
      return uncertain(
        .noteShares, claim, index,
        Message(
          zh: "“\(parts.isEmpty ? claim.name.printed : wholeName.printed)”的数额未知",
          en:
            "the amount of '\(parts.isEmpty ? claim.name.printed : wholeName.printed)' is not known"
        ))
    }
    for part in parts {
      for whole in wholes {
        let exact = Comparison.percent(part.atoms, of: whole.atoms, decimals: number.decimals)
        let shown = Comparison.percent(part.shown, of: whole.shown, decimals: number.decimals)
        if exact == observation.atoms || shown == observation.atoms {
          return addShare(claim, index, part, whole, .agree, expected: exact)
        }
      }
    }
    if part.spread + whole.spread > 0,
      Comparison.percentIsPossible(
        observation.atoms, quantum: observation.spread, part: part.atoms, partSpread: part.spread,
        base: whole.atoms, baseSpread: whole.spread)
    {
      return addShare(claim, index, part, whole, .rounding, expected: nil)
    }
    guard claim.isStrict else {
      return uncertain(
        .noteShares, claim, index,
        Message(zh: "不能断定占比的部分和总体", en: "part and whole of the share are not certain"))
    }
    wrongSubjects.insert(claim.name.id)
    let expected = Comparison.percent(part.atoms, of: whole.atoms, decimals: number.decimals)
    addShare(claim, index, part, whole, .mismatch, expected: expected)
  }

  // MARK: Numbers without a subject, years

  private mutating func judgeUnbound(
    _ number: NoteNumber, _ reason: ParagraphReading.Loose, _ index: Int
  ) {
    guard number.kind != .bare else { return }
    let why =
      switch reason {
      case .noSubject:
        Message(zh: "本分句中没有认出指标", en: "no known figure is named in its clause")
      case .noAspect:
        Message(zh: "看不出百分比是什么的百分比", en: "it is not clear what it is a percentage of")
      }
    let operand = note.operand(index, number.range)
    append(
      .noteBinding,
      TestOutcome(
        scope: "说明", row: operand.raw, column: operand.quotation?.sentence, verdict: .notChecked,
        message: Message(
          zh: "“\(operand.raw)”：\(why.chinese)", en: "'\(operand.raw)': \(why.english)"),
        operands: [operand]))
  }

  private mutating func judgeYears(_ part: Note.Part, _ index: Int) {
    guard let year = note.year else { return }
    for (found, range) in part.reading.comparedYears where found != year - 1 {
      add(
        .noteYears, index, range, row: "compared", column: "\(found)",
        Message(
          zh: "与 \(found) 年对比；\(year) 年预算应与 \(year - 1) 年对比",
          en: "compared with \(found); the budget of \(year) is compared with \(year - 1)"),
        kind: .wrongYear)
    }
    for (found, range) in part.reading.budgetYears where found != year && found != year - 1 {
      let isBroken = !(1949...2100).contains(found)
      add(
        .noteYears, index, range, row: "budget", column: "\(found)",
        Message(
          zh: isBroken ? "年份“\(found)”不完整；应为 \(year)" : "写的是 \(found) 年，预算年度是 \(year) 年",
          en: isBroken
            ? "the year '\(found)' is broken; expected \(year)"
            : "it says \(found), the budget year is \(year)"), kind: .wrongYear)
    }
  }

  // MARK: Outcomes

  private func noPrior(_ claim: Claim) -> Message {
    Message(
      zh: "没有“\(claim.name.printed)”的上年数；可用 --prior 给出上年的公开表",
      en:
        "last year's figure of '\(claim.name.printed)' is not known; give last year's workbook with --prior"
    )
  }

  private func notSure(_ claim: Claim, _ value: FigureValue, _ unit: MeasureUnit) -> Message {
    Message(
      zh: "“\(claim.name.printed)”在句中另有限定，表中算得 \(text(value, unit))，不能断定是同一指标",
      en:
        "'\(claim.name.printed)' is qualified in the sentence; the tables give \(text(value, unit)), which need not be the same"
    )
  }

  private func text(_ value: FigureValue, _ unit: MeasureUnit) -> String {
    guard let amount = try? Amount(atoms: value.atoms, dimension: unit.dimension) else { return "" }
    return StatedAmount(amount: amount, unit: unit, decimals: 2).number + unit.name
  }

  private mutating func uncertain(
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
  private mutating func add(
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
    var causes: [Cause] = []
    if let kind {
      causes.append(
        Cause(
          kind: kind, cells: [.place(operand.place)], repair: sides?.right,
          explanation: Self.explanation(kind)))
    }
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

  private mutating func addRate(
    _ claim: Claim, _ index: Int, _ pair: (current: FigureValue, prior: FigureValue),
    _ verdict: Verdict, expected: Int64?, test: RecordTest.Name = .noteRates,
    kind: Cause.Kind? = nil
  ) {
    addPercent(
      test, claim, index, verdict, expected: expected, kind: kind,
      keys: pair.current.keys + pair.prior.keys,
      basis: "(\(pair.current.label) - \(pair.prior.label)) / \(pair.prior.label)")
  }

  private mutating func addShare(
    _ claim: Claim, _ index: Int, _ part: FigureValue, _ whole: FigureValue, _ verdict: Verdict,
    expected: Int64?
  ) {
    addPercent(
      .noteShares, claim, index, verdict, expected: expected,
      kind: verdict == .mismatch ? .unknown : nil, keys: part.keys + whole.keys,
      basis: "\(part.label) / \(whole.label)")
  }

  private mutating func addPercent(
    _ test: RecordTest.Name, _ claim: Claim, _ index: Int, _ verdict: Verdict, expected: Int64?,
    kind: Cause.Kind?, keys: [FigureKey], basis: String
  ) {
    let unit = MeasureUnit(named: "%") ?? .wanYuan
    let decimals = claim.number?.decimals ?? 2
    let right = expected.flatMap { try? Amount(atoms: $0, dimension: .ratio) }
      .map { StatedAmount(amount: $0, unit: unit, decimals: decimals) }
    let operand = note.operand(index, claim.range)
    var causes: [Cause] = []
    if let kind {
      causes.append(
        Cause(
          kind: kind, cells: [.place(operand.place)], repair: right,
          explanation: Self.explanation(kind)))
    }
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
  private func cells(_ keys: [FigureKey]) -> [Operand] {
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

  private mutating func add(
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

  private mutating func append(_ test: RecordTest.Name, _ outcome: TestOutcome) {
    found[test, default: []].append(outcome)
  }
}

extension Claim.Name {
  /// What names the figure over runs.
  var id: String { subject ?? printed }
}

extension Claim.Aspect {
  /// The aspect in a finding's id.
  var id: String {
    switch self {
    case .level: "level"
    case .change: "change"
    case .rate: "rate"
    case .share: "share"
    case .flat: "flat"
    case .nothing: "nothing"
    }
  }
}

extension FigureKey {
  fileprivate var withoutPeriod: FigureKey {
    var key = self
    key.period = .current
    return key
  }
}
