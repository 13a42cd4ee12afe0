import Budget
import Localization
import Decimals
import Profiles
import Reconciliation

/// What a figure amounts to, by how much it changed, that it stayed the same, that there is none.
extension ClaimJudge {
  mutating func judgeLevel(_ claim: Claim, _ index: Int) {
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
      if period == .current, observation.atoms != 0, unit.dimension == .money {
        confirmed[index, default: []].append(number.range)
      }
      return add(.noteFigures, claim, index, candidates[place], verdicts[place])
    }
    guard audit.hasTables || claim.name.subject == nil else { return }
    if claim.isActual {
      return uncertain(
        .noteFigures, claim, index,
        Message(
          zh: "写的是上年执行数，表中只有上年预算数 \(text(candidates[0], unit))，没有核对",
          en:
            "this is what was spent last year; the tables have last year's budget, \(text(candidates[0], unit))"
        ))
    }
    guard claim.isStrict else {
      return uncertain(
        .noteFigures, claim, index,
        Message(
          zh: "“\(claim.name.printed)”在句中另有限定，表中的数是 \(text(candidates[0], unit))，不能断定是同一指标",
          en:
            "'\(claim.name.printed)' is qualified in the sentence; the tables have \(text(candidates[0], unit)), which need not be the same"
        ))
    }
    if isWithinLimit(claim, observation, candidates, index) {
      let most = "\(text(candidates[0], unit)) (\(candidates[0].label))"
      return uncertain(
        .noteFigures, claim, index,
        Message(
          zh: "不超过表中的 \(most)；因单位类型而异，公开的表不能断定",
          en:
            "it is within \(most); how much depends on the kind of body, which these tables do not tell"
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

  /// Whether a figure is less than its limit, or listed in the same paragraph as a part of one that
  /// is.
  private mutating func isWithinLimit(
    _ claim: Claim, _ printed: Observation, _ candidates: [FigureValue], _ index: Int
  ) -> Bool {
    guard hasInstitution, let most = candidates.map(\.atoms).max(), printed.atoms < most
    else { return false }
    if candidates.allSatisfy(\.isLimit) {
      partial.insert(index)
      return true
    }
    return partial.contains(index) && claim.name.subject == nil
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

  mutating func judgeChange(_ claim: Claim, _ sign: Int, _ index: Int) {
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
    let (pairs, areAll) = pairs(of: claim, unit.dimension)
    guard !pairs.isEmpty else {
      if audit.hasTables { uncertain(.noteChanges, claim, index, noPrior(claim)) }
      return
    }
    let quantum = observation.spread
    let verdicts = pairs.map {
      Comparison.verdict(printed, quantum: quantum, from: $0.prior, to: $0.current)
    }
    if let place = verdicts.firstIndex(of: .agree) ?? verdicts.firstIndex(of: .rounding) {
      if observation.atoms != 0 { confirmed[index, default: []].append(number.range) }
      add(
        .noteChanges, claim, index, pairs[place].difference, verdicts[place], factor: Int64(sign))
      return
    }
    let turned = pairs.first {
      printed != 0
        && Comparison.verdict(-printed, quantum: quantum, from: $0.prior, to: $0.current) == .agree
    }
    let isUnit = pairs.contains { Self.isUnitSlip(observation, $0.difference) }
    guard claim.isStrict, areAll || (turned != nil || isUnit) && !claim.isActual else {
      return uncertain(.noteChanges, claim, index, notSure(claim, pairs[0].difference, unit))
    }
    wrongSubjects.insert(claim.name.id)
    if let turned {
      add(
        .noteDirections, claim, index, turned.difference, .mismatch, kind: .direction,
        factor: Int64(sign))
      return
    }
    let expected = pairs[0].difference
    let step = max(quantum, 1)
    var kind = Comparison.slip(
      observation.atoms / step, Comparison.rounded(abs(expected.atoms), step) / step)
    if isUnit { kind = .unit }
    // Of the year's own amount, by mistake.
    if Comparison.verdict(observation.atoms, quantum: quantum, pairs[0].current) == .agree {
      kind = .interchange
    }
    add(.noteChanges, claim, index, expected, .mismatch, kind: kind, factor: Int64(sign))
  }

  mutating func judgeFlat(_ claim: Claim, _ index: Int) {
    let (pairs, areAll) = pairs(of: claim, .money)
    guard let pair = pairs.first else { return }
    let isFlat = pairs.contains { pair in
      pair.current.shown == pair.prior.shown
        || 2 * (Int128(pair.current.atoms) - Int128(pair.prior.atoms)).magnitude
          < UInt128(pair.current.spread + pair.prior.spread)
    }
    if isFlat { return add(.noteDirections, claim, index, pair.difference, .agree) }
    guard claim.isStrict, areAll else { return }
    wrongSubjects.insert(claim.name.id)
    add(.noteDirections, claim, index, pair.difference, .mismatch, kind: .direction)
  }

  mutating func judgeNothing(_ claim: Claim, _ index: Int) {
    let candidates = figure(claim.name, .current, .money)
    if candidates.contains(where: \.isLimit) {
      partial.insert(index)
      return uncertain(
        .noteNothing, claim, index,
        Message(
          zh: "有没有因单位类型而异，公开的表不能断定",
          en:
            "whether there is any depends on the kind of body, which the published tables do not tell"
        ))
    }
    guard let wrong = candidates.first(where: { $0.shown != 0 }) else {
      if let value = candidates.first { add(.noteNothing, claim, index, value, .agree) }
      return
    }
    guard claim.isStrict, candidates.allSatisfy({ $0.shown != 0 }) else { return }
    wrongSubjects.insert(claim.name.id)
    add(.noteNothing, claim, index, wrong, .mismatch, kind: .templateResidue)
  }
}
